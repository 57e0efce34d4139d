/** A plan goes live, when the rules find it in order; and ends. */
import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { words } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { atPlan, notEnded } from './at-plan.ts';
import type { JudgedPlan } from './face.ts';
import { judge } from './judge.ts';

/** From now on talks are recorded under it; see RecordingPlans. */
export async function goLive(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
  asking: Asking,
): Promise<JudgedPlan> {
  return await atPlan(house, book, { organisationId, planId }, asking, 'plan.went-live', {}, (plan, judging) => {
    notEnded(plan);
    const { plan: judged, answers } = judge(plan, judging);
    if (judged.findings.length > 0)
      throw new DossierError(
        'recording-plan-not-in-order',
        `The plan is not in order yet: ${judged.findings.map(({ code }) => code).join(', ')}.`,
      );
    const { content, words: texts } = judged;
    return { plan: planId, version: newId(house), at: house.now(), content, texts, rules: answers };
  });
}

/** From now on nothing is recorded under it; see RecordingPlans. */
export async function end(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
  why: string,
  asking: Asking,
): Promise<JudgedPlan> {
  return await atPlan(house, book, { organisationId, planId }, asking, 'plan.ended', why, (plan) => {
    notEnded(plan);
    return { plan: planId, at: house.now(), why: words(why) };
  });
}
