import { PEAK_STEP_MS } from '@woordelijk/audio';
import { rateOf, ticksOf } from './channel-sound.ts';
import type { Peaks } from './face.ts';
import type { Outline } from './outline.ts';

/** Peaks of all channels, made equally long: as long as the sound that `play` gives. */
export function peaksOf(outline: Outline, endedUs: number | null): Peaks {
  const steps = Math.ceil((ticksOf(outline, endedUs) * 1000) / (rateOf(outline.channels) * PEAK_STEP_MS));
  return {
    stepMs: PEAK_STEP_MS,
    channels: outline.channels.map(({ channel, peaks }) => {
      const pairs = new Int8Array(2 * steps);
      pairs.set(peaks.subarray(0, pairs.length));
      return { channel, pairs };
    }),
  };
}
