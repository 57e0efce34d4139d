/** A plan is begun, and written anew. */
import type { House } from '../house.ts';
import { newId } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { inOrganisation } from '../staff/in-organisation.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { atPlan, judgedPlan, judgedPlans, notEnded } from './at-plan.ts';
import { properContent } from './content.ts';
import type { JudgedPlan, PlanContent } from './face.ts';

/** Begins a plan; see RecordingPlans. */
export async function begin(
  house: House,
  book: RuleBook,
  organisationId: string,
  content: PlanContent,
  asking: Asking,
): Promise<JudgedPlan> {
  const proper = properContent(content);
  await judgedPlans(house, book, organisationId); // rejects for what is no organisation that could record
  const id = await inOrganisation(house, organisationId, asking, 'plan.drafted', proper, async ({ write }) => {
    const plan = newId(house);
    await write('plan.drafted', { plan, content: proper });
    return plan;
  });
  return await judgedPlan(house, book, organisationId, id);
}

/** Writes a plan anew; see RecordingPlans. */
export async function draft(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
  content: PlanContent,
  asking: Asking,
): Promise<JudgedPlan> {
  const proper = properContent(content);
  return await atPlan(house, book, { organisationId, planId }, asking, 'plan.drafted', proper, (plan) => {
    notEnded(plan);
    return { plan: planId, content: proper };
  });
}
