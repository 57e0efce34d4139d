import { EntriesError, type Entry, EntryPacker, packEntries, unpackEntries } from '@woordelijk/audio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const runs = process.env.SLOW ? 5000 : 300;
const U48 = 2 ** 48 - 1;
const u = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
const packet: fc.Arbitrary<Entry> = fc.record({
  kind: fc.constant('packet' as const),
  at: fc.maxSafeNat().map((n) => Math.min(n, U48)),
  arrival: fc.maxSafeNat().map((n) => Math.min(n, U48)),
  payloadType: u(8),
  sequence: u(16),
  timestamp: fc.double({ min: 0, max: 2 ** 32 - 1, noNaN: true }).map(Math.floor),
  ssrc: fc.double({ min: 0, max: 2 ** 32 - 1, noNaN: true }).map(Math.floor),
  marker: fc.boolean(),
  payload: fc.uint8Array({ maxLength: 400 }),
});
const gap: fc.Arbitrary<Entry> = fc.record({
  kind: fc.constant('gap' as const),
  at: fc.maxSafeNat().map((n) => Math.min(n, U48)),
  duration: fc.double({ min: 0, max: 2 ** 32 - 1, noNaN: true }).map(Math.floor),
  packets: u(31),
});
const entries = fc.array(fc.oneof(packet, gap), { maxLength: 60 });

describe('packed entries', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect([...unpackEntries(packEntries(list))]).toEqual(list);
      }),
      { numRuns: runs },
    );
  });

  it('are the same bytes however often the packer was used before', () => {
    fc.assert(
      fc.property(entries, entries, (first, second) => {
        const packer = new EntryPacker(8);
        for (const list of [first, second]) {
          for (const e of list)
            if (e.kind === 'gap') packer.gap(e.at, e.duration, e.packets);
            else packer.packet(e.at, e.arrival, e.payloadType, e.sequence, e.timestamp, e.ssrc, e.marker, e.payload);
          expect(packer.take()).toEqual(packEntries(list));
          expect(packer.length).toBe(0);
        }
      }),
      { numRuns: runs },
    );
  });

  it('read from any bytes either give entries that pack to the same bytes, or throw EntriesError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), entries.map(packEntries)), u(8), (bytes, cut) => {
        const damaged = bytes.slice(0, Math.max(0, bytes.length - cut));
        try {
          const list = [...unpackEntries(damaged)];
          // a marker is any non-zero byte when read, and 1 when written
          expect(packEntries(list).length).toBe(damaged.length);
        } catch (error) {
          expect(error).toBeInstanceOf(EntriesError);
        }
      }),
      { numRuns: runs },
    );
  });

  it('refuse a payload that the length field cannot hold', () => {
    expect(() => new EntryPacker().packet(0, 0, 8, 0, 0, 0, false, new Uint8Array(65536))).toThrow(EntriesError);
  });

  it('count places below zero as zero and cap those beyond 48 bits', () => {
    const packer = new EntryPacker();
    packer.gap(-5, 160, 1);
    packer.gap(2 ** 50, 160, 1);
    expect([...unpackEntries(packer.take())].map((e) => e.at)).toEqual([0, U48]);
  });
});
