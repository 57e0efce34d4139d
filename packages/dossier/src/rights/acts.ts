/** What requests under somebody's rights leave in the ledger. */
import type { RuleAnswer } from '../table/acts.ts';
import type { RightKind, RightOutcome, RightWay } from './face.ts';

export interface RightsActs {
  'rights.requested': {
    readonly request: string;
    readonly kind: RightKind;
    /** Who asks. */
    readonly party: string;
    readonly text: string;
    readonly way: RightWay;
    /** Epoch milliseconds: the term runs from then. */
    readonly receivedAt: number;
    /** YYYY-MM-DD: the last day to answer. */
    readonly dueOn: string;
    /** What the rules say of access and a copy; null where they have no question for it, or do not know the organisation yet. */
    readonly rules: RuleAnswer | null;
  };
  'rights.taken-up': { readonly request: string; readonly by: string };
  'rights.extended': { readonly request: string; readonly dueOn: string; readonly why: string };
  'rights.answered': {
    readonly request: string;
    readonly outcome: RightOutcome;
    readonly text: string;
    readonly by: string;
    readonly answeredAt: number;
  };
}
