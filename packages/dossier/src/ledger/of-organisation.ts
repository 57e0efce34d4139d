/** Acts of an organisation that concern no talk, readable: what registers are read out of. */
import type { Tx } from '../db/database.ts';
import type { ItemKeys } from '../sealed.ts';
import type { ActCode, Acts } from './acts.ts';
import { readDetail } from './read.ts';
import type { LedgerRow } from './tables.ts';

/** One act with its opened detail. */
export type TypedAct<C extends ActCode> = {
  readonly [K in C]: { readonly row: LedgerRow; readonly act: K; readonly detail: Acts[K] };
}[C];

/** Those acts in order. Throws `row-damaged`. */
export async function actsOfOrganisation<C extends ActCode>(
  db: Pick<Tx, 'selectFrom'>,
  keys: ItemKeys,
  organisationId: string,
  codes: readonly C[],
): Promise<TypedAct<C>[]> {
  const rows = await db
    .selectFrom('ledger')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('talk_id', 'is', null)
    .where('act', 'in', [...codes])
    .execute();
  rows.sort((a, b) => a.seq - b.seq);
  return rows.flatMap((row) => {
    const detail = readDetail(keys, row);
    return detail === null ? [] : [{ row, act: row.act, detail } as unknown as TypedAct<C>];
  });
}
