import { type Rendering, readWav, type WavShape, wavBytes, wavHeader } from '@woordelijk/audio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelOf, collect } from './sound.ts';

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** Reads a WAV file by walking its chunks, as any player does. */
function parse(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect(ascii(bytes, 0, 4)).toBe('RIFF');
  expect(view.getUint32(4, true)).toBe(bytes.length - 8);
  expect(ascii(bytes, 8, 12)).toBe('WAVE');
  const chunks = new Map<string, Uint8Array>();
  for (let o = 12; o < bytes.length; ) {
    const length = view.getUint32(o + 4, true);
    chunks.set(ascii(bytes, o, o + 4), bytes.subarray(o + 8, o + 8 + length));
    o += 8 + length + (length % 2);
  }
  const fmt = chunks.get('fmt ')!;
  const f = new DataView(fmt.buffer, fmt.byteOffset, fmt.byteLength);
  const fact = chunks.get('fact');
  return {
    tag: f.getUint16(0, true),
    channels: f.getUint16(2, true),
    rate: f.getUint32(4, true),
    byteRate: f.getUint32(8, true),
    block: f.getUint16(12, true),
    bits: f.getUint16(14, true),
    fact: fact && new DataView(fact.buffer, fact.byteOffset).getUint32(0, true),
    data: chunks.get('data')!,
  };
}

const left = channelOf([[{ at: 0, law: 'alaw', bytes: Uint8Array.of(1, 2, 3, 4, 5) }]]);
const right = channelOf([[{ at: 1, law: 'alaw', bytes: Uint8Array.of(11, 12) }]]);

describe('a WAV file', () => {
  it('of A-law in two channels interleaves the law’s own bytes, with tag 6 and a fact chunk', async () => {
    const shape: WavShape = { encoding: 'alaw', channels: 2, frames: 5 };
    const file = await collect(readWav(shape, [left, right], 0, wavBytes(shape)));
    expect(file.length).toBe(wavBytes(shape));
    expect(parse(file)).toEqual({
      tag: 6,
      channels: 2,
      rate: 8000,
      byteRate: 16000,
      block: 2,
      bits: 8,
      fact: 5,
      data: Uint8Array.of(1, 0xd5, 2, 11, 3, 12, 4, 0xd5, 5, 0xd5),
    });
  });

  it('of µ-law in one channel has tag 7 and is padded to an even length', async () => {
    const shape: WavShape = { encoding: 'ulaw', channels: 1, frames: 3 };
    const leg = channelOf([[{ at: 0, law: 'ulaw', bytes: Uint8Array.of(1, 2) }]]);
    const file = await collect(readWav(shape, [leg], 0, wavBytes(shape)));
    expect(file.length % 2).toBe(0);
    expect(parse(file)).toMatchObject({ tag: 7, fact: 3, data: Uint8Array.of(1, 2, 0xff) });
  });

  it('of samples is plain 16-bit PCM', async () => {
    const shape: WavShape = { encoding: 'pcm16', channels: 1, frames: 2 };
    const leg = channelOf([[{ at: 0, law: 'alaw', bytes: Uint8Array.of(0x80) }]]);
    const file = await collect(readWav(shape, [leg], 0, wavBytes(shape)));
    expect(parse(file)).toMatchObject({ tag: 1, bits: 16, block: 2, byteRate: 16000, fact: undefined });
    expect(parse(file).data).toEqual(new Uint8Array(Int16Array.of(5504, 0).buffer));
  });

  it('is the same file in any pieces', async () => {
    const long = channelOf(
      Array.from({ length: 5 }, (_, i) => [
        { at: i * 3001, law: 'alaw' as const, bytes: Uint8Array.from({ length: 2500 }, (_, b) => (b * 7 + i) & 255) },
      ]),
    );
    const encoding = fc.constantFrom<Rendering>('alaw', 'pcm16');
    const frames = fc.integer({ min: 0, max: 16_001 });
    const channels = fc.integer({ min: 1, max: 3 });
    await fc.assert(
      fc.asyncProperty(encoding, frames, channels, fc.nat(), fc.nat(), async (encoding, frames, channels, a, b) => {
        const shape: WavShape = { encoding, frames, channels };
        const sounds = [long, left, right].slice(0, channels);
        const total = wavBytes(shape);
        const whole = await collect(readWav(shape, sounds, 0, total));
        expect(whole.length).toBe(total);
        const [start, end] = [a % (total + 1), b % (total + 1)].sort((x, y) => x - y) as [number, number];
        const piece = await collect(readWav(shape, sounds, start, end));
        expect(Buffer.compare(piece, whole.subarray(start, end))).toBe(0);
      }),
      { numRuns: process.env.SLOW ? 1000 : 60 },
    );
  });

  it('refuses what a WAV file cannot hold, up to the last byte', () => {
    const most = 0xffff_ffff - 50; // less the 50 bytes of header that RIFF counts
    expect(() => wavHeader({ encoding: 'alaw', channels: 1, frames: most - 1 })).not.toThrow();
    expect(() => wavHeader({ encoding: 'alaw', channels: 1, frames: most + 1 })).toThrow(
      expect.objectContaining({ code: 'wav-too-long' }),
    );
  });
});
