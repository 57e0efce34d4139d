/**
 * Whether the rules are kept (toezicht): figures, a self-audit, what named persons decided, and who was refused. Read by who
 * looks after the rules; none of it holds sound, and the figures hold nobody's name.
 */
import type { Text } from '@woordelijk/rules';
import type { Actor } from '../face.ts';
import type { CouncilRecord } from '../plan/face.ts';
import type { Protocol } from '../quality/face.ts';

/** What is counted by week. */
export const COUNTED = {
  recorded: ['recording.stored'],
  unrecorded: ['talk.unrecorded'],
  requests: ['request.registered'],
  objections: ['objection.registered'],
  played: ['sound.played'],
  copied: ['copy.made'],
  private: ['talk.made-private'],
  destroyed: ['destruction.done', 'recording.destroyed'],
} as const;
export type Counted = keyof typeof COUNTED;

export interface Week {
  /** Its Monday, YYYY-MM-DD (UTC). */
  readonly from: string;
  readonly counts: Readonly<Record<Counted, number>>;
  /** Milliseconds of sound that should have been there, over all legs, and of those that did not come. */
  readonly soundMs: number;
  readonly lostMs: number;
}

/** Of the last twelve weeks, this one last. */
export interface Figures {
  readonly weeks: readonly Week[];
  /** How requests to record were decided. `alternatives`: what refusals came with. */
  readonly decided: {
    readonly granted: number;
    readonly refused: number;
    readonly alternatives: Readonly<Record<string, number>>;
  };
  /** Why calls were answered and not recorded. */
  readonly unrecorded: Readonly<Record<string, number>>;
  /** For what recordings were played, copied or looked into. */
  readonly readings: Readonly<Record<string, number>>;
  /** The details of so many acts were read at most, the newest; true where there were more. */
  readonly cut: boolean;
}

/** good: in order. attention: somebody should look. wrong: a rule is not kept. */
export type AuditState = 'good' | 'attention' | 'wrong';

export const AUDIT_SUBJECTS = [
  'plans', // is a recording plan live
  'requests', // requests under somebody's rights, by their terms
  'absents', // who is talked about and still waits to be decided about or told
  'holds', // holds whose day to look again has passed
  'retention', // talks over their term
  'destruction', // decided and not done
  'refused', // readings that were refused
  'storing', // recordings that ended and are not stored
  'mail', // mail that could not be sent
  'jobs', // work that keeps failing
  'seals', // what the nightly watch found
  'incidents', // data breaches and other breaches, by their clocks
  'processors', // agreements of who processes for the organisation
] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

export interface AuditItem {
  readonly subject: AuditSubject;
  readonly state: AuditState;
  readonly figures: Readonly<Record<string, number>>;
}

/** An open norm that a named person decided, or a step that only a person may take. */
export interface Decision {
  readonly seq: number;
  readonly at: number;
  readonly act: string;
  readonly actor: Actor;
  readonly talkId: string | null;
  /** The name that stands under it; null: the actor only, or the talk was destroyed. */
  readonly by: string | null;
  readonly outcome: string | null;
  readonly reasons: string | null;
}

/** A reading that was refused. */
export interface Refused {
  readonly seq: number;
  readonly at: number;
  readonly actor: Actor;
  readonly talkId: string;
  readonly purpose: string | null;
  readonly code: string | null;
}

/**
 * A number of the works council's page is told where it counts at least so many, is about at least so many employees, and was
 * not the doing of one person alone: else it could be about one employee.
 */
export const FEWEST = 5;
/** Null: there were some, and it is not told how many. */
export type Told = number | null;

/** Something that the council consents to and that is written differently from what is live; null: it is not there. */
export interface PlanChange {
  readonly what: 'purpose' | 'term' | 'software' | 'pattern' | 'buffer';
  readonly before: Text | null;
  readonly after: Text | null;
}

/** A recording plan as the works council is to know it. */
export interface AgreedPlan {
  readonly plan: string;
  readonly name: string;
  /** Null: a draft, nothing is recorded under it. */
  readonly live: { readonly number: number; readonly since: number } | null;
  readonly purposes: readonly { readonly words: Text; readonly keep: Text | null }[];
  /** What software does with the recordings. */
  readonly software: Text;
  readonly pattern: Text;
  readonly bufferDays: number | null;
  /** How it was asked, and what came of it; null: not yet. */
  readonly council: Pick<CouncilRecord, 'way' | 'on' | 'document' | 'scope' | 'nullityUntil'> | null;
  /** It changed since, and must be asked again. */
  readonly again: boolean;
  readonly changes: readonly PlanChange[];
}

export interface CouncilView {
  readonly plans: readonly AgreedPlan[];
  /** How quality is looked at; null: it is not. */
  readonly protocol: Pick<Protocol, 'criteria' | 'mostDrawn' | 'use' | 'council' | 'at'> | null;
  readonly figures: {
    /** Epoch milliseconds. */
    readonly since: number;
    readonly recorded: Told;
    /** By purpose, of playing, copying and looking into. */
    readonly readings: Readonly<Record<string, Told>>;
    /** Readings that were refused. */
    readonly refused: Told;
    /** Talks that were drawn to look at quality. */
    readonly drawn: Told;
  };
}

/** Everything rejects `organisation-not-found`. */
export interface Oversight {
  figures(organisationId: string): Promise<Figures>;
  selfAudit(organisationId: string): Promise<readonly AuditItem[]>;
  /** For the works council: names nobody, holds no sound. */
  council(organisationId: string): Promise<CouncilView>;
  /** Newest first. `before`: `seq` where the page before ended. */
  decisions(
    organisationId: string,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<readonly Decision[]>;
  /** The newest first, at most `limit`. */
  refused(organisationId: string, limit: number): Promise<readonly Refused[]>;
}
