/**
 * A zip as a stream (PKWARE APPNOTE 6.3): stored, not deflated (sound hardly shrinks), lengths behind each file because
 * they are not known before, 64-bit fields only where a length or place does not fit in 32 bits.
 */
import { crc32 } from 'node:zlib';

export interface ZipEntry {
  /** Path inside the zip with forward slashes. */
  readonly name: string;
  readonly content: () => AsyncIterable<Uint8Array>;
}

const MAX_32 = 0xffff_ffff;
const LENGTH_BEHIND_AND_UTF8 = 0x0808;

/** The zip's bytes in order. `modified`: epoch milliseconds, told as the files' date. */
export async function* zip(entries: Iterable<ZipEntry>, modified: number): AsyncGenerator<Uint8Array> {
  const date = dosDate(modified);
  const directory: Buffer[] = [];
  let place = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const start = place;
    const head = localHeader(name, date);
    yield head;
    let crc = 0;
    let length = 0;
    for await (const bytes of entry.content()) {
      crc = crc32(bytes, crc);
      length += bytes.length;
      yield bytes;
    }
    const behind = descriptor(crc, length);
    yield behind;
    place += head.length + length + behind.length;
    directory.push(directoryHeader(name, date, crc, length, start));
  }
  for (const header of directory) yield header;
  yield end(directory.length, Buffer.concat(directory).length, place);
}

function localHeader(name: Buffer, date: number): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(LENGTH_BEHIND_AND_UTF8, 6);
  header.writeUInt32LE(date, 10);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor(crc: number, length: number): Buffer {
  const long = length >= MAX_32;
  const out = Buffer.alloc(long ? 24 : 16);
  out.writeUInt32LE(0x08074b50, 0);
  out.writeUInt32LE(crc, 4);
  if (long) {
    out.writeBigUInt64LE(BigInt(length), 8);
    out.writeBigUInt64LE(BigInt(length), 16);
  } else {
    out.writeUInt32LE(length, 8);
    out.writeUInt32LE(length, 12);
  }
  return out;
}

function directoryHeader(name: Buffer, date: number, crc: number, length: number, start: number): Buffer {
  const wide = [...(length >= MAX_32 ? [length, length] : []), ...(start >= MAX_32 ? [start] : [])];
  const extra = Buffer.alloc(wide.length === 0 ? 0 : 4 + wide.length * 8);
  if (wide.length > 0) {
    extra.writeUInt16LE(0x0001, 0);
    extra.writeUInt16LE(wide.length * 8, 2);
    for (const [i, value] of wide.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + i * 8);
  }
  const version = wide.length === 0 ? 20 : 45;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(0x0300 | version, 4); // made on Unix, so that the rights below count
  header.writeUInt16LE(version, 6);
  header.writeUInt16LE(LENGTH_BEHIND_AND_UTF8, 8);
  header.writeUInt32LE(date, 12);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(Math.min(length, MAX_32), 20);
  header.writeUInt32LE(Math.min(length, MAX_32), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(0o100644 * 0x10000, 38);
  header.writeUInt32LE(Math.min(start, MAX_32), 42);
  return Buffer.concat([header, name, extra]);
}

function end(entries: number, size: number, place: number): Buffer {
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(Math.min(entries, 0xffff), 8);
  tail.writeUInt16LE(Math.min(entries, 0xffff), 10);
  tail.writeUInt32LE(Math.min(size, MAX_32), 12);
  tail.writeUInt32LE(Math.min(place, MAX_32), 16);
  if (entries < 0xffff && place < MAX_32) return tail;
  const wide = Buffer.alloc(76);
  wide.writeUInt32LE(0x06064b50, 0);
  wide.writeBigUInt64LE(44n, 4);
  wide.writeUInt16LE(0x0300 | 45, 12);
  wide.writeUInt16LE(45, 14);
  wide.writeBigUInt64LE(BigInt(entries), 24);
  wide.writeBigUInt64LE(BigInt(entries), 32);
  wide.writeBigUInt64LE(BigInt(size), 40);
  wide.writeBigUInt64LE(BigInt(place), 48);
  wide.writeUInt32LE(0x07064b50, 56);
  wide.writeBigUInt64LE(BigInt(place + size), 64);
  wide.writeUInt32LE(1, 72);
  return Buffer.concat([wide, tail]);
}

/** DOS time and date in one number, in Dutch time as the file names are. */
function dosDate(ms: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Amsterdam',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(ms);
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (parts.match(/\d+/g) ?? []).map(Number);
  const date = ((Math.min(Math.max(year, 1980), 2107) - 1980) << 9) | (month << 5) | day;
  const time = (hour << 11) | (minute << 5) | (second >> 1);
  return date * 0x10000 + time;
}
