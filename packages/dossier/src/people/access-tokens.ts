/**
 * Access tokens: how a program comes in over the network. A token is `woordelijk_` (so that scanners for leaked secrets
 * know it) and 256 random bits; only its SHA-256 is kept. One that ended keeps its row, so that the ledger's `token:<id>`
 * still has a name, and so that the check finds one that was brought back to life outside this program.
 */

import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import { keysOf } from '../sealed.ts';
import type { AccessToken } from './face.ts';
import { inHouse, properName } from './in-house.ts';
import { newToken, tokenHash } from './secrets.ts';
import type { AccessTokenRow } from './tables.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;
const PREFIX = 'woordelijk_';
const SHAPE = /^woordelijk_[A-Za-z0-9_-]{43}$/;

/** Makes a token; see People. Works before there is an administrator: who may ask is decided by the caller. */
export async function makeAccessToken(
  house: House,
  name: string,
  days: number,
  actor: Actor,
): Promise<{ token: AccessToken; secret: string }> {
  if (!Number.isSafeInteger(days) || days < 1 || days > MOST_DAYS)
    throw new DossierError('token-days-malformed', `An access token lives a whole number of days, 1 to ${MOST_DAYS}.`);
  const keys = await keysOf(house, house.builtIn.house);
  const secret = PREFIX + newToken(house.random);
  const createdAt = house.now();
  const token = {
    id: newId(house),
    name: properName(name),
    createdAt,
    expiresAt: createdAt + days * DAY_MS,
    revokedAt: null,
    usedDay: null,
  };
  const sha256 = tokenHash(secret);
  await house.database.transaction(async (tx) => {
    await tx
      .insertInto('access_token')
      .values({
        id: token.id,
        organisation_id: house.builtIn.house,
        name: token.name,
        secret_sha256: sha256,
        created_at: createdAt,
        expires_at: token.expiresAt,
        revoked_at: null,
        used_day: null,
      })
      .execute();
    const detail = { id: token.id, name: token.name, sha256, createdAt, expiresAt: token.expiresAt };
    await inHouse(house, tx, keys, actor, 'access-token.made', detail);
  });
  return { token, secret };
}

/** All tokens, newest first. */
export async function accessTokens(house: House): Promise<AccessToken[]> {
  const rows = await house.database.read
    .selectFrom('access_token')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(readToken);
}

/** The living token of a secret. The day of use is written down once a day; it is not an act: the acts name the token. */
export async function accessToken(house: House, secret: string): Promise<AccessToken | undefined> {
  if (!SHAPE.test(secret)) return undefined;
  const now = house.now();
  const row = await house.database.read
    .selectFrom('access_token')
    .selectAll()
    .where('secret_sha256', '=', tokenHash(secret))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const usedDay = now - (now % DAY_MS);
  if (row.used_day !== usedDay)
    await house.database.read.updateTable('access_token').set({ used_day: usedDay }).where('id', '=', row.id).execute();
  return readToken({ ...row, used_day: usedDay });
}

/** Ends a token; see People. */
export async function revokeAccessToken(house: House, id: string, actor: Actor): Promise<void> {
  const keys = await keysOf(house, house.builtIn.house);
  await house.database.transaction(async (tx) => {
    const known = await tx.selectFrom('access_token').select('id').where('id', '=', id).executeTakeFirst();
    if (known === undefined)
      throw new DossierError(
        'access-token-not-found',
        'There is no access token with this id. See `woordelijk admin tokens`.',
      );
    const revokedAt = house.now();
    const { numUpdatedRows } = await tx
      .updateTable('access_token')
      .set({ revoked_at: revokedAt })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 1n) await inHouse(house, tx, keys, actor, 'access-token.revoked', { id, revokedAt });
  });
}

function readToken(row: AccessTokenRow): AccessToken {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    usedDay: row.used_day,
  };
}
