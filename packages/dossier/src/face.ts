/**
 * The dossier's face: the acts it performs and what it tells its readers. Times are epoch milliseconds (UTC) unless a
 * field says microseconds; ids are UUIDv7 text. Every act is one transaction with its ledger row.
 */
import type { ChannelFormat } from '@woordelijk/audio';
import type { HashedRules } from '@woordelijk/rules';
import type { SignedHead } from '@woordelijk/vault';
import type { Absents } from './absent/face.ts';
import type { Alarm } from './alarm/alarms.ts';
import type { Consents } from './consent/face.ts';
import type { Edits } from './edit/face.ts';
import type { GateAnswer, GateFacts, GateRequest } from './gate/gate.ts';
import type { HandedFiles, OwnRecordings } from './handed/face.ts';
import type { Incidents } from './incident/face.ts';
import type { Destructions, Holds, Retention } from './keeping/face.ts';
import type { Mails } from './mail/face.ts';
import type { Objections } from './objection/objections.ts';
import type { Letterheads } from './organisation/letterhead.ts';
import type { Oversight } from './oversight/face.ts';
import type { Personal } from './personal/face.ts';
import type { RecordingPlans } from './plan/face.ts';
import type { Purpose, Right, Seat, Sight, Standing } from './policy.ts';
import type { Processors } from './processor/face.ts';
import type { Quality } from './quality/face.ts';
import type { Rights } from './rights/face.ts';
import type { Shares } from './share/face.ts';
import type { Signs } from './sign/face.ts';
import type { Asking, Plan, Staff } from './staff/face.ts';
import type { Table } from './table/face.ts';
import type { Cases } from './talk/cases.ts';
import type { Watch } from './watch/face.ts';

export type TalkState =
  | 'planned' // to be held; nothing is recorded yet
  | 'called-off' // was planned, will not be held
  | 'unrecorded' // a call that was answered and not recorded; `ending` says why
  | 'live' // being recorded now
  | 'storing' // ended; being moved from the journal to its own object
  | 'stored'; // ended, sealed and stored

/**
 * Why a recording ended. `interrupted`: this server stopped without warning (afgebroken). `stopped`, `private`: who
 * recorded it on a device stopped it, the latter because it was not for keeping.
 */
export type RecordingEnding =
  | 'objection'
  | 'no-plan' // never begun: no recording plan was live for it
  | 'excluded' // its line or number is never recorded
  | 'bye'
  | 'no-media'
  | 'no-ack'
  | 'dialog-lost'
  | 'shutdown'
  | 'storage'
  | 'interrupted'
  | 'stopped'
  | 'private';

/** Why a recording is locked and destroyed a day later: the talk was private (privé), or who recorded it did not keep it. */
export type LockedBecause = 'private' | 'not-kept';

/** Where the sound comes from: a telephone system, a browser on a device (opname op een apparaat); `table`: none yet. */
export type TalkSource = 'phone' | 'browser' | 'table';

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly kind: 'unassigned' | 'demo' | 'organisation';
  /** What it is to the law; null: not told yet. */
  readonly sector: Sector | null;
}

/** A municipality, another public body, or a company or other private organisation. */
export type Sector = 'gemeente' | 'overheid_anders' | 'organisatie';
export const SECTORS: readonly Sector[] = ['gemeente', 'overheid_anders', 'organisatie'];

export interface Party {
  readonly id: string;
  readonly name: string | null;
  /** E.164 where it could be normalised, else as received. */
  readonly number: string | null;
  /** Address of record as received. */
  readonly aor: string | null;
}

export interface Channel {
  readonly channel: number;
  readonly label: string;
  readonly format: ChannelFormat;
  /** Party ids whose voice it carries. */
  readonly parties: readonly string[];
}

export interface Talk {
  readonly id: string;
  readonly organisation: Organisation;
  /** Null: nothing was recorded (yet). */
  readonly recordingId: string | null;
  readonly source: TalkSource;
  readonly state: TalkState;
  /** Of a planned talk: when it is to begin. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly ending: RecordingEnding | null;
  readonly parties: readonly Party[];
  readonly channels: readonly Channel[];
  /** What a planned talk is about, while it is to be held. */
  readonly subject?: string;
  /** Stopped as private: nobody may hear it, and it is destroyed. Epoch milliseconds. */
  readonly private?: {
    readonly because: LockedBecause;
    readonly destroyAt: number;
    readonly destroyedAt: number | null;
  };
  /** Destroyed, or being destroyed while `destroyedAt` is null. Epoch milliseconds. */
  readonly destruction?: { readonly decidedAt: number; readonly destroyedAt: number | null };
}

/** A stretch of a channel's timeline without sound, in milliseconds since the talk's start. `toMs` null: still so. */
export interface Interruption {
  readonly channel: number;
  readonly kind: 'gap' | 'hold' | 'no-media' | 'pause';
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Something that happened during a talk and stands in its seal; `atMs` since the talk's start. */
export interface Moment {
  readonly atMs: number;
  readonly kind: MomentKind;
  /** A bookmark's word, the reason of a pause; null where there is none. */
  readonly text: string | null;
}

export const MOMENTS = [
  'mark', // a bookmark with a word
  'pause',
  'resume',
  'joined', // somebody joined; who stands among the parties
  'restarted', // the browser or device stopped and recording went on
  'device-changed', // another microphone
  'muted', // the device gave no sound: a phone call, a switch, the system
  'unmuted',
  'silent', // ten seconds without any sound
  'sound-back',
  'clipping', // too loud to be recorded well
  'clock', // sound and wall clock differ
  'unreadable', // bytes that are no packets, kept as they came
  'heads-shared', // the other side was given the running fingerprint
] as const;
export type MomentKind = (typeof MOMENTS)[number];

export interface LedgerLine {
  readonly seq: number;
  readonly at: number;
  readonly actor: Actor;
  /** Act code such as `talk.begun`; the pages have a sentence for each. */
  readonly act: string;
  /** Readable detail; null once the talk's key is destroyed. */
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/**
 * Who acts: the system itself, the local command line, a person's account, a program with an access token (its id), or
 * somebody of the other side by a personal link (its id), or who was given a shared link or listens to a publication (its id).
 */
export type Actor = 'system' | 'cli' | `user:${string}` | `token:${string}` | `link:${string}` | `share:${string}`;

export interface TalkQuery {
  /** What whoever asks may see; undefined: everything. */
  readonly sight?: Sight;
  /** Only talks that whoever asks may use for this purpose: by role, and by what was announced. */
  readonly use?: { readonly purpose: Purpose; readonly who: Standing };
  /** Words: part of a name from its start, or of a number from its end or its start. All must match. */
  readonly search?: string;
  readonly from?: number;
  readonly to?: number;
  /** Absent: all that were held. */
  readonly state?: TalkState;
  /** Absent: the newest. */
  readonly first?: 'newest' | 'oldest';
  readonly limit: number;
  /** As given by the page before. */
  readonly cursor?: string;
}

export interface TalkPage {
  readonly items: readonly Talk[];
  /** Undefined on the last page. */
  readonly next?: string;
}

/** A copy to hand out or play, of known length, readable from any byte (HTTP Range). */
export interface Sound {
  readonly mediaType: string;
  readonly bytes: number;
  /** Yields exactly the bytes from `start` up to and not including `end`. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** One file of an exact copy. */
export interface CopyFile {
  /** Safe file name, no folders except `proof/…`. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: () => AsyncIterable<Uint8Array>;
}

export type CopyKind = 'legs' | 'wav' | 'mp3';

/** Loudest and softest sample per step, for drawing: int8 pairs (min, max) per channel. */
export interface Peaks {
  readonly stepMs: number;
  readonly channels: readonly { readonly channel: number; readonly pairs: Int8Array }[];
}

export interface NewTalk {
  /** Epoch microseconds: tick 0 of every channel. */
  readonly startedAt: number;
  /** The planned talk that is held now: its participants stay, and `lines`, `demo` and `parties` count for nothing. */
  readonly planned?: string;
  readonly source: TalkSource;
  /** Numbers, trunks and addresses by which the line table may know the organisation, most telling first. */
  readonly lines: readonly string[];
  readonly demo: boolean;
  readonly parties: readonly { readonly id: string; readonly aor?: string; readonly name?: string }[];
  readonly channels: readonly Channel[];
  /** Signalling metadata as received; kept encrypted under the talk's key. */
  readonly rawMetadata?: string;
}

/** An event on the recording's timeline. `at`: epoch microseconds. */
export interface RecordingEvent {
  readonly event: 'hold' | 'resume' | 'media-missing' | 'media-back' | 'format';
  readonly at: number;
  readonly channel: number;
  readonly format?: ChannelFormat;
  readonly label?: string;
}

/** What a device tells beside sound. `at`: epoch microseconds. */
export interface DeviceEvent {
  readonly event: MomentKind | 'received';
  readonly at: number;
  readonly text?: string;
  /** Of `received`: how far the server has taken what the device sent. */
  readonly received?: Readonly<Record<string, unknown>>;
}

export interface RecordingChunk {
  readonly channel: number;
  readonly leaves: readonly (
    | { readonly start: number; readonly duration: number; readonly entries: Uint8Array }
    | { readonly event: DeviceEvent }
  )[];
}

/** A talk that a person records on a device, as it is laid before the gate. */
export interface NewDeviceTalk {
  /** Made on the device (UUIDv7), so that it can begin without network. */
  readonly recordingId: string;
  /** SHA-256 (hex) of the secret that gives the right to deliver it. */
  readonly secretSha256: string;
  /** Epoch microseconds by the device. */
  readonly startedAt: number;
  /** The planned talk that is held now; its people stay, and `organisationId` and `parties` count for nothing. */
  readonly planned?: string;
  /** Whose talk it is; the unassigned organisation where undefined. */
  readonly organisationId?: string;
  /** Names as the official gave them; the official is the first. */
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  readonly gate: GateRequest;
}

/** The right to deliver one recording, whoever is logged in. */
export interface UploadRight {
  readonly talkId: string;
  readonly recordingId: string;
  readonly accountId: string;
  readonly state: TalkState;
  /** Epoch microseconds of tick 0. */
  readonly startedUs: number;
}

/** A head with its proofs, see `vault.head`. */
export interface RunningHead extends SignedHead {
  /** RFC 9162, 2.1.4.1; empty where nothing was asked for. */
  readonly consistency: readonly Uint8Array[];
}

export interface DeviceRecordings {
  /** What the gate would say; changes nothing. `comers`: who would be recorded, so that plans and objections are looked up too. */
  mayStart(
    facts: GateFacts,
    comers?: Pick<NewDeviceTalk, 'planned' | 'organisationId' | 'parties'>,
  ): Promise<GateAnswer>;
  /**
   * As `recordings.begin`, through the gate, with the right to deliver. Asked again for the same recording and secret it
   * changes nothing. Rejects `recording-taken`, `organisation-not-found`, `talk-not-planned`, `gate-facts-malformed`.
   */
  begin(
    talk: NewDeviceTalk,
    accountId: string,
  ): Promise<{ readonly talkId: string } | { readonly refused: Extract<GateAnswer, { may: false }> }>;
  /** Undefined where there is no such recording, or the secret (SHA-256, hex) is another. */
  right(recordingId: string, secretSha256: string): Promise<UploadRight | undefined>;
  /** The last `received` in the seal; undefined where nothing was received yet. */
  received(recordingId: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Locks the talk to everyone and has its recording destroyed after 24 hours, unless something forbids it. `at`: epoch microseconds. */
  makePrivate(right: UploadRight, at: number, because: LockedBecause): Promise<void>;
  /** Somebody joins: a leaf that says so, then a party with this name. `at`: epoch microseconds. */
  joined(right: UploadRight, name: string, at: number): Promise<void>;
}

/** Why a call is answered and not recorded. `objections`: ids, where somebody objected. */
export interface Unrecorded {
  readonly because: 'objection' | 'no-plan' | 'excluded';
  readonly objections: readonly string[];
}

export interface Recordings {
  /**
   * Keys, then one transaction (talk, parties, channels, recording, ledger), then leaf 0. All on disk when it resolves.
   * Rejects `no-live-plan`: without a live recording plan for it nothing is recorded.
   */
  begin(talk: NewTalk): Promise<{ readonly talkId: string; readonly recordingId: string }>;
  /**
   * Why a call may not be recorded, by the plans and objections of the organisation that its lines belong to; undefined
   * where it may. Asked before a call is recorded, and again when others join.
   */
  whyUnrecorded(talk: Pick<NewTalk, 'lines' | 'demo' | 'parties' | 'startedAt'>): Promise<Unrecorded | undefined>;
  /** Writes down that a call was answered and not recorded, and why. */
  unrecorded(talk: NewTalk, why: Unrecorded): Promise<{ readonly talkId: string }>;
  append(recordingId: string, chunk: RecordingChunk): Promise<void>;
  event(recordingId: string, event: RecordingEvent): Promise<void>;
  parties(
    recordingId: string,
    parties: NewTalk['parties'],
    channels: readonly Channel[],
    rawMetadata: string,
  ): Promise<void>;
  /** Sound is left out on purpose from `at` (epoch microseconds), or taken in again; who said so stands in the ledger. */
  pause(
    recordingId: string,
    pause: { readonly paused: boolean; readonly at: number; readonly reason: string },
    actor: Actor,
  ): Promise<void>;
  /** Seals the last leaf, closes the talk, and leaves the moving to storage to a durable job. `at`: epoch microseconds. */
  end(recordingId: string, ending: RecordingEnding, at: number): Promise<void>;
}

export interface LedgerProblem {
  /** What is damaged, for a person: which talk, which row or column, and what that means. */
  readonly place: string;
  readonly talkId?: string;
  readonly recordingId?: string;
  readonly meaning: string;
}

export interface Line {
  readonly id: string;
  readonly organisation: Organisation;
  /** Number in E.164, an address, or a trunk name. */
  readonly key: string;
  /** Which department's calls come in here; null: nobody's in particular. */
  readonly departmentId: string | null;
}

/** An account: of the first administrator, or of somebody of the staff. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

export interface PasskeyRecord {
  /** base64url credential id. */
  readonly id: string;
  readonly accountId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** What may be told of an access token: never its secret. */
export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  /** First moment of the day (UTC) of its last use. */
  readonly usedDay: number | null;
}

export interface People {
  administratorExists(): Promise<boolean>;
  /** Makes a one-time token (returned once, kept only as a hash), valid 30 minutes. Rejects `administrator-exists`. */
  makeAdministratorLink(actor: Actor): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** True when the token could be redeemed now; changes nothing. */
  checkAdministratorLink(token: string): Promise<boolean>;
  /** Redeems the token and creates the administrator with a first passkey, in one transaction. Returns recovery codes (kept as hashes). */
  createAdministrator(
    token: string,
    name: string,
    passkey: Omit<PasskeyRecord, 'accountId'>,
  ): Promise<{ readonly account: Account; readonly recoveryCodes: readonly string[] }>;
  passkey(credentialId: string): Promise<PasskeyRecord | undefined>;
  passkeysOf(accountId: string): Promise<readonly PasskeyRecord[]>;
  passkeyUsed(credentialId: string, counter: number): Promise<void>;
  addPasskey(accountId: string, passkey: Omit<PasskeyRecord, 'accountId'>): Promise<void>;
  /** Uses up one recovery code; undefined where none matches. */
  redeemRecoveryCode(code: string): Promise<Account | undefined>;
  /** Session token (returned once, kept as a hash). Lives 12 hours, 60 minutes idle. */
  openSession(accountId: string): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** Who that is and what they are for, as it stands now. */
  session(token: string): Promise<{ readonly account: Account; readonly seats: readonly Seat[] } | undefined>;
  closeSession(token: string): Promise<void>;
  /**
   * Makes an access token of `days` days (1 to 366). The secret is returned once and kept as a hash. Rejects
   * `name-malformed`, `token-days-malformed`.
   */
  makeAccessToken(
    name: string,
    days: number,
    actor: Actor,
  ): Promise<{ readonly token: AccessToken; readonly secret: string }>;
  /** All access tokens, newest first, also those that ended. */
  accessTokens(): Promise<readonly AccessToken[]>;
  /** The token of a secret, its use noted; undefined for one that is unknown, expired or revoked. */
  accessToken(secret: string): Promise<AccessToken | undefined>;
  /** Ends an access token from now on; one that was revoked stays so. Rejects `access-token-not-found`. */
  revokeAccessToken(id: string, actor: Actor): Promise<void>;
}

/** A version of an organisation's own rules (eigen regels). */
export interface PublishedRules {
  readonly id: string;
  readonly organisationId: string;
  /** Short name, in addresses and in questions to the rules. */
  readonly key: string;
  /** First day on which they hold, YYYY-MM-DD. */
  readonly validFrom: string;
  readonly adoptedAt: number;
  /** As `withOwnRules` of the rules reads it. */
  readonly file: unknown;
}

export interface OwnRules {
  /**
   * Adopts a version; one that was adopted before stays, and holds until this one's first day. Rejects
   * `own-rules-malformed` (with row and cell: also where a row lowers a verdict), `own-rules-key`,
   * `organisation-not-found`.
   */
  adopt(organisationId: string, file: unknown, actor: Actor): Promise<PublishedRules>;
  /** All versions of an organisation, newest first. */
  of(organisationId: string): Promise<readonly PublishedRules[]>;
  /** All versions under a short name, newest first; public. */
  published(key: string): Promise<readonly PublishedRules[]>;
  /** All versions of all organisations, newest first; public. */
  list(): Promise<readonly PublishedRules[]>;
  /** The rules with the own rules of these short names as they held on a day (YYYY-MM-DD). */
  rulesOn(date: string, keys: readonly string[]): Promise<HashedRules>;
  /** Short names of an organisation's own rules in force on a day: none or one. */
  keysFor(organisationId: string, date: string): Promise<readonly string[]>;
}

/** A question to the office, and what became of it. */
export interface AskedQuestion {
  readonly id: string;
  readonly organisationId: string;
  readonly state: 'open' | 'answered' | 'closed';
  readonly askedAt: number;
  /** In the asker's own words; not public. */
  readonly text: string;
  /** As the office published it; null where it did not. */
  readonly publishedQuestion: string | null;
  /** The answer, or why it was closed. */
  readonly answer: string | null;
  /** The question whose answer serves here too. */
  readonly refersTo: string | null;
  readonly doneAt: number | null;
}

export interface Questions {
  /** Puts a question to an organisation, or to the installation. `secret` finds the answer. Rejects `text-malformed`. */
  ask(text: string, organisationId?: string): Promise<{ readonly secret: string }>;
  /** What the asker may see; undefined for an unknown secret. */
  asked(secret: string): Promise<AskedQuestion | undefined>;
  /** Answers that the office made public, newest first. */
  published(): Promise<readonly Omit<AskedQuestion, 'text' | 'refersTo'>[]>;
  /** What the office sees, newest first. `organisations` undefined: of all. */
  register(organisations?: readonly string[]): Promise<readonly AskedQuestion[]>;
  /** Answers; with `question` also for all to see. Rejects `question-not-found`, `question-settled`, `text-malformed`. */
  answer(id: string, words: { readonly question: string | null; readonly answer: string }, actor: Actor): Promise<void>;
  /** Answers with an answer that is there. Rejects as `answer`. */
  refer(id: string, to: string, actor: Actor): Promise<void>;
  /** Ends a question that is none, with a reason that the asker sees. Rejects as `answer`. */
  close(id: string, reason: string, actor: Actor): Promise<void>;
}

/** Where a right is asked for: a talk, an organisation, a line, a question, a request under somebody's rights; nothing of these: the installation itself. */
export type Where =
  | { readonly talkId: string }
  | { readonly organisationId: string }
  | { readonly lineId: string }
  | { readonly questionId: string }
  | { readonly requestId: string }
  | Record<never, never>;

export interface Dossier {
  readonly recordings: Recordings;
  readonly deviceRecordings: DeviceRecordings;
  readonly people: People;
  readonly staff: Staff;
  readonly ownRules: OwnRules;
  readonly questions: Questions;
  readonly table: Table;
  readonly objections: Objections;
  readonly signs: Signs;
  readonly holds: Holds;
  readonly destructions: Destructions;
  readonly retention: Retention;
  readonly personal: Personal;
  readonly recordingPlans: RecordingPlans;
  readonly processors: Processors;
  readonly incidents: Incidents;
  readonly watch: Watch;
  /** What must be looked at now, of organisations for whose alarms whoever stands there is. */
  alarms(who: Standing): Promise<readonly Alarm[]>;
  readonly files: HandedFiles;
  readonly ownRecordings: OwnRecordings;
  readonly edits: Edits;
  readonly consents: Consents;
  readonly oversight: Oversight;
  readonly quality: Quality;
  readonly rights: Rights;
  readonly absents: Absents;
  readonly cases: Cases;
  readonly mails: Mails;
  readonly letterheads: Letterheads;
  readonly shares: Shares;
  /**
   * Whether whoever stands there may do this here: the question of every door. Gives the purpose that a reading is for,
   * where the right is bound to one. Rejects `not-allowed`, and `talk-not-found` or `organisation-not-found` alike where
   * there is none or where they may not even see it.
   */
  admit(who: Standing, right: Right, where: Where, purpose?: Purpose): Promise<Purpose | undefined>;
  /** Whether the right is given anywhere at all; what is shown then is bound by `sightOf`. Throws `not-allowed`. */
  admitSomewhere(who: Standing, right: Right): void;
  /** Plans a talk. Rejects `plan-malformed`, `department-not-found`, `person-not-found`, `once-reused`. */
  plan(organisationId: string, plan: Plan, asking: Asking): Promise<Talk>;
  /** A planned talk will not be held. Rejects `talk-not-planned`. */
  callOff(talkId: string, reason: string, asking: Asking): Promise<void>;
  talks(query: TalkQuery): Promise<TalkPage>;
  /** Rejects `talk-not-found`. */
  talk(talkId: string): Promise<Talk>;
  /**
   * Writes down that somebody reads what is known of a talk, and why: act `talk.read`, once in ten minutes for the same
   * reader, talk and purpose.
   */
  noteReading(talkId: string, actor: Actor, purpose: Purpose): Promise<void>;
  /**
   * Writes down that somebody saw a list of talks of these organisations, or searched in it: act `talks.listed` of each, once in
   * ten minutes for the same reader.
   */
  noteListing(
    organisationIds: readonly string[],
    who: Standing,
    actor: Actor,
    how: { readonly searched: boolean; readonly purpose?: Purpose },
  ): Promise<void>;
  interruptions(talkId: string): Promise<readonly Interruption[]>;
  /**
   * How far a recording has come, for the other side to hold: its last signed head, and the proof that it continues from
   * the head of `since` leaves. `token` must be `headToken` of it. Rejects `recording-not-found`.
   */
  head(recordingId: string, token: string, since?: number): Promise<RunningHead>;
  /** What opens the head of a recording, and nothing else. */
  headToken(recordingId: string): string;
  /** What happened during the talk, in order. Rejects `talk-not-found`. */
  moments(talkId: string): Promise<readonly Moment[]>;
  ledger(talkId: string): Promise<readonly LedgerLine[]>;
  rawMetadata(talkId: string): Promise<readonly { readonly at: number; readonly text: string }[]>;
  peaks(talkId: string): Promise<Peaks>;
  /**
   * Sound to play: PCM 16-bit WAV on the wall clock, one channel per leg (or the chosen legs); of a live talk what is
   * acknowledged so far. Ledger: `sound.played`, once per listening: asked for again by the same actor within ten minutes
   * is the same listening, so a player may ask for as many pieces as it likes. Rejects `talk-not-found`,
   * `channel-not-found`, `recording-silent`, and audio's `codec-not-decodable` and `wav-too-long`.
   */
  play(talkId: string, actor: Actor, channels?: readonly number[], purpose?: Purpose): Promise<Sound>;
  /**
   * An exact (legs, wav) or derived (mp3) copy. Ledger: `copy.made`. Rejects `talk-not-found`, `talk-live`,
   * `recording-not-stored` (ended a moment ago: try again), `recording-silent`, and for wav and mp3 audio's
   * `codec-not-decodable` and `wav-too-long`.
   */
  copy(talkId: string, kind: CopyKind, actor: Actor, purpose?: Purpose): Promise<readonly CopyFile[]>;
  organisations(): Promise<readonly Organisation[]>;
  addOrganisation(name: string, actor: Actor): Promise<Organisation>;
  /** Says what an organisation is to the law. Rejects `organisation-not-found`, `sector-unknown`. */
  arrange(organisationId: string, sector: Sector, actor: Actor): Promise<Organisation>;
  lines(): Promise<readonly Line[]>;
  addLine(organisationId: string, key: string, actor: Actor, departmentId?: string): Promise<Line>;
  removeLine(lineId: string, actor: Actor): Promise<void>;
  /** Checks the database, each ledger chain, and that every table still says what the acts said. */
  check(): AsyncIterable<LedgerProblem>;
  /** Waits until no job is running. */
  settled(): Promise<void>;
  /** Stops jobs and closes the database. */
  close(): Promise<void>;
}
