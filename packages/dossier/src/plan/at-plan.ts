/** How an act about a plan is done: the plan is read inside the transaction that writes the act, so nothing comes in between. */
import { dayOf } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import type { Sector } from '../organisation/face.ts';
import { readable } from '../organisation/organisations.ts';
import { keysOf } from '../sealed.ts';
import { contacts } from '../staff/contacts.ts';
import type { Asking } from '../staff/face.ts';
import { inOrganisation } from '../staff/in-organisation.ts';
import type { RuleBook } from '../table/rule-book.ts';
import type { PlanActs } from './acts.ts';
import type { JudgedPlan, RecordingPlan } from './face.ts';
import { type Judging, judge } from './judge.ts';
import { plansIn, plansOf } from './state.ts';

/** Does an act about a plan. `decide` throws where it cannot be done, and gives the detail. */
export async function atPlan<C extends keyof PlanActs>(
  house: House,
  book: RuleBook,
  { organisationId, planId }: { organisationId: string; planId: string },
  asking: Asking,
  act: C,
  input: unknown,
  decide: (plan: RecordingPlan, judging: Judging) => Acts[C],
): Promise<JudgedPlan> {
  const facts = await judgingFacts(house, book, organisationId);
  const keys = await keysOf(house, organisationId);
  await inOrganisation(house, organisationId, asking, act, { planId, input }, async ({ tx, write }) => {
    const plans = await plansIn(tx, keys, organisationId);
    const plan = known(plans, planId);
    await write(act, decide(plan, { ...facts, others: others(plans, planId) }));
    return planId;
  });
  return await judgedPlan(house, book, organisationId, planId);
}

/** A plan as it stands, judged by the rules of today. Rejects `recording-plan-not-found`. */
export async function judgedPlan(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
): Promise<JudgedPlan> {
  const plans = await plansOf(house, organisationId);
  const facts = await judgingFacts(house, book, organisationId);
  return judge(known(plans, planId), { ...facts, others: others(plans, planId) }).plan;
}

/** All plans of an organisation, judged. */
export async function judgedPlans(house: House, book: RuleBook, organisationId: string): Promise<JudgedPlan[]> {
  const facts = await judgingFacts(house, book, organisationId);
  const plans = await plansOf(house, organisationId);
  return plans.map((plan) => judge(plan, { ...facts, others: others(plans, plan.id) }).plan);
}

async function judgingFacts(house: House, book: RuleBook, organisationId: string): Promise<Omit<Judging, 'others'>> {
  const row = await house.database.read
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', organisationId)
    .where('kind', 'in', ['organisation', 'demo'])
    .executeTakeFirst();
  if (row === undefined)
    throw new DossierError('organisation-not-found', `There is no organisation ${organisationId} that could record.`);
  const { name: organisation, sector } = readable(row);
  const day = dayOf(house.now());
  const own = await book.keysFor(organisationId, day);
  const rules = await book.rulesOn(day, own);
  const listed = await contacts(house, organisationId);
  return { organisation, sector: sector as Sector | null, day, own, rules, contactListed: listed.length > 0 };
}

function others(plans: readonly RecordingPlan[], planId: string): RecordingPlan[] {
  return plans.filter(({ id }) => id !== planId);
}

function known(plans: readonly RecordingPlan[], planId: string): RecordingPlan {
  const plan = plans.find(({ id }) => id === planId);
  if (plan === undefined)
    throw new DossierError('recording-plan-not-found', 'There is no recording plan with this id.');
  return plan;
}

/** Throws `recording-plan-ended`. */
export function notEnded({ state }: RecordingPlan): void {
  if (state === 'ended')
    throw new DossierError('recording-plan-ended', 'This plan has ended. Begin a new one; it may say the same.');
}

/** A day as YYYY-MM-DD that is not to come. Throws `words-malformed`. */
export function pastDay(day: string, today: string): string {
  const real = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  if (!real || day > today) throw new DossierError('words-malformed', 'Give a day that has come, as year-month-day.');
  return day;
}
