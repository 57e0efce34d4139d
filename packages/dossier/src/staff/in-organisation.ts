/** Acts of an organisation that concern no talk: one transaction that holds the end of its chain from its beginning. */
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import { doOnce } from '../ledger/once.ts';
import { type Written, writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import type { Asking } from './face.ts';

/** What the work of an act may do: write the act itself, with the rows it makes. */
export interface Desk {
  readonly tx: Tx;
  /** Writes the act. False where `provided` did not hold. */
  write<C extends ActCode>(act: C, detail: Acts[C], written?: Written): Promise<boolean>;
}

/**
 * Runs `work` in one transaction that no other act of the organisation can come between. `input`: what was asked, to know
 * a client's key by. Gives the id that the work made. Rejects `organisation-not-found`, `once-reused`.
 */
export async function inOrganisation(
  house: House,
  organisationId: string,
  { actor, once }: Asking,
  act: ActCode,
  input: unknown,
  work: (desk: Desk) => Promise<string>,
): Promise<string> {
  await known(house, organisationId);
  const keys = await keysOf(house, organisationId);
  return await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    const desk: Desk = {
      tx,
      write: (code, detail, written) =>
        writeAct(house, tx, { organisationId, talkId: null, keys, actor, act: code, detail }, written),
    };
    return await doOnce(house, tx, keys, { organisationId, actor, act, key: once, input }, () => work(desk));
  });
}

/** Rejects `organisation-not-found`. */
export async function known(house: House, organisationId: string): Promise<void> {
  const row = await house.database.read
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisationId)
    .where('kind', '<>', 'house')
    .executeTakeFirst();
  if (row === undefined)
    throw new DossierError('organisation-not-found', `There is no organisation ${organisationId}.`);
}
