/** The rules as they hold on the day of a talk, and the facts of a talk in their words. */
import { type Case, dayOf, evaluate, type HashedRules, QuestionError } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { OwnRules, Sector } from '../organisation/face.ts';
import type { TalkRow } from '../talk/tables.ts';
import type { RuleAnswer } from './acts.ts';
import type { Recorder } from './face.ts';

/** Where rules are looked up. */
export type RuleBook = Pick<OwnRules, 'rulesOn' | 'keysFor'>;

export interface DayRules {
  /** YYYY-MM-DD in Amsterdam. */
  readonly day: string;
  readonly sector: Sector | null;
  /** Own rules that hold: keys for the question. */
  readonly own: readonly string[];
  readonly rules: HashedRules;
}

/** Verdicts with which something may go on. */
const GOOD: ReadonlySet<string> = new Set([
  'GEEN_PLICHT',
  'TOEGESTAAN',
  'TOEGESTAAN_MITS',
  'PLICHT',
  'PLICHT_SPELREGEL',
]);

/** The rules of the day of a talk, with the own rules of its organisation. */
export async function rulesOfDay(house: House, book: RuleBook, talk: TalkRow): Promise<DayRules> {
  return await rulesAt(house, book, talk.organisation_id, talk.started_at);
}

/** The rules as they hold for an organisation at a moment (epoch milliseconds): what is done with a recording later falls under the rules of then. */
export async function rulesAt(house: House, book: RuleBook, organisationId: string, at: number): Promise<DayRules> {
  const day = dayOf(at);
  const own = await book.keysFor(organisationId, day);
  const organisation = await house.database.read
    .selectFrom('organisation')
    .select('sector')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return { day, sector: organisation.sector as Sector | null, own, rules: await book.rulesOn(day, own) };
}

/** Asks one question. Throws `facts-malformed` for facts that the rules do not know. */
export function ask(
  { day, own, rules }: DayRules,
  vraag: string,
  situation: Case['situation'],
  beslissingen: Case['beslissingen'] = [],
): RuleAnswer {
  try {
    const answer = evaluate(rules, { vraag, datum: day, organisatie: own, situation, beslissingen });
    return {
      verdict: answer.verdict,
      level: answer.level,
      explanation: answer.explanation,
      duties: answer.obligations,
      openQuestions: answer.openQuestions,
      receipt: answer.receipt,
    };
  } catch (cause) {
    if (!(cause instanceof QuestionError)) throw cause;
    throw new DossierError('facts-malformed', `The rules do not know this: ${cause.message}`, { cause });
  }
}

/** Whether the rules let it go on, with no duty that the facts show unmet. */
export function allows({ verdict, duties }: RuleAnswer): boolean {
  return GOOD.has(verdict) && duties.every(({ met }) => met !== false);
}

/** Who records, with whom, in the words of the rules. A recording by both is asked as that of the resident, who has the right. */
export function whoRecords(recorder: Recorder, sector: Sector): { opnemer: string; wederpartij: string } {
  if (recorder !== 'office') return { opnemer: 'inwoner', wederpartij: sector };
  return { opnemer: sector === 'organisatie' ? 'organisatie' : 'ambtenaar', wederpartij: 'particulier' };
}
