/**
 * The other side of sqlite-worker.ts: asks the thread that holds the file. The calling thread never waits for the disk,
 * so sound and signalling are received while a commit is flushed.
 */
import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DossierError } from '../error.ts';
import type { SqliteAnswer, SqliteFailure, SqliteQuestion, SqliteResult, SqliteStatement } from './sqlite-file.ts';

/** Which file the thread is to open. */
export interface ThreadFile {
  readonly file: string;
  readonly readOnly: boolean;
}

/** The thread's first word. */
export type ThreadOpened = { readonly opened: true } | { readonly opened: false; readonly failure: SqliteFailure };

/** A statement that SQLite refused. `code` as node:sqlite gives it, `errcode` SQLite's extended result code. */
export class SqliteError extends Error {
  readonly code: string;
  readonly errcode: number | undefined;
  /** Whether the transaction, if there was one, is still open. */
  readonly inside: boolean;
  constructor({ message, code, errcode }: SqliteFailure, inside: boolean) {
    super(message);
    this.name = 'SqliteError';
    this.code = code;
    this.errcode = errcode;
    this.inside = inside;
  }
}

/** Who listens (node:diagnostics_channel) hears each list of statements as it is sent: for tests and measurements. */
export const SENT = channel('woordelijk:dossier:sqlite');

interface Asked {
  resolve(results: readonly SqliteResult[]): void;
  reject(error: Error): void;
}

/** A thread with a file open. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #lost: (cause: Error) => void;
  /** Questions not answered yet, by id. While there are any the thread keeps the process alive. */
  readonly #asked = new Map<number, Asked>();
  #count = 0;
  #closing = false;
  /** Why no question is taken any more. */
  #over: DossierError | undefined;

  private constructor(worker: Worker, lost: (cause: Error) => void) {
    this.#worker = worker;
    this.#lost = lost;
    worker.on('message', (answer: SqliteAnswer) => this.#answered(answer));
    worker.on('messageerror', (error) => this.#end(error));
    worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => this.#end(new Error(`the thread ended with status ${code}`)));
    worker.unref();
  }

  /**
   * Starts a thread and opens the file in it. `lost` is called once if the thread ends without having been told to;
   * whatever was asked and is asked later is then rejected with `database-closed`. Rejects with a `SqliteError` when the
   * file cannot be opened.
   */
  static async open(file: ThreadFile, lost: (cause: Error) => void): Promise<SqliteThread> {
    const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: file });
    const [first] = (await once(worker, 'message')) as [ThreadOpened]; // rejects on `error`
    if (first.opened) return new SqliteThread(worker, lost);
    await worker.terminate();
    throw new SqliteError(first.failure, false);
  }

  /**
   * Runs the statements one after the other until one fails; nobody else's come in between. `inside`: the asker stands in
   * a transaction. Rejects with the first failure as `SqliteError`, or `database-closed`.
   */
  run(inside: boolean, statements: readonly SqliteStatement[]): Promise<readonly SqliteResult[]> {
    if (this.#over !== undefined) return Promise.reject(this.#over);
    return new Promise((resolve, reject) => {
      const id = ++this.#count;
      // A value that cannot be sent throws here, which rejects.
      this.#worker.postMessage({ id, inside, statements: statements.map(sendable) } satisfies SqliteQuestion);
      if (this.#asked.size === 0) this.#worker.ref();
      this.#asked.set(id, { resolve, reject });
      if (SENT.hasSubscribers) SENT.publish(statements);
    });
  }

  /** Lets the thread answer what was asked, close the file, and end. */
  async close(): Promise<void> {
    if (this.#closing || this.#over !== undefined) return;
    this.#closing = true;
    this.#over = closed('The database was closed.');
    this.#worker.ref();
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.postMessage('close');
    await ended;
  }

  /** Ends the thread in the middle of whatever it does, as a fault in it would: for tests. */
  async kill(): Promise<void> {
    await this.#worker.terminate();
  }

  #answered({ id, inside, results, failure }: SqliteAnswer): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (this.#asked.size === 0 && !this.#closing) this.#worker.unref();
    if (failure === undefined) asked?.resolve(results);
    else asked?.reject(new SqliteError(failure, inside));
  }

  #end(cause: Error): void {
    const told = this.#closing || this.#over !== undefined;
    this.#over ??= closed(
      `The thread that holds the database has stopped (${cause.message}). Nothing more can be recorded: restart the server.`,
      cause,
    );
    for (const { reject } of this.#asked.values()) reject(this.#over);
    this.#asked.clear();
    if (!told) this.#lost(cause);
  }
}

function closed(message: string, cause?: Error): DossierError {
  return new DossierError('database-closed', message, { cause });
}

/** A view of part of a buffer is copied out: with the view the whole buffer would be sent. */
function sendable({ sql, values }: SqliteStatement): SqliteStatement {
  const own = (value: SqliteStatement['values'][number]) =>
    value instanceof Uint8Array && value.byteLength !== value.buffer.byteLength ? new Uint8Array(value) : value;
  return { sql, values: values.map(own) };
}
