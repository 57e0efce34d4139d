/**
 * Entries as bytes: the content of a sealed leaf of kind *entries*. Layout: docs/spec/sealed-recording.md, "Entries".
 * All numbers are big-endian.
 *
 *   packet  u8 1 · u8 payload type · u16 sequence · u32 timestamp · u32 ssrc · u8 marker · u48 at · u48 arrival · u16 length · payload
 *   gap     u8 2 · u48 at · u32 duration · u32 packets
 */
import type { Entry } from './packets.ts';

const PACKET = 1;
const GAP = 2;
const PACKET_HEADER = 27;
const GAP_LENGTH = 15;
const TWO_32 = 0x1_0000_0000;
const MAX_U32 = 0xffff_ffff;
const MAX_U48 = 0xffff_ffff_ffff;

/** Entries that do not follow the layout: damaged, or written by something else. */
export class EntriesError extends Error {
  readonly code = 'entries-malformed';
  constructor(message: string) {
    super(message);
    this.name = 'EntriesError';
  }
}

/**
 * Packs entries one by one into a buffer that grows as needed and is used again. This is the per-packet path of a
 * telephone leg: no object is made per packet.
 */
export class EntryPacker {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  /** `capacity`: bytes to start with; one second of G.711 in 20 ms packets takes 9,350. */
  constructor(capacity = 12_288) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Bytes packed so far. */
  get length(): number {
    return this.#length;
  }

  /** `at` in ticks and `arrival` in microseconds since the recording's start; below 0 counts as 0. The payload is copied. */
  packet(
    at: number,
    arrival: number,
    payloadType: number,
    sequence: number,
    timestamp: number,
    ssrc: number,
    marker: boolean,
    payload: Uint8Array,
  ): void {
    if (payload.length > 0xffff)
      throw new EntriesError(`A packet of ${payload.length} bytes does not fit: at most 65535.`);
    this.#reserve(PACKET_HEADER + payload.length);
    const view = this.#view;
    const o = this.#length;
    view.setUint8(o, PACKET);
    view.setUint8(o + 1, payloadType);
    view.setUint16(o + 2, sequence);
    view.setUint32(o + 4, timestamp);
    view.setUint32(o + 8, ssrc);
    view.setUint8(o + 12, marker ? 1 : 0);
    setUint48(view, o + 13, at);
    setUint48(view, o + 19, arrival);
    view.setUint16(o + 25, payload.length);
    this.#bytes.set(payload, o + PACKET_HEADER);
    this.#length = o + PACKET_HEADER + payload.length;
  }

  /** `duration` in ticks; `packets` missing, 0 where unknown. */
  gap(at: number, duration: number, packets: number): void {
    this.#reserve(GAP_LENGTH);
    const view = this.#view;
    const o = this.#length;
    view.setUint8(o, GAP);
    setUint48(view, o + 1, at);
    view.setUint32(o + 7, Math.min(duration, MAX_U32));
    view.setUint32(o + 11, Math.min(packets, MAX_U32));
    this.#length = o + GAP_LENGTH;
  }

  /** The packed bytes as a copy of their own; the packer starts empty again. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #reserve(extra: number): void {
    const needed = this.#length + extra;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

/** Packs a whole list. Throws EntriesError for a payload over 65535 bytes. */
export function packEntries(entries: Iterable<Entry>): Uint8Array {
  const packer = new EntryPacker();
  for (const e of entries) {
    if (e.kind === 'gap') packer.gap(e.at, e.duration, e.packets);
    else packer.packet(e.at, e.arrival, e.payloadType, e.sequence, e.timestamp, e.ssrc, e.marker, e.payload);
  }
  return packer.take();
}

/** Reads packed entries in order; payloads are views on `bytes`. Throws EntriesError where the bytes break the layout. */
export function* unpackEntries(bytes: Uint8Array): Generator<Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let o = 0;
  while (o < bytes.length) {
    const kind = view.getUint8(o);
    if (kind === GAP) {
      need(o + GAP_LENGTH, bytes.length);
      yield {
        kind: 'gap',
        at: getUint48(view, o + 1),
        duration: view.getUint32(o + 7),
        packets: view.getUint32(o + 11),
      };
      o += GAP_LENGTH;
    } else if (kind === PACKET) {
      need(o + PACKET_HEADER, bytes.length);
      const end = o + PACKET_HEADER + view.getUint16(o + 25);
      need(end, bytes.length);
      yield {
        kind: 'packet',
        payloadType: view.getUint8(o + 1),
        sequence: view.getUint16(o + 2),
        timestamp: view.getUint32(o + 4),
        ssrc: view.getUint32(o + 8),
        marker: view.getUint8(o + 12) !== 0,
        at: getUint48(view, o + 13),
        arrival: getUint48(view, o + 19),
        payload: bytes.subarray(o + PACKET_HEADER, end),
      };
      o = end;
    } else throw new EntriesError(`Unknown entry kind ${kind} at byte ${o}.`);
  }
}

function setUint48(view: DataView, offset: number, value: number): void {
  const v = value <= 0 ? 0 : value >= MAX_U48 ? MAX_U48 : Math.floor(value);
  view.setUint16(offset, Math.floor(v / TWO_32));
  view.setUint32(offset + 2, v % TWO_32);
}

function getUint48(view: DataView, offset: number): number {
  return view.getUint16(offset) * TWO_32 + view.getUint32(offset + 2);
}

function need(end: number, length: number): void {
  if (end > length)
    throw new EntriesError(`The entries end in the middle of one: ${end} bytes needed, ${length} there.`);
}
