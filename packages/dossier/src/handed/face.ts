/** Files that the other side hands in: a copy of their own recording, kept byte for byte. Part of the dossier's face. */
import type { FileType } from '@woordelijk/audio';
import type { Actor, Sound } from '../face.ts';
import type { Purpose } from '../policy.ts';
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
  /** Epoch milliseconds: until then it may come in. */
  readonly expiresAt: number;
}

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
