/**
 * Compares a recording with what the microphone was fed, frame by frame: is anything missing, doubled or moved? Works on
 * 8 kHz mono; a frame is 20 ms and is looked for with the 20 ms on either side of it.
 */
import { readFileSync } from 'node:fs';

const RATE = 8_000;
const FRAME = 160;
const AROUND = FRAME; // on either side
const NEAR = 40; // 5 ms: as far as a frame may move against the one before
const FAR = 8_000; // one second: where a frame is looked for that is not near
/** A frame is found when it fits this well; speech coded at 32 kbit/s fits at 0.8 and more, hiss less. */
const ENOUGH = 0.5;
/** Hiss is coded by its spectrum, not by its wave: found too is what sounds this much alike where it is looked for. */
const ALIKE = 0.99;
const AS_LOUD = 1.5;
const BANDS = 12;
/** Only frames that fit this well say exactly where they are. */
const EXACT = 0.9;
/** A microphone and an encoder that just start, or were just stopped, give no sound to be known again. */
const SETTLED = RATE / 5;

export interface Comparison {
  /** Frames with speech in them, in the recording or in what was fed, that were compared. */
  readonly frames: number;
  /** Frames that are elsewhere than those before say, by a frame or more: one before them is missing or doubled. */
  readonly moved: readonly { readonly second: number; readonly ms: number }[];
  /** The same by 5 ms to a frame: a told gap of a starved microphone that is not told to the millisecond. */
  readonly nudged: readonly { readonly second: number; readonly ms: number }[];
  /** Frames that are nowhere. */
  readonly lost: readonly number[];
  /** How much longer (+) or shorter the recording is than the input between the first and the last frame, in milliseconds. */
  readonly driftMs: number;
  /** Seconds compared. */
  readonly seconds: number;
}

/** Samples of a 16-bit mono WAV, brought to 8 kHz. */
export function samplesOf(wav: Buffer): Float32Array {
  const rate = wav.readUInt32LE(24);
  let at = 12;
  while (wav.toString('latin1', at, at + 4) !== 'data') at += 8 + wav.readUInt32LE(at + 4);
  const length = Math.min(wav.readUInt32LE(at + 4), wav.length - at - 8);
  const step = rate / RATE;
  const samples = new Float32Array(Math.floor(length / 2 / step));
  for (let i = 0; i < samples.length; i++) {
    let sum = 0;
    for (let n = 0; n < step; n++) sum += wav.readInt16LE(at + 8 + 2 * (i * step + n));
    samples[i] = sum / step;
  }
  return samples;
}

export function samplesIn(file: string): Float32Array {
  return samplesOf(readFileSync(file));
}

/**
 * The recording without its told gaps. A starved machine stops the fed microphone too: the time is missing and told, the
 * sound goes on where it was. A real microphone would have gone on: then what follows a gap does not fit, and is `moved`.
 */
export function withoutGaps(
  samples: Float32Array,
  gaps: readonly { readonly fromMs: number; readonly toMs: number | null }[],
): { readonly samples: Float32Array; readonly joints: readonly number[] } {
  const at = (ms: number) => Math.round((ms * RATE) / 1_000);
  const kept: Float32Array[] = [];
  const joints: number[] = [];
  let from = 0;
  for (const { fromMs, toMs } of gaps) {
    kept.push(samples.subarray(from, at(fromMs)));
    from = at(toMs ?? fromMs);
  }
  kept.push(samples.subarray(from));
  const joined = new Float32Array(kept.reduce((sum, part) => sum + part.length, 0));
  let o = 0;
  for (const part of kept) {
    joined.set(part, o);
    o += part.length;
    joints.push(o);
  }
  return { samples: joined, joints };
}

/** Where the recording stands in the input. Right at a joint the decoder starts anew, and a frame is no whole one. */
export function compare(
  input: Float32Array,
  { samples: recorded, joints }: ReturnType<typeof withoutGaps>,
): Comparison {
  let lag = firstLag(input, recorded);
  const first = lag;
  const moved: { second: number; ms: number }[] = [];
  const nudged: { second: number; ms: number }[] = [];
  const lost: number[] = [];
  let frames = 0;
  let lastAt = 0;
  for (let at = SETTLED; at + FRAME + SETTLED < recorded.length; at += FRAME) {
    const heard = speech(recorded, at) || (at + lag >= AROUND && speech(input, at + lag));
    if (!heard || joints.some((joint) => Math.abs(at - joint) < SETTLED)) continue;
    frames += 1;
    let best = search(input, recorded, at, lag, NEAR);
    if (best.score < ENOUGH && alike(input, recorded, at, lag)) continue;
    if (best.score < ENOUGH) best = search(input, recorded, at, lag, FAR);
    if (best.score < ENOUGH) {
      lost.push(at / RATE);
      continue;
    }
    const by = Math.abs(best.lag - lag);
    if (by > NEAR) (by < FRAME ? nudged : moved).push({ second: at / RATE, ms: ((lag - best.lag) * 1000) / RATE });
    if (best.score >= EXACT || by > NEAR) lag = best.lag;
    lastAt = at;
  }
  return { frames, moved, nudged, lost, driftMs: ((first - lag) * 1000) / RATE, seconds: lastAt / RATE };
}

/** Loud enough to be known again. */
function speech(samples: Float32Array, at: number): boolean {
  let sum = 0;
  for (let i = at - AROUND; i < at + FRAME + AROUND; i++) sum += samples[i]! * samples[i]!;
  return Math.sqrt(sum / (FRAME + 2 * AROUND)) > 300;
}

/** The lag within `reach` of `around` at which the frame fits best: input[at + lag] is recorded[at]. */
function search(input: Float32Array, recorded: Float32Array, at: number, around: number, reach: number) {
  let best = { lag: around, score: -1 };
  const from = at - AROUND;
  const length = FRAME + 2 * AROUND;
  let own = 0;
  for (let i = 0; i < length; i++) own += recorded[from + i]! ** 2;
  const coarse = reach > NEAR ? 2 : 1;
  for (let lag = around - reach; lag <= around + reach; lag += coarse) {
    const start = from + lag;
    if (start < 0 || start + length > input.length) continue;
    let both = 0;
    let other = 0;
    for (let i = 0; i < length; i++) {
      const sample = input[start + i]!;
      both += sample * recorded[from + i]!;
      other += sample * sample;
    }
    const score = both / Math.sqrt(own * other + 1);
    if (score > best.score) best = { lag, score };
  }
  return best;
}

/** Whether the recording is as loud there as the input, in the same parts of the spectrum. */
function alike(input: Float32Array, recorded: Float32Array, at: number, lag: number): boolean {
  if (at - AROUND + lag < 0 || at + FRAME + AROUND + lag > input.length) return false;
  const [one, other] = [spectrum(input, at - AROUND + lag), spectrum(recorded, at - AROUND)];
  let [both, own, its] = [0, 0, 0];
  for (let band = 0; band < BANDS; band++) {
    both += one[band]! * other[band]!;
    own += one[band]! ** 2;
    its += other[band]! ** 2;
  }
  const louder = Math.sqrt((its + 1) / (own + 1));
  return both / Math.sqrt(own * its + 1) >= ALIKE && louder < AS_LOUD && louder > 1 / AS_LOUD;
}

/** Amplitude in bands of equal width over a frame and what is around it (Hann window, plain DFT). */
function spectrum(samples: Float32Array, from: number): Float64Array {
  const length = FRAME + 2 * AROUND;
  const power = new Float64Array(BANDS);
  for (let k = 1; k < length / 2; k++) {
    let [re, im] = [0, 0];
    for (let i = 0; i < length; i++) {
      const sample = samples[from + i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
      re += sample * Math.cos((2 * Math.PI * k * i) / length);
      im += sample * Math.sin((2 * Math.PI * k * i) / length);
    }
    power[Math.floor((k * BANDS * 2) / length)]! += re * re + im * im;
  }
  return power.map(Math.sqrt);
}

/** Where the recording begins in the input: by loudness in steps of 10 ms first, then by the sound itself. */
function firstLag(input: Float32Array, recorded: Float32Array): number {
  const step = RATE / 100;
  const shape = (samples: Float32Array, steps: number) =>
    Float32Array.from({ length: Math.min(steps, Math.floor(samples.length / step)) }, (_, n) => {
      let sum = 0;
      for (let i = n * step; i < (n + 1) * step; i++) sum += Math.abs(samples[i]!);
      return sum / step;
    });
  const a = shape(input, 9_000);
  const b = shape(recorded, 800);
  let best = { lag: 0, score: -1 };
  for (let lag = -100; lag + b.length < a.length; lag++) {
    let both = 0;
    let own = 0;
    let other = 0;
    for (let i = Math.max(0, -lag); i < b.length; i++) {
      both += a[i + lag]! * b[i]!;
      own += b[i]! ** 2;
      other += a[i + lag]! ** 2;
    }
    const score = both / Math.sqrt(own * other + 1);
    if (score > best.score) best = { lag, score };
  }
  for (let at = 2 * FRAME; at + 2 * FRAME < recorded.length; at += FRAME) {
    if (!speech(recorded, at)) continue;
    const exact = search(input, recorded, at, best.lag * step, 4 * step);
    if (exact.score > EXACT) return exact.lag;
  }
  throw new Error('The recording is not found in what the microphone was fed.');
}
