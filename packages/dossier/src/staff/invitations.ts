/** How somebody of the staff comes in for the first time: by a one-time link, which makes account, passkey and codes. */

import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { NewPost } from '../ledger/acts.ts';
import type { Organisation } from '../organisation/face.ts';
import { readable } from '../organisation/organisations.ts';
import type { Account, PasskeyRecord } from '../people/face.ts';
import { properName } from '../people/in-house.ts';
import { insertCodes, insertPasskey, newCodes, passkeyDetail } from '../people/people.ts';
import { newToken, tokenHash } from '../people/secrets.ts';
import type { Role } from '../policy.ts';
import type { Invitation, Post } from './face.ts';
import { inOrganisation } from './in-organisation.ts';
import { postDetail, postRow, properPosts } from './posts.ts';
import type { InvitationRow } from './tables.ts';

const LIVES_MS = 7 * 86_400_000;

/** Invites somebody; see Staff. Sent again it makes another link: the token of the first cannot be told twice. */
export async function invite(
  house: House,
  organisationId: string,
  name: string,
  posts: readonly Omit<Post, 'id'>[],
  actor: Actor,
): Promise<{ invitation: Invitation; token: string }> {
  const proper = properName(name);
  const token = newToken(house.random);
  const createdAt = house.now();
  const row: InvitationRow = {
    id: newId(house),
    organisation_id: organisationId,
    secret_sha256: tokenHash(token),
    name: proper,
    posts: JSON.stringify(posts.map(({ role, departmentId }): NewPost => ({ role, department: departmentId }))),
    created_at: createdAt,
    expires_at: createdAt + LIVES_MS,
    used_at: null,
    withdrawn_at: null,
  };
  await inOrganisation(house, organisationId, { actor }, 'invitation.made', row.id, async ({ tx, write }) => {
    await properPosts(tx, organisationId, posts);
    const detail = {
      id: row.id,
      sha256: row.secret_sha256,
      name: proper,
      posts: JSON.parse(row.posts) as NewPost[],
      createdAt,
      expiresAt: row.expires_at,
    };
    await write('invitation.made', detail, { rows: [tx.insertInto('invitation').values(row)] });
    return row.id;
  });
  return { invitation: readInvitation(row, createdAt), token };
}

/** All invitations, newest first. */
export async function invitations(house: House, organisationId: string): Promise<Invitation[]> {
  const rows = await house.database.read
    .selectFrom('invitation')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => readInvitation(row, house.now()));
}

/** Takes an invitation back; one that was used stays used. */
export async function withdrawInvitation(
  house: House,
  organisationId: string,
  id: string,
  actor: Actor,
): Promise<void> {
  await inOrganisation(house, organisationId, { actor }, 'invitation.withdrawn', id, async ({ tx, write }) => {
    const withdrawnAt = house.now();
    const provided = tx
      .updateTable('invitation')
      .set({ withdrawn_at: withdrawnAt })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null);
    if (!(await write('invitation.withdrawn', { id, withdrawnAt }, { provided })))
      throw new DossierError('invitation-not-found', 'This invitation is not there, or was used or withdrawn already.');
    return id;
  });
}

/** Whom a token invites; see Staff. */
export async function invited(
  house: House,
  token: string,
): Promise<{ name: string; organisation: Organisation } | undefined> {
  const row = await openInvitation(house, token);
  if (row === undefined) return undefined;
  const organisation = await house.database.read
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', row.organisation_id)
    .executeTakeFirstOrThrow();
  return { name: row.name, organisation: readable(organisation) };
}

/** Redeems the token; see Staff. */
export async function join(
  house: House,
  token: string,
  record: Omit<PasskeyRecord, 'accountId'>,
): Promise<{ account: Account; recoveryCodes: string[] }> {
  const open = await openInvitation(house, token);
  if (open === undefined) throw invalid();
  const organisationId = open.organisation_id;
  const account: Account = { id: newId(house), name: open.name, createdAt: house.now() };
  const codes = await newCodes(house); // slow on purpose, so before the transaction
  const actor: Actor = `user:${account.id}`;
  await inOrganisation(house, organisationId, { actor }, 'account.joined', open.id, async ({ tx, write }) => {
    const posts = (JSON.parse(open.posts) as NewPost[]).map(({ role, department }) =>
      postDetail(house, { role: role as Role, departmentId: department }),
    );
    const provided = tx
      .updateTable('invitation')
      .set({ used_at: account.createdAt })
      .where('id', '=', open.id)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null);
    await tx
      .insertInto('account')
      .values({
        id: account.id,
        organisation_id: organisationId,
        name: account.name,
        created_at: account.createdAt,
        ended_at: null,
      })
      .execute();
    await insertPasskey(house, tx, organisationId, { ...record, accountId: account.id });
    await insertCodes(house, tx, organisationId, account.id, codes);
    const detail = {
      account: account.id,
      name: account.name,
      createdAt: account.createdAt,
      invitation: open.id,
      passkey: passkeyDetail(record),
      posts,
    };
    const rows = [tx.insertInto('post').values(posts.map((post) => postRow(organisationId, account.id, post)))];
    if (!(await write('account.joined', detail, { provided, rows }))) throw invalid();
    return account.id;
  });
  return { account, recoveryCodes: codes.clear };
}

async function openInvitation(house: House, token: string): Promise<InvitationRow | undefined> {
  return await house.database.read
    .selectFrom('invitation')
    .selectAll()
    .where('secret_sha256', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', house.now())
    .executeTakeFirst();
}

function invalid(): DossierError {
  return new DossierError(
    'invitation-invalid',
    'This invitation was used or withdrawn, or is older than seven days. Ask the administrator for a new one.',
  );
}

function readInvitation(row: InvitationRow, now: number): Invitation {
  const posts = (JSON.parse(row.posts) as NewPost[]).map(({ role, department }) => ({
    role: role as Role,
    departmentId: department,
  }));
  const state =
    row.used_at !== null
      ? 'used'
      : row.withdrawn_at !== null
        ? 'withdrawn'
        : row.expires_at <= now
          ? 'expired'
          : 'open';
  return { id: row.id, name: row.name, posts, createdAt: row.created_at, expiresAt: row.expires_at, state };
}
