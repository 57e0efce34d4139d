/**
 * The device part, byte for byte: docs/spec/device-part.md is the source, this file obeys it. Whoever writes one (the
 * recorder in a browser) and whoever reads it (the server) use the same functions.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { join, openFrom, own, PUBLIC_KEY_LENGTH, type ReaderKey, sealTo } from './hpke.ts';

const MAGIC = 'woordelijk-part/v1\n';
const KEY_INFO = 'woordelijk/part-key/v1';
const KEY_ID_LENGTH = 8;
const PART_KEY_LENGTH = 32;
const TAG_LENGTH = 16;
const CLEAR_HEADER = 19 + 16 + 2 + KEY_ID_LENGTH;
/** Bytes of a part's header. */
export const PART_HEADER_LENGTH = CLEAR_HEADER + PUBLIC_KEY_LENGTH + PART_KEY_LENGTH + TAG_LENGTH;
/** Bytes of a record before its content. */
export const RECORD_HEADER_LENGTH = 15;
/** Longest content of a record. */
export const MAX_RECORD_CONTENT = 1 << 20;
const TWO_32 = 0x1_0000_0000;

/** What a record holds. */
export type RecordType = 'sound' | 'event' | 'end' | 'mark';
const TYPES: readonly RecordType[] = ['sound', 'event', 'end', 'mark'];

/** Bytes that are no device part, or were changed. `code`: `part-damaged`. */
export class PartError extends Error {
  readonly code = 'part-damaged';
  constructor(message: string) {
    super(message);
    this.name = 'PartError';
  }
}

/** A record as it lies in the file. */
export interface PartRecord {
  readonly type: RecordType;
  readonly number: number;
  /** Epoch milliseconds by the device. */
  readonly wall: number;
  /** The whole record, header too. */
  readonly bytes: Uint8Array;
  /** Ciphertext and tag; of a mark the chain. */
  readonly content: Uint8Array;
}

/** Names a public key: first 8 bytes of its SHA-256. */
export function keyIdOf(publicKey: Uint8Array): Uint8Array {
  return sha256(publicKey).slice(0, KEY_ID_LENGTH);
}

/** Makes a part's header and its key. `recording`: 16 bytes. */
export async function makePartHeader(
  recording: Uint8Array,
  part: number,
  reader: Uint8Array,
): Promise<{ readonly header: Uint8Array; readonly key: Uint8Array }> {
  const clear = new Uint8Array(CLEAR_HEADER);
  clear.set(new TextEncoder().encode(MAGIC));
  clear.set(recording, 19);
  new DataView(clear.buffer).setUint16(35, part);
  clear.set(keyIdOf(reader), 37);
  const key = crypto.getRandomValues(new Uint8Array(PART_KEY_LENGTH));
  const { enc, ciphertext } = await sealTo(reader, KEY_INFO, (enc) => join(clear, enc), key);
  return { header: join(clear, enc, ciphertext), key };
}

/** What stands in clear in a header. Throws PartError. */
export function readPartHeader(bytes: Uint8Array): { recording: Uint8Array; part: number; keyId: Uint8Array } {
  if (bytes.length < PART_HEADER_LENGTH || new TextDecoder().decode(bytes.subarray(0, 19)) !== MAGIC)
    throw new PartError('This is no device part: it does not begin with "woordelijk-part/v1".');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { recording: bytes.slice(19, 35), part: view.getUint16(35), keyId: bytes.slice(37, CLEAR_HEADER) };
}

/** The part's key by the reader's private key; undefined where the part is sealed to another, or was changed. */
export function openPartKey(header: Uint8Array, reader: ReaderKey): Promise<Uint8Array | undefined> {
  const ciphertextAt = CLEAR_HEADER + PUBLIC_KEY_LENGTH;
  return openFrom(reader, KEY_INFO, header.subarray(0, ciphertextAt), {
    enc: header.subarray(CLEAR_HEADER, ciphertextAt),
    ciphertext: header.subarray(ciphertextAt, PART_HEADER_LENGTH),
  });
}

/** Chain before the first record. */
export function chainStart(header: Uint8Array): Uint8Array {
  return sha256(header);
}

/** Chain after one more record. */
export function chainNext(chain: Uint8Array, record: Uint8Array): Uint8Array {
  return sha256(join(chain, record));
}

/** A key ready to seal and open records. */
export function importPartKey(key: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', own(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** A sealed record of sound, event or end. */
export async function sealRecord(
  key: CryptoKey,
  type: Exclude<RecordType, 'mark'>,
  number: number,
  wall: number,
  clear: Uint8Array,
): Promise<Uint8Array> {
  const header = recordHeader(type, number, wall, clear.length + TAG_LENGTH);
  const how = { name: 'AES-GCM', iv: recordNonce(number), additionalData: header };
  return join(header, new Uint8Array(await crypto.subtle.encrypt(how, key, own(clear))));
}

/** Opens a sealed record; undefined where it was changed. */
export async function openRecord(key: CryptoKey, record: PartRecord): Promise<Uint8Array | undefined> {
  const additionalData = own(record.bytes.subarray(0, RECORD_HEADER_LENGTH));
  try {
    const how = { name: 'AES-GCM', iv: recordNonce(record.number), additionalData };
    return new Uint8Array(await crypto.subtle.decrypt(how, key, own(record.content)));
  } catch {
    return undefined;
  }
}

/** A mark: the chain over everything before it, in clear. */
export function markRecord(number: number, wall: number, chain: Uint8Array): Uint8Array {
  return join(recordHeader('mark', number, wall, chain.length), chain);
}

/** Nonce of a record: eight zero bytes and its number. */
export function recordNonce(number: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, number);
  return nonce;
}

/**
 * The whole records in `bytes`, from its start on. What is left at the end is part of a record that is not whole.
 * Throws PartError for bytes that can be no record.
 */
export function* readRecords(bytes: Uint8Array): Generator<PartRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let o = 0; o + RECORD_HEADER_LENGTH <= bytes.length; ) {
    const type = TYPES[view.getUint8(o) - 1];
    const length = view.getUint32(o + 11);
    const least = type === 'mark' ? 32 : TAG_LENGTH;
    if (type === undefined || length < least || length > MAX_RECORD_CONTENT || (type === 'mark' && length !== 32))
      throw new PartError(`Byte ${o} begins no record.`);
    const end = o + RECORD_HEADER_LENGTH + length;
    if (end > bytes.length) return;
    yield {
      type,
      number: view.getUint32(o + 1),
      wall: view.getUint16(o + 5) * TWO_32 + view.getUint32(o + 7),
      bytes: bytes.subarray(o, end),
      content: bytes.subarray(o + RECORD_HEADER_LENGTH, end),
    };
    o = end;
  }
}

function recordHeader(type: RecordType, number: number, wall: number, length: number): Uint8Array<ArrayBuffer> {
  if (length > MAX_RECORD_CONTENT) throw new PartError(`A record holds at most ${MAX_RECORD_CONTENT} bytes.`);
  const header = new Uint8Array(RECORD_HEADER_LENGTH);
  const view = new DataView(header.buffer);
  const moment = Math.max(0, Math.floor(wall));
  view.setUint8(0, TYPES.indexOf(type) + 1);
  view.setUint32(1, number);
  view.setUint16(5, Math.floor(moment / TWO_32));
  view.setUint32(7, moment % TWO_32);
  view.setUint32(11, length);
  return header;
}
