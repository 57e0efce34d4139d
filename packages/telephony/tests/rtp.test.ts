/** The RTP path, piece by piece: reading, latching, ordering, placing, cutting. */
import { unpackEntries } from '@woordelijk/audio';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cutter } from '../src/cutter.ts';
import type { CallChunk } from '../src/door.ts';
import { Latch } from '../src/rtp/latch.ts';
import { type RtpHeader, readRtp, rtpHeader } from '../src/rtp/packet.ts';
import { Payloads } from '../src/rtp/payloads.ts';
import { Sequencer } from '../src/rtp/sequencer.ts';
import { Timeline } from '../src/rtp/timeline.ts';

const runs = process.env.SLOW ? 20_000 : 300;

describe('reading a datagram', () => {
  const base = [0x80, 0x88, 0x12, 0x34, 0xff, 0xff, 0xff, 0xfe, 0xde, 0xad, 0xbe, 0xef];

  test.each<[string, number[], number, number]>([
    ['plain', [...base, 1, 2, 3], 12, 15],
    ['padding', [0xa0, ...base.slice(1), 1, 2, 3, 0, 2], 12, 15],
    ['contributing sources', [0x82, ...base.slice(1), 0, 0, 0, 1, 0, 0, 0, 2, 9], 20, 21],
    ['an extension', [0x90, ...base.slice(1), 0xbe, 0xde, 0, 1, 7, 7, 7, 7, 9, 9], 20, 22],
  ])('%s', (_, bytes, start, end) => {
    const header = rtpHeader();
    expect(readRtp(Uint8Array.from(bytes), header)).toBe('rtp');
    expect(header).toEqual({
      payloadType: 8,
      marker: true,
      sequence: 0x1234,
      timestamp: 0xfffffffe,
      ssrc: 0xdeadbeef,
      payloadStart: start,
      payloadEnd: end,
    });
  });

  test.each<[string, number[], string]>([
    ['nothing', [], 'junk'],
    ['version 1', [0x40, ...base.slice(1)], 'junk'],
    ['half a header', base.slice(0, 11), 'junk'],
    ['an extension that runs out', [0x90, ...base.slice(1), 0, 0, 0, 9], 'junk'],
    ['sources that run out', [0x8f, ...base.slice(1)], 'junk'],
    ['too much padding', [0xa0, ...base.slice(1), 200], 'junk'],
    ['padding of nothing', [0xa0, ...base.slice(1), 0], 'junk'],
    ['a sender report', [0x80, 200, 0, 1, 0, 0, 0, 1], 'rtcp'],
    ['a receiver report', [0x81, 201, 0, 1, 0, 0, 0, 1], 'rtcp'],
    ['payload type 72 without marker', [0x80, 72, 0, 1, 0, 0, 0, 1], 'rtcp'],
  ])('%s', (_, bytes, kind) => {
    expect(readRtp(Uint8Array.from(bytes), rtpHeader())).toBe(kind);
  });

  test('any bytes: the payload always lies inside', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, versionTwo) => {
        if (versionTwo && bytes.length > 0) bytes[0] = 0x80 | (bytes[0]! & 0x3f);
        const header = rtpHeader();
        if (readRtp(bytes, header) !== 'rtp') return;
        expect(header.payloadStart).toBeGreaterThanOrEqual(12);
        expect(header.payloadEnd).toBeGreaterThanOrEqual(header.payloadStart);
        expect(header.payloadEnd).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: runs },
    );
  });
});

describe('whom a stream listens to', () => {
  test('only the negotiated address; the first port, or the one that was named', () => {
    const latch = new Latch();
    latch.negotiate('192.0.2.1', 4000);
    expect(latch.accepts('192.0.2.2', 4000)).toBe(false);
    expect(latch.accepts('192.0.2.1', 5555)).toBe(true);
    expect(latch.accepts('192.0.2.1', 5556)).toBe(false);
    expect(latch.accepts('192.0.2.1', 5555)).toBe(true);
    expect(latch.accepts('192.0.2.1', 4000)).toBe(true);
    expect(latch.accepts('192.0.2.1', 5555)).toBe(false);
  });

  test('after a new negotiation the old port counts until a new one speaks', () => {
    const latch = new Latch();
    latch.negotiate('192.0.2.1', 4000);
    latch.accepts('192.0.2.1', 5555);
    latch.negotiate('192.0.2.1', 4000);
    expect(latch.accepts('192.0.2.1', 5555)).toBe(true);
    expect(latch.accepts('192.0.2.1', 6666)).toBe(true);
    expect(latch.accepts('192.0.2.1', 5555)).toBe(false);
    latch.negotiate('192.0.2.9', 4000);
    expect(latch.accepts('192.0.2.1', 6666)).toBe(false);
    expect(latch.accepts('192.0.2.9', 7777)).toBe(true);
  });
});

/** A sequencer whose output is a list: numbers, and `-n` for n lost. */
function sequencer(packets = 32, wait = 150_000) {
  const out: number[] = [];
  const begun: number[] = [];
  const counters = { lost: 0, late: 0, duplicate: 0, foreign: 0 };
  const sink = {
    begin: (arrival: number) => begun.push(arrival),
    packet: (header: Readonly<RtpHeader>, _: Uint8Array, __: number, missing: number) => {
      if (missing > 0) out.push(-missing);
      out.push(header.sequence);
    },
  };
  const order = new Sequencer(sink, counters, packets, wait);
  const bytes = new Uint8Array(12);
  const receive = (sequence: number, at: number, ssrc = 1) =>
    order.receive({ ...rtpHeader(), sequence: sequence & 0xffff, timestamp: sequence * 160, ssrc }, bytes, at);
  return { order, out, begun, counters, receive };
}

describe('putting packets in order', () => {
  const feed = (s: ReturnType<typeof sequencer>, list: number[], from = 0) =>
    list.forEach((sequence, i) => {
      s.receive(sequence, from + i * 20_000);
    });

  test('in order, with a swapped first pair, over the wrap', () => {
    const s = sequencer();
    feed(s, [65_534, 65_533, 65_535, 65_536, 65_537, 65_539, 65_538]);
    expect(s.out).toEqual([65_533, 65_534, 65_535, 0, 1, 2, 3]);
    expect(s.counters).toEqual({ lost: 0, late: 0, duplicate: 0, foreign: 0 });
  });

  test('what is missing too long is told lost; it comes late and is dropped', () => {
    const s = sequencer();
    feed(s, [1, 2, 3, 4, 7, 8]);
    expect(s.out).toEqual([1, 2, 3, 4]);
    s.order.tick(240_000);
    expect(s.out).toEqual([1, 2, 3, 4, -2, 7, 8]);
    s.receive(5, 250_000);
    s.receive(8, 250_000);
    expect(s.counters).toEqual({ lost: 2, late: 1, duplicate: 1, foreign: 0 });
  });

  test('never more wait than may', () => {
    const s = sequencer(4, 1e12);
    feed(s, [1, 2, 3, 4, 6, 7, 8, 9]);
    expect(s.out).toEqual([1, 2, 3, 4]);
    s.receive(10, 200_000);
    expect(s.out).toEqual([1, 2, 3, 4, -1, 6, 7, 8, 9, 10]);
  });

  test('a stray of another numbering is dropped; one that goes on becomes the stream', () => {
    const s = sequencer();
    feed(s, [1, 2, 3, 4]);
    s.receive(900, 90_000, 2);
    feed(s, [5, 6, 7, 8, 9, 10, 11, 12, 13], 100_000);
    s.order.tick(300_000);
    expect(s.out).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(s.counters.foreign).toBe(1);
    [501, 500, 502, 503].forEach((n, i) => {
      s.receive(n, 400_000 + i * 20_000, 2);
    });
    expect(s.out.slice(13)).toEqual([500, 501, 502, 503]);
    expect(s.begun).toEqual([0, 400_000]);
  });

  test('a sender that starts its numbers afresh is followed', () => {
    const s = sequencer();
    feed(s, [100, 101, 102, 103]);
    feed(s, [20_000, 20_001, 20_002, 20_003], 100_000);
    expect(s.out).toEqual([100, 101, 102, 103, 20_000, 20_001, 20_002, 20_003]);
    expect(s.counters.lost).toBe(0);
  });

  test('two numberings side by side from the start: nothing of either is thrown away', () => {
    const s = sequencer();
    for (let i = 0; i < 40; i += 1) {
      s.receive(i, i * 20_000, 1);
      s.receive(9_000 + i, i * 20_000 + 10_000, 2);
    }
    s.order.flush();
    expect(s.out.filter((n) => n >= 0).length + s.counters.foreign).toBe(80);
    expect(s.counters.foreign).toBeLessThan(5);
  });

  test('few packets come out at the flush', () => {
    const s = sequencer();
    s.receive(5, 0);
    s.order.flush();
    expect(s.out).toEqual([5]);
  });

  test('any arrival: order kept, nothing twice, nothing unaccounted for', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            step: fc.integer({ min: -40, max: 60 }),
            far: fc.boolean(),
            ssrc: fc.integer({ min: 1, max: 2 }),
          }),
          { maxLength: 120 },
        ),
        fc.integer({ min: 0, max: 65_535 }),
        (moves, start) => {
          const s = sequencer(8, 100_000);
          let at = start;
          let now = 0;
          for (const { step, far, ssrc } of moves) {
            at += far && step === 7 ? 20_000 : Math.trunc(step / 10);
            now += 20_000;
            s.receive(at, now, step === 13 ? ssrc : 1);
            s.order.tick(now);
          }
          s.order.flush();
          const given = s.out.filter((n) => n >= 0).length;
          const { late, duplicate, foreign } = s.counters;
          expect(given + late + duplicate + foreign).toBe(moves.length);
          expect(s.order.waiting).toBe(false);
        },
      ),
      { numRuns: runs },
    );
  });

  test('shuffling within the window changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 8, maxLength: 100 }), fc.nat(65_535), (jitter, start) => {
        const s = sequencer();
        const arrivals = jitter.map((late, i) => ({ sequence: start + i, at: (i + late) * 20_000 + i }));
        for (const { sequence, at } of arrivals.toSorted((a, b) => a.at - b.at)) s.receive(sequence, at);
        s.order.flush();
        expect(s.out).toEqual(jitter.map((_, i) => (start + i) & 0xffff));
      }),
      { numRuns: runs },
    );
  });
});

describe('placing on the timeline', () => {
  const timeline = () => new Timeline({ clockRate: 8000, reanchor: 1_000_000 });

  test('follows RTP time, whatever the jitter', () => {
    const line = timeline();
    line.begin(500_000, 0xffff_ff00);
    const places = [0, 30_000, 35_000, 90_000].map((late, i) =>
      line.place((0xffff_ff00 + i * 160) >>> 0, 8000, 500_000 + i * 20_000 + late, 160),
    );
    expect(places).toEqual([4000, 4160, 4320, 4480]);
  });

  test('silence is a jump in time, not an overlap', () => {
    const line = timeline();
    line.begin(0, 0);
    line.place(0, 8000, 0, 160);
    expect(line.place(80_000, 8000, 10_000_000, 160)).toBe(80_000);
    expect(line.end).toBe(80_160);
  });

  test('a sender whose clock stood still is moved to the wall clock', () => {
    const line = timeline();
    line.begin(0, 0);
    line.place(0, 8000, 0, 160);
    expect(line.place(160, 8000, 5_000_000, 160)).toBe(40_000);
    expect(line.place(320, 8000, 5_020_000, 160)).toBe(40_160);
  });

  test('but not when this machine stood still', () => {
    const line = timeline();
    line.begin(0, 0);
    line.place(0, 8000, 0, 160);
    line.settle(6_000_000);
    expect(line.place(160, 8000, 5_000_000, 160)).toBe(160);
    expect(line.place(320, 8000, 5_000_100, 160)).toBe(320);
  });

  test('a mad timestamp does not carry it away, nor back', () => {
    const line = timeline();
    line.begin(0, 1000);
    line.place(1000, 8000, 0, 160);
    expect(line.place(900_000_000, 8000, 20_000, 160)).toBe(160);
    expect(line.place(5, 8000, 40_000, 160)).toBe(320);
  });

  test('a codec with another clock', () => {
    const line = timeline();
    line.begin(0, 0);
    line.place(0, 8000, 0, 160);
    expect(line.place(960, 48_000, 20_000, 160)).toBe(160);
  });

  test('sound that cannot be live is refused', () => {
    const line = timeline();
    line.begin(0, 0);
    let refused = 0;
    for (let i = 0; i < 3000; i += 1) if (line.place(i * 160, 8000, 0, 160) === undefined) refused += 1;
    expect(refused).toBeGreaterThan(1000);
    expect(line.end).toBeLessThanOrEqual(31 * 8000);
  });

  test('never backwards, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ ts: fc.nat(0xffff_ffff), dt: fc.nat(3_000_000), n: fc.nat(960) }), { maxLength: 60 }),
        (list) => {
          const line = timeline();
          let now = 0;
          line.begin(0, list[0]?.ts ?? 0);
          for (const { ts, dt, n } of list) {
            now += dt;
            const before = line.end;
            const at = line.place(ts, 8000, now, n);
            if (at === undefined) continue;
            expect(at).toBeGreaterThanOrEqual(before);
            expect(line.end).toBe(at + n);
          }
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('cutting', () => {
  test('leaves and chunks stay short, in order, and lose nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            skip: fc.constantFrom(0, 0, 0, 0, 80, 3_000),
            length: fc.constantFrom(80, 160, 240, 480),
            gap: fc.boolean(),
          }),
          { maxLength: 200 },
        ),
        (list) => {
          const chunks: CallChunk[] = [];
          const startedAt = 1_000_000;
          const cutter = new Cutter({
            channel: 3,
            clockRate: 8000,
            startedAt,
            leaf: 200,
            chunk: 1000,
            onChunk: (chunk, bytes) => {
              expect(bytes).toBe(chunk.leaves.reduce((sum, leaf) => sum + leaf.entries.length, 0));
              chunks.push(chunk);
            },
          });
          let at = 0;
          list.forEach(({ skip, length, gap }, i) => {
            at += skip;
            if (gap) cutter.gap(at, length, 1);
            else cutter.packet(at, length, 0, 8, i, at, 1, false, new Uint8Array(length));
            at += length;
          });
          cutter.flush();
          expect(cutter.filled).toBe(false);
          const leaves = chunks.flatMap((chunk) => chunk.leaves);
          for (const chunk of chunks) {
            expect(chunk.channel).toBe(3);
            const last = chunk.leaves.at(-1)!;
            expect(last.start + last.duration - chunk.leaves[0]!.start).toBeLessThanOrEqual(1_000_000);
          }
          let end = 0;
          for (const leaf of leaves) {
            expect(leaf.duration).toBeLessThanOrEqual(200_000);
            expect(leaf.start).toBeGreaterThanOrEqual(end);
            end = leaf.start + leaf.duration;
            const entries = [...unpackEntries(leaf.entries)];
            expect(startedAt + entries[0]!.at * 125).toBe(leaf.start);
          }
          expect(leaves.flatMap((leaf) => [...unpackEntries(leaf.entries)]).length).toBe(list.length);
        },
      ),
      { numRuns: runs },
    );
  });

  test('20 ms packets: ten to a leaf, five leaves to a chunk, at once', () => {
    const chunks: CallChunk[] = [];
    const cutter = new Cutter({
      channel: 1,
      clockRate: 8000,
      startedAt: 0,
      leaf: 200,
      chunk: 1000,
      onChunk: (c) => chunks.push(c),
    });
    for (let i = 0; i < 50; i += 1) cutter.packet(i * 160, 160, 0, 8, i, 0, 1, false, new Uint8Array(160));
    expect(chunks.map((chunk) => chunk.leaves.map((leaf) => leaf.duration))).toEqual([Array(5).fill(200_000)]);
    expect(cutter.filled).toBe(false);
  });
});

test('how long packets last', () => {
  const codec = (payloadType: number, name: string, clockRate = 8000, channels = 1) => ({
    payloadType,
    name,
    clockRate,
    channels,
  });
  const payloads = new Payloads([
    codec(8, 'PCMA'),
    codec(9, 'G722'),
    codec(18, 'G729'),
    codec(96, 'OPUS', 48_000, 2),
    codec(11, 'L16', 44_100),
  ]);
  expect([payloads.length(8, 160), payloads.length(9, 160), payloads.length(18, 20), payloads.length(96, 80)]).toEqual([
    160, 160, 160, 0,
  ]);
  expect(payloads.length(11, 882 * 2)).toBe(160);
});
