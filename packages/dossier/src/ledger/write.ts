/** An act becomes a row of its organisation's chain, in the transaction of the act itself. */
import type { Statement, Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import { type ItemKeys, seal } from '../sealed.ts';
import type { ActCode, Acts } from './acts.ts';
import { canonicalJson } from './canonical.ts';
import { hashOf, macOf } from './chain.ts';
import type { LedgerHeadRow } from './tables.ts';

/** An act about to be written down. `keys`: of the talk, or of the organisation where no talk is concerned. */
export interface Act<C extends ActCode = ActCode> {
  readonly organisationId: string;
  readonly talkId: string | null;
  readonly keys: ItemKeys;
  readonly actor: Actor;
  readonly act: C;
  readonly detail: Acts[C];
}

/** What is written together with an act's row. */
export interface Written {
  /** Must change exactly one row for the act to be done. */
  readonly provided?: Statement;
  /** The rows that the act makes or changes. */
  readonly rows?: readonly Statement[];
}

/**
 * Adds the row, and writes what belongs to it. The chain's end is locked until the transaction ends, so acts of one
 * organisation follow one another. False, with nothing written, where `provided` did not hold.
 */
export async function writeAct<C extends ActCode>(
  house: House,
  tx: Tx,
  act: Act<C>,
  { provided, rows = [] }: Written = {},
): Promise<boolean> {
  const { database } = house;
  const locked = database.lockedHead(tx, act.organisationId);
  const [heads, guard] = await database.batch(tx, provided === undefined ? [locked] : [locked, provided]);
  const [head] = heads!.rows as LedgerHeadRow[];
  if (head === undefined)
    throw new DossierError(
      'organisation-not-found',
      `Organisation ${act.organisationId} has no ledger. Run the check.`,
    );
  if (guard !== undefined && guard.numAffectedRows !== 1n) return false;
  const detail = canonicalJson(act.detail);
  const row = {
    organisation_id: act.organisationId,
    seq: head.seq + 1,
    at: house.now(),
    actor: act.actor,
    act: act.act,
    talk_id: act.talkId,
    mac: macOf(act.keys.mac, detail),
  };
  const hash = hashOf(head.hash, row);
  const sealed = seal(house, act.keys, ledgerPlace(row), Buffer.from(detail));
  await database.batch(tx, [
    ...rows,
    tx.insertInto('ledger').values({ ...row, sealed, hash }),
    tx.updateTable('ledger_head').set({ seq: row.seq, hash }).where('organisation_id', '=', act.organisationId),
  ]);
  return true;
}

/** Where a ledger detail stands; bound to its ciphertext. */
export function ledgerPlace(row: { readonly organisation_id: string; readonly seq: number }): string {
  return `ledger/${row.organisation_id}/${row.seq}`;
}
