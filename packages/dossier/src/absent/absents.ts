/** Acts about persons who are only talked about; see Absents. */
import { dayOf, termEnds } from '@woordelijk/rules';
import type { Statement, Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import { keysIfKept } from '../sealed.ts';
import { tokensFor, tokensOf } from '../search/tokens.ts';
import type { Asking } from '../staff/face.ts';
import { maybeWords, words } from '../table/at-table.ts';
import { inTalk } from '../talk/act.ts';
import { inSight, talkRow } from '../talk/talks.ts';
import {
  ABSENT_EXCEPTIONS,
  ABSENT_TOLD_WAYS,
  type AbsentPerson,
  type AbsentState,
  type Absents,
  type NewAbsentDecision,
  type NewAbsentPerson,
  type Stretch,
} from './face.ts';
import { absentsIn } from './state.ts';

const MOST_LISTED = 500;
const MOST_STRETCHES = 200;
const DAY = /^\d{4}-\d\d-\d\d$/;
const OPEN: readonly AbsentState[] = ['named', 'to-tell'];
const UNTOLD: readonly AbsentState[] = [...OPEN, 'excepted'];

/** Their part of the dossier's face. */
export function absents(house: House): Absents {
  return {
    async of(talkId) {
      await talkRow(house, talkId);
      const keys = await keysIfKept(house, talkId);
      return keys === undefined ? [] : await absentsIn(house.database.read, keys, talkId);
    },

    async open(sight) {
      let query = house.database.read
        .selectFrom('absent_person')
        .innerJoin('talk', 'talk.id', 'absent_person.talk_id')
        .select(['absent_person.id', 'absent_person.talk_id'])
        .where('absent_person.state', 'in', OPEN);
      if (!sight.all) query = query.where((eb) => inSight(eb, sight));
      const rows = await query.orderBy('absent_person.due_on').orderBy('absent_person.id').limit(MOST_LISTED).execute();
      const found: AbsentPerson[] = [];
      for (const { id, talk_id } of rows) {
        const keys = await keysIfKept(house, talk_id);
        const all = keys === undefined ? [] : await absentsIn(house.database.read, keys, talk_id);
        found.push(...all.filter((one) => one.id === id));
      }
      return found;
    },

    async talksAbout(organisationId, name, limit) {
      const tokens = tokensFor(house.searchKey, name);
      if (tokens.length === 0) return [];
      const rows = await house.database.read
        .selectFrom('absent_token')
        .select('talk_id')
        .where('organisation_id', '=', organisationId)
        .where('token', 'in', tokens)
        .groupBy(['absent_id', 'talk_id'])
        .having((eb) => eb.fn.countAll<number>(), '=', tokens.length)
        .orderBy('talk_id', 'desc')
        .limit(limit)
        .execute();
      return [...new Set(rows.map(({ talk_id }) => talk_id))];
    },

    async name(talkId, person, asking) {
      const id = newId(house);
      const said = proper(person);
      const all = await inTalk(house, {
        talkId,
        asking,
        kind: 'absent.named',
        input: said,
        read: ({ tx, keys }) => absentsIn(tx, keys, talkId),
        decide: (_, { talk, tx }) => {
          const day = dayOf(talk.started_at);
          const detail = { id, ...said, dueOn: termEnds('tell-absent', day), namedAt: house.now() };
          const place = { talk_id: talkId, organisation_id: talk.organisation_id };
          const row = tx
            .insertInto('absent_person')
            .values({ id, ...place, state: 'named', due_on: detail.dueOn, named_at: detail.namedAt });
          const tokens = nameTokens(house.searchKey, said.name).map((token) =>
            tx.insertInto('absent_token').values({ absent_id: id, ...place, token }),
          );
          return { act: 'absent.named', detail, rows: [row, ...tokens] };
        },
      });
      // Sent again under the same key: who was named then.
      return all.find((one) => one.id === id) ?? all.findLast((one) => sameAs(one, said))!;
    },

    decide: (talkId, id, decision, asking) =>
      step(
        house,
        talkId,
        id,
        asking,
        'absent.decided',
        UNTOLD,
        ({ tx }) => {
          const detail = { id, ...properDecision(decision) };
          return { detail, rows: [state(tx, id, detail.tell ? 'to-tell' : 'excepted')] };
        },
        decision,
      ),

    tell: (talkId, id, { way, on, by }, asking) =>
      step(
        house,
        talkId,
        id,
        asking,
        'absent.told',
        ['to-tell'],
        ({ tx }) => {
          if (
            !ABSENT_TOLD_WAYS.includes(way) ||
            !DAY.test(on) ||
            Number.isNaN(Date.parse(on)) ||
            on > dayOf(house.now())
          )
            throw new DossierError('facts-malformed', 'Say how they were told, and on which day up to today.');
          return { detail: { id, way, on, by: words(by) }, rows: [state(tx, id, 'told')] };
        },
        { way, on, by },
      ),

    strike: (talkId, id, { why, by }, asking) =>
      step(
        house,
        talkId,
        id,
        asking,
        'absent.struck',
        UNTOLD,
        ({ tx }) => {
          const rows = [state(tx, id, 'struck'), tx.deleteFrom('absent_token').where('absent_id', '=', id)];
          return { detail: { id, why: words(why), by: words(by) }, rows };
        },
        { why, by },
      ),
  };
}

/** The tokens by which somebody of this name is found; none without a name. */
export function nameTokens(searchKey: Uint8Array, name: string | null): number[] {
  return name === null ? [] : tokensOf(searchKey, [{ row: '', id: '', name, number: null, aor: null }]);
}

type StepAct = 'absent.decided' | 'absent.told' | 'absent.struck';

/** Does an act on one of them, where it is its turn; gives them as they are known then. */
async function step<C extends StepAct>(
  house: House,
  talkId: string,
  id: string,
  asking: Asking,
  act: C,
  when: readonly AbsentState[],
  decide: (ground: { readonly tx: Tx }) => { readonly detail: Acts[C]; readonly rows: readonly Statement[] },
  input: object,
): Promise<AbsentPerson> {
  const all = await inTalk(house, {
    talkId,
    asking,
    kind: act,
    input: { id, ...input },
    read: ({ tx, keys }) => absentsIn(tx, keys, talkId),
    decide: (before, ground) => {
      const one = before.find((person) => person.id === id);
      if (one === undefined) throw new DossierError('absent-not-found', 'Nobody is noted here by this id.');
      if (!when.includes(one.state))
        throw new DossierError(
          'absent-step',
          'Somebody else was first, or a step before this is not done yet. Load the page again.',
        );
      return { act, ...decide(ground) } as never;
    },
  });
  return all.find((person) => person.id === id)!;
}

function state(tx: Tx, id: string, now: AbsentState): Statement {
  return tx.updateTable('absent_person').set({ state: now }).where('id', '=', id);
}

function proper({ called, name, about, stretches, by }: NewAbsentPerson) {
  return {
    called: words(called),
    name: maybeWords(name),
    about: words(about),
    stretches: properStretches(stretches),
    by: words(by),
  };
}

function properStretches(stretches: readonly Stretch[]): readonly Stretch[] {
  const good = stretches.every(
    ({ fromMs, toMs }) => Number.isSafeInteger(fromMs) && Number.isSafeInteger(toMs) && fromMs >= 0 && fromMs < toMs,
  );
  if (!good || stretches.length > MOST_STRETCHES)
    throw new DossierError('facts-malformed', `A stretch ends after it begins; name at most ${MOST_STRETCHES}.`);
  return stretches.map(({ fromMs, toMs }) => ({ fromMs, toMs }));
}

/** Rejects `decision-not-fitting` with what is missing. */
function properDecision({ tell, exception, why, measures, by }: NewAbsentDecision): NewAbsentDecision {
  const known = ABSENT_EXCEPTIONS.find(({ code }) => code === exception);
  if (!tell && known === undefined)
    throw new DossierError('decision-not-fitting', 'Who is not told, is not told by an exception of the law: name it.');
  if (!tell && known?.measures === true && (measures ?? '').trim() === '')
    throw new DossierError(
      'decision-not-fitting',
      'With this exception their interests are protected otherwise: write down how (AVG 14 (5) b).',
    );
  return {
    tell,
    exception: tell ? null : (known?.code ?? null),
    why: words(why),
    measures: tell ? null : maybeWords(measures ?? undefined),
    by: words(by),
  };
}

function sameAs(one: AbsentPerson, said: ReturnType<typeof proper>): boolean {
  return one.called === said.called && one.name === said.name && one.about === said.about;
}
