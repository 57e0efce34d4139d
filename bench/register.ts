/**
 * The register with many talks in it: how long a page, a search, the overview of what goes when, and the dry run of a round
 * take, how much memory that needs, and how it grows. Names and numbers are made up; recordings have no sound here (the vault
 * is held in memory), for only the database is asked. Beside each: the same rows read straight from the table by their index,
 * which is the limit. In SQLite the talks beyond the first `--acts` (10,000) are written as rows, not by acts.
 *
 *   npm run bench -- register [10000 100000 1000000] [--acts 10000] [--postgres URL]
 */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { type DatabaseChoice, type Dossier, openDossier } from '@woordelijk/dossier';
import type { SignedHead, Vault } from '@woordelijk/vault';
import { putInOrder } from '../packages/dossier/tests/in-order.ts';
import { writeTalks } from './register-rows.ts';
import { printTable } from './table.ts';

const START = Date.UTC(2026, 0, 1);
const ASKED = 200;
const AT_ONCE = 100;
const LINE = '+999800100';
const CHANNEL = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };

const SYLLABLES = [
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
const word = () => Array.from({ length: 2 + randomInt(3) }, () => SYLLABLES[randomInt(SYLLABLES.length)]).join('');
const number = () => `+999${String(randomInt(1e9)).padStart(9, '0')}`;

/** Fills a register up to each of these sizes, and measures it there. */
export async function run(words: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { postgres: { type: 'string' }, acts: { type: 'string', default: '10000' } },
  });
  const sizes = (positionals.length > 0 ? positionals : ['10000', '100000']).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'woordelijk-bench-'));
  const file = join(folder, 'dossier.db');
  const database: DatabaseChoice =
    values.postgres === undefined ? { kind: 'sqlite', file } : { kind: 'postgres', url: values.postgres };
  const searchKey = randomBytes(32);
  const acts = database.kind === 'sqlite' ? Number(values.acts) : Number.POSITIVE_INFINITY;
  const { vault, keyOf } = silentVault();
  let time = START;
  const dossier = await openDossier({
    database,
    vault,
    searchKey,
    now: () => time,
    random: (length) => randomBytes(length),
  });
  const { id: organisationId } = await dossier.addOrganisation('Bedrijf Voorbeeld', 'cli');
  await dossier.addLine(organisationId, LINE, 'cli');
  await putInOrder(dossier, organisationId, '2026-01-01', { sector: 'organisatie', bufferDays: 1 });
  const someone: { name: string; number: string }[] = [];
  const rows: (string | number)[][] = [];
  let filled = 0;
  const next = (): CallOf => {
    time += randomInt(60_000);
    const person = { name: `Inwoner ${word()} ${word()}`, number: number() };
    if (filled++ % 1000 === 0) someone.push(person);
    return { at: time, parties: [partyOf('a', person), partyOf('b', { name: 'Medewerker balie', number: LINE })] };
  };
  for (const size of sizes) {
    const began = performance.now();
    while (filled < Math.min(size, acts)) {
      const batch: Promise<void>[] = [];
      while (filled < Math.min(size, acts) && batch.length < AT_ONCE) batch.push(call(dossier, next()));
      await Promise.all(batch); // acts that wait for one another are committed together
    }
    if (filled < size) writeTalks(file, size - filled, searchKey, next, keyOf);
    const seconds = (performance.now() - began) / 1000;
    const megabytes = database.kind === 'sqlite' ? statSync(file).size / 1e6 : 0;
    process.stderr.write(`${size} talks, the last of them in ${seconds.toFixed(0)} s; ${megabytes.toFixed(0)} MB\n`);
    const somebody = () => someone[randomInt(someone.length)]!;
    const someTime = () => START + randomInt(time - START);
    const talks = async (query: object) => (await dossier.talks({ limit: 50, ...query })).items.length;
    const questions: Readonly<Record<string, () => Promise<number>>> = {
      'newest 50': () => talks({}),
      '50 from anywhere': () => talks({ to: someTime() }),
      'a whole number': () => talks({ search: somebody().number }),
      'last 4 digits': () => talks({ search: somebody().number.slice(-4) }),
      'first and last name': () => talks({ search: somebody().name.slice(8) }),
      'a word all have': () => talks({ search: 'inwoner' }),
      'a word all have, and a name': () => talks({ search: `inwoner ${somebody().name.split(' ')[2]}` }),
      nobody: () => talks({ search: 'qqqq medewerker' }),
      'a round, dry: 50 that are due': async () => (await dossier.retention.due(organisationId, { limit: 50 })).length,
      'what goes when': async () => (await dossier.retention.overview(organisationId)).months.length,
    };
    for (const [name, ask] of Object.entries(questions)) rows.push([size, name, ...(await measured(ask))]);
    if (database.kind === 'sqlite')
      rows.push([size, 'limit: 50 rows by their index', ...(await measured(straight(file)))]);
    rows.push([size, 'memory of the process', `${Math.round(process.memoryUsage().rss / 1e6)} MB`, '', '']);
  }
  printTable(['talks', 'question', 'p50 ms', 'p95 ms', 'answers'], rows);
  await dossier.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A call that is to be in the register: its start in epoch milliseconds, and who spoke. */
export interface CallOf {
  readonly at: number;
  readonly parties: readonly ReturnType<typeof partyOf>[];
}

function partyOf(id: string, { name, number }: { name: string; number: string }) {
  return { id, name, number, aor: `sip:${number}@pbx.example` };
}

async function call(dossier: Dossier, { at, parties }: CallOf) {
  const { recordingId } = await dossier.recordings.begin({
    startedAt: at * 1000,
    source: 'phone',
    lines: [`sip:${LINE}@pbx.example`],
    demo: false,
    parties,
    channels: [
      { channel: 1, label: '1', format: CHANNEL, parties: ['a'] },
      { channel: 2, label: '2', format: CHANNEL, parties: ['b'] },
    ],
  });
  await dossier.recordings.end(recordingId, 'bye', at * 1000 + 60_000_000);
}

/** The same number of rows, read with the database's own means and nothing else. */
function straight(file: string): () => Promise<number> {
  return async () => {
    const sqlite = new DatabaseSync(file, { readOnly: true });
    try {
      const rows = sqlite.prepare('select * from talk order by started_at desc, id desc limit 50').all();
      return rows.length;
    } finally {
      sqlite.close();
    }
  };
}

/** Median and 95th percentile in milliseconds, and how many answers there were on average. */
async function measured(ask: () => Promise<number>): Promise<[string, string, string]> {
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < ASKED; n++) {
    const start = performance.now();
    found += await ask();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(1);
  return [at(0.5), at(0.95), (found / ASKED).toFixed(1)];
}

/** Keys and nothing else; `keyOf` makes one where there is none yet. */
function silentVault(): { vault: Vault; keyOf: (id: string) => Uint8Array } {
  const keys = new Map<string, Uint8Array>();
  const none = async (): Promise<never> => {
    throw new Error('no sound in this measurement');
  };
  const keyOf = (id: string) => {
    const key = keys.get(id) ?? randomBytes(32);
    keys.set(id, key);
    return key;
  };
  const vault: Vault = {
    begin: async () => ({}) as SignedHead,
    append: none,
    end: async () =>
      ({ head: { recording: '', size: 0, root: new Uint8Array(32), closed: true } }) as unknown as SignedHead,
    archive: none,
    destroy: none,
    read: none as never,
    head: none,
    leafHashes: none,
    sealedFile: none,
    verify: none,
    unfinished: [],
    keys: {
      create: async (id) => keyOf(id),
      get: async (id) => keys.get(id)!,
      destroy: async (id) => void keys.delete(id),
    },
    sign: (text: string) => text,
    verifierKey: '',
    close: async () => undefined,
  };
  return { vault, keyOf };
}
