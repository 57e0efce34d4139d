/**
 * Requests under somebody's rights (AVG 15 to 21): received, identity established, found, decided, and done or handed over
 * within the term. A request is of an organisation and about any number of its talks; everything in it stands under a key of
 * its own, so that it outlives a talk that is destroyed and can be forgotten by itself.
 */

import type { Sight } from '../policy.ts';
import type { Asking } from '../staff/face.ts';
import type { RuleAnswer } from '../table/acts.ts';

/**
 * access: inzage. supplement, correction: an own reading beside the recording, which itself never changes. restriction:
 * afscherming. deletion: wissing. objection: bezwaar tegen het gebruik. portability: overdraagbaarheid.
 */
export const RIGHT_KINDS = [
  'access',
  'copy',
  'supplement',
  'correction',
  'restriction',
  'objection',
  'deletion',
  'portability',
] as const;
export type RightKind = (typeof RIGHT_KINDS)[number];
/** How it came in. */
export const RIGHT_WAYS = ['own-page', 'staff-page', 'letter', 'desk', 'phone'] as const;
export type RightWay = (typeof RIGHT_WAYS)[number];
export const RIGHT_STATES = ['received', 'identified', 'found', 'decided', 'closed'] as const;
export type RightState = (typeof RIGHT_STATES)[number];
/** gone: it is no longer processed (niet meer verwerkt). */
export const RIGHT_OUTCOMES = ['granted', 'partly', 'refused', 'gone'] as const;
export type RightOutcome = (typeof RIGHT_OUTCOMES)[number];

/** Whose rights: somebody of the other side, or of the staff. */
export type RightSide = 'counterpart' | 'staff';

/** In the words of the rules' dimension `kwetsbaar`. A date of birth is asked for to reckon this, and not kept. */
export const AGES = ['nee', 'kind_0_11', 'kind_12_15', 'vertegenwoordigd'] as const;
export type Age = (typeof AGES)[number];

/**
 * How it was established who asks, with the least that does (AVG 12 (6), 5 (1) c). None of them keeps a copy of an identity
 * document: that asks more than is needed, and becomes a risk itself.
 */
export const IDENTITY_WAYS = [
  { code: 'visit-code', by: 'page' }, // the code of the personal page
  { code: 'login', by: 'page' }, // their own account
  { code: 'known-number', by: 'office' }, // called back on the number in the talk
  { code: 'questions', by: 'office' }, // knew what only who was there knows: day, subject, what was agreed
  { code: 'known-in-person', by: 'office' },
  { code: 'digid', by: 'office' }, // logged in elsewhere with DigiD or eHerkenning
  { code: 'document-seen', by: 'office' }, // shown at the desk; looked at, not copied, no number noted
] as const;
export type IdentityWay = (typeof IDENTITY_WAYS)[number]['code'];

/** Why something is not given, with its article and for which requests it can be one. */
export const REFUSAL_GROUNDS = [
  { code: 'others', source: 'AVG 15 lid 4; UAVG 41 lid 1 onder i', kinds: ['access', 'copy', 'portability'] },
  { code: 'identity', source: 'AVG 12 lid 2 en 6', kinds: RIGHT_KINDS },
  { code: 'abuse', source: 'AVG 12 lid 5', kinds: RIGHT_KINDS },
  { code: 'investigation', source: 'UAVG 41 lid 1 onder c en d', kinds: RIGHT_KINDS },
  { code: 'opinion', source: 'AVG 16', kinds: ['correction', 'supplement'] },
  { code: 'accurate', source: 'AVG 18 lid 1', kinds: ['restriction'] },
  { code: 'must-keep', source: 'AVG 17 lid 3 onder b en d', kinds: ['deletion'] },
  { code: 'legal-claim', source: 'AVG 17 lid 3 onder e en 21 lid 1', kinds: ['deletion', 'objection'] },
  { code: 'compelling', source: 'AVG 21 lid 1', kinds: ['objection'] },
  { code: 'not-portable', source: 'AVG 20 lid 1 en 3', kinds: ['portability'] },
] as const satisfies readonly { code: string; source: string; kinds: readonly RightKind[] }[];
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number]['code'];

/** Who asks, and for whom. */
export interface NewRightsRequest {
  readonly kind: RightKind;
  /** Whose rights they are. */
  readonly name: string;
  readonly number?: string | undefined;
  readonly side: RightSide;
  /** The talk it is about, and who they are in it; where it is known. */
  readonly talk?: string | undefined;
  readonly party?: string | undefined;
  /** Of the staff: whose account. */
  readonly account?: string | undefined;
  /** Reckoned from a date of birth, YYYY-MM-DD, which is not kept; or as the office says. Absent: of age. */
  readonly born?: string | undefined;
  readonly age?: Age | undefined;
  /** Who asks for them, and by what that was shown. */
  readonly representative?: { readonly name: string; readonly shown: string } | undefined;
  /** In their own words; of a correction or supplement: the own reading. */
  readonly text: string;
  readonly way: RightWay;
  /** Epoch milliseconds; the term runs from that day. Absent: now. */
  readonly receivedAt?: number | undefined;
}

/** A talk in which the requester is heard, or is only talked about (besproken). */
export interface FoundTalk {
  readonly talk: string;
  readonly as: 'speaks' | 'spoken-of';
  /** Who else is on it or talked about, in words of whoever looked; empty: nobody. */
  readonly others: string;
}

/** What is done for one talk. `masked`: a derived copy, in which others are not heard; `edit` is its id. */
export interface Given {
  readonly talk: string;
  readonly give: 'whole' | 'masked' | 'none';
  readonly edit: string | null;
  /** Why the whole goes over though somebody who was not there is talked about in it (AVG 15 (4)); absent: nobody is. */
  readonly despite?: string | undefined;
}

export interface NewRightsDecision {
  readonly outcome: RightOutcome;
  /** Of a refusal, whole or in part. */
  readonly ground: RefusalGround | null;
  /** The reasons, as who asked reads them. */
  readonly text: string;
  readonly by: string;
  /** Of a refusal as abuse: what shows it. Without that there is none (AVG 12 (5): the burden is on who refuses). */
  readonly evidence: string | null;
  readonly talks: readonly Given[];
}

/** Where who asked can turn: bezwaar and beroep against an authority's decision (UAVG 34), the court for others (UAVG 35). */
export type Remedy = 'bezwaar' | 'court';

export interface RightsDecision extends NewRightsDecision {
  readonly at: number;
  readonly remedy: Remedy;
  /** YYYY-MM-DD: the last day for that. */
  readonly remedyUntil: string;
}

export interface RightsRequest {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: RightKind;
  readonly name: string;
  readonly number: string | null;
  readonly side: RightSide;
  readonly talk: string | null;
  readonly party: string | null;
  readonly account: string | null;
  readonly age: Age;
  readonly representative: { readonly name: string; readonly shown: string } | null;
  readonly text: string;
  readonly way: RightWay;
  readonly receivedAt: number;
  /** Under which law it is answered, and the article that sets the term. */
  readonly law: 'avg' | 'wbp';
  readonly source: string;
  /** YYYY-MM-DD. */
  readonly dueOn: string;
  readonly state: RightState;
  readonly takenUp: { readonly by: string; readonly at: number } | null;
  readonly identity: { readonly how: IdentityWay; readonly by: string; readonly at: number } | null;
  readonly found: {
    readonly by: string;
    readonly at: number;
    /** Where was looked, in words. */
    readonly searched: string;
    readonly talks: readonly (FoundTalk & { readonly startedAt: number; readonly destroyedAt: number | null })[];
  } | null;
  readonly extended: { readonly why: string; readonly at: number } | null;
  readonly decision: RightsDecision | null;
  /** What was handed over: fingerprint of the package, and how. */
  readonly handed: readonly {
    readonly at: number;
    readonly way: HandedWay;
    readonly sha256: string;
    /** Signed by the house. */
    readonly receipt: string;
  }[];
  readonly closed: { readonly at: number; readonly how: ClosedHow; readonly inTerm: boolean } | null;
  readonly rules: RuleAnswer | null;
}

export const HANDED_WAYS = ['own-page', 'staff-page', 'post', 'desk'] as const;
export type HandedWay = (typeof HANDED_WAYS)[number];
/** handed: taken or given. carried-out: what was asked was done. told: who asked knows the answer. */
export type ClosedHow = 'handed' | 'carried-out' | 'told' | 'withdrawn';

/** An own reading that stands beside a recording (AVG 16). */
export interface OwnReading {
  readonly request: string;
  readonly kind: 'supplement' | 'correction';
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

/** A talk of which nothing is done but what the law lets be done (afscherming, AVG 18). */
export interface Restriction {
  readonly id: string;
  readonly talkId: string;
  readonly placedAt: number;
  /** Null: it holds. */
  readonly liftedAt: number | null;
}

/** What somebody of the staff sees of a talk they were in. */
export interface OwnTalk {
  readonly talk: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly recorded: boolean;
  readonly subject: string | null;
  /** Who heard, copied or read it, and for what; the newest first, at most fifty. `who` null: this person themselves. */
  readonly uses: readonly {
    readonly at: number;
    readonly who: string | null;
    readonly act: string;
    readonly purpose: string | null;
  }[];
}

/** Acts reject `rights-request-not-found`, `rights-request-step` where it is not its turn, `words-malformed`, `once-reused`. */
export interface Rights {
  /** Of one talk, oldest first. Rejects `talk-not-found`. */
  of(talkId: string): Promise<readonly RightsRequest[]>;
  /** Of one account. */
  ofAccount(accountId: string): Promise<readonly RightsRequest[]>;
  /** Those that may be seen: open ones, the first term to end first; then those closed since `closedAfter`, the last first. */
  list(sight: Sight, closedAfter?: number): Promise<readonly RightsRequest[]>;
  get(requestId: string): Promise<RightsRequest>;
  /**
   * From the moment it is taken down no talk it is about is destroyed (C6): each gets a hold. Rejects `talk-not-found`,
   * `participant-not-found`, `organisation-not-found`, `facts-malformed` for a day that is still to come.
   */
  request(organisationId: string, request: NewRightsRequest, asking: Asking): Promise<RightsRequest>;
  takeUp(requestId: string, by: string, asking: Asking): Promise<RightsRequest>;
  /** Rejects `representative-missing` where the law lets somebody else ask (UAVG 5). */
  identify(requestId: string, identity: { how: IdentityWay; by: string }, asking: Asking): Promise<RightsRequest>;
  /**
   * What there is, as a person found it by number, name, case or talk; never by voice. May be done again until it is decided.
   * Rejects `talk-not-found` for a talk of another organisation.
   */
  find(
    requestId: string,
    found: { by: string; searched: string; talks: readonly FoundTalk[] },
    asking: Asking,
  ): Promise<RightsRequest>;
  /** Two months more, once, and only before the month is over (AVG 12 (3)). Rejects `extension-not-possible`. */
  extend(requestId: string, why: string, asking: Asking): Promise<RightsRequest>;
  /** Rejects `decision-not-fitting` (a ground, evidence or talk that is missing), `sector-missing`. */
  decide(requestId: string, decision: NewRightsDecision, asking: Asking): Promise<RightsRequest>;
  /**
   * Does what was granted of a restriction, objection, deletion, supplement or correction, and closes it. Safe to repeat.
   * A deletion rejects as `destructions.decide` does.
   */
  carryOut(requestId: string, asking: Asking): Promise<RightsRequest>;
  /** The package went over; the first time that closes the request. `sha256`: hex. */
  handOver(requestId: string, handed: { way: HandedWay; sha256: string }, asking: Asking): Promise<RightsRequest>;
  /** Who asked knows the answer, or does not want it any more. */
  close(requestId: string, how: 'told' | 'withdrawn', asking: Asking): Promise<RightsRequest>;
  /** Beside a recording, oldest first. */
  readings(talkId: string): Promise<readonly OwnReading[]>;
  /** The restriction that holds; undefined where there is none. */
  restriction(talkId: string): Promise<Restriction | undefined>;
  /** Ends it, after who asked for it was told (AVG 18 (3)). Rejects `restriction-not-found`. */
  liftRestriction(talkId: string, why: string, asking: Asking): Promise<void>;
  /** Talks of this account, the newest first, with what was done with them; at most 100. */
  ownTalks(accountId: string): Promise<readonly OwnTalk[]>;
}
