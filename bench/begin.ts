/**
 * Calls that begin, end and are stored, on a real vault and a real database file: how many a second, and how long the
 * thread that receives the sound stands still meanwhile. No telephony: only what a call costs below `Recordings`.
 *
 *   npm run bench -- begin [--rate 50] [--seconds 20] [--postgres URL]
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { packEntries } from '@woordelijk/audio';
import { type Dossier, openDossier, type RecordingChunk } from '@woordelijk/dossier';
import { openVault } from '@woordelijk/vault';
import { mayRecord } from './may-record.ts';
import { printTable } from './table.ts';

/** Calls that wait for one another when as many are made as can be. */
const AT_ONCE = 64;
const RESOLUTION_MS = 1;
const ALAW = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };

/** Runs the bench; flags as in the head of this file. */
export async function run(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      rate: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '20' },
      postgres: { type: 'string' },
    },
  });
  const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
  const folder = mkdtempSync(join(tmpdir(), 'woordelijk-bench-'));
  const vault = await openVault({ folder: join(folder, 'vault') });
  const opening = performance.now();
  const dossier = await openDossier({
    database:
      values.postgres === undefined
        ? { kind: 'sqlite', file: join(folder, 'dossier.db') }
        : { kind: 'postgres', url: values.postgres },
    vault,
    searchKey: vault.keys.derive('search'),
    now: Date.now,
    random: (length) => randomBytes(length),
  });
  process.stdout.write(
    `dossier opened in ${(performance.now() - opening).toFixed(0)} ms; load average ${loadavg()[0]!.toFixed(1)}\n`,
  );
  await mayRecord(dossier, Date.now());
  await manyCalls(dossier, 1);
  const rows = [
    await measured(`${rate} calls a second`, dossier, () => pacedCalls(dossier, rate, seconds)),
    await measured(`as many as can be, ${AT_ONCE} at once`, dossier, () => manyCalls(dossier, seconds / 2)),
  ];
  printTable(
    [
      'calls',
      'begun a second',
      'begin p50, p99 (ms)',
      'loop stands still p50, p99, most (ms)',
      'main thread busy',
      'ms of it a call, processor',
      'until all stored (s)',
    ],
    rows,
  );
  await dossier.close();
  await vault.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds that each begin took. */
type Begins = number[];

async function measured(name: string, dossier: Dossier, calls: () => Promise<Begins>): Promise<string[]> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const idle = performance.eventLoopUtilization();
  const before = process.threadCpuUsage();
  const start = performance.now();
  const begins = await calls();
  const took = performance.now() - start;
  await dossier.settled();
  const stored = performance.now() - start;
  const { active, utilization } = performance.eventLoopUtilization(idle);
  const { user, system } = process.threadCpuUsage(before);
  delay.disable();
  const still = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS).toFixed(1);
  begins.sort((a, b) => a - b);
  const at = (share: number) => begins[Math.floor(begins.length * share)]!.toFixed(0);
  return [
    name,
    ((begins.length * 1000) / took).toFixed(0),
    `${at(0.5)}, ${at(0.99)}`,
    `${still(delay.percentile(50))}, ${still(delay.percentile(99))}, ${still(delay.max)}`,
    `${(utilization * 100).toFixed(0)} %`,
    `${(active / begins.length).toFixed(1)}, ${((user + system) / 1000 / begins.length).toFixed(1)}`,
    (stored / 1000).toFixed(1),
  ];
}

/** `rate` calls begin each second, each of a second. */
async function pacedCalls(dossier: Dossier, rate: number, seconds: number): Promise<Begins> {
  const begins: Begins = [];
  const start = performance.now();
  const calls = Array.from({ length: rate * seconds }, async (_, i) => {
    await sleep(start + (i * 1000) / rate - performance.now());
    begins.push(await call(dossier, 1000));
  });
  await Promise.all(calls);
  return begins;
}

/** Calls without a pause, so many at once, for so long. */
async function manyCalls(dossier: Dossier, seconds: number): Promise<Begins> {
  const begins: Begins = [];
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < until) begins.push(await call(dossier, 0));
    }),
  );
  return begins;
}

let called = 0;

/** One call of a second on two legs; resolves when it has ended, with the milliseconds its begin took. */
async function call({ recordings }: Dossier, pause: number): Promise<number> {
  const startedAt = Date.now() * 1000;
  const number = `+9996${String(called++).padStart(8, '0')}`;
  const before = performance.now();
  const { recordingId } = await recordings.begin({
    startedAt,
    source: 'phone',
    lines: ['sip:+999800100@pbx.example'],
    demo: false,
    parties: [
      { id: 'a', aor: `sip:${number}@pbx.example`, name: `Inwoner ${number}` },
      { id: 'b', aor: 'sip:+999800100@pbx.example', name: 'Medewerker balie' },
    ],
    channels: [
      { channel: 1, label: '1', format: ALAW, parties: ['a'] },
      { channel: 2, label: '2', format: ALAW, parties: ['b'] },
    ],
    rawMetadata: `<recording>${'x'.repeat(2000)}</recording>`,
  });
  const took = performance.now() - before;
  if (pause > 0) await sleep(pause);
  for (const channel of [1, 2]) await recordings.append(recordingId, second(channel, startedAt));
  await recordings.end(recordingId, 'bye', startedAt + 1_000_000);
  return took;
}

const sound = packEntries(
  Array.from({ length: 50 }, (_, i) => ({
    kind: 'packet' as const,
    at: i * 160,
    arrival: i * 20_000,
    payloadType: 8,
    sequence: i,
    timestamp: i * 160,
    ssrc: 1,
    marker: i === 0,
    payload: Uint8Array.from({ length: 160 }, (_, t) => (t * 31 + i) & 255),
  })),
);

function second(channel: number, start: number): RecordingChunk {
  return { channel, leaves: [{ start, duration: 1_000_000, entries: sound }] };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
