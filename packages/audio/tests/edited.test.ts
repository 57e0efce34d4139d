/** What is masked is not to be heard, and what is not stays sample for sample as it was. */
import { editedTicks, editedWav, encodeG711, MARK_MS, mp3Of, renderEdited, type WavShape } from '@woordelijk/audio';
import { describe, expect, it } from 'vitest';
import { channelOf, collect, sine } from './sound.ts';

const SECONDS = 4;
const TICKS = SECONDS * 8000;
const MARK = MARK_MS * 8;
const speech = encodeG711('alaw', sine(300, TICKS));
/** One stretch a second, as leaves are. */
const leg = () =>
  channelOf(
    Array.from(
      { length: SECONDS },
      (_, s) => [{ at: s * 8000, law: 'alaw', bytes: speech.slice(s * 8000, (s + 1) * 8000) }] as const,
    ),
  );
const CHANGES = [
  { from: 4000, to: 12_001, treatment: 'tone' },
  { from: 15_000, to: 17_000, treatment: 'silence' },
  { from: 20_000, to: 25_000, treatment: 'cut' },
] as const;

describe('an edited channel', () => {
  it.each(['alaw', 'pcm16'] as const)(
    'in %s is as it was outside the changes, and unlike it inside',
    async (rendering) => {
      const width = rendering === 'pcm16' ? 2 : 1;
      const part = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.slice(from * width, to * width));
      const whole = await collect(renderEdited(leg(), rendering, [], 0, TICKS));
      const edited = await collect(renderEdited(leg(), rendering, CHANGES, 0, TICKS));
      expect(edited.length / width).toBe(editedTicks(CHANGES, 8000, 0, TICKS));
      expect(edited.length / width).toBe(TICKS - 5000 + MARK);
      for (const [from, to] of [
        [0, 4000],
        [12_001, 15_000],
        [17_000, 20_000],
      ] as const)
        expect(part(edited, from, to)).toEqual(part(whole, from, to));
      expect(part(edited, 20_000 + MARK, edited.length / width)).toEqual(part(whole, 25_000, TICKS));
      const tone = part(edited, 4000, 12_001);
      expect(new Set(tone).size).toBeGreaterThan(1);
      for (let second = 0; second < 8000; second += 800)
        expect(tone.subarray(second * width, (second + 800) * width)).not.toEqual(
          part(whole, 4000 + second, 4800 + second),
        );
      const zero = rendering === 'pcm16' ? 0 : 0xd5;
      expect(new Set(part(edited, 15_000 + MARK, 17_000))).toEqual(new Set([zero]));
      expect(new Set(part(edited, 15_000, 15_000 + MARK)).size).toBeGreaterThan(1); // the mark
      expect(new Set(part(edited, 20_000, 20_000 + MARK)).size).toBeGreaterThan(1);
    },
  );

  it('is the same wherever a window of it begins', async () => {
    for (const [from, to] of [
      [3000, 6500],
      [19_000, 30_000],
      [16_000, 16_500],
      [21_000, 24_000],
    ] as const) {
      const window = await collect(renderEdited(leg(), 'alaw', CHANGES, from, to));
      expect(window.length).toBe(editedTicks(CHANGES, 8000, from, to));
      const before = editedTicks(CHANGES, 8000, 0, from);
      const whole = await collect(renderEdited(leg(), 'alaw', CHANGES, 0, TICKS));
      expect(Buffer.from(window)).toEqual(Buffer.from(whole.slice(before, before + window.length)));
    }
  });

  it('becomes a WAV of two channels that says what it is, and keeps them in step', async () => {
    const shape: WavShape = {
      encoding: 'pcm16',
      channels: 2,
      frames: editedTicks(CHANGES, 8000, 0, TICKS),
      info: { INAM: 'Bewerkt', ICMT: 'Één toon' },
    };
    const cuts = CHANGES.filter(({ treatment }) => treatment === 'cut');
    const wav = Buffer.from(
      await collect(
        editedWav(
          shape,
          [
            { sound: leg(), changes: CHANGES },
            { sound: leg(), changes: cuts },
          ],
          0,
          TICKS,
        ),
      ),
    );
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
    expect(wav.includes(Buffer.from('ICMT'))).toBe(true);
    expect(wav.includes(Buffer.from('Één toon'))).toBe(true);
    const data = wav.indexOf('data') + 8;
    expect(wav.readUInt32LE(data - 4)).toBe(shape.frames * 4);
    expect(wav.length).toBe(data + shape.frames * 4);
    const second = await collect(renderEdited(leg(), 'pcm16', cuts, 0, TICKS));
    for (let frame = 0; frame < shape.frames; frame += 97)
      expect(wav.readInt16LE(data + frame * 4 + 2)).toBe(Buffer.from(second).readInt16LE(frame * 2));
  });

  it('becomes an MP3 that says what it is', async () => {
    const tags = { title: 'Bewerkte kopie', comment: 'Van 0:01 tot 0:02 een toon' };
    const mp3 = Buffer.from(await collect(mp3Of(blocks(), 8000, tags)));
    expect(mp3.subarray(0, 3).toString()).toBe('ID3');
    expect(mp3.includes(Buffer.from('Van 0:01 tot 0:02 een toon'))).toBe(true);
    async function* blocks() {
      yield sine(440, 8000) as Int16Array<ArrayBuffer>;
    }
  });
});
