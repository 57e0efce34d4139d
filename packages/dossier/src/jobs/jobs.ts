/**
 * Work that must be done once, though the server may stop at any moment: a row per job, written in the transaction of the
 * act that asks for it. Who asks for it holds its lease from the start and does it himself; the row is there for when he
 * stops before it is done, and then anybody claims it once the lease has run out. A job may run twice (its lease ran out
 * while it was still busy), so every kind of job is a function that finds done what is done. Failed jobs come back, later
 * and later; none is given up.
 */
import type { Statement, Tx } from '../db/database.ts';
import { codeOf } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { JobRow } from './tables.ts';

/** A job as its work sees it. */
export interface RunningJob {
  /** From 0 to 1; kept in the row of a job that takes long. */
  progress(done: number): void;
  /** Not now: it is to be begun again at this moment (epoch milliseconds). */
  again(at: number): void;
  /** The house closes: long work leaves the rest to who comes next, by `again`. */
  stopping(): boolean;
  /** The statement that marks it done, for the transaction of the work's last act. Work without one is marked done after. */
  done(tx: Tx): Statement;
}

/** Does one job; must be safe to repeat. */
export type Work = (subject: string, job: RunningJob) => Promise<void>;

/** Short, so that what a stopped server left is soon taken up. Only a job that takes a third of it is renewed. */
const LEASE_MS = 15_000;
const RENEW_MS = LEASE_MS / 3;
const POLL_MS = 5_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const AT_ONCE = 2;
/** Held at a time, running or next; what is asked for beyond that waits in the table. */
const MOST_HELD = 64;
const CLAIMED_AT_ONCE = 8;

/** A job whose lease is ours. */
interface Held {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  /** How often it was begun, this time too. */
  readonly attempts: number;
  /** Per mille. */
  progress: number;
  /** It was there when leases were renewed last, or looked at for it. */
  long: boolean;
}

/** Runs jobs until closed. Work is by kind; a kind nobody knows stays waiting for a version that does. */
export class Jobs {
  readonly #house: Pick<House, 'database' | 'now' | 'random' | 'log'>;
  readonly #work: Readonly<Record<string, Work>>;
  /** Names this process in a lease. */
  readonly #name: string;
  /** Next to run, in this order. */
  readonly #next: Held[] = [];
  readonly #running = new Map<Held, Promise<void>>();
  #poll: NodeJS.Timeout | undefined;
  #renewal: NodeJS.Timeout | undefined;
  #renewing: Promise<void> | undefined;
  #looking: Promise<void> | undefined;
  /** More may be due in the table than was taken. */
  #more = false;
  #started = false;
  #closed = false;

  constructor(house: Pick<House, 'database' | 'now' | 'random' | 'log'>, work: Readonly<Record<string, Work>>) {
    this.#house = house;
    this.#work = work;
    this.#name = newId(house);
  }

  /**
   * Asks for work, in the transaction of the act that needs it: write `row` there, and call `run` when it is committed.
   * Where that never happens the lease runs out, or there is no row. `at`: not before this moment (epoch milliseconds).
   */
  ask(
    tx: Tx,
    organisationId: string,
    kind: string,
    subject: string,
    at?: number,
  ): { readonly row: Statement; run(): void } {
    const now = this.#house.now();
    const mine = at === undefined && !this.#closed && this.#next.length + this.#running.size < MOST_HELD;
    const held: Held = { id: newId(this.#house), kind, subject, attempts: 1, progress: 0, long: false };
    const row = tx.insertInto('job').values({
      id: held.id,
      organisation_id: organisationId,
      kind,
      subject,
      state: 'waiting',
      attempts: mine ? 1 : 0,
      run_at: at ?? now,
      lease_until: mine ? now + LEASE_MS : 0,
      lease_by: mine ? this.#name : null,
      progress: 0,
      failure: null,
      created_at: now,
      done_at: null,
    });
    const run = () => {
      if (mine) this.#take([held]);
      else if (at === undefined) this.#more = true;
    };
    return { row, run };
  }

  /** Starts working, on what earlier runs left too. */
  start(): void {
    this.#started = true;
    this.#poll = setInterval(() => this.#look(), POLL_MS);
    this.#renewal = setInterval(() => this.#renew(), RENEW_MS);
    this.#poll.unref();
    this.#renewal.unref();
    this.#take([]); // asked for before the start
    this.#look();
  }

  /** Waits until no job is running and none is due. */
  async settled(): Promise<void> {
    let found: boolean;
    do {
      while (this.#running.size > 0) await Promise.all(this.#running.values());
      found = await this.#look();
    } while (found || this.#running.size > 0);
  }

  /** Takes no new work, waits for what is running, and leaves the rest to who comes next. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#poll);
    clearInterval(this.#renewal);
    await this.#looking;
    await this.#renewing;
    const left = this.#next.splice(0).map(({ id }) => id);
    await Promise.all(this.#running.values());
    if (left.length > 0) await this.#mine(left).set({ lease_until: 0, lease_by: null }).execute().catch(this.#failed);
  }

  #take(jobs: readonly Held[]): void {
    this.#next.push(...jobs);
    while (this.#started && !this.#closed && this.#running.size < AT_ONCE) {
      const job = this.#next.shift();
      if (job === undefined) return;
      const run = this.#run(job).finally(() => {
        this.#running.delete(job);
        this.#take([]);
        if (this.#more && this.#running.size === 0) this.#look();
      });
      this.#running.set(job, run);
    }
  }

  /** Claims what is due. True when there was any. */
  async #look(): Promise<boolean> {
    let found = false;
    const before = this.#looking;
    const looking = (async () => {
      await before;
      if (this.#closed || this.#next.length > 0) return;
      const jobs = await this.#claim().catch(this.#failed);
      found = jobs !== undefined && jobs.length > 0;
      this.#more = jobs?.length === CLAIMED_AT_ONCE;
      this.#take((jobs ?? []).map((job) => ({ ...job, long: false })));
    })();
    this.#looking = looking;
    await looking;
    return found;
  }

  /** Several at a time. Who changes a row first has the job: the lease that had run out is part of the question. */
  async #claim(): Promise<Pick<JobRow, 'id' | 'kind' | 'subject' | 'attempts' | 'progress'>[]> {
    const now = this.#house.now();
    const { read } = this.#house.database;
    const due = await read
      .selectFrom('job')
      .select('id')
      .where('state', '=', 'waiting')
      .where('run_at', '<=', now)
      .where('lease_until', '<=', now)
      .where('kind', 'in', Object.keys(this.#work))
      .orderBy('run_at')
      .limit(CLAIMED_AT_ONCE)
      .execute();
    if (due.length === 0) return [];
    return await read
      .updateTable('job')
      .set((eb) => ({ lease_until: now + LEASE_MS, lease_by: this.#name, attempts: eb('attempts', '+', 1) }))
      .where(
        'id',
        'in',
        due.map(({ id }) => id),
      )
      .where('state', '=', 'waiting')
      .where('lease_until', '<=', now)
      .returning(['id', 'kind', 'subject', 'attempts', 'progress'])
      .execute();
  }

  async #run(job: Held): Promise<void> {
    let marked = false;
    let again: number | undefined;
    const done = { state: 'done', progress: 1000, failure: null, lease_until: 0 } as const;
    try {
      await this.#work[job.kind]!(job.subject, {
        progress: (share) => {
          job.progress = Math.round(1000 * Math.max(0, Math.min(1, share)));
        },
        again: (at) => {
          again = at;
        },
        stopping: () => this.#closed,
        done: (tx) => {
          marked = true;
          return tx
            .updateTable('job')
            .set({ ...done, done_at: this.#house.now() })
            .where('id', '=', job.id)
            .where('lease_by', '=', this.#name);
        },
      });
      if (again !== undefined)
        await this.#mine([job.id]).set({ lease_until: 0, lease_by: null, attempts: 0, run_at: again }).execute();
      else if (!marked)
        await this.#mine([job.id])
          .set({ ...done, done_at: this.#house.now() })
          .execute();
    } catch (error) {
      const { kind, subject, attempts } = job;
      const code = codeOf(error);
      this.#house.log({ level: 'warn', event: 'job.failed', kind, subject, code, attempt: attempts });
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20));
      await this.#mine([job.id])
        .set({ lease_until: 0, lease_by: null, failure: code, run_at: this.#house.now() + wait })
        .execute()
        .catch(() => undefined); // the lease runs out
    }
  }

  /** Keeps the leases of jobs that take long, with how far they are; most jobs are done before it comes to that. */
  #renew(): void {
    this.#renewing ??= (async () => {
      for (const job of [...this.#running.keys(), ...this.#next]) {
        if (job.long)
          await this.#mine([job.id])
            .set({ lease_until: this.#house.now() + LEASE_MS, progress: job.progress })
            .execute();
        job.long = true;
      }
    })()
      .catch(() => undefined) // without a renewal the lease runs out, and the job is done again
      .finally(() => {
        this.#renewing = undefined;
      });
  }

  #mine(ids: readonly string[]) {
    return this.#house.database.read
      .updateTable('job')
      .where('id', 'in', ids)
      .where('state', '=', 'waiting')
      .where('lease_by', '=', this.#name);
  }

  readonly #failed = (error: unknown): undefined => {
    this.#house.log({ level: 'error', event: 'jobs.database', code: codeOf(error) });
  };
}
