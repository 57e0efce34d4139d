/**
 * The list of talks with many talks in it: how long a page and a search take. Numbers and names are made up; recordings
 * have no sound here (the vault is held in memory), for only the database is asked.
 *
 *   node bench/dossier.ts [--talks 100000] [--postgres URL]
 */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DatabaseChoice, openDossier, type TalkQuery } from '@woordelijk/dossier';
import type { SignedHead, Vault } from '@woordelijk/vault';
import { mayRecord } from './may-record.ts';

const { values } = parseArgs({
  options: { talks: { type: 'string', default: '100000' }, postgres: { type: 'string' } },
});
const count = Number(values.talks);
const folder = mkdtempSync(join(tmpdir(), 'woordelijk-bench-'));
const file = join(folder, 'dossier.db');
const database: DatabaseChoice =
  values.postgres === undefined ? { kind: 'sqlite', file } : { kind: 'postgres', url: values.postgres };

let time = Date.UTC(2026, 0, 1);
const dossier = await openDossier({
  database,
  vault: silentVault(),
  searchKey: randomBytes(32),
  now: () => time,
  random: (length) => randomBytes(length),
});

const syllables = [
  'be',
  'van',
  'ko',
  'ri',
  'ma',
  'len',
  'da',
  'sto',
  'wi',
  'ter',
  'no',
  'har',
  'ju',
  'pe',
  'zo',
  'lin',
];
const word = () => Array.from({ length: 2 + randomInt(3) }, () => syllables[randomInt(syllables.length)]).join('');
const number = () => `+999${String(randomInt(1e9)).padStart(9, '0')}`;
const channel = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };

await mayRecord(dossier, time);
const someone: { name: string; number: string }[] = [];
const begun = performance.now();
for (let i = 0; i < count; i++) {
  time += randomInt(60_000);
  const inhabitant = { name: `Inwoner ${word()} ${word()}`, number: number() };
  if (i % 1000 === 0) someone.push(inhabitant);
  await dossier.recordings.begin({
    startedAt: time * 1000,
    source: 'phone',
    lines: ['sip:+999800100@pbx.example'],
    demo: false,
    parties: [
      { id: 'a', aor: `sip:${inhabitant.number}@pbx.example`, name: inhabitant.name },
      { id: 'b', aor: 'sip:+999800100@pbx.example', name: 'Medewerker balie' },
    ],
    channels: [
      { channel: 1, label: '1', format: channel, parties: ['a'] },
      { channel: 2, label: '2', format: channel, parties: ['b'] },
    ],
  });
}
const seconds = (performance.now() - begun) / 1000;
console.log(
  `${database.kind}: ${count} talks begun in ${seconds.toFixed(0)} s, ${(count / seconds).toFixed(0)} a second`,
);
if (database.kind === 'sqlite') console.log(`file: ${((statSync(file).size / count) * 1e-3).toFixed(1)} kB a talk`);

const somebody = () => someone[randomInt(someone.length)]!;
const someTime = () => Date.UTC(2026, 0, 1) + randomInt(time - Date.UTC(2026, 0, 1));
await measure('newest 50', () => ({}));
await measure('50 from anywhere', () => ({ to: someTime() }));
await measure('a whole number', () => ({ search: somebody().number }));
await measure('last 4 digits', () => ({ search: somebody().number.slice(-4) }));
await measure('first and last name', () => ({ search: somebody().name.slice(8) }));
await measure('a word all have', () => ({ search: 'inwoner' }));
await measure('a word all have, and a name', () => ({ search: `inwoner ${somebody().name.split(' ')[2]}` }));
await measure('two short beginnings', () => ({ search: `${word().slice(0, 2)} ${word().slice(0, 2)}` }));
await measure('nobody', () => ({ search: 'qqqq medewerker' }));

await dossier.close();
rmSync(folder, { recursive: true, force: true });

async function measure(name: string, query: () => Omit<TalkQuery, 'limit'>): Promise<void> {
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < 200; n++) {
    const asked = query();
    const start = performance.now();
    found += (await dossier.talks({ ...asked, limit: 50 })).items.length;
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(1).padStart(7);
  console.log(`${name.padEnd(30)} p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   ${(found / 200).toFixed(1)} talks a page`);
}

/** Keys and nothing else. */
function silentVault(): Vault {
  const keys = new Map<string, Uint8Array>();
  const none = async (): Promise<never> => {
    throw new Error('no sound in this measurement');
  };
  return {
    begin: async () => ({}) as SignedHead,
    append: none,
    end: none,
    archive: none,
    destroy: none,
    read: none as never,
    head: none,
    leafHashes: none,
    sealedFile: none,
    unfinished: [],
    keys: {
      create: async (id) => {
        const key = randomBytes(32);
        keys.set(id, key);
        return key;
      },
      get: async (id) => keys.get(id)!,
      destroy: async (id) => void keys.delete(id),
    },
    sign: (text: string) => text,
    verifierKey: '',
    close: async () => undefined,
  };
}
