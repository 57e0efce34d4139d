/** An act becomes a row of its organisation's chain, in the transaction of the act itself. */
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import { type ItemKeys, seal } from '../sealed.ts';
import type { ActCode, Acts } from './acts.ts';
import { canonicalJson } from './canonical.ts';
import { hashOf, macOf } from './chain.ts';

/** An act about to be written down. `keys`: of the talk, or of the organisation where no talk is concerned. */
export interface Act<C extends ActCode = ActCode> {
  readonly organisationId: string;
  readonly talkId: string | null;
  readonly keys: ItemKeys;
  readonly actor: Actor;
  readonly act: C;
  readonly detail: Acts[C];
}

/** Adds the row. The chain's end is locked until the transaction ends, so acts of one organisation follow one another. */
export async function writeAct<C extends ActCode>(house: House, tx: Tx, act: Act<C>): Promise<void> {
  const head = await house.database.lockHead(tx, act.organisationId);
  if (head === undefined)
    throw new DossierError(
      'organisation-not-found',
      `Organisation ${act.organisationId} has no ledger. Run the check.`,
    );
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
  await tx
    .insertInto('ledger')
    .values({ ...row, sealed, hash })
    .execute();
  await tx
    .updateTable('ledger_head')
    .set({ seq: row.seq, hash })
    .where('organisation_id', '=', act.organisationId)
    .execute();
}

/** Where a ledger detail stands; bound to its ciphertext. */
export function ledgerPlace(row: { readonly organisation_id: string; readonly seq: number }): string {
  return `ledger/${row.organisation_id}/${row.seq}`;
}
