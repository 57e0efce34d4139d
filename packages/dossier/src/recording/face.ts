/** Recordings of calls, as the dossier's face has them: from the first packet to the last. */
import type { ChannelFormat } from '@woordelijk/audio';
import type { SignedHead } from '@woordelijk/vault';
import type { DeviceEvent } from '../device/face.ts';
import type { Actor } from '../face.ts';
import type { Channel, TalkSource } from '../talk/face.ts';

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

/** A talk that is about to be recorded. */
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

/** What is sealed at once: sound and events of one channel. */
export interface RecordingChunk {
  readonly channel: number;
  readonly leaves: readonly (
    | { readonly start: number; readonly duration: number; readonly entries: Uint8Array }
    | { readonly event: DeviceEvent }
  )[];
}

/** A head with its proofs, see `vault.head`. */
export interface RunningHead extends SignedHead {
  /** RFC 9162, 2.1.4.1; empty where nothing was asked for. */
  readonly consistency: readonly Uint8Array[];
}

/** Why a call is answered and not recorded. `objections`: ids, where somebody objected. */
export interface Unrecorded {
  readonly because: 'objection' | 'no-plan' | 'excluded';
  readonly objections: readonly string[];
}

/** What a recording goes through, from its first sound to its last. */
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
