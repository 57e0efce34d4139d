/** Sessions: 12 hours at most, 60 minutes without use. */
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import { writeAct } from '../ledger/write.ts';
import type { Seat } from '../policy.ts';
import { keysOf } from '../sealed.ts';
import { seatsOf } from '../staff/posts.ts';
import type { Account } from './face.ts';
import { newToken, tokenHash } from './secrets.ts';

const LIVES_MS = 12 * 3600_000;
const IDLE_MS = 60 * 60_000;
/** Being seen is written down at most this often. */
const SEEN_EVERY_MS = 60_000;

/** Opens a session; the token is returned once. Rejects `account-not-found`. */
export async function openSession(house: House, accountId: string): Promise<{ token: string; expiresAt: number }> {
  const keys = await keysOf(house, house.builtIn.house);
  const token = newToken(house.random);
  const now = house.now();
  const expiresAt = now + LIVES_MS;
  await house.database.transaction(async (tx) => {
    const account = await tx
      .selectFrom('account')
      .select('id')
      .where('id', '=', accountId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (account === undefined)
      throw new DossierError('account-not-found', 'There is no account with this id, or it has ended.');
    await tx
      .deleteFrom('session')
      .where((eb) => eb.or([eb('expires_at', '<=', now), eb('seen_at', '<=', now - IDLE_MS)]))
      .execute();
    await tx
      .insertInto('session')
      .values({
        id: tokenHash(token),
        organisation_id: house.builtIn.house,
        account_id: accountId,
        created_at: now,
        seen_at: now,
        expires_at: expiresAt,
      })
      .execute();
    await writeAct(house, tx, {
      organisationId: house.builtIn.house,
      talkId: null,
      keys,
      actor: `user:${accountId}`,
      act: 'session.opened',
      detail: { account: accountId },
    });
  });
  return { token, expiresAt };
}

/** Who has a session that lives, and what they are for now; being asked for keeps it from going idle. */
export async function session(house: House, token: string): Promise<{ account: Account; seats: Seat[] } | undefined> {
  const now = house.now();
  const id = tokenHash(token);
  const row = await house.database.read
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['account.id', 'account.organisation_id', 'account.name', 'account.created_at', 'session.seen_at'])
    .where('account.ended_at', 'is', null)
    .where('session.id', '=', id)
    .where('session.expires_at', '>', now)
    .where('session.seen_at', '>', now - IDLE_MS)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (now - row.seen_at >= SEEN_EVERY_MS)
    await house.database.read.updateTable('session').set({ seen_at: now }).where('id', '=', id).execute();
  const account = { id: row.id, name: row.name, createdAt: row.created_at };
  return { account, seats: await seatsOf(house, row) };
}

/** Ends a session; one that is not there has ended already. */
export async function closeSession(house: House, token: string): Promise<void> {
  const keys = await keysOf(house, house.builtIn.house);
  const id = tokenHash(token);
  await house.database.transaction(async (tx) => {
    const row = await tx.selectFrom('session').select('account_id').where('id', '=', id).executeTakeFirst();
    if (row === undefined) return;
    const { numDeletedRows } = await tx.deleteFrom('session').where('id', '=', id).executeTakeFirst();
    if (numDeletedRows !== 1n) return;
    await writeAct(house, tx, {
      organisationId: house.builtIn.house,
      talkId: null,
      keys,
      actor: `user:${row.account_id}`,
      act: 'session.closed',
      detail: { account: row.account_id },
    });
  });
}
