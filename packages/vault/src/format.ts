/**
 * The sealed recording, byte for byte: docs/spec/sealed-recording.md is the source, this file obeys it. Writer and
 * checker share nothing of ours but this file and tlog. All numbers are big-endian; times are whole microseconds.
 */
import { leafHash, type Sha256 } from '@woordelijk/tlog';

export const FILE_MAGIC = 'woordelijk-sealed-recording/v1\n';
export const FILE_HEADER_LENGTH = 31 + 16;
export const RECORD_HEADER_LENGTH = 5;
/** A record longer than this is malformed: a chunk holds a few seconds. */
export const MAX_RECORD_LENGTH = 8 * 1024 * 1024;
export const SALT_LENGTH = 16;
export const TAG_LENGTH = 16;
export const HASH_LENGTH = 32;
export const PART_KEY_INFO = 'woordelijk/part/v1';

const CHUNK_FIXED_LENGTH = 16 + 4 + 4 + 2 + 2;
const LEAF_ENTRY_LENGTH = 1 + 8 + 4 + HASH_LENGTH;
const LEAF_LENGTH = 1 + 1 + 16 + 4 + 2 + 8 + 4 + HASH_LENGTH + HASH_LENGTH;
export const HEAD_LENGTH = 1 + 16 + 4 + 1 + HASH_LENGTH;
const FORMAT_VERSION = 1;
const TWO_32 = 0x1_0000_0000;

export const RecordType = { chunk: 1, seal: 2 } as const;

/** Kinds of leaves. Unknown kinds are kept and checked like any other, only not understood. */
export const LeafKinds = { entries: 1, event: 2, bytes: 3 } as const;

/** Bytes that break the format. `code`: `sealed-malformed`. */
export class FormatError extends Error {
  readonly code = 'sealed-malformed';
  constructor(message: string) {
    super(message);
    this.name = 'FormatError';
  }
}

/** What stands in clear about a leaf. */
export interface LeafEntry {
  readonly kind: number;
  readonly start: number;
  readonly duration: number;
  /** SHA-256(salt ‖ content). */
  readonly commitment: Uint8Array;
}

/** A chunk record's body, taken apart. */
export interface ChunkRecord {
  /** Random; one per time that the recording was opened for writing. Salt of the part key. */
  readonly part: Uint8Array;
  /** 0, 1, … within the part. Nonce of the encryption. */
  readonly number: number;
  readonly firstLeaf: number;
  readonly channel: number;
  readonly leaves: readonly LeafEntry[];
  /** Everything before the ciphertext: authenticated together with the recording's id. */
  readonly clear: Uint8Array;
  /** Ciphertext ‖ 16-byte tag. */
  readonly sealed: Uint8Array;
}

/** A leaf of the commit tree: one recording's head. */
export interface HeadFields {
  readonly recording: Uint8Array;
  readonly size: number;
  readonly closed: boolean;
  readonly root: Uint8Array;
}

/** What the signed note says. */
export interface CommitFields {
  readonly number: number;
  readonly heads: number;
  readonly root: Uint8Array;
  /** SHA-256 of the text of the note before; zeros for the first. */
  readonly previous: Uint8Array;
  /** Epoch milliseconds by the server's clock. */
  readonly time: number;
}

/** A seal record's body, taken apart. */
export interface SealRecord {
  readonly head: Omit<HeadFields, 'recording'>;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** Verifier key as the file claims it; whether it is the right one is for the reader to know. */
  readonly verifierKey: string;
  readonly note: string;
}

/** A UUID as its 16 bytes. Throws FormatError where the text is no UUID. */
export function idBytes(id: string): Uint8Array {
  const digits = id.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(digits) || id.length !== 36)
    throw new FormatError(`'${id.slice(0, 60)}' is not a recording id (UUID, lower case).`);
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}

/** 16 bytes as a UUID in lower case. */
export function idText(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}

/** The first 47 bytes of a sealed file. */
export function fileHeader(recording: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(FILE_HEADER_LENGTH);
  bytes.set(new TextEncoder().encode(FILE_MAGIC));
  bytes.set(recording, 31);
  return bytes;
}

/** The recording's id from a file header. Throws FormatError where the file is something else. */
export function parseFileHeader(bytes: Uint8Array): Uint8Array {
  if (bytes.length < FILE_HEADER_LENGTH || new TextDecoder().decode(bytes.subarray(0, 31)) !== FILE_MAGIC) {
    throw new FormatError('This is not a sealed recording: it does not start with "woordelijk-sealed-recording/v1".');
  }
  return bytes.slice(31, FILE_HEADER_LENGTH);
}

/** The five bytes before a record's body. */
export function recordHeader(type: number, length: number): Uint8Array {
  const bytes = new Uint8Array(RECORD_HEADER_LENGTH);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, type);
  view.setUint32(1, length);
  return bytes;
}

/** Length of a chunk's clear part for so many leaves. */
export function chunkClearLength(leaves: number): number {
  return CHUNK_FIXED_LENGTH + leaves * LEAF_ENTRY_LENGTH;
}

/** Writes a chunk's clear part into `out` (of chunkClearLength bytes or more). */
export function writeChunkClear(
  out: Uint8Array,
  chunk: { part: Uint8Array; number: number; firstLeaf: number; channel: number; leaves: readonly LeafEntry[] },
): void {
  const view = new DataView(out.buffer, out.byteOffset);
  out.set(chunk.part, 0);
  view.setUint32(16, chunk.number);
  view.setUint32(20, chunk.firstLeaf);
  view.setUint16(24, chunk.channel);
  view.setUint16(26, chunk.leaves.length);
  let o = CHUNK_FIXED_LENGTH;
  for (const leaf of chunk.leaves) {
    view.setUint8(o, leaf.kind);
    setUint64(view, o + 1, leaf.start);
    view.setUint32(o + 9, leaf.duration);
    out.set(leaf.commitment, o + 13);
    o += LEAF_ENTRY_LENGTH;
  }
}

/** Takes a chunk record's body apart; views on `body`, no copies. Throws FormatError. */
export function parseChunk(body: Uint8Array): ChunkRecord {
  if (body.length < CHUNK_FIXED_LENGTH + TAG_LENGTH) throw new FormatError('A chunk record is too short.');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const count = view.getUint16(26);
  const clearLength = chunkClearLength(count);
  if (count === 0 || body.length < clearLength + TAG_LENGTH)
    throw new FormatError('A chunk record ends before its leaves do.');
  const leaves: LeafEntry[] = [];
  for (let i = 0, o = CHUNK_FIXED_LENGTH; i < count; i += 1, o += LEAF_ENTRY_LENGTH) {
    leaves.push({
      kind: view.getUint8(o),
      start: getUint64(view, o + 1),
      duration: view.getUint32(o + 9),
      commitment: body.subarray(o + 13, o + LEAF_ENTRY_LENGTH),
    });
  }
  return {
    part: body.subarray(0, 16),
    number: view.getUint32(16),
    firstLeaf: view.getUint32(20),
    channel: view.getUint16(24),
    leaves,
    clear: body.subarray(0, clearLength),
    sealed: body.subarray(clearLength),
  };
}

/** The plaintext of a chunk: per leaf its salt, length and content. Throws FormatError where it does not fit the leaf count. */
export function parseChunkContents(plain: Uint8Array, leaves: number): { salt: Uint8Array; content: Uint8Array }[] {
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  const contents: { salt: Uint8Array; content: Uint8Array }[] = [];
  let o = 0;
  for (let i = 0; i < leaves; i += 1) {
    if (o + SALT_LENGTH + 4 > plain.length) throw new FormatError('A chunk’s content ends before its leaves do.');
    const end = o + SALT_LENGTH + 4 + view.getUint32(o + SALT_LENGTH);
    if (end > plain.length) throw new FormatError('A leaf’s content ends after its chunk does.');
    contents.push({ salt: plain.subarray(o, o + SALT_LENGTH), content: plain.subarray(o + SALT_LENGTH + 4, end) });
    o = end;
  }
  if (o !== plain.length) throw new FormatError('A chunk’s content is longer than its leaves.');
  return contents;
}

/** Nonce of a chunk's encryption: 12 bytes, the chunk's number at the end. */
export function chunkNonce(number: number): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, number);
  return nonce;
}

/** Additional data of a chunk's encryption: the recording's id and the clear part. */
export function chunkAdditionalData(recording: Uint8Array, clear: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(16 + clear.length);
  bytes.set(recording);
  bytes.set(clear, 16);
  return bytes;
}

/** Hash of one leaf: SHA-256(0x00 ‖ the 100 bytes of the leaf). */
export function hashLeaf(
  sha256: Sha256,
  recording: Uint8Array,
  index: number,
  channel: number,
  leaf: LeafEntry,
  sealedHash: Uint8Array,
): Uint8Array {
  const bytes = new Uint8Array(1 + LEAF_LENGTH);
  const view = new DataView(bytes.buffer);
  view.setUint8(1, FORMAT_VERSION);
  view.setUint8(2, leaf.kind);
  bytes.set(recording, 3);
  view.setUint32(19, index);
  view.setUint16(23, channel);
  setUint64(view, 25, leaf.start);
  view.setUint32(33, leaf.duration);
  bytes.set(leaf.commitment, 37);
  bytes.set(sealedHash, 69);
  return sha256(bytes);
}

/** The 54 bytes of a head. */
export function headBytes(head: HeadFields): Uint8Array {
  const bytes = new Uint8Array(HEAD_LENGTH);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FORMAT_VERSION);
  bytes.set(head.recording, 1);
  view.setUint32(17, head.size);
  view.setUint8(21, head.closed ? 1 : 0);
  bytes.set(head.root, 22);
  return bytes;
}

/** A head from its 54 bytes. Throws FormatError. */
export function parseHead(bytes: Uint8Array): HeadFields {
  if (bytes.length !== HEAD_LENGTH || bytes[0] !== FORMAT_VERSION) throw new FormatError('A head is malformed.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { recording: bytes.slice(1, 17), size: view.getUint32(17), closed: bytes[21] === 1, root: bytes.slice(22) };
}

/** Hash of a head as a leaf of the commit tree. */
export function hashHead(sha256: Sha256, head: HeadFields): Uint8Array {
  return leafHash(sha256, headBytes(head));
}

/** The text that a commit's note signs. */
export function commitText(commit: CommitFields): string {
  return [
    'woordelijk/heads/v1',
    `commit ${commit.number}`,
    `heads ${commit.heads}`,
    `root ${hex(commit.root)}`,
    `previous ${hex(commit.previous)}`,
    `time ${commit.time}`,
    '',
  ].join('\n');
}

/** Reads a commit's text; undefined where it is anything else. Lines after the known ones are allowed and ignored. */
export function parseCommitText(text: string): CommitFields | undefined {
  const match =
    /^woordelijk\/heads\/v1\ncommit (\d{1,15})\nheads (\d{1,9})\nroot ([0-9a-f]{64})\nprevious ([0-9a-f]{64})\ntime (\d{1,15})\n/.exec(
      text,
    );
  if (match === null) return undefined;
  return {
    number: Number(match[1]),
    heads: Number(match[2]),
    root: unhex(match[3]!),
    previous: unhex(match[4]!),
    time: Number(match[5]),
  };
}

/** A seal record's body. */
export function sealBody(seal: SealRecord): Uint8Array {
  const encoder = new TextEncoder();
  const key = encoder.encode(seal.verifierKey);
  const note = encoder.encode(seal.note);
  const bytes = new Uint8Array(
    4 + 1 + HASH_LENGTH + 4 + 1 + seal.path.length * HASH_LENGTH + 2 + key.length + note.length,
  );
  const view = new DataView(bytes.buffer);
  view.setUint32(0, seal.head.size);
  view.setUint8(4, seal.head.closed ? 1 : 0);
  bytes.set(seal.head.root, 5);
  view.setUint32(37, seal.index);
  view.setUint8(41, seal.path.length);
  let o = 42;
  for (const hash of seal.path) {
    bytes.set(hash, o);
    o += HASH_LENGTH;
  }
  view.setUint16(o, key.length);
  bytes.set(key, o + 2);
  bytes.set(note, o + 2 + key.length);
  return bytes;
}

/** Takes a seal record's body apart. Throws FormatError. */
export function parseSeal(body: Uint8Array): SealRecord {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  if (body.length < 44) throw new FormatError('A seal record is too short.');
  const path: Uint8Array[] = [];
  let o = 42;
  for (let i = 0; i < view.getUint8(41); i += 1, o += HASH_LENGTH) path.push(body.slice(o, o + HASH_LENGTH));
  if (o + 2 > body.length || o + 2 + view.getUint16(o) > body.length)
    throw new FormatError('A seal record ends too early.');
  const keyEnd = o + 2 + view.getUint16(o);
  const decoder = new TextDecoder();
  return {
    head: { size: view.getUint32(0), closed: body[4] === 1, root: body.slice(5, 37) },
    index: view.getUint32(37),
    path,
    verifierKey: decoder.decode(body.subarray(o + 2, keyEnd)),
    note: decoder.decode(body.subarray(keyEnd)),
  };
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const b of bytes) text += b.toString(16).padStart(2, '0');
  return text;
}

/** Bytes from hexadecimal digits (checked by the caller). */
export function unhex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(i * 2, i * 2 + 2), 16));
}

function setUint64(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, Math.floor(value / TWO_32));
  view.setUint32(offset + 4, value % TWO_32);
}

function getUint64(view: DataView, offset: number): number {
  return view.getUint32(offset) * TWO_32 + view.getUint32(offset + 4);
}
