/** The words that a plan makes are approved by a named person, and locked. */
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { words } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { atPlan, notEnded } from './at-plan.ts';
import { fingerprint } from './content.ts';
import type { JudgedPlan } from './face.ts';
import { planTexts } from './texts.ts';

/** Approves them; see RecordingPlans. */
export async function approve(
  house: House,
  book: RuleBook,
  organisationId: string,
  planId: string,
  { by, sha256 }: { readonly by: string; readonly sha256: string },
  asking: Asking,
): Promise<JudgedPlan> {
  const at = { organisationId, planId };
  const input = { by, sha256 };
  return await atPlan(house, book, at, asking, 'plan.texts-approved', input, (plan, { organisation }) => {
    notEnded(plan);
    const texts = planTexts(plan.content, organisation);
    const judged = fingerprint(texts);
    if (judged !== sha256)
      throw new DossierError(
        'texts-changed',
        'The texts changed since they were read. Reload, read them, and approve.',
      );
    return { plan: planId, texts, by: words(by), judged };
  });
}
