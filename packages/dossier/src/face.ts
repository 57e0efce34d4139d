/** What the dossier gives to its readers. Times are epoch milliseconds (UTC); ids are UUIDv7 text. */

export type TalkState =
  | 'live' // being recorded now
  | 'storing' // ended; being moved from the journal to its own object
  | 'stored'; // ended, sealed and stored

export type RecordingEnding = 'bye' | 'no-media' | 'no-ack' | 'dialog-lost' | 'shutdown' | 'storage' | 'interrupted';

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
  readonly codec: string;
  readonly clockRate: number;
  readonly parties: readonly string[];
}

export interface Talk {
  readonly id: string;
  readonly organisation: {
    readonly id: string;
    readonly name: string;
    readonly kind: 'unassigned' | 'demo' | 'organisation';
  };
  readonly recordingId: string;
  readonly state: TalkState;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly ending: RecordingEnding | null;
  readonly parties: readonly Party[];
  readonly channels: readonly Channel[];
}

/** A stretch of a channel's timeline without sound, in milliseconds since the talk's start. */
export interface Interruption {
  readonly channel: number;
  readonly kind: 'gap' | 'hold' | 'no-media';
  readonly fromMs: number;
  /** null: still so. */
  readonly toMs: number | null;
}

export interface LedgerLine {
  readonly seq: number;
  readonly at: number;
  /** `system`, `user:<id>` or `cli`. */
  readonly actor: string;
  /** Act code, e.g. `talk.begun`; the pages have a sentence for each. */
  readonly act: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
