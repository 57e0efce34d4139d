/**
 * The questions that are asked of a filled register, in a process of its own: what memory it needs is what the product needs,
 * and not what filling the register took.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type DatabaseChoice, openDossier } from '@woordelijk/dossier';
import { silentVault } from './silent-vault.ts';

const ASKED = 200;

/** A filled register. `secret`: search key and, for the vault, what keys are made of, in base64. Times in epoch milliseconds. */
export interface Filled {
  readonly database: DatabaseChoice;
  readonly secret: string;
  readonly organisationId: string;
  readonly talks: number;
  readonly from: number;
  readonly to: number;
  /** Some of those who spoke. */
  readonly someone: readonly { readonly name: string; readonly number: string }[];
}

/** Rows of the table: talks, question, median and 95th percentile in milliseconds, answers on average. */
export type Measured = readonly (string | number)[];

async function ask({ database, secret, organisationId, talks: size, from, to, someone }: Filled): Promise<Measured[]> {
  const searchKey = Buffer.from(secret, 'base64');
  const dossier = await openDossier({
    database,
    vault: silentVault(searchKey),
    searchKey,
    now: () => to,
    random: (length) => randomBytes(length),
  });
  const somebody = () => someone[randomInt(someone.length)]!;
  const talks = async (query: object) => (await dossier.talks({ limit: 50, ...query })).items.length;
  const questions: Readonly<Record<string, () => Promise<number>>> = {
    'newest 50': () => talks({}),
    '50 from anywhere': () => talks({ to: from + randomInt(to - from) }),
    'a whole number': () => talks({ search: somebody().number }),
    'last 4 digits': () => talks({ search: somebody().number.slice(-4) }),
    'first and last name': () => talks({ search: somebody().name.slice(8) }),
    'a word all have': () => talks({ search: 'inwoner' }),
    'a word all have, and a name': () => talks({ search: `inwoner ${somebody().name.split(' ')[2]}` }),
    nobody: () => talks({ search: 'qqqq medewerker' }),
    'a round, dry: 50 that are due': async () => (await dossier.retention.due(organisationId, { limit: 50 })).length,
    'what goes when': async () => (await dossier.retention.overview(organisationId)).months.length,
  };
  const rows: Measured[] = [];
  for (const [name, question] of Object.entries(questions)) rows.push([size, name, ...(await measured(question))]);
  if (database.kind === 'sqlite')
    rows.push([size, 'limit: 50 rows by their index', ...(await measured(straight(database.file)))]);
  rows.push([size, 'memory of the process, at most', `${mostMegabytes()} MB`, '', '']);
  await dossier.close();
  return rows;
}

/** The most that this process held at once; what `resourceUsage` tells begins with what its parent held. */
function mostMegabytes(): number {
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1000);
}

/** The same number of rows, read with the database's own means and nothing else. */
function straight(file: string): () => Promise<number> {
  return async () => {
    const sqlite = new DatabaseSync(file, { readOnly: true });
    try {
      return sqlite.prepare('select * from talk order by started_at desc, id desc limit 50').all().length;
    } finally {
      sqlite.close();
    }
  };
}

/** Median and 95th percentile in milliseconds, and how many answers there were on average. */
async function measured(question: () => Promise<number>): Promise<[string, string, string]> {
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < ASKED; n++) {
    const start = performance.now();
    found += await question();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(1);
  return [at(0.5), at(0.95), (found / ASKED).toFixed(1)];
}

// Forked by register.ts.
process.once('message', (filled: Filled) => {
  void ask(filled).then((rows) => {
    process.send?.(rows, () => process.disconnect?.());
  });
});
