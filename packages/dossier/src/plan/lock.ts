/**
 * The purpose lock (doelbinding, AVG 5(1)(b), 6(4)): a recording is used for what was announced when it was made, for what is
 * directly related to that, or for what a named person found to fit; and by whom the plan names. Everything else is refused.
 */
import { dayOf, evaluate, type HashedRules, rules, type Text } from '@woordelijk/rules';
import { ExplainedError } from '../error.ts';
import type { House } from '../house.ts';
import type { Purpose, Standing } from '../policy.ts';
import { talkRow } from '../talk/talks.ts';
import type { JudgedUse, OtherUse, PlanVersion, RecordingPlan } from './face.ts';
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

/** What a purpose is called in a sentence: "to …". */
const NAMES: Readonly<Record<Purpose, Text>> = {
  talk: { nl: 'om dit gesprek te voeren en af te handelen', en: 'to hold and settle this talk' },
  request: { nl: 'om een verzoek te beantwoorden', en: 'to answer a request' },
  complaint: { nl: 'om een klacht te behandelen', en: 'to handle a complaint' },
  oversight: { nl: 'om toezicht te houden', en: 'to oversee' },
  archive: { nl: 'om te bewaren of te vernietigen', en: 'to keep or destroy' },
  operation: { nl: 'om de installatie te laten werken', en: 'to keep the installation working' },
  evidence: { nl: 'als bewijs', en: 'as evidence' },
  agreements: { nl: 'om afspraken na te kijken', en: 'to look up agreements' },
  account: { nl: 'om een verslag te maken', en: 'to write an account' },
  training: { nl: 'voor training', en: 'for training' },
  quality: { nl: 'om de kwaliteit te verbeteren', en: 'to improve quality' },
  'staff-review': { nl: 'om personeel te beoordelen', en: 'to assess staff' },
};

/** A use that the lock refuses: for which purpose, why, and how one asks; the message in both languages. */
export class PurposeRefused extends ExplainedError {
  readonly purpose: Purpose;
  constructor(purpose: Purpose, { because, askable }: UseRefused) {
    const ask = askable
      ? {
          nl: 'Vraag wie over privacy gaat om te beoordelen of dit doel past (verenigbaarheidstoets, AVG 6 lid 4). Dat kan op de pagina van het opnameplan.',
          en: 'Ask who sees to privacy to judge whether this purpose fits (compatibility test, GDPR 6(4)); the page of the recording plan is the place.',
        }
      : {
          nl: 'Wilt u dit in het vervolg wel, zet het doel dan in het opnameplan en kondig het aan. Dat geldt alleen voor nieuwe opnamen.',
          en: 'To do so from now on, put the purpose into the recording plan and announce it; that counts for new recordings only.',
        };
    const said = {
      nl: `Deze opname mag niet worden gebruikt ${NAMES[purpose].nl}. ${because.nl} ${ask.nl}`,
      en: `This recording may not be used ${NAMES[purpose].en}. ${because.en} ${ask.en}`,
    };
    super('purpose-not-announced', said);
    this.purpose = purpose;
  }
}

/** The lock of one talk: asked for a purpose, and for who stands there, it says why not; undefined: it is open. */
export interface PurposeLock {
  /** The version that the talk was recorded under. */
  readonly version: PlanVersion | undefined;
  refused(purpose: Purpose, who: Standing): UseRefused | undefined;
  /** Allowed, and the people on the recording are to be told (AVG 13(3)): it is not what was announced itself. */
  tell(purpose: Purpose): boolean;
}

/** The lock of a talk. Rejects `talk-not-found`. */
export async function lockOf(house: House, talkId: string): Promise<PurposeLock> {
  const talk = await talkRow(house, talkId);
  return lockUnder(await planOfTalk(house, talkId), await lockFacts(house, talk.organisation_id));
}

/** What locks of an organisation's talks depend on beside their version. */
export interface LockFacts {
  readonly plans: readonly RecordingPlan[];
  readonly public: boolean;
  readonly day: string;
}

export async function lockFacts(house: House, organisationId: string): Promise<LockFacts> {
  const organisation = await house.database.read
    .selectFrom('organisation')
    .select('sector')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  const day = dayOf(house.now());
  return { plans: await plansOf(house, organisationId), public: organisation?.sector !== 'organisatie', day };
}

/** The lock of every talk that was recorded under this version. Pure. */
export function lockUnder(version: PlanVersion | undefined, facts: LockFacts): PurposeLock {
  const { plans, public: isPublic, day } = facts;
  const fits = version === undefined ? [] : fitting(plans, version);
  const announced = (purpose: Purpose) => version?.content.purposes.find(({ goal }) => goal === GOAL_OF[purpose]);
  return {
    version,
    refused(purpose, who) {
      if (GOAL_OF[purpose] === null) return undefined;
      const refused = useRefused(version, purpose, { public: isPublic, day, fits });
      if (refused !== undefined) return refused;
      const named = announced(purpose);
      const free = who.seats.some(({ role }) => role === 'operator' || role === 'program');
      if (named === undefined || free || who.seats.some(({ role }) => named.roles.some((one) => one === role)))
        return undefined;
      return {
        because: {
          nl: 'Het opnameplan noemt uw rol niet bij dit doel.',
          en: 'The recording plan does not name your role for this purpose.',
        },
        askable: false,
      };
    },
    // That the law may ask for a recording is told to everybody beforehand; another use of one's own is not.
    tell: (purpose) => !BEFORE_PLANS.has(purpose) && version !== undefined && announced(purpose) === undefined,
  };
}

/** Goals that a named person found to fit what this version announces: a judgement counts where the same was announced. */
function fitting(plans: readonly RecordingPlan[], version: PlanVersion): string[] {
  const plan = plans.find(({ id }) => id === version.plan);
  const goals = (one: PlanVersion) => JSON.stringify([...new Set(one.content.purposes.map(({ goal }) => goal))].sort());
  const same = new Set(plan?.versions.filter((one) => goals(one) === goals(version)).map(({ id }) => id));
  const counts = (use: JudgedUse) => use.version === undefined || same.has(use.version);
  return plan?.uses.flatMap((use) => (use.outcome === 'positive' && counts(use) ? [use.goal] : [])) ?? [];
}

/** Rejects `purpose-not-announced` where the lock of this talk's plan stays shut for this purpose, or for who stands there. */
export async function mustBeAnnounced(house: House, talkId: string, purpose: Purpose, who: Standing): Promise<void> {
  if (GOAL_OF[purpose] === null) return;
  const refused = (await lockOf(house, talkId)).refused(purpose, who);
  if (refused !== undefined) throw new PurposeRefused(purpose, refused);
}

/** What other purposes would be under a version, each with whether it may, must be judged first, or stays shut. Pure. */
export function otherUses(version: PlanVersion, facts: LockFacts): OtherUse[] {
  const fits = fitting(facts.plans, version);
  return (Object.keys(GOAL_OF) as Purpose[]).flatMap((purpose): OtherUse[] => {
    const goal = GOAL_OF[purpose];
    if (goal === null || BEFORE_PLANS.has(purpose)) return [];
    if (version.content.purposes.some((one) => one.goal === goal)) return [];
    const refused = useRefused(version, purpose, { public: facts.public, day: facts.day, fits });
    if (refused === undefined) return [{ goal, state: 'open', because: null }];
    return [{ goal, state: refused.askable ? 'judge' : 'shut', because: refused.because }];
  });
}

/** What a named person answers who judges whether another purpose fits (AVG 6(4)). */
export const FITTING_QUESTIONS: readonly Text[] = [
  { nl: 'Wat is het verband tussen het oude en het nieuwe doel?', en: 'How are the old and the new purpose linked?' },
  { nl: 'Wat verwachten de mensen op de opname?', en: 'What do the people on the recording expect?' },
  {
    nl: 'Wat zijn de gevolgen voor hen, en wat beschermt hen?',
    en: 'What does it mean for them, and what protects them?',
  },
];
