/**
 * One round of the watch. Safe to repeat: how far it is stands in its row, and a finding that is open is not told twice. It
 * rests as long as it works, so that calls that are being recorded go first, and stops where the house closes.
 */
import { setTimeout as rest } from 'node:timers/promises';
import { tellAlarm } from '../alarm/tell.ts';
import { checkChain } from '../check/chain.ts';
import { allOrganisations } from '../check/check.ts';
import { houseTables, TABLES } from '../check/house-tables.ts';
import { checkTalk } from '../check/talk.ts';
import type { Database } from '../db/database.ts';
import { codeOf } from '../error.ts';
import type { LedgerProblem } from '../face.ts';
import { type House, newId, type ReadHouse } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import type { WatchRoundRow } from './tables.ts';

/** Each recording has its turn within so many nights; a house with few is checked whole each night. */
export const NIGHTS = 28;
const LEAST = 200;
const PAGE = 10;
/** A night's round that takes longer leaves the rest of its part to the next. */
const LONGEST_MS = 4 * 3_600_000;

/** How many recordings one round checks where there are so many. */
export function partOf(recordings: number): number {
  return Math.max(LEAST, Math.ceil(recordings / NIGHTS));
}

/** Stored recordings that can be opened: not destroyed, nor about to be. */
export function checkable({ read }: Pick<Database, 'read'>) {
  return read
    .selectFrom('recording')
    .innerJoin('talk', 'talk.id', 'recording.talk_id')
    .where('talk.state', '=', 'stored')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('destruction').select('talk_id').whereRef('destruction.talk_id', '=', 'recording.talk_id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('private_stop').select('talk_id').whereRef('private_stop.talk_id', '=', 'recording.talk_id'),
        ),
      ),
    );
}

/** Thrown through a check that is to stop: the house closes. */
class Stopped extends Error {}

/** Does a round, or goes on with it. */
export async function watchRound(house: House, roundId: string, job: RunningJob): Promise<void> {
  const round = await rowOf(house, roundId);
  if (round === undefined || round.done_at !== null) return;
  try {
    await run(house, round, job);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    job.again(house.now());
  }
}

async function run(house: House, round: WatchRoundRow, job: RunningJob): Promise<void> {
  const gently = resting(job);
  const calm: ReadHouse = { ...house, database: calmed(house.database, gently) };
  if (round.chains === null) {
    let found = 0;
    let chains = 0;
    for (const organisationId of await allOrganisations(house)) {
      const place = `ledger of organisation ${organisationId}`;
      const chain = guarded(place, () => checkChain(calm, organisationId));
      found += await tellAll(house, round, organisationId, chain);
      chains++;
    }
    found += await tellAll(
      house,
      round,
      house.builtIn.house,
      guarded(TABLES, () => houseTables(house)),
    );
    await progress(house, round.id, { chains, found: round.found + found });
  }
  const { n } = await checkable(house.database)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const part = Math.min(Number(n), partOf(Number(n)));
  for (;;) {
    const now = (await rowOf(house, round.id))!;
    if (now.recordings >= part || house.now() - round.begun_at > LONGEST_MS) return await finish(house, now, job);
    const page = await nextPage(house, now.last_recording, Math.min(PAGE, part - now.recordings));
    if (page.length === 0) return await finish(house, now, job);
    let found = now.found;
    for (const { id, talk_id, organisation_id } of page) {
      await gently();
      found += await tellAll(house, now, organisation_id, checkOne(calm, house, id, talk_id));
    }
    const done = now.recordings + page.length;
    await progress(house, round.id, { recordings: done, last_recording: page.at(-1)!.id, found });
    job.progress(done / part);
  }
}

/** The next recordings in the order of their ids; at the end of all it begins anew. */
async function nextPage(house: House, after: string | null, limit: number) {
  const from = (id: string) =>
    checkable(house.database)
      .select(['recording.id', 'recording.talk_id', 'talk.organisation_id'])
      .where('recording.id', '>', id)
      .orderBy('recording.id')
      .limit(limit)
      .execute();
  const page = await from(after ?? '');
  return page.length > 0 || after === null ? page : await from('');
}

/** The rows of a talk beside its acts, and its sound beside its seal. */
async function* checkOne(calm: ReadHouse, house: House, id: string, talkId: string): AsyncGenerator<LedgerProblem> {
  const about = { talkId, recordingId: id };
  yield* guarded(`talk ${talkId}`, () => checkTalk(calm, talkId), about);
  try {
    const { state, findings } = await house.vault.verify(id);
    if (state === 'damaged')
      for (const { place, meaning } of findings) yield { ...about, place: `recording ${id}: ${place}`, meaning };
  } catch (error) {
    if (!(await stillThere(house, id))) return; // destroyed in the meantime
    const code = codeOf(error);
    yield {
      ...about,
      place: `recording ${id}`,
      meaning: `It cannot be checked (${code}): ${(error as Error).message}`,
    };
  }
}

async function stillThere(house: House, id: string): Promise<boolean> {
  const row = await checkable(house.database).select('recording.id').where('recording.id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** A check that cannot go on is a finding, unless the house closes. */
async function* guarded(
  place: string,
  check: () => AsyncGenerator<LedgerProblem>,
  about: Pick<LedgerProblem, 'talkId' | 'recordingId'> = {},
): AsyncGenerator<LedgerProblem> {
  try {
    yield* check();
  } catch (error) {
    if (error instanceof Stopped) throw error;
    yield { ...about, place, meaning: `This cannot be read (${codeOf(error)}): ${(error as Error).message}` };
  }
}

/** Writes down what is found; gives how many of it were not known. */
async function tellAll(
  house: House,
  round: WatchRoundRow,
  organisationId: string,
  problems: AsyncGenerator<LedgerProblem>,
): Promise<number> {
  let found = 0;
  for await (const problem of problems) if (await tellOne(house, round, organisationId, problem)) found++;
  return found;
}

async function tellOne(
  house: House,
  round: WatchRoundRow,
  organisationId: string,
  { place, meaning, talkId }: LedgerProblem,
): Promise<boolean> {
  // Whose key or chain is gone cannot be told in their chain.
  const keys = await keysOf(house, organisationId).catch(() => undefined);
  if (keys === undefined && organisationId !== house.builtIn.house)
    return await tellOne(house, round, house.builtIn.house, { place, meaning, ...(talkId && { talkId }) });
  if (keys === undefined) return false; // then nothing of the house opens, and it does not start
  const finding = { id: newId(house), round: round.id, talk: talkId ?? null, place, meaning, at: house.now() };
  if (talkId !== undefined && (await goneSince(house, talkId, round.begun_at))) return false;
  let run = () => {};
  const told = await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    const open = await tx
      .selectFrom('watch_finding')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('place', '=', place)
      .where('settled_at', 'is', null)
      .executeTakeFirst();
    if (open !== undefined) return false;
    const alarm = tellAlarm(house, tx, organisationId, { kind: 'watch', about: finding.id });
    run = alarm.run;
    const row = tx.insertInto('watch_finding').values({
      id: finding.id,
      organisation_id: organisationId,
      round_id: round.id,
      talk_id: finding.talk,
      place,
      meaning,
      found_at: finding.at,
      settled_at: null,
    });
    return await writeAct(
      house,
      tx,
      { organisationId, talkId: null, keys, actor: 'system', act: 'watch.found', detail: finding },
      { rows: [row, alarm.row] },
    );
  });
  if (told) {
    house.log({ level: 'error', event: 'watch.found', round: round.id });
    run();
  }
  return told;
}

/** Whether a talk is being destroyed since the round began: its key went while it was looked at. */
async function goneSince(house: House, talkId: string, since: number): Promise<boolean> {
  const row = await house.database.read
    .selectFrom('destruction')
    .select('talk_id')
    .where('talk_id', '=', talkId)
    .where('decided_at', '>=', since)
    .executeTakeFirst();
  return row !== undefined;
}

async function finish(house: House, round: WatchRoundRow, job: RunningJob): Promise<void> {
  const { id, chains, recordings, found, last_recording: last } = round;
  const organisationId = house.builtIn.house;
  const keys = await keysOf(house, organisationId);
  const detail = { id, at: house.now(), chains: chains ?? 0, recordings, found, last };
  await house.database.transaction((tx) =>
    writeAct(
      house,
      tx,
      { organisationId, talkId: null, keys, actor: 'system', act: 'watch.done', detail },
      {
        provided: tx
          .updateTable('watch_round')
          .set({ done_at: detail.at })
          .where('id', '=', id)
          .where('done_at', 'is', null),
        rows: [job.done(tx)],
      },
    ),
  );
}

function rowOf(house: House, id: string): Promise<WatchRoundRow | undefined> {
  return house.database.read.selectFrom('watch_round').selectAll().where('id', '=', id).executeTakeFirst();
}

async function progress(
  house: House,
  id: string,
  now: Partial<Pick<WatchRoundRow, 'chains' | 'recordings' | 'last_recording' | 'found'>>,
): Promise<void> {
  await house.database.read.updateTable('watch_round').set(now).where('id', '=', id).execute();
}

/** Rests for as long as was worked since the last rest, at most a second; throws where the house closes. */
function resting(job: RunningJob): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (job.stopping()) throw new Stopped();
    await rest(Math.min(1000, performance.now() - since));
    if (job.stopping()) throw new Stopped();
    since = performance.now();
  };
}

/** A database that is read with rests. */
function calmed(database: Database, gently: () => Promise<void>): Database {
  return {
    ...database,
    async snapshot(work) {
      await gently();
      return await database.snapshot(work);
    },
  };
}
