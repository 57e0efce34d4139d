/** The tables of the house itself beside the ledger. */

import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { type ItemKeys, keysIfKept } from '../sealed.ts';
import { checkHouse, HouseFacts } from './house-facts.ts';

/** Where what `houseTables` finds is. */
export const TABLES = 'tables of organisations and people';

/** Tables that belong to no talk, beside the acts that made them, both read at one moment: the house is at work meanwhile. */
export async function* houseTables(house: ReadHouse): AsyncGenerator<LedgerProblem> {
  const problems = await house.database.snapshot(async (tx) => {
    const facts = new HouseFacts();
    const rows = await tx
      .selectFrom('ledger')
      .selectAll()
      .where('talk_id', 'is', null)
      .where('act', '<>', 'talks.listed') // many, and they make no row
      .orderBy('organisation_id')
      .orderBy('seq')
      .execute();
    for (const row of rows) {
      const keys = await keysIfKept(house, row.organisation_id);
      if (keys !== undefined) facts.tell(row, openedDetail(keys, row));
    }
    const found: LedgerProblem[] = [];
    for await (const problem of checkHouse({ ...house, database: { ...house.database, read: tx } }, facts))
      found.push(problem);
    return found;
  });
  yield* problems;
}

/** A detail that does not open was told by the check of the chain. */
function openedDetail(keys: ItemKeys, row: LedgerRow): Readonly<Record<string, unknown>> {
  try {
    return readDetail(keys, row) ?? {};
  } catch {
    return {};
  }
}
