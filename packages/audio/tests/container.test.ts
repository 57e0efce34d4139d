import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  adtsHeader,
  adtsPayload,
  ContainerError,
  type Frame,
  HEARD_BEFORE,
  oggOpus,
  oggPayload,
  openContainer,
  opusDuration,
  type Packet,
  resumeContainer,
  SoundPlacer,
  spanOf,
} from '@woordelijk/audio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)));
const webm = fixture('chrome-opus.webm');
const mp4 = fixture('fragmented-aac.mp4');

/** All packets, from pieces of `size` bytes. */
function frames(bytes: Uint8Array, size = bytes.length): Frame[] {
  const reader = openContainer(bytes);
  const found: Frame[] = [];
  for (let at = 0; at < bytes.length; at += size) found.push(...reader.push(bytes.subarray(at, at + size)));
  return found;
}

describe('what browsers record', () => {
  it('is read as the packets that were encoded', () => {
    const packets = frames(webm);
    expect(packets.length).toBe(62);
    expect(packets.every(({ payload, duration }) => payload.length === 240 && duration === 2880)).toBe(true);
    expect(packets.map(({ at }) => at)).toEqual(packets.map((_, i) => i * 2880));
    const sounds = frames(mp4);
    expect(sounds.length).toBeGreaterThan(80);
    const end = sounds.at(-1)!.at + sounds.at(-1)!.duration;
    expect(end / 48_000).toBeCloseTo(2, 0);
  });

  it.each([
    ['webm', webm],
    ['mp4', mp4],
  ])('is the same however it is cut into pieces, also when the reader is made anew (%s)', (_, bytes) => {
    const whole = frames(bytes);
    for (const size of [1, 7, 509]) expect(frames(bytes, size)).toEqual(whole);
    let reader = openContainer(bytes);
    const found: Frame[] = [];
    for (let at = 0; at < bytes.length; at += 700) {
      found.push(...reader.push(bytes.subarray(at, at + 700)));
      const { unread, state } = reader;
      reader = resumeContainer(JSON.parse(JSON.stringify(state)));
      found.push(...reader.push(unread));
    }
    expect(found).toEqual(whole);
  });

  it('names its codec', () => {
    const reader = openContainer(mp4);
    reader.push(mp4);
    expect(reader.state.codec).toMatchObject({ name: 'MPEG4-GENERIC', clockRate: 44_100, channels: 1 });
    const other = openContainer(webm);
    other.push(webm);
    expect(other.state.codec).toEqual({ name: 'OPUS', clockRate: 48_000, channels: 2 });
  });
});

describe('hostile bytes', () => {
  const survive = (bytes: Uint8Array) => {
    try {
      let size = 0;
      for (const { payload } of frames(bytes, 97)) size += payload.length;
      expect(size).toBeLessThanOrEqual(bytes.length);
    } catch (error) {
      expect(error).toBeInstanceOf(ContainerError);
    }
  };

  it('end in packets that are there or in a ContainerError: a flipped byte anywhere in the heads', () => {
    for (const bytes of [webm.subarray(0, 2_000), mp4.subarray(0, 2_500)])
      for (let at = 0; at < bytes.length; at++)
        for (const mask of [0x01, 0x80, 0xff]) {
          const changed = bytes.slice();
          changed[at]! ^= mask;
          survive(changed);
        }
  });

  it('and any bytes behind a good beginning', () => {
    fc.assert(
      fc.property(fc.constantFrom(webm, mp4), fc.nat(1_500), fc.uint8Array({ maxLength: 300 }), (good, keep, junk) => {
        survive(Buffer.concat([good.subarray(0, keep + 8), junk]));
      }),
      { numRuns: 400 },
    );
  });

  it('cannot make a reader hold more than a few megabytes', () => {
    const reader = openContainer(webm);
    reader.push(webm.subarray(0, 164));
    const endless = Uint8Array.of(0xa3, 0x08, 0x7f, 0xff, 0xff, 0xff);
    expect(() => {
      reader.push(endless);
      for (let i = 0; i < 20; i++) reader.push(new Uint8Array(1 << 20));
    }).toThrow(ContainerError);
    expect(reader.unread.length).toBeLessThan(6 << 20);
  });

  it('are no Opus', () => {
    expect(opusDuration(new Uint8Array())).toBeUndefined();
    expect(opusDuration(Uint8Array.of(0xff))).toBeUndefined(); // a count is missing
    expect(opusDuration(Uint8Array.of(0xff, 0))).toBeUndefined(); // no frames
    expect(opusDuration(Uint8Array.of(0x1b, 0x3f))).toBeUndefined(); // 63 frames of 60 ms
    expect(opusDuration(Uint8Array.of(0xf8, 1, 2, 3))).toBe(960);
  });
});

describe('Opus as sound', () => {
  const format = { clockRate: 48_000, codecs: { 96: { name: 'OPUS', clockRate: 48_000, channels: 2 } } };
  const packets = frames(webm).map(
    ({ at, payload }, i): Packet => ({
      kind: 'packet',
      at,
      arrival: 0,
      payloadType: 96,
      sequence: i,
      timestamp: at,
      ssrc: 0,
      marker: i === 0,
      payload,
    }),
  );

  it('has the same samples wherever reading starts', async () => {
    const leaves = [packets.slice(0, 16), packets.slice(16, 32), packets.slice(32, 48)];
    const whole = new SoundPlacer();
    const all = [];
    for (const leaf of leaves) all.push(await whole.place(leaf, format));
    const late = new SoundPlacer();
    late.hear(leaves[1]!);
    expect(await late.place(leaves[2]!, format)).toEqual(all[2]);
    expect(spanOf(all[0]!)).toEqual({ from: 0, to: 16 * 2880 });
    expect(Math.max(...all[1]!.flatMap(({ bytes }) => [...bytes]))).toBeGreaterThan(1_000);
    whole.close();
    late.close();
  });

  it('begins with the same packets heard before, however short the stretches are and wherever reading starts', async () => {
    const bounds = [0, 16, 17, 18, 20, 33, 34, 40, 41, 42, 43, 48];
    const leaves = bounds.slice(0, -1).map((from, i) => packets.slice(from, bounds[i + 1]));
    const short = new SoundPlacer();
    for (const [i, leaf] of leaves.entries()) {
      const placed = await short.place(leaf, format);
      const [one, late] = [new SoundPlacer(), new SoundPlacer()];
      one.hear(packets.slice(0, bounds[i]));
      expect([i, await one.place(leaf, format)]).toEqual([i, placed]);
      for (const before of leaves.slice(Math.max(0, i - HEARD_BEFORE), i)) late.hear(before);
      expect([i, await late.place(leaf, format)]).toEqual([i, placed]);
      one.close();
      late.close();
    }
    short.close();
  });

  it('hears nothing from beyond a break', async () => {
    const [first, after] = [packets.slice(0, 10), packets.slice(12, 16)];
    const placer = new SoundPlacer();
    for (const leaf of [first, after.slice(0, 1)]) await placer.place(leaf, format);
    const alone = new SoundPlacer();
    alone.hear(after.slice(0, 1));
    expect(await alone.place(after.slice(1), format)).toEqual(await placer.place(after.slice(1), format));
    placer.close();
    alone.close();
  });

  it('with a broken packet has a hole there and nothing else', async () => {
    const placer = new SoundPlacer();
    const broken = packets
      .slice(0, 3)
      .map((packet, i) => (i === 1 ? { ...packet, payload: Uint8Array.of(0xff) } : packet));
    const placed = await placer.place(broken, format);
    expect(placed.map(({ at, bytes }) => [at, bytes.length])).toEqual([
      [0, 2880],
      [5760, 2880],
    ]);
    placer.close();
  });
});

describe('packets as files that players know', () => {
  async function fileOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
    const all: Uint8Array[] = [];
    for await (const part of parts) all.push(part);
    return Buffer.concat(all);
  }
  async function* placed() {
    yield* frames(webm);
  }

  it('Ogg holds the very packets, and ffprobe finds all of them', async () => {
    const file = await fileOf(oggOpus(placed()));
    const payload = Buffer.concat(frames(webm).map((frame) => frame.payload));
    expect(Buffer.from(oggPayload(file)!).equals(payload)).toBe(true);
    expect(oggPayload(file.subarray(0, 100))).toBeUndefined();
    const probe = spawnSync(
      'ffprobe',
      ['-v', 'error', '-count_packets', '-show_entries', 'stream=nb_read_packets,duration', '-of', 'csv=p=0', '-'],
      { input: file, encoding: 'utf8' },
    );
    expect(probe.stderr).toBe('');
    expect(probe.stdout.trim()).toMatch(/62$/);
  });

  it('ADTS holds the very packets', () => {
    const packets = frames(mp4);
    const file = Buffer.concat(
      packets.flatMap(({ payload }) => [adtsHeader('config=120856e500', payload.length)!, payload]),
    );
    expect(Buffer.from(adtsPayload(file)!).equals(Buffer.concat(packets.map(({ payload }) => payload)))).toBe(true);
    const probe = spawnSync(
      'ffprobe',
      ['-v', 'error', '-f', 'aac', '-count_packets', '-show_entries', 'stream=nb_read_packets', '-of', 'csv=p=0', '-'],
      { input: file, encoding: 'utf8' },
    );
    expect(probe.stdout.trim()).toContain(String(packets.length));
    expect(adtsHeader(undefined, 10)).toBeUndefined();
  });
});
