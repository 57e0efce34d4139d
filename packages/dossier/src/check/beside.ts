/** The check without opening the dossier: writes nothing, so it may run beside a server that uses the same database. */
import type { Vault } from '@woordelijk/vault';
import { type DatabaseChoice, openDatabase } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import { check } from './check.ts';

export interface DossierCheck {
  readonly database: DatabaseChoice;
  /** The keys of the vault that the database belongs to. */
  readonly keys: Pick<Vault['keys'], 'get'>;
  /** As openDossier was given it. */
  readonly searchKey: Uint8Array;
}

/** Everything in the database that is not as it was written. A database that cannot be opened is a problem too. */
export async function* checkDossier({
  database: choice,
  keys,
  searchKey,
}: DossierCheck): AsyncGenerator<LedgerProblem> {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  try {
    database = await openDatabase(choice, { readOnly: true });
  } catch (error) {
    if (!(error instanceof DossierError)) throw error;
    yield { place: 'the database', meaning: error.message };
    return;
  }
  try {
    const house: ReadHouse = { database, vault: { keys }, searchKey };
    yield* check(house);
  } finally {
    await database.close();
  }
}
