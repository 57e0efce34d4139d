/**
 * The dossier's face: the acts it performs and what it tells its readers. Times are epoch milliseconds (UTC) unless a
 * field says microseconds; ids are UUIDv7 text. Every act is one transaction with its ledger row.
 */
import type { Absents } from './absent/face.ts';
import type { Alarm } from './alarm/alarms.ts';
import type { Consents } from './consent/face.ts';
import type { DeviceRecordings } from './device/face.ts';
import type { Edits } from './edit/face.ts';
import type { HandedFiles, OwnRecordings } from './handed/face.ts';
import type { Incidents } from './incident/face.ts';
import type { Destructions, Holds, Retention } from './keeping/face.ts';
import type { Mails } from './mail/face.ts';
import type { Objections } from './objection/objections.ts';
import type { Line, Organisation, OwnRules, Questions, Sector } from './organisation/face.ts';
import type { Letterheads } from './organisation/letterhead.ts';
import type { Oversight } from './oversight/face.ts';
import type { People } from './people/face.ts';
import type { Personal } from './personal/face.ts';
import type { RecordingPlans } from './plan/face.ts';
import type { Purpose, Right, Standing } from './policy.ts';
import type { Processors } from './processor/face.ts';
import type { Quality } from './quality/face.ts';
import type { Recordings, RunningHead } from './recording/face.ts';
import type { Rights } from './rights/face.ts';
import type { Shares } from './share/face.ts';
import type { Signs } from './sign/face.ts';
import type { CopyFile, CopyKind, Interruption, Peaks, Sound } from './sound/face.ts';
import type { Asking, Plan, Staff } from './staff/face.ts';
import type { Table } from './table/face.ts';
import type { Cases } from './talk/cases.ts';
import type { Moment, Talk, TalkPage, TalkQuery } from './talk/face.ts';
import type { Watch } from './watch/face.ts';

/** An act, as it stands in the ledger. */
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

/** Something that is not as it was written. */
export interface LedgerProblem {
  /** What is damaged, for a person: which talk, which row or column, and what that means. */
  readonly place: string;
  readonly talkId?: string;
  readonly recordingId?: string;
  readonly meaning: string;
}

/** Where a right is asked for: a talk, an organisation, a line, a question, a request under somebody's rights; nothing of these: the installation itself. */
export type Where =
  | { readonly talkId: string }
  | { readonly organisationId: string }
  | { readonly lineId: string }
  | { readonly questionId: string }
  | { readonly requestId: string }
  | Record<never, never>;

/** Everything that the dossier does. */
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
