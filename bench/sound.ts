/**
 * A long stored talk: how soon it plays, from the start and from the middle, and how fast its copies are made.
 *
 *   node bench/sound.ts [--minutes 60]
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EntryPacker } from '@woordelijk/audio';
import { openDossier } from '@woordelijk/dossier';
import { openVault } from '@woordelijk/vault';
import { mayRecord } from './may-record.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const seconds = Number(values.minutes) * 60;
const folder = mkdtempSync(join(tmpdir(), 'woordelijk-bench-'));
const vault = await openVault({ folder: join(folder, 'vault') });
const dossier = await openDossier({
  database: { kind: 'sqlite', file: join(folder, 'dossier.db') },
  vault,
  searchKey: randomBytes(32),
  now: () => Date.now() - seconds * 1000, // the talk was then
  random: (length) => randomBytes(length),
});

await mayRecord(dossier, Date.now() - seconds * 1000);
const startedAt = (Date.now() - seconds * 1000) * 1000;
const format = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };
const channels = [1, 2].map((channel) => ({ channel, label: String(channel), format, parties: [] }));
const { talkId, recordingId } = await dossier.recordings.begin({
  startedAt,
  source: 'phone',
  lines: ['sip:+999800100@pbx.example'],
  demo: false,
  parties: [],
  channels,
});
const voice = randomBytes(160);
let pending: Promise<void>[] = [];
for (let second = 0; second < seconds; second++) {
  for (const { channel } of channels) {
    const packer = new EntryPacker();
    for (let i = 0; i < 50; i++) {
      const at = second * 8000 + i * 160;
      packer.packet(at, at * 125, 8, i, at, channel, false, voice);
    }
    const leaf = { start: startedAt + second * 1e6, duration: 1e6, entries: packer.take() };
    pending.push(dossier.recordings.append(recordingId, { channel, leaves: [leaf] }));
  }
  if (pending.length >= 200) {
    await Promise.all(pending);
    pending = [];
  }
}
await Promise.all(pending);
await time('end', () => dossier.recordings.end(recordingId, 'bye', startedAt + seconds * 1e6));
await time('moved to storage, outline drawn', () => dossier.settled());
await time('peaks', () => dossier.peaks(talkId));
const sound = await time('play: header and length known', () => dossier.play(talkId, 'cli'));
for (const [name, at] of [
  ['the start', 0],
  ['the middle', sound.bytes / 2],
  ['the end', sound.bytes - 65_536],
] as const)
  await time(`play: 64 kB from ${name}`, () => drain(sound.read(Math.floor(at), Math.floor(at) + 65_536)));
await time('play: all of it', () => drain(sound.read(0, sound.bytes)), true);
for (const kind of ['legs', 'wav', 'mp3'] as const)
  for (const file of await dossier.copy(talkId, kind, 'cli'))
    await time(`${kind}: ${file.name}`, () => drain(file.content()), true);
await dossier.close();
await vault.close();
rmSync(folder, { recursive: true, force: true });

async function time<T>(name: string, work: () => Promise<T>, speed = false): Promise<T> {
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  const times = speed ? `   ${((seconds * 1000) / ms).toFixed(0)} × real time` : '';
  console.log(`${name.padEnd(34)} ${ms.toFixed(0).padStart(7)} ms${times}`);
  return result;
}

async function drain(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const part of content) if (part.length === 0) throw new Error('an empty piece');
}
