/** What sharing and publishing leave in the ledger. */
import type { RuleAnswer } from '../table/acts.ts';
import type { Missing, ShareUse, Weighed } from './face.ts';

export interface ShareActs {
  /** The recording, or a part of it, may be heard by somebody outside the talk (verstrekken, openbaar maken). */
  'share.made': {
    readonly share: string;
    readonly use: ShareUse;
    /** The question whose consents it stands on; null: it stands on the law. */
    readonly question: string | null;
    readonly weighing: string | null;
    readonly to: string;
    readonly why: string;
    /** An edited copy, in place of the recording; absent: from before there were any. */
    readonly edit?: string | null;
    readonly part: { readonly fromMs: number; readonly toMs: number } | null;
    readonly download: boolean;
    readonly codeBy: string | null;
    /** Where codes go; null: they are read out, or there are none. */
    readonly number: string | null;
    /** Of a publication: the end of its address, which is no secret. */
    readonly address: string | null;
    /** Of what opens it, hex. */
    readonly sha256: string;
    readonly madeAt: number;
    readonly endsAt: number | null;
    readonly rules: RuleAnswer;
  };
  /** It was asked for and the rules did not allow it: who is missing, and what they said. */
  'share.not-allowed': {
    readonly use: ShareUse;
    readonly question: string | null;
    readonly to: string;
    readonly missing: readonly Missing[];
    readonly rules: RuleAnswer;
  };
  /** Called back (herroepen), or at its end. */
  'share.closed': { readonly share: string; readonly closedAt: number; readonly why: string };
  /** A named jurist weighed a great public interest against private life. */
  'share.weighed': {
    readonly weighing: string;
    readonly question: string;
    readonly outcome: Weighed;
    readonly interest: string;
    readonly reasons: string;
    readonly by: string;
  };
  'share.code-made': { readonly link: string; readonly by: 'sms' | 'mail' | 'desk' };
  'share.opened': { readonly link: string };
  'share.refused': { readonly link: string; readonly codeWasThere: boolean };
  /** A copy went out by a shared link: no recall reaches it. */
  'share.downloaded': { readonly share: string; readonly kind: string; readonly sha256: string };
}
