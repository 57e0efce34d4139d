/** The house looks at itself: one row per subject, from what stands in the database now. Nothing is repaired here. */
import { daysLeft } from '@woordelijk/rules';
import type { Absents } from '../absent/face.ts';
import type { House } from '../house.ts';
import type { Incidents } from '../incident/face.ts';
import { plansOf } from '../plan/state.ts';
import type { Processors } from '../processor/face.ts';
import type { Rights } from '../rights/face.ts';
import type { Watch } from '../watch/face.ts';
import type { AuditItem, AuditState, AuditSubject } from './face.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 7;
/** Rounds are every night or by a person; a term that is over for a month was passed over. */
const LONG_DUE_DAYS = 30;
const REFUSED_DAYS = 30;
/** A recording is stored within minutes of its end. */
const STORING_MS = 3_600_000;
/** Failed work comes back later and later; after so many times it does not go away by itself. */
const MANY_TRIES = 5;

/** Registers that the audit asks, each by its own face. */
export interface AuditSources {
  readonly rights: Pick<Rights, 'list'>;
  readonly absents: Pick<Absents, 'open'>;
  readonly incidents: Pick<Incidents, 'list'>;
  readonly processors: Pick<Processors, 'list'>;
  readonly watch: Pick<Watch, 'state'>;
}

/** See Oversight. */
export async function selfAudit(
  house: House,
  { rights, absents, incidents, processors, watch }: AuditSources,
  organisationId: string,
): Promise<AuditItem[]> {
  const now = house.now();
  return [
    await plans(house, organisationId),
    await requests(rights, organisationId, now),
    await notTold(absents, organisationId, now),
    await holds(house, organisationId, now),
    await retention(house, organisationId, now),
    await destruction(house, organisationId, now),
    await refusals(house, organisationId, now),
    await storing(house, organisationId, now),
    await mail(house, organisationId),
    await jobs(house, organisationId),
    await seals(watch, organisationId),
    await incidentsOf(incidents, organisationId),
    await agreements(processors, organisationId),
  ];
}

function item(subject: AuditSubject, figures: Record<string, number>, state: AuditState): AuditItem {
  return { subject, figures, state };
}

/** The worst that holds. */
function judged(wrong: boolean, attention: boolean): AuditState {
  return wrong ? 'wrong' : attention ? 'attention' : 'good';
}

async function plans(house: House, organisationId: string): Promise<AuditItem> {
  const all = await plansOf(house, organisationId);
  const live = all.filter((plan) => plan.state === 'live').length;
  const drafts = all.filter((plan) => plan.state === 'draft').length;
  return item('plans', { live, drafts }, judged(false, live === 0));
}

async function requests(rights: Pick<Rights, 'list'>, organisationId: string, now: number): Promise<AuditItem> {
  const open = await rights.list({ all: false, organisations: [organisationId], subjects: [] });
  const left = open.map(({ dueOn }) => daysLeft(dueOn, now));
  const late = left.filter((days) => days < 0).length;
  const soon = left.filter((days) => days >= 0 && days <= SOON_DAYS).length;
  return item('requests', { open: open.length, late, soon }, judged(late > 0, soon > 0));
}

async function notTold(absents: Pick<Absents, 'open'>, organisationId: string, now: number): Promise<AuditItem> {
  const open = await absents.open({ all: false, organisations: [organisationId], subjects: [] });
  const late = open.filter(({ dueOn }) => daysLeft(dueOn, now) < 0).length;
  return item('absents', { open: open.length, late }, judged(late > 0, open.length > 0));
}

async function holds(house: House, organisationId: string, now: number): Promise<AuditItem> {
  const rows = await house.database.read
    .selectFrom('hold')
    .select('review_at')
    .where('organisation_id', '=', organisationId)
    .where('lifted_at', 'is', null)
    .execute();
  const late = rows.filter(({ review_at }) => review_at <= now).length;
  return item('holds', { open: rows.length, late }, judged(false, late > 0));
}

async function retention(house: House, organisationId: string, now: number): Promise<AuditItem> {
  const { due, oldest } = await house.database.read
    .selectFrom('keeping')
    .select((eb) => [eb.fn.countAll<number>().as('due'), eb.fn.min('due_at').as('oldest')])
    .where('organisation_id', '=', organisationId)
    .where('due_at', '<=', now)
    .executeTakeFirstOrThrow();
  const { last } = await house.database.read
    .selectFrom('sweep')
    .select((eb) => eb.fn.max('done_at').as('last'))
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const days = oldest === null ? 0 : Math.floor((now - Number(oldest)) / DAY_MS);
  const figures = { due: Number(due), days, ...(last === null ? {} : { last: Number(last) }) };
  return item('retention', figures, judged(days > LONG_DUE_DAYS, Number(due) > 0));
}

async function destruction(house: House, organisationId: string, now: number): Promise<AuditItem> {
  const rows = await house.database.read
    .selectFrom('destruction')
    .select('decided_at')
    .where('organisation_id', '=', organisationId)
    .where('destroyed_at', 'is', null)
    .execute();
  const late = rows.filter(({ decided_at }) => decided_at < now - DAY_MS).length;
  return item('destruction', { open: rows.length, late }, judged(late > 0, false));
}

async function refusals(house: House, organisationId: string, now: number): Promise<AuditItem> {
  const { n } = await house.database.read
    .selectFrom('ledger')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('organisation_id', '=', organisationId)
    .where('act', '=', 'reading.refused')
    .where('at', '>=', now - REFUSED_DAYS * DAY_MS)
    .executeTakeFirstOrThrow();
  return item('refused', { refused: Number(n), days: REFUSED_DAYS }, judged(false, Number(n) > 0));
}

async function storing(house: House, organisationId: string, now: number): Promise<AuditItem> {
  const { n } = await house.database.read
    .selectFrom('talk')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'storing')
    .where('ended_at', '<', now - STORING_MS)
    .executeTakeFirstOrThrow();
  return item('storing', { late: Number(n) }, judged(Number(n) > 0, false));
}

async function mail(house: House, organisationId: string): Promise<AuditItem> {
  const rows = await house.database.read
    .selectFrom('mail')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', ['waiting', 'failed'])
    .groupBy('state')
    .execute();
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.n ?? 0);
  return item('mail', { failed: of('failed'), waiting: of('waiting') }, judged(false, of('failed') > 0));
}

async function jobs(house: House, organisationId: string): Promise<AuditItem> {
  const { n } = await house.database.read
    .selectFrom('job')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'waiting')
    .where('failure', 'is not', null)
    .where('attempts', '>=', MANY_TRIES)
    .executeTakeFirstOrThrow();
  return item('jobs', { failing: Number(n) }, judged(Number(n) > 0, false));
}

async function seals(watch: Pick<Watch, 'state'>, organisationId: string): Promise<AuditItem> {
  const { open, last, overdue } = await watch.state({ all: false, organisations: [organisationId], subjects: [] });
  const figures = { open: open.length, ...(last === null ? {} : { last: last.doneAt ?? last.begunAt }) };
  return item('seals', figures, judged(open.length > 0, overdue || last === null));
}

async function incidentsOf(incidents: Pick<Incidents, 'list'>, organisationId: string): Promise<AuditItem> {
  const open = (await incidents.list(organisationId)).filter(({ closed }) => closed === null);
  const late = open.filter(({ clock }) => clock?.state === 'over').length;
  return item('incidents', { open: open.length, late }, judged(late > 0, open.length > 0));
}

async function agreements(processors: Pick<Processors, 'list'>, organisationId: string): Promise<AuditItem> {
  const listed = (await processors.list(organisationId)).filter(({ ended }) => ended === null);
  const lacking = listed.filter(({ missing }) => missing.length > 0).length;
  return item('processors', { listed: listed.length, lacking }, judged(false, lacking > 0));
}
