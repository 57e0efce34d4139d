/** Edited copies of a recording: each a declared act, the original as it was (spelregel 5). Part of the dossier's face. */

import type { Treatment } from '@woordelijk/audio';
import type { OutOfReach } from '../consent/face.ts';
import type { Actor } from '../face.ts';
import type { Message } from '../mail/face.ts';
import type { Purpose } from '../policy.ts';
import type { CopyFile, Sound } from '../sound/face.ts';
import type { Asking } from '../staff/face.ts';
import type { RuleAnswer } from '../table/acts.ts';
import type { HandoverWay } from '../table/face.ts';

/** Why something may not be heard, and where that stands. `other` is explained in words alone. */
export const EDIT_REASONS = {
  'third-person': { source: 'AVG 15 lid 4' },
  'trade-secret': { source: 'Wet bescherming bedrijfsgeheimen 1; AVG overweging 63' },
  other: { source: null },
} as const satisfies Record<string, { readonly source: string | null }>;
export type EditReason = keyof typeof EDIT_REASONS;

/** How somebody was told of an edit. */
export const EDIT_TOLD_WAYS = ['letter', 'mail', 'spoken', 'personal-page'] as const;
export type EditToldWay = (typeof EDIT_TOLD_WAYS)[number];
export type EditCopyKind = 'wav' | 'mp3';

/** A stretch that is not heard, in milliseconds on the recording's own clock. */
export interface EditSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** Null: on all channels. What is cut out is cut out of all. */
  readonly channel: number | null;
  readonly treatment: Treatment;
  readonly reason: EditReason;
  readonly why: string;
}

export interface NewEdit {
  readonly spans: readonly EditSpan[];
  /** What the copy is for, and why it is edited. */
  readonly why: string;
  /** The person who edits, by name and post: it stands in the file. */
  readonly by: string;
}

/** declared: written down; nothing is made. making: the copy is under way. made: it is sealed. withdrawn: it is destroyed. */
export type EditState = 'declared' | 'making' | 'made' | 'withdrawn';

export interface Edit extends NewEdit {
  readonly id: string;
  readonly state: EditState;
  readonly actor: string;
  readonly declaredAt: number;
  readonly told: readonly {
    readonly to: string;
    readonly how: EditToldWay;
    readonly at: number;
    readonly actor: string;
  }[];
  /** What the rules said when it was to be made; null until then. */
  readonly rules: RuleAnswer | null;
  /** Whether they allowed it; null until they were asked. */
  readonly allowed: boolean | null;
  /** The question about editing whose consents it was made on; null: none was needed or asked. */
  readonly question: string | null;
  /** Who had agreed when it was made, by name. */
  readonly agreed: readonly string[];
  /** From 0 to 1 while it is made. */
  readonly progress: number | null;
  readonly made: {
    readonly at: number;
    readonly bytes: number;
    /** Of the copy's file, hex. */
    readonly sha256: string;
    /** Root of the original's seal, hex: its fingerprint. */
    readonly original: string;
    /** The text that stands in the file. */
    readonly statement: string;
  } | null;
  readonly handedOut: readonly {
    readonly to: string;
    /** A person of the talk; given online they find it on their personal page. */
    readonly party: string | null;
    readonly way: HandoverWay;
    readonly at: number;
    readonly actor: string;
  }[];
  readonly withdrawn: { readonly at: number; readonly why: string; readonly actor: string } | null;
}

export interface EditWithdrawal {
  readonly edit: Edit;
  /** Shares that were closed by it. */
  readonly closed: readonly string[];
  readonly outOfReach: readonly OutOfReach[];
}

export interface Edits {
  /** Of a talk, newest first. Rejects `talk-not-found`. */
  list(talkId: string): Promise<readonly Edit[]>;
  /** Rejects `edit-not-found`. */
  of(talkId: string, editId: string): Promise<Edit>;
  /**
   * How a stretch of at most two minutes would be heard, as WAV. Nothing is kept. Ledger as `play`. Rejects as `play`,
   * `edit-malformed`.
   */
  preview(
    talkId: string,
    spans: readonly Omit<EditSpan, 'reason' | 'why'>[],
    part: { readonly fromMs: number; readonly toMs: number },
    actor: Actor,
    purpose?: Purpose,
  ): Promise<Sound>;
  /**
   * Writes down what is to be edited, why and by whom; nothing is made yet. Rejects `edit-malformed` (no stretch, one that
   * lies over another or beyond the end, a cut of one channel alone), `edits-too-many`, `words-malformed`, and as a copy:
   * `talk-live`, `recording-not-stored`, `recording-silent`, `codec-not-decodable`.
   */
  declare(talkId: string, edit: NewEdit, asking: Asking): Promise<Edit>;
  /**
   * Writes down that somebody was told of it. On the personal page it is told to somebody of the talk (`party`) whose link is
   * open; `news`, which says nothing of what, is mailed with the same act where mail goes to them. Rejects `edit-not-found`,
   * `edit-withdrawn`, `words-malformed`, `facts-malformed`, `personal-link-not-found`.
   */
  tell(
    talkId: string,
    editId: string,
    told: {
      readonly to: string;
      readonly how: EditToldWay;
      readonly party?: string | undefined;
      readonly news?: Message;
    },
    asking: Asking,
  ): Promise<Edit>;
  /**
   * Asks the rules with who was told and agreed, and writes down their answer; where they allow it the copy is made by a job.
   * Asked once more after a no it asks again. Rejects `edit-not-found`, `edit-withdrawn`, `edit-made`, `sector-missing`.
   */
  make(talkId: string, editId: string, asking: Asking): Promise<Edit>;
  /** Destroys the copy and closes what was shared of it; what was declared stays known. Rejects `edit-not-found`, `edit-withdrawn`. */
  withdraw(talkId: string, editId: string, why: string, asking: Asking): Promise<EditWithdrawal>;
  /** Writes down that it was given to somebody. Rejects `edit-not-made`, `participant-not-found`, `words-malformed`. */
  handOut(
    talkId: string,
    editId: string,
    given: { readonly to: string; readonly party?: string | undefined; readonly way: HandoverWay },
    asking: Asking,
  ): Promise<Edit>;
  /** To hear. Ledger: `edit.played` once in ten minutes for the same reader. Rejects `edit-not-made`, `talk-private`, `talk-destroyed`. */
  play(talkId: string, editId: string, actor: Actor, purpose?: Purpose): Promise<Sound & { readonly sha256: string }>;
  /** To keep: the WAV as it was sealed, or an MP3 of it; both say what was edited. Ledger: `edit.copied`. Rejects as `play`. */
  copy(
    talkId: string,
    editId: string,
    kind: EditCopyKind,
    actor: Actor,
    purpose?: Purpose,
  ): Promise<readonly CopyFile[]>;
}
