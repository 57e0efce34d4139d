/**
 * Rows under a key of their own: what is sealed here can be read while the talk's key exists, and by nobody afterwards.
 *
 *   sealed   u8 1 · nonce 12 · AES-256-GCM ciphertext · tag 16
 *
 * The place of a value (table, organisation, row) is bound to it, so that ciphertexts cannot be swapped between rows. Two
 * keys are derived from a talk's key: one to seal, one for the HMACs of the ledger. See docs/spec/ledger.md.
 */
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { DossierError } from './error.ts';
import type { House, ReadHouse } from './house.ts';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/** The keys of one talk, or of an organisation's acts that concern no talk. */
export interface ItemKeys {
  readonly seal: KeyObject;
  readonly mac: KeyObject;
}

/** Derives the two keys from the 32 bytes that the vault keeps for an id. */
export function deriveKeys(key: Uint8Array): ItemKeys {
  // As KeyObjects: Node takes 30 µs to make one of bytes, which it would do at every use.
  const derive = (purpose: string) =>
    createSecretKey(new Uint8Array(hkdfSync('sha256', key, '', `woordelijk/dossier/${purpose}/v1`, 32)));
  return { seal: derive('seal'), mac: derive('ledger-mac') };
}

/** Derived keys by the very bytes the vault remembers: when it forgets a key, what was derived from it goes too. */
const derived = new WeakMap<Uint8Array, ItemKeys>();

/** The keys of a talk or organisation. Rejects with the vault's `key-missing` or `key-damaged`. */
export async function keysOf(house: ReadHouse, id: string): Promise<ItemKeys> {
  const key = await house.vault.keys.get(id);
  let keys = derived.get(key);
  if (keys === undefined) {
    keys = deriveKeys(key);
    derived.set(key, keys);
  }
  return keys;
}

/** As `keysOf`, but undefined where the key was destroyed (or lost). */
export async function keysIfKept(house: ReadHouse, id: string): Promise<ItemKeys | undefined> {
  try {
    return await keysOf(house, id);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'key-missing') return undefined;
    throw error;
  }
}

/** Seals bytes in their place. */
export function seal(house: Pick<House, 'random'>, keys: ItemKeys, place: string, clear: Uint8Array): Uint8Array {
  const nonce = house.random(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keys.seal, nonce).setAAD(Buffer.from(place));
  return new Uint8Array(
    Buffer.concat([Uint8Array.of(VERSION), nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]),
  );
}

/** Opens what was sealed in this very place. Throws `row-damaged`. */
export function unseal(keys: ItemKeys, place: string, sealed: Uint8Array): Uint8Array {
  try {
    if (sealed[0] !== VERSION || sealed.length < 1 + NONCE + TAG) throw new Error('not a sealed value');
    const decipher = createDecipheriv('aes-256-gcm', keys.seal, sealed.subarray(1, 1 + NONCE));
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    return new Uint8Array(
      Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, sealed.length - TAG)), decipher.final()]),
    );
  } catch (error) {
    throw new DossierError(
      'row-damaged',
      `A sealed value does not open (${place}): it was changed after it was written. Run the check, and restore the database from a backup.`,
      { cause: error },
    );
  }
}

/** Seals a JSON value. */
export function sealJson(house: Pick<House, 'random'>, keys: ItemKeys, place: string, value: unknown): Uint8Array {
  return seal(house, keys, place, Buffer.from(JSON.stringify(value)));
}

/** Opens a JSON value. */
export function unsealJson<T>(keys: ItemKeys, place: string, sealed: Uint8Array): T {
  return JSON.parse(Buffer.from(unseal(keys, place, sealed)).toString('utf8')) as T;
}
