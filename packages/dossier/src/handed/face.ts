/** Files that the other side hands in: a copy of their own recording, kept byte for byte. Part of the dossier's face. */
import type { FileType } from '@woordelijk/audio';
import type { Actor } from '../face.ts';
import type { Purpose } from '../policy.ts';
import type { Sound } from '../sound/face.ts';
import type { Asking } from '../staff/face.ts';

/** Longest file that is taken in: 2 GB. */
export const MOST_FILE_BYTES = 2_000_000_000;

/** receiving: it comes in. storing: all of it is sealed. given-up: what came was not the whole file, and was thrown away. */
export type FileStateName = 'receiving' | 'storing' | 'stored' | 'given-up';

/** What the right to hand in a file opens. */
export interface FileRight {
  readonly fileId: string;
  readonly talkId: string;
}

/** How far a file has come. */
export interface FileProgress {
  readonly fileId: string;
  /** Bytes that are sealed on disk: the place to go on from. */
  readonly next: number;
  readonly bytes: number;
  readonly state: FileStateName;
  /** Of the whole file, hex; null until all of it came. */
  readonly sha256: string | null;
  readonly mediaType: FileType | null;
  /** Null where there is nothing to compare it with, or it is not whole. */
  readonly likeness: Likeness | null;
  /** Epoch milliseconds: until then it may come in. */
  readonly expiresAt: number;
}

/**
 * Beside the fingerprints that came while a recording was made that stays with the other side: `same` all of it;
 * `partly` as far as both go, and one is longer; `differs` from all that was told.
 */
export type Likeness = 'same' | 'partly' | 'differs';

export interface HandedFiles {
  /**
   * Makes room for a file of a recording that was offered and may be kept. `secretSha256` (hex) is the right to bring it;
   * with one that was used before for the same offer nothing happens. Rejects `talk-not-found`, `offer-not-found`,
   * `offer-not-kept` (it was turned away, or the FG must decide first), `file-length` and `files-too-many`.
   */
  open(
    talkId: string,
    offerId: string,
    file: { readonly bytes: number; readonly name: string; readonly secretSha256: string },
    asking: Asking,
  ): Promise<FileProgress>;
  /** The right that a secret is; undefined where it is none. */
  right(fileId: string, secretSha256: string): Promise<FileRight | undefined>;
  progress(right: FileRight): Promise<FileProgress>;
  /**
   * Takes bytes that begin at `offset`; resolves when they are sealed on disk. What is there already is passed over;
   * `wanted` where they do not follow. The first must be SNIFF_LENGTH long, or the whole file. Rejects
   * `file-type-unknown` (then it is given up), `file-length`, `file-given-up`.
   */
  deliver(right: FileRight, offset: number, bytes: Uint8Array): Promise<FileProgress | { readonly wanted: number }>;
  /** Whoever brings it does not go on: what came is thrown away. Nothing happens once all of it came. */
  giveUp(right: FileRight): Promise<void>;
  /**
   * The file as it came. Ledger: `file.played` once in ten minutes for the same reader, `file.copied` each time. Rejects
   * `file-not-found` (also where it is not whole), `talk-private`, `talk-destroyed`.
   */
  read(
    talkId: string,
    fileId: string,
    actor: Actor,
    how: 'play' | 'copy',
    purpose?: Purpose,
  ): Promise<Sound & { readonly sha256: string }>;
}

/** SHA-256 (hex) of the first `bytes` bytes of the file that a device made as its part `part`. `at`: epoch milliseconds. */
export interface Fingerprint {
  readonly at: number;
  readonly part: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a secret of a recording that stays with the other side opens. `link`: until a device began by it. */
export interface OwnRight {
  readonly recordingId: string;
  readonly talkId: string;
  readonly by: 'link' | 'device';
}

/** How far the fingerprints of such a recording have come. */
export interface OwnProgress {
  readonly recordingId: string;
  readonly talkId: string;
  readonly state: 'invited' | 'recording' | 'storing' | 'stored';
  /** Until then the link may be begun with. */
  readonly expiresAt: number;
  /** Of the last fingerprint; 0 before the first. */
  readonly part: number;
  readonly bytes: number;
  readonly count: number;
  /** Epoch milliseconds of the last fingerprint. */
  readonly heardAt: number | null;
  /** Opens the running head, for anybody to hold. */
  readonly headToken: string;
}

/** Recordings that stay on the other side's device (eigen opname). */
export interface OwnRecordings {
  /** A link for one device, told once; it lives a day. Rejects `talk-not-found`, `talk-not-at-table`, `not-granted`. */
  invite(
    talkId: string,
    asking: Asking,
  ): Promise<{ readonly recordingId: string; readonly secret: string; readonly expiresAt: number }>;
  /** The right that a secret is; undefined where it is none. */
  right(recordingId: string, secretSha256: string): Promise<OwnRight | undefined>;
  progress(right: OwnRight): Promise<OwnProgress>;
  /**
   * A device begins; from then on its own secret is the right. Safe to repeat. `startedAt`: epoch milliseconds. Rejects
   * `own-recording-taken`, `own-recording-expired`.
   */
  begin(right: OwnRight, device: { readonly secretSha256: string; readonly startedAt: number }): Promise<OwnProgress>;
  /** Resolves when they are sealed on disk. Those that came before are passed over. Rejects `own-recording-ended`. */
  hold(right: OwnRight, fingerprints: readonly Fingerprint[]): Promise<OwnProgress>;
  /** No more will come. Safe to repeat. `endedAt`: epoch milliseconds. */
  end(right: OwnRight, endedAt: number): Promise<OwnProgress>;
  /** Those of a talk that were begun. */
  ofTalk(talkId: string): Promise<readonly { readonly recordingId: string; readonly recording: boolean }[]>;
}
