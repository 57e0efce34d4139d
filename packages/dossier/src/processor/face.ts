/**
 * The register of processor agreements (verwerkersovereenkomsten, AVG 28): who processes recordings for the organisation,
 * under which agreement, for which plans. The processors' part of the dossier's face.
 */
import type { Text } from '@woordelijk/rules';
import type { Asking } from '../staff/face.ts';
import type { Done } from '../table/face.ts';

/** What an agreement must settle (AVG 28(3)(a) to (h)). */
export const PROCESSOR_CLAUSES = [
  'instructions', // a: only on documented instructions
  'confidentiality', // b
  'security', // c: AVG 32
  'sub-processors', // d: AVG 28(2), (4)
  'rights', // e: help with requests of data subjects
  'duties', // f: help with AVG 32 to 36, breaches among them
  'end', // g: erasure or return
  'audit', // h: information and inspection
] as const;
export type ProcessorClause = (typeof PROCESSOR_CLAUSES)[number];

/** Where the data are: in the European Economic Area, under an adequacy decision, or under other safeguards (AVG 44-49). */
export const PROCESSOR_PLACES = ['eea', 'adequate', 'safeguards'] as const;
export type ProcessorPlace = (typeof PROCESSOR_PLACES)[number];

export interface NewProcessor {
  readonly name: string;
  /** What it does with recordings or with what is known of them. */
  readonly does: string;
  /** Recording plans for whose talks it does so; at least one. */
  readonly plans: readonly string[];
  readonly place: ProcessorPlace;
  /** Which country, and under which decision or safeguard; may be empty within the EEA. */
  readonly placeWords: string;
  /** Day of the agreement, YYYY-MM-DD; null: there is none yet. */
  readonly agreedOn: string | null;
  /** Where the agreement is kept; empty: not told. */
  readonly document: string;
  readonly clauses: readonly ProcessorClause[];
  /** Whom it works with in turn; may be empty. */
  readonly subProcessors: string;
  /** Where it reports a data breach, and how fast. */
  readonly breachWords: string;
  /** When the agreement is looked at again, YYYY-MM-DD. */
  readonly reviewOn: string;
  /** Who sees to it. */
  readonly owner: string;
}

export interface Processor extends NewProcessor, Done {
  readonly id: string;
  readonly organisationId: string;
  /** No longer works for the organisation. */
  readonly ended: (Done & { readonly on: string; readonly why: string }) | null;
  /** What is not in order, each with its source; empty: in order. */
  readonly missing: readonly { readonly code: string; readonly because: Text }[];
}

/** Everything rejects `organisation-not-found`, `once-reused`, and `processor-malformed` for what cannot be. */
export interface Processors {
  /** All, those that work for it now first, by name. */
  list(organisationId: string): Promise<readonly Processor[]>;
  add(organisationId: string, processor: NewProcessor, asking: Asking): Promise<Processor>;
  /** Writes it anew. Rejects `processor-not-found`. */
  change(organisationId: string, processorId: string, processor: NewProcessor, asking: Asking): Promise<Processor>;
  /** Rejects `processor-not-found`. */
  end(
    organisationId: string,
    processorId: string,
    ended: { readonly on: string; readonly why: string },
    asking: Asking,
  ): Promise<Processor>;
}
