/** The telephone server with sipp and ffmpeg as the telephone exchange: what is kept equals what was sent. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTelephony } from '@woordelijk/telephony';
import { describe, expect, test } from 'vitest';
import { MemoryDoor, payloadOf } from '../../packages/telephony/tests/memory-door.ts';
import { missingPackages, placeSippCall } from './sipp-call.ts';

const missing = missingPackages();
if (missing.length > 0 && process.env.CI)
  throw new Error(
    `These tests need the Debian packages ${missing.join(', ')}. Run: apt-get install ${missing.join(' ')}`,
  );
if (missing.length > 0)
  console.warn(`\n*** SKIPPED: calls with sipp and ffmpeg need the Debian packages ${missing.join(', ')}. ***\n`);

describe.skipIf(missing.length > 0)('a call placed with sipp and ffmpeg', () => {
  test.each([
    ['udp', 5_171, 41_000],
    ['tcp', 5_172, 41_100],
  ] as const)('over %s, with keyed digits, hold and resume', async (transport, sipPort, mediaPort) => {
    const folder = mkdtempSync(join(tmpdir(), 'woordelijk-sipp-'));
    const door = new MemoryDoor();
    const telephony = await startTelephony({
      sip: { host: '127.0.0.1', port: 0 },
      rtp: { host: '127.0.0.1' },
      allow: [],
      door,
      now: () => (performance.timeOrigin + performance.now()) * 1_000,
      random: Math.random,
    });
    try {
      const { port } = telephony.addresses.sip;
      let digits = 0;
      const watch = setInterval(() => {
        digits = telephony.calls()[0]?.channels[0]?.counters.dtmf ?? digits;
      }, 100);
      const sent = await placeSippCall({ host: '127.0.0.1', port, transport, folder, sipPort, mediaPort });
      clearInterval(watch);
      await telephony.stop();
      const [kept] = door.calls;
      expect(kept!.ending).toBe('bye');
      expect(kept!.call.channels.map((c) => [c.label, c.parties])).toEqual([
        ['beller', ['de-beller']],
        ['balie', ['de-balie']],
      ]);
      expect(payloadOf(kept!, 1).equals(sent.beller)).toBe(true);
      expect(payloadOf(kept!, 2).equals(sent.balie)).toBe(true);
      expect(kept!.events.map((e) => e.event)).toEqual(['hold', 'hold', 'resume', 'resume']);
      expect(kept!.updates.length).toBe(1);
      expect(digits).toBeGreaterThan(0);
    } finally {
      await telephony.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
