/** What the page is shown of the recordings on this device. */
import type { Step } from './delivery.ts';

/** A recording as the page shows it. */
export interface Waiting {
  readonly recordingId: string;
  readonly startedAt: string;
  readonly participants: readonly string[];
  readonly talkId: string | null;
  /** The browser's recorder writes to it now. */
  readonly recording: boolean;
  readonly ended: boolean;
  /** It stays on this device; undefined for one that is delivered. `whole`: the server holds the fingerprint of all of it. */
  readonly own: { readonly whole: boolean; readonly secret: string } | undefined;
  /** The other side records the same talk on a device of their own. */
  readonly otherRecords: boolean;
  /** Bytes on this device. */
  readonly bytes: number;
  /** Milliseconds of the talk that are sealed on the server. */
  readonly sealedMs: number;
  /** Opens the running fingerprint; undefined before the server said it. */
  readonly headToken: string | undefined;
  /** How the last step went; undefined before the first. */
  readonly step: Step | undefined;
  /** Problem code of a refusal. */
  readonly code: string | undefined;
}

/** A recording whose note does not open, as the page shows it: of its id, the first 48 bits say when it was made (RFC 9562). */
export function unread(recordingId: string): Waiting {
  const made = Number.parseInt(recordingId.replaceAll('-', '').slice(0, 12), 16);
  return {
    recordingId,
    startedAt: new Date(made || 0).toISOString(),
    participants: [],
    talkId: null,
    recording: false,
    ended: true,
    own: undefined,
    otherRecords: false,
    bytes: 0,
    sealedMs: 0,
    headToken: undefined,
    step: 'device-failed',
    code: undefined,
  };
}
