import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DossierError } from '../error.ts';

/**
 * Takes a data folder for this process alone; returns the way to let it go. The lock is the operating system's (through
 * SQLite), so it ends with the process however that ends. Throws `data-in-use` when another process holds it.
 */
export function lockFolder(folder: string): () => void {
  const database = new DatabaseSync(join(folder, 'lock.db'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new DossierError(
      'data-in-use',
      `The data folder ${folder} is in use by another Woordelijk. Stop that one, or choose another folder with --data.`,
      { cause },
    );
  }
  return () => database.close();
}
