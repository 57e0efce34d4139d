import { encodeG711, levelOf, PEAK_STEP_MS, PeakMeter } from '@woordelijk/audio';
import { describe, expect, it } from 'vitest';
import { sine, TELEPHONE } from './sound.ts';

const packetOf = (payload: Uint8Array, payloadType = 8) => ({
  kind: 'packet' as const,
  at: 0,
  arrival: 0,
  payloadType,
  sequence: 0,
  timestamp: 0,
  ssrc: 0,
  marker: false,
  payload,
});

describe('peaks', () => {
  it('are 288,000 bytes for an hour of two channels', () => {
    expect(PEAK_STEP_MS).toBe(50);
    const leg = new PeakMeter();
    for (let second = 0; second < 3600; second++)
      leg.add({ at: second * 8000, law: 'alaw', bytes: new Uint8Array(8000).fill(0xd5) });
    expect(leg.pairs().length * 2).toBe(288_000);
  });

  it('hold the softest and loudest sample of each step', () => {
    const meter = new PeakMeter();
    const tone = encodeG711('ulaw', sine(200, 800, 16_000));
    // in packets that do not fall on steps, the later one first
    meter.add({ at: 200 + 333, law: 'ulaw', bytes: tone.subarray(333) });
    meter.add({ at: 200, law: 'ulaw', bytes: tone.subarray(0, 333) });
    const pairs = meter.pairs(4);
    expect(pairs.length).toBe(8);
    expect([...pairs.subarray(6)]).toEqual([0, 0]);
    const loud = 16_000 >> 8;
    expect(Math.abs(pairs[3]! - loud)).toBeLessThanOrEqual(2);
    expect(Math.abs(pairs[2]! + loud)).toBeLessThanOrEqual(2);
  });

  it('do not follow a packet with a mad place into the memory', () => {
    const meter = new PeakMeter();
    meter.add({ at: 2 ** 47, law: 'alaw', bytes: new Uint8Array(160) });
    expect(meter.pairs().length).toBe(0);
    expect(meter.pairs(2 ** 47).length).toBe(2 * 48 * 3600 * 20);
  });
});

describe('the level', () => {
  it('of a sine is its amplitude over √2', () => {
    const level = levelOf([packetOf(encodeG711('alaw', sine(430, 8000, 16_384)))], TELEPHONE)!;
    expect(Math.abs(level - 0.5 / Math.SQRT2)).toBeLessThan(0.01);
  });

  it('is 0 without packets and undefined where none can be decoded', () => {
    expect(levelOf([{ kind: 'gap', at: 0, duration: 8000, packets: 50 }], TELEPHONE)).toBe(0);
    expect(levelOf([packetOf(Uint8Array.of(1, 2, 3), 111)], TELEPHONE)).toBeUndefined();
  });
});
