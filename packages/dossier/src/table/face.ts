/** The talk at the table: the part of the dossier's face for request, decision, alternative, agreement, notice and copy. */
import type { FileType } from '@woordelijk/audio';
import type { Text } from '@woordelijk/rules';
import type { FileStateName, Likeness } from '../handed/face.ts';
import type { Sight } from '../policy.ts';
import type { Asking, Part } from '../staff/face.ts';
import type { RuleAnswer } from './acts.ts';

/** Who records. */
export type Recorder = 'resident' | 'office' | 'both';
/** granted: yes (the default). settled: talking took the wish away. withdrawn: by who asked. */
export type Outcome = 'granted' | 'refused' | 'settled' | 'withdrawn';
/** What is offered in place of a recording by the other side (alternatief; spelregel 1, factsheet f). */
export const ALTERNATIVES = ['companion', 'office-records', 'written-account'] as const;
export type AlternativeKind = (typeof ALTERNATIVES)[number];
export const NOTICE_WAYS = ['spoken', 'shown', 'spoken-and-shown', 'tape', 'sign'] as const;
export type NoticeHow = (typeof NOTICE_WAYS)[number];
export const HANDOVER_WAYS = ['in-person', 'online', 'post'] as const;
export type HandoverWay = (typeof HANDOVER_WAYS)[number];
/** How a recording that is handed in was made (herkomst). */
export const PROVENANCES = ['participant', 'on-behalf', 'own-line', 'not-a-participant', 'unknown'] as const;
export type Provenance = (typeof PROVENANCES)[number];
export type ReceivedDecision = 'take-in' | 'turn-away' | 'hand-to-police';
export const MISUSE_HANDLERS = ['privacy-coordinator', 'privacy-officer', 'dpo'] as const;
export type MisuseHandler = (typeof MISUSE_HANDLERS)[number];

export interface Participant {
  /** As it stands in the talk's parties. */
  readonly id: string;
  readonly name: string;
  readonly side: 'resident' | 'office';
  readonly part: Part;
  readonly accountId: string | null;
  /** How a mandate was shown (machtiging); null: none was needed. */
  readonly mandate: string | null;
  readonly joinedAt: number;
}

/** Who did something, and when. */
export interface Done {
  readonly at: number;
  readonly actor: string;
}

export interface RequestState extends Done {
  readonly id: string;
  readonly by: string;
  readonly onBehalfOf: string | null;
  readonly mandate: string | null;
  readonly recorder: Recorder;
  readonly place: string;
  readonly camera: string;
  readonly others: string;
  readonly reason: string | null;
  readonly rules: RuleAnswer;
  readonly decision:
    | (Done & {
        readonly outcome: Outcome;
        readonly grounds: string | null;
        readonly explanation: string | null;
        readonly conversation: string | null;
        readonly alternative: AlternativeKind | null;
        readonly decidedBy: string;
        readonly rules: RuleAnswer | null;
      })
    | null;
  /** What was set up in place of the recording; null unless refused with an alternative. */
  readonly alternative: AlternativeState | null;
}

export interface AlternativeState {
  readonly kind: AlternativeKind;
  /** Carried to its end. */
  readonly done: boolean;
  readonly companion: string | null;
  readonly listening: {
    readonly at: number;
    readonly place: string;
    readonly heldAt: number | null;
    readonly note: string;
  } | null;
  readonly account: {
    readonly drafts: readonly (Done & { readonly id: string; readonly text: string })[];
    readonly remarks: readonly (Done & { readonly by: string; readonly text: string })[];
    /** Draft that became final, with the SHA-256 of the document. */
    readonly final: (Done & { readonly draft: string; readonly sha256: string }) | null;
  } | null;
}

export interface AgreementState extends Done {
  readonly id: string;
  readonly lines: readonly Text[];
  /** What is confirmed, word for word. */
  readonly document: string;
  readonly confirmations: readonly (Done & {
    readonly participant: string;
    readonly way: 'own-device' | 'on-screen';
    readonly name: string;
  })[];
  /** By both sides. */
  readonly confirmed: boolean;
  readonly rules: RuleAnswer;
}

export interface NoticeState extends Done {
  readonly id: string;
  readonly to: readonly string[];
  readonly words: string;
  readonly code: string | null;
  readonly language: 'nl' | 'en';
  readonly how: NoticeHow;
}

export interface HandoverState extends Done {
  readonly id: string;
  readonly to: string;
  readonly kind: string;
  readonly sha256: string;
  readonly way: HandoverWay;
  readonly receipt: string;
}

export interface OfferState extends Done {
  readonly id: string;
  readonly from: string;
  readonly provenance: Provenance;
  readonly told: boolean;
  readonly words: string;
  /** kept: the organisation is responsible for it from now on. referred: not stored, not played; the FG decides. */
  readonly state: 'kept' | 'referred' | ReceivedDecision;
  readonly judged: (Done & { readonly why: string; readonly decidedBy: string }) | null;
  readonly rules: RuleAnswer;
  readonly files: readonly OfferedFile[];
}

/** The file of a recording that was handed in. `at` and `actor`: who began to bring it. */
export interface OfferedFile extends Done {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly state: FileStateName;
  readonly mediaType: FileType | null;
  /** Hex; null until all of it came. */
  readonly sha256: string | null;
  /** Null where there is nothing to compare it with, or it is not whole. */
  readonly likeness: Likeness | null;
  /** Why it was given up. */
  readonly why: 'cancelled' | 'expired' | 'type' | null;
}

/** `at` and `actor`: who made the link. */
export interface OwnRecordingState extends Done {
  readonly id: string;
  readonly expiresAt: number;
  /** Null: no device began by the link. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

export interface ReportState extends Done {
  readonly id: string;
  readonly about: 'resident' | 'office';
  readonly text: string;
  readonly to: MisuseHandler;
  readonly notes: readonly (Done & { readonly text: string })[];
  readonly closed: (Done & { readonly text: string }) | null;
}

/** A request that waits for somebody of the office. */
export interface OpenRequest {
  readonly talkId: string;
  /** Of the talk; epoch milliseconds. */
  readonly startedAt: number;
  readonly subject: string;
  readonly request: string;
  /** When it was asked. */
  readonly at: number;
  /** Who asks. */
  readonly name: string;
  readonly waits: 'decide' | 'alternative';
}

/** The one step that comes next, for the top of the page. */
export type NextStep =
  | 'register' // nobody has asked anything yet
  | 'decide'
  | 'carry-alternative'
  | 'agree'
  | 'confirm'
  | 'tell'
  | 'objection'
  | 'record'
  | 'hand-out'
  | 'none';

/** All that was done at the table, as the acts say. */
export interface TalkFile {
  readonly talkId: string;
  /** Null where the talk was not planned (a call that came in by itself). */
  readonly plan: {
    readonly kind: string;
    readonly place: string;
    readonly subject: string;
    readonly plannedAt: number;
  } | null;
  readonly participants: readonly Participant[];
  readonly requests: readonly RequestState[];
  /** The agreement that counts; null: there is none (any more). */
  readonly agreement: AgreementState | null;
  readonly notices: readonly NoticeState[];
  /** Participants who were not told yet. */
  readonly untold: readonly string[];
  readonly handovers: readonly HandoverState[];
  readonly offers: readonly OfferState[];
  readonly reports: readonly ReportState[];
  /** Recordings that stay with the other side: each link that was made, and whether a device records by it. */
  readonly ownRecordings: readonly OwnRecordingState[];
  /** Objections that somebody decided not to stand in the way of this talk. */
  readonly lifted: readonly string[];
  /** Something was recorded. */
  readonly recorded: boolean;
}

export interface NewRequest {
  readonly by: string;
  readonly onBehalfOf?: string | undefined;
  readonly mandate?: string | undefined;
  readonly recorder: Recorder;
  /** A value of rules' dimension `plaats`. */
  readonly place: string;
  /** A value of rules' dimension `camera_thuis`. */
  readonly camera: string;
  /** A value of rules' dimension `derden`. */
  readonly others: string;
  /** Voluntary; never a condition (factsheet). */
  readonly reason?: string | undefined;
}

export interface NewDecision {
  readonly outcome: Outcome;
  readonly grounds?: string | undefined;
  readonly explanation?: string | undefined;
  readonly conversation?: string | undefined;
  readonly alternative?: AlternativeKind | undefined;
  readonly decidedBy: string;
}

/**
 * The acts at the table. Each is one transaction with its ledger row, the rules' receipt in it; each gives the file as it
 * stands afterwards. Everything rejects `talk-not-found`, `talk-not-at-table` (a talk that was not planned), `once-reused`,
 * and `words-malformed` for text that is missing or too long; what else it rejects is said.
 */
export interface Table {
  file(talkId: string): Promise<TalkFile>;
  /** Those that may be seen and wait for somebody, longest waiting first; of the newest 200 talks in which anybody asked. */
  openRequests(sight: Sight): Promise<readonly OpenRequest[]>;
  /** Rejects `participant-not-found`, `facts-malformed`, `sector-missing`. */
  register(talkId: string, request: NewRequest, asking: Asking): Promise<TalkFile>;
  /** A refusal that the rules do not allow is not saved: `refusal-incomplete`. Rejects `request-not-found`, `request-decided`. */
  decide(talkId: string, requestId: string, decision: NewDecision, asking: Asking): Promise<TalkFile>;
  /** Takes a decision back. Rejects `request-not-found`, `request-open`. */
  reopen(talkId: string, requestId: string, why: string, asking: Asking): Promise<TalkFile>;
  /** Rejects `facts-malformed`. */
  move(talkId: string, place: string, why: string, asking: Asking): Promise<TalkFile>;
  /** Somebody joins the talk, as an alternative where `requestId` is given. Rejects `plan-malformed`, `alternative-other`. */
  join(
    talkId: string,
    person: {
      part: 'representative' | 'companion' | 'third';
      name: string;
      mandate?: string | undefined;
      requestId?: string | undefined;
    },
    asking: Asking,
  ): Promise<TalkFile>;
  /** Rejects `request-not-found`, `alternative-other`. */
  planListening(talkId: string, requestId: string, at: number, place: string, asking: Asking): Promise<TalkFile>;
  /** Rejects `request-not-found`, `alternative-other`, `listening-not-planned`, `nothing-recorded`. */
  holdListening(talkId: string, requestId: string, note: string, asking: Asking): Promise<TalkFile>;
  /** Rejects `request-not-found`, `alternative-other`, `account-final`. */
  draft(talkId: string, requestId: string, text: string, asking: Asking): Promise<TalkFile>;
  remark(talkId: string, requestId: string, by: string, text: string, asking: Asking): Promise<TalkFile>;
  /** Makes the last draft final. Rejects also `account-empty`. */
  settleAccount(talkId: string, requestId: string, asking: Asking): Promise<TalkFile>;
  /** Made from the rules that hold for this talk. Rejects `not-granted`, `agreement-there`, `sector-missing`. */
  agree(talkId: string, asking: Asking): Promise<TalkFile>;
  /** A secret, told once, by which the other side confirms on a device of their own; it lives an hour. Rejects `agreement-not-there`. */
  share(talkId: string, asking: Asking): Promise<{ readonly secret: string; readonly expiresAt: number }>;
  /** What a secret opens; undefined where it is unknown, used or too old. Changes nothing. */
  shared(
    secret: string,
  ): Promise<{ readonly talkId: string; readonly document: string; readonly confirmed: boolean } | undefined>;
  /** Confirms by the secret, which is then used up; gives the sealed document. Rejects `secret-refused`. */
  confirmShared(secret: string, name: string): Promise<string>;
  /** Confirms on the official's screen. Rejects `agreement-not-there`, `participant-not-found`, `confirmed-already`. */
  confirm(talkId: string, participant: string, name: string, asking: Asking): Promise<TalkFile>;
  endAgreement(talkId: string, why: string, asking: Asking): Promise<TalkFile>;
  /** The agreement with its confirmations, signed by the house (C2SP signed note). Rejects `agreement-not-there`. */
  sealedAgreement(talkId: string): Promise<string>;
  /** Words for this talk, as they are approved. */
  noticeWords(talkId: string): Promise<readonly { readonly code: string; readonly nl: string; readonly en: string }[]>;
  /** Rejects `participant-not-found`, `notice-unknown`. */
  tell(
    talkId: string,
    notice: { to: readonly string[]; code: string; language: 'nl' | 'en'; how: NoticeHow },
    asking: Asking,
  ): Promise<TalkFile>;
  /** What keeps this talk from being recorded now; empty: nothing that the house knows of. */
  hindrances(talkId: string): Promise<readonly Hindrance[]>;
  /** Rejects `objection-not-found`. */
  lift(talkId: string, objectionId: string, why: string, decidedBy: string, asking: Asking): Promise<TalkFile>;
  /** Rejects `nothing-recorded`, `facts-malformed`. */
  handOut(
    talkId: string,
    copy: { to: string; kind: string; sha256: string; way: HandoverWay },
    asking: Asking,
  ): Promise<TalkFile>;
  /** A recording is handed in. By who took no part: neither stored nor played, referred to the FG. */
  offer(
    talkId: string,
    offered: { from: string; provenance: Provenance; told: boolean; words: string },
    asking: Asking,
  ): Promise<TalkFile>;
  /** Rejects `offer-not-found`, `offer-settled`. */
  judgeOffer(
    talkId: string,
    offerId: string,
    judgement: { decision: ReceivedDecision; why: string; decidedBy: string },
    asking: Asking,
  ): Promise<TalkFile>;
  report(
    talkId: string,
    report: { about: 'resident' | 'office'; text: string; to: MisuseHandler },
    asking: Asking,
  ): Promise<TalkFile>;
  /** Rejects `report-not-found`, `report-closed`. */
  noteReport(talkId: string, reportId: string, text: string, asking: Asking): Promise<TalkFile>;
  routeReport(talkId: string, reportId: string, to: MisuseHandler, why: string, asking: Asking): Promise<TalkFile>;
  closeReport(talkId: string, reportId: string, text: string, asking: Asking): Promise<TalkFile>;
}

/** Why a recording may not begin now. */
export type Hindrance =
  | {
      readonly because: 'objection';
      readonly objectionId: string;
      readonly participant: string;
      readonly since: number;
    }
  | { readonly because: 'not-granted' }
  /** The organisation has no live recording plan for such a talk. */
  | { readonly because: 'no-plan' }
  | { readonly because: 'refused' }
  | { readonly because: 'not-agreed' }
  /** What was asked and granted is that the other side records; the office does not. */
  | { readonly because: 'theirs-only' }
  | { readonly because: 'not-told'; readonly participants: readonly string[] };
