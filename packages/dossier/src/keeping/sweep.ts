/**
 * Talks whose term is over are destroyed (vernietigingsronde): begun by a named person, or every night where the organisation
 * arranged so. A round is a durable job over the talks that are due; each talk is decided on by itself, so a round that stops
 * goes on where it was.
 */
import { dayOf, startOf } from '@woordelijk/rules';
import { codeOf, DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import { nextAt } from '../jobs/daily.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { writeAct } from '../ledger/write.ts';
import type { Sector } from '../organisation/face.ts';
import { keysOf } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import { inOrganisation } from '../staff/in-organisation.ts';
import { ask, type DayRules, type RuleBook } from '../table/rule-book.ts';
import { decide, MOST_WORDS } from './destruction.ts';
import type { DueTalk, Overview, Retention, Sweep } from './face.ts';
import { isHeld } from './holds.ts';
import { endCase, keep, keptTalk, reckon, written } from './keep.ts';
import { makeTalkPrivate } from './private.ts';
import type { SweepRow } from './tables.ts';

/** The job of one round, and the one that begins a round every night. */
export const SWEEP = 'retention.sweep';
export const NIGHTLY = 'retention.nightly';

const AT_ONCE = 50;
const MONTHS_SHOWN = 24;
const MOST_COUNTED = 1_000_000;
const NIGHT_HOUR = 3;

/** Duties by which the rules say that a recording goes now. */
const GOES: ReadonlySet<string> = new Set(['VERNIETIGEN-NU', 'VERNIETIGEN-GEEN-CONTRACT']);

export function retention(house: House, book: RuleBook): Retention {
  return {
    of: (talkId) => keptTalk(house, talkId),
    keep: (talkId, why, asking) => keep(house, talkId, why, asking),
    endCase: (talkId, ended, asking) => endCase(house, talkId, ended, asking),
    makePrivate: (talkId, actor) => makeTalkPrivate(house, talkId, actor),
    overview: (organisationId) => overview(house, organisationId),
    due: (organisationId, page) => due(house, organisationId, page),
    sweep: (organisationId, asking) => begin(house, book, organisationId, asking),
    sweeps: (organisationId) => sweeps(house, organisationId),
    arrange: (organisationId, nightly, actor) => arrange(house, organisationId, nightly, actor),
  };
}

/** Begins a round; see Retention. */
async function begin(house: House, book: RuleBook, organisationId: string, asking: Asking): Promise<Sweep> {
  await rulesOfToday(house, book, organisationId); // rejects where the law is not known yet
  const upTo = house.now();
  const { n } = await house.database.read
    .selectFrom('keeping')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('organisation_id', '=', organisationId)
    .where('due_at', '<=', upTo)
    .executeTakeFirstOrThrow();
  let run: (() => void) | undefined;
  const id = await inOrganisation(house, organisationId, asking, 'sweep.begun', {}, async ({ tx, write }) => {
    const running = await tx
      .selectFrom('sweep')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('done_at', 'is', null)
      .executeTakeFirst();
    if (running !== undefined) throw new DossierError('sweep-running', 'A round is under way. Wait until it is done.');
    const row: SweepRow = {
      id: newId(house),
      organisation_id: organisationId,
      begun_by: asking.actor,
      begun_at: upTo,
      total: Number(n),
      done_at: null,
      destroyed: null,
      held: null,
      stayed: null,
    };
    const job = house.jobs.ask(tx, organisationId, SWEEP, row.id);
    await write(
      'sweep.begun',
      { id: row.id, by: asking.actor, at: upTo, total: row.total },
      { rows: [tx.insertInto('sweep').values(row), job.row] },
    );
    run = job.run;
    return row.id;
  });
  run?.();
  return (await sweeps(house, organisationId)).find((one) => one.id === id)!;
}

/** Does a round. Safe to repeat: what was decided on is no longer due. */
export async function sweepNow(house: House, book: RuleBook, sweepId: string, job: RunningJob): Promise<void> {
  const row = await house.database.read.selectFrom('sweep').selectAll().where('id', '=', sweepId).executeTakeFirst();
  if (row === undefined || row.done_at !== null) return;
  const organisationId = row.organisation_id;
  const day = await rulesOfToday(house, book, organisationId);
  let [held, stayed] = [0, 0];
  let after = { due_at: 0, talk_id: '' };
  for (;;) {
    const page = await house.database.read
      .selectFrom('keeping')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('due_at', '<=', row.begun_at)
      .where((eb) =>
        eb.or([
          eb('due_at', '>', after.due_at),
          eb.and([eb('due_at', '=', after.due_at), eb('talk_id', '>', after.talk_id)]),
        ]),
      )
      .orderBy('due_at')
      .orderBy('talk_id')
      .limit(AT_ONCE)
      .execute();
    for (const { talk_id: talkId } of page) {
      const outcome = await destroyDue(house, day, row, talkId).catch((error: unknown) => unreadable(house, error));
      if (outcome === 'held') held++;
      if (outcome === 'stayed') stayed++;
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = { due_at: last.due_at!, talk_id: last.talk_id };
    job.progress(row.total === 0 ? 1 : 1 - (await countDue(house, organisationId, row.begun_at)) / row.total);
  }
  const keys = await keysOf(house, organisationId);
  const { n } = await house.database.read
    .selectFrom('destruction')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('sweep_id', '=', sweepId)
    .executeTakeFirstOrThrow();
  const detail = { id: sweepId, at: house.now(), destroyed: Number(n), held, stayed };
  await house.database.transaction((tx) =>
    writeAct(
      house,
      tx,
      { organisationId, talkId: null, keys, actor: 'system', act: 'sweep.done', detail },
      {
        provided: tx
          .updateTable('sweep')
          .set({ done_at: detail.at, destroyed: detail.destroyed, held, stayed })
          .where('id', '=', sweepId)
          .where('done_at', 'is', null),
        rows: [job.done(tx)],
      },
    ),
  );
}

/** What is wrong with one talk, and with no other. */
const OF_ONE_TALK: ReadonlySet<string> = new Set(['key-missing', 'key-damaged', 'row-damaged']);

/** One talk of a round. What the row says is reckoned anew from the acts before anything goes. */
async function destroyDue(
  house: House,
  day: DayRules,
  sweep: SweepRow,
  talkId: string,
): Promise<'destroyed' | 'held' | 'stayed'> {
  const reckoned = await reckon(house, talkId);
  if (reckoned === undefined) return 'stayed';
  const { keeping, version, facts } = reckoned;
  if (keeping.dueAt === null || keeping.dueAt > sweep.begun_at) {
    const row = { talk_id: talkId, organisation_id: sweep.organisation_id, ended_at: facts.endedAt };
    await house.database.transaction((tx) =>
      house.database.batch(tx, written(tx, { ...row, due_at: keeping.dueAt, ground: keeping.ground })),
    );
    return 'stayed';
  }
  if (await isHeld(house.database.read, talkId)) return 'held';
  const contract = keeping.ground === 'no-contract' ? 'niet_gesloten' : 'nvt';
  if (!version.content.kinds.every((kind) => goes(day, kind, contract))) return 'stayed';
  try {
    const by = sweep.begun_by as Actor;
    await decide(house, talkId, {
      ground: keeping.ground,
      words: keeping.words.slice(0, MOST_WORDS),
      actor: by,
      sweep: sweep.id,
    });
    return 'destroyed';
  } catch (error) {
    // A hold came in between, or the talk is not settled yet: the next round looks again.
    const code = codeOf(error);
    if (code === 'talk-held') return 'held';
    if (code === 'talk-live' || code === 'talk-must-stay') return 'stayed';
    throw error;
  }
}

/** A talk that cannot be read stays, and is told; it must not keep the others from going. Rejects what is no fault of one talk. */
function unreadable(house: House, error: unknown): 'stayed' {
  const code = codeOf(error);
  if (!OF_ONE_TALK.has(code)) throw error;
  house.log({ level: 'error', event: 'retention.talk-unreadable', code });
  return 'stayed';
}

/** Whether the law lets a talk of this kind go when its term is over; for some kinds it says otherwise. */
function goes(day: DayRules, kind: string, contract: string): boolean {
  const answer = ask(day, 'bewaren', {
    opnemer: day.sector === 'organisatie' ? 'organisatie' : 'ambtenaar',
    bewaartermijn: 'verstreken',
    contract,
    hold: 'geen',
    soort: kind,
  });
  return answer.duties.some(({ code }) => GOES.has(code));
}

async function rulesOfToday(house: House, book: RuleBook, organisationId: string): Promise<DayRules> {
  const row = await house.database.read
    .selectFrom('organisation')
    .select('sector')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  if (row === undefined) throw new DossierError('organisation-not-found', 'There is no such organisation.');
  if (row.sector === null)
    throw new DossierError('sector-missing', 'Say first what this organisation is to the law: the rules depend on it.');
  const day = dayOf(house.now());
  const own = await book.keysFor(organisationId, day);
  return { day, sector: row.sector as Sector, own, rules: await book.rulesOn(day, own) };
}

async function countDue(house: House, organisationId: string, upTo: number): Promise<number> {
  const { n } = await house.database.read
    .selectFrom('keeping')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('organisation_id', '=', organisationId)
    .where('due_at', '<=', upTo)
    .executeTakeFirstOrThrow();
  return Number(n);
}

async function sweeps(house: House, organisationId: string): Promise<Sweep[]> {
  const rows = await house.database.read
    .selectFrom('sweep')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('begun_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return await Promise.all(
    rows.map(async (row) => {
      const job = await house.database.read
        .selectFrom('job')
        .select('progress')
        .where('kind', '=', SWEEP)
        .where('subject', '=', row.id)
        .executeTakeFirst();
      return {
        id: row.id,
        by: row.begun_by as Actor,
        begunAt: row.begun_at,
        doneAt: row.done_at,
        total: row.total,
        progress: row.done_at === null ? (job?.progress ?? 0) / 1000 : 1,
        destroyed: row.destroyed,
        held: row.held,
        stayed: row.stayed,
      };
    }),
  );
}

async function due(
  house: House,
  organisationId: string,
  { limit, after }: Parameters<Retention['due']>[1],
): Promise<DueTalk[]> {
  let query = house.database.read
    .selectFrom('keeping')
    .select(['keeping.talk_id', 'keeping.ended_at', 'keeping.due_at', 'keeping.ground'])
    .select((eb) =>
      eb
        .selectFrom('hold')
        .select((hold) => hold.fn.countAll<number>().as('n'))
        .whereRef('hold.talk_id', '=', 'keeping.talk_id')
        .where('hold.lifted_at', 'is', null)
        .as('holds'),
    )
    .where('keeping.organisation_id', '=', organisationId)
    .where('keeping.due_at', '<=', house.now())
    .orderBy('keeping.due_at')
    .orderBy('keeping.talk_id')
    .limit(Math.max(1, Math.min(500, limit)));
  if (after !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb('keeping.due_at', '>', after.at),
        eb.and([eb('keeping.due_at', '=', after.at), eb('keeping.talk_id', '>', after.talkId)]),
      ]),
    );
  return (await query.execute()).map((row) => ({
    talkId: row.talk_id,
    endedAt: row.ended_at,
    dueAt: row.due_at!,
    ground: row.ground as DueTalk['ground'],
    held: Number(row.holds) > 0,
  }));
}

async function overview(house: House, organisationId: string): Promise<Overview> {
  const { read } = house.database;
  const organisation = await read
    .selectFrom('organisation')
    .select('nightly')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  if (organisation === undefined) throw new DossierError('organisation-not-found', 'There is no such organisation.');
  const now = house.now();
  const between = async (from: number, to: number): Promise<number> => {
    const counted = read
      .selectFrom('keeping')
      .select('talk_id')
      .where('organisation_id', '=', organisationId)
      .where('due_at', '>', from)
      .where('due_at', '<=', to)
      .limit(MOST_COUNTED);
    const { n } = await read
      .selectFrom(counted.as('counted'))
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  const months: { month: string; due: number }[] = [];
  let from = now;
  let month = dayOf(now).slice(0, 7);
  for (let shown = 0; shown < MONTHS_SHOWN; shown++) {
    const next = followingMonth(month);
    const to = startOf(`${next}-01`) - 1;
    months.push({ month, due: await between(from, to) });
    [from, month] = [to, next];
  }
  const { n: open } = await read
    .selectFrom('keeping')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('organisation_id', '=', organisationId)
    .where('due_at', 'is', null)
    .executeTakeFirstOrThrow();
  const { n: held } = await read
    .selectFrom('hold')
    .select((eb) => eb.fn.count<number>('talk_id').distinct().as('n'))
    .where('organisation_id', '=', organisationId)
    .where('lifted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    due: await countDue(house, organisationId, now),
    months,
    later: await between(from, Number.MAX_SAFE_INTEGER),
    open: Number(open),
    held: Number(held),
    nightly: organisation.nightly === 1,
  };
}

function followingMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Arranges rounds every night, or not; see Retention. */
async function arrange(house: House, organisationId: string, nightly: boolean, actor: Actor): Promise<Overview> {
  const row = await house.database.read
    .selectFrom('organisation')
    .select('sector')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  if (nightly && row?.sector !== 'organisatie')
    throw new DossierError(
      'sweep-by-person',
      'A public body destroys by the selection list, and a named person draws up the declaration: begin each round yourself.',
    );
  await inOrganisation(house, organisationId, { actor }, 'retention.arranged', nightly, async ({ tx, write }) => {
    const waiting = await tx
      .selectFrom('job')
      .select('id')
      .where('kind', '=', NIGHTLY)
      .where('subject', '=', organisationId)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    const rows =
      nightly && waiting === undefined
        ? [house.jobs.ask(tx, organisationId, NIGHTLY, organisationId, nextAt(house.now(), NIGHT_HOUR)).row]
        : [];
    const arranged = tx
      .updateTable('organisation')
      .set({ nightly: nightly ? 1 : 0 })
      .where('id', '=', organisationId);
    await write('retention.arranged', { nightly }, { rows: [arranged, ...rows] });
    return organisationId;
  });
  return await overview(house, organisationId);
}

/** Begins the round of a night, and asks for the next night's. */
export async function nightly(house: House, book: RuleBook, organisationId: string, job: RunningJob): Promise<void> {
  const row = await house.database.read
    .selectFrom('organisation')
    .select('nightly')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  if (row?.nightly !== 1) return;
  if ((await countDue(house, organisationId, house.now())) > 0) {
    try {
      await begin(house, book, organisationId, { actor: 'system' });
    } catch (error) {
      if (codeOf(error) !== 'sweep-running') throw error;
    }
  }
  job.again(nextAt(house.now(), NIGHT_HOUR));
}
