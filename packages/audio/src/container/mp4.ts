/** Fragmented MP4 as Safari records it (ISO/IEC 14496-12 and -14): one `moov`, then fragments of `moof` and `mdat`. */
import type { Codec } from '../packets.ts';
import {
  ContainerError,
  type ContainerReader,
  type ContainerState,
  FRAME_RATE,
  type Frame,
  MAX_UNREAD,
  Waiting,
} from './container.ts';

const MOST_SAMPLES = 100_000;
const SAMPLE_RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

type State = Extract<ContainerState, { kind: 'mp4' }>;

/** Reads the packets of the first audio track. A fragment is used as a whole or not at all. */
export class Mp4Reader implements ContainerReader {
  readonly #waiting = new Waiting();
  #state: State;

  constructor(state: State = { kind: 'mp4', track: null, codec: null, timescale: 0, duration: 0, size: 0, next: 0 }) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  get unread(): Uint8Array {
    return this.#waiting.bytes;
  }

  push(bytes: Uint8Array): Frame[] {
    this.#waiting.add(bytes);
    const all = this.#waiting.bytes;
    const frames: Frame[] = [];
    let used = 0;
    let moof: Box | undefined;
    for (let at = 0; ; ) {
      const box = boxAt(all, at, all.length);
      if (box === undefined) break;
      if (box.end - box.start > MAX_UNREAD)
        throw new ContainerError(`Box ${box.type} is longer than any recorder writes.`);
      if (box.end > all.length) break;
      if (box.type === 'moov') this.#movie(all, box);
      if (box.type === 'moof') moof = box;
      else if (box.type === 'mdat') {
        if (moof === undefined) throw new ContainerError('Sound stands outside any fragment.');
        this.#fragment(all, moof, box, frames);
        moof = undefined;
      }
      at = box.end;
      if (moof === undefined) used = at;
    }
    this.#waiting.drop(used);
    return frames;
  }

  #movie(all: Uint8Array, moov: Box): void {
    for (const trak of boxesIn(all, moov.start, moov.end)) {
      if (trak.type !== 'trak') continue;
      const path = (...names: string[]) => descend(all, trak, names);
      const handler = path('mdia', 'hdlr');
      const header = path('tkhd');
      const media = path('mdia', 'mdhd');
      const entries = path('mdia', 'minf', 'stbl', 'stsd');
      if (handler === undefined || header === undefined || media === undefined || entries === undefined) continue;
      if (text(all, handler.start + 8) !== 'soun') continue;
      const track = u32(all, header.start + (all[header.start] === 1 ? 20 : 12), header.end);
      const timescale = u32(all, media.start + (all[media.start] === 1 ? 20 : 12), media.end);
      if (timescale === 0) throw new ContainerError('The track has no clock.');
      const codec = codecOf(all, entries);
      const defaults = this.#defaults(all, moov, track);
      this.#state = { ...this.#state, track, timescale, codec, ...defaults };
      return;
    }
  }

  #defaults(all: Uint8Array, moov: Box, track: number): { duration: number; size: number } {
    const mvex = descend(all, moov, ['mvex']);
    if (mvex !== undefined)
      for (const trex of boxesIn(all, mvex.start, mvex.end))
        if (trex.type === 'trex' && u32(all, trex.start + 4, trex.end) === track)
          return { duration: u32(all, trex.start + 12, trex.end), size: u32(all, trex.start + 16, trex.end) };
    return { duration: 0, size: 0 };
  }

  #fragment(all: Uint8Array, moof: Box, mdat: Box, frames: Frame[]): void {
    const { track, codec } = this.#state;
    if (track === null || codec === null) throw new ContainerError('A fragment comes before its track.');
    for (const traf of boxesIn(all, moof.start, moof.end)) {
      if (traf.type !== 'traf') continue;
      const tfhd = descend(all, traf, ['tfhd']);
      if (tfhd === undefined || u32(all, tfhd.start + 4, tfhd.end) !== track) continue;
      const flags = u32(all, tfhd.start, tfhd.end) & 0xffffff;
      let o = tfhd.start + 8 + (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0);
      const optional = (bit: number, otherwise: number) => {
        if ((flags & bit) === 0) return otherwise;
        o += 4;
        return u32(all, o - 4, tfhd.end);
      };
      const duration = optional(8, this.#state.duration);
      const size = optional(16, this.#state.size);
      const tfdt = descend(all, traf, ['tfdt']);
      let time =
        tfdt === undefined
          ? this.#state.next
          : all[tfdt.start] === 1
            ? u64(all, tfdt.start + 4, tfdt.end)
            : u32(all, tfdt.start + 4, tfdt.end);
      let place = mdat.start;
      for (const trun of boxesIn(all, traf.start, traf.end)) {
        if (trun.type !== 'trun') continue;
        for (const sample of samplesOf(all, trun, { duration, size })) {
          if ('offset' in sample) {
            place = headOf(all, moof) + sample.offset;
            continue;
          }
          const end = place + sample.size;
          if (place < mdat.start || end > mdat.end || sample.size > 0xffff)
            throw new ContainerError('A packet lies outside its fragment.');
          const at = Math.round((time * FRAME_RATE) / this.#state.timescale);
          const until = Math.round(((time + sample.duration) * FRAME_RATE) / this.#state.timescale);
          frames.push({ at, duration: until - at, payload: all.slice(place, end) });
          place = end;
          time += sample.duration;
        }
      }
      this.#state = { ...this.#state, next: time };
    }
  }
}

/** First the offset, where the run gives one; then each sample's length in time and bytes. */
function* samplesOf(
  all: Uint8Array,
  trun: Box,
  defaults: { duration: number; size: number },
): Generator<{ offset: number } | { duration: number; size: number }> {
  const flags = u32(all, trun.start, trun.end) & 0xffffff;
  const count = u32(all, trun.start + 4, trun.end);
  if (count > MOST_SAMPLES) throw new ContainerError('A fragment tells of more packets than it can hold.');
  let o = trun.start + 8;
  if (flags & 1) {
    yield { offset: u32(all, o, trun.end) | 0 };
    o += 4;
  }
  if (flags & 4) o += 4;
  for (let i = 0; i < count; i++) {
    let { duration, size } = defaults;
    if (flags & 0x100) {
      duration = u32(all, o, trun.end);
      o += 4;
    }
    if (flags & 0x200) {
      size = u32(all, o, trun.end);
      o += 4;
    }
    if (flags & 0x400) o += 4;
    if (flags & 0x800) o += 4;
    yield { duration, size };
  }
}

/** The codec of the first sample entry: AAC or Opus. */
function codecOf(all: Uint8Array, stsd: Box): Codec {
  const entry = boxAt(all, stsd.start + 8, stsd.end);
  if (entry === undefined || entry.end > stsd.end) throw new ContainerError('The track does not say its codec.');
  const inside = entry.start + 28; // an AudioSampleEntry's own fields
  if (entry.type === 'Opus') return { name: 'OPUS', clockRate: 48_000, channels: 2 };
  if (entry.type !== 'mp4a') throw new ContainerError('The sound is neither AAC nor Opus.');
  for (const box of boxesIn(all, inside, entry.end)) {
    if (box.type !== 'esds') continue;
    const config = audioSpecificConfig(all.subarray(box.start + 4, box.end));
    if (config === undefined || config.length < 2) break;
    const rate = SAMPLE_RATES[((config[0]! & 7) << 1) | (config[1]! >> 7)];
    if (rate === undefined) break;
    const hex = Array.from(config, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return { name: 'MPEG4-GENERIC', clockRate: rate, channels: (config[1]! >> 3) & 15, parameters: `config=${hex}` };
  }
  throw new ContainerError('The AAC track does not say how it was made.');
}

/** The decoder's setup within an elementary stream descriptor (ISO/IEC 14496-1): tags 3, 4, 5. */
function audioSpecificConfig(esds: Uint8Array): Uint8Array | undefined {
  for (let o = 0; o < esds.length; ) {
    const tag = esds[o++]!;
    let length = 0;
    for (let i = 0; i < 4; i++) {
      const byte = esds[o++] ?? 0;
      length = length * 128 + (byte & 127);
      if (byte < 128) break;
    }
    if (tag === 3) o += 3;
    else if (tag === 4) o += 13;
    else if (tag === 5) return esds.subarray(o, Math.min(o + length, o + 64, esds.length));
    else o += length;
  }
  return undefined;
}

/** A box's content; undefined where its head is not whole yet. */
function boxAt(all: Uint8Array, at: number, end: number): Box | undefined {
  if (at + 8 > end) return undefined;
  const size = u32(all, at, end);
  const type = text(all, at + 4);
  if (size === 1) {
    if (at + 16 > end) return undefined;
    const long = u64(all, at + 8, end);
    if (long < 16) throw new ContainerError('A box is shorter than its head.');
    return { type, start: at + 16, end: at + long };
  }
  if (size < 8) throw new ContainerError('A box has no length that can be true.');
  return { type, start: at + 8, end: at + size };
}

/** First byte of a box's head. Long heads are written for huge boxes only, which are refused before. */
function headOf(all: Uint8Array, box: Box): number {
  return u32(all, box.start - 8, box.start) === box.end - box.start + 8 ? box.start - 8 : box.start - 16;
}

function* boxesIn(all: Uint8Array, start: number, end: number): Generator<Box> {
  for (let at = start; at < end; ) {
    const box = boxAt(all, at, end);
    if (box === undefined || box.end > end) throw new ContainerError('A box runs past the one it stands in.');
    yield box;
    at = box.end;
  }
}

function descend(all: Uint8Array, from: Box, names: readonly string[]): Box | undefined {
  let box: Box | undefined = from;
  for (const name of names) {
    let found: Box | undefined;
    for (const child of boxesIn(all, box.start, box.end)) if (child.type === name) found ??= child;
    if (found === undefined) return undefined;
    box = found;
  }
  return box;
}

function u32(all: Uint8Array, at: number, end: number): number {
  if (at < 0 || at + 4 > end) throw new ContainerError('A box is shorter than what it should hold.');
  return new DataView(all.buffer, all.byteOffset).getUint32(at);
}

function u64(all: Uint8Array, at: number, end: number): number {
  const value = u32(all, at, end) * 0x1_0000_0000 + u32(all, at + 4, end);
  if (!Number.isSafeInteger(value)) throw new ContainerError('A number is too large to be true.');
  return value;
}

function text(all: Uint8Array, at: number): string {
  return String.fromCharCode(...all.subarray(at, at + 4));
}
