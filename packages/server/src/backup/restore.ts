/** A data folder out of a backup: docs/order-of-writes.md, "A restore". What was destroyed since stays destroyed. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openDossier } from '@woordelijk/dossier';
import { makeFolder, openVault, syncFolder, writeWhole } from '@woordelijk/vault';
import { readConfig } from '../config.ts';
import { destroyedIn } from './backup.ts';
import { BackupError } from './error.ts';
import { copyOnce, filesBelow, readEncrypted, snapshotsIn } from './repository.ts';

const SEGMENT = /^\d+\.journal\.age$/;

/** What a restore did. */
export interface RestoreReport {
  readonly snapshot: string;
  readonly at: string;
  readonly objects: number;
  readonly keys: number;
  /** Talks, recordings and objections that were destroyed after the snapshot, and are so again. */
  readonly destroyedAgain: number;
}

export interface RestoreOptions {
  readonly folder: string;
  /** A folder that is not there yet, or is empty. */
  readonly data: string;
  /** The identity file that `woordelijk backup-key` made. */
  readonly identityFile: string;
  /** Name of a snapshot; the last one when absent. */
  readonly snapshot?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly progress?: (step: 'keys' | 'objects' | 'database' | 'destroyed', done: number, of: number) => void;
}

/**
 * Restores into a folder beside the wanted one, which gets its name when all is there: a stop leaves nothing half. Rejects
 * `backup-not-there`, `data-not-empty`, `identity-wrong`, `backup-damaged`.
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const { folder, identityFile, env, now, progress = () => undefined } = options;
  const data = resolve(options.data);
  await expectEmpty(data);
  const all = await snapshotsIn(folder);
  const found = options.snapshot === undefined ? all.at(-1) : all.find(({ name }) => name === options.snapshot);
  if (found === undefined)
    throw new BackupError(
      'backup-not-there',
      all.length === 0
        ? `There is no finished snapshot in ${folder}.`
        : `There is no such snapshot. There are: ${all.map(({ name }) => name).join(', ')}.`,
    );
  const identity = await identityIn(identityFile);
  const from = join(folder, 'snapshots', found.name);
  const file = (name: string) => found.manifest.files.find((one) => one.name === name);
  const into = `${data}.restoring`;
  await rm(into, { recursive: true, force: true }); // left by a stop
  await makeFolder(into);

  const house = file('house.age');
  if (house === undefined) throw new BackupError('backup-damaged', 'This snapshot has no house key. Use another one.');
  await restoreHouse(identity, from, house, into);
  const destroyed = await destroyedIn(folder);
  await writeWhole(join(into, 'keys', 'destroyed'), [Buffer.from(destroyed.map((id) => `${id}\n`).join(''))]);
  const keys = await copyAll(join(folder, 'keys'), join(into, 'keys', 'items'), (n, of) => progress('keys', n, of));
  await mkdir(join(into, 'journal'), { mode: 0o700 });
  for (const segment of found.manifest.files.filter(({ name }) => SEGMENT.test(name)))
    await writeWhole(join(into, 'journal', segment.name.slice(0, -4)), readEncrypted(identity, from, segment));
  const objects = await copyAll(join(folder, 'objects'), join(into, 'objects'), (n, of) => progress('objects', n, of));
  progress('database', 0, 1);
  const { database } = readConfig({
    flags: { data: into },
    env: { DATABASE_URL: env.DATABASE_URL, WOORDELIJK_DATABASE: env.WOORDELIJK_DATABASE },
    cwd: '/',
  });
  const dump = file('database.age');
  if (dump !== undefined && database.kind === 'sqlite')
    await writeWhole(database.file, readEncrypted(identity, from, dump));
  progress('destroyed', 0, 1);
  const destroyedAgain = await reapply(into, database, destroyed, now);
  await rm(data, { recursive: true, force: true }); // empty
  await rename(into, data);
  await syncFolder(resolve(data, '..'));
  return { snapshot: found.name, at: found.manifest.at, objects, keys, destroyedAgain };
}

/** Opens what was restored, without serving anybody, and destroys again what the backup says was destroyed. */
async function reapply(
  folder: string,
  database: Parameters<typeof openDossier>[0]['database'],
  ids: readonly string[],
  now: () => number,
): Promise<number> {
  const vault = await openVault({ folder });
  try {
    const dossier = await openDossier({
      database,
      vault,
      searchKey: vault.keys.derive('search'),
      now,
      random: (length) => randomBytes(length),
    });
    try {
      const again = await dossier.destructions.reapply(ids);
      await dossier.settled();
      return again;
    } finally {
      await dossier.close();
    }
  } finally {
    await vault.close();
  }
}

async function restoreHouse(
  identity: string,
  from: string,
  file: Parameters<typeof readEncrypted>[2],
  into: string,
): Promise<void> {
  const parts: Uint8Array[] = [];
  for await (const part of readEncrypted(identity, from, file)) parts.push(part);
  await makeFolder(join(into, 'keys', 'items'));
  const house = JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, string>;
  for (const name of ['house.key', 'signing.pem', 'signing.vkey'])
    await writeWhole(join(into, 'keys', name), [Buffer.from(house[name] ?? '')]);
}

async function copyAll(from: string, to: string, progress: (done: number, of: number) => void): Promise<number> {
  const names = await filesBelow(from);
  for (const [i, name] of names.entries()) {
    await copyOnce(join(from, name), join(to, name));
    if (i % 100 === 0) progress(i, names.length);
  }
  return names.length;
}

async function expectEmpty(data: string): Promise<void> {
  const there = await readdir(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (there.length > 0)
    throw new BackupError(
      'data-not-empty',
      `${data} is not empty. Move it away first: a restore never writes over data.`,
    );
}

async function identityIn(file: string): Promise<string> {
  const line = (await readFile(file, 'utf8')).split('\n').find((one) => one.startsWith('AGE-SECRET-KEY-'));
  if (line === undefined) throw new BackupError('identity-wrong', `${file} holds no identity (AGE-SECRET-KEY-…).`);
  return line.trim();
}
