/** The privacy contact says what they think of a plan (intake; factsheet: Werksituatie). */
import type { House } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { words } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { atPlan, notEnded } from './at-plan.ts';
import type { JudgedPlan, PlanAdvice } from './face.ts';

/** Records it; see RecordingPlans. */
export async function advise(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
  { agreed, advice, by }: Pick<PlanAdvice, 'agreed' | 'advice' | 'by'>,
  asking: Asking,
): Promise<JudgedPlan> {
  const detail = { agreed, advice: words(advice), by: words(by) };
  return await atPlan(house, book, { organisationId, planId }, asking, 'plan.advised', detail, (plan) => {
    notEnded(plan);
    return { plan: planId, ...detail };
  });
}
