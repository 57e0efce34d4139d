/**
 * Whether the rules are kept (toezicht): figures, a self-audit, what named persons decided, and who was refused. Read by who
 * looks after the rules; none of it holds sound, and the figures hold nobody's name.
 */
import type { Actor } from '../face.ts';

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

/** Everything rejects `organisation-not-found`. */
export interface Oversight {
  figures(organisationId: string): Promise<Figures>;
  selfAudit(organisationId: string): Promise<readonly AuditItem[]>;
  /** Newest first. `before`: `seq` where the page before ended. */
  decisions(
    organisationId: string,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<readonly Decision[]>;
  /** The newest first, at most `limit`. */
  refused(organisationId: string, limit: number): Promise<readonly Refused[]>;
}
