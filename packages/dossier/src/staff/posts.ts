/** Which roles somebody holds, and that they left. */
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { PostDetail } from '../ledger/acts.ts';
import type { AccountRow } from '../people/tables.ts';
import { ROLES, type Role, type Seat } from '../policy.ts';
import { knownDepartments } from './departments.ts';
import type { Asking, Post, StaffMember } from './face.ts';
import { inOrganisation } from './in-organisation.ts';
import type { PostRow } from './tables.ts';

const MOST_POSTS = 20;
/** Held to a department always: what such a role may see must have a bound. */
const BOUND: readonly Role[] = ['employee', 'manager'];

/** Everybody of the organisation by name, also those who left. */
export async function members(house: House, organisationId: string): Promise<StaffMember[]> {
  const { read } = house.database;
  const accounts = await read
    .selectFrom('account')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const posts = await read
    .selectFrom('post')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  return accounts.map((account) => ({
    account: { id: account.id, name: account.name, createdAt: account.created_at },
    posts: posts.filter((post) => post.account_id === account.id).map(readPost),
    endedAt: account.ended_at,
  }));
}

/** What an account is for, now. An account of the house itself runs the installation. */
export async function seatsOf(house: House, account: Pick<AccountRow, 'id' | 'organisation_id'>): Promise<Seat[]> {
  if (account.organisation_id === house.builtIn.house)
    return [{ role: 'operator', organisationId: null, departmentId: null }];
  const posts = await house.database.read
    .selectFrom('post')
    .selectAll()
    .where('account_id', '=', account.id)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  return posts.map((post) => ({
    role: post.role as Role,
    organisationId: post.organisation_id,
    departmentId: post.department_id,
  }));
}

/** Posts as they may be given. Throws `posts-malformed`; rejects `department-not-found`. */
export async function properPosts(
  tx: Pick<Tx, 'selectFrom'>,
  organisationId: string,
  posts: readonly Omit<Post, 'id'>[],
): Promise<void> {
  const malformed =
    posts.length === 0 ||
    posts.length > MOST_POSTS ||
    posts.some(({ role, departmentId }) => !ROLES.includes(role) || (BOUND.includes(role) && departmentId === null));
  if (malformed)
    throw new DossierError(
      'posts-malformed',
      'Give somebody one to twenty roles; an employee and a manager always in a department.',
    );
  await knownDepartments(
    tx,
    organisationId,
    posts.flatMap(({ departmentId }) => (departmentId === null ? [] : [departmentId])),
  );
}

/** A post about to be given, as the detail of an act. */
export function postDetail(house: House, { role, departmentId }: Omit<Post, 'id'>): PostDetail {
  return { id: newId(house), role, department: departmentId, createdAt: house.now() };
}

/** The row of a post. */
export function postRow(organisationId: string, accountId: string, post: PostDetail): PostRow {
  return {
    id: post.id,
    organisation_id: organisationId,
    account_id: accountId,
    department_id: post.department,
    role: post.role,
    created_at: post.createdAt,
    ended_at: null,
  };
}

/** Gives a role; see Staff. */
export async function givePost(
  house: House,
  organisationId: string,
  accountId: string,
  post: Omit<Post, 'id'>,
  asking: Asking,
): Promise<Post> {
  const input = { accountId, ...post };
  const id = await inOrganisation(house, organisationId, asking, 'post.given', input, async ({ tx, write }) => {
    await person(tx, organisationId, accountId);
    await properPosts(tx, organisationId, [post]);
    const detail = postDetail(house, post);
    const row = tx.insertInto('post').values(postRow(organisationId, accountId, detail));
    await write('post.given', { ...detail, account: accountId }, { rows: [row] });
    return detail.id;
  });
  return { id, ...post };
}

/** Ends a role; see Staff. */
export async function endPost(house: House, organisationId: string, postId: string, actor: Actor): Promise<void> {
  await inOrganisation(house, organisationId, { actor }, 'post.ended', postId, async ({ tx, write }) => {
    const endedAt = house.now();
    const provided = tx
      .updateTable('post')
      .set({ ended_at: endedAt })
      .where('id', '=', postId)
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null);
    if (!(await write('post.ended', { id: postId, endedAt }, { provided })))
      throw new DossierError('post-not-found', 'This role is not there, or has ended.');
    return postId;
  });
}

/** Ends an account with all it holds; see Staff. From this commit on no request of theirs is answered. */
export async function endAccount(house: House, organisationId: string, accountId: string, actor: Actor): Promise<void> {
  await inOrganisation(house, organisationId, { actor }, 'account.ended', accountId, async ({ tx, write }) => {
    await person(tx, organisationId, accountId);
    const endedAt = house.now();
    const posts = await tx
      .selectFrom('post')
      .select('id')
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .orderBy('id')
      .execute();
    await write(
      'account.ended',
      { account: accountId, endedAt, posts: posts.map(({ id }) => id) },
      {
        rows: [
          tx.updateTable('account').set({ ended_at: endedAt }).where('id', '=', accountId),
          tx
            .updateTable('post')
            .set({ ended_at: endedAt })
            .where('account_id', '=', accountId)
            .where('ended_at', 'is', null),
          tx.deleteFrom('session').where('account_id', '=', accountId),
        ],
      },
    );
    return accountId;
  });
}

/** Rejects `person-not-found` unless somebody of this organisation, who did not leave, has the account. */
export async function person(
  tx: Pick<Tx, 'selectFrom'>,
  organisationId: string,
  accountId: string,
): Promise<AccountRow> {
  const row = await tx
    .selectFrom('account')
    .selectAll()
    .where('id', '=', accountId)
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined)
    throw new DossierError('person-not-found', 'Nobody of this organisation has this account, or they left.');
  return row;
}

function readPost(row: PostRow): Post {
  return { id: row.id, role: row.role as Role, departmentId: row.department_id };
}
