/**
 * Organisations, as the dossier's face has them: what they are, by which lines calls are theirs, their own rules, and the
 * questions to them.
 */
import type { HashedRules } from '@woordelijk/rules';
import type { Actor } from '../face.ts';

/** For whom talks are recorded; the demo's, and that of talks that are nobody's yet, are built in. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly kind: 'unassigned' | 'demo' | 'organisation';
  /** What it is to the law; null: not told yet. */
  readonly sector: Sector | null;
}

/** A municipality, another public body, or a company or other private organisation. */
export type Sector = 'gemeente' | 'overheid_anders' | 'organisatie';
/** All of them. */
export const SECTORS: readonly Sector[] = ['gemeente', 'overheid_anders', 'organisatie'];

/** By which a call is known to be an organisation's. */
export interface Line {
  readonly id: string;
  readonly organisation: Organisation;
  /** Number in E.164, an address, or a trunk name. */
  readonly key: string;
  /** Which department's calls come in here; null: nobody's in particular. */
  readonly departmentId: string | null;
}

/** A version of an organisation's own rules (eigen regels). */
export interface PublishedRules {
  readonly id: string;
  readonly organisationId: string;
  /** Short name, in addresses and in questions to the rules. */
  readonly key: string;
  /** First day on which they hold, YYYY-MM-DD. */
  readonly validFrom: string;
  readonly adoptedAt: number;
  /** As `withOwnRules` of the rules reads it. */
  readonly file: unknown;
}

/** Own rules: adopted by day, never changed. */
export interface OwnRules {
  /**
   * Adopts a version; one that was adopted before stays, and holds until this one's first day. Rejects
   * `own-rules-malformed` (with row and cell: also where a row lowers a verdict), `own-rules-key`,
   * `organisation-not-found`.
   */
  adopt(organisationId: string, file: unknown, actor: Actor): Promise<PublishedRules>;
  /** All versions of an organisation, newest first. */
  of(organisationId: string): Promise<readonly PublishedRules[]>;
  /** All versions under a short name, newest first; public. */
  published(key: string): Promise<readonly PublishedRules[]>;
  /** All versions of all organisations, newest first; public. */
  list(): Promise<readonly PublishedRules[]>;
  /** The rules with the own rules of these short names as they held on a day (YYYY-MM-DD). */
  rulesOn(date: string, keys: readonly string[]): Promise<HashedRules>;
  /** Short names of an organisation's own rules in force on a day: none or one. */
  keysFor(organisationId: string, date: string): Promise<readonly string[]>;
}

/** A question to the office, and what became of it. */
export interface AskedQuestion {
  readonly id: string;
  readonly organisationId: string;
  readonly state: 'open' | 'answered' | 'closed';
  readonly askedAt: number;
  /** In the asker's own words; not public. */
  readonly text: string;
  /** As the office published it; null where it did not. */
  readonly publishedQuestion: string | null;
  /** The answer, or why it was closed. */
  readonly answer: string | null;
  /** The question whose answer serves here too. */
  readonly refersTo: string | null;
  readonly doneAt: number | null;
}

/** What people ask the office, and what it answers. */
export interface Questions {
  /** Puts a question to an organisation, or to the installation. `secret` finds the answer. Rejects `text-malformed`. */
  ask(text: string, organisationId?: string): Promise<{ readonly secret: string }>;
  /** What the asker may see; undefined for an unknown secret. */
  asked(secret: string): Promise<AskedQuestion | undefined>;
  /** Answers that the office made public, newest first. */
  published(): Promise<readonly Omit<AskedQuestion, 'text' | 'refersTo'>[]>;
  /** What the office sees, newest first. `organisations` undefined: of all. */
  register(organisations?: readonly string[]): Promise<readonly AskedQuestion[]>;
  /** Answers; with `question` also for all to see. Rejects `question-not-found`, `question-settled`, `text-malformed`. */
  answer(id: string, words: { readonly question: string | null; readonly answer: string }, actor: Actor): Promise<void>;
  /** Answers with an answer that is there. Rejects as `answer`. */
  refer(id: string, to: string, actor: Actor): Promise<void>;
  /** Ends a question that is none, with a reason that the asker sees. Rejects as `answer`. */
  close(id: string, reason: string, actor: Actor): Promise<void>;
}
