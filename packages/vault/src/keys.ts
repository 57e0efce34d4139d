/**
 * Keys on disk, apart from what they open:
 *
 *   keys/house.key        the house key: wraps all others; everything that may be read at all hangs on it
 *   keys/signing.pem      Ed25519 private key (PKCS#8) that signs the heads
 *   keys/signing.vkey     its public half, to hand out
 *   keys/items/ab/ID.key  one wrapped random key per talk and per recording
 *   keys/destroyed        ids of the keys that were destroyed on purpose, a line each
 *
 * A wrapped key is made durable before anything is encrypted under it, and destroying it (noted, overwritten, removed,
 * flushed) is what makes a recording unreadable for good. The note outlives the key: it tells a key that was destroyed from
 * one that was lost, and what must not come back out of a backup.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatVerifierKey, parseVerifierKey, sameBytes } from '@woordelijk/tlog';
import { destroyedKeys } from './destroyed.ts';
import { isMissing, makeFolder, syncFolder, writeFully, writeWhole } from './disk.ts';
import { VaultError } from './errors.ts';
import { nodeSha256 } from './node-crypto.ts';
import type { KeyStore } from './vault.ts';

const HOUSE_LINE = /^woordelijk-house-key\/v1 ([0-9a-f]{64}) ([0-9a-f]{8})\n$/;
const ITEM_MAGIC = Buffer.from('woordelijk-key/v1\n');
const ITEM_LENGTH = ITEM_MAGIC.length + 12 + 32 + 16;
const REMEMBERED = 4096;

/** The keys of one installation. */
export interface HouseKeys extends KeyStore {
  readonly signer: Signer;
  /** A 32-byte secret of its own for another use in the house (search tokens, sessions), derived from the house key. */
  derive(purpose: string): Uint8Array;
  /** Ids of all keys that are there. */
  list(): AsyncIterable<string>;
  /** Whether a key was destroyed on purpose. */
  wasDestroyed(id: string): Promise<boolean>;
}

/** Signs notes. */
export interface Signer {
  readonly name: string;
  /** C2SP verifier key: `name+hash+base64`. */
  readonly verifierKey: string;
  readonly privateKey: KeyObject;
}

/** Reads keys and makes none: enough to check and to read. */
export interface KeyReader extends Pick<HouseKeys, 'get' | 'derive' | 'list' | 'wasDestroyed'> {
  readonly verifierKey: string;
}

/** Opens the keys in `folder`, making the house's own where there are none yet. `random(n)` gives n secret bytes. */
export async function openKeys(folder: string, random: (length: number) => Uint8Array): Promise<HouseKeys> {
  await makeFolder(join(folder, 'items'));
  if (await isNew(folder)) await makeHouse(folder, random);
  return keysIn(folder, random);
}

/** Opens the keys in `folder` for reading only; writes nothing. Rejects with `house-key-damaged` where they are not there. */
export async function readKeys(folder: string): Promise<KeyReader> {
  const { signer, get, derive, list, wasDestroyed } = await keysIn(folder, (length) => randomBytes(length));
  return { verifierKey: signer.verifierKey, get, derive, list, wasDestroyed };
}

async function keysIn(folder: string, random: (length: number) => Uint8Array): Promise<HouseKeys> {
  const house = await houseKey(join(folder, 'house.key'));
  const signer = await signingKey(folder);
  const remembered = new Map<string, Uint8Array>();
  const destroyed = destroyedKeys(folder);
  /** Keys that are read from disk now, and keys whose destruction is under way: no reading may bring one back. */
  const reading = new Map<string, Promise<Uint8Array>>();
  const ending = new Set<string>();
  const path = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new RangeError(`'${id.slice(0, 60)}' is not a key id.`);
    return join(folder, 'items', id.slice(-2), `${id}.key`);
  };
  const remember = (id: string, key: Uint8Array) => {
    if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value!);
    remembered.set(id, key);
  };
  return {
    signer,
    derive: (purpose) => new Uint8Array(hkdfSync('sha256', house, '', `woordelijk/house/${purpose}`, 32)),
    async create(id) {
      const file = path(id);
      const key = random(32);
      const nonce = random(12);
      const cipher = createCipheriv('aes-256-gcm', house, nonce).setAAD(Buffer.from(id));
      const wrapped = Buffer.concat([ITEM_MAGIC, nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
      await makeFolder(dirname(file));
      // No temporary file: nothing is encrypted under this key before we return, so a torn file guards nothing.
      const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
          throw new VaultError('key-exists', `There is already a key ${id}.`, { cause: error });
        }
        throw error;
      });
      try {
        await writeFully(handle, wrapped, 0);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolder(dirname(file));
      remember(id, key);
      return key;
    },
    async get(id) {
      const known = remembered.get(id) ?? reading.get(id);
      if (known !== undefined) return known;
      if (ending.has(id)) throw keyMissing(id);
      const read = unwrap(house, id, path(id));
      reading.set(id, read);
      try {
        const key = await read;
        if (!ending.has(id)) remember(id, key);
        return key;
      } finally {
        reading.delete(id);
      }
    },
    async destroy(id) {
      const file = path(id);
      ending.add(id);
      try {
        remembered.get(id)?.fill(0);
        remembered.delete(id);
        await reading.get(id)?.catch(() => undefined);
        if (!(await isThere(file))) return;
        await destroyed.note(id);
        const handle = await open(file, 'r+');
        try {
          await writeFully(handle, new Uint8Array((await stat(file)).size), 0);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await unlink(file);
        await syncFolder(dirname(file));
      } catch (error) {
        if (!isMissing(error)) throw error;
      } finally {
        ending.delete(id);
      }
    },
    wasDestroyed: (id) => destroyed.has(id),
    async *list() {
      for (const name of await readdir(join(folder, 'items'), { recursive: true })) {
        const id = /([0-9a-f-]{36})\.key$/.exec(name)?.[1];
        if (id !== undefined) yield id;
      }
    },
  };
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function keyMissing(id: string, cause?: unknown): VaultError {
  return new VaultError(
    'key-missing',
    `The key ${id} is not there: it was destroyed, or its file was lost. Without it nothing under it can be read.`,
    { cause },
  );
}

async function unwrap(house: Uint8Array, id: string, file: string): Promise<Uint8Array> {
  let wrapped: Buffer;
  try {
    wrapped = await readFile(file);
  } catch (error) {
    if (isMissing(error)) {
      throw keyMissing(id, error);
    }
    throw error;
  }
  const at = ITEM_MAGIC.length;
  try {
    if (wrapped.length !== ITEM_LENGTH || !wrapped.subarray(0, at).equals(ITEM_MAGIC))
      throw new Error('not a key file');
    const decipher = createDecipheriv('aes-256-gcm', house, wrapped.subarray(at, at + 12)).setAAD(Buffer.from(id));
    decipher.setAuthTag(wrapped.subarray(at + 44));
    return new Uint8Array(Buffer.concat([decipher.update(wrapped.subarray(at + 12, at + 44)), decipher.final()]));
  } catch (error) {
    throw new VaultError(
      'key-damaged',
      `The key file of ${id} is damaged, or the house key is another one. Restore ${file} from a backup of the keys.`,
      { cause: error },
    );
  }
}

/** Whether no house key was ever made here. A missing one beside keys that it wraps is a loss, not a beginning. */
async function isNew(folder: string): Promise<boolean> {
  const there = new Set(await readdir(folder));
  if (there.has('house.key') && there.has('signing.pem') && there.has('signing.vkey')) return false;
  return (await readdir(join(folder, 'items'))).length === 0;
}

/** Makes the house key and the signing key. The verifier key is written last: a crash before it makes all anew. */
async function makeHouse(folder: string, random: (length: number) => Uint8Array): Promise<void> {
  const digits = Buffer.from(random(32)).toString('hex');
  await writeWhole(join(folder, 'house.key'), [
    Buffer.from(`woordelijk-house-key/v1 ${digits} ${houseCheck(digits)}\n`),
  ]);
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeWhole(join(folder, 'signing.pem'), [Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }))]);
  const name = `woordelijk-${Buffer.from(random(5)).toString('hex')}`;
  const vkey = formatVerifierKey(nodeSha256, name, rawPublicKey(privateKey));
  await writeWhole(join(folder, 'signing.vkey'), [Buffer.from(`${vkey}\n`)], 0o644);
}

/** Eight digits that tell a damaged house key from a whole one. */
function houseCheck(digits: string): string {
  return createHash('sha256').update(`woordelijk-house-key ${digits}`).digest('hex').slice(0, 8);
}

async function houseKey(file: string): Promise<Uint8Array> {
  const match = HOUSE_LINE.exec((await textOf(file)) ?? '');
  if (match === null || houseCheck(match[1]!) !== match[2]) {
    throw new VaultError(
      'house-key-damaged',
      `The house key in ${file} is missing or damaged. Restore it from a backup of the keys; without it no recording can be read.`,
    );
  }
  return Buffer.from(match[1]!, 'hex');
}

async function signingKey(folder: string): Promise<Signer> {
  const pemFile = join(folder, 'signing.pem');
  const vkeyFile = join(folder, 'signing.vkey');
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey((await textOf(pemFile)) ?? '');
  } catch (cause) {
    throw new VaultError(
      'key-damaged',
      `The signing key in ${pemFile} is missing or damaged. Restore it from a backup of the keys.`,
      { cause },
    );
  }
  const verifierKey = ((await textOf(vkeyFile)) ?? '').trim();
  const key = parseVerifierKey(nodeSha256, verifierKey);
  if (key === undefined || !sameBytes(key.publicKey, rawPublicKey(privateKey))) {
    throw new VaultError(
      'key-damaged',
      `${vkeyFile} does not belong to signing.pem: one of the two is damaged. Restore both from a backup of the keys.`,
    );
  }
  return { name: key.name, verifierKey, privateKey };
}

function rawPublicKey(privateKey: KeyObject): Uint8Array {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32);
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
