/**
 * What requests under somebody's rights leave in the ledger. The acts of a request stand under its own key, with its id where
 * other acts have their talk's; what is done to a talk stands with that talk.
 */
import type { RuleAnswer } from '../table/acts.ts';
import type {
  Age,
  ClosedHow,
  FoundTalk,
  HandedWay,
  IdentityWay,
  RightKind,
  RightSide,
  RightsDecision,
  RightWay,
} from './face.ts';

/** A talk that a request is about; `hold` null: it was destroyed before, or need not be kept for this. */
export interface AboutTalk {
  readonly talk: string;
  readonly hold: string | null;
}

export interface RightsActs {
  'rights.requested': {
    readonly request: string;
    readonly kind: RightKind;
    readonly name: string;
    readonly number: string | null;
    readonly side: RightSide;
    readonly talk: string | null;
    readonly party: string | null;
    readonly account: string | null;
    readonly age: Age;
    readonly representative: { readonly name: string; readonly shown: string } | null;
    readonly text: string;
    readonly way: RightWay;
    /** Epoch milliseconds: the term runs from that day. */
    readonly receivedAt: number;
    readonly law: 'avg' | 'wbp';
    readonly source: string;
    /** YYYY-MM-DD: the last day to answer. */
    readonly dueOn: string;
    readonly rules: RuleAnswer | null;
    readonly about: readonly AboutTalk[];
    /** Established by the door they came through. */
    readonly identity: IdentityWay | null;
  };
  'rights.taken-up': { readonly request: string; readonly by: string };
  'rights.identified': { readonly request: string; readonly how: IdentityWay; readonly by: string };
  'rights.found': {
    readonly request: string;
    readonly by: string;
    readonly searched: string;
    readonly talks: readonly FoundTalk[];
    /** Talks that came with it, and those that are let go. */
    readonly about: readonly AboutTalk[];
    readonly dropped: readonly string[];
  };
  'rights.extended': { readonly request: string; readonly dueOn: string; readonly why: string };
  'rights.decided': { readonly request: string } & Omit<RightsDecision, 'at'>;
  'rights.handed': {
    readonly request: string;
    readonly way: HandedWay;
    readonly sha256: string;
    /** Signed by the house: what was handed over, and when. */
    readonly receipt: string;
    /** Epoch milliseconds where this closed it; null: it was closed. */
    readonly closedAt: number | null;
  };
  'rights.closed': {
    readonly request: string;
    readonly how: Exclude<ClosedHow, 'handed'>;
    readonly closedAt: number;
  };
  // Of the organisation, under its key, when the request's own is destroyed. They name nobody.
  'rights.forgetting': {
    readonly request: string;
    readonly kind: string;
    readonly receivedAt: number;
    readonly dueOn: string;
    readonly closedAt: number | null;
    /** By which it was kept until now. */
    readonly source: string;
    readonly forgettingAt: number;
  };
  'rights.forgotten': { readonly request: string; readonly forgottenAt: number };
  // Of a talk, under the talk's key.
  'reading.added': {
    readonly request: string;
    readonly kind: 'supplement' | 'correction';
    readonly name: string;
    readonly text: string;
  };
  'restriction.placed': { readonly id: string; readonly request: string; readonly placedAt: number };
  'restriction.lifted': { readonly id: string; readonly why: string; readonly liftedAt: number };
}
