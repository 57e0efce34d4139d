/** How loud it is: peaks to draw a whole talk, and a level for a meter on a call under way. */
import { DECODED, G711_RATE, type Law, lawOf } from './g711.ts';
import type { ChannelFormat, Entry } from './packets.ts';
import type { PlacedSound } from './timeline.ts';

/** Length of a peak step: 50 ms makes an hour of two channels 288,000 bytes. */
export const PEAK_STEP_MS = 50;

/** No drawing is longer than this: a packet with a mad place must not take the memory. */
const MAX_STEPS = (48 * 3600 * 1000) / PEAK_STEP_MS;

/** The high byte of each sample, which is all a drawing needs. */
const HIGH: Readonly<Record<Law, Int8Array>> = {
  alaw: Int8Array.from(DECODED.alaw, (sample) => sample >> 8),
  ulaw: Int8Array.from(DECODED.ulaw, (sample) => sample >> 8),
};

/**
 * Collects the softest and loudest sample per step of one channel while its packets go by in any order. Where packets
 * overlap both count. Steps without sound are 0, 0. Sound beyond 48 hours is not drawn.
 */
export class PeakMeter {
  #pairs = new Int8Array(2 * 1200);
  #steps = 0;

  /** Sound whose ticks count `rate` a second. */
  add({ at, law, bytes }: PlacedSound, rate = G711_RATE): void {
    const table = law === 'pcm16' ? undefined : HIGH[law];
    const ticks = (rate * PEAK_STEP_MS) / 1000;
    for (let i = 0; i < bytes.length; ) {
      const step = Math.floor((at + i) / ticks);
      if (step >= MAX_STEPS) return;
      const end = Math.min(bytes.length, (step + 1) * ticks - at);
      let low = 127;
      let high = -128;
      for (; i < end; i++) {
        const sample = table === undefined ? bytes[i]! >> 8 : table[bytes[i]!]!;
        if (sample < low) low = sample;
        if (sample > high) high = sample;
      }
      this.#merge(step, low, high);
    }
  }

  /** Min and max by turns, for so many steps (default: as far as there was sound). A copy. */
  pairs(steps = this.#steps): Int8Array {
    const pairs = new Int8Array(2 * Math.min(steps, MAX_STEPS));
    pairs.set(this.#pairs.subarray(0, Math.min(2 * this.#steps, pairs.length)));
    return pairs;
  }

  #merge(step: number, low: number, high: number): void {
    if (2 * step + 2 > this.#pairs.length) {
      const grown = new Int8Array(Math.max(2 * step + 2, this.#pairs.length * 2));
      grown.set(this.#pairs);
      this.#pairs = grown;
    }
    const pairs = this.#pairs;
    pairs[2 * step] = Math.min(pairs[2 * step]!, low);
    pairs[2 * step + 1] = Math.max(pairs[2 * step + 1]!, high);
    this.#steps = Math.max(this.#steps, step + 1);
  }
}

/**
 * How loud the entries are: root mean square between 0 (silence, or no packets) and 1 (full scale), from one sample in
 * four. Undefined where there are packets and none of them can be decoded.
 */
export function levelOf(entries: Iterable<Entry>, format: ChannelFormat): number | undefined {
  let sum = 0;
  let samples = 0;
  let closed = 0;
  for (const entry of entries) {
    if (entry.kind !== 'packet') continue;
    const law = lawOf(format.codecs[entry.payloadType]);
    if (law === undefined) {
      closed++;
      continue;
    }
    const table = DECODED[law];
    const { payload } = entry;
    for (let i = 0; i < payload.length; i += 4) {
      const sample = table[payload[i]!]!;
      sum += sample * sample;
      samples++;
    }
  }
  if (samples === 0) return closed > 0 ? undefined : 0;
  return Math.sqrt(sum / samples) / 32768;
}
