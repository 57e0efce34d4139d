/**
 * SQLite for Kysely. One connection, and one at a time may hold it: a transaction holds it from begin to its last
 * statement, so the statements of two transactions never mix, whatever they wait for in between.
 *
 * Transactions that wait for one another share a flush: each is a savepoint in one outer transaction, which is committed
 * when nobody who writes is next. Each stays all or nothing, and none is told to be done before that commit is on disk
 * (docs/decisions, "SQLite in a worker").
 */
import {
  type CompiledQuery,
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
import { Several } from './several.ts';
import type { SqliteResult, SqliteStatement } from './sqlite-file.ts';
import { SqliteError, type SqliteThread } from './sqlite-thread.ts';

/** More do not share a flush, so that the first of them does not wait too long. */
const MOST_IN_FLUSH = 32;

/** Kysely's dialect over a thread that holds the file; closing Kysely closes it. */
export class SqliteDialect implements Dialect {
  readonly #thread: SqliteThread;
  readonly #mayWait: () => void;

  /** `mayWait` throws where waiting for the connection would never end: inside the transaction that holds it. */
  constructor(thread: SqliteThread, mayWait: () => void) {
    this.#thread = thread;
    this.#mayWait = mayWait;
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#thread, this.#mayWait);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new TakingTurns();
  }

  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** The driver lets the askers take turns; Kysely's own turns would keep them from sharing a flush. */
class TakingTurns extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** An outer transaction, with those whose savepoints in it are done and who wait for its commit. */
class Flush {
  readonly #end = Promise.withResolvers<void>();
  /** Settles for all of them at once. */
  readonly done = this.#end.promise;
  acts = 0;

  constructor() {
    this.done.catch(() => undefined); // there may be nobody who waits
  }

  committed(): void {
    this.#end.resolve();
  }

  lost(error: unknown): void {
    this.#end.reject(error);
  }
}

class SqliteDriver implements Driver {
  readonly #thread: SqliteThread;
  /** Those who wait for the connection, first come first served. */
  readonly #waiting: (() => void)[] = [];
  readonly #mayWait: () => void;
  #held = false;
  /** The outer transaction that is open now. */
  #flush: Flush | undefined;

  constructor(thread: SqliteThread, mayWait: () => void) {
    this.#thread = thread;
    this.#mayWait = mayWait;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#mayWait();
    if (this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#held = true;
    return new SqliteConnection(this);
  }

  async releaseConnection(connection: SqliteConnection): Promise<void> {
    if (!connection.passedOn) await this.#pass();
  }

  /** Nothing is sent yet: the words that begin it go with the first statement. */
  async beginTransaction(connection: SqliteConnection, settings: TransactionSettings): Promise<void> {
    connection.state = settings.accessMode === 'read only' ? 'reading' : 'acting';
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    const { state, flush } = connection;
    connection.state = 'ended';
    if (state === 'reading' && connection.begun) await this.#run(true, ['commit']);
    if (state !== 'acting' || flush === undefined) return;
    flush.acts++;
    if (this.#waiting.length > 0 && flush.acts < MOST_IN_FLUSH) {
      // Not waited for: what the next one sends comes after it, and is refused if this failed.
      this.#run(true, ['release act']).catch((error) => this.#lose(flush, error));
      connection.passedOn = true;
      await this.#pass();
    } else await this.#commit(flush, ['release act', 'commit']);
    await flush.done;
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    const { state, flush } = connection;
    // A failed commit has ended it already; a second failure would hide the first.
    connection.state = 'ended';
    if (state === 'reading' && connection.begun) await this.#run(true, ['rollback']);
    if (state !== 'acting' || flush === undefined || flush !== this.#flush) return;
    await this.#run(true, ['rollback to act', 'release act']).catch((error) => this.#lose(flush, error));
  }

  async destroy(): Promise<void> {
    await this.#thread.close();
  }

  /** Runs what a connection asks, after the words that must come first. */
  async ask(connection: SqliteConnection, statements: readonly SqliteStatement[]): Promise<readonly SqliteResult[]> {
    const { state } = connection;
    if (state === 'acting') return await this.#askInAct(connection, statements);
    // Who reads sees only what is on disk.
    if (this.#flush !== undefined) await this.#commit(this.#flush, ['commit']);
    if (state !== 'reading') return await this.#thread.run(false, statements);
    if (connection.begun) return await this.#thread.run(true, statements);
    connection.begun = true;
    return (await this.#thread.run(false, [words('begin'), ...statements])).slice(1);
  }

  async #askInAct(
    connection: SqliteConnection,
    statements: readonly SqliteStatement[],
  ): Promise<readonly SqliteResult[]> {
    const first: SqliteStatement[] = [];
    const inside = this.#flush !== undefined;
    if (connection.flush === undefined) {
      // A writer takes the file's lock at once, rather than fail halfway.
      if (!inside) first.push(words('begin immediate'));
      first.push(words('savepoint act'));
      this.#flush ??= new Flush();
      connection.flush = this.#flush;
    }
    const { flush } = connection;
    try {
      return (await this.#thread.run(inside, [...first, ...statements])).slice(first.length);
    } catch (error) {
      // A failed statement is undone alone; but after some failures SQLite undoes the transaction, and with it all in it.
      if (!(error instanceof SqliteError && error.inside)) this.#lose(flush, error);
      throw error;
    }
  }

  /** The connection goes to who is next: it stays held, so that nobody slips in between, and a flush stays open to be joined. */
  async #pass(): Promise<void> {
    const next = this.#waiting.shift();
    if (next !== undefined) return next();
    if (this.#flush !== undefined) {
      await this.#commit(this.#flush, ['commit']);
      return await this.#pass();
    }
    this.#held = false;
  }

  /** Ends the outer transaction, and tells those who wait for it. */
  async #commit(flush: Flush, ending: readonly string[]): Promise<void> {
    if (flush !== this.#flush) return; // lost before
    this.#flush = undefined;
    try {
      await this.#run(true, ending);
      flush.committed();
    } catch (error) {
      // What is left of it is undone before the next statement (`SqliteFile.answer`).
      flush.lost(error);
    }
  }

  #lose(flush: Flush, error: unknown): void {
    if (this.#flush === flush) this.#flush = undefined;
    flush.lost(error);
  }

  async #run(inside: boolean, ending: readonly string[]): Promise<void> {
    await this.#thread.run(inside, ending.map(words));
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #driver: SqliteDriver;
  state: 'plain' | 'acting' | 'reading' | 'ended' = 'plain';
  /** While reading: `begin` was sent. */
  begun = false;
  /** While acting: the outer transaction that the first statement began or joined. */
  flush: Flush | undefined;
  /** Somebody else holds the connection since the last statement. */
  passedOn = false;

  constructor(driver: SqliteDriver) {
    this.#driver = driver;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (query instanceof Several) {
      const results = await this.#driver.ask(this, query.statements.map(statementOf));
      return { rows: results.map(resultOf) as R[] };
    }
    const [result] = await this.#driver.ask(this, [statementOf(query)]);
    return resultOf(result!) as QueryResult<R>;
  }

  // biome-ignore lint/correctness/useYield: rows are read in pages, never streamed: a stream would hold the connection
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming would hold the only connection: read in pages instead.');
  }
}

function words(sql: string): SqliteStatement {
  return { sql, values: [] };
}

function statementOf({ sql, parameters }: CompiledQuery): SqliteStatement {
  return { sql, values: parameters as SqliteStatement['values'] };
}

function resultOf({ rows, changes }: SqliteResult): QueryResult<unknown> {
  return changes === undefined ? { rows } : { rows, numAffectedRows: BigInt(changes) };
}
