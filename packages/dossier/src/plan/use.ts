/**
 * The purpose lock (doelbinding, AVG 5(1)(b), 6(4)): a recording is used for what was announced when it was made, for what is
 * directly related to that, or for what a named person found to fit; and by whom the plan names. Everything else is refused.
 */
import { dayOf, evaluate, type HashedRules, rules, type Text } from '@woordelijk/rules';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { Purpose, Standing } from '../policy.ts';
import { words } from '../table/at-table.ts';
import type { RuleBook } from '../table/rule-book.ts';
import { talkRow } from '../talk/talks.ts';
import { atPlan, pastDay } from './at-plan.ts';
import type { JudgedPlan, PlanVersion, RecordingPlans } from './face.ts';
import { planOfTalk } from './of-talk.ts';
import { plansOf } from './state.ts';

/** What a use is in the words of the rules (`doel`). Null: no further use, but the talk itself being held and settled. */
export const GOAL_OF: Readonly<Record<Purpose, string | null>> = {
  talk: null,
  request: 'wettelijke_plicht', // AVG 15, 17: the law asks it
  complaint: 'klacht',
  oversight: 'wettelijke_plicht', // AVG 24, 39
  archive: 'wettelijke_plicht',
  operation: 'wettelijke_plicht', // AVG 32
  evidence: 'bewijs',
  agreements: 'afspraken',
  account: 'verslag',
  training: 'training',
  quality: 'kwaliteit',
  'staff-review': 'controle_personeel',
};

/** Uses that recordings from before there were plans were bound to by roles alone. */
const BEFORE_PLANS: ReadonlySet<Purpose> = new Set([
  'talk',
  'request',
  'complaint',
  'oversight',
  'archive',
  'operation',
]);
const GOOD: ReadonlySet<string> = new Set(['GEEN_PLICHT', 'TOEGESTAAN', 'TOEGESTAAN_MITS', 'PLICHT']);

/** Why a use is refused. `askable`: a named person may find that it fits. */
export interface UseRefused {
  readonly because: Text;
  readonly askable: boolean;
}

/**
 * Whether a recording that was made under this version may be used for a purpose; undefined: it may. `fits`: purposes
 * (values of `doel`) that a named person found to fit. Pure.
 */
export function useRefused(
  version: Pick<PlanVersion, 'content'> | undefined,
  purpose: Purpose,
  about: {
    readonly public: boolean;
    readonly day: string;
    readonly fits: readonly string[];
    readonly using?: HashedRules;
  },
): UseRefused | undefined {
  const goal = GOAL_OF[purpose];
  if (goal === null || (version === undefined && BEFORE_PLANS.has(purpose))) return undefined;
  if (version === undefined)
    return {
      because: {
        nl: 'Bij deze opname is geen doel aangekondigd.',
        en: 'No purpose was announced with this recording.',
      },
      askable: false,
    };
  let refused: UseRefused | undefined;
  for (const { goal: announced } of version.content.purposes) {
    const { verdict, findings } = evaluate(about.using ?? rules, {
      vraag: 'hergebruik',
      datum: about.day,
      situation: {
        opnemer: about.public ? 'ambtenaar' : 'organisatie',
        doel: announced,
        doel_nieuw: goal,
        weging: about.fits.includes(goal) ? 'positief' : 'onbeoordeeld',
      },
    });
    if (GOOD.has(verdict)) return undefined;
    const because = findings.find((one) => one.verdict === verdict)?.says;
    if (because !== undefined && (refused === undefined || verdict === 'WEGING'))
      refused = { because, askable: verdict === 'WEGING' };
  }
  return (
    refused ?? { because: { nl: 'Er is geen doel aangekondigd.', en: 'No purpose was announced.' }, askable: false }
  );
}

/** Rejects `purpose-not-announced` where the lock of this talk's plan stays shut for this purpose, or for who stands there. */
export async function mustBeAnnounced(house: House, talkId: string, purpose: Purpose, who: Standing): Promise<void> {
  if (GOAL_OF[purpose] === null) return;
  const talk = await talkRow(house, talkId);
  const version = await planOfTalk(house, talkId);
  const organisation = await house.database.read
    .selectFrom('organisation')
    .select('sector')
    .where('id', '=', talk.organisation_id)
    .executeTakeFirst();
  const plan = (await plansOf(house, talk.organisation_id)).find(({ id }) => id === version?.plan);
  const day = dayOf(house.now());
  const fits = plan?.uses.filter(({ outcome }) => outcome === 'positive').map(({ goal }) => goal) ?? [];
  const refused = useRefused(version, purpose, { public: organisation?.sector !== 'organisatie', day, fits });
  if (refused !== undefined)
    throw new DossierError(
      'purpose-not-announced',
      `${refused.because.en} ${refused.askable ? 'A named person may judge whether the new purpose fits.' : 'Announce it for new recordings.'}`,
    );
  const named = version?.content.purposes.find(({ goal }) => goal === GOAL_OF[purpose]);
  const free = who.seats.some(({ role }) => role === 'operator' || role === 'program');
  if (named !== undefined && !free && !who.seats.some(({ role }) => named.roles.some((one) => one === role)))
    throw new DossierError('purpose-not-announced', 'The recording plan does not name your role for this purpose.');
}

const QUESTIONS: readonly Text[] = [
  { nl: 'Wat is het verband tussen het oude en het nieuwe doel?', en: 'How are the old and the new purpose linked?' },
  { nl: 'Wat verwachten de mensen op de opname?', en: 'What do the people on the recording expect?' },
  {
    nl: 'Wat zijn de gevolgen voor hen, en wat beschermt hen?',
    en: 'What does it mean for them, and what protects them?',
  },
];

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
    if (refused?.askable !== true)
      throw new DossierError(
        'assessment-not-fitting',
        'This purpose is announced already, or is unrelated to what was announced: then no judgement can open it.',
      );
    const answers = QUESTIONS.map((question, index) => ({ question, answer: words(judged.answers[index]) }));
    const { goal, outcome, by, on } = judged;
    return { plan: planId, goal, answers, outcome, by: words(by), on: pastDay(on, day) };
  });
}
