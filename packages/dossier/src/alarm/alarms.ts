/** What must be looked at now: shown on every page to who is for it, and mailed (tell.ts). */
import type { House } from '../house.ts';
import { incidentsIn } from '../incident/state.ts';
import { type Sight, type Standing, sightOf } from '../policy.ts';
import { keysIfKept } from '../sealed.ts';
import { isOverdue, lastRound } from '../watch/watch.ts';

/**
 * `breach`: the regulator must be told before `dueAt`; `breach-over`: that moment has passed. `damage`: the nightly watch
 * found what is not as it was written. `unwatched`: it did not run.
 */
export interface Alarm {
  readonly kind: 'breach' | 'breach-over' | 'damage' | 'unwatched';
  /** Null: of the whole installation. */
  readonly organisationId: string | null;
  readonly count: number;
  /** Epoch milliseconds. */
  readonly dueAt: number | null;
}

/** Those of organisations for whose alarms whoever stands there is; the most pressing first. */
export async function alarms(house: House, who: Standing): Promise<Alarm[]> {
  const sight = sightOf(who, 'alarm.see');
  const found: Alarm[] = [];
  for (const organisationId of await organisationsIn(house, sight)) {
    const keys = await keysIfKept(house, organisationId);
    if (keys === undefined) continue;
    const all = await incidentsIn(house.database.read, keys, organisationId, house.now());
    for (const [state, kind] of [
      ['over', 'breach-over'],
      ['running', 'breach'],
    ] as const) {
      const due = all
        .filter(({ closed, clock }) => closed === null && clock?.state === state)
        .map((one) => one.clock!.dueAt);
      if (due.length > 0) found.push({ kind, organisationId, count: due.length, dueAt: Math.min(...due) });
    }
  }
  const damaged = house.database.read
    .selectFrom('watch_finding')
    .select('organisation_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('settled_at', 'is', null)
    .groupBy('organisation_id');
  const rows = await (sight.all
    ? damaged
    : damaged.where('organisation_id', 'in', [...sight.organisations, ''])
  ).execute();
  for (const { organisation_id, n } of rows) {
    const organisationId = organisation_id === house.builtIn.house ? null : organisation_id;
    found.push({ kind: 'damage', organisationId, count: Number(n), dueAt: null });
  }
  const anything = sight.all || sight.organisations.length > 0;
  if (anything && (await isOverdue(house, await lastRound(house))))
    found.push({ kind: 'unwatched', organisationId: null, count: 1, dueAt: null });
  return found.sort((a, b) => PRESSING.indexOf(a.kind) - PRESSING.indexOf(b.kind));
}

const PRESSING: readonly Alarm['kind'][] = ['breach-over', 'damage', 'breach', 'unwatched'];

async function organisationsIn(house: House, { all, organisations }: Sight): Promise<readonly string[]> {
  if (!all) return organisations;
  const rows = await house.database.read.selectFrom('organisation').select('id').where('kind', '<>', 'house').execute();
  return rows.map(({ id }) => id);
}
