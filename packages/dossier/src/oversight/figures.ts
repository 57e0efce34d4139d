/** Counts by week, for plots. */
import { sql } from 'kysely';
import type { House } from '../house.ts';
import { openedActs } from './details.ts';
import { COUNTED, type Counted, type Figures, type Week } from './face.ts';

const WEEK_MS = 604_800_000;
/** A Monday. */
const FIRST_MONDAY = Date.UTC(2024, 0, 1);
const WEEKS = 12;
const MOST_OPENED = 5_000;

const KINDS = Object.keys(COUNTED) as Counted[];
/** Whole weeks since the first Monday; both databases divide whole numbers to a whole number. */
const weekOf = (column: string) => sql<number>`(${sql.ref(column)} - ${sql.lit(FIRST_MONDAY)}) / ${sql.lit(WEEK_MS)}`;

/** See Oversight. */
export async function figures(house: House, organisationId: string): Promise<Figures> {
  const last = Math.floor((house.now() - FIRST_MONDAY) / WEEK_MS);
  const first = last - WEEKS + 1;
  const since = FIRST_MONDAY + first * WEEK_MS;
  const counted = await house.database.read
    .selectFrom('ledger')
    .select((eb) => ['act', weekOf('at').as('week'), eb.fn.countAll<number>().as('n')])
    .where('organisation_id', '=', organisationId)
    .where('act', 'in', Object.values(COUNTED).flat())
    .where('at', '>=', since)
    .groupBy(['act', weekOf('at')])
    .execute();
  const sound = await house.database.read
    .selectFrom('outline')
    .innerJoin('talk', 'talk.id', 'outline.talk_id')
    .select((eb) => [
      weekOf('talk.started_at').as('week'),
      eb.fn.sum<number>('outline.sound_ms').as('sound'),
      eb.fn.sum<number>('outline.lost_ms').as('lost'),
    ])
    .where('talk.organisation_id', '=', organisationId)
    .where('talk.started_at', '>=', since)
    .groupBy(weekOf('talk.started_at'))
    .execute();
  const weeks = Array.from({ length: WEEKS }, (_, n): Week => {
    const week = first + n;
    const of = (kind: Counted) =>
      counted
        .filter((row) => Number(row.week) === week && COUNTED[kind].some((act) => act === row.act))
        .reduce((sum, row) => sum + Number(row.n), 0);
    const heard = sound.find((row) => Number(row.week) === week);
    return {
      from: new Date(FIRST_MONDAY + week * WEEK_MS).toISOString().slice(0, 10),
      counts: Object.fromEntries(KINDS.map((kind) => [kind, of(kind)])) as Record<Counted, number>,
      soundMs: Number(heard?.sound ?? 0),
      lostMs: Number(heard?.lost ?? 0),
    };
  });
  const page = { limit: MOST_OPENED, since };
  const decided = await openedActs(house, organisationId, ['request.decided'], page);
  const unrecorded = await openedActs(house, organisationId, ['talk.unrecorded'], page);
  const readings = await openedActs(house, organisationId, ['sound.played', 'copy.made', 'talk.read'], page);
  const refusals = decided.filter(({ detail }) => detail?.outcome === 'refused');
  return {
    weeks,
    decided: {
      granted: decided.filter(({ detail }) => detail?.outcome === 'granted').length,
      refused: refusals.length,
      alternatives: tally(refusals, ({ detail }) => detail?.alternative ?? 'none'),
    },
    unrecorded: tally(unrecorded, ({ detail }) => detail?.because ?? 'objection'),
    readings: tally(readings, ({ detail }) => detail?.purpose ?? 'unknown'),
    cut: [decided, unrecorded, readings].some(({ length }) => length === MOST_OPENED),
  };
}

function tally<T>(items: readonly T[], name: (item: T) => unknown): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[String(name(item))] = (counts[String(name(item))] ?? 0) + 1;
  return counts;
}
