/**
 * A channel on the wall clock: a stream without holes, in which each packet's sound stands at its own tick and silence
 * stands where nothing is.
 *
 * The rule where packets overlap: **a tick belongs to the first packet, in the order of the recording, that covers it.**
 * What comes later fills only what is still empty. The rule looks at nothing but that order, so a stream read from the
 * middle gives the same bytes as one read from the start, however the recording was cut into leaves.
 */
import { AudioError } from './error.ts';
import { DECODED, G711_RATE, type Law, lawOf, SILENCE } from './g711.ts';
import type { ChannelFormat, Entry } from './packets.ts';

/** Sound with its place: `at` in ticks of the channel's rate since the recording's start, one byte or sample per tick. */
export type PlacedSound =
  | { readonly at: number; readonly law: Law; readonly bytes: Uint8Array }
  | { readonly at: number; readonly law: 'pcm16'; readonly bytes: Int16Array };

/** The ticks a stretch touches: from `from` up to and not including `to`. Empty when `to` is not beyond `from`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One channel of a recording, cut into stretches (leaves) that can be read on their own. */
export interface ChannelSound {
  /** Ticks a second: 8000 for G.711, 48,000 for Opus. */
  readonly rate: number;
  /** What each stretch touches, in the order of the recording. */
  readonly spans: readonly Span[];
  /** The sound of stretches `first` up to and not including `end`, one list per stretch, in order. */
  read(first: number, end: number): AsyncIterable<readonly PlacedSound[]>;
  /** Called once when a rendering ends, whole or not: what `read` keeps open between calls can be let go. */
  close?(): Promise<void>;
}

/** How a tick becomes bytes in the stream: the law's own bytes, or 16-bit samples. */
export type Rendering = Law | 'pcm16';

/** Codec names that hold no sound to decode: comfort noise (RFC 3389) and keys (RFC 4733). Their ticks stay silent. */
const SOUNDLESS = new Set(['CN', 'TELEPHONE-EVENT']);
/**
 * The G.711 sound among entries. Throws `codec-not-decodable` for any other codec. Timelines that count in another
 * clock are brought to 8000 a second.
 */
export function placeG711(entries: Iterable<Entry>, format: ChannelFormat): PlacedSound[] {
  const placed: PlacedSound[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'packet') continue;
    const codec = format.codecs[entry.payloadType];
    const law = lawOf(codec);
    if (law !== undefined) {
      const at = format.clockRate === G711_RATE ? entry.at : Math.round((entry.at * G711_RATE) / format.clockRate);
      placed.push({ at, law, bytes: entry.payload });
    } else if (codec === undefined || !SOUNDLESS.has(codec.name)) throw notDecodable(codec?.name);
  }
  return placed;
}

/** The error for a codec without a decoder here. */
export function notDecodable(name: string | undefined): AudioError {
  return new AudioError(
    'codec-not-decodable',
    `Sound in ${name ?? 'an unnamed codec'} cannot be decoded here. Take the exact copy (legs) and play it with a player that knows the codec.`,
  );
}

/** True for codecs that carry no sound of their own (comfort noise, telephone keys). */
export function isSoundless(name: string): boolean {
  return SOUNDLESS.has(name);
}

/** The ticks that placed sound touches. */
export function spanOf(placed: Iterable<PlacedSound>): Span {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (const sound of placed) {
    if (sound.bytes.length === 0) continue;
    from = Math.min(from, sound.at);
    to = Math.max(to, sound.at + sound.bytes.length);
  }
  return to === 0 ? { from: 0, to: 0 } : { from, to };
}

/**
 * The stream of ticks `from` up to `to`, in blocks of at most a second. A block of a law holds one byte per tick, of
 * `pcm16` two (little-endian). A packet in another law than the one asked for throws `codec-not-decodable`: bytes of
 * one law are never passed off as the other's. Blocks are fresh: the reader may keep them.
 */
export async function* renderChannel(
  sound: ChannelSound,
  rendering: Rendering,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  const index = new SpanIndex(sound.spans);
  const read = new Map<number, readonly PlacedSound[]>();
  try {
    // A second at a time: what is in memory per channel.
    for (let start = from; start < to; start += sound.rate) {
      const end = Math.min(start + sound.rate, to);
      const touching = index.touching(start, end);
      await readMissing(sound, touching, read);
      yield paint(
        touching.map((i) => read.get(i)!),
        rendering,
        start,
        end,
      );
    }
  } finally {
    await sound.close?.();
  }
}

/** Reads the stretches not read yet, in runs, and lets go of those no longer touched. */
async function readMissing(
  sound: ChannelSound,
  touching: readonly number[],
  read: Map<number, readonly PlacedSound[]>,
): Promise<void> {
  const wanted = new Set(touching);
  for (const i of read.keys()) if (!wanted.has(i)) read.delete(i);
  const missing = touching.filter((i) => !read.has(i));
  for (let run = 0; run < missing.length; ) {
    let past = run + 1;
    while (past < missing.length && missing[past] === missing[past - 1]! + 1) past++;
    let i = missing[run]!;
    for await (const placed of sound.read(i, missing[past - 1]! + 1)) read.set(i++, placed);
    run = past;
  }
  for (const i of touching) if (!read.has(i)) read.set(i, []);
}

const NAMES = { alaw: 'PCMA', ulaw: 'PCMU', pcm16: 'OPUS' } as const;

function paint(
  stretches: readonly (readonly PlacedSound[])[],
  rendering: Rendering,
  start: number,
  end: number,
): Uint8Array {
  const length = end - start;
  const taken = new Uint8Array(length);
  const samples = rendering === 'pcm16' ? new Int16Array(length) : undefined;
  const bytes = samples === undefined ? new Uint8Array(length).fill(SILENCE[rendering as Law]) : undefined;
  for (const stretch of stretches)
    for (const { at, law, bytes: payload } of stretch) {
      const first = Math.max(at, start);
      const last = Math.min(at + payload.length, end);
      if (first >= last) continue;
      if (bytes !== undefined && law !== rendering) throw notDecodable(NAMES[law]);
      const table = law === 'pcm16' ? undefined : DECODED[law];
      for (let tick = first; tick < last; tick++) {
        const o = tick - start;
        if (taken[o] !== 0) continue;
        taken[o] = 1;
        const byte = payload[tick - at]!;
        if (samples === undefined) bytes![o] = byte;
        else samples[o] = table === undefined ? byte : table[byte]!;
      }
    }
  return bytes ?? littleEndian(samples!);
}

/** Samples as little-endian bytes, whatever the machine's own order. */
export function littleEndian(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < samples.length; i++) view.setInt16(2 * i, samples[i]!, true);
  return bytes;
}

/** Finds the stretches that touch a range without looking at all of them. */
class SpanIndex {
  readonly #spans: readonly Span[];
  /** Largest `to` of this and all earlier stretches: ascending. */
  readonly #reach: Float64Array;
  /** Smallest `from` of this and all later stretches: ascending. */
  readonly #onset: Float64Array;

  constructor(spans: readonly Span[]) {
    this.#spans = spans;
    this.#reach = new Float64Array(spans.length);
    this.#onset = new Float64Array(spans.length);
    let reach = 0;
    for (let i = 0; i < spans.length; i++) {
      reach = Math.max(reach, spans[i]!.to);
      this.#reach[i] = reach;
    }
    let onset = Number.POSITIVE_INFINITY;
    for (let i = spans.length - 1; i >= 0; i--) {
      const { from, to } = spans[i]!;
      if (to > from) onset = Math.min(onset, from);
      this.#onset[i] = onset;
    }
  }

  touching(start: number, end: number): number[] {
    const found: number[] = [];
    for (let i = firstAbove(this.#reach, start); i < this.#spans.length && this.#onset[i]! < end; i++) {
      const { from, to } = this.#spans[i]!;
      if (from < end && to > start && to > from) found.push(i);
    }
    return found;
  }
}

/** Index of the first value above `limit` in an ascending list. */
function firstAbove(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
