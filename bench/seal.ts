/**
 * What sealing and checking cost: megabytes of sound for each processor second, beside the same primitives by
 * `openssl speed` on blocks of the same size in the same run.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packEntries } from '@woordelijk/audio';
import { memoryBlobs, nodeCrypto, openVault } from '@woordelijk/vault';
import { verifySealed } from '@woordelijk/vault/verify';
import { printTable, processorSeconds } from './table.ts';

const CALLS = 200;
const SECONDS = 30;
const START = 1_760_000_000_000_000;

export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-seal-'));
  const blobs = memoryBlobs();
  const vault = await openVault({ folder, blobs });
  const ids = Array.from({ length: CALLS }, (_, i) => `01890000-0000-7000-8000-${String(i).padStart(12, '0')}`);
  const event = {
    kind: 'event' as const,
    start: START,
    duration: 0,
    content: Buffer.from('{"event":"begin","startedAt":1760000000000000,"channels":[]}'),
  };
  for (const id of ids) await vault.begin(id, event);

  // One second of a G.711 leg: five leaves of ten 20 ms packets, as telephony hands them over.
  const leaf = (second: number, fifth: number) =>
    packEntries(
      Array.from({ length: 10 }, (_, n) => ({
        kind: 'packet' as const,
        at: (second * 50 + fifth * 10 + n) * 160,
        arrival: (second * 50 + fifth * 10 + n) * 20_000,
        payloadType: 8,
        sequence: n,
        timestamp: n * 160,
        ssrc: 1,
        marker: false,
        payload: Buffer.alloc(160, n),
      })),
    );
  const seconds = Array.from({ length: SECONDS }, (_, s) =>
    [0, 1, 2, 3, 4].map((f) => ({
      kind: 'entries' as const,
      start: START + s * 1e6 + f * 200_000,
      duration: 200_000,
      content: leaf(s, f),
    })),
  );
  const bytesASecond = seconds[0]!.reduce((sum, { content }) => sum + content.length, 0);

  const sealing = await processorSeconds(async () => {
    for (const leaves of seconds)
      await Promise.all(
        ids.flatMap((id) => [vault.append(id, { channel: 1, leaves }), vault.append(id, { channel: 2, leaves })]),
      );
  });
  const storing = await processorSeconds(async () => {
    for (const id of ids) {
      await vault.end(id, { ...event, content: Buffer.from('{"event":"end"}') });
      await vault.archive(id);
    }
  });
  const keys = new Map(await Promise.all(ids.map(async (id) => [id, await vault.keys.get(id)] as const)));
  const checking = await processorSeconds(async () => {
    for (const [id, recordingKey] of keys) {
      const { state } = await verifySealed(blobs.read(`${id}.sealed`), {
        crypto: nodeCrypto,
        recordingKey,
        pinned: [vault.verifierKey],
      });
      if (state !== 'intact') throw new Error(`Recording ${id} did not verify.`);
    }
  });
  await vault.close();
  await rm(folder, { recursive: true });

  const megabytes = (CALLS * 2 * SECONDS * bytesASecond) / 1e6;
  const callMinutes = (CALLS * SECONDS) / 60;
  const row = (name: string, cpu: number) => [
    name,
    (megabytes / cpu).toFixed(0),
    ((cpu / callMinutes) * 1000).toFixed(1),
  ];
  process.stdout.write(
    `${CALLS} calls of ${SECONDS} s, two legs, ${bytesASecond} bytes of packets a second and leg; Node ${process.versions.node}\n\n`,
  );
  printTable(
    ['step', 'MB per CPU-second', 'CPU-seconds per 1000 call-minutes'],
    [
      row('seal: encrypt, chain, sign, journal, flush', sealing),
      row('store: to an object, and check it there', storing),
      row('verify with key', checking),
      ...['aes-256-gcm', 'sha256'].map((name) => {
        const speed = opensslSpeed(name, bytesASecond);
        return [
          `openssl speed ${name}, ${bytesASecond}-byte blocks`,
          speed === undefined ? 'not installed' : speed.toFixed(0),
          '',
        ];
      }),
    ],
  );
}

/** Megabytes per second of one core, by OpenSSL's own measure. */
function opensslSpeed(name: string, bytes: number): number | undefined {
  try {
    const text = execFileSync('openssl', ['speed', '-seconds', '2', '-bytes', String(bytes), '-evp', name], {
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
    const figure = /([\d.]+)k\s*$/m.exec(text.trim())?.[1];
    return figure === undefined ? undefined : Number(figure) / 1000;
  } catch {
    return undefined;
  }
}
