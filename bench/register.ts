/**
 * The register with many talks in it: how long a page, a search, the overview of what goes when, and the dry run of a round
 * take, how much memory that needs, and how it grows. Names and numbers are made up; recordings have no sound here (the vault
 * is held in memory), for only the database is asked. Beside each: the same rows read straight from the table by their index,
 * which is the limit.
 *
 *   npm run bench -- register [10000 100000 …] [--postgres URL]
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
    options: { postgres: { type: 'string' } },
  });
  const sizes = (positionals.length > 0 ? positionals : ['10000', '100000']).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'woordelijk-bench-'));
  const file = join(folder, 'dossier.db');
  const database: DatabaseChoice =
    values.postgres === undefined ? { kind: 'sqlite', file } : { kind: 'postgres', url: values.postgres };
  let time = START;
  const dossier = await openDossier({
    database,
    vault: silentVault(),
    searchKey: randomBytes(32),
    now: () => time,
    random: (length) => randomBytes(length),
  });
  const { id: organisationId } = await dossier.addOrganisation('Bedrijf Voorbeeld', 'cli');
  await dossier.addLine(organisationId, LINE, 'cli');
  await putInOrder(dossier, organisationId, '2026-01-01', { sector: 'organisatie', bufferDays: 1 });
  const someone: { name: string; number: string }[] = [];
  const rows: (string | number)[][] = [];
  let filled = 0;
  for (const size of sizes) {
    const began = performance.now();
    while (filled < size) {
      const batch: Promise<void>[] = [];
      for (; filled < size && batch.length < AT_ONCE; filled++) {
        time += randomInt(60_000);
        const person = { name: `Inwoner ${word()} ${word()}`, number: number() };
        if (filled % 1000 === 0) someone.push(person);
        batch.push(call(dossier, person, time));
      }
      await Promise.all(batch); // acts that wait for one another are committed together
    }
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

async function call(dossier: Dossier, { name, number: of }: { name: string; number: string }, at: number) {
  const { recordingId } = await dossier.recordings.begin({
    startedAt: at * 1000,
    source: 'phone',
    lines: [`sip:${LINE}@pbx.example`],
    demo: false,
    parties: [
      { id: 'a', aor: `sip:${of}@pbx.example`, name },
      { id: 'b', aor: `sip:${LINE}@pbx.example`, name: 'Medewerker balie' },
    ],
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

/** Keys and nothing else. */
function silentVault(): Vault {
  const keys = new Map<string, Uint8Array>();
  const none = async (): Promise<never> => {
    throw new Error('no sound in this measurement');
  };
  return {
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
