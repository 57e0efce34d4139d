/**
 * The vault's face. A recording is a list of leaves in one Merkle tree; leaves travel in encrypted chunks; a chunk is
 * acknowledged when it is on disk and the recording's new head is signed for. See docs/spec/sealed-recording.md.
 */

import type { Verification } from './verify/sealed.ts';

/** What a leaf holds: packed packets and gaps of a channel, one event as JSON, or a stretch of a file. */
export type LeafKind = 'entries' | 'event' | 'bytes';

export interface NewLeaf {
  readonly kind: LeafKind;
  /** Epoch microseconds; of `bytes` the place of the first one in the file. */
  readonly start: number;
  /** Microseconds; 0 for an event; of `bytes` how many there are. */
  readonly duration: number;
  readonly content: Uint8Array;
}

export interface NewChunk {
  /** 0 is the recording itself (begin, end, who joined); 1 and up are its channels. */
  readonly channel: number;
  readonly leaves: readonly NewLeaf[];
}

/** A recording's head: how many leaves it has and the root over them (RFC 9162). */
export interface Head {
  readonly recording: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  readonly closed: boolean;
}

/** Proof that a head was signed for: the commit's signed note and the head's inclusion path in it. */
export interface SignedHead {
  readonly head: Head;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** C2SP signed note over the commit that holds this head. */
  readonly note: string;
}

/** A recording that was still open when the vault last stopped without warning. */
export interface Unfinished {
  readonly recording: string;
  /** Epoch microseconds of the end of the last acknowledged leaf. */
  readonly lastMoment: number;
  /** Leaves acknowledged. */
  readonly size: number;
  /** Why it cannot be ended with a seal: what had been acknowledged was damaged on the disk. */
  readonly damage?: string;
}

export interface OpenedLeaf extends NewLeaf {
  readonly index: number;
  readonly channel: number;
}

export interface ArchivedObject {
  /** Name in the blob store. */
  readonly name: string;
  readonly bytes: number;
  /** Hex SHA-256 of the object. */
  readonly sha256: string;
  readonly seal: SignedHead;
}

export interface Vault {
  /** Makes and stores the recording's key, then seals leaf 0. Rejects with `recording-exists`. */
  begin(recording: string, leaf: NewLeaf): Promise<SignedHead>;
  /** Resolves when the chunk is on disk and signed for. Calls are sealed in the order they are made. */
  append(recording: string, chunk: NewChunk): Promise<SignedHead>;
  /** Seals the last leaf; afterwards `append` rejects with `recording-closed`. */
  end(recording: string, leaf: NewLeaf): Promise<SignedHead>;
  /** Moves a closed recording from the journal to its own object, verifies it there, then lets the journal go. Safe to repeat. */
  archive(recording: string): Promise<ArchivedObject>;
  /**
   * The recording's leaves in order, decrypted and checked; of a live one: those acknowledged so far. `from` and `to` are
   * bounds in what the leaves' `start` counts.
   */
  read(
    recording: string,
    range?: { readonly from?: number; readonly to?: number; readonly channel?: number },
  ): AsyncIterable<OpenedLeaf>;
  /** The last head that was signed for, of a running recording or a stored one. Rejects `recording-unknown`. */
  head(recording: string): Promise<SignedHead>;
  /** Hashes of all leaves under the last head, in order. Rejects `recording-unknown`. */
  leafHashes(recording: string): Promise<readonly Uint8Array[]>;
  /**
   * Destroys a stored recording for good: its key, then what lies under it. What is not there, or not any more, is no error.
   * Rejects `recording-open` for one that is still being recorded or stored.
   */
  destroy(recording: string): Promise<void>;
  /** Checks one stored recording against its seal and this vault's own key. Rejects `recording-unknown`, `key-missing`. */
  verify(recording: string): Promise<Verification>;
  /** The sealed file as it is kept, for handing over together with `keys.get(recording)`. */
  sealedFile(recording: string): Promise<AsyncIterable<Uint8Array>>;
  /** Recordings that were open when the vault was last stopped without warning; to be ended by the caller. */
  readonly unfinished: readonly Unfinished[];
  /** Random 32-byte keys by id (talks and recordings), wrapped by the house key, one file each. */
  readonly keys: KeyStore;
  /** Signs a text of ours (C2SP signed note). It must end in a newline, and must not be mistaken for a commit. Throws RangeError. */
  sign(text: string): string;
  /** Public verifier key (C2SP vkey) that signs the heads. */
  readonly verifierKey: string;
  close(): Promise<void>;
}

/** Random 32-byte keys by id. What was created is on disk; what was destroyed is gone from it. */
export interface KeyStore {
  /** Rejects with `key-exists`. */
  create(id: string): Promise<Uint8Array>;
  /** Rejects with `key-missing` (never made, or destroyed) or `key-damaged`. */
  get(id: string): Promise<Uint8Array>;
  /** For good. One that is not there (any more) is no error. */
  destroy(id: string): Promise<void>;
}
