/**
 * The register with many talks in it: how long a page, a search, the overview of what goes when, and the dry run of a round
 * take, how much memory that needs, and how it grows. Names and numbers are made up; recordings have no sound here, for only the
 * database is asked, by a process of its own (register-ask.ts). Beside each: the same rows read straight from the table by their index,
 * which is the limit. In SQLite the talks beyond the first `--acts` (10,000) are written as rows, not by acts.
 *
 *   npm run bench -- register [10000 100000 1000000] [--acts 10000] [--postgres URL]
 */
import { fork } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DatabaseChoice, type Dossier, openDossier } from '@woordelijk/dossier';
import { putInOrder } from '../packages/dossier/tests/in-order.ts';
import type { Filled, Measured } from './register-ask.ts';
import { writeTalks } from './register-rows.ts';
import { keyOf, silentVault } from './silent-vault.ts';
import { printTable } from './table.ts';

const START = Date.UTC(2026, 0, 1);
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
  const acts = database.kind === 'sqlite' ? Number(values.acts) : Number.POSITIVE_INFINITY;
  const secret = randomBytes(32);
  let time = START;
  const open = () =>
    openDossier({ database, vault: silentVault(secret), searchKey: secret, now: () => time, random: randomBytes });
  let dossier = await open();
  const { id: organisationId } = await dossier.addOrganisation('Bedrijf Voorbeeld', 'cli');
  await dossier.addLine(organisationId, LINE, 'cli');
  await putInOrder(dossier, organisationId, '2026-01-01', { sector: 'organisatie', bufferDays: 1 });
  await dossier.close();
  const someone: { name: string; number: string }[] = [];
  let filled = 0;
  const next = (): CallOf => {
    time += randomInt(60_000);
    const person = { name: `Inwoner ${word()} ${word()}`, number: number() };
    if (filled++ % 1000 === 0) someone.push(person);
    return { at: time, parties: [partyOf('a', person), partyOf('b', { name: 'Medewerker balie', number: LINE })] };
  };
  for (const size of sizes) {
    const began = performance.now();
    if (filled < Math.min(size, acts)) {
      dossier = await open();
      while (filled < Math.min(size, acts)) {
        const batch: Promise<void>[] = [];
        while (filled < Math.min(size, acts) && batch.length < AT_ONCE) batch.push(call(dossier, next()));
        await Promise.all(batch); // acts that wait for one another are committed together
      }
      await dossier.close();
    }
    if (filled < size) writeTalks(file, size - filled, secret, next, (id) => keyOf(secret, id));
    const seconds = (performance.now() - began) / 1000;
    const megabytes = database.kind === 'sqlite' ? statSync(file).size / 1e6 : 0;
    process.stderr.write(`${size} talks, the last of them in ${seconds.toFixed(0)} s; ${megabytes.toFixed(0)} MB\n`);
    const text = secret.toString('base64');
    const rows = await asked({ database, secret: text, organisationId, talks: size, from: START, to: time, someone });
    printTable(['talks', 'question', 'p50 ms', 'p95 ms', 'answers'], rows);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Asks in a process of its own; rejects where that ends without an answer. */
function asked(filled: Filled): Promise<Measured[]> {
  const child = fork(join(import.meta.dirname, 'register-ask.ts'), { execArgv: process.execArgv });
  return new Promise((done, failed) => {
    child.once('message', (rows: Measured[]) => done(rows));
    child.once('exit', (code) => failed(new Error(`The questions ended with ${code} and without an answer.`)));
    child.send(filled);
  });
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
