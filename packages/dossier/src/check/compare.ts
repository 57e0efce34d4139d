/** A table beside what the acts say of it. */
import type { LedgerProblem } from '../face.ts';
import { canonicalJson } from '../ledger/canonical.ts';

/** Of one table, by id, the columns that never change but by an act. */
export type Facts = Map<string, Readonly<Record<string, unknown>>>;

/** Rows of a table beside the facts. */
export function* compare(
  table: string,
  facts: Facts,
  rows: readonly (readonly [string, Readonly<Record<string, unknown>>])[],
): Generator<LedgerProblem> {
  const found = new Map(rows);
  for (const [id, fact] of facts) {
    const row = found.get(id);
    if (row === undefined)
      yield { place: `table ${table}, row ${id}`, meaning: 'The ledger says this row was added, but it is not there.' };
    else if (canonicalJson(row) !== canonicalJson(fact))
      yield {
        place: `table ${table}, row ${id}`,
        meaning: 'The row is not what the ledger says was written: it was changed outside this program.',
      };
  }
  for (const id of found.keys())
    if (!facts.has(id))
      yield {
        place: `table ${table}, row ${id}`,
        meaning: 'No act in the ledger added this row: it was put in outside this program.',
      };
}
