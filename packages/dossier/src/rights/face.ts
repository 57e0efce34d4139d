/**
 * Requests under somebody's rights (AVG 15 to 21): each has a term of a month, a person who takes it up, and an answer with
 * its reasons. What is done beyond that (a copy, a hold, a destruction, an own reading) are acts of their own.
 */

import type { Sight } from '../policy.ts';
import type { Asking } from '../staff/face.ts';
import type { RuleAnswer } from '../table/acts.ts';

/** access: inzage. correction: an own reading beside the recording, which itself never changes. objection: against its use. */
export const RIGHT_KINDS = ['access', 'copy', 'correction', 'restriction', 'deletion', 'objection'] as const;
export type RightKind = (typeof RIGHT_KINDS)[number];
/** How it came in. */
export const RIGHT_WAYS = ['own-page', 'letter', 'told'] as const;
export type RightWay = (typeof RIGHT_WAYS)[number];
export const RIGHT_OUTCOMES = ['granted', 'partly', 'refused', 'withdrawn'] as const;
export type RightOutcome = (typeof RIGHT_OUTCOMES)[number];

export interface RightsRequest {
  readonly id: string;
  readonly talkId: string;
  readonly kind: RightKind;
  /** Who asks, as the talk calls them. */
  readonly party: string;
  readonly name: string;
  /** In their own words; of a correction: the own reading. */
  readonly text: string;
  readonly way: RightWay;
  readonly receivedAt: number;
  /** YYYY-MM-DD. */
  readonly dueOn: string;
  readonly state: 'open' | 'taken-up' | 'answered';
  readonly takenUp: { readonly by: string; readonly at: number } | null;
  readonly extended: { readonly why: string; readonly at: number } | null;
  readonly answer: {
    readonly outcome: RightOutcome;
    readonly text: string;
    readonly by: string;
    readonly at: number;
  } | null;
  readonly rules: RuleAnswer | null;
}

/** Everything rejects `talk-not-found`; acts also `words-malformed`, `once-reused`. */
export interface Rights {
  /** Of one talk, oldest first. */
  of(talkId: string): Promise<readonly RightsRequest[]>;
  /** Not answered yet, of all talks that may be seen; the first term to end first. */
  open(sight: Sight): Promise<readonly RightsRequest[]>;
  /** Rejects `participant-not-found`, `facts-malformed` for a day that is still to come. */
  request(
    talkId: string,
    request: {
      readonly party: string;
      readonly kind: RightKind;
      readonly text: string;
      readonly way: RightWay;
      /** When it came in; absent: now. */
      readonly receivedAt?: number | undefined;
    },
    asking: Asking,
  ): Promise<RightsRequest>;
  /** Rejects `rights-request-not-found`, `rights-request-answered`. */
  takeUp(talkId: string, requestId: string, by: string, asking: Asking): Promise<RightsRequest>;
  /** Two months more, once, and only before the month is over (AVG 12 (3)). Rejects also `extension-not-possible`. */
  extend(talkId: string, requestId: string, why: string, asking: Asking): Promise<RightsRequest>;
  answer(
    talkId: string,
    requestId: string,
    answer: { readonly outcome: RightOutcome; readonly text: string; readonly by: string },
    asking: Asking,
  ): Promise<RightsRequest>;
}
