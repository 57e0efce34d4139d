/** Consent (toestemming, AVG 4 (11) and 7): per person, for one use that is named. Silence is none. */
import type { Asking } from '../staff/face.ts';

/** For what consent is asked (gebruik, doel). */
export const CONSENT_USES = ['publication', 'third-parties', 'editing', 'training', 'quality', 'sale'] as const;
export type ConsentUse = (typeof CONSENT_USES)[number];

/** How it was said: on the person's own page, by a signed form, or (for a no) in words. */
export const CONSENT_WAYS = ['own-page', 'signed-form', 'told'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** What is taken for consent now and then, and is none (AVG overweging 32, art. 7 (2); C18 to C20). */
export const NO_CONSENT = ['silence', 'sign', 'general-terms'] as const;
export type NoConsent = (typeof NO_CONSENT)[number];

/** Whether somebody is asked themselves; values of the rules' dimension `kwetsbaar`. */
export const PROTECTIONS = ['nee', 'kind_0_11', 'kind_12_15', 'vertegenwoordigd'] as const;
export type Protection = (typeof PROTECTIONS)[number];

export type ConsentAnswer = 'given' | 'refused' | 'withdrawn';

/** One person's answer to a question as it stands now. */
export interface PersonConsent {
  readonly party: string;
  readonly name: string;
  readonly side: 'resident' | 'office' | null;
  readonly protection: Protection;
  /** A legal representative decides for this person. */
  readonly represented: boolean;
  /** open: no word yet, which is a no. expired: was given, for a time that is over. */
  readonly answer: ConsentAnswer | 'open' | 'expired';
  readonly at: number | null;
  readonly way: ConsentWay | null;
  readonly evidence: string | null;
  readonly by: string | null;
}

/** A question to everybody on the recording: may it be used for this? */
export interface ConsentQuestion {
  readonly id: string;
  readonly use: ConsentUse;
  /** The use in concrete words. */
  readonly what: string;
  /** Who hears it. */
  readonly audience: string;
  /** Epoch milliseconds; null: until it is withdrawn. */
  readonly until: number | null;
  readonly askedAt: number;
  readonly actor: string;
  /** Everybody on the recording. */
  readonly persons: readonly PersonConsent[];
  /** Value of the rules' dimension `instemming`. */
  readonly standing: 'alle' | 'deels' | 'geweigerd' | 'ingetrokken' | 'niet_gevraagd';
}

export interface NewConsentQuestion {
  readonly use: ConsentUse;
  readonly what: string;
  readonly audience: string;
  readonly until?: number | undefined;
  /** Those under 16 or represented; everybody else is asked themselves. */
  readonly protected: readonly { readonly party: string; readonly protection: Protection }[];
}

/** An answer as the office takes it down. */
export interface TakenAnswer {
  readonly party: string;
  readonly answer: ConsentAnswer;
  readonly way: Exclude<ConsentWay, 'own-page'> | NoConsent;
  readonly evidence: string;
  /** Name of the legal representative, where one decides. */
  readonly by?: string | undefined;
}

/** What was closed by a withdrawal, and what cannot be called back. */
export interface Withdrawal {
  /** Ids of shares. */
  readonly closed: readonly string[];
  readonly outOfReach: readonly OutOfReach[];
}

/** A copy that went out: no recall reaches it. */
export interface OutOfReach {
  readonly to: string;
  /** legs, wav, mp3; `part`: a piece as WAV; `edited`: an edited copy. */
  readonly kind: string;
  readonly at: number;
  /** By a shared link, or a copy that somebody of the talk took or was given. */
  readonly how: 'share' | 'copy';
  /** The edited copy that it was; null: the recording itself. */
  readonly edit: string | null;
}

/** Everything rejects `talk-not-found`, `once-reused`; acts also `words-malformed`. */
export interface Consents {
  /** Newest first. */
  list(talkId: string): Promise<readonly ConsentQuestion[]>;
  /** Asks everybody on the recording. Rejects `participant-not-found`, `sector-missing`, `facts-malformed`. */
  ask(talkId: string, question: NewConsentQuestion, asking: Asking): Promise<ConsentQuestion>;
  /**
   * Takes an answer down for the office. Rejects `consent-question-not-found`, `participant-not-found`, `no-consent` for a
   * yes that is none (silence, a sign, general terms, spoken without a form), `representative-missing`, `consent-not-given`
   * where there is nothing to withdraw.
   */
  take(talkId: string, questionId: string, answer: TakenAnswer, asking: Asking): Promise<Withdrawal>;
  /**
   * Somebody answers on their own page, for themselves or for whom they represent. A no is always heard; a yes for
   * somebody who is represented only from a representative: `representative-missing`.
   */
  answer(
    talkId: string,
    questionId: string,
    own: { readonly holder: string; readonly party: string; readonly answer: ConsentAnswer },
    asking: Asking,
  ): Promise<Withdrawal>;
}
