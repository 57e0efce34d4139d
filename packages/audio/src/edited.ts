/**
 * A channel as it is heard in an edited copy: stretches under a tone, silent, or cut out; all else sample for sample as it
 * is. No change goes unheard (decision 0029): a silence begins with a mark, and a mark stands where something was cut out.
 */
import { encodeG711 } from './g711.ts';
import { type ChannelSound, littleEndian, type Rendering, renderChannel } from './timeline.ts';

/** tone: something else is heard. silence: nothing, behind a mark. cut: it is not there, and what follows comes sooner. */
export const TREATMENTS = ['tone', 'silence', 'cut'] as const;
export type Treatment = (typeof TREATMENTS)[number];

/** What is done from tick `from` up to and not including `to`. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly treatment: Treatment;
}

/** Begins the statement of every edited copy, in its file and beside it. */
export const EDITED_TITLE = 'BEWERKTE KOPIE / EDITED COPY';
/** First bytes of a file in which its statement begins. */
export const EDITED_LENGTH = 4096;

/** Whether a file says of itself that it is an edited copy. `first`: its first EDITED_LENGTH bytes, or all. */
export function saysEdited(first: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(first.subarray(0, EDITED_LENGTH)).includes(EDITED_TITLE);
}

const TONE_HZ = 1000;
const MARK_HZ = 440;
/** Length of a mark in milliseconds. */
export const MARK_MS = 200;
/** A fifth of telephone speech at its loudest: clear, and no shock on headphones. */
const LOUDNESS = 4000;

/** Ticks that remain of `from` up to `to`: without what is cut out, with its marks. `changes` in order, none over another. */
export function editedTicks(changes: readonly Change[], rate: number, from: number, to: number): number {
  let ticks = Math.max(0, to - from);
  for (const change of changes) {
    if (change.treatment !== 'cut') continue;
    ticks -= Math.max(0, Math.min(change.to, to) - Math.max(change.from, from));
    if (change.from >= from && change.from < to) ticks += markTicks(rate);
  }
  return ticks;
}

/**
 * The ticks `from` up to `to` of a channel with its changes, in blocks of at most about a second; a block may be empty.
 * `changes` in order, none over another, the same cuts on all channels that stand side by side. As `renderChannel` in all
 * else.
 */
export async function* renderEdited(
  sound: ChannelSound,
  rendering: Rendering,
  changes: readonly Change[],
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  const { rate } = sound;
  const width = rendering === 'pcm16' ? 2 : 1;
  const write = (samples: Int16Array) =>
    rendering === 'pcm16' ? littleEndian(samples) : encodeG711(rendering, samples);
  let start = from;
  for await (const block of renderChannel(sound, rendering, from, to)) {
    const end = start + block.length / width;
    const pieces: Uint8Array[] = [];
    let at = start;
    const keepUntil = (tick: number) => pieces.push(block.subarray((at - start) * width, (tick - start) * width));
    for (const { from: first, to: last, treatment } of changes) {
      if (last <= start || first >= end) continue;
      const [here, until] = [Math.max(first, start), Math.min(last, end)];
      keepUntil(here);
      if (treatment === 'cut') {
        if (first >= start) pieces.push(write(heard(markTicks(rate), (tick) => tone(MARK_HZ, tick, rate))));
      } else {
        const unheard = treatment === 'tone' ? overTone(rate) : afterMark(first, rate);
        pieces.push(write(heard(until - here, (tick) => unheard(here + tick))));
      }
      at = until;
    }
    keepUntil(end);
    start = end;
    yield joined(pieces);
  }
}

function overTone(rate: number): (tick: number) => number {
  return (tick) => tone(TONE_HZ, tick, rate);
}

function afterMark(first: number, rate: number): (tick: number) => number {
  return (tick) => (tick - first < markTicks(rate) ? tone(MARK_HZ, tick - first, rate) : 0);
}

function heard(ticks: number, sample: (tick: number) => number): Int16Array {
  return Int16Array.from({ length: ticks }, (_, tick) => sample(tick));
}

function tone(hertz: number, tick: number, rate: number): number {
  return Math.round(LOUDNESS * Math.sin((2 * Math.PI * hertz * tick) / rate));
}

function markTicks(rate: number): number {
  return Math.round((MARK_MS * rate) / 1000);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let o = 0;
  for (const piece of pieces) {
    bytes.set(piece, o);
    o += piece.length;
  }
  return bytes;
}
