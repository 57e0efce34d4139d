/** What editing leaves in the ledger. */
import type { RuleAnswer } from '../table/acts.ts';
import type { HandoverWay } from '../table/face.ts';
import type { EditSpan, EditToldWay } from './face.ts';

export interface EditActs {
  /** What is to be edited in a copy, why and by whom (spelregel 5). Nothing was made yet. */
  'edit.declared': {
    readonly edit: string;
    readonly spans: readonly EditSpan[];
    readonly why: string;
    readonly by: string;
    readonly declaredAt: number;
  };
  /** `party`: of the talk, told on their own page. */
  'edit.told': {
    readonly edit: string;
    readonly to: string;
    readonly how: EditToldWay;
    readonly party?: string;
    readonly at: number;
  };
  /** The rules did not allow it as it stood. */
  'edit.not-allowed': { readonly edit: string; readonly question: string | null; readonly rules: RuleAnswer };
  /** The rules allowed it: the copy is made. */
  'edit.begun': {
    readonly edit: string;
    readonly question: string | null;
    readonly agreed: readonly string[];
    readonly rules: RuleAnswer;
    /** Root of the original's seal, hex. */
    readonly original: string;
    /** What stands in the file. */
    readonly statement: string;
  };
  'edit.made': {
    readonly edit: string;
    readonly madeAt: number;
    readonly bytes: number;
    readonly sha256: string;
    readonly leaves: number;
    readonly root: string;
    readonly object: { readonly name: string; readonly bytes: number; readonly sha256: string };
  };
  /** `closed`: shares of it. */
  'edit.withdrawn': {
    readonly edit: string;
    readonly why: string;
    readonly at: number;
    readonly closed: readonly string[];
  };
  'edit.handed-out': {
    readonly edit: string;
    readonly to: string;
    readonly party: string | null;
    readonly way: HandoverWay;
    readonly sha256: string;
  };
  'edit.played': { readonly edit: string; readonly purpose?: string };
  'edit.copied': { readonly edit: string; readonly kind: string; readonly purpose?: string };
}
