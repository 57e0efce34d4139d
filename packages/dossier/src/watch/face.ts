/**
 * The nightly watch (nachtelijke controle): every night the whole ledger and a rotating part of all recordings are checked
 * against what was written and signed; what is not as it was raises an alarm that stays until a named person settles it.
 */
import type { Text } from '@woordelijk/rules';
import type { Actor } from '../face.ts';
import type { Sight } from '../policy.ts';
import type { Asking } from '../staff/face.ts';
import type { Done } from '../table/face.ts';

/** One night's check. Times in epoch milliseconds. */
export interface WatchRound {
  readonly id: string;
  /** `system`: the night; otherwise who asked for it. */
  readonly by: Actor;
  readonly begunAt: number;
  /** Null: under way. */
  readonly doneAt: number | null;
  /** Chains of acts that were read from their first row to their end; null: not that far yet. */
  readonly chains: number | null;
  /** Recordings that were checked against their seal, sound and all, so far. */
  readonly recordings: number;
  /** Things that were not as they should be, and were not known yet. */
  readonly found: number;
}

/** Something that is not as it was written. Says where, and nothing of what was said. */
export interface WatchFinding {
  readonly id: string;
  readonly organisationId: string;
  readonly talkId: string | null;
  readonly place: string;
  /** What it means, and what to do. */
  readonly because: Text;
  /** What the check said, for an engineer; English. */
  readonly meaning: string;
  readonly foundAt: number;
  readonly settled: (Done & { readonly words: string; readonly by: string }) | null;
}

/** How the watch stands: for the page, the alarm and the self-audit. */
export interface WatchState {
  /** The last that was finished; null: none yet. */
  readonly last: WatchRound | null;
  readonly running: WatchRound | null;
  /** No round was finished in the last day and a half. */
  readonly overdue: boolean;
  /** Stored recordings there are, and in how many nights each has its turn. */
  readonly recordings: number;
  readonly nights: number;
  /** Newest first. */
  readonly rounds: readonly WatchRound[];
  /** Not settled, of those that may be seen; newest first. */
  readonly open: readonly WatchFinding[];
  /** Settled in the last year; newest first, at most 100. */
  readonly settled: readonly WatchFinding[];
}

export interface Watch {
  /** Findings are told for organisations in sight only. */
  state(sight: Sight): Promise<WatchState>;
  /** Begins a round now; where one is under way, gives that. */
  begin(actor: Actor): Promise<WatchRound>;
  /** A named person says what was done about a finding. Rejects `finding-not-found`, `words-malformed`, `once-reused`. */
  settle(
    organisationId: string,
    findingId: string,
    settled: { readonly words: string; readonly by: string },
    asking: Asking,
  ): Promise<WatchFinding>;
}
