/**
 * The recording plan (opnameplan): what an organisation settles before it records a kind of talk, and the part of the
 * dossier's face that settles it. Every step is an act in the organisation's own ledger; how a plan stands is read out of
 * them (`state.ts`).
 */
import type { Text } from '@woordelijk/rules';
import type { Purpose, Role, Standing } from '../policy.ts';
import type { Asking } from '../staff/face.ts';
import type { RuleAnswer } from '../table/acts.ts';
import type { Done } from '../table/face.ts';

/** By which door a talk comes in. */
export const PLAN_CHANNELS = ['phone', 'device'] as const;
export type PlanChannel = (typeof PLAN_CHANNELS)[number];
/** Whose data: the other side's, or the own staff's (betrokkene). */
export const PLAN_PERSONS = ['counterpart', 'staff'] as const;
export type PlanPerson = (typeof PLAN_PERSONS)[number];
export const KEEP_UNITS = ['days', 'months', 'years'] as const;

/** How long a recording is kept for one purpose (bewaartermijn). */
export interface KeepTerm {
  /** Whole, 1 to 100 years. */
  readonly amount: number;
  readonly unit: (typeof KEEP_UNITS)[number];
  /** From the end of the talk, or of the case or contract it belongs to. */
  readonly from: 'talk' | 'case';
  /** Why so long; for a public body the category of the selectielijst. */
  readonly because: string;
}

export interface PlanPurpose {
  /** Stays the same through all versions of the plan. */
  readonly id: string;
  /** A value of rules' dimension `doel`. */
  readonly goal: string;
  /** How the sentence "We record this talk …" goes on. */
  readonly words: Text;
  /** Values of rules' dimension `grondslag`, per person concerned. */
  readonly basis: Readonly<Record<PlanPerson, string>>;
  /** Why recording is needed for it, and why the alternatives do not suffice (factsheet: Werksituatie). */
  readonly necessity: string;
  readonly alternatives: string;
  /** Null: not decided yet. */
  readonly keep: KeepTerm | null;
  /** Who may use a recording for it. */
  readonly roles: readonly Role[];
}

/** A plan as it is written down. Empty text: not filled in yet. */
export interface PlanContent {
  readonly name: string;
  /** Values of rules' dimension `soort`. */
  readonly kinds: readonly string[];
  readonly channels: readonly PlanChannel[];
  /** Numbers, addresses or trunks by which it is known; empty: all that belong to the organisation. */
  readonly lines: readonly string[];
  /** A value of rules' dimension `patroon`. */
  readonly pattern: string;
  readonly purposes: readonly PlanPurpose[];
  /** Values of rules' dimension `inhoud` that are talked about, beside the ordinary. */
  readonly contents: readonly string[];
  /** A value of rules' dimension `ai`. */
  readonly ai: string;
  /** A value of rules' dimension `beltoestemming`; counts for calls to sell. */
  readonly dialConsent: string;
  /** Destroyed when no contract results. */
  readonly destroyWithoutContract: boolean;
  /** Destroyed after so many days unless somebody chose to keep it; null: kept for the terms of the purposes. */
  readonly bufferDays: number | null;
  /** Never recorded: numbers, extensions or addresses, each with why. */
  readonly excluded: readonly { readonly line: string; readonly because: string }[];
  /** Where somebody turns who does not want to be recorded. */
  readonly elsewhere: Text;
  /** Where people find more, and whom they ask: an address of the web, of mail, or a number. */
  readonly contact: string;
}

/** How an open norm about a purpose is judged: balancing of interests (LIA), necessity, or whether a choice is free. */
export type AssessmentKind = 'lia' | 'necessity' | 'free-choice';

/** An open norm that a named person judged. */
export interface Assessment extends Done {
  readonly purpose: string;
  readonly person: PlanPerson;
  readonly kind: AssessmentKind;
  readonly answers: readonly { readonly question: Text; readonly answer: string }[];
  readonly outcome: 'positive' | 'negative';
  /** Name of who judged, and the day, YYYY-MM-DD. */
  readonly by: string;
  readonly on: string;
  /** What was judged changed since: it must be judged again. */
  readonly stale: boolean;
}

/** Whether a statutory exception applies for sensitive data (AVG 9, 10; UAVG 22-33). */
export interface PlanException extends Done {
  readonly content: string;
  readonly applies: boolean;
  /** Which one, and why. */
  readonly why: string;
  readonly by: string;
  readonly on: string;
}

/** The data protection impact assessment (DPIA, AVG 35), or why none is needed. */
export interface ImpactRecord extends Done {
  readonly signs: readonly string[];
  readonly done: boolean;
  /** Outcome, or why none is needed. */
  readonly outcome: string;
  /** Where the document is. */
  readonly document: string;
  readonly by: string;
  readonly on: string;
  readonly stale: boolean;
}

/** What the privacy contact says of a new plan (intake). */
export interface PlanAdvice extends Done {
  readonly agreed: boolean;
  readonly advice: string;
  readonly by: string;
}

/**
 * What became of asking the staff (WOR 27; AVG 13). `asked`: no answer yet. `no-council`: there is none, and staff were
 * told of purposes and situations. `discussed`: incidental recording, talked over with the council. `no-staff`: nobody
 * works here but who decides.
 */
export const COUNCIL_WAYS = ['asked', 'consent', 'refused', 'no-council', 'discussed', 'no-staff'] as const;
export type CouncilWay = (typeof COUNCIL_WAYS)[number];
export interface CouncilRecord extends Done {
  readonly way: CouncilWay;
  /** The day of the consent, the asking or the telling. */
  readonly on: string;
  /** Which document says so, and what it is about. */
  readonly document: string;
  readonly scope: string;
  readonly by: string;
  /** Purpose, term or use of software changed since: it must be asked again. */
  readonly stale: boolean;
  /** Last day on which the council can invoke nullity of a decision without its consent (WOR 27(5)). */
  readonly nullityUntil: string | null;
}

/** Where a text is used. */
export const TEXT_CODES = [
  'spoken', // announcement, said or on tape
  'written', // announcement, shown
  'sign',
  'joined-later',
  'staff-notice',
  'privacy-statement',
  'public-page',
] as const;
export type TextCode = (typeof TEXT_CODES)[number];
export interface PlanText extends Text {
  readonly code: TextCode;
}

export interface ApprovedTexts extends Done {
  readonly texts: readonly PlanText[];
  readonly by: string;
  /** The plan would have other words now: they must be approved again. */
  readonly stale: boolean;
}

/** A plan as it was when it went live: it never changes, and each recording names the one it was made under. */
export interface PlanVersion {
  readonly id: string;
  readonly plan: string;
  readonly organisationId: string;
  /** 1, 2, … */
  readonly number: number;
  /** Epoch milliseconds. Until: null while it is live. */
  readonly from: number;
  readonly until: number | null;
  readonly content: PlanContent;
  readonly texts: readonly PlanText[];
  /** The rules asked per purpose and person, with their receipts. */
  readonly rules: readonly RuleAnswer[];
}

/** Who must act on what is missing. */
export type FindingFor = 'drafter' | 'privacy' | 'council' | 'manager';

/** Something that keeps a plan from going live. */
export interface PlanFinding {
  /** Stable, for programs and the setup guide. */
  readonly code: string;
  readonly purpose: string | null;
  readonly person: PlanPerson | null;
  readonly for: FindingFor;
  readonly because: Text;
  /** What could be written instead. */
  readonly better: readonly Text[];
  /** How lawyers cite the sources. */
  readonly sources: readonly string[];
}

/** A sign that a DPIA is due. `seen`: the plan itself shows it. */
export interface ImpactSign {
  readonly code: string;
  readonly text: Text;
  readonly seen: boolean;
}

/** An open norm that somebody must judge, with what is to be answered. */
export interface OpenNorm {
  readonly purpose: string;
  readonly person: PlanPerson;
  readonly kind: AssessmentKind;
  readonly questions: readonly Text[];
}

/** Another purpose that a named person judged against what was announced (verenigbaarheidstoets, AVG 6(4)). */
export interface JudgedUse extends Done {
  /** The version whose announced purposes it was judged against; it counts for versions that announce the same. */
  readonly version?: string;
  /** A value of rules' dimension `doel`. */
  readonly goal: string;
  readonly answers: readonly { readonly question: Text; readonly answer: string }[];
  readonly outcome: 'positive' | 'negative';
  readonly by: string;
  readonly on: string;
}

/** A purpose that the plan does not announce. `judge`: a named person must find first whether it fits; `shut`: nobody can. */
export interface OtherUse {
  /** A value of rules' dimension `doel`. */
  readonly goal: string;
  readonly state: 'open' | 'judge' | 'shut';
  /** Why not (yet). */
  readonly because: Text | null;
}

/** For which purposes somebody may use one talk's recording. */
export interface TalkPurposes {
  /** What was announced, in its words; empty: recorded without a plan. */
  readonly announced: readonly Text[];
  readonly planId: string | null;
  /** The role's own; null: there is none for which it may be heard or copied. */
  readonly usual: Purpose | null;
  /** Those that the role is for. */
  readonly purposes: readonly {
    readonly purpose: Purpose;
    readonly hear: boolean;
    readonly copy: boolean;
    /** The people on the recording are to be told of this use (AVG 13(3)). */
    readonly tell: boolean;
    /** Why the lock refuses it, and how one asks; null: it may. */
    readonly refused: Text | null;
    /** A named person may judge whether it fits. */
    readonly askable: boolean;
  }[];
}

export interface RecordingPlan {
  readonly id: string;
  readonly organisationId: string;
  readonly state: 'draft' | 'live' | 'ended';
  readonly content: PlanContent;
  /** Written differently from what is live. */
  readonly changed: boolean;
  readonly assessments: readonly Assessment[];
  readonly exceptions: readonly PlanException[];
  readonly impact: ImpactRecord | null;
  readonly advice: PlanAdvice | null;
  readonly council: CouncilRecord | null;
  readonly texts: ApprovedTexts | null;
  readonly uses: readonly JudgedUse[];
  /** Newest last. */
  readonly versions: readonly PlanVersion[];
  readonly live: PlanVersion | null;
  readonly ended: (Done & { readonly why: string }) | null;
}

/** A plan with what the rules say of it now. */
export interface JudgedPlan extends RecordingPlan {
  /** Empty: it is in order and can go live. */
  readonly findings: readonly PlanFinding[];
  readonly openNorms: readonly OpenNorm[];
  readonly impactSigns: readonly ImpactSign[];
  /** Purposes that what is live (or was, last) does not announce; empty where nothing ever was. */
  readonly otherUses: readonly OtherUse[];
  /** What is to be answered about such a purpose that must be judged. */
  readonly fittingQuestions: readonly Text[];
  /** The words that the plan makes now, to be approved. */
  readonly words: readonly PlanText[];
  /** Of those words, hex: who approves says what was read. */
  readonly wordsSha256: string;
}

/** A plan to begin from. */
export interface PlanTemplate {
  readonly code: string;
  readonly name: Text;
  readonly content: PlanContent;
}

/** A line of the register of processing (verwerkingsregister, AVG 30), in Dutch. */
export interface ProcessingLine {
  readonly plan: string;
  /** The version that is live, since epoch milliseconds. */
  readonly version: string;
  readonly since: number;
  readonly name: string;
  /** Who is responsible (verwerkingsverantwoordelijke). */
  readonly responsible: string;
  readonly contacts: readonly string[];
  readonly purposes: readonly string[];
  readonly bases: readonly string[];
  readonly people: readonly string[];
  readonly data: readonly string[];
  readonly recipients: readonly string[];
  readonly terms: readonly string[];
  readonly security: string;
  /** Who balanced or judged the need, when, and how it came out. */
  readonly balancing: readonly string[];
}

/**
 * The plans. Each act gives the plan as it stands afterwards, judged by the rules of today. Everything rejects
 * `organisation-not-found`, `recording-plan-not-found`, `once-reused` and `words-malformed` for text that is missing or
 * too long; what else it rejects is said.
 */
export interface RecordingPlans {
  of(organisationId: string): Promise<readonly JudgedPlan[]>;
  one(organisationId: string, planId: string): Promise<JudgedPlan>;
  templates(organisationId: string): Promise<readonly PlanTemplate[]>;
  /** Begins a plan. Rejects `recording-plan-malformed`. */
  begin(organisationId: string, content: PlanContent, asking: Asking): Promise<JudgedPlan>;
  /** Writes it anew; what is live stays so until the new one goes live. Rejects `recording-plan-malformed`, `recording-plan-ended`. */
  draft(organisationId: string, planId: string, content: PlanContent, asking: Asking): Promise<JudgedPlan>;
  /** A named person judges an open norm. Rejects `assessment-not-fitting`: no balancing test for a public task, none that nothing asks for. */
  assess(
    organisationId: string,
    planId: string,
    assessment: Pick<Assessment, 'purpose' | 'person' | 'kind' | 'outcome' | 'by' | 'on'> & {
      readonly answers: readonly string[];
    },
    asking: Asking,
  ): Promise<JudgedPlan>;
  /** Rejects `assessment-not-fitting` for contents that the plan does not have. */
  except(
    organisationId: string,
    planId: string,
    exception: Pick<PlanException, 'content' | 'applies' | 'why' | 'by' | 'on'>,
    asking: Asking,
  ): Promise<JudgedPlan>;
  /** Rejects `assessment-not-fitting` where signs that the plan shows are left out, or none is said to be needed beside them. */
  recordImpact(
    organisationId: string,
    planId: string,
    impact: Pick<ImpactRecord, 'signs' | 'done' | 'outcome' | 'document' | 'by' | 'on'>,
    asking: Asking,
  ): Promise<JudgedPlan>;
  advise(
    organisationId: string,
    planId: string,
    advice: Pick<PlanAdvice, 'agreed' | 'advice' | 'by'>,
    asking: Asking,
  ): Promise<JudgedPlan>;
  recordCouncil(
    organisationId: string,
    planId: string,
    council: Pick<CouncilRecord, 'way' | 'on' | 'document' | 'scope' | 'by'>,
    asking: Asking,
  ): Promise<JudgedPlan>;
  /** Approves the words that the plan makes now, and locks them. `sha256`: of what was read (`wordsSha256`). Rejects `texts-changed`. */
  approve(
    organisationId: string,
    planId: string,
    approval: { readonly by: string; readonly sha256: string },
    asking: Asking,
  ): Promise<JudgedPlan>;
  /** Rejects `recording-plan-not-in-order`, `recording-plan-ended`. */
  goLive(organisationId: string, planId: string, asking: Asking): Promise<JudgedPlan>;
  /** From now on nothing is recorded under it. Rejects `recording-plan-ended`. */
  end(organisationId: string, planId: string, why: string, asking: Asking): Promise<JudgedPlan>;
  /**
   * A named person judges whether another purpose fits what was announced. Rejects `assessment-not-fitting` where it is
   * announced or related already, or unrelated: then no judgement can open it.
   */
  judgeUse(
    organisationId: string,
    planId: string,
    use: Pick<JudgedUse, 'goal' | 'outcome' | 'by' | 'on'> & { readonly answers: readonly string[] },
    asking: Asking,
  ): Promise<JudgedPlan>;
  /** For which purposes whoever stands there may use a talk's recording, and why not for others. Rejects `talk-not-found`. */
  purposes(talkId: string, who: Standing): Promise<TalkPurposes>;
  /** The version a talk was recorded under; undefined where it was recorded before there were plans, or not at all. */
  ofTalk(talkId: string): Promise<PlanVersion | undefined>;
  /** The register of processing, from what is live now. */
  register(organisationId: string): Promise<readonly ProcessingLine[]>;
  /** Live versions of an organisation, to be published. */
  live(organisationId: string): Promise<readonly PlanVersion[]>;
}
