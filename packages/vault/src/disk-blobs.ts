import { createReadStream } from 'node:fs';
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { assertObjectName, type BlobStore } from './blobs.ts';
import { isMissing, makeFolder, syncFolder, writeWhole } from './disk.ts';
import { VaultError } from './errors.ts';

/** Objects as files, spread over 256 folders by the last two characters before the ending. Sweeps what a crash left half-written. */
export async function diskBlobs(folder: string): Promise<BlobStore> {
  await makeFolder(folder);
  const shelf = (name: string) => join(folder, (name.split('.')[0] ?? name).slice(-2).padStart(2, '0'));
  const path = (name: string) => {
    assertObjectName(name);
    return join(shelf(name), name);
  };
  for (const entry of await readdir(folder, { recursive: true })) {
    if (entry.endsWith('.tmp')) await unlink(join(folder, entry));
  }
  return {
    async put(name, content) {
      const target = path(name);
      await makeFolder(shelf(name));
      return { bytes: await writeWhole(target, content) };
    },
    async *read(name, start = 0, end) {
      if (end !== undefined && end <= start) return;
      try {
        yield* createReadStream(path(name), {
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
        return (await stat(path(name))).size;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async remove(name) {
      try {
        await unlink(path(name));
        await syncFolder(shelf(name));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
    async *list() {
      for (const entry of (await readdir(folder, { recursive: true, withFileTypes: true })).filter((e) => e.isFile())) {
        if (!entry.name.endsWith('.tmp')) yield entry.name;
      }
    },
  };
}
