/**
 * A backup folder:
 *
 *   objects/…             the sealed recordings, as they lie in the data folder: ciphertext
 *   keys/…                one wrapped key per talk and recording, as they lie there; the house key that opens them is not here
 *   destroyed             ids of keys that were destroyed: neither they nor what they opened come back from any snapshot
 *   snapshots/MOMENT/     house.age, database.age, NUMBER.journal.age, and manifest.json, which is written last
 *
 * Recordings and their keys are kept once for all snapshots, so that a backup copies only what is new, and what was destroyed
 * in the house goes from every snapshot at the next backup. What is in .age files opens with the identity that is kept
 * elsewhere (age-encryption.org/v1).
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { syncFolder, writeWhole } from '@woordelijk/vault';
import { Decrypter, Encrypter } from 'age-encryption';
import * as z from 'zod/mini';
import { BackupError } from './error.ts';

export const FORMAT = 'woordelijk-backup/v1';

const Manifest = z.object({
  format: z.literal(FORMAT),
  /** RFC 3339. */
  at: z.string(),
  version: z.string(),
  /** Public key of the seals; the data folder that it is of. */
  verifierKey: z.string(),
  database: z.enum(['sqlite', 'none']),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  objects: z.number(),
  keys: z.number(),
});
/** What a snapshot holds; a snapshot without one was not finished. */
export type Manifest = z.infer<typeof Manifest>;

/** A file of a snapshot. */
export type SnapshotFile = Manifest['files'][number];

/** Finished snapshots, oldest first. */
export async function snapshotsIn(folder: string): Promise<{ name: string; manifest: Manifest }[]> {
  const found: { name: string; manifest: Manifest }[] = [];
  for (const name of (await namesIn(join(folder, 'snapshots'))).sort()) {
    const manifest = await readManifest(join(folder, 'snapshots', name));
    if (manifest !== undefined) found.push({ name, manifest });
  }
  return found;
}

/** Undefined where the snapshot was not finished. Rejects `backup-damaged`. */
async function readManifest(snapshot: string): Promise<Manifest | undefined> {
  let text: string;
  try {
    text = await readFile(join(snapshot, 'manifest.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return Manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw new BackupError('backup-damaged', `${join(snapshot, 'manifest.json')} is damaged. Use another snapshot.`, {
      cause,
    });
  }
}

/** Removes snapshots that a stop left unfinished. */
export async function removeUnfinished(folder: string): Promise<void> {
  const done = new Set((await snapshotsIn(folder)).map(({ name }) => name));
  for (const name of await namesIn(join(folder, 'snapshots')))
    if (!done.has(name)) await rm(join(folder, 'snapshots', name), { recursive: true });
}

/** Encrypts into a file, flushed. */
export async function writeEncrypted(
  recipient: string,
  content: AsyncIterable<Uint8Array>,
  folder: string,
  name: string,
): Promise<SnapshotFile> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const stream = await encrypter.encrypt(Readable.toWeb(Readable.from(content)) as ReadableStream<Uint8Array>);
  const digest = createHash('sha256');
  const bytes = await writeWhole(
    join(folder, name),
    (async function* () {
      for await (const part of stream as unknown as AsyncIterable<Uint8Array>) {
        digest.update(part);
        yield part;
      }
    })(),
  );
  return { name, bytes, sha256: digest.digest('hex') };
}

/** Decrypts a file of a snapshot. Rejects `backup-damaged` where it is not what the manifest says, `identity-wrong`. */
export async function* readEncrypted(
  identity: string,
  folder: string,
  { name, sha256 }: SnapshotFile,
): AsyncGenerator<Uint8Array> {
  const path = join(folder, name);
  const digest = createHash('sha256');
  for await (const part of createReadStream(path)) digest.update(part as Buffer);
  if (digest.digest('hex') !== sha256)
    throw new BackupError(
      'backup-damaged',
      `${path} is damaged: it is not the file that was written. Use another snapshot.`,
    );
  const decrypter = new Decrypter();
  let stream: ReadableStream<Uint8Array>;
  try {
    decrypter.addIdentity(identity);
    stream = await decrypter.decrypt(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>);
  } catch (cause) {
    throw new BackupError(
      'identity-wrong',
      'This identity does not open the backup. Give the file that was made with its key.',
      {
        cause,
      },
    );
  }
  yield* stream as unknown as AsyncIterable<Uint8Array>;
}

/** Copies a file that never changes, unless it is there. True when it was copied. */
export async function copyOnce(from: string, to: string): Promise<boolean> {
  const size = await sizeOf(from);
  if (size === undefined || size === (await sizeOf(to))) return false;
  await mkdir(join(to, '..'), { recursive: true, mode: 0o700 });
  try {
    await writeWhole(to, createReadStream(from, { highWaterMark: 1 << 20 }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false; // destroyed since it was listed
    throw error;
  }
  return true;
}

/** Overwrites a small file with zeros and removes it, both flushed. */
export async function wipe(path: string): Promise<boolean> {
  const size = await sizeOf(path);
  if (size === undefined) return false;
  const handle = await open(path, 'r+');
  try {
    await handle.write(new Uint8Array(Math.min(size, 4096)), 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(path);
  await syncFolder(join(path, '..'));
  return true;
}

/** Files below a folder, by their path in it; none where it is not there. Left-overs of a stop are left out. */
export async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
