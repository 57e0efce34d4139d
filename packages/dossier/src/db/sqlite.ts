/**
 * SQLite through Node's own `node:sqlite`, for Kysely. One connection, and one at a time may hold it: a transaction holds
 * it from begin to commit, so the statements of two transactions never mix, whatever they wait for in between.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';

const KEPT_STATEMENTS = 256;

/**
 * Opens the file with what durability and erasure ask: a commit is on disk when it returns (`synchronous=FULL`), and what
 * was deleted is overwritten (`secure_delete`).
 */
export function openSqlite(file: string, readOnly = false): DatabaseSync {
  const sqlite = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 5000, readOnly });
  if (readOnly) return sqlite;
  sqlite.exec('pragma journal_mode = wal');
  sqlite.exec('pragma synchronous = full');
  sqlite.exec('pragma secure_delete = on');
  // A talk's search tokens fall all over their index: with room for it in memory (64 MiB), and a journal that is moved in
  // after 32 MiB rather than 4, far fewer pages are read and written over again.
  sqlite.exec('pragma cache_size = -65536');
  sqlite.exec('pragma wal_autocheckpoint = 8192');
  return sqlite;
}

/** Kysely's dialect over an open database; closing Kysely closes it. */
export class SqliteDialect implements Dialect {
  readonly #sqlite: DatabaseSync;
  readonly #mayWait: () => void;

  /** `mayWait` throws where waiting for the connection would never end: inside the transaction that holds it. */
  constructor(sqlite: DatabaseSync, mayWait: () => void) {
    this.#sqlite = sqlite;
    this.#mayWait = mayWait;
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#sqlite, this.#mayWait);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter();
  }

  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

class SqliteDriver implements Driver {
  readonly #sqlite: DatabaseSync;
  readonly #connection: SqliteConnection;
  /** Those who wait for the connection, first come first served. */
  readonly #waiting: (() => void)[] = [];
  readonly #mayWait: () => void;
  #held = false;

  constructor(sqlite: DatabaseSync, mayWait: () => void) {
    this.#sqlite = sqlite;
    this.#mayWait = mayWait;
    this.#connection = new SqliteConnection(sqlite);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#mayWait();
    if (this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#held = true;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    // The connection passes straight on: `held` stays true so that nobody slips in between.
    if (next !== undefined) next();
    else this.#held = false;
  }

  /** A writer takes the file's lock at once, rather than fail halfway; a reader sees one moment and holds up nobody. */
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const begin = settings.accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A failed commit may have ended the transaction already; a second rollback would hide the first error.
    if (this.#sqlite.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    this.#sqlite.close();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(sqlite: DatabaseSync) {
    this.#sqlite = sqlite;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#statement(query.sql);
    const values = query.parameters as readonly SQLInputValue[];
    if (statement.columns().length > 0) return { rows: statement.all(...values) as R[] };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  // biome-ignore lint/correctness/useYield: rows are read in pages, never streamed: a stream would hold the connection
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming would hold the only connection: read in pages instead.');
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#sqlite.prepare(sql);
      if (this.#statements.size >= KEPT_STATEMENTS) this.#statements.delete(this.#statements.keys().next().value!);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
