/** What keeps a talk, and what ends it: holds, destruction and its certificate. The keeping's part of the dossier's face. */
import type { Text } from '@woordelijk/rules';
import type { Actor } from '../face.ts';
import type { Asking } from '../staff/face.ts';

/** Why a recording is locked and destroyed a day later: the talk was private (privé), or who recorded it did not keep it. */
export type LockedBecause = 'private' | 'not-kept';

/** Why a talk may not be destroyed for now (vernietiging opgeschort). */
export const HOLD_REASONS = [
  'complaint', // klacht
  'objection', // bezwaar of beroep
  'court', // rechtszaak
  'access-request', // verzoek om inzage of kopie (C6)
  'woo', // verzoek op grond van de Woo
  'oversight', // ombudsman, toezichthouder
  'police', // politie of justitie
  'other',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export interface NewHold {
  readonly reason: HoldReason;
  /** Who sees to it that it is lifted in time. */
  readonly owner: string;
  readonly words: string;
  /** When it is to be looked at again; epoch milliseconds. */
  readonly reviewAt: number;
}

export interface Hold extends NewHold {
  readonly id: string;
  readonly talkId: string;
  readonly placedAt: number;
  readonly liftedAt: number | null;
  /** Why it was lifted. */
  readonly why: string | null;
}

export interface Holds {
  /** Of a talk, newest first, also those that were lifted. Rejects `talk-not-found`, `talk-destroyed`. */
  of(talkId: string): Promise<readonly Hold[]>;
  /** Those that count now in an organisation, the first to be reviewed first; at most 500. */
  list(organisationId: string): Promise<readonly Hold[]>;
  /** Rejects `talk-not-found`, `talk-destroyed`, `words-malformed`, `review-malformed`, `once-reused`. */
  place(talkId: string, hold: NewHold, asking: Asking): Promise<Hold>;
  /** Looked at, and still needed. Rejects `hold-not-found`, `review-malformed`. */
  review(talkId: string, holdId: string, reviewAt: number, actor: Actor): Promise<Hold>;
  /** Ends it. Rejects `hold-not-found`, `words-malformed`. */
  lift(talkId: string, holdId: string, why: string, actor: Actor): Promise<Hold>;
}

/** Why a talk was destroyed. */
export const DESTRUCTION_GROUNDS = [
  'term', // its term was over
  'not-kept', // a talk that is only kept when chosen, and was not
  'no-contract', // no contract came of it (B28)
  'request', // asked for by who is on it (AVG 17)
  'decision', // a person decided so
] as const;
export type DestructionGround = (typeof DESTRUCTION_GROUNDS)[number];

/** What stays known of a destroyed talk (verklaring van vernietiging). Holds no name and no number of who took part. */
export interface Certificate {
  readonly talk: string;
  readonly ground: DestructionGround;
  /** Why, in words that name nobody; the rule that was followed. */
  readonly words: string;
  readonly decidedBy: Actor;
  readonly decidedAt: number;
  /** The round in which it was; null: by itself. */
  readonly sweep: string | null;
  readonly source: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** What was destroyed; null: nothing was recorded, or it was destroyed before. */
  readonly recording: {
    readonly id: string;
    readonly leaves: number | null;
    /** Hex; the same as in receipts and proofs that were handed out. */
    readonly root: string | null;
    readonly bytes: number | null;
    readonly sha256: string | null;
  } | null;
  /** Files of the other side that went with it. */
  readonly files: readonly { readonly id: string; readonly bytes: number; readonly sha256: string | null }[];
  /** Copies that left the house, and that no destruction reaches. */
  readonly copies: readonly { readonly at: number; readonly kind: string; readonly sha256: string | null }[];
}

export interface Destruction {
  readonly talkId: string;
  readonly organisationId: string;
  /** When it was done; null: it is under way. */
  readonly destroyedAt: number | null;
  readonly certificate: Certificate;
}

export interface Destructions {
  /**
   * Decides that a talk is destroyed: from now on nobody reads or hears it, and a job sees to the rest. Done before:
   * nothing happens. Rejects `talk-not-found`, `talk-live`, `talk-planned`, `talk-held`, `talk-must-stay` (a statutory term runs), `words-malformed`.
   */
  decide(talkId: string, ground: DestructionGround, words: string, actor: Actor): Promise<Destruction>;
  /**
   * Destroys again what was destroyed before: ids of keys that came back with a database from a backup. Nobody is served
   * meanwhile. Gives how many of them the database still took for living.
   */
  reapply(ids: readonly string[]): Promise<number>;
  of(talkId: string): Promise<Destruction | undefined>;
  /** Newest first. `before`: epoch milliseconds of the decision, and the talk, where the page before ended. */
  list(
    organisationId: string,
    page: { readonly limit: number; readonly before?: { readonly at: number; readonly talkId: string } },
  ): Promise<readonly Destruction[]>;
}

/** How long a talk is kept, and for what. Moments in epoch milliseconds. */
export interface KeptTalk {
  /** The plan it was recorded under; null: without one. `buffer`: days in which somebody must choose to keep it. */
  readonly plan: {
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly buffer: number | null;
  } | null;
  readonly uses: readonly {
    readonly purpose: string;
    readonly goal: string;
    readonly words: Text;
    readonly because: string;
    /** Null: until its case has ended, and then the term. */
    readonly until: number | null;
    readonly statutory: boolean;
  }[];
  /** Null: not known yet. */
  readonly dueAt: number | null;
  readonly kept: boolean;
  /** YYYY-MM-DD. */
  readonly caseEndedOn: string | null;
  readonly contract: boolean | null;
}

/** A talk whose term is over. */
export interface DueTalk {
  readonly talkId: string;
  readonly endedAt: number;
  readonly dueAt: number;
  readonly ground: DestructionGround;
  readonly held: boolean;
}

/** A round in which what is due was destroyed; the three counts are null until it is done. */
export interface Sweep {
  readonly id: string;
  readonly by: Actor;
  readonly begunAt: number;
  readonly doneAt: number | null;
  readonly total: number;
  /** 0 to 1. */
  readonly progress: number;
  readonly destroyed: number | null;
  readonly held: number | null;
  /** Not destroyed because the rules, or what became of it since, say otherwise. */
  readonly stayed: number | null;
}

/** What goes when: numbers of talks. */
export interface Overview {
  /** Due now. */
  readonly due: number;
  /** By month (YYYY-MM), from now on. */
  readonly months: readonly { readonly month: string; readonly due: number }[];
  readonly later: number;
  /** Whose term has not begun: their case runs. */
  readonly open: number;
  readonly held: number;
  /** A round is begun every night. */
  readonly nightly: boolean;
}

export interface Retention {
  /** Rejects `talk-not-found`, `talk-destroyed`. */
  of(talkId: string): Promise<KeptTalk>;
  /** Somebody chooses to keep it (bewaren). Rejects `no-plan`, `words-malformed`, `talk-destroyed`, `once-reused`. */
  keep(talkId: string, why: string, asking: Asking): Promise<KeptTalk>;
  /** The case or contract it belongs to has ended; `on` null: it has not, after all. Rejects as `keep`, and `facts-malformed`. */
  endCase(
    talkId: string,
    ended: { readonly on: string | null; readonly contract: boolean | null },
    asking: Asking,
  ): Promise<KeptTalk>;
  /**
   * The talk was private (privégesprek): locked to everyone at once, its sound destroyed after 24 hours. Done before: nothing
   * happens. Rejects `nothing-recorded`, `talk-held`, `talk-must-stay`, `talk-destroyed`.
   */
  makePrivate(talkId: string, actor: Actor): Promise<void>;
  /** Rejects `organisation-not-found`. */
  overview(organisationId: string): Promise<Overview>;
  /** What a round would look at now, the first due first. */
  due(
    organisationId: string,
    page: { readonly limit: number; readonly after?: { readonly at: number; readonly talkId: string } },
  ): Promise<readonly DueTalk[]>;
  /** Begins a round over all that is due now. Rejects `sweep-running`, `sector-missing`, `organisation-not-found`. */
  sweep(organisationId: string, asking: Asking): Promise<Sweep>;
  /** The last 50, newest first. */
  sweeps(organisationId: string): Promise<readonly Sweep[]>;
  /** Rounds every night, or none. Rejects `sweep-by-person` for a public body. */
  arrange(organisationId: string, nightly: boolean, actor: Actor): Promise<Overview>;
}
