/** What code never decides: who decided it, when, and why. */
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import { openedActs } from './details.ts';
import type { Decision, Refused } from './face.ts';

/** Acts in which a person decides an open norm, or takes a step that is a person's alone. */
const DECIDING = [
  'request.decided',
  'gate.passed',
  'objection.lifted',
  'recording.judged',
  'misuse.closed',
  'share.weighed',
  'rights.decided',
  'plan.assessed',
  'plan.excepted',
  'plan.impact-recorded',
  'plan.advised',
  'plan.use-judged',
  'destruction.decided',
  'hold.lifted',
  'absent.decided',
] as const;

/** Under which names details hold who decided, what came of it, and why. */
const BY = ['decidedBy', 'by'];
const OUTCOME = ['outcome', 'decision', 'agreed', 'applies', 'done', 'ground', 'exception', 'tell'];
const REASONS = ['grounds', 'reasons', 'why', 'advice', 'words', 'text', 'weighing'];

/** See Oversight. */
export async function decisions(
  house: House,
  organisationId: string,
  page: { readonly limit: number; readonly before?: number },
): Promise<Decision[]> {
  const rows = await openedActs(house, organisationId, DECIDING, page);
  return rows.map(({ seq, at, act, actor, talk_id, detail }) => ({
    seq,
    at,
    act,
    actor: actor as Actor,
    talkId: talk_id,
    by: first(detail, BY),
    outcome: first(detail, OUTCOME),
    reasons: first(detail, REASONS),
  }));
}

/** See Oversight. */
export async function refused(house: House, organisationId: string, limit: number): Promise<Refused[]> {
  const rows = await openedActs(house, organisationId, ['reading.refused'], { limit });
  return rows.map(({ seq, at, actor, talk_id, detail }) => ({
    seq,
    at,
    actor: actor as Actor,
    talkId: talk_id!,
    purpose: first(detail, ['purpose']),
    code: first(detail, ['code']),
  }));
}

function first(detail: Readonly<Record<string, unknown>> | null, names: readonly string[]): string | null {
  for (const name of names) {
    const value = detail?.[name];
    if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  }
  return null;
}
