/** Requests under somebody's rights; see Rights. */
import { dayOf, requestTerm } from '@woordelijk/rules';
import type { Tx } from '../db/database.ts';
import type { RightsRequestRow } from '../db/schema.ts';
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import { type ItemKeys, keysIfKept, keysOf } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import type { RuleAnswer } from '../table/acts.ts';
import { words } from '../table/at-table.ts';
import { ask, type RuleBook, rulesAt, whoRecords } from '../table/rule-book.ts';
import { actsOf, type DecidedAct, inTalk, type TalkGround } from '../talk/act.ts';
import { readParty } from '../talk/parties.ts';
import { inSight, talkRow } from '../talk/talks.ts';
import { RIGHT_KINDS, RIGHT_OUTCOMES, RIGHT_WAYS, type RightKind, type Rights, type RightsRequest } from './face.ts';

const MOST_LISTED = 500;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The rights' part of the dossier's face. */
export function rights(house: House, book: RuleBook): Rights {
  return {
    async of(talkId) {
      await talkRow(house, talkId);
      return await requestsOf(house.database.read, await keysOf(house, talkId), talkId);
    },

    async open(sight) {
      let query = house.database.read
        .selectFrom('rights_request')
        .innerJoin('talk', 'talk.id', 'rights_request.talk_id')
        .select(['rights_request.id', 'rights_request.talk_id'])
        .where('rights_request.state', '<>', 'answered');
      if (!sight.all) query = query.where((eb) => inSight(eb as never, sight) as never);
      const rows = await query
        .orderBy('rights_request.due_on')
        .orderBy('rights_request.id')
        .limit(MOST_LISTED)
        .execute();
      const found = new Map<string, RightsRequest>();
      for (const talkId of new Set(rows.map((row) => row.talk_id))) {
        const keys = await keysIfKept(house, talkId);
        if (keys === undefined) continue; // destroyed since
        for (const one of await requestsOf(house.database.read, keys, talkId)) found.set(one.id, one);
      }
      return rows.flatMap(({ id }) => found.get(id) ?? []);
    },

    async request(talkId, { party, kind, text, way, receivedAt = house.now() }, asking) {
      const talk = await talkRow(house, talkId);
      const rules = await rulesFor(house, book, talk.organisation_id, kind);
      const input = { party, kind, text, way };
      const all = await act(talkId, asking, 'rights.requested', input, async (_, { tx, keys }) => {
        if (!RIGHT_KINDS.includes(kind) || !RIGHT_WAYS.includes(way) || receivedAt > house.now())
          throw new DossierError('facts-malformed', 'Say what is asked, how it came in, and on which day.');
        const rows = await tx.selectFrom('party').selectAll().where('talk_id', '=', talkId).execute();
        if (!rows.some((row) => readParty(keys, row).id === party))
          throw new DossierError('participant-not-found', 'Nobody in this talk is known by this id.');
        const detail: Acts['rights.requested'] = {
          request: newId(house),
          kind,
          party,
          text: words(text),
          way,
          receivedAt,
          dueOn: requestTerm(dayOf(receivedAt)).dueOn,
          rules,
        };
        const row: RightsRequestRow = {
          id: detail.request,
          organisation_id: talk.organisation_id,
          talk_id: talkId,
          kind,
          state: 'open',
          received_at: receivedAt,
          due_on: detail.dueOn,
          answered_at: null,
        };
        return { act: 'rights.requested', detail, rows: [tx.insertInto('rights_request').values(row)] };
      });
      return all.at(-1)!;
    },

    takeUp: (talkId, requestId, by, asking) =>
      one(talkId, requestId, asking, 'rights.taken-up', { by }, (_, tx) => ({
        act: 'rights.taken-up',
        detail: { request: requestId, by: words(by) },
        rows: [change(tx, requestId).set({ state: 'taken-up' })],
      })),

    extend: (talkId, requestId, why, asking) =>
      one(talkId, requestId, asking, 'rights.extended', { why }, (request, tx) => {
        if (request.extended !== null || dayOf(house.now()) > request.dueOn)
          throw new DossierError(
            'extension-not-possible',
            'A term is extended once, and before it is over. Answer as soon as you can and say why it is late.',
          );
        const dueOn = requestTerm(dayOf(request.receivedAt)).extendedDueOn ?? request.dueOn;
        return {
          act: 'rights.extended',
          detail: { request: requestId, dueOn, why: words(why) },
          rows: [change(tx, requestId).set({ due_on: dueOn })],
        };
      }),

    answer: (talkId, requestId, { outcome, text, by }, asking) =>
      one(talkId, requestId, asking, 'rights.answered', { outcome, text, by }, (_, tx) => {
        if (!RIGHT_OUTCOMES.includes(outcome))
          throw new DossierError('facts-malformed', `An answer is one of ${RIGHT_OUTCOMES.join(', ')}.`);
        const answeredAt = house.now();
        return {
          act: 'rights.answered',
          detail: { request: requestId, outcome, text: words(text), by: words(by), answeredAt },
          rows: [change(tx, requestId).set({ state: 'answered', answered_at: answeredAt })],
        };
      }),
  };

  async function act(
    talkId: string,
    asking: Asking,
    kind: string,
    input: unknown,
    decide: (requests: readonly RightsRequest[], ground: TalkGround) => DecidedAct | Promise<DecidedAct>,
  ): Promise<readonly RightsRequest[]> {
    const read = ({ tx, keys }: TalkGround) => requestsOf(tx, keys, talkId);
    return await inTalk(house, { talkId, asking, kind, input, read, decide });
  }

  /** An act on one request that is not answered yet. */
  async function one(
    talkId: string,
    requestId: string,
    asking: Asking,
    kind: string,
    input: unknown,
    decide: (request: RightsRequest, tx: Tx) => DecidedAct,
  ): Promise<RightsRequest> {
    const all = await act(talkId, asking, kind, { requestId, input }, (requests, { tx }) => {
      const request = requests.find(({ id }) => id === requestId);
      if (request === undefined)
        throw new DossierError('rights-request-not-found', 'There is no such request. Load the list again.');
      if (request.state === 'answered')
        throw new DossierError('rights-request-answered', 'This request was answered already.');
      return decide(request, tx);
    });
    return all.find(({ id }) => id === requestId)!;
  }
}

/** Open requests that a destruction would make pointless: what is asked for is still there when it is answered. */
export async function isAskedFor(database: Pick<Tx, 'selectFrom'>, talkId: string): Promise<boolean> {
  const row = await database
    .selectFrom('rights_request')
    .select('id')
    .where('talk_id', '=', talkId)
    .where('state', '<>', 'answered')
    .where('kind', 'in', ['access', 'copy', 'correction', 'restriction'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function change(tx: Tx, id: string) {
  return tx.updateTable('rights_request').where('id', '=', id);
}

/** Access and a copy are a question to the rules; what they say stands with the request. */
async function rulesFor(
  house: House,
  book: RuleBook,
  organisationId: string,
  kind: RightKind,
): Promise<RuleAnswer | null> {
  if (kind !== 'access' && kind !== 'copy') return null;
  const rules = await rulesAt(house, book, organisationId, house.now());
  return rules.sector === null ? null : ask(rules, 'inzage', whoRecords('office', rules.sector));
}

async function requestsOf(db: Pick<Tx, 'selectFrom'>, keys: ItemKeys, talkId: string): Promise<RightsRequest[]> {
  const acts = await actsOf(db, keys, talkId);
  if (!acts.some(({ row }) => row.act === 'rights.requested')) return [];
  const rows = await db.selectFrom('party').selectAll().where('talk_id', '=', talkId).execute();
  const names = new Map(rows.map((row) => readParty(keys, row)).map(({ id, name, number }) => [id, name ?? number]));
  const found = new Map<string, Mutable<RightsRequest>>();
  for (const { row, detail } of acts) {
    const said = <C extends keyof Acts>(_: C) => detail as Acts[C];
    const code = row.act as keyof Acts;
    switch (code) {
      case 'rights.requested': {
        const { request: id, ...rest } = said(code);
        const fresh = { state: 'open', takenUp: null, extended: null, answer: null } as const;
        found.set(id, { id, talkId, name: names.get(rest.party) ?? '', ...rest, ...fresh });
        break;
      }
      case 'rights.taken-up': {
        const { request: id, by } = said(code);
        Object.assign(found.get(id)!, { state: 'taken-up', takenUp: { by, at: row.at } });
        break;
      }
      case 'rights.extended': {
        const { request: id, dueOn, why } = said(code);
        Object.assign(found.get(id)!, { dueOn, extended: { why, at: row.at } });
        break;
      }
      case 'rights.answered': {
        const { request: id, answeredAt: at, ...answer } = said(code);
        Object.assign(found.get(id)!, { state: 'answered', answer: { ...answer, at } });
        break;
      }
    }
  }
  return [...found.values()];
}
