/**
 * Is everything still as it was written? The engine's own check, every ledger chain (hashes, HMACs, details), and every
 * table compared with what the acts in the ledger say. Reads only; may run beside a working house.
 */
import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import { checkChain } from './chain.ts';
import { houseTables, TABLES } from './house-tables.ts';
import { checkRequests } from './rights.ts';
import { checkTalk } from './talk.ts';

const AT_ONCE = 100;

/** Problems as they are found; none means all is well. Never throws for what it finds: a table that cannot be read is a problem too. */
export async function* check(house: ReadHouse): AsyncGenerator<LedgerProblem> {
  yield* guarded('the database file', () => engine(house));
  let organisations: readonly string[] = [];
  yield* guarded('table organisation', async function* () {
    organisations = await allOrganisations(house);
    yield* [];
  });
  for (const id of organisations) yield* guarded(`ledger of organisation ${id}`, () => checkChain(house, id));
  yield* guarded(TABLES, () => houseTables(house));
  yield* guarded('requests under somebody’s rights', () => checkRequests(house));
  let after = '';
  for (;;) {
    let page: readonly string[] = [];
    yield* guarded('table talk', async function* () {
      page = await talksAfter(house, after);
      yield* [];
    });
    for (const id of page) yield* guarded(`talk ${id}`, () => checkTalk(house, id), id);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

async function* engine(house: ReadHouse): AsyncGenerator<LedgerProblem> {
  for (const line of await house.database.integrity())
    yield {
      place: 'the database',
      meaning: `The database engine finds damage: ${line}. Restore the database from a backup.`,
    };
}

/** Those that have a row, and those that only the ledger still knows. */
export async function allOrganisations(house: ReadHouse): Promise<string[]> {
  const { read } = house.database;
  const ids = new Set<string>();
  for (const { id } of await read.selectFrom('organisation').select('id').execute()) ids.add(id);
  for (const { organisation_id } of await read.selectFrom('ledger_head').select('organisation_id').execute())
    ids.add(organisation_id);
  for (const { organisation_id } of await read.selectFrom('ledger').select('organisation_id').distinct().execute())
    ids.add(organisation_id);
  return [...ids].sort();
}

async function talksAfter(house: ReadHouse, after: string): Promise<string[]> {
  const rows = await house.database.read
    .selectFrom('talk')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  return rows.map((row) => row.id);
}

/** A check that cannot go on says so as a problem. */
async function* guarded(
  place: string,
  run: () => AsyncGenerator<LedgerProblem>,
  talkId?: string,
): AsyncGenerator<LedgerProblem> {
  try {
    yield* run();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    yield {
      place,
      ...(talkId === undefined ? {} : { talkId }),
      meaning: `This cannot be read${code}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
