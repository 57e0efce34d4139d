/**
 * Every act there is, with the detail its ledger row holds. A detail says enough to rebuild the rows the act made or
 * changed: the check does exactly that. Details may hold names and numbers: they are sealed.
 */
import type { ChannelFormat } from '@woordelijk/audio';
import type { AbsentActs } from '../absent/acts.ts';
import type { ConsentActs } from '../consent/acts.ts';
import type { EditActs } from '../edit/acts.ts';
import type { GatePassage } from '../gate/gate.ts';
import type { IncidentActs } from '../incident/acts.ts';
import type { KeepingActs } from '../keeping/acts.ts';
import type { LockedBecause } from '../keeping/face.ts';
import type { MailActs } from '../mail/acts.ts';
import type { OversightActs } from '../oversight/acts.ts';
import type { PlanActs } from '../plan/acts.ts';
import type { ProcessorActs } from '../processor/acts.ts';
import type { QualityActs } from '../quality/acts.ts';
import type { RecordingEnding } from '../recording/face.ts';
import type { ReminderActs } from '../reminder/acts.ts';
import type { RightsActs } from '../rights/acts.ts';
import type { ShareActs } from '../share/acts.ts';
import type { SignActs } from '../sign/acts.ts';
import type { CopyKind } from '../sound/face.ts';
import type { TableActs } from '../table/acts.ts';
import type { CaseActs } from '../talk/cases.ts';
import type { WatchActs } from '../watch/acts.ts';

/** A party as a row knows it. `row` is the row's id; `id` what the signalling called it. */
export interface PartyDetail {
  readonly row: string;
  readonly id: string;
  readonly name: string | null;
  readonly number: string | null;
  readonly aor: string | null;
}

export interface ChannelDetail {
  readonly row: string;
  readonly channel: number;
  readonly label: string;
  readonly format: ChannelFormat;
  readonly parties: readonly string[];
}

/** Raw metadata kept: the row, when (epoch milliseconds), and its SHA-256 in hex. */
export interface MetadataDetail {
  readonly row: string;
  readonly at: number;
  readonly sha256: string;
}

/** A role to be held; `department` null: for the whole organisation. */
export interface NewPost {
  readonly role: string;
  readonly department: string | null;
}

export interface PostDetail extends NewPost {
  readonly id: string;
  readonly createdAt: number;
}

/** A talk as it was planned. Times in epoch milliseconds. */
export interface PlanDetail {
  readonly plannedAt: number;
  readonly createdAt: number;
  /** What kind of talk it is (soort); a value of rules' dimension. */
  readonly kind: string;
  /** Where it is held (plaats); a value of rules' dimension. */
  readonly place: string;
  readonly subject: string;
  readonly departments: readonly string[];
  readonly participants: readonly ParticipantDetail[];
}

/** Somebody at the table. `account` is set for staff. */
export interface ParticipantDetail {
  readonly party: PartyDetail;
  readonly side: 'resident' | 'office';
  readonly part: 'resident' | 'official' | 'representative' | 'companion' | 'third';
  readonly account: string | null;
}

export interface Acts
  extends TableActs,
    KeepingActs,
    PlanActs,
    ProcessorActs,
    IncidentActs,
    ConsentActs,
    ShareActs,
    SignActs,
    RightsActs,
    MailActs,
    OversightActs,
    QualityActs,
    EditActs,
    ReminderActs,
    WatchActs,
    AbsentActs,
    CaseActs {
  'organisation.added': {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly createdAt: number;
  };
  /** What it is to the law; replaces what was told before. */
  'organisation.arranged': { readonly sector: string };
  /** Replaces what was set before. */
  'letterhead.set': {
    readonly address: readonly string[];
    readonly colour: string | null;
    readonly tone: string;
    readonly logo: {
      readonly type: string;
      readonly width: number;
      readonly height: number;
      /** Hex. */
      readonly sha256: string;
    } | null;
    readonly setAt: number;
  };
  'department.added': { readonly id: string; readonly name: string; readonly createdAt: number };
  'line.added': {
    readonly id: string;
    readonly key: string;
    readonly createdAt: number;
    /** Absent: no department's in particular. */
    readonly department?: string;
  };
  'line.removed': { readonly id: string; readonly key: string };
  'own-rules.adopted': {
    readonly id: string;
    readonly key: string;
    readonly validFrom: string;
    readonly content: string;
    readonly adoptedAt: number;
  };
  'question.asked': {
    readonly id: string;
    readonly secretSha256: string;
    readonly askedAt: number;
    readonly text: string;
  };
  'question.answered': {
    readonly id: string;
    readonly question: string | null;
    readonly answer: string;
    readonly doneAt: number;
  };
  'question.referred': { readonly id: string; readonly to: string; readonly doneAt: number };
  'question.closed': { readonly id: string; readonly reason: string; readonly doneAt: number };
  'talk.planned': PlanDetail;
  /** A planned talk that will not be held. */
  'talk.called-off': { readonly reason: string };
  /** Somebody read what is known of the talk, without hearing it. */
  'talk.read': { readonly purpose: string };
  /** Somebody saw a list of talks of the organisation, or searched in it. */
  'talks.listed': { readonly purpose: string | null; readonly searched: boolean };
  'talk.begun': {
    /** The version of the recording plan it is recorded under; absent: from before there were plans. */
    readonly plan?: string;
    /** Departments whose talk it is; absent: of none in particular. */
    readonly departments?: readonly string[];
    /** Accounts of those at the table, where the talk was not planned. */
    readonly accounts?: readonly string[];
    readonly recording: string;
    readonly source: string;
    readonly demo: boolean;
    readonly startedUs: number;
    readonly parties: readonly PartyDetail[];
    readonly channels: readonly ChannelDetail[];
    readonly metadata: MetadataDetail | null;
  };
  /** A call that was answered and not recorded. `because` absent: somebody in it objected before. */
  'talk.unrecorded': {
    readonly startedAt: number;
    readonly departments: readonly string[];
    readonly because?: 'objection' | 'no-plan' | 'excluded';
    readonly objections: readonly string[];
    readonly parties: readonly PartyDetail[];
  };
  'gate.passed': GatePassage;
  'talk.made-private': {
    readonly stoppedAt: number;
    readonly destroyAt: number;
    /** Absent in acts of before it was noted: private. */
    readonly because?: LockedBecause;
  };
  /** Sound is left out on purpose, or taken in again. Epoch microseconds. */
  'recording.paused': { readonly at: number; readonly reason: string | null };
  'recording.resumed': { readonly at: number; readonly reason: string | null };
  'recording.destruction-begun': { readonly because: LockedBecause; readonly at: number };
  'recording.destroyed': { readonly destroyedAt: number; readonly because: LockedBecause };
  'upload.opened': {
    readonly recording: string;
    readonly account: string;
    /** Hex. */
    readonly sha256: string;
    readonly createdAt: number;
  };
  'talk.parties-changed': {
    readonly parties: readonly PartyDetail[];
    readonly channels: readonly ChannelDetail[];
    /** Null where it was no telephone system that told. */
    readonly metadata: MetadataDetail | null;
  };
  'talk.format-changed': { readonly channel: ChannelDetail };
  'recording.ended': {
    readonly endedUs: number;
    readonly ending: RecordingEnding;
    /** Leaves under the root; 0 and null where no sound was ever acknowledged. */
    readonly leaves: number;
    readonly root: string | null;
  };
  'recording.stored': { readonly object: string; readonly bytes: number; readonly sha256: string };
  'sound.played': { readonly channels: readonly number[]; readonly purpose?: string };
  'copy.made': { readonly kind: CopyKind; readonly files: readonly string[]; readonly purpose?: string };
  /** Somebody of the talk may come in by a link and a code. `number`: where codes go, a telephone number or an address. */
  'personal-link.made': {
    readonly id: string;
    readonly party: string;
    readonly codeBy: string;
    readonly number: string | null;
    /** Absent: everything that a holder may do. */
    readonly scope?: 'listen';
    /** Where the holder proves who they are. `mac`: of who that must be, hex; no number. */
    readonly proof?: { readonly login: string; readonly mac: string };
    /** Hex. */
    readonly sha256: string;
    readonly madeAt: number;
  };
  'personal-link.revoked': { readonly id: string; readonly revokedAt: number };
  'personal-link.code-made': { readonly link: string; readonly by: 'sms' | 'mail' | 'desk' };
  /** `by`: the login where its holder proved who they are; absent: by a code. */
  'personal-link.opened': { readonly link: string; readonly by?: string };
  /** Somebody had the link and not the code. */
  'personal-link.refused': { readonly link: string; readonly codeWasThere: boolean; readonly by?: string };
  'administrator-link.made': { readonly expiresAt: number };
  'administrator.created': {
    readonly account: string;
    readonly name: string;
    readonly createdAt: number;
    readonly passkey: PasskeyDetail;
  };
  'invitation.made': {
    readonly id: string;
    /** Hex. */
    readonly sha256: string;
    readonly name: string;
    readonly posts: readonly NewPost[];
    readonly createdAt: number;
    readonly expiresAt: number;
  };
  'invitation.withdrawn': { readonly id: string; readonly withdrawnAt: number };
  /** An invited person made their account. */
  'account.joined': {
    readonly account: string;
    readonly name: string;
    readonly createdAt: number;
    readonly invitation: string;
    readonly passkey: PasskeyDetail;
    readonly posts: readonly PostDetail[];
  };
  /** Somebody left (uit dienst): their posts ended, their sessions are gone. */
  'account.ended': { readonly account: string; readonly endedAt: number; readonly posts: readonly string[] };
  /** Somebody came in by the organisation's own login for the first time. `identity`: hash of issuer and subject. */
  'identity.joined': {
    readonly identity: string;
    readonly account: string;
    readonly name: string;
    readonly createdAt: number;
    readonly posts: readonly PostDetail[];
  };
  /** The organisation's own login gives somebody other roles than before. `ended`: ids of posts. */
  'identity.posts-changed': {
    readonly account: string;
    readonly at: number;
    readonly given: readonly PostDetail[];
    readonly ended: readonly string[];
  };
  'identity.signed-out': { readonly account: string; readonly at: number };
  'post.given': PostDetail & { readonly account: string };
  'post.ended': { readonly id: string; readonly endedAt: number };
  'contact.listed': {
    readonly id: string;
    readonly department: string | null;
    readonly duty: string;
    readonly name: string;
    readonly reach: string;
    readonly createdAt: number;
  };
  /** Somebody does not want to be recorded. Hashes under the search key; what was said stands sealed in its own row. */
  'objection.registered': {
    readonly id: string;
    readonly number: string | null;
    readonly name: string | null;
    readonly sealedSha256: string;
    readonly createdAt: number;
  };
  'objection.withdrawn': { readonly id: string; readonly endedAt: number };
  'contact.ended': { readonly id: string; readonly endedAt: number };
  'passkey.added': { readonly account: string; readonly passkey: PasskeyDetail };
  'recovery-code.used': { readonly account: string; readonly left: number };
  'session.opened': { readonly account: string };
  'session.closed': { readonly account: string };
  'access-token.made': {
    readonly id: string;
    readonly name: string;
    /** Hex. */
    readonly sha256: string;
    readonly createdAt: number;
    readonly expiresAt: number;
  };
  'access-token.revoked': { readonly id: string; readonly revokedAt: number };
}

export interface PasskeyDetail {
  readonly id: string;
  /** SHA-256 of the public key, hex. */
  readonly publicKeySha256: string;
  readonly transports: readonly string[];
}

export type ActCode = keyof Acts;
