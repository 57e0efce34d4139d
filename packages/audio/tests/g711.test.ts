import { decodeG711, encodeG711, lawOf } from '@woordelijk/audio';
import { describe, expect, it } from 'vitest';

const every = Uint8Array.from({ length: 256 }, (_, i) => i);

describe('G.711', () => {
  // Values from the tables of ITU-T G.711 (decoder output values), in 16-bit scale.
  it.each([
    ['alaw', 0xd5, 8],
    ['alaw', 0x55, -8],
    ['alaw', 0x80, 5504],
    ['alaw', 0xaa, 32256],
    ['alaw', 0x2a, -32256],
    ['ulaw', 0xff, 0],
    ['ulaw', 0x7f, 0],
    ['ulaw', 0x80, 32124],
    ['ulaw', 0x00, -32124],
    ['ulaw', 0xfe, 8],
    ['ulaw', 0xf0, 120],
    ['ulaw', 0xef, 132],
  ] as const)('%s byte %i is sample %i', (law, byte, sample) => {
    expect(decodeG711(law, Uint8Array.of(byte))[0]).toBe(sample);
  });

  it('follows the digital milliwatt of G.711 table 5/6: eight bytes of a 1 kHz tone at 0 dBm0', () => {
    const alaw = decodeG711('alaw', Uint8Array.of(0x34, 0x21, 0x21, 0x34, 0xb4, 0xa1, 0xa1, 0xb4));
    const ulaw = decodeG711('ulaw', Uint8Array.of(0x1e, 0x0b, 0x0b, 0x1e, 0x9e, 0x8b, 0x8b, 0x9e));
    for (const tone of [alaw, ulaw]) {
      const [a, b, c, d, ...rest] = [...tone];
      expect([c, d]).toEqual([b, a]);
      expect(rest).toEqual([a, b, c, d].map((v) => -v!));
      // sin 22.5° : sin 67.5° = 0.414, to the coarseness of the steps
      expect(Math.abs(a! / b! - 0.414)).toBeLessThan(0.02);
    }
  });

  it('gives every byte back after decoding and encoding', () => {
    expect(encodeG711('alaw', decodeG711('alaw', every))).toEqual(every);
    const ulaw = encodeG711('ulaw', decodeG711('ulaw', every));
    expect(ulaw[0x7f]).toBe(0xff); // the law's two zeros are one sample
    ulaw[0x7f] = 0x7f;
    expect(ulaw).toEqual(every);
  });

  it.each(['alaw', 'ulaw'] as const)('encodes each %s sample to the interval it lies in', (law) => {
    const values = [...new Set(decodeG711(law, every))].sort((a, b) => a - b);
    const loudest = values.at(-1)!;
    let last = Number.NEGATIVE_INFINITY;
    for (let sample = -32768; sample <= 32767; sample++) {
      const got = decodeG711(law, encodeG711(law, Int16Array.of(sample)))[0]!;
      const i = values.indexOf(got);
      const step = Math.max(got - (values[i - 1] ?? got), (values[i + 1] ?? got) - got);
      if (Math.abs(sample) <= loudest) expect(Math.abs(got - sample)).toBeLessThanOrEqual(step / 2 + 4);
      expect(got).toBeGreaterThanOrEqual(last);
      last = got;
    }
  });

  it('knows the laws by codec, mono at 8 kHz only', () => {
    expect(lawOf({ name: 'PCMA', clockRate: 8000, channels: 1 })).toBe('alaw');
    expect(lawOf({ name: 'PCMU', clockRate: 8000, channels: 1 })).toBe('ulaw');
    expect(lawOf({ name: 'PCMU', clockRate: 16000, channels: 1 })).toBeUndefined();
    expect(lawOf({ name: 'PCMA', clockRate: 8000, channels: 2 })).toBeUndefined();
    expect(lawOf({ name: 'G722', clockRate: 8000, channels: 1 })).toBeUndefined();
    expect(lawOf(undefined)).toBeUndefined();
  });
});
