/** A named person judges an open norm: balancing (LIA), necessity, a free choice, or an exception for sensitive data. */
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { words } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { atPlan, notEnded, pastDay } from './at-plan.ts';
import { purposeJudged } from './content.ts';
import type { JudgedPlan, RecordingPlans } from './face.ts';
import { normFor } from './judge.ts';
import { questionsOf } from './missing.ts';

/** Judges an open norm; see RecordingPlans. */
export async function assess(
  house: House,
  book: RuleBook,
  ...[organisationId, planId, judged, asking]: Parameters<RecordingPlans['assess']>
): Promise<JudgedPlan> {
  const { purpose: id, person, kind, outcome, by, on } = judged;
  return await atPlan(
    house,
    book,
    { organisationId, planId },
    asking,
    'plan.assessed',
    judged,
    (plan, { sector, day }) => {
      notEnded(plan);
      const purpose = plan.content.purposes.find((one) => one.id === id);
      if (purpose === undefined || normFor(purpose.basis[person]) !== kind)
        throw new DossierError(
          'assessment-not-fitting',
          'The basis of this purpose asks for another judgement, or none.',
        );
      if (kind === 'lia' && sector !== 'organisatie')
        throw new DossierError(
          'assessment-not-fitting',
          'A public body cannot rely on a legitimate interest for its tasks (AVG 6(1), last sentence). Choose another basis.',
        );
      const questions = questionsOf(kind);
      const answers = questions.map((question, index) => ({ question, answer: words(judged.answers[index]) }));
      const detail = { plan: planId, purpose: id, person, kind, answers, outcome, by: words(by), on: pastDay(on, day) };
      return { ...detail, judged: purposeJudged(purpose, person) };
    },
  );
}

/** Says whether an exception for sensitive data applies; see RecordingPlans. */
export async function except(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
  exception: Parameters<RecordingPlans['except']>[2],
  asking: Asking,
): Promise<JudgedPlan> {
  return await atPlan(house, book, { organisationId, planId }, asking, 'plan.excepted', exception, (plan, { day }) => {
    notEnded(plan);
    const { content, applies, why, by, on } = exception;
    if (!plan.content.contents.includes(content))
      throw new DossierError('assessment-not-fitting', 'The plan does not say that such data are talked about.');
    return { plan: planId, content, applies, why: words(why), by: words(by), on: pastDay(on, day) };
  });
}
