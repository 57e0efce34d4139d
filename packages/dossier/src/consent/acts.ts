/** What consents leave in the ledger. How they stand is read out of it (`state.ts`): nothing of it is kept anywhere else. */
import type { RuleAnswer } from '../table/acts.ts';
import type { ConsentUse, ConsentWay, Protection } from './face.ts';

/** Somebody's word on one question. */
export interface ConsentWord {
  readonly question: string;
  readonly party: string;
  readonly way: ConsentWay;
  /** What shows it, such as the signed form and where it is kept; null on one's own page, where the act is the evidence. */
  readonly evidence: string | null;
  /** Name of who decided for this person; null: this person. */
  readonly by: string | null;
}

export interface ConsentActs {
  'consent.asked': {
    readonly question: string;
    readonly use: ConsentUse;
    readonly what: string;
    readonly audience: string;
    /** Epoch milliseconds; null: until it is withdrawn. */
    readonly until: number | null;
    /** Those who are not simply asked themselves, with what the rules say of it. */
    readonly protected: readonly {
      readonly party: string;
      readonly protection: Protection;
      readonly represented: boolean;
      readonly rules: RuleAnswer;
    }[];
  };
  'consent.given': ConsentWord;
  'consent.refused': ConsentWord;
  /** Effective at once: what stood open on this consent closed in the same transaction. */
  'consent.withdrawn': ConsentWord & { readonly at: number; readonly closed: readonly string[] };
}
