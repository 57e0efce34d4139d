import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { Purpose } from '../policy.ts';
import { words } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { atPlan, pastDay } from './at-plan.ts';
import type { JudgedPlan, RecordingPlans } from './face.ts';
import { FITTING_QUESTIONS, GOAL_OF, useRefused } from './lock.ts';

/** A named person judges whether another purpose fits what was announced (AVG 6(4)); see RecordingPlans. */
export async function judgeUse(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
  judged: Parameters<RecordingPlans['judgeUse']>[2],
  asking: Parameters<RecordingPlans['judgeUse']>[3],
): Promise<JudgedPlan> {
  const at = { organisationId, planId };
  return await atPlan(house, book, at, asking, 'plan.use-judged', judged, (plan, { sector, day }) => {
    const purpose = (Object.keys(GOAL_OF) as Purpose[]).find((one) => GOAL_OF[one] === judged.goal);
    const version = plan.live ?? plan.versions.at(-1);
    const about = { public: sector !== 'organisatie', day, fits: [] };
    const refused = purpose && version && useRefused(version, purpose, about);
    if (version === undefined || refused?.askable !== true)
      throw new DossierError(
        'assessment-not-fitting',
        'This purpose is announced already, or is unrelated to what was announced: then no judgement can open it.',
      );
    const answers = FITTING_QUESTIONS.map((question, index) => ({ question, answer: words(judged.answers[index]) }));
    const { goal, outcome, by, on } = judged;
    return { plan: planId, version: version.id, goal, answers, outcome, by: words(by), on: pastDay(on, day) };
  });
}
