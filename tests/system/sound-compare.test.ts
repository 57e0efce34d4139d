/** The comparison itself: it must find what is wrong, or it proves nothing of a recorder. */
import { describe, expect, it } from 'vitest';
import { compare } from './sound-compare.ts';

const RATE = 8_000;
const FRAME = 160;

/** Syllables of tone and of hiss by turns, each unlike the others; the same at every run. */
function speechlike(seconds: number): Float32Array {
  let state = 1;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const samples = new Float32Array(seconds * RATE);
  for (let at = 0; at < samples.length; ) {
    const length = Math.floor(RATE * (0.08 + 0.1 * random()));
    const [pitch, hiss] = [100 + 300 * random(), random() < 0.3];
    for (let i = at; i < Math.min(samples.length, at + length); i++) {
      const bend = pitch * (1 + (0.2 * (i - at)) / length);
      samples[i] = hiss ? 4_000 * (random() - 0.5) : 6_000 * Math.sin((2 * Math.PI * bend * (i - at)) / RATE);
    }
    at += length;
  }
  return samples;
}

const input = speechlike(20);
const whole = (samples: Float32Array) => ({ samples, joints: [] });
const recorded = input.slice(RATE);

/** Hiss as a coder gives it back: as loud, with the same spectrum, in another wave. */
function otherWave(samples: Float32Array): Float32Array {
  return samples.map((_, i) => samples[samples.length - 1 - i]!);
}

describe('the comparison of a recording with what was fed', () => {
  it('finds nothing wrong with the same sound', () => {
    const found = compare(input, whole(recorded));
    expect(found).toMatchObject({ moved: [], nudged: [], lost: [], driftMs: 0 });
    expect(found.frames).toBeGreaterThan(500);
  });

  it('knows a hiss again that was coded by its spectrum', () => {
    let state = 7;
    const noise = Float32Array.from({ length: 4 * FRAME }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return 6_000 * (state / 2_147_483_648 - 0.5);
    });
    const [fed, heard] = [input.slice(), recorded.slice()];
    fed.set(noise, 9 * RATE);
    heard.set(otherWave(noise), 8 * RATE);
    expect(compare(fed, whole(heard)).lost.length).toBeLessThanOrEqual(2); // where hiss and speech meet
  });

  it('finds a frame that is silent, or filled with what came before', () => {
    const at = 8 * RATE;
    const silent = recorded.slice().fill(0, at, at + 4 * FRAME);
    const loud = input.slice(RATE);
    for (let i = 0; i < 6 * FRAME; i++) loud[at + i] = recorded[at - 10 * FRAME + i]!;
    for (const broken of [silent, loud]) {
      const { lost, moved } = compare(input, whole(broken));
      expect(lost.length + moved.length).toBeGreaterThan(0);
    }
  });

  it('finds a frame that is missing or doubled', () => {
    const at = 10 * RATE;
    const missing = Float32Array.from([...recorded.slice(0, at), ...recorded.slice(at + FRAME)]);
    const doubled = Float32Array.from([...recorded.slice(0, at), ...recorded.slice(at - FRAME)]);
    for (const broken of [missing, doubled]) expect(Math.abs(compare(input, whole(broken)).driftMs)).toBeCloseTo(20, 0);
  });
});
