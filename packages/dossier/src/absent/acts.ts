/** What persons who are only talked about leave in the ledger: acts of the talk, under the talk's key. */
import type { AbsentDecision, AbsentToldWay, Stretch } from './face.ts';

export interface AbsentActs {
  'absent.named': {
    readonly id: string;
    readonly called: string;
    readonly name: string | null;
    readonly about: string;
    readonly stretches: readonly Stretch[];
    readonly by: string;
    /** YYYY-MM-DD. */
    readonly dueOn: string;
    readonly namedAt: number;
  };
  /** Code decides nothing here: a named person did. Replaces what was decided before. */
  'absent.decided': { readonly id: string } & Omit<AbsentDecision, 'at'>;
  'absent.told': {
    readonly id: string;
    readonly way: AbsentToldWay;
    /** YYYY-MM-DD. */
    readonly on: string;
    readonly by: string;
  };
  /** It was nobody of whom personal data is on the recording, or they were named twice. */
  'absent.struck': { readonly id: string; readonly why: string; readonly by: string };
}
