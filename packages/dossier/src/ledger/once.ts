/**
 * An act done once, however often it is sent: the client names it by a key of its own (draft-ietf-httpapi-idempotency-key)
 * and gets the same answer again. The row stands in the transaction of the act.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import type { ItemKeys } from '../sealed.ts';
import { canonicalJson } from './canonical.ts';

const KEPT_MS = 7 * 86_400_000;

/** An act that may be sent again. `key`: the client's; undefined: it is done each time it is sent. */
export interface Once {
  readonly organisationId: string;
  readonly actor: Actor;
  readonly act: string;
  readonly key: string | undefined;
  readonly input: unknown;
}

/**
 * Does `work` in this transaction unless it was done before, and gives the id it made, then or now. Rejects
 * `once-reused` where the key came with something else before. The organisation's chain must be locked by `tx`.
 */
export async function doOnce(
  house: House,
  tx: Tx,
  keys: ItemKeys,
  { organisationId, actor, act, key, input }: Once,
  work: () => Promise<string>,
): Promise<string> {
  if (key === undefined) return await work();
  const id = createHash('sha256')
    .update(canonicalJson([organisationId, actor, act, key]))
    .digest('hex');
  const mac = createHmac('sha256', keys.mac).update(canonicalJson(input)).digest('hex');
  const known = await tx.selectFrom('once').selectAll().where('id', '=', id).executeTakeFirst();
  if (known !== undefined) {
    if (known.input === mac) return known.answer;
    throw new DossierError('once-reused', 'This key came with another request before. Use a fresh key for each act.');
  }
  const answer = await work();
  const now = house.now();
  await house.database.batch(tx, [
    tx
      .deleteFrom('once')
      .where('organisation_id', '=', organisationId)
      .where('created_at', '<', now - KEPT_MS),
    tx.insertInto('once').values({ id, organisation_id: organisationId, input: mac, answer, created_at: now }),
  ]);
  return answer;
}
