/** Accounts, how they come to be, and how they show who they are. */
import { createHash } from 'node:crypto';
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { PasskeyDetail } from '../ledger/acts.ts';
import { keysOf } from '../sealed.ts';
import { accessToken, accessTokens, makeAccessToken, revokeAccessToken } from './access-tokens.ts';
import type { Account, PasskeyRecord, People } from './face.ts';
import { inHouse, properName } from './in-house.ts';
import { newRecoveryCode, newToken, recoveryHash, sameHash, tokenHash } from './secrets.ts';
import { closeSession, openSession, session } from './sessions.ts';
import type { PasskeyRow } from './tables.ts';

const LINK_LIVES_MS = 30 * 60_000;
const RECOVERY_CODES = 10;

/** The people's part of the dossier's face. Their acts stand in the house's own ledger. */
export function people(house: House): People {
  return {
    administratorExists: () => administratorExists(house),
    makeAdministratorLink: (actor) => makeAdministratorLink(house, actor),
    checkAdministratorLink: (token) => checkAdministratorLink(house, token),
    createAdministrator: (token, name, passkey) => createAdministrator(house, token, name, passkey),
    passkey: (credentialId) => passkey(house, credentialId),
    passkeysOf: (accountId) => passkeysOf(house, accountId),
    passkeyUsed: (credentialId, counter) => passkeyUsed(house, credentialId, counter),
    addPasskey: (accountId, record) => addPasskey(house, accountId, record),
    redeemRecoveryCode: (code) => redeemRecoveryCode(house, code),
    openSession: (accountId) => openSession(house, accountId),
    session: (token) => session(house, token),
    closeSession: (token) => closeSession(house, token),
    makeAccessToken: (name, days, actor) => makeAccessToken(house, name, days, actor),
    accessTokens: () => accessTokens(house),
    accessToken: (secret) => accessToken(house, secret),
    revokeAccessToken: (id, actor) => revokeAccessToken(house, id, actor),
  };
}

async function administratorExists(house: House): Promise<boolean> {
  return (await firstAdministrator(house, house.database.read)) !== undefined;
}

async function makeAdministratorLink(house: House, actor: Actor): Promise<{ token: string; expiresAt: number }> {
  const keys = await keysOf(house, house.builtIn.house);
  const token = newToken(house.random);
  const expiresAt = house.now() + LINK_LIVES_MS;
  await house.database.transaction(async (tx) => {
    await refuseSecondAdministrator(house, tx);
    await tx.deleteFrom('administrator_link').where('expires_at', '<=', house.now()).execute();
    await tx
      .insertInto('administrator_link')
      .values({
        id: tokenHash(token),
        organisation_id: house.builtIn.house,
        created_at: house.now(),
        expires_at: expiresAt,
        used_at: null,
      })
      .execute();
    await inHouse(house, tx, keys, actor, 'administrator-link.made', { expiresAt });
  });
  return { token, expiresAt };
}

async function checkAdministratorLink(house: House, token: string): Promise<boolean> {
  if (await administratorExists(house)) return false;
  const link = await house.database.read
    .selectFrom('administrator_link')
    .select('id')
    .where('id', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', house.now())
    .executeTakeFirst();
  return link !== undefined;
}

async function createAdministrator(
  house: House,
  token: string,
  name: string,
  record: Omit<PasskeyRecord, 'accountId'>,
): Promise<{ account: Account; recoveryCodes: string[] }> {
  const account: Account = { id: newId(house), name: properName(name), createdAt: house.now() };
  const keys = await keysOf(house, house.builtIn.house);
  const codes = await newCodes(house); // slow on purpose, so before the transaction that everybody else would wait for
  await house.database.transaction(async (tx) => {
    await refuseSecondAdministrator(house, tx);
    const { numUpdatedRows } = await tx
      .updateTable('administrator_link')
      .set({ used_at: house.now() })
      .where('id', '=', tokenHash(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', house.now())
      .executeTakeFirst();
    if (numUpdatedRows !== 1n)
      throw new DossierError(
        'link-invalid',
        'This link was used before, or is older than 30 minutes. Make a new one with `woordelijk admin link`.',
      );
    await tx
      .insertInto('account')
      .values({
        id: account.id,
        organisation_id: house.builtIn.house,
        name: account.name,
        created_at: account.createdAt,
        ended_at: null,
      })
      .execute();
    await insertPasskey(house, tx, house.builtIn.house, { ...record, accountId: account.id });
    await insertCodes(house, tx, house.builtIn.house, account.id, codes);
    await inHouse(house, tx, keys, `user:${account.id}`, 'administrator.created', {
      account: account.id,
      name: account.name,
      createdAt: account.createdAt,
      passkey: passkeyDetail(record),
    });
  });
  return { account, recoveryCodes: codes.clear };
}

/** Recovery codes for a new account: in clear, to be told once, and as they are kept. */
export interface NewCodes {
  readonly clear: string[];
  readonly salt: Uint8Array;
  readonly hashes: readonly Uint8Array[];
}

/** Makes recovery codes. Slow on purpose. */
export async function newCodes(house: House): Promise<NewCodes> {
  const salt = house.random(16);
  const clear = Array.from({ length: RECOVERY_CODES }, () => newRecoveryCode(house.random));
  return { clear, salt, hashes: await Promise.all(clear.map((code) => recoveryHash(code, salt))) };
}

/** Keeps the codes of an account. */
export async function insertCodes(
  house: House,
  tx: Tx,
  organisationId: string,
  accountId: string,
  { salt, hashes }: NewCodes,
): Promise<void> {
  const place = { organisation_id: organisationId, account_id: accountId, used_at: null };
  await tx
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ ...place, id: newId(house), salt, hash })))
    .execute();
}

/** Holds the house's chain, so that two who come at once are told apart. */
async function refuseSecondAdministrator(house: House, tx: Tx): Promise<void> {
  await house.database.lockedHead(tx, house.builtIn.house).executeTakeFirst();
  if ((await firstAdministrator(house, tx)) !== undefined)
    throw new DossierError(
      'administrator-exists',
      'There is an administrator already. Log in with a passkey or a recovery code.',
    );
}

/** Accounts of the house itself are administrators; the others belong to an organisation. */
async function firstAdministrator(house: House, db: Pick<Tx, 'selectFrom'>): Promise<{ id: string } | undefined> {
  return await db
    .selectFrom('account')
    .select('id')
    .where('organisation_id', '=', house.builtIn.house)
    .limit(1)
    .executeTakeFirst();
}

async function passkey(house: House, credentialId: string): Promise<PasskeyRecord | undefined> {
  const row = await house.database.read
    .selectFrom('passkey')
    .selectAll()
    .where('id', '=', credentialId)
    .executeTakeFirst();
  return row && readPasskey(row);
}

async function passkeysOf(house: House, accountId: string): Promise<PasskeyRecord[]> {
  const rows = await house.database.read
    .selectFrom('passkey')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(readPasskey);
}

/** A counter only goes up; a lower one is left to who checks the signature. Not an act: it says nothing new. */
async function passkeyUsed(house: House, credentialId: string, counter: number): Promise<void> {
  await house.database.read.updateTable('passkey').set({ counter }).where('id', '=', credentialId).execute();
}

async function addPasskey(house: House, accountId: string, record: Omit<PasskeyRecord, 'accountId'>): Promise<void> {
  const keys = await keysOf(house, house.builtIn.house);
  await house.database.transaction(async (tx) => {
    const account = await tx.selectFrom('account').select('id').where('id', '=', accountId).executeTakeFirst();
    if (account === undefined) throw new DossierError('account-not-found', 'There is no account with this id.');
    await insertPasskey(house, tx, house.builtIn.house, { ...record, accountId });
    const detail = { account: accountId, passkey: passkeyDetail(record) };
    await inHouse(house, tx, keys, `user:${accountId}`, 'passkey.added', detail);
  });
}

async function redeemRecoveryCode(house: House, code: string): Promise<Account | undefined> {
  const keys = await keysOf(house, house.builtIn.house);
  const rows = await house.database.read
    .selectFrom('recovery_code')
    .innerJoin('account', 'account.id', 'recovery_code.account_id')
    .selectAll('recovery_code')
    .where('used_at', 'is', null)
    .where('account.ended_at', 'is', null)
    .execute();
  const bySalt = new Map(rows.map((row) => [Buffer.from(row.salt).toString('hex'), row.salt]));
  let matching: string | undefined;
  for (const [hex, salt] of bySalt) {
    const hash = await recoveryHash(code, salt);
    for (const row of rows)
      if (Buffer.from(row.salt).toString('hex') === hex && sameHash(row.hash, hash)) matching = row.id;
  }
  const found = rows.find((row) => row.id === matching);
  if (found === undefined) return undefined;
  return await house.database.transaction(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('recovery_code')
      .set({ used_at: house.now() })
      .where('id', '=', found.id)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return undefined;
    const left = await tx
      .selectFrom('recovery_code')
      .select('id')
      .where('account_id', '=', found.account_id)
      .where('used_at', 'is', null)
      .execute();
    const account = await tx
      .selectFrom('account')
      .selectAll()
      .where('id', '=', found.account_id)
      .executeTakeFirstOrThrow();
    const detail = { account: account.id, left: left.length };
    await inHouse(house, tx, keys, `user:${account.id}`, 'recovery-code.used', detail);
    return { id: account.id, name: account.name, createdAt: account.created_at };
  });
}

/** Keeps a passkey. Rejects `passkey-exists`. */
export async function insertPasskey(
  house: House,
  tx: Tx,
  organisationId: string,
  record: PasskeyRecord,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('passkey')
    .values({
      id: record.id,
      organisation_id: organisationId,
      account_id: record.accountId,
      public_key: record.publicKey,
      counter: record.counter,
      transports: JSON.stringify(record.transports),
      created_at: house.now(),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n)
    throw new DossierError('passkey-exists', 'This passkey is known already. Use it to log in.');
}

/** A passkey as the detail of an act. */
export function passkeyDetail(record: Omit<PasskeyRecord, 'accountId'>): PasskeyDetail {
  return {
    id: record.id,
    publicKeySha256: createHash('sha256').update(record.publicKey).digest('hex'),
    transports: record.transports,
  };
}

function readPasskey(row: PasskeyRow): PasskeyRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    publicKey: new Uint8Array(row.public_key),
    counter: row.counter,
    transports: JSON.parse(row.transports),
  };
}
