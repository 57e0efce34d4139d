/**
 * Opus packets as a file that players know: Ogg (RFC 3533) with Opus in it (RFC 7845). The packets' own bytes stay as they
 * are, so that a file can be compared with what was sealed. A page tells at which tick its last packet ends, so gaps are
 * gaps in the file too.
 */
import { opusDuration } from './opus/packet.ts';

const MOST_SEGMENTS = 255;
/** Ticks of 48,000 a second: pages of about a second. */
const PAGE_TICKS = 48_000;
const NOTHING_ENDS = 0xffff_ffff_ffff_ffffn;
const CRC = crcTable();

/** A packet and where it stands, in ticks of 48,000 a second. */
export interface PlacedPacket {
  readonly at: number;
  readonly payload: Uint8Array;
}

/** The file, page by page. `preSkip`: samples at the start that the decoder leaves out. */
export async function* oggOpus(packets: AsyncIterable<PlacedPacket>, preSkip = 0): AsyncGenerator<Uint8Array> {
  const pages = new Pages();
  yield* pages.whole(opusHead(preSkip), 2);
  yield* pages.whole(opusTags(), 0);
  let first: number | undefined;
  for await (const { at, payload } of packets) {
    first ??= at;
    yield* pages.packet(payload, at - first + (opusDuration(payload) ?? 0));
  }
  yield* pages.end();
}

/** The payload of every packet behind the two heads; undefined where the bytes are no Ogg. Nothing is decoded. */
export function oggPayload(file: Uint8Array): Uint8Array | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const parts: Uint8Array[] = [];
  let packet = 0;
  for (let o = 0; o < file.length; ) {
    if (o + 27 > file.length || view.getUint32(o) !== 0x4f676753) return undefined; // "OggS"
    const segments = view.getUint8(o + 26);
    let at = o + 27 + segments;
    for (let i = 0; i < segments; i++) {
      const length = view.getUint8(o + 27 + i);
      if (at + length > file.length) return undefined;
      if (packet >= 2) parts.push(file.subarray(at, at + length));
      at += length;
      if (length < 255) packet += 1;
    }
    o = at;
  }
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let o = 0;
  for (const part of parts) {
    joined.set(part, o);
    o += part.length;
  }
  return joined;
}

class Pages {
  #number = 0;
  #lacing: number[] = [];
  #parts: Uint8Array[] = [];
  #granule = NOTHING_ENDS;
  #continued = false;
  #began = 0;

  /** One packet on a page of its own. */
  *whole(packet: Uint8Array, flags: number): Generator<Uint8Array> {
    yield* this.packet(packet, 0);
    yield this.#page(flags);
  }

  *packet(packet: Uint8Array, end: number): Generator<Uint8Array> {
    for (let at = 0; ; at += 255) {
      const piece = packet.subarray(at, at + 255);
      if (this.#lacing.length === MOST_SEGMENTS) {
        yield this.#page(0);
        this.#continued = at > 0;
      }
      this.#lacing.push(piece.length);
      this.#parts.push(piece);
      if (piece.length < 255) break;
    }
    this.#granule = BigInt(Math.max(0, end));
    if (end - this.#began < PAGE_TICKS) return;
    this.#began = end;
    yield this.#page(0);
  }

  *end(): Generator<Uint8Array> {
    yield this.#page(4);
  }

  #page(flags: number): Uint8Array {
    const body = this.#parts.reduce((sum, part) => sum + part.length, 0);
    const page = new Uint8Array(27 + this.#lacing.length + body);
    const view = new DataView(page.buffer);
    view.setUint32(0, 0x4f676753);
    view.setUint8(5, flags | (this.#continued ? 1 : 0));
    view.setBigUint64(6, this.#granule, true);
    view.setUint32(14, 1, true);
    view.setUint32(18, this.#number, true);
    view.setUint8(26, this.#lacing.length);
    page.set(this.#lacing, 27);
    let o = 27 + this.#lacing.length;
    for (const part of this.#parts) {
      page.set(part, o);
      o += part.length;
    }
    view.setUint32(22, checksum(page), true);
    this.#number += 1;
    this.#lacing = [];
    this.#parts = [];
    this.#granule = NOTHING_ENDS;
    this.#continued = false;
    return page;
  }
}

function opusHead(preSkip: number): Uint8Array {
  const head = new Uint8Array(19);
  const view = new DataView(head.buffer);
  head.set(new TextEncoder().encode('OpusHead'));
  view.setUint8(8, 1);
  view.setUint8(9, 2); // RFC 7587: written as two channels; a packet says how many it has
  view.setUint16(10, preSkip, true);
  view.setUint32(12, 48_000, true);
  return head;
}

function opusTags(): Uint8Array {
  const maker = new TextEncoder().encode('Woordelijk');
  const tags = new Uint8Array(8 + 4 + maker.length + 4);
  tags.set(new TextEncoder().encode('OpusTags'));
  new DataView(tags.buffer).setUint32(8, maker.length, true);
  tags.set(maker, 12);
  return tags;
}

/** CRC-32 of Ogg: polynomial 0x04c11db7, most significant bit first, from 0. */
function checksum(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) ^ CRC[((crc >>> 24) ^ byte) & 255]!) >>> 0;
  return crc;
}

function crcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, i) => {
    let crc = i << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
    return crc >>> 0;
  });
}
