/** Details of many acts at once, each under its own talk's key. */

import type { House } from '../house.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { type ItemKeys, keysIfKept } from '../sealed.ts';

export type Opened = LedgerRow & { readonly detail: Readonly<Record<string, unknown>> | null };

/** Acts of these kinds in an organisation since a moment, the newest first, opened; null where the key is destroyed. */
export async function openedActs(
  house: House,
  organisationId: string,
  acts: readonly string[],
  page: { readonly limit: number; readonly since?: number; readonly before?: number },
): Promise<Opened[]> {
  const rows = await house.database.read
    .selectFrom('ledger')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('act', 'in', [...acts])
    .$if(page.since !== undefined, (query) => query.where('at', '>=', page.since!))
    .$if(page.before !== undefined, (query) => query.where('seq', '<', page.before!))
    .orderBy('seq', 'desc')
    .limit(page.limit)
    .execute();
  const keys = new Map<string, ItemKeys | undefined>();
  const opened: Opened[] = [];
  for (const row of rows) {
    const id = row.talk_id ?? organisationId;
    if (!keys.has(id)) keys.set(id, await keysIfKept(house, id));
    const own = keys.get(id);
    opened.push({ ...row, detail: own === undefined ? null : readDetail(own, row) });
  }
  return opened;
}
