/**
 * People whom the organisation's own login vouches for (OpenID Connect). What they are for follows from that login each
 * time they come: roles it no longer gives end at once.
 */
import { createHash } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import type { Account } from '../people/face.ts';
import { properName } from '../people/in-house.ts';
import type { Role } from '../policy.ts';
import type { Identity } from './face.ts';
import { type Desk, inOrganisation } from './in-organisation.ts';
import { postDetail, postRow, properPosts } from './posts.ts';
import type { PostRow } from './tables.ts';

interface Wanted {
  readonly role: Role;
  readonly departmentId: string | null;
}

/** Lets somebody in; see Staff. */
export async function signIn(house: House, identity: Identity): Promise<Account> {
  const { organisationId, name } = identity;
  const id = identityId(identity);
  let account: Account | undefined;
  let refused: DossierError | undefined;
  await inOrganisation(house, organisationId, { actor: 'system' }, 'identity.joined', id, async ({ tx, write }) => {
    const known = await tx
      .selectFrom('identity')
      .innerJoin('account', 'account.id', 'identity.account_id')
      .select(['account.id', 'account.name', 'account.created_at', 'account.ended_at'])
      .where('identity.id', '=', id)
      .executeTakeFirst();
    if (known?.ended_at != null)
      throw new DossierError('account-ended', 'This account was ended here. Ask who manages the roles to invite anew.');
    const wanted = await postsOf(tx, organisationId, identity.posts);
    if (known === undefined) {
      if (wanted.length === 0) throw noRole();
      account = { id: newId(house), name: properName(name), createdAt: house.now() };
      await join(house, organisationId, id, account, wanted, { tx, write });
    } else {
      account = { id: known.id, name: known.name, createdAt: known.created_at };
      await change(house, organisationId, account.id, wanted, { tx, write });
      if (wanted.length === 0) refused = noRole(); // only after this is written: what they held has ended
    }
    return id;
  });
  if (refused !== undefined) throw refused;
  return account!;
}

/** Ends the sessions of somebody whom the login has let go; see Staff. */
export async function signOut(house: House, identity: Pick<Identity, 'issuer' | 'subject'>): Promise<void> {
  const row = await house.database.read
    .selectFrom('identity')
    .selectAll()
    .where('id', '=', identityId(identity))
    .executeTakeFirst();
  if (row === undefined) return;
  await inOrganisation(house, row.organisation_id, { actor: 'system' }, 'identity.signed-out', row.id, async (desk) => {
    const gone = desk.tx.deleteFrom('session').where('account_id', '=', row.account_id);
    await desk.write('identity.signed-out', { account: row.account_id, at: house.now() }, { rows: [gone] });
    return row.id;
  });
}

async function join(
  house: House,
  organisationId: string,
  identity: string,
  account: Account,
  wanted: readonly Wanted[],
  { tx, write }: Desk,
): Promise<void> {
  const posts = wanted.map((post) => postDetail(house, post));
  const { id, name, createdAt } = account;
  const detail: Acts['identity.joined'] = { identity, account: id, name, createdAt, posts };
  const rows = [
    tx
      .insertInto('account')
      .values({ id, organisation_id: organisationId, name, created_at: createdAt, ended_at: null }),
    tx
      .insertInto('identity')
      .values({ id: identity, organisation_id: organisationId, account_id: id, created_at: createdAt }),
    tx.insertInto('post').values(posts.map((post) => postRow(organisationId, id, post))),
  ];
  await write('identity.joined', detail, { rows });
}

/** Gives the roles that are new and ends those that are gone; writes nothing where nothing changed. */
async function change(
  house: House,
  organisationId: string,
  accountId: string,
  wanted: readonly Wanted[],
  { tx, write }: Desk,
): Promise<void> {
  const held = await tx
    .selectFrom('post')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  const same = (post: PostRow, { role, departmentId }: Wanted) =>
    post.role === role && post.department_id === departmentId;
  const gone = held.filter((post) => !wanted.some((want) => same(post, want))).map(({ id }) => id);
  const given = wanted.filter((want) => !held.some((post) => same(post, want))).map((want) => postDetail(house, want));
  if (gone.length === 0 && given.length === 0) return;
  const at = house.now();
  const rows = [
    ...(gone.length === 0 ? [] : [tx.updateTable('post').set({ ended_at: at }).where('id', 'in', gone)]),
    ...(given.length === 0
      ? []
      : [tx.insertInto('post').values(given.map((post) => postRow(organisationId, accountId, post)))]),
    ...(wanted.length === 0 ? [tx.deleteFrom('session').where('account_id', '=', accountId)] : []),
  ];
  await write('identity.posts-changed', { account: accountId, at, given, ended: gone }, { rows });
}

/** Departments by name; each role once. Rejects `department-not-found`, `posts-malformed`. */
async function postsOf(tx: Tx, organisationId: string, posts: Identity['posts']): Promise<Wanted[]> {
  const rows = await tx
    .selectFrom('department')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .execute();
  const wanted = new Map<string, Wanted>();
  for (const { role, department } of posts) {
    const found = department === null ? undefined : rows.find(({ name }) => name === department);
    if (department !== null && found === undefined)
      throw new DossierError(
        'department-not-found',
        'The settings of the login name a department that is not there. Add it, or change the settings.',
      );
    const departmentId = found?.id ?? null;
    wanted.set(`${role} ${departmentId}`, { role, departmentId });
  }
  if (wanted.size > 0) await properPosts(tx, organisationId, [...wanted.values()]);
  return [...wanted.values()];
}

/** Who it is, without saying who: a hash over issuer and subject, which together never name two people (OIDC Core, 2). */
function identityId({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string {
  return createHash('sha256').update(`${issuer}\n${subject}`).digest('hex');
}

function noRole(): DossierError {
  return new DossierError('no-role', 'The login knows this person, but gives them no role here.');
}
