/** Requests under somebody's rights, the talks they are about, and talks that were shut: each row beside what its acts say. */

import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { RestrictionRow, RightsRequestRow } from '../rights/tables.ts';
import { type ItemKeys, keysIfKept } from '../sealed.ts';
import { type Fact, paired } from './pairs.ts';

const AT_ONCE = 100;
const CHANGED =
  'It is not what the ledger says was written: it was changed outside this program. Restore the database from a backup.';

/** Problems of all requests. */
export async function* checkRequests(house: ReadHouse): AsyncGenerator<LedgerProblem> {
  const forgotten = await forgottenOnes(house);
  const begun = new Set<string>();
  for (const { talk_id } of await house.database.read
    .selectFrom('ledger')
    .select('talk_id')
    .where('act', '=', 'rights.requested')
    .execute())
    if (talk_id !== null) begun.add(talk_id);
  let after = '';
  for (;;) {
    const rows = await house.database.read
      .selectFrom('rights_request')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    for (const row of rows) {
      begun.delete(row.id);
      yield* checkRequest(house, row, forgotten.get(row.id));
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  for (const id of begun)
    yield {
      place: `table rights_request, row ${id}`,
      meaning: 'The ledger says it was asked, but the row is not there.',
    };
}

async function* checkRequest(
  house: ReadHouse,
  row: RightsRequestRow,
  forgotten: Fact | undefined,
): AsyncGenerator<LedgerProblem> {
  const place = `table rights_request, row ${row.id}`;
  if (forgotten !== undefined) return yield* checkForgotten(house, row, forgotten);
  const keys = await keysIfKept(house, row.id);
  if (keys === undefined) {
    yield { place, meaning: 'The key of this request is not there: what was asked cannot be read.' };
    return;
  }
  const { talks, acts } = await house.database.snapshot(async (tx) => ({
    talks: await tx.selectFrom('rights_talk').selectAll().where('request_id', '=', row.id).execute(),
    acts: await tx.selectFrom('ledger').selectAll().where('talk_id', '=', row.id).orderBy('seq').execute(),
  }));
  const facts = playedAgain(keys, acts);
  if (canonicalJson({ ...row }) !== canonicalJson(facts.request)) yield { place, meaning: CHANGED };
  const told = [...facts.about].map(([talk, hold]) => `${talk} ${hold}`).sort();
  const there = talks.map(({ talk_id, hold_id }) => `${talk_id} ${hold_id}`).sort();
  if (told.join() !== there.join() || talks.some((one) => one.organisation_id !== row.organisation_id))
    yield { place: `table rights_talk, request ${row.id}`, meaning: CHANGED };
}

/** Requests that are forgotten, or are being so, as the acts of their organisations tell them. */
async function forgottenOnes(house: ReadHouse): Promise<Map<string, Fact>> {
  const rows = await house.database.read
    .selectFrom('ledger')
    .selectAll()
    .where('act', 'in', ['rights.forgetting', 'rights.forgotten'])
    .orderBy('organisation_id')
    .orderBy('seq')
    .execute();
  const facts = new Map<string, Fact>();
  for (const row of rows) {
    const keys = await keysIfKept(house, row.organisation_id);
    if (keys === undefined) continue; // told by the check of the chain
    const read = <C extends keyof Acts>(_: C) => readDetail(keys, row) as unknown as Acts[C];
    const act = row.act as keyof Acts;
    if (act === 'rights.forgetting') {
      const { request, ...told } = read(act);
      facts.set(request, { ...told, organisation: row.organisation_id, forgottenAt: null });
    } else if (act === 'rights.forgotten') {
      const { request, forgottenAt } = read(act);
      facts.set(request, { ...facts.get(request), forgottenAt });
    }
  }
  return facts;
}

/** Of a forgotten request nothing of who asked may be there any more, and no key that opens what is left elsewhere. */
async function* checkForgotten(house: ReadHouse, row: RightsRequestRow, told: Fact): AsyncGenerator<LedgerProblem> {
  const place = `table rights_request, row ${row.id}`;
  const { read } = house.database;
  const tombstone = await read
    .selectFrom('rights_forgotten')
    .selectAll()
    .where('request_id', '=', row.id)
    .executeTakeFirst();
  const stone = {
    request_id: row.id,
    organisation_id: told.organisation,
    forgetting_at: told.forgettingAt,
    forgotten_at: told.forgottenAt,
  };
  if (tombstone === undefined || canonicalJson({ ...tombstone }) !== canonicalJson(stone))
    yield { place: `table rights_forgotten, row ${row.id}`, meaning: CHANGED };
  if (told.forgottenAt === null) return; // under way
  const days = [row.kind, row.received_at, row.due_on, row.closed_at, row.organisation_id];
  if (days.join() !== [told.kind, told.receivedAt, told.dueOn, told.closedAt, told.organisation].join())
    yield { place, meaning: CHANGED };
  if ((await keysIfKept(house, row.id)) !== undefined)
    yield {
      place: `key file of ${row.id}`,
      meaning:
        'The request was forgotten, but its key is there: it came back from a backup. Restore with `woordelijk restore`, which destroys it again.',
    };
  const left = await read
    .selectFrom('rights_talk')
    .select('talk_id')
    .where('request_id', '=', row.id)
    .executeTakeFirst();
  if (row.account_id !== null || left !== undefined)
    yield { place, meaning: 'The request was forgotten, but it still says whose it was, or what about.' };
}

/** What the acts of a request say of its rows. */
function playedAgain(keys: ItemKeys, acts: readonly LedgerRow[]): { request: Fact; about: Map<string, string | null> } {
  let request: Fact = {};
  const about = new Map<string, string | null>();
  for (const row of acts) {
    const read = <C extends keyof Acts>(_: C) => readDetail(keys, row) as unknown as Acts[C];
    const act = row.act as keyof Acts;
    if (act === 'rights.requested') {
      const { request: id, kind, receivedAt, dueOn, account, identity, about: talks } = read(act);
      request = {
        id,
        organisation_id: row.organisation_id,
        kind,
        state: identity === null ? 'received' : 'identified',
        received_at: receivedAt,
        due_on: dueOn,
        closed_at: null,
        account_id: account,
      };
      for (const { talk, hold } of talks) about.set(talk, hold);
    } else if (act === 'rights.identified') request = { ...request, state: 'identified' };
    else if (act === 'rights.found') {
      request = { ...request, state: 'found' };
      for (const talk of read(act).dropped) about.delete(talk);
      for (const { talk, hold } of read(act).about) about.set(talk, hold);
    } else if (act === 'rights.extended') request = { ...request, due_on: read(act).dueOn };
    else if (act === 'rights.decided') request = { ...request, state: 'decided' };
    else if (act === 'rights.closed' || act === 'rights.handed') {
      const { closedAt } = read(act);
      if (closedAt !== null) request = { ...request, state: 'closed', closed_at: closedAt };
    }
  }
  return { request, about };
}

/** Pairs of row and fact of one talk; one of them undefined where the other has no match. */
export function restrictions(
  keys: ItemKeys,
  {
    restrictions: rows,
    acts,
  }: { readonly restrictions: readonly RestrictionRow[]; readonly acts: readonly LedgerRow[] },
): Generator<readonly [RestrictionRow | undefined, Fact | undefined]> {
  const facts = new Map<string, Fact>();
  for (const row of acts) {
    if (row.act === 'restriction.placed') {
      const { id, placedAt: placed_at } = readDetail(keys, row) as unknown as Acts['restriction.placed'];
      const { organisation_id, talk_id } = row;
      facts.set(id, { id, organisation_id, talk_id, placed_at, lifted_at: null });
    } else if (row.act === 'restriction.lifted') {
      const { id, liftedAt: lifted_at } = readDetail(keys, row) as unknown as Acts['restriction.lifted'];
      facts.set(id, { ...facts.get(id), lifted_at });
    }
  }
  return paired(rows, facts);
}
