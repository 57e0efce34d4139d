/** Talks, as the dossier's face has them: what they are, who is on them, what happened, and how they are asked for. */
import type { ChannelFormat } from '@woordelijk/audio';
import type { LockedBecause } from '../keeping/face.ts';
import type { Organisation } from '../organisation/face.ts';
import type { Purpose, Sight, Standing } from '../policy.ts';
import type { RecordingEnding } from '../recording/face.ts';

/** How far a talk is. */
export type TalkState =
  | 'planned' // to be held; nothing is recorded yet
  | 'called-off' // was planned, will not be held
  | 'unrecorded' // a call that was answered and not recorded; `ending` says why
  | 'live' // being recorded now
  | 'storing' // ended; being moved from the journal to its own object
  | 'stored'; // ended, sealed and stored

/** Where the sound comes from: a telephone system, a browser on a device (opname op een apparaat); `table`: none yet. */
export type TalkSource = 'phone' | 'browser' | 'table';

/** Somebody on a talk, or named to be; null: not known. */
export interface Party {
  readonly id: string;
  readonly name: string | null;
  /** E.164 where it could be normalised, else as received. */
  readonly number: string | null;
  /** Address of record as received. */
  readonly aor: string | null;
}

/** A leg of a call, or the microphones of a device: what is recorded apart. */
export interface Channel {
  readonly channel: number;
  readonly label: string;
  readonly format: ChannelFormat;
  /** Party ids whose voice it carries. */
  readonly parties: readonly string[];
}

/** A talk, as it may be told to who may see it. */
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

/** Something that happened during a talk and stands in its seal; `atMs` since the talk's start. */
export interface Moment {
  readonly atMs: number;
  readonly kind: MomentKind;
  /** A bookmark's word, the reason of a pause; null where there is none. */
  readonly text: string | null;
}

/** What can happen during a talk. */
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

/** Which talks, by epoch milliseconds of their start. */
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

/** Some of the talks that were asked for. */
export interface TalkPage {
  readonly items: readonly Talk[];
  /** Undefined on the last page. */
  readonly next?: string;
}
