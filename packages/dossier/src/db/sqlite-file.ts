/** A SQLite file as the thread that holds it sees it: opened, and answering lists of statements. Knows nothing of Kysely. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** A statement with its values. */
export interface SqliteStatement {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** Statements that run one after the other until one fails. */
export interface SqliteQuestion {
  readonly id: number;
  /** Whether the asker stands inside a transaction; see `SqliteFile.answer`. */
  readonly inside: boolean;
  readonly statements: readonly SqliteStatement[];
}

/** What a statement gave: rows, or how many rows it changed. */
export interface SqliteResult {
  readonly rows: unknown[];
  readonly changes?: number;
}

/** An error as plain values: errors lose their own fields on the way between threads. */
export interface SqliteFailure {
  readonly message: string;
  readonly code: string;
  /** SQLite's own extended result code. */
  readonly errcode: number | undefined;
}

/** `inside`: whether a transaction is open now. A failure is of the first statement that failed; those before it ran. */
export interface SqliteAnswer {
  readonly id: number;
  readonly inside: boolean;
  readonly results: readonly SqliteResult[];
  readonly failure?: SqliteFailure;
}

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

/** An open file with the statements it has prepared. */
export class SqliteFile {
  readonly #sqlite: DatabaseSync;
  readonly #prepared = new Map<string, { readonly statement: StatementSync; readonly gives: boolean }>();

  constructor(sqlite: DatabaseSync) {
    this.#sqlite = sqlite;
  }

  /**
   * Runs the statements. SQLite ends a transaction by itself after some failures (a full disk); who still believes to be
   * inside is refused, so that nothing of his is committed apart from the rest. Never throws.
   */
  answer({ id, inside, statements }: SqliteQuestion): SqliteAnswer {
    const results: SqliteResult[] = [];
    try {
      if (inside && !this.#sqlite.isTransaction) throw new Error('The transaction was undone by an earlier failure.');
      // Left open by who could not end it; nobody was promised anything of it.
      if (!inside && this.#sqlite.isTransaction) this.#sqlite.exec('rollback');
      for (const statement of statements) results.push(this.#run(statement));
      return { id, inside: this.#sqlite.isTransaction, results };
    } catch (error) {
      return { id, inside: this.#sqlite.isTransaction, results, failure: failureOf(error) };
    }
  }

  close(): void {
    this.#sqlite.close();
  }

  #run({ sql, values }: SqliteStatement): SqliteResult {
    const { statement, gives } = this.#prepare(sql);
    if (gives) return { rows: statement.all(...values) };
    return { rows: [], changes: Number(statement.run(...values).changes) };
  }

  #prepare(sql: string) {
    let prepared = this.#prepared.get(sql);
    if (prepared === undefined) {
      const statement = this.#sqlite.prepare(sql);
      prepared = { statement, gives: statement.columns().length > 0 };
      if (this.#prepared.size >= KEPT_STATEMENTS) this.#prepared.delete(this.#prepared.keys().next().value!);
      this.#prepared.set(sql, prepared);
    }
    return prepared;
  }
}

/** An error as it travels. */
export function failureOf(error: unknown): SqliteFailure {
  const { message, code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  return {
    message: String(message ?? error),
    code: typeof code === 'string' ? code : 'ERR_SQLITE_ERROR',
    errcode: typeof errcode === 'number' ? errcode : undefined,
  };
}
