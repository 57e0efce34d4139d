/**
 * The list of keys that were destroyed on purpose: `keys/destroyed`, a line with an id each, added before the key itself is
 * overwritten. A crash between the two leaves a note of a key that is still there: destroying it again finishes the work.
 */
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing, syncFolder, writeFully } from './disk.ts';

const LINE = 37; // an id and the end of its line

/** The list of a key folder. */
export interface DestroyedKeys {
  /** Adds an id; on disk when it resolves. An id may stand there twice. */
  note(id: string): Promise<void>;
  has(id: string): Promise<boolean>;
}

export function destroyedKeys(folder: string): DestroyedKeys {
  const file = join(folder, 'destroyed');
  let turn: Promise<void> = Promise.resolve();
  return {
    note(id) {
      const mine = turn.then(() => add(folder, file, id));
      turn = mine.catch(() => undefined);
      return mine;
    },
    async has(id) {
      return listed(await bytesOf(file), id);
    },
  };
}

/** All ids on the list of a key folder, in the order of their destruction. */
export async function readDestroyed(folder: string): Promise<string[]> {
  const lines = (await bytesOf(join(folder, 'destroyed'))).toString('latin1').split('\n');
  return lines.filter((line) => /^[0-9a-f-]{36}$/.test(line));
}

async function add(folder: string, file: string, id: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    // A torn last line is closed off: it names no key, and the destruction it began is begun again.
    const before = size % LINE === 0 ? '' : '\n'.padStart(LINE - (size % LINE));
    await writeFully(handle, Buffer.from(`${before}${id}\n`), size);
    await handle.sync();
    if (size === 0) await syncFolder(folder);
  } finally {
    await handle.close();
  }
}

function listed(list: Buffer, id: string): boolean {
  const wanted = `${id}\n`;
  for (let at = list.indexOf(wanted); at >= 0; at = list.indexOf(wanted, at + 1)) if (at % LINE === 0) return true;
  return false;
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}
