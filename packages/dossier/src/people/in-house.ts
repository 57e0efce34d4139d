/** Acts that concern no organisation's talks stand in the house's own ledger. */
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import { writeAct } from '../ledger/write.ts';
import type { ItemKeys } from '../sealed.ts';

/** Writes an act of the house itself. `keys`: those of the house, read before the transaction. */
export async function inHouse<C extends ActCode>(
  house: House,
  tx: Tx,
  keys: ItemKeys,
  actor: Actor,
  act: C,
  detail: Acts[C],
): Promise<void> {
  await writeAct(house, tx, { organisationId: house.builtIn.house, talkId: null, keys, actor, act, detail });
}

/** A name for an account or token, trimmed. Throws `name-malformed`. */
export function properName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length === 0 || trimmed.length > 200 || /[\u0000-\u001f\u007f]/.test(trimmed))
    throw new DossierError('name-malformed', 'Give a name of 1 to 200 characters on one line.');
  return trimmed;
}
