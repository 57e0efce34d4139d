/** A request comes in: it is taken down under a key of its own, and what it is about stays where it is from then on (C6). */
import { ageBand, dayOf, requestTerm } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import { doOnce } from '../ledger/once.ts';
import { writeAct } from '../ledger/write.ts';
import { keysIfKept, keysOf } from '../sealed.ts';
import { numberIn } from '../search/number.ts';
import type { Asking } from '../staff/face.ts';
import { known } from '../staff/in-organisation.ts';
import type { RuleAnswer } from '../table/acts.ts';
import { words } from '../table/at-table.ts';
import { ask, type RuleBook, rulesAt, whoRecords } from '../table/rule-book.ts';
import { readParty } from '../talk/parties.ts';
import { AGES, type Age, type IdentityWay, type NewRightsRequest, RIGHT_KINDS, RIGHT_WAYS } from './face.ts';
import { aboutRows, keep } from './freeze.ts';

/** Doors that know who comes through them. */
const KNOWN_BY: Partial<Record<NewRightsRequest['way'], IdentityWay>> = {
  'own-page': 'visit-code',
  'staff-page': 'login',
};

/** Takes it down and gives its id; see Rights.request. */
export async function takeDown(
  house: House,
  book: RuleBook,
  organisationId: string,
  wanted: NewRightsRequest,
  { actor, once }: Asking,
): Promise<string> {
  await known(house, organisationId);
  const receivedAt = wanted.receivedAt ?? house.now();
  if (!RIGHT_KINDS.includes(wanted.kind) || !RIGHT_WAYS.includes(wanted.way) || receivedAt > house.now())
    throw new DossierError('facts-malformed', 'Say what is asked, how it came in, and on which day.');
  const received = dayOf(receivedAt);
  const { law, source, dueOn } = requestTerm(received);
  const age = ageOf(wanted, received);
  const { kind, side, text, way, talk = null, party = null, account = null } = wanted;
  const representative = wanted.representative ?? null;
  const said = {
    kind,
    name: words(wanted.name),
    number: wanted.number === undefined || wanted.number.trim() === '' ? null : numberIn(wanted.number),
    side,
    talk,
    party,
    account,
    age,
    representative: representative && { name: words(representative.name), shown: words(representative.shown) },
    text: words(text),
    way,
    receivedAt,
    law,
    source,
    dueOn,
  };
  const rules = await rulesFor(house, book, organisationId, age);
  const byDoor = needsRepresentative(rules) && representative === null ? undefined : KNOWN_BY[way];
  if (talk !== null) await inTalk(house, organisationId, talk, party);
  const organisationKeys = await keysOf(house, organisationId);
  const fresh = newId(house);
  // A crash after this line leaves a key that opens nothing.
  await house.vault.keys.create(fresh);
  const keys = await keysOf(house, fresh);
  const id = await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    const asked = { organisationId, actor, act: 'rights.requested', key: once, input: said };
    return await doOnce(house, tx, organisationKeys, asked, async () => {
      const ground = { organisationId, request: fresh, kind, dueOn, actor };
      const about = talk === null ? [] : [await keep(house, tx, ground, talk)];
      const detail: Acts['rights.requested'] = { request: fresh, ...said, rules, about, identity: byDoor ?? null };
      const row = tx.insertInto('rights_request').values({
        id: fresh,
        organisation_id: organisationId,
        kind,
        state: detail.identity === null ? 'received' : 'identified',
        received_at: receivedAt,
        due_on: dueOn,
        closed_at: null,
        account_id: account,
      });
      const act = { organisationId, talkId: fresh, keys, actor, act: 'rights.requested', detail } as const;
      await writeAct(house, tx, act, { rows: [row, ...aboutRows(tx, ground, about)] });
      return fresh;
    });
  });
  if (id !== fresh) await house.vault.keys.destroy(fresh); // sent again: the first one counts
  return id;
}

/** Whether the law lets somebody else ask for who is so young, or is represented (UAVG 5). */
export function needsRepresentative(rules: RuleAnswer | null): boolean {
  return rules?.duties.some(({ code }) => code === 'VERTEGENWOORDIGER-VRAAGT') ?? false;
}

function ageOf({ born, age = 'nee' }: NewRightsRequest, received: string): Age {
  if (born === undefined) {
    if (!AGES.includes(age)) throw new DossierError('facts-malformed', `An age is one of ${AGES.join(', ')}.`);
    return age;
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(born) || Number.isNaN(Date.parse(born)) || born > received)
    throw new DossierError('facts-malformed', 'A date of birth is a day before the request came in.');
  return ageBand(born, received);
}

/** What the rules say of access for this organisation now; null where they do not know what it is. */
async function rulesFor(
  house: House,
  book: RuleBook,
  organisationId: string,
  kwetsbaar: Age,
): Promise<RuleAnswer | null> {
  const rules = await rulesAt(house, book, organisationId, house.now());
  return rules.sector === null ? null : ask(rules, 'inzage', { ...whoRecords('office', rules.sector), kwetsbaar });
}

/** Rejects where the talk is not this organisation's, or nobody in it is known so. */
async function inTalk(house: House, organisationId: string, talkId: string, party: string | null): Promise<void> {
  const { read } = house.database;
  const row = await read.selectFrom('talk').select('organisation_id').where('id', '=', talkId).executeTakeFirst();
  if (row?.organisation_id !== organisationId)
    throw new DossierError('talk-not-found', 'There is no talk with this id.');
  const keys = await keysIfKept(house, talkId);
  if (party === null || keys === undefined) return;
  const rows = await read.selectFrom('party').selectAll().where('talk_id', '=', talkId).execute();
  if (!rows.some((one) => readParty(keys, one).id === party))
    throw new DossierError('participant-not-found', 'Nobody in this talk is known by this id.');
}
