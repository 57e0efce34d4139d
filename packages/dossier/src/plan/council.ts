/** What became of asking the works council, or of telling the staff, is recorded (WOR 27, AVG 13). */
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { words } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { atPlan, notEnded, pastDay } from './at-plan.ts';
import { councilJudged } from './content.ts';
import { COUNCIL_WAYS, type CouncilRecord, type JudgedPlan } from './face.ts';

/** Records it; see RecordingPlans. */
export async function recordCouncil(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
  { way, on, document, scope, by }: Pick<CouncilRecord, 'way' | 'on' | 'document' | 'scope' | 'by'>,
  asking: Asking,
): Promise<JudgedPlan> {
  if (!COUNCIL_WAYS.includes(way)) throw new DossierError('words-malformed', 'Say what became of asking the staff.');
  const said = { way, document: words(document), scope: words(scope), by: words(by) };
  const at = { organisationId, planId };
  return await atPlan(house, book, at, asking, 'plan.council-recorded', { ...said, on }, (plan, { day }) => {
    notEnded(plan);
    return { plan: planId, ...said, on: pastDay(on, day), judged: councilJudged(plan.content) };
  });
}
