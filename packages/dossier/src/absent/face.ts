/**
 * Persons who are only talked about on a recording (besproken personen): they were not there, so nobody told them. That they
 * are on it is a fact that a person notes, with the least that does; whether they are told, or which exception of the law
 * applies, a named person decides (AVG 14). They are found by a request of theirs, and not heard in what others are given.
 */
import type { Sight } from '../policy.ts';
import type { Asking } from '../staff/face.ts';

/** Why somebody is not told, with its article. `measures`: then their interests are protected otherwise, and it is said how. */
export const ABSENT_EXCEPTIONS = [
  { code: 'knows', source: 'AVG 14 lid 5 onder a', measures: false },
  { code: 'impossible', source: 'AVG 14 lid 5 onder b', measures: true },
  { code: 'disproportionate', source: 'AVG 14 lid 5 onder b', measures: true },
  { code: 'impairs', source: 'AVG 14 lid 5 onder b', measures: true },
  { code: 'law', source: 'AVG 14 lid 5 onder c', measures: false },
  { code: 'secrecy', source: 'AVG 14 lid 5 onder d', measures: false },
  { code: 'restricted', source: 'AVG 23; UAVG 41 lid 1', measures: false },
] as const satisfies readonly { code: string; source: string; measures: boolean }[];
export type AbsentException = (typeof ABSENT_EXCEPTIONS)[number]['code'];

export const ABSENT_TOLD_WAYS = ['letter', 'mail', 'phone', 'desk'] as const;
export type AbsentToldWay = (typeof ABSENT_TOLD_WAYS)[number];

/** named: somebody must decide. to-tell: they are to be told. excepted: the law lets them not be told. struck: named by mistake. */
export type AbsentState = 'named' | 'to-tell' | 'excepted' | 'told' | 'struck';

/** Where they are talked about, in milliseconds on the recording's own clock. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface NewAbsentPerson {
  /** How they are known to whoever reads the talk, without more than that: "de buurvrouw". */
  readonly called: string;
  /** Their name, where it is known and needed to find or to tell them. */
  readonly name?: string | undefined;
  /** What kind of data about them is on the recording (AVG 14 (1) d): "gezondheid", "geldzaken". */
  readonly about: string;
  readonly stretches: readonly Stretch[];
  /** Who noted it. */
  readonly by: string;
}

export interface NewAbsentDecision {
  readonly tell: boolean;
  /** Of a decision not to tell. */
  readonly exception: AbsentException | null;
  readonly why: string;
  /** How their interests are protected instead (AVG 14 (5) b, last sentence). */
  readonly measures: string | null;
  readonly by: string;
}

export interface AbsentDecision extends NewAbsentDecision {
  readonly at: number;
}

export interface AbsentPerson extends Omit<NewAbsentPerson, 'name'> {
  readonly id: string;
  readonly organisationId: string;
  readonly talkId: string;
  readonly name: string | null;
  readonly namedAt: number;
  /** YYYY-MM-DD: the last day to tell them (AVG 14 (3) a). */
  readonly dueOn: string;
  readonly state: AbsentState;
  readonly decision: AbsentDecision | null;
  readonly told: { readonly way: AbsentToldWay; readonly on: string; readonly by: string } | null;
  readonly struck: { readonly why: string; readonly by: string; readonly at: number } | null;
}

/** Acts reject `talk-not-found`, `talk-destroyed`, `absent-not-found`, `words-malformed`, `once-reused`. */
export interface Absents {
  /** Of a talk, oldest first; nobody of one that was destroyed. */
  of(talkId: string): Promise<readonly AbsentPerson[]>;
  /** Those of whom something must still be decided or done, the first term to end first. */
  open(sight: Sight): Promise<readonly AbsentPerson[]>;
  /** Talks of an organisation in which somebody of this name is talked about, at most `limit`. Nothing by an empty name. */
  talksAbout(organisationId: string, name: string, limit: number): Promise<readonly string[]>;
  /** Rejects `facts-malformed` for a stretch that is none. */
  name(talkId: string, person: NewAbsentPerson, asking: Asking): Promise<AbsentPerson>;
  /** May be decided otherwise until they are told. Rejects `decision-not-fitting`, `absent-step`. */
  decide(talkId: string, id: string, decision: NewAbsentDecision, asking: Asking): Promise<AbsentPerson>;
  /** Rejects `absent-step` where nobody decided that they are told; `facts-malformed` for a day to come. */
  tell(
    talkId: string,
    id: string,
    told: { readonly way: AbsentToldWay; readonly on: string; readonly by: string },
    asking: Asking,
  ): Promise<AbsentPerson>;
  /** Named by mistake: they are found by that name no more. Rejects `absent-step` where they were told. */
  strike(
    talkId: string,
    id: string,
    why: { readonly why: string; readonly by: string },
    asking: Asking,
  ): Promise<AbsentPerson>;
}
