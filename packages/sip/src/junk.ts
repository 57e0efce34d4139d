/** Counters of network junk: what could not be understood is dropped, and told by kind, never thrown. */

/** Why something from the network was dropped. */
export type JunkReason =
  | 'too-large'
  | 'start-line'
  | 'header'
  | 'too-many-headers'
  | 'content-length'
  | 'body'
  | 'via'
  | 'unmatched'
  | 'not-allowed'
  | 'overload'
  | 'stalled'
  | 'multipart'
  | 'sdp'
  | 'metadata';

/** Called once for everything that is dropped. */
export type Drop = (reason: JunkReason) => void;

/** Counts drops by reason; `counts` is a live view. */
export class JunkCounter {
  readonly counts: Partial<Record<JunkReason, number>> = {};
  readonly drop: Drop = (reason) => {
    this.counts[reason] = (this.counts[reason] ?? 0) + 1;
  };
}

/** A Drop for whoever does not count. */
export const dropSilently: Drop = () => undefined;
