/**
 * Sealing a few bytes to somebody's public key: HPKE (RFC 9180) in base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256
 * and AES-256-GCM. One message per context, so sequence number 0 only. Runs on WebCrypto, in browsers and in Node.
 */
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** Bytes of an uncompressed point on P-256. */
export const PUBLIC_KEY_LENGTH = 65;

const KEM = Uint8Array.of(0x4b, 0x45, 0x4d, 0x00, 0x10); // "KEM", 0x0010
const SUITE = Uint8Array.of(0x48, 0x50, 0x4b, 0x45, 0x00, 0x10, 0x00, 0x01, 0x00, 0x02); // "HPKE", 0x0010, 0x0001, 0x0002
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const NOTHING = new Uint8Array();

/** What `sealTo` gives: the ephemeral public key and the ciphertext with its tag. */
export interface Sealed {
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** A private key with its public half, uncompressed. */
export interface ReaderKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: Uint8Array;
}

/** Seals `clear` to the holder of `publicKey` (65 bytes). Rejects a point that is not on the curve. */
export async function sealTo(
  publicKey: Uint8Array,
  info: string,
  additional: (enc: Uint8Array) => Uint8Array,
  clear: Uint8Array,
): Promise<Sealed> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const reader = await crypto.subtle.importKey('raw', own(publicKey), CURVE, false, []);
  const { key, nonce } = await schedule(pair.privateKey, reader, enc, publicKey, info);
  const how = { name: 'AES-GCM', iv: own(nonce), additionalData: own(additional(enc)) };
  return { enc, ciphertext: new Uint8Array(await crypto.subtle.encrypt(how, key, own(clear))) };
}

/** Opens what was sealed to this key; undefined where it was not, or was changed. */
export async function openFrom(
  { privateKey, publicKey }: ReaderKey,
  info: string,
  additional: Uint8Array,
  { enc, ciphertext }: Sealed,
): Promise<Uint8Array | undefined> {
  try {
    const sender = await crypto.subtle.importKey('raw', own(enc), CURVE, false, []);
    const { key, nonce } = await schedule(privateKey, sender, enc, publicKey, info);
    const how = { name: 'AES-GCM', iv: own(nonce), additionalData: own(additional) };
    return new Uint8Array(await crypto.subtle.decrypt(how, key, own(ciphertext)));
  } catch {
    return undefined;
  }
}

/** Encap/Decap (section 4.1) and KeySchedule (section 5.1) of RFC 9180. */
async function schedule(mine: CryptoKey, theirs: CryptoKey, enc: Uint8Array, reader: Uint8Array, info: string) {
  const dh = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256));
  const shared = labeledExpand(
    KEM,
    labeledExtract(KEM, NOTHING, 'eae_prk', dh),
    'shared_secret',
    join(enc, reader),
    32,
  );
  const context = join(
    Uint8Array.of(0),
    labeledExtract(SUITE, NOTHING, 'psk_id_hash', NOTHING),
    labeledExtract(SUITE, NOTHING, 'info_hash', new TextEncoder().encode(info)),
  );
  const secret = labeledExtract(SUITE, shared, 'secret', NOTHING);
  const raw = labeledExpand(SUITE, secret, 'key', context, 32);
  const key = await crypto.subtle.importKey('raw', own(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { key, nonce: labeledExpand(SUITE, secret, 'base_nonce', context, 12) };
}

function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, material: Uint8Array): Uint8Array {
  return extract(sha256, join(words('HPKE-v1'), suite, words(label), material), salt);
}

function labeledExpand(suite: Uint8Array, prk: Uint8Array, label: string, info: Uint8Array, length: number) {
  return expand(sha256, prk, join(Uint8Array.of(0, length), words('HPKE-v1'), suite, words(label), info), length);
}

function words(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Byte strings one after the other. */
export function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let o = 0;
  for (const part of parts) {
    joined.set(part, o);
    o += part.length;
  }
  return joined;
}

/** On a plain ArrayBuffer, as WebCrypto's types ask. */
export function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}
