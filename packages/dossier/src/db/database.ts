/**
 * The database, whichever engine: opened, brought up to date, and asked in one way. All that only one engine can say is
 * in this folder.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { DatabaseSync } from 'node:sqlite';
import {
  type Compilable,
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type QueryResult,
  type SelectQueryBuilder,
  type Transaction,
} from 'kysely';
import type { CustomTypesConfig } from 'pg';
import { DossierError } from '../error.ts';
import type { LedgerHeadRow } from '../ledger/tables.ts';
import type { SearchTokenRow } from '../search/tables.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { type EngineWords, POSTGRES_WORDS, SQLITE_WORDS, statementsFor } from './migrations/migration.ts';
import type { Schema } from './schema.ts';
import { Several } from './several.ts';
import { SqliteDialect } from './sqlite.ts';
import { SqliteThread, type ThreadFile } from './sqlite-thread.ts';

/** Which database: a file of our own, or a PostgreSQL server by its connection URL. */
export type DatabaseChoice =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

export type Tx = Transaction<Schema>;

/** A statement that is ready to be asked, and was not asked yet. */
export type Statement = Compilable<unknown> | CompiledQuery<unknown>;

/** An open database with the tables of today. */
export interface Database {
  readonly kind: DatabaseChoice['kind'];
  /** For reading outside a transaction. */
  readonly read: Kysely<Schema>;
  /**
   * All or nothing. Inside, use only `tx`: on SQLite everything else would wait for ever for the connection that the
   * transaction holds, so it throws `database-nested`.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads that all see the same moment. */
  snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Statements that do not need each other's results, in this order: on SQLite in one go. Gives a result each; rejects
   * with the first failure, after which the rest was not run.
   */
  batch(tx: Tx, statements: readonly Statement[]): Promise<readonly QueryResult<unknown>[]>;
  /** Asks for the end of an organisation's chain, to be held by the transaction until it ends, so that no two writers fork it. */
  lockedHead(tx: Tx, organisationId: string): SelectQueryBuilder<Schema, 'ledger_head', LedgerHeadRow>;
  /** Adds a talk's search tokens: many small rows, so in one statement that need not be made anew for their number. */
  insertTokens(talk: Omit<SearchTokenRow, 'token'>, tokens: readonly number[]): Statement;
  /** What the engine itself finds wrong with its files; empty when all is well. */
  integrity(): Promise<readonly string[]>;
  /** Sees to it that what was deleted can no longer be read out of the engine's files. */
  overwriteDeleted(): Promise<void>;
  close(): Promise<void>;
}

/** How a database is opened, where it is not for all use. */
export interface DatabaseOpening {
  /** Changes nothing, and wants the tables of today. */
  readonly readOnly?: boolean;
  /** Called once when the database is lost beyond return while open; everything asked is then rejected `database-closed`. */
  readonly lost?: (cause: Error) => void;
}

/**
 * Opens the database and brings its tables up to date. Throws `schema-newer`, `schema-older` (read-only),
 * `database-unreachable`.
 */
export async function openDatabase(
  choice: DatabaseChoice,
  { readOnly = false, lost = () => undefined }: DatabaseOpening = {},
): Promise<Database> {
  const inside = new AsyncLocalStorage<true>();
  const outside = () => {
    if (inside.getStore())
      throw new DossierError(
        'database-nested',
        'The database was asked beside the transaction that holds it: pass the `tx` on instead.',
      );
  };
  const kysely =
    choice.kind === 'sqlite'
      ? await openFile({ file: choice.file, readOnly }, outside, lost)
      : await openServer(choice.url);
  try {
    await (readOnly ? expectCurrent(kysely) : migrate(kysely, choice.kind));
  } catch (error) {
    await kysely.destroy();
    if (error instanceof DossierError) throw error;
    throw new DossierError(
      'database-unreachable',
      `The database cannot be opened or brought up to date: ${error instanceof Error ? error.message : error}. Check that it is there, not read-only, and not damaged.`,
      { cause: error },
    );
  }
  return {
    kind: choice.kind,
    read: kysely,
    async transaction(work) {
      outside();
      return await kysely.transaction().execute((tx) => inside.run(true, () => work(tx)));
    },
    async snapshot(work) {
      outside();
      const reading = kysely.transaction().setAccessMode('read only');
      const alike = choice.kind === 'postgres' ? reading.setIsolationLevel('repeatable read') : reading;
      return await alike.execute((tx) => inside.run(true, () => work(tx)));
    },
    async batch(tx, statements) {
      const compiled = statements.map((statement) => ('compile' in statement ? statement.compile() : statement));
      if (choice.kind === 'sqlite') return (await tx.executeQuery<QueryResult<unknown>>(new Several(compiled))).rows;
      const results: QueryResult<unknown>[] = [];
      for (const query of compiled) results.push(await tx.executeQuery(query));
      return results;
    },
    lockedHead(tx, organisationId) {
      const head = tx.selectFrom('ledger_head').selectAll().where('organisation_id', '=', organisationId);
      // SQLite has one writer at a time as it is.
      return choice.kind === 'postgres' ? head.forUpdate() : head;
    },
    insertTokens({ started_at, talk_id, organisation_id }, tokens) {
      const from =
        choice.kind === 'sqlite'
          ? 'select value, ?, ?, ? from json_each(?)'
          : 'select value::bigint, $1::bigint, $2, $3 from json_array_elements_text($4::json)';
      return CompiledQuery.raw(`insert into search_token (token, started_at, talk_id, organisation_id) ${from}`, [
        started_at,
        talk_id,
        organisation_id,
        JSON.stringify([...tokens].sort((a, b) => a - b)),
      ]);
    },
    integrity: () => (choice.kind === 'sqlite' ? sqliteIntegrity(kysely) : postgresIntegrity(kysely)),
    async overwriteDeleted() {
      // SQLite overwrites in its file (secure_delete); its journal still holds the pages as they were. PostgreSQL's vacuum
      // gives rows free in its own time: what they hold is ciphertext without a key by then.
      if (choice.kind === 'sqlite') await kysely.executeQuery(CompiledQuery.raw('pragma wal_checkpoint(truncate)'));
    },
    close: () => kysely.destroy(),
  };
}

async function openFile(file: ThreadFile, mayWait: () => void, lost: (cause: Error) => void): Promise<Kysely<Schema>> {
  try {
    return new Kysely<Schema>({ dialect: new SqliteDialect(await SqliteThread.open(file, lost), mayWait) });
  } catch (error) {
    throw new DossierError(
      'database-unreachable',
      `The database file cannot be opened: ${error instanceof Error ? error.message : error}. Check that its folder exists and may be written to, and that no other program holds it.`,
      { cause: error },
    );
  }
}

async function openServer(url: string): Promise<Kysely<Schema>> {
  const { default: pg } = await import('pg'); // who runs on SQLite never loads it
  const INT8 = 20;
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types: {
      // Every number of ours fits in 53 bits.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? (text: string) => Number(text) : pg.types.getTypeParser(oid, format as 'text'),
    } as CustomTypesConfig,
  });
  // A connection that breaks is replaced at the next question, and what was asked on it is rejected. Without a listener
  // it would end the process, with every call under way: the pool hears of those that are idle, each of itself while in use.
  pool.on('error', () => undefined);
  pool.on('connect', (connection) => connection.on('error', () => undefined));
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/** Runs the steps that were not run yet, each with its number in one transaction. */
async function migrate(kysely: Kysely<Schema>, kind: DatabaseChoice['kind']): Promise<void> {
  const words: EngineWords = kind === 'sqlite' ? SQLITE_WORDS : POSTGRES_WORDS;
  await kysely.transaction().execute(async (tx) => {
    // Two nodes that start at once on one server: the second waits here and then finds nothing to do.
    if (kind === 'postgres') await tx.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock(8007411)'));
    await tx.executeQuery(
      CompiledQuery.raw(
        `create table if not exists schema_step (number ${words.int} not null primary key, title text not null)${words.strict}`,
      ),
    );
    const { rows } = await tx.executeQuery<{ number: number | null }>(
      CompiledQuery.raw('select max(number) as number from schema_step'),
    );
    const done = rows[0]?.number ?? 0;
    if (done > MIGRATIONS.length) throw newerSchema(done);
    for (const [i, migration] of MIGRATIONS.entries()) {
      if (i < done) continue;
      for (const statement of statementsFor(migration, words)) await tx.executeQuery(CompiledQuery.raw(statement));
      const title = migration.title.replaceAll("'", "''");
      await tx.executeQuery(CompiledQuery.raw(`insert into schema_step (number, title) values (${i + 1}, '${title}')`));
    }
  });
}

async function expectCurrent(kysely: Kysely<Schema>): Promise<void> {
  const { rows } = await kysely.executeQuery<{ number: number | null }>(
    CompiledQuery.raw('select max(number) as number from schema_step'),
  );
  const done = rows[0]?.number ?? 0;
  if (done > MIGRATIONS.length) throw newerSchema(done);
  if (done < MIGRATIONS.length)
    throw new DossierError(
      'schema-older',
      `This database was last used by an older version (step ${done} of ${MIGRATIONS.length}). Start the server once to bring it up to date.`,
    );
}

function newerSchema(done: number): DossierError {
  return new DossierError(
    'schema-newer',
    `This database was made by a newer version (step ${done}; this version knows ${MIGRATIONS.length}). Install that version or a later one; nothing was changed.`,
  );
}

async function sqliteIntegrity(kysely: Kysely<Schema>): Promise<string[]> {
  const { rows } = await kysely.executeQuery<{ integrity_check: string }>(CompiledQuery.raw('pragma integrity_check'));
  const found = rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  const broken = await kysely.executeQuery<{ table: string }>(CompiledQuery.raw('pragma foreign_key_check'));
  for (const { table } of broken.rows) found.push(`a row of ${table} points at a row that is not there`);
  return found;
}

/** PostgreSQL has no check of all its files by SQL alone; reading every row, as the ledger check does, finds bad pages. */
async function postgresIntegrity(kysely: Kysely<Schema>): Promise<string[]> {
  const { rows } = await kysely.executeQuery<{ relname: string }>(
    CompiledQuery.raw('select relname from pg_class join pg_index on indexrelid = pg_class.oid where not indisvalid'),
  );
  return rows.map((row) => `index ${row.relname} is not valid; run REINDEX`);
}

/**
 * A copy of a SQLite database as it stands at one moment, into a file that is not there yet; also while a server writes to
 * it. What was deleted is not in the copy.
 */
export function copyDatabase(file: string, to: string): void {
  const sqlite = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    sqlite.prepare('vacuum into ?').run(to);
  } finally {
    sqlite.close();
  }
}

/** The tables as SQL text, for `docs/schema.sql`: the SQLite dialect, in the order of making. */
export async function dumpSchema(): Promise<string> {
  const steps = MIGRATIONS.map(
    (migration, i) =>
      `-- Step ${i + 1}: ${migration.title}\n\n${statementsFor(migration, SQLITE_WORDS)
        .map((statement) => `${statement};\n`)
        .join('\n')}`,
  );
  return `-- Generated from packages/dossier/src/db/migrations. On PostgreSQL: integer is bigint, blob is bytea.\n\n${steps.join('\n')}`;
}
