/** Signs (bordjes) as the dossier's face has them: where they hang, what was seen at a place, and pictures of it. */
import type { Actor } from '../face.ts';
import type { Asking } from '../staff/face.ts';

/** Most bytes of a picture. */
export const MOST_SIGN_FILE = 10_000_000;
/** Most pictures of a sign, or of what was seen. */
export const MOST_SIGN_FILES = 6;

export const SIGN_FILE_TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type SignFileType = (typeof SIGN_FILE_TYPES)[number];

/** What somebody saw at a place: the sign hangs there, there is none, or it cannot be read (hidden, torn, too small). */
export const SIGN_SEEN = ['hangs', 'missing', 'unreadable'] as const;
export type SignSeen = (typeof SIGN_SEEN)[number];

/** Who saw it: somebody of the house, or a visitor or resident who said so. */
export const SIGN_SEEN_BY = ['staff', 'visitor'] as const;
export type SignSeenBy = (typeof SIGN_SEEN_BY)[number];

/** A photo or scan, kept byte for byte under a key of its own. */
export interface SignFile {
  readonly id: string;
  /** The sign, or what was seen, that it belongs to. */
  readonly about: string;
  readonly mediaType: SignFileType;
  readonly bytes: number;
  /** SHA-256 of the picture itself, hex. */
  readonly sha256: string;
  /** Epoch milliseconds. */
  readonly addedAt: number;
  /** When it was destroyed; null: it is there. */
  readonly goneAt: number | null;
}

export interface Sign {
  readonly id: string;
  /** Where it hangs. */
  readonly place: string;
  /** Since which day, YYYY-MM-DD. */
  readonly since: string;
  readonly words: string;
  /** When it was taken away; null: it hangs there. Epoch milliseconds. */
  readonly removedAt: number | null;
  readonly files: readonly SignFile[];
}

/** What was seen at a place on a day (waarneming). That a sign was missing is a fact like that one hung there. */
export interface SignFinding {
  readonly id: string;
  readonly place: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly seen: SignSeen;
  readonly seenBy: SignSeenBy;
  /** What more there is to say; may be empty. */
  readonly words: string;
  readonly notedAt: number;
  readonly files: readonly SignFile[];
}

export interface Signs {
  /** All, newest first, also those that were taken away. */
  list(organisationId: string): Promise<readonly Sign[]>;
  /** Rejects `words-malformed`, `organisation-not-found`, `once-reused`. */
  place(organisationId: string, sign: Pick<Sign, 'place' | 'since' | 'words'>, asking: Asking): Promise<Sign>;
  /** Rejects `sign-not-found`. */
  remove(organisationId: string, signId: string, actor: Actor): Promise<void>;
  /** What was seen, newest day first. */
  findings(organisationId: string): Promise<readonly SignFinding[]>;
  /** Notes what was seen. Rejects `words-malformed` (also for a day to come), `organisation-not-found`, `once-reused`. */
  note(
    organisationId: string,
    finding: Pick<SignFinding, 'place' | 'day' | 'seen' | 'seenBy' | 'words'>,
    asking: Asking,
  ): Promise<SignFinding>;
  /**
   * Keeps a picture with a sign or with what was seen. The same picture again is not kept twice. Rejects `sign-not-found`,
   * `sign-file-length`, `sign-file-type`, `sign-files-too-many`.
   */
  addFile(organisationId: string, about: string, picture: Uint8Array, actor: Actor): Promise<SignFile>;
  /** A picture as it was given. Rejects `sign-file-not-found`, also where it was destroyed. */
  file(organisationId: string, fileId: string): Promise<SignFile & { readonly content: Uint8Array }>;
  /** Destroys a picture; that it was there stays known. Rejects `sign-file-not-found`, `words-malformed` without a reason. */
  destroyFile(organisationId: string, fileId: string, why: string, actor: Actor): Promise<void>;
}
