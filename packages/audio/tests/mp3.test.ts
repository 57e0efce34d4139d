import { type ChannelSound, encodeG711, encodeMp3, MP3_BITRATE } from '@woordelijk/audio';
import { describe, expect, it } from 'vitest';
import { channelOf, collect, sine } from './sound.ts';

/** Walks MPEG-2.5 layer III frames (ISO/IEC 13818-3 header) and adds up their bits and samples. */
function frames(mp3: Uint8Array) {
  const bitrates = [0, 8, 16, 24, 32, 40, 48, 56, 64];
  let count = 0;
  let o = 0;
  while (o + 4 <= mp3.length) {
    expect(mp3[o]).toBe(0xff);
    expect(mp3[o + 1]! & 0xfe).toBe(0xe2); // sync, version 2.5, layer III
    const kbps = bitrates[mp3[o + 2]! >> 4]!;
    expect(kbps * 1000).toBe(MP3_BITRATE);
    expect((mp3[o + 2]! >> 2) & 3).toBe(2); // 8000 a second
    expect(mp3[o + 3]! >> 6).toBe(3); // mono
    o += Math.floor((72 * kbps * 1000) / 8000) + ((mp3[o + 2]! >> 1) & 1);
    count++;
  }
  expect(o).toBe(mp3.length);
  return count;
}

describe('MP3', () => {
  it('is a whole stream of 48 kbps mono frames as long as the talk', async () => {
    const seconds = 4;
    const tone = encodeG711('alaw', sine(440, seconds * 8000));
    const mp3 = await collect(
      encodeMp3([channelOf([[{ at: 0, law: 'alaw', bytes: tone }]]), channelOf([[]])], seconds * 8000),
    );
    const samples = frames(mp3) * 576;
    expect(samples).toBeGreaterThanOrEqual(seconds * 8000);
    expect(samples).toBeLessThan(seconds * 8000 + 5 * 576);
  });

  it('passes on what goes wrong while reading, with its code', async () => {
    const broken: ChannelSound = {
      rate: 8000,
      spans: [{ from: 0, to: 8000 }],
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give
      async *read() {
        throw Object.assign(new Error('gone'), { code: 'key-missing' });
      },
    };
    await expect(collect(encodeMp3([broken], 80_000))).rejects.toMatchObject({ code: 'key-missing' });
  });

  it('stops when the reader leaves', async () => {
    const long = channelOf([[{ at: 0, law: 'alaw', bytes: new Uint8Array(8000) }]]);
    for await (const part of encodeMp3([long], 8000 * 600)) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
    // the module still works afterwards
    expect((await collect(encodeMp3([long], 8000))).length).toBeGreaterThan(0);
  });
});
