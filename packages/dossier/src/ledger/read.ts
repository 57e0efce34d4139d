/** The ledger of a talk, readable. */

import type { Actor, LedgerLine } from '../face.ts';
import type { House } from '../house.ts';
import { type ItemKeys, keysIfKept, unseal } from '../sealed.ts';
import type { LedgerRow } from './tables.ts';
import { ledgerPlace } from './write.ts';

/** A talk's acts in order. Details are null once the talk's key is destroyed. */
export async function ledgerOfTalk(house: House, talkId: string): Promise<LedgerLine[]> {
  const keys = await keysIfKept(house, talkId);
  const rows = await house.database.read
    .selectFrom('ledger')
    .selectAll()
    .where('talk_id', '=', talkId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actor: row.actor as Actor,
    act: row.act,
    detail: keys === undefined ? null : readDetail(keys, row),
  }));
}

/** A row's detail; null after an erasure. Throws `row-damaged`. */
export function readDetail(keys: ItemKeys, row: LedgerRow): Readonly<Record<string, unknown>> | null {
  if (row.sealed === null) return null;
  return JSON.parse(Buffer.from(unseal(keys, ledgerPlace(row), row.sealed)).toString('utf8'));
}
