/** The terms of an organisation that somebody must keep, as they stand now. */
import { dayOf, daysLeft } from '@woordelijk/rules';
import type { Absents } from '../absent/face.ts';
import type { House } from '../house.ts';
import type { Incidents } from '../incident/face.ts';
import type { Rights } from '../rights/face.ts';

export const TERM_KINDS = [
  'breach', // a data breach of which the regulator must be told (AVG 33)
  'request', // a request under somebody's rights (AVG 12 (3))
  'absent', // somebody who was talked about is to be told (AVG 14 (3))
  'hold', // a hold is to be looked at again
  'retention', // talks whose own term is over and that are still there
] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** Registers in which terms stand. */
export interface TermSources {
  readonly rights: Pick<Rights, 'list'>;
  readonly absents: Pick<Absents, 'open'>;
  readonly incidents: Pick<Incidents, 'list'>;
}

/** What is open of one kind, by the last day of each (YYYY-MM-DD). Of talks over their term only the oldest counts. */
export interface OpenTerms {
  readonly kind: TermKind;
  readonly days: readonly string[];
}

/** Days before the end on which it is told, the end itself included; after it, the next day and then every week. */
const BEFORE = [7, 2, 0];
const WEEK = 7;

/** Whether on a day somebody is to be reminded of a term with so many days left. */
export function speaksOf(left: number): boolean {
  return left < 0 ? (-left - 1) % WEEK === 0 : BEFORE.includes(left);
}

/** Everything that is open; kinds of which nothing is are left out. */
export async function openTerms(house: House, sources: TermSources, organisationId: string): Promise<OpenTerms[]> {
  const sight = { all: false, organisations: [organisationId], subjects: [] };
  const breaches = (await sources.incidents.list(organisationId)).filter(
    ({ closed, clock }) => closed === null && (clock?.state === 'running' || clock?.state === 'over'),
  );
  const holds = await house.database.read
    .selectFrom('hold')
    .select('review_at')
    .where('organisation_id', '=', organisationId)
    .where('lifted_at', 'is', null)
    .where('reason', '<>', 'access-request') // its request has the term
    .execute();
  const { oldest } = await house.database.read
    .selectFrom('keeping')
    .select((eb) => eb.fn.min('due_at').as('oldest'))
    .where('organisation_id', '=', organisationId)
    .where('due_at', '<=', house.now())
    .executeTakeFirstOrThrow();
  const all: OpenTerms[] = [
    { kind: 'breach', days: breaches.map(({ clock }) => dayOf(clock!.dueAt)) },
    { kind: 'request', days: (await sources.rights.list(sight)).map(({ dueOn }) => dueOn) },
    { kind: 'absent', days: (await sources.absents.open(sight)).map(({ dueOn }) => dueOn) },
    { kind: 'hold', days: holds.map(({ review_at }) => dayOf(review_at)) },
    { kind: 'retention', days: oldest === null ? [] : [dayOf(Number(oldest))] },
  ];
  return all.filter(({ days }) => days.length > 0);
}

/** Whether any of them is to be told of at this moment or on one of `days` days before it, on which nobody looked. */
export function speaks(terms: readonly OpenTerms[], now: number, days: number): boolean {
  return terms.some(({ kind, days: ends }) =>
    ends.some((end) => {
      const left = daysLeft(end, now);
      if (kind === 'breach') return true; // 72 hours: every morning
      for (let ago = 0; ago <= days; ago++) if (speaksOf(left + ago)) return true;
      return false;
    }),
  );
}
