/**
 * A journal segment: one preallocated file of frames. Layout: docs/spec/journal.md.
 *
 *   header  magic (24) · u32 number · u32 seed · previous hash (32) · u32 previous number · zeros to 80
 *   frame   u16 'WJ' · u8 type · u32 length · u32 crc · body
 *
 * The CRC-32 starts from the segment's random seed, so that frames of a segment's former life never pass for new ones.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { isMissing, readFully } from './disk.ts';

const MAGIC = Buffer.from('woordelijk-journal/v1\n\0\0');
export const SEGMENT_HEADER_LENGTH = 80;
export const FRAME_HEADER_LENGTH = 11;
const FRAME_MAGIC = 0x574a;
const MAX_FRAME_LENGTH = 64 * 1024 * 1024;
const WINDOW = 4 * 1024 * 1024;

export const FrameType = { chunk: 1, commit: 2 } as const;

export interface SegmentHeader {
  readonly number: number;
  readonly seed: number;
  /** Number and hash of the commit before this segment's first; 0 and zeros where there is none. */
  readonly previousNumber: number;
  readonly previous: Uint8Array;
}

export function segmentHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER_LENGTH);
  MAGIC.copy(bytes);
  bytes.writeUInt32BE(header.number, 24);
  bytes.writeUInt32BE(header.seed, 28);
  bytes.set(header.previous, 32);
  bytes.writeUInt32BE(header.previousNumber, 64);
  return bytes;
}

/** Undefined where the bytes are no segment header. */
export function parseSegmentHeader(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.length < SEGMENT_HEADER_LENGTH || !bytes.subarray(0, 24).equals(MAGIC)) return undefined;
  return {
    number: bytes.readUInt32BE(24),
    seed: bytes.readUInt32BE(28),
    previous: Uint8Array.from(bytes.subarray(32, 64)),
    previousNumber: bytes.readUInt32BE(64),
  };
}

/** Fills in the first 11 bytes of `frame`, whose body follows them. */
export function stampFrame(frame: Buffer, type: number, seed: number): void {
  const body = frame.subarray(FRAME_HEADER_LENGTH);
  frame.writeUInt16BE(FRAME_MAGIC, 0);
  frame.writeUInt8(type, 2);
  frame.writeUInt32BE(body.length, 3);
  frame.writeUInt32BE(crc32(body, (seed ^ type) >>> 0), 7);
}

export type Scanned =
  | { readonly frame: 'chunk' | 'commit'; readonly offset: number; readonly body: Buffer }
  /** Bytes that are no frame although frames follow them: damage to what was written. */
  | { readonly frame: 'damage'; readonly offset: number; readonly length: number };

/**
 * Reads a segment's frames in order. Stops at the first place that is no whole frame, unless valid frames follow it:
 * then that place is damage, told as such, and reading goes on behind it. Bodies are copies.
 */
export async function* scanSegment(path: string, header: SegmentHeader): AsyncGenerator<Scanned> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (isMissing(error)) return undefined; // given free since it was listed: all in it is stored
    throw error;
  });
  if (handle === undefined) return;
  try {
    const { size } = await handle.stat();
    let offset = SEGMENT_HEADER_LENGTH;
    while (offset < size) {
      const frame = await frameAt(handle, offset, size, header.seed);
      if (frame !== undefined) {
        yield { frame: frame.type === FrameType.chunk ? 'chunk' : 'commit', offset, body: frame.body };
        offset += FRAME_HEADER_LENGTH + frame.body.length;
        continue;
      }
      const next = await nextFrame(handle, offset + 1, size, header.seed);
      if (next === undefined) return;
      // Beside a running server: what was still being written a moment ago may be whole by now.
      if ((await frameAt(handle, offset, size, header.seed)) !== undefined) continue;
      yield { frame: 'damage', offset, length: next - offset };
      offset = next;
    }
  } finally {
    await handle.close();
  }
}

async function frameAt(
  handle: FileHandle,
  offset: number,
  size: number,
  seed: number,
): Promise<{ type: number; body: Buffer } | undefined> {
  const head = await readFully(handle, offset, FRAME_HEADER_LENGTH);
  if (head === undefined || head.readUInt16BE(0) !== FRAME_MAGIC) return undefined;
  const type = head.readUInt8(2);
  const length = head.readUInt32BE(3);
  if (
    (type !== FrameType.chunk && type !== FrameType.commit) ||
    length > MAX_FRAME_LENGTH ||
    offset + FRAME_HEADER_LENGTH + length > size
  )
    return undefined;
  const body = await readFully(handle, offset + FRAME_HEADER_LENGTH, length);
  if (body === undefined || crc32(body, (seed ^ type) >>> 0) !== head.readUInt32BE(7)) return undefined;
  return { type, body };
}

/** Where the next whole frame begins at or after `from`; undefined where none does. */
async function nextFrame(handle: FileHandle, from: number, size: number, seed: number): Promise<number | undefined> {
  const mark = Buffer.from([FRAME_MAGIC >> 8, FRAME_MAGIC & 255]);
  for (let start = from; start < size; start += WINDOW) {
    const window = await readFully(handle, start, Math.min(WINDOW + 1, size - start));
    if (window === undefined) return undefined;
    for (let i = window.indexOf(mark); i >= 0; i = window.indexOf(mark, i + 1)) {
      if ((await frameAt(handle, start + i, size, seed)) !== undefined) return start + i;
    }
  }
  return undefined;
}
