/** The nightly watch; see Watch. Order of writes: docs/order-of-writes.md, "The nightly watch". */

import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import { nextAt, waitsAlways } from '../jobs/daily.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import type { TypedAct } from '../ledger/of-organisation.ts';
import { actsOfOrganisation } from '../ledger/of-organisation.ts';
import { writeAct } from '../ledger/write.ts';
import type { Sight } from '../policy.ts';
import { keysIfKept, keysOf } from '../sealed.ts';
import { words } from '../table/at-table.ts';
import { becauseOf } from './because.ts';
import type { Watch, WatchFinding, WatchRound, WatchState } from './face.ts';
import { checkable, partOf } from './round.ts';
import type { WatchFindingRow, WatchRoundRow } from './tables.ts';

/** The job of one round, and the one that begins a round every night. */
export const WATCH_ROUND = 'watch.round';
export const WATCH_NIGHTLY = 'watch.nightly';

/** Before the round that destroys. */
const NIGHT_HOUR = 2;
const OVERDUE_MS = 36 * 3_600_000;
const YEAR_MS = 366 * 86_400_000;
const MOST_SHOWN = 100;

export function watch(house: House): Watch {
  return {
    state: (sight) => stateOf(house, sight),
    begin: (actor) => begin(house, actor),

    async settle(organisationId, findingId, said, { actor }) {
      const keys = await keysOf(house, organisationId);
      const detail = { id: findingId, words: words(said.words), by: words(said.by), at: house.now() };
      const done = await house.database.transaction((tx) =>
        writeAct(
          house,
          tx,
          { organisationId, talkId: null, keys, actor, act: 'watch.settled', detail },
          {
            provided: tx
              .updateTable('watch_finding')
              .set({ settled_at: detail.at })
              .where('id', '=', findingId)
              .where('organisation_id', '=', organisationId)
              .where('settled_at', 'is', null),
          },
        ),
      );
      if (!done) throw new DossierError('finding-not-found', 'This finding is not there, or was settled already.');
      const row = await house.database.read
        .selectFrom('watch_finding')
        .selectAll()
        .where('id', '=', findingId)
        .executeTakeFirstOrThrow();
      return (await readable(house, [row]))[0]!;
    },
  };
}

/** Sees to it that there is a round every night, from the first start on. */
export async function watchEveryNight(house: House): Promise<void> {
  const at = nextAt(house.now(), NIGHT_HOUR);
  await waitsAlways(house, WATCH_NIGHTLY, { subject: house.builtIn.house, at });
}

/** Begins the round of a night, and asks for the next night's. */
export async function watchNightly(house: House, job: RunningJob): Promise<void> {
  await begin(house, 'system');
  job.again(nextAt(house.now(), NIGHT_HOUR));
}

async function begin(house: House, actor: Actor): Promise<WatchRound> {
  const organisationId = house.builtIn.house;
  const keys = await keysOf(house, organisationId);
  let run = () => {};
  const id = await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    const running = await tx.selectFrom('watch_round').select('id').where('done_at', 'is', null).executeTakeFirst();
    if (running !== undefined) return running.id;
    const before = await tx
      .selectFrom('watch_round')
      .select('last_recording')
      .orderBy('begun_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    const row: WatchRoundRow = {
      id: newId(house),
      organisation_id: organisationId,
      begun_by: actor,
      begun_at: house.now(),
      done_at: null,
      chains: null,
      recordings: 0,
      found: 0,
      last_recording: before?.last_recording ?? null,
    };
    const job = house.jobs.ask(tx, organisationId, WATCH_ROUND, row.id);
    const detail = { id: row.id, by: actor, at: row.begun_at };
    await writeAct(
      house,
      tx,
      { organisationId, talkId: null, keys, actor, act: 'watch.begun', detail },
      { rows: [tx.insertInto('watch_round').values(row), job.row] },
    );
    run = job.run;
    return row.id;
  });
  run();
  const row = await house.database.read.selectFrom('watch_round').selectAll().where('id', '=', id).executeTakeFirst();
  return roundOf(row!);
}

async function stateOf(house: House, sight: Sight): Promise<WatchState> {
  const { read } = house.database;
  const rows = await read
    .selectFrom('watch_round')
    .selectAll()
    .orderBy('begun_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  const rounds = rows.map(roundOf);
  const last = rounds.find(({ doneAt }) => doneAt !== null) ?? null;
  const running = rounds.find(({ doneAt }) => doneAt === null) ?? null;
  const { n } = await checkable(house.database)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const recordings = Number(n);
  const { open, settled } = await findingsOf(house, sight);
  return {
    last,
    running,
    overdue: await isOverdue(house, last),
    recordings,
    nights: Math.max(1, Math.ceil(recordings / partOf(recordings))),
    rounds,
    open,
    settled,
  };
}

/** Whether no round was finished in the last day and a half, or since the house was first asked to watch. */
export async function isOverdue(house: House, last: Pick<WatchRound, 'doneAt'> | null): Promise<boolean> {
  const since =
    last?.doneAt ??
    (
      await house.database.read
        .selectFrom('job')
        .select((eb) => eb.fn.min('created_at').as('at'))
        .where('kind', '=', WATCH_NIGHTLY)
        .executeTakeFirst()
    )?.at;
  return since != null && house.now() - Number(since) > OVERDUE_MS;
}

/** The last round that was finished. */
export async function lastRound(house: House): Promise<WatchRound | null> {
  const row = await house.database.read
    .selectFrom('watch_round')
    .selectAll()
    .where('done_at', 'is not', null)
    .orderBy('begun_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : roundOf(row);
}

async function findingsOf(house: House, sight: Sight): Promise<{ open: WatchFinding[]; settled: WatchFinding[] }> {
  const seen = () => {
    const all = house.database.read.selectFrom('watch_finding').selectAll().orderBy('found_at', 'desc').orderBy('id');
    return sight.all ? all : all.where('organisation_id', 'in', [...sight.organisations, '']);
  };
  const open = await seen().where('settled_at', 'is', null).limit(MOST_SHOWN).execute();
  const settled = await seen()
    .where('settled_at', '>', house.now() - YEAR_MS)
    .limit(MOST_SHOWN)
    .execute();
  return { open: await readable(house, open), settled: await readable(house, settled) };
}

/** Rows with who settled them, and how, out of the acts. */
async function readable(house: House, rows: readonly WatchFindingRow[]): Promise<WatchFinding[]> {
  const settledBy = new Map<string, TypedAct<'watch.settled'>>();
  const whose = new Set(rows.filter(({ settled_at }) => settled_at !== null).map((row) => row.organisation_id));
  for (const organisationId of whose) {
    const keys = await keysIfKept(house, organisationId);
    if (keys === undefined) continue;
    for (const act of await actsOfOrganisation(house.database.read, keys, organisationId, ['watch.settled']))
      settledBy.set(act.detail.id, act);
  }
  return rows.map((row) => {
    const act = settledBy.get(row.id);
    const { words: said = '', by = '' } = act?.detail ?? {};
    const { id, organisation_id: organisationId, talk_id: talkId, place, meaning, found_at: foundAt } = row;
    const settled =
      row.settled_at === null
        ? null
        : { at: row.settled_at, actor: (act?.row.actor ?? 'system') as Actor, words: said, by };
    return { id, organisationId, talkId, place, because: becauseOf(place), meaning, foundAt, settled };
  });
}

function roundOf(row: WatchRoundRow): WatchRound {
  const { id, begun_by, begun_at: begunAt, done_at: doneAt, chains, recordings, found } = row;
  return { id, by: begun_by as Actor, begunAt, doneAt, chains, recordings, found };
}
