/** Incidents, read out of their acts: nothing here is kept anywhere. */
import { STATUTORY_TERMS, termInHours } from '@woordelijk/rules';
import type { Tx } from '../db/database.ts';
import type { Actor } from '../face.ts';
import { actsOfOrganisation, type TypedAct } from '../ledger/of-organisation.ts';
import type { ItemKeys } from '../sealed.ts';
import { INCIDENT_ACTS, type IncidentActs } from './acts.ts';
import type { BreachClock, Incident } from './face.ts';

/** The incidents of an organisation, newest awareness first. `now`: epoch milliseconds. */
export async function incidentsIn(
  db: Pick<Tx, 'selectFrom'>,
  keys: ItemKeys,
  organisationId: string,
  now: number,
): Promise<Incident[]> {
  const acts = await actsOfOrganisation(db, keys, organisationId, INCIDENT_ACTS);
  return foldIncidents(acts, now).sort((a, b) => b.awareAt - a.awareAt || (a.id < b.id ? 1 : -1));
}

/** Plays the acts over, oldest first. Pure. */
export function foldIncidents(acts: readonly TypedAct<keyof IncidentActs>[], now: number): Incident[] {
  const found = new Map<string, Incident>();
  for (const one of acts) {
    const done = { at: one.row.at, actor: one.row.actor as Actor };
    if (one.act === 'incident.reported') {
      const { incident: id, ...said } = one.detail;
      const open = { assessments: [], told: [], notes: [], closed: null, clock: null };
      found.set(id, { ...said, id, organisationId: one.row.organisation_id, reported: done, ...open });
      continue;
    }
    const before = found.get(one.detail.incident);
    if (before === undefined) continue;
    found.set(before.id, after(before, one, done));
  }
  return [...found.values()].map((incident) => ({ ...incident, clock: clockOf(incident, now) }));
}

function after(
  before: Incident,
  { act, detail }: TypedAct<Exclude<keyof IncidentActs, 'incident.reported'>>,
  done: { readonly at: number; readonly actor: Actor },
): Incident {
  const { incident: _, ...said } = detail;
  switch (act) {
    case 'incident.assessed':
      return { ...before, assessments: [...before.assessments, { ...(said as typeof detail), ...done }] };
    case 'incident.told': {
      // `at` of a telling is when it was done; when it was written down stands in the ledger.
      const telling = said as typeof detail;
      return { ...before, told: [...before.told, { ...done, ...telling }] };
    }
    case 'incident.noted':
      return { ...before, notes: [...before.notes, { ...done, words: detail.words }] };
    case 'incident.closed':
      return { ...before, closed: { ...done, lessons: detail.lessons, by: detail.by } };
  }
}

/** When the regulator must have been told of a breach: the hour of becoming aware does not count, a day off does not stop it. */
export function breachDueAt(awareAt: number): number {
  return termInHours(awareAt, STATUTORY_TERMS['breach-report'].length.amount);
}

/** The clock of AVG 33(1) at a moment; null where there is no data breach. Pure. */
export function clockOf(
  { kind, awareAt, assessments, told }: Pick<Incident, 'kind' | 'awareAt' | 'assessments' | 'told'>,
  now: number,
): BreachClock | null {
  if (kind !== 'breach') return null;
  const dueAt = breachDueAt(awareAt);
  const first = told.filter(({ who }) => who === 'authority').map(({ at }) => at);
  if (first.length > 0) return { state: Math.min(...first) <= dueAt ? 'met' : 'late', dueAt };
  if (assessments.at(-1)?.risk === 'unlikely') return { state: 'not-needed', dueAt };
  return { state: now <= dueAt ? 'running' : 'over', dueAt };
}

/** What the law still asks before an incident can be closed; undefined: nothing. Pure. */
export function unsettled({ kind, assessments, told }: Incident): 'assess' | 'authority' | 'people' | undefined {
  if (kind !== 'breach') return undefined;
  const last = assessments.at(-1);
  if (last === undefined) return 'assess';
  const heard = (who: string) => told.some((one) => one.who === who);
  if (last.risk !== 'unlikely' && !heard('authority')) return 'authority';
  return last.tellPeople && !heard('people') ? 'people' : undefined;
}
