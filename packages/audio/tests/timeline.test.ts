import { AudioError, type Entry, type PlacedSound, placeG711, renderChannel } from '@woordelijk/audio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelOf, collect, TELEPHONE } from './sound.ts';

const runs = process.env.SLOW ? 3000 : 150;
const sound = (at: number, ...bytes: number[]): PlacedSound => ({ at, law: 'alaw', bytes: Uint8Array.from(bytes) });
const packet = (at: number, payloadType: number, payload: Uint8Array): Entry => ({
  kind: 'packet',
  at,
  arrival: 0,
  payloadType,
  sequence: 0,
  timestamp: 0,
  ssrc: 0,
  marker: false,
  payload,
});

/** The rule said as plainly as possible: one cell per tick, first come first served. */
function bySlowestMeans(stretches: readonly (readonly PlacedSound[])[], from: number, to: number): Uint8Array {
  const cells = new Map<number, number>();
  for (const { at, bytes } of stretches.flat())
    bytes.forEach((byte, i) => {
      if (!cells.has(at + i)) cells.set(at + i, byte);
    });
  return Uint8Array.from({ length: to - from }, (_, i) => cells.get(from + i) ?? 0xd5);
}

describe('a channel on the wall clock', () => {
  it('puts sound at its tick and silence where nothing is', async () => {
    const channel = channelOf([[sound(2, 1, 2)], [sound(6, 3)]]);
    expect(await collect(renderChannel(channel, 'alaw', 0, 8))).toEqual(
      Uint8Array.of(0xd5, 0xd5, 1, 2, 0xd5, 0xd5, 3, 0xd5),
    );
  });

  it('keeps the first packet where two overlap, and fills only what is empty', async () => {
    const channel = channelOf([[sound(2, 1, 1, 1)], [sound(0, 9, 9, 9, 9, 9, 9, 9)]]);
    expect(await collect(renderChannel(channel, 'alaw', 0, 7))).toEqual(Uint8Array.of(9, 9, 1, 1, 1, 9, 9));
  });

  it('follows the rule for any packets, cut in any way, read from anywhere', async () => {
    const stretches = fc.array(
      fc.array(
        fc.record({ at: fc.integer({ min: 0, max: 30_000 }), bytes: fc.uint8Array({ maxLength: 4000 }) }).map((s) => ({
          ...s,
          law: 'alaw' as const,
        })),
        { maxLength: 5 },
      ),
      { maxLength: 8 },
    );
    const range = fc.tuple(fc.integer({ min: 0, max: 34_000 }), fc.integer({ min: 0, max: 20_000 }));
    await fc.assert(
      fc.asyncProperty(stretches, range, async (list, [from, length]) => {
        const got = await collect(renderChannel(channelOf(list), 'alaw', from, from + length));
        expect(Buffer.compare(got, bySlowestMeans(list, from, from + length))).toBe(0);
      }),
      { numRuns: runs },
    );
  });

  it('reads each stretch once for a long stream, and only those touched for a short one', async () => {
    const stretches = Array.from({ length: 100 }, (_, i) => [
      { at: i * 8000, law: 'alaw' as const, bytes: new Uint8Array(8100) },
    ]);
    const all = channelOf(stretches);
    await collect(renderChannel(all, 'pcm16', 0, 800_000));
    expect(new Set(all.reads)).toEqual(new Set([1]));
    const some = channelOf(stretches);
    await collect(renderChannel(some, 'pcm16', 400_200, 400_300));
    expect(some.reads.reduce((a, b) => a + b)).toBe(1);
  });

  it('does not lose the way in a packet with a mad place', async () => {
    const channel = channelOf([[sound(2 ** 47, 1)], [sound(0, 2)]]);
    expect(await collect(renderChannel(channel, 'alaw', 0, 2))).toEqual(Uint8Array.of(2, 0xd5));
  });

  it('decodes both laws into one stream of samples, little-endian', async () => {
    const channel = channelOf([
      [
        { at: 0, law: 'alaw', bytes: Uint8Array.of(0x80) },
        { at: 1, law: 'ulaw', bytes: Uint8Array.of(0x80) },
      ],
    ]);
    expect(await collect(renderChannel(channel, 'pcm16', 0, 3))).toEqual(
      new Uint8Array(Int16Array.of(5504, 32124, 0).buffer),
    );
  });

  it('never passes one law off as the other', async () => {
    const channel = channelOf([[{ at: 0, law: 'ulaw', bytes: Uint8Array.of(1) }]]);
    await expect(collect(renderChannel(channel, 'alaw', 0, 1))).rejects.toMatchObject({ code: 'codec-not-decodable' });
  });
});

describe('placing packets', () => {
  it('finds the law by payload type and leaves comfort noise and gaps silent', () => {
    const entries: Entry[] = [
      packet(0, 8, Uint8Array.of(1)),
      { kind: 'gap', at: 1, duration: 160, packets: 1 },
      packet(161, 13, Uint8Array.of(64)),
      packet(321, 0, Uint8Array.of(2)),
    ];
    expect(placeG711(entries, TELEPHONE)).toEqual([
      { at: 0, law: 'alaw', bytes: Uint8Array.of(1) },
      { at: 321, law: 'ulaw', bytes: Uint8Array.of(2) },
    ]);
  });

  it('brings a timeline with another clock to 8000 a second', () => {
    const format = { ...TELEPHONE, clockRate: 48000 };
    expect(placeG711([packet(96_000, 8, Uint8Array.of(1))], format)[0]!.at).toBe(16_000);
  });

  it.each([111, 96])('says which codec it cannot decode (payload type %i)', (payloadType) => {
    expect(() => placeG711([packet(0, payloadType, Uint8Array.of(1))], TELEPHONE)).toThrow(AudioError);
  });
});
