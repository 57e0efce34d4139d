/** The bytes of a ledger row and its hash: docs/spec/ledger.md, "The hash". */
import { createHash, createHmac, type KeyObject } from 'node:crypto';

/** What the hash of a row is taken over. */
export interface ChainedRow {
  readonly organisation_id: string;
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly talk_id: string | null;
  readonly mac: Uint8Array;
}

/** What stands before the first row. */
export const NOTHING_BEFORE: Uint8Array = new Uint8Array(32);

const CONTEXT = Buffer.from('woordelijk-ledger/v1\n');

/** HMAC over the canonical detail: says, to who holds the key, that the detail is the one that was chained. */
export function macOf(macKey: KeyObject, canonicalDetail: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', macKey).update(canonicalDetail, 'utf8').digest());
}

/** The bytes a row's hash is taken over. */
export function rowBytes(previous: Uint8Array, row: ChainedRow): Uint8Array {
  return Buffer.concat([
    CONTEXT,
    previous,
    u64(row.seq),
    u64(row.at),
    text(row.organisation_id),
    text(row.actor),
    text(row.act),
    text(row.talk_id ?? ''),
    row.mac,
  ]);
}

/** Hash of a row, which the next row takes up. */
export function hashOf(previous: Uint8Array, row: ChainedRow): Uint8Array {
  return new Uint8Array(createHash('sha256').update(rowBytes(previous, row)).digest());
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
