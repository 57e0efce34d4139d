/** One organisation's chain, row by row. */

import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { hashOf, macOf, NOTHING_BEFORE } from '../ledger/chain.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerHeadRow, LedgerRow } from '../ledger/tables.ts';
import { type ItemKeys, keysIfKept } from '../sealed.ts';

const AT_ONCE = 500;

/** Problems of the chain. What its acts say of tables is told elsewhere: house-tables.ts, talk.ts. */
export async function* checkChain(house: ReadHouse, organisationId: string): AsyncGenerator<LedgerProblem> {
  let seq = 0;
  let previous = NOTHING_BEFORE;
  for (;;) {
    const { head, rows } = await pageAfter(house, organisationId, seq);
    const gone = await destroyedAmong(house, rows);
    for (const row of rows) {
      yield* checkOrder(row, seq);
      yield* checkHash(row, previous);
      if (!gone.has(row.talk_id ?? '')) yield* checkDetail(house, row);
      seq = row.seq;
      previous = row.hash;
    }
    yield* checkBegunTalks(house, rows);
    if (rows.length < AT_ONCE) {
      yield* checkHead(organisationId, head, seq, previous);
      return;
    }
  }
}

async function pageAfter(
  house: ReadHouse,
  organisationId: string,
  seq: number,
): Promise<{ head: LedgerHeadRow | undefined; rows: LedgerRow[] }> {
  return await house.database.snapshot(async (tx) => ({
    head: await tx
      .selectFrom('ledger_head')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .executeTakeFirst(),
    rows: await tx
      .selectFrom('ledger')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(AT_ONCE)
      .execute(),
  }));
}

function* checkOrder(row: LedgerRow, before: number): Generator<LedgerProblem> {
  if (row.seq !== before + 1)
    yield problem(row, `Rows ${before + 1} to ${row.seq - 1} are missing: acts were removed, or numbers changed.`);
}

function* checkHash(row: LedgerRow, previous: Uint8Array): Generator<LedgerProblem> {
  if (!Buffer.from(hashOf(previous, row)).equals(row.hash))
    yield problem(
      row,
      'The hash does not fit: the row, or the end of the one before, was changed after it was written. What it says of time, actor and act is not to be trusted.',
    );
}

/** Talks that are destroyed and requests that are forgotten, or are being so: of their acts no detail is to be read. */
async function destroyedAmong(house: ReadHouse, rows: readonly LedgerRow[]): Promise<ReadonlySet<string>> {
  const talks = [...new Set(rows.flatMap(({ talk_id }) => talk_id ?? []))];
  if (talks.length === 0) return new Set();
  const found = await house.database.read
    .selectFrom('destruction')
    .select('talk_id')
    .where('talk_id', 'in', talks)
    .execute();
  const forgotten = await house.database.read
    .selectFrom('rights_forgotten')
    .select('request_id')
    .where('request_id', 'in', talks)
    .execute();
  return new Set([...found.map(({ talk_id }) => talk_id), ...forgotten.map(({ request_id }) => request_id)]);
}

async function* checkDetail(house: ReadHouse, row: LedgerRow): AsyncGenerator<LedgerProblem> {
  let keys: ItemKeys | undefined;
  try {
    keys = await keysIfKept(house, row.talk_id ?? row.organisation_id);
  } catch (error) {
    yield problem(row, `The key of this act cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  if (keys === undefined) {
    yield problem(
      row,
      'The key of this act is not there: it was lost, or removed outside this program. Its detail cannot be read.',
    );
    return;
  }
  if (row.sealed === null) {
    yield problem(row, 'The detail is gone, though its key is still there: it was removed outside this program.');
    return;
  }
  try {
    const detail = readDetail(keys, row);
    if (!Buffer.from(macOf(keys.mac, canonicalJson(detail))).equals(row.mac)) {
      yield problem(row, 'The detail is not the one that was written: its HMAC does not fit.');
      return;
    }
  } catch {
    yield problem(row, 'The detail does not open: it was changed after it was written.');
  }
}

/** Acts with which a talk comes to be. */
const FIRST_ACTS: ReadonlySet<string> = new Set(['talk.begun', 'talk.planned', 'talk.unrecorded']);

/** Every talk that was begun must still have its row. */
async function* checkBegunTalks(house: ReadHouse, rows: readonly LedgerRow[]): AsyncGenerator<LedgerProblem> {
  const begun = rows.filter((row) => FIRST_ACTS.has(row.act) && row.talk_id !== null);
  if (begun.length === 0) return;
  const known = await house.database.read
    .selectFrom('talk')
    .select('id')
    .where(
      'id',
      'in',
      begun.map((row) => row.talk_id!),
    )
    .execute();
  const ids = new Set(known.map((row) => row.id));
  for (const row of begun)
    if (!ids.has(row.talk_id!))
      yield {
        place: 'table talk',
        talkId: row.talk_id!,
        meaning:
          'The talk was planned or begun according to the ledger, but its row is not there: it was removed, or its id changed.',
      };
}

function* checkHead(
  organisationId: string,
  head: LedgerHeadRow | undefined,
  seq: number,
  hash: Uint8Array,
): Generator<LedgerProblem> {
  if (head?.seq === seq && Buffer.from(head.hash).equals(hash)) return;
  yield {
    place: `ledger of organisation ${organisationId}, its end`,
    meaning:
      head === undefined
        ? 'The end of the chain is not written down: its row was removed.'
        : `The chain ends at row ${seq}, but was written up to row ${head.seq}: the last acts were removed, or the end was changed.`,
  };
}

function problem(row: LedgerRow, meaning: string): LedgerProblem {
  return {
    place: `ledger of organisation ${row.organisation_id}, row ${row.seq}`,
    ...(row.talk_id === null ? {} : { talkId: row.talk_id }),
    meaning,
  };
}
