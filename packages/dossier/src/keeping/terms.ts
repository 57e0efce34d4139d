/**
 * How long a talk is kept, reckoned from the plan it was recorded under. Terms are counted in days of the Dutch calendar: the
 * day of the event itself does not count, and the last day still does (Regulation 1182/71 art. 3).
 */
import { dayOf, lastDay, nextDay, startOf } from '@woordelijk/rules';
import type { KeepTerm, PlanPurpose, PlanVersion } from '../plan/face.ts';
import type { DestructionGround } from './face.ts';

/** What decides how long a talk is kept, beside its plan. */
export interface KeepingFacts {
  /** Epoch milliseconds. */
  readonly endedAt: number;
  /** Somebody chose to keep it (bewaren), where the plan keeps nothing by itself. */
  readonly kept: boolean;
  /** The day on which the case or contract it belongs to ended, YYYY-MM-DD; null: not yet. */
  readonly caseEndedOn: string | null;
  /** Whether a contract came of it; null: not told. */
  readonly contract: boolean | null;
}

/** How long it may serve one purpose. Epoch milliseconds; null: until the case has ended, and then the term. */
export interface Use {
  readonly purpose: PlanPurpose;
  readonly until: number | null;
  /** The law says that it must be kept so long, whatever else would end it. */
  readonly statutory: boolean;
}

export interface Keeping {
  readonly uses: readonly Use[];
  /** From when it is to be destroyed; null: not known yet. */
  readonly dueAt: number | null;
  /** Until when it must be kept; null: no duty. `Infinity`: until the case has ended. */
  readonly mustStayUntil: number | null;
  readonly ground: Extract<DestructionGround, 'term' | 'not-kept' | 'no-contract'>;
  /** The rule that was followed, in words. */
  readonly words: string;
}

/** Reckons it. The longest valid purpose keeps; the others end as their terms do. */
export function keepingOf({ content }: Pick<PlanVersion, 'content'>, facts: KeepingFacts): Keeping {
  const talkDay = dayOf(facts.endedAt);
  const full = content.purposes.map((purpose): Use => {
    const statutory = purpose.basis.counterpart === 'wettelijke_plicht';
    const from = purpose.keep?.from === 'case' ? facts.caseEndedOn : talkDay;
    const until = purpose.keep === null || from === null ? null : afterTerm(from, purpose.keep);
    return { purpose, until, statutory };
  });
  const must = furthest(full.filter(({ statutory }) => statutory).map(({ until }) => until));
  const mustStayUntil = full.some(({ statutory }) => statutory) ? (must ?? Number.POSITIVE_INFINITY) : null;
  const cut = cutOff(content, facts, talkDay);
  if (cut === undefined) {
    const words = full.map(({ purpose }) => termWords(purpose)).join('; ');
    return { uses: full, dueAt: furthest(full.map(({ until }) => until)), mustStayUntil, ground: 'term', words };
  }
  const uses = full.map((use) =>
    use.statutory ? use : { ...use, until: use.until === null ? cut.at : Math.min(use.until, cut.at) },
  );
  return {
    uses,
    dueAt: furthest(uses.map(({ until }) => until)),
    mustStayUntil,
    ground: cut.ground,
    words: cut.words,
  };
}

/** The earliest of what ends all that is not a duty. */
function cutOff(
  { destroyWithoutContract, bufferDays, name }: PlanVersion['content'],
  facts: KeepingFacts,
  day: string,
) {
  const cuts: { at: number; ground: 'not-kept' | 'no-contract'; words: string }[] = [];
  if (bufferDays !== null && !facts.kept)
    cuts.push({
      at: afterTerm(day, { amount: bufferDays, unit: 'days' }),
      ground: 'not-kept',
      words: `${name}: niet gekozen om te bewaren binnen ${bufferDays} dagen`,
    });
  if (destroyWithoutContract && facts.contract === false && facts.caseEndedOn !== null)
    cuts.push({
      at: startOf(nextDay(facts.caseEndedOn)),
      ground: 'no-contract',
      words: `${name}: er kwam geen overeenkomst`,
    });
  return cuts.sort((a, b) => a.at - b.at)[0];
}

/** Null where one of them is not known: then it is kept. */
function furthest(moments: readonly (number | null)[]): number | null {
  if (moments.length === 0 || moments.includes(null)) return null;
  return Math.max(...(moments as number[]));
}

const UNITS = { days: ['dag', 'dagen'], months: ['maand', 'maanden'], years: ['jaar', 'jaar'] } as const;

function termWords({ goal, keep }: PlanPurpose): string {
  if (keep === null) return `${goal}: geen termijn`;
  const { amount, unit, from, because } = keep;
  const length = `${amount} ${UNITS[unit][amount === 1 ? 0 : 1]}`;
  return `${goal}: ${length} na ${from === 'case' ? 'de zaak' : 'het gesprek'}${because === '' ? '' : ` (${because})`}`;
}

/** The moment at which the day after the last day of a term begins. */
export function afterTerm(day: string, { amount, unit }: Pick<KeepTerm, 'amount' | 'unit'>): number {
  const length = unit === 'years' ? { amount: amount * 12, unit: 'months' as const } : { amount, unit };
  return startOf(nextDay(lastDay(day, length, 'own')));
}
