/** Sharing with somebody outside the talk, and publishing (spelregel 6; AVG 6 and 7; EVRM 6 and 10). */
import type { ConsentAnswer, ConsentQuestion, OutOfReach } from '../consent/face.ts';
import type { Actor } from '../face.ts';
import type { CodeWay, Senders } from '../personal/face.ts';
import type { Sound } from '../sound/face.ts';
import type { Asking } from '../staff/face.ts';
import type { RuleAnswer } from '../table/acts.ts';

/** For whom. The last four never need anybody's consent; they get the part that is needed. */
export const SHARE_USES = ['publication', 'third-parties', 'adviser', 'procedure', 'regulator', 'police'] as const;
export type ShareUse = (typeof SHARE_USES)[number];
export const WEIGHED = ['outweighs', 'does-not'] as const;
export type Weighed = (typeof WEIGHED)[number];

/** Somebody whose yes is not there. */
export interface Missing {
  readonly party: string;
  readonly name: string;
  readonly answer: Exclude<ConsentAnswer, 'given'> | 'open' | 'expired' | 'not-asked';
}

export interface Share {
  readonly id: string;
  readonly use: ShareUse;
  readonly question: string | null;
  readonly weighing: string | null;
  readonly to: string;
  readonly why: string;
  /** The edited copy that is shared; null: the recording itself. */
  readonly edit: string | null;
  readonly part: { readonly fromMs: number; readonly toMs: number } | null;
  readonly download: boolean;
  /** Null: a publication, which needs no code. */
  readonly codeBy: CodeWay | null;
  /** Of a publication. */
  readonly address: string | null;
  readonly madeAt: number;
  readonly actor: string;
  /** Null: until it is called back. */
  readonly endsAt: number | null;
  readonly closed: { readonly at: number; readonly by: 'office' | 'withdrawal'; readonly why: string } | null;
  readonly openedAt: number | null;
  /** How often somebody had the link and not the code. */
  readonly refused: number;
  readonly downloads: readonly { readonly at: number; readonly kind: string; readonly sha256: string }[];
  readonly rules: RuleAnswer;
}

/** A no of the rules, with its reasons. */
export interface ShareRefused {
  readonly at: number;
  readonly use: ShareUse;
  readonly to: string;
  readonly missing: readonly Missing[];
  readonly rules: RuleAnswer;
}

export interface Weighing {
  readonly id: string;
  readonly question: string;
  readonly outcome: Weighed;
  readonly interest: string;
  readonly reasons: string;
  readonly by: string;
  readonly at: number;
}

/** All of a talk that concerns others hearing it. */
export interface SharingFile {
  readonly talkId: string;
  /** Everybody on the recording. */
  readonly persons: readonly {
    readonly party: string;
    readonly name: string;
    readonly side: 'resident' | 'office' | null;
  }[];
  /** Newest first, as all lists here. */
  readonly questions: readonly ConsentQuestion[];
  readonly shares: readonly Share[];
  readonly refusals: readonly ShareRefused[];
  readonly weighings: readonly Weighing[];
  /** Copies that went out. */
  readonly outOfReach: readonly OutOfReach[];
}

export interface NewShare {
  readonly use: ShareUse;
  /** For a publication or third parties: the question whose consents it stands on. */
  readonly question?: string | undefined;
  readonly weighing?: string | undefined;
  readonly to: string;
  readonly why: string;
  /** Milliseconds since the start of the recording; absent: all of it. */
  readonly part?: { readonly fromMs: number; readonly toMs: number } | undefined;
  /** An edited copy, as a whole. */
  readonly edit?: string | undefined;
  readonly download: boolean;
  readonly codeBy?: CodeWay | undefined;
  /** Telephone number or address where codes go. */
  readonly reach?: string | undefined;
  /** Epoch milliseconds. A link must have one, at most 90 days ahead. */
  readonly endsAt?: number | undefined;
}

/** Somebody who came in by a shared link and a code. */
export interface ShareVisit {
  readonly linkId: string;
  readonly talkId: string;
  readonly actor: Extract<Actor, `share:${string}`>;
  readonly expiresAt: number;
}

/** What who came in by a shared link may see. */
export interface SharedTalk {
  readonly shareId: string;
  readonly talkId: string;
  readonly organisation: string;
  readonly startedAt: number;
  readonly use: ShareUse;
  readonly to: string;
  readonly why: string;
  readonly part: Share['part'];
  /** The edited copy that is heard, with what it says of itself; null: the recording itself. */
  readonly edit: { readonly id: string; readonly statement: string } | null;
  readonly download: boolean;
  readonly endsAt: number | null;
}

/** What a publication shows to everybody: no names. */
export interface Published extends Omit<SharedTalk, 'to'> {
  /** Who agreed, or that a jurist weighed it. */
  readonly ground: 'consent' | 'weighing';
}

export interface Shares {
  /** Rejects `talk-not-found`. */
  file(talkId: string): Promise<SharingFile>;
  /**
   * Asks the rules with the consents as they stand now and writes their receipt, whatever they say. Rejects
   * `nothing-recorded`, `consent-question-not-found`, `weighing-not-found`, `share-malformed`, `edit-not-made`, `number-malformed`,
   * `mail-malformed`, `sector-missing`, `words-malformed`.
   */
  make(
    talkId: string,
    share: NewShare,
    asking: Asking,
  ): Promise<
    | {
        readonly made: Share /** Told once; undefined for a publication, and where it was told before. */;
        readonly secret?: string;
      }
    | { readonly refused: ShareRefused }
  >;
  /** Rejects `consent-question-not-found`, `words-malformed`. */
  weigh(talkId: string, weighing: Omit<Weighing, 'id' | 'at'>, asking: Asking): Promise<SharingFile>;
  /** Calls it back. Rejects `share-not-found`, `share-closed`. */
  recall(talkId: string, shareId: string, why: string, asking: Asking): Promise<SharingFile>;
  /** A code to read out to the receiver. Rejects `share-not-found`. */
  makeCode(
    talkId: string,
    shareId: string,
    actor: Actor,
  ): Promise<{ readonly code: string; readonly expiresAt: number }>;
  askCode(secret: string, senders: Senders): Promise<void>;
  /** Opens a visit by link and code; undefined for every no. */
  open(secret: string, code: string): Promise<{ readonly token: string; readonly expiresAt: number } | undefined>;
  visit(token: string): Promise<ShareVisit | undefined>;
  close(token: string): Promise<void>;
  ticket(token: string, what: string): Promise<string>;
  useTicket(token: string, ticket: string): Promise<string | undefined>;
  /** What a visit shows. Rejects `share-not-found` where it closed meanwhile. */
  shared(visit: ShareVisit): Promise<SharedTalk>;
  /** gone: it was there and is not any more. undefined: there never was one by this address. */
  published(address: string): Promise<Published | 'gone' | undefined>;
  /** The sound of a share, cut to its part. Rejects as `play`, and `share-not-found`. */
  sound(shareId: string): Promise<Sound>;
  /** Whether it is still open; asked while its sound goes out. */
  stands(shareId: string): Promise<boolean>;
  /** Writes down that a copy went out. */
  downloaded(visit: ShareVisit, kind: string, sha256: string): Promise<void>;
}
