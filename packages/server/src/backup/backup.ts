/** A backup of a data folder, also while its server runs: docs/order-of-writes.md, "A backup". */
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { copyDatabase, lockFolder } from '@woordelijk/dossier';
import { journalSegments, makeFolder, objectName, readDestroyed, readKeys, writeWhole } from '@woordelijk/vault';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { readConfig } from '../config.ts';
import { BackupError } from './error.ts';
import {
  copyOnce,
  FORMAT,
  filesBelow,
  type Manifest,
  removeUnfinished,
  type SnapshotFile,
  snapshotsIn,
  wipe,
  writeEncrypted,
} from './repository.ts';

/** In the data folder: when it was last backed up. */
export const LAST_BACKUP = 'last-backup.json';

/** What a backup did. */
export interface BackupReport {
  readonly snapshot: string;
  /** Copied now; what was there already was not copied again. */
  readonly objects: number;
  readonly keys: number;
  /** Gone from every snapshot, because it was destroyed in the house. */
  readonly destroyed: number;
  readonly bytes: number;
}

export interface BackupOptions {
  readonly data: string;
  readonly folder: string;
  /** `age1…`: to whom the snapshot is encrypted. */
  readonly recipient: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly progress?: (
    step: 'database' | 'keys' | 'journal' | 'objects' | 'destroyed',
    done: number,
    of: number,
  ) => void;
}

/**
 * Makes a snapshot. First the database, then what it names: a key or a recording is there before the database says so, and
 * what came since is passed over or told at a restore. Rejects `data-not-there`, `recipient-wrong`, `backup-of-another`,
 * `backup-running`.
 */
export async function backup(options: BackupOptions): Promise<BackupReport> {
  const { data, folder, recipient, version, env, now, progress = () => undefined } = options;
  const from = resolve(data);
  const keys = await readKeys(join(from, 'keys')).catch((cause: unknown) => {
    throw new BackupError('data-not-there', `There is no data of Woordelijk in ${from}: ${(cause as Error).message}`, {
      cause,
    });
  });
  if (!/^age1[02-9a-z]{50,}$/.test(recipient))
    throw new BackupError('recipient-wrong', 'Give the recipient that `woordelijk backup-key` printed: age1…');
  await makeFolder(folder);
  const release = lock(folder);
  try {
    const last = (await snapshotsIn(folder)).at(-1);
    if (last !== undefined && last.manifest.verifierKey !== keys.verifierKey)
      throw new BackupError(
        'backup-of-another',
        `${folder} holds backups of another installation. Choose another folder.`,
      );
    await removeUnfinished(folder);
    const at = new Date(now()).toISOString();
    const snapshot = at.replaceAll(':', '-');
    const into = join(folder, 'snapshots', snapshot);
    await makeFolder(into);
    const files: SnapshotFile[] = [];

    progress('database', 0, 1);
    const { database } = readConfig({
      flags: { data: from },
      env: { DATABASE_URL: env.DATABASE_URL, WOORDELIJK_DATABASE: env.WOORDELIJK_DATABASE },
      cwd: '/',
    });
    if (database.kind === 'sqlite') {
      const copy = join(into, 'database.tmp');
      await copyDatabase(database.file, copy);
      files.push(await writeEncrypted(recipient, createReadStream(copy), into, 'database.age'));
      await rm(copy);
    }

    const copiedKeys = await mirror(join(from, 'keys', 'items'), join(folder, 'keys'), (n, of) =>
      progress('keys', n, of),
    );
    files.push(await writeEncrypted(recipient, houseFiles(from), into, 'house.age'));

    const segments = await journalSegments(join(from, 'journal'));
    for (const [i, { path }] of segments.entries()) {
      progress('journal', i, segments.length);
      // Given free since it was listed: all in it is stored by now.
      const file = await writeEncrypted(recipient, createReadStream(path), into, `${basename(path)}.age`).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return undefined;
          throw error;
        },
      );
      if (file !== undefined) files.push(file);
    }

    const copiedObjects = await mirror(join(from, 'objects'), join(folder, 'objects'), (n, of) =>
      progress('objects', n, of),
    );
    const destroyed = await letGo(from, folder, (n, of) => progress('destroyed', n, of));
    const manifest: Manifest = {
      format: FORMAT,
      at,
      version,
      verifierKey: keys.verifierKey,
      database: database.kind === 'sqlite' ? 'sqlite' : 'none',
      files,
      objects: (await filesBelow(join(folder, 'objects'))).length,
      keys: (await filesBelow(join(folder, 'keys'))).length,
    };
    await writeWhole(join(into, 'manifest.json'), [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
    await writeWhole(join(from, LAST_BACKUP), [Buffer.from(`${JSON.stringify({ at, snapshot })}\n`)]);
    return {
      snapshot,
      objects: copiedObjects,
      keys: copiedKeys,
      destroyed,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  } finally {
    release();
  }
}

/** Makes an identity for backups: the file opens them, and is kept elsewhere; the recipient, which is returned, only makes them. */
export async function makeBackupKey(file: string): Promise<string> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  try {
    await writeFile(
      file,
      `# Woordelijk backups: whoever has this file can read them. Keep it elsewhere.\n# ${recipient}\n${identity}\n`,
      {
        flag: 'wx',
        mode: 0o600,
      },
    );
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new BackupError(
      'identity-exists',
      `${file} is there already. Choose another name: a key is never overwritten.`,
      {
        cause,
      },
    );
  }
  await chmod(file, 0o400);
  return recipient;
}

async function mirror(from: string, to: string, progress: (done: number, of: number) => void): Promise<number> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const names = await filesBelow(from);
  let copied = 0;
  for (const [i, name] of names.entries()) {
    if (await copyOnce(join(from, name), join(to, name))) copied++;
    if (i % 100 === 0) progress(i, names.length);
  }
  progress(names.length, names.length);
  return copied;
}

/** The house key and the signing key, as one JSON. */
async function* houseFiles(data: string): AsyncGenerator<Uint8Array> {
  const names = ['house.key', 'signing.pem', 'signing.vkey'];
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(data, 'keys', name), 'utf8')] as const),
  );
  yield Buffer.from(JSON.stringify(Object.fromEntries(files)));
}

/** What was destroyed in the house goes from the backup: first the note of it, then the key, then what lies under it. */
async function letGo(data: string, folder: string, progress: (done: number, of: number) => void): Promise<number> {
  const known = new Set(await destroyedIn(folder));
  const all = await readDestroyed(join(data, 'keys'));
  for (const id of all) known.add(id);
  await writeWhole(join(folder, 'destroyed'), [Buffer.from([...known].map((id) => `${id}\n`).join(''))]);
  let gone = 0;
  for (const [i, id] of [...known].entries()) {
    const key = await wipe(join(folder, 'keys', id.slice(-2), `${id}.key`));
    const object = await wipe(join(folder, 'objects', id.slice(-2), objectName(id)));
    if (key || object) gone++;
    if (i % 100 === 0) progress(i, known.size);
  }
  return gone;
}

/** Ids on a backup's list. */
export async function destroyedIn(folder: string): Promise<string[]> {
  return await readDestroyed(folder);
}

/** One backup at a time; the lock ends with the process. */
function lock(folder: string): () => void {
  try {
    return lockFolder(folder);
  } catch (cause) {
    throw new BackupError('backup-running', `Another backup to ${folder} is under way. Wait until it is done.`, {
      cause,
    });
  }
}
