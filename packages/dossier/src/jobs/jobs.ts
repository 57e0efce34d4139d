/**
 * Work that must be done once, though the server may stop at any moment: a row per job, written in the transaction of the
 * act that asks for it, and claimed with a lease. A job may run twice (its lease ran out while it was still busy), so every
 * kind of job is a function that finds done what is done. Failed jobs come back, later and later; none is given up.
 */
import type { Tx } from '../db/database.ts';
import type { JobRow } from '../db/schema.ts';
import { type House, newId } from '../house.ts';

/** Does one job; must be safe to repeat. `progress` from 0 to 1 is kept for who looks. */
export type Work = (subject: string, progress: (done: number) => Promise<void>) => Promise<void>;

const LEASE_MS = 60_000;
const POLL_MS = 5_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const AT_ONCE = 2;

/** Runs jobs until closed. Work is by kind; a kind nobody knows stays waiting for a version that does. */
export class Jobs {
  readonly #house: House;
  readonly #work: Readonly<Record<string, Work>>;
  /** Names this process in a lease. */
  readonly #name: string;
  readonly #running = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  #closed = false;

  constructor(house: House, work: Readonly<Record<string, Work>>) {
    this.#house = house;
    this.#work = work;
    this.#name = newId(house);
  }

  /** Starts looking for work, that of earlier runs too. */
  start(): void {
    this.#timer = setInterval(() => this.kick(), POLL_MS);
    this.#timer.unref();
    this.kick();
  }

  /** Looks for work now: after a transaction that asked for some. */
  kick(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
      if (this.#again && !this.#closed) this.kick();
    });
  }

  /** Waits until no job is running and none is due. */
  async settled(): Promise<void> {
    this.kick();
    while (this.#looking !== undefined || this.#running.size > 0) {
      await this.#looking;
      await Promise.all(this.#running);
    }
  }

  /** Takes no new work, and waits for what is running. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#looking;
    await Promise.all(this.#running);
  }

  async #look(): Promise<void> {
    try {
      while (this.#again && !this.#closed) {
        this.#again = false;
        for (const job of await this.#due()) {
          if (this.#running.size >= AT_ONCE || this.#closed) break;
          if (!(await this.#claim(job))) continue;
          const run = this.#run(job).finally(() => {
            this.#running.delete(run);
            this.kick();
          });
          this.#running.add(run);
        }
      }
    } catch (error) {
      this.#again = false; // the next poll tries again
      this.#house.log({ level: 'error', event: 'jobs.database', code: codeOf(error) });
    }
  }

  #due(): Promise<JobRow[]> {
    const now = this.#house.now();
    return this.#house.database.read
      .selectFrom('job')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('run_at', '<=', now)
      .where('lease_until', '<=', now)
      .where('kind', 'in', Object.keys(this.#work))
      .orderBy('run_at')
      .limit(AT_ONCE * 4)
      .execute();
  }

  /** Whoever changes the row first has the job: the lease he read is part of the question. */
  async #claim(job: JobRow): Promise<boolean> {
    const { numUpdatedRows } = await this.#house.database.read
      .updateTable('job')
      .set({ lease_until: this.#house.now() + LEASE_MS, lease_by: this.#name, attempts: job.attempts + 1 })
      .where('id', '=', job.id)
      .where('state', '=', 'waiting')
      .where('attempts', '=', job.attempts)
      .where('lease_until', '=', job.lease_until)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async #run(job: JobRow): Promise<void> {
    const mine = () =>
      this.#house.database.read.updateTable('job').where('id', '=', job.id).where('lease_by', '=', this.#name);
    const renewal = setInterval(() => {
      mine()
        .set({ lease_until: this.#house.now() + LEASE_MS })
        .execute()
        .catch(() => undefined); // without a renewal the lease runs out, and the job is done again
    }, LEASE_MS / 3);
    try {
      await this.#work[job.kind]!(job.subject, async (done) => {
        await mine()
          .set({ progress: Math.round(1000 * Math.max(0, Math.min(1, done))) })
          .execute();
      });
      await mine()
        .set({ state: 'done', progress: 1000, failure: null, lease_until: 0, done_at: this.#house.now() })
        .execute();
    } catch (error) {
      const code = codeOf(error);
      this.#house.log({
        level: 'warn',
        event: 'job.failed',
        kind: job.kind,
        subject: job.subject,
        code,
        attempt: job.attempts + 1,
      });
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(job.attempts, 20));
      await mine()
        .set({ lease_until: 0, failure: code, run_at: this.#house.now() + wait })
        .execute()
        .catch(() => undefined);
    } finally {
      clearInterval(renewal);
    }
  }
}

/** Asks for work, in the transaction of the act that needs it. Kick the jobs once it is committed. */
export async function ask(house: House, tx: Tx, organisationId: string, kind: string, subject: string): Promise<void> {
  const now = house.now();
  await tx
    .insertInto('job')
    .values({
      id: newId(house),
      organisation_id: organisationId,
      kind,
      subject,
      state: 'waiting',
      attempts: 0,
      run_at: now,
      lease_until: 0,
      lease_by: null,
      progress: 0,
      failure: null,
      created_at: now,
      done_at: null,
    })
    .execute();
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
