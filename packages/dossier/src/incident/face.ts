/**
 * Incidents: data breaches (datalek, AVG 4(12)) with the clock of AVG 33, and other breaches of the rules for recording. The
 * incidents' part of the dossier's face. Nothing here names persons: how many, which kinds of data, and which talks.
 */
import type { Asking } from '../staff/face.ts';
import type { Done } from '../table/face.ts';

/** `rule`: recorded, used, kept or handed over otherwise than the rules allow, without a data breach. */
export const INCIDENT_KINDS = ['breach', 'rule'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** What was breached (EDPB Guidelines 9/2022, par. 17): who saw it, whether it is still true, whether it is still there. */
export const BREACH_NATURES = ['confidentiality', 'integrity', 'availability'] as const;
export type BreachNature = (typeof BREACH_NATURES)[number];

/** Kinds of data concerned, as the regulator asks for them. */
export const BREACH_DATA = ['voice', 'content', 'name', 'number', 'special', 'criminal', 'payment', 'other'] as const;
export type BreachData = (typeof BREACH_DATA)[number];

/** Risk for the rights and freedoms of people: unlikely (AVG 33(1)), a risk, or a high one (AVG 34). */
export const BREACH_RISKS = ['unlikely', 'risk', 'high'] as const;
export type BreachRisk = (typeof BREACH_RISKS)[number];

/** Who is told: the Autoriteit Persoonsgegevens, the people concerned, the FG, the other party of an agreement under AVG 28, others. */
export const INCIDENT_TOLD = ['authority', 'people', 'dpo', 'other-party', 'other'] as const;
export type IncidentTold = (typeof INCIDENT_TOLD)[number];

export interface NewIncident {
  readonly kind: IncidentKind;
  /** What happened, without names and numbers. */
  readonly words: string;
  /** How it was found. */
  readonly found: string;
  /** When it began and ended, epoch milliseconds; null: not known, or it still goes on. */
  readonly beganAt: number | null;
  readonly endedAt: number | null;
  /** When the organisation became aware of it: the clock starts here. */
  readonly awareAt: number;
  /** Of a breach: at least one. */
  readonly natures: readonly BreachNature[];
  /** Talks concerned; may be empty. */
  readonly talks: readonly string[];
  /** Name of who reports. */
  readonly by: string;
}

export interface NewIncidentAssessment {
  readonly risk: BreachRisk;
  /** Why this risk and no other. */
  readonly why: string;
  /** How many people, at least and at most; null: not known yet. */
  readonly people: { readonly least: number; readonly most: number } | null;
  readonly data: readonly BreachData[];
  /** Likely consequences for them (AVG 33(3)(c)). */
  readonly consequences: string;
  /** What was done, and will be, to end it and to limit its effects (AVG 33(3)(d)). */
  readonly measures: string;
  /** Whether the people concerned are told, and why (not): AVG 34(1), (3). */
  readonly tellPeople: boolean;
  readonly tellWhy: string;
  readonly by: string;
}

export interface NewIncidentTelling {
  readonly who: IncidentTold;
  /** Epoch milliseconds; not to come. */
  readonly at: number;
  /** What was told, and under which reference. */
  readonly words: string;
  /** Why the regulator was told after the 72 hours (AVG 33(1), last sentence); null where it was in time, or somebody else. */
  readonly lateWhy: string | null;
  readonly by: string;
}

/**
 * The clock of a breach. `running`, `over`: the regulator is to be told, and was not; `met`, `late`: it was told;
 * `not-needed`: a named person found a risk unlikely.
 */
export type BreachClock = {
  readonly state: 'running' | 'over' | 'met' | 'late' | 'not-needed';
  /** Epoch milliseconds. */
  readonly dueAt: number;
};

export interface Incident extends NewIncident {
  readonly id: string;
  readonly organisationId: string;
  readonly reported: Done;
  /** Newest last: facts become known in phases (AVG 33(4)). */
  readonly assessments: readonly (NewIncidentAssessment & Done)[];
  readonly told: readonly (NewIncidentTelling & Done)[];
  readonly notes: readonly (Done & { readonly words: string })[];
  /** Closed, with what was learnt. */
  readonly closed: (Done & { readonly lessons: string; readonly by: string }) | null;
  /** Null: no data breach. */
  readonly clock: BreachClock | null;
}

/** Everything rejects `organisation-not-found`, `once-reused`, and `incident-malformed` for what cannot be. */
export interface Incidents {
  /** All, newest awareness first: the register of AVG 33(5). */
  list(organisationId: string): Promise<readonly Incident[]>;
  /** Rejects `incident-not-found`. */
  one(organisationId: string, incidentId: string): Promise<Incident>;
  /** Writes it down, and tells the FG. Rejects `talk-not-found`. */
  report(organisationId: string, incident: NewIncident, asking: Asking): Promise<Incident>;
  /** A named person weighs the risk; again when more is known. Rejects `incident-not-found`, `incident-closed`. */
  assess(
    organisationId: string,
    incidentId: string,
    assessment: NewIncidentAssessment,
    asking: Asking,
  ): Promise<Incident>;
  /** Who was told, and when. Rejects `incident-not-found`, `incident-closed`. */
  tell(organisationId: string, incidentId: string, telling: NewIncidentTelling, asking: Asking): Promise<Incident>;
  /** Something more about it. Rejects `incident-not-found`, `incident-closed`. */
  note(organisationId: string, incidentId: string, words: string, asking: Asking): Promise<Incident>;
  /** Rejects `incident-not-found`, `incident-closed`, `incident-not-settled`: something that the law asks is still to be done. */
  close(
    organisationId: string,
    incidentId: string,
    closing: { readonly lessons: string; readonly by: string },
    asking: Asking,
  ): Promise<Incident>;
}
