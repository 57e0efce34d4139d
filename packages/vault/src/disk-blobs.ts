import { createReadStream } from 'node:fs';
import { readdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertObjectName, type BlobStore } from './blobs.ts';
import { isMissing, makeFolder, syncFolder, writeWhole } from './disk.ts';
import { VaultError } from './errors.ts';

/** Objects as files, spread over 256 folders by the last two characters before the ending. Sweeps what a crash left half-written. */
export async function diskBlobs(folder: string): Promise<BlobStore> {
  await makeFolder(folder);
  for (const entry of await readdir(folder, { recursive: true })) {
    if (entry.endsWith('.tmp')) await unlink(join(folder, entry));
  }
  return {
    ...diskReader(folder),
    async put(name, content) {
      const target = pathOf(folder, name);
      await makeFolder(dirname(target));
      return { bytes: await writeWhole(target, content) };
    },
    async remove(name) {
      const target = pathOf(folder, name);
      try {
        await unlink(target);
        await syncFolder(dirname(target));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

/** The reading half of diskBlobs: changes nothing in the folder. */
export function diskReader(folder: string): Pick<BlobStore, 'read' | 'size' | 'list'> {
  return {
    async *read(name, start = 0, end) {
      if (end !== undefined && end <= start) return;
      try {
        yield* createReadStream(pathOf(folder, name), {
          start,
          ...(end === undefined ? {} : { end: end - 1 }),
          highWaterMark: 256 * 1024,
        });
      } catch (error) {
        if (isMissing(error)) throw new VaultError('object-missing', `There is no object ${name}.`, { cause: error });
        throw error;
      }
    },
    async size(name) {
      try {
        return (await stat(pathOf(folder, name))).size;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async *list() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      for (const entry of entries) if (entry.isFile() && !entry.name.endsWith('.tmp')) yield entry.name;
    },
  };
}

function pathOf(folder: string, name: string): string {
  assertObjectName(name);
  return join(folder, name.replace(/\..*$/, '').slice(-2).padStart(2, '0'), name);
}
