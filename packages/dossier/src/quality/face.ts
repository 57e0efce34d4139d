/**
 * Quality monitoring (kwaliteitsmonitoring): how talks are held is looked at under a protocol, on a random sample, by a person
 * who fills in a card; whose talk it is sees the card and answers it. No software scores or reads feelings.
 */
import type { Actor } from '../face.ts';
import type { Standing } from '../policy.ts';
import type { Asking } from '../staff/face.ts';

/** By whom talks are scored. Only `person` is ever adopted; the others are refused with the law's reason. */
export const SCORED_BY = ['person', 'software', 'emotion-recognition'] as const;
export type ScoredBy = (typeof SCORED_BY)[number];

export const MARKS = ['well', 'can-be-better', 'not-seen'] as const;
export type Mark = (typeof MARKS)[number];

export interface NewProtocol {
  /** What is looked at, in words; each becomes a line of the card. */
  readonly criteria: readonly string[];
  /** At most so many talks of one department are drawn at a time. */
  readonly mostDrawn: number;
  /** What the cards are used for, and what not. */
  readonly use: string;
  /** How the works council agreed, or why it need not (WOR 27(1)(l)). */
  readonly council: string;
  readonly scoredBy: ScoredBy;
  readonly by: string;
}

export interface Protocol extends NewProtocol {
  readonly id: string;
  readonly at: number;
}

export interface NewDraw {
  readonly departmentId: string;
  /** Days YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  readonly size: number;
  readonly by: string;
}

/** A random sample. Who doubts it can draw it again: talks by SHA-256 of seed and id, the first that may be used. */
export interface Draw extends NewDraw {
  readonly id: string;
  readonly at: number;
  /** Hex. */
  readonly seed: string;
  /** Talks it was drawn from, and those passed over because their plan does not allow this use. */
  readonly candidates: number;
  readonly passedOver: number;
  readonly talks: readonly { readonly talkId: string; readonly state: 'open' | 'scored' | 'answered' | 'gone' }[];
}

/** A card, filled in. */
export interface Review {
  readonly draw: string;
  readonly marks: readonly { readonly criterion: string; readonly mark: Mark; readonly note: string }[];
  readonly remark: string;
  readonly by: string;
  readonly at: number;
  readonly actor: Actor;
  readonly answers: readonly { readonly text: string; readonly by: string; readonly at: number }[];
}

/** What a talk's page shows: cards, and whether one is still to be filled in. */
export interface TalkQuality {
  /** The draw that awaits a card; null: none does. */
  readonly waiting: { readonly draw: string; readonly criteria: readonly string[] } | null;
  readonly reviews: readonly Review[];
}

/** Acts reject `words-malformed`, `quality-malformed`, `once-reused`. */
export interface Quality {
  /** Newest first; the first counts. Rejects `organisation-not-found`. */
  protocols(organisationId: string): Promise<readonly Protocol[]>;
  /** Rejects `quality-method-refused` for anything but a person. */
  adopt(organisationId: string, protocol: NewProtocol, asking: Asking): Promise<Protocol>;
  /** Newest first, at most 50. */
  draws(organisationId: string): Promise<readonly Draw[]>;
  /** Rejects `quality-protocol-missing`, `quality-nothing-to-draw`, `department-not-found`. */
  draw(organisationId: string, wanted: NewDraw, who: Standing, asking: Asking): Promise<Draw>;
  /** Rejects `talk-not-found`. */
  of(talkId: string): Promise<TalkQuality>;
  /** Rejects `review-not-found` where the talk was not drawn, `quality-scored` where it has its card. */
  score(talkId: string, card: Pick<Review, 'marks' | 'remark' | 'by'>, asking: Asking): Promise<TalkQuality>;
  /** Whose talk it is answers a card. Rejects `review-not-found`. */
  answer(
    talkId: string,
    answer: { readonly draw: string; readonly text: string; readonly by: string },
    asking: Asking,
  ): Promise<TalkQuality>;
}
