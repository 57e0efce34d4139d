/** The data protection impact assessment (DPIA), or why none is needed, is recorded. */
import { purposeWords } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { maybeWords, words } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { atPlan, notEnded, pastDay } from './at-plan.ts';
import { impactJudged } from './content.ts';
import type { JudgedPlan, RecordingPlans } from './face.ts';
import { impactSignsOf } from './judge.ts';

/** Records it; see RecordingPlans. */
export async function recordImpact(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
  impact: Parameters<RecordingPlans['recordImpact']>[2],
  asking: Asking,
): Promise<JudgedPlan> {
  const at = { organisationId, planId };
  return await atPlan(house, book, at, asking, 'plan.impact-recorded', impact, (plan, { day }) => {
    notEnded(plan);
    const { signs, done, outcome, document, by, on } = impact;
    const known = purposeWords.impact.map(({ code }) => code).filter((code) => signs.includes(code));
    const seen = impactSignsOf(plan.content).filter((sign) => sign.seen);
    if (known.length !== new Set(signs).size || seen.some(({ code }) => !known.includes(code)))
      throw new DossierError('assessment-not-fitting', 'Name the signs that the plan shows; leave none of them out.');
    if (known.length > 0 && !done)
      throw new DossierError(
        'assessment-not-fitting',
        'With a sign of risk a DPIA is needed: do it first, then record it.',
      );
    const judged = impactJudged(plan.content);
    const said = { signs: known, done, outcome: words(outcome), document: maybeWords(document) ?? '' };
    if (done && said.document === '')
      throw new DossierError('words-malformed', 'Say where the document of the DPIA is kept.');
    return { plan: planId, ...said, by: words(by), on: pastDay(on, day), judged };
  });
}
