/**
 * The acts at the table, with what each leaves in the ledger. They stand there under the talk's own key and nowhere else:
 * how a request, an agreement or an alternative stands is read out of them (`file.ts`), and undoing is a further act.
 */
import type { FileType } from '@woordelijk/audio';
import type { Receipt, Text } from '@woordelijk/rules';
import type { Likeness } from '../handed/face.ts';
import type { ParticipantDetail } from '../ledger/acts.ts';
import type {
  AlternativeKind,
  HandoverWay,
  MisuseHandler,
  NoticeHow,
  Outcome,
  Provenance,
  ReceivedDecision,
  Recorder,
} from './face.ts';

/** What the rules said when the act was done. */
export interface RuleAnswer {
  readonly verdict: string;
  readonly level: string;
  readonly explanation: Text;
  readonly duties: readonly { readonly code: string; readonly met: boolean | null; readonly text: Text }[];
  readonly openQuestions: readonly Text[];
  readonly receipt: Receipt;
}

export interface TableActs {
  'request.registered': {
    readonly request: string;
    /** Participant who asks. */
    readonly by: string;
    /** Participant for whom, where somebody asks for another; with how the mandate was shown. */
    readonly onBehalfOf: string | null;
    readonly mandate: string | null;
    readonly recorder: Recorder;
    readonly place: string;
    readonly camera: string;
    readonly others: string;
    readonly reason: string | null;
    readonly rules: RuleAnswer;
  };
  'request.decided': {
    readonly request: string;
    readonly outcome: Outcome;
    /** The weighty reason, and how it was explained to who asked, and what came of talking about it. */
    readonly grounds: string | null;
    readonly explanation: string | null;
    readonly conversation: string | null;
    readonly alternative: AlternativeKind | null;
    /** Name of the person who decided. */
    readonly decidedBy: string;
    readonly rules: RuleAnswer | null;
  };
  /** A decision is taken back: the request is open again. */
  'request.reopened': { readonly request: string; readonly why: string };
  /** The talk will be held at another place. */
  'talk.moved': { readonly place: string; readonly why: string };
  'participant.joined': {
    readonly participant: ParticipantDetail;
    readonly mandate: string | null;
    /** The refused request whose alternative this is. */
    readonly request: string | null;
  };
  'listening.planned': { readonly request: string; readonly at: number; readonly place: string };
  'listening.held': { readonly request: string; readonly at: number; readonly note: string };
  'account.drafted': { readonly request: string; readonly draft: string; readonly text: string };
  /** What the other side says of the draft; it stays beside the account. */
  'account.remarked': { readonly request: string; readonly by: string; readonly text: string };
  'account.settled': { readonly request: string; readonly draft: string; readonly sha256: string };
  'agreement.made': {
    readonly agreement: string;
    readonly lines: readonly Text[];
    readonly document: string;
    readonly rules: RuleAnswer;
  };
  /** The other side may read and confirm on a device of their own, by a secret that works once. */
  'agreement.shared': { readonly agreement: string; readonly secretSha256: string; readonly expiresAt: number };
  'agreement.confirmed': {
    readonly agreement: string;
    readonly participant: string;
    readonly way: 'own-device' | 'on-screen';
    readonly name: string;
  };
  'agreement.ended': { readonly agreement: string; readonly why: string };
  'notice.given': {
    readonly notice: string;
    readonly to: readonly string[];
    /** Which approved words; null: the official's own, which follow. */
    readonly words: string;
    readonly code: string | null;
    readonly language: 'nl' | 'en';
    readonly how: NoticeHow;
    readonly at: number;
    /** The version of the recording plan whose approved words they are; absent: the house's own. */
    readonly plan?: string;
  };
  /** For this talk, somebody decided that an objection does not stand in the way: it is another person, or they agree now. */
  'objection.lifted': { readonly objection: string; readonly why: string; readonly decidedBy: string };
  'copy.handed-out': {
    readonly handover: string;
    readonly to: string;
    readonly kind: string;
    readonly sha256: string;
    readonly way: HandoverWay;
    readonly receipt: string;
    readonly rules: RuleAnswer;
  };
  'recording.offered': {
    readonly offer: string;
    readonly from: string;
    readonly provenance: Provenance;
    readonly told: boolean;
    readonly words: string;
    /** Kept here, or turned away unheard. */
    readonly kept: boolean;
    readonly rules: RuleAnswer;
  };
  'recording.judged': {
    readonly offer: string;
    readonly decision: ReceivedDecision;
    readonly why: string;
    readonly decidedBy: string;
  };
  /** Room was made for the file of a recording that was handed in. `sha256`: of the secret that is the right to bring it. */
  'file.opened': {
    readonly file: string;
    readonly offer: string;
    readonly bytes: number;
    /** As whoever brings it calls it. */
    readonly name: string;
    readonly sha256: string;
    readonly openedAt: number;
    readonly expiresAt: number;
  };
  /** All of it is sealed. `sha256`: of the file. */
  'file.received': {
    readonly file: string;
    readonly mediaType: FileType;
    readonly sha256: string;
    readonly leaves: number;
    readonly root: string;
    readonly likeness: Likeness | null;
  };
  /** The other side may record the talk by a link of the office; the sound stays with them. */
  'own-recording.invited': {
    readonly recording: string;
    readonly sha256: string;
    readonly madeAt: number;
    readonly expiresAt: number;
  };
  /** `device`: SHA-256 of the secret of the device that records. */
  'own-recording.begun': { readonly recording: string; readonly device: string; readonly startedAt: number };
  /** Leaves and root are of the fingerprints that came. */
  'own-recording.ended': {
    readonly recording: string;
    readonly endedAt: number;
    readonly leaves: number;
    readonly root: string;
  };
  'own-recording.stored': {
    readonly recording: string;
    readonly object: string;
    readonly bytes: number;
    readonly sha256: string;
  };
  'file.stored': { readonly file: string; readonly object: string; readonly bytes: number; readonly sha256: string };
  'file.given-up': { readonly file: string; readonly why: 'cancelled' | 'expired' | 'type' };
  'file.played': { readonly file: string; readonly purpose?: string };
  'file.copied': { readonly file: string; readonly purpose?: string };
  'misuse.reported': {
    readonly report: string;
    readonly about: 'resident' | 'office';
    readonly text: string;
    readonly to: MisuseHandler;
  };
  'misuse.noted': { readonly report: string; readonly text: string };
  'misuse.routed': { readonly report: string; readonly to: MisuseHandler; readonly why: string };
  'misuse.closed': { readonly report: string; readonly text: string };
}
