import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { GrowingTree } from '@woordelijk/tlog';
import type { Commit } from './commit.ts';
import { VaultError } from './errors.ts';
import {
  type ChunkRecord,
  chunkAdditionalData,
  chunkClearLength,
  chunkNonce,
  type HeadFields,
  hashLeaf,
  idBytes,
  type LeafEntry,
  LeafKinds,
  PART_KEY_INFO,
  parseChunk,
  parseChunkContents,
  SALT_LENGTH,
  TAG_LENGTH,
  writeChunkClear,
} from './format.ts';
import { FRAME_ID_LENGTH, type Journaled, type Place } from './journal.ts';
import { nodeSha256 } from './node-crypto.ts';
import { FRAME_HEADER_LENGTH } from './segment.ts';
import type { NewChunk, OpenedLeaf } from './vault.ts';

const MAX_CONTENT = 4 * 1024 * 1024;
const MAX_LEAVES = 0xffff_fff0;

/** A recording that is not yet archived: its tree so far and where its chunks are. */
export class Recording implements Journaled {
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Journal segments that hold its chunks. */
  readonly segments = new Set<number>();
  /** The last commit that holds its head, and which of the heads it is. */
  committed: { readonly commit: Commit; readonly index: number } | undefined;
  /** Epoch microseconds of the end of its last leaf. */
  lastMoment = 0;
  /** What is wrong with it, found when the journal was read back. */
  damage: string | undefined;
  readonly #tree = new GrowingTree(nodeSha256);
  readonly #onUse: (segment: number) => void;
  /** Place of each acknowledged chunk: segment, offset, length. Three numbers a chunk, so that thousands of hours fit in memory. */
  #places = new Uint32Array(96);
  #placeCount = 0;
  #closed = false;
  #part: { readonly id: Uint8Array; readonly key: KeyObject; chunks: number } | undefined;

  /** `onUse` is told when a first chunk lands in a segment. */
  constructor(id: string, onUse: (segment: number) => void) {
    this.id = id;
    this.bytes = idBytes(id);
    this.#onUse = onUse;
  }

  get size(): number {
    return this.#tree.size;
  }

  get closed(): boolean {
    return this.#closed;
  }

  head(): HeadFields {
    return { recording: this.bytes, size: this.#tree.size, closed: this.#closed, root: this.#tree.root() };
  }

  /** Opens it for writing: a fresh part key from a random part id, so that no nonce is ever used again after a crash. */
  openPart(recordingKey: Uint8Array, partId: Uint8Array): void {
    this.#part = { id: partId, key: partKey(recordingKey, partId), chunks: 0 };
  }

  get writable(): boolean {
    return this.#part !== undefined && !this.#closed && this.damage === undefined;
  }

  /**
   * Encrypts a chunk and extends the tree: from here on the chunk is part of the recording.
   * Returns a journal frame (header room ‖ recording id ‖ chunk record's body).
   */
  seal(chunk: NewChunk, random: (length: number) => Uint8Array, closing = false): Buffer {
    const part = this.#part;
    if (part === undefined || this.#closed)
      throw new VaultError('recording-closed', `Recording ${this.id} has ended: nothing can be added to it.`);
    this.#check(chunk);
    const leaves: LeafEntry[] = [];
    const plain = Buffer.allocUnsafe(
      chunk.leaves.reduce((sum, leaf) => sum + SALT_LENGTH + 4 + leaf.content.length, 0),
    );
    const salts = random(SALT_LENGTH * chunk.leaves.length);
    const salted = Buffer.allocUnsafe(SALT_LENGTH + Math.max(...chunk.leaves.map((leaf) => leaf.content.length)));
    let o = 0;
    chunk.leaves.forEach((leaf, i) => {
      const salt = salts.subarray(i * SALT_LENGTH, (i + 1) * SALT_LENGTH);
      salted.set(salt);
      salted.set(leaf.content, SALT_LENGTH);
      const commitment = nodeSha256(salted.subarray(0, SALT_LENGTH + leaf.content.length));
      leaves.push({
        kind: LeafKinds[leaf.kind],
        start: Math.floor(leaf.start),
        duration: Math.floor(leaf.duration),
        commitment,
      });
      plain.set(salt, o);
      plain.writeUInt32BE(leaf.content.length, o + SALT_LENGTH);
      plain.set(leaf.content, o + SALT_LENGTH + 4);
      o += SALT_LENGTH + 4 + leaf.content.length;
    });

    const bodyAt = FRAME_HEADER_LENGTH + FRAME_ID_LENGTH;
    const clearLength = chunkClearLength(leaves.length);
    const frame = Buffer.allocUnsafe(bodyAt + clearLength + plain.length + TAG_LENGTH);
    frame.set(this.bytes, FRAME_HEADER_LENGTH);
    const clear = frame.subarray(bodyAt, bodyAt + clearLength);
    writeChunkClear(clear, {
      part: part.id,
      number: part.chunks,
      firstLeaf: this.#tree.size,
      channel: chunk.channel,
      leaves,
    });
    const cipher = createCipheriv('aes-256-gcm', part.key, chunkNonce(part.chunks));
    // The id stands right before the clear part in the frame: together they are the additional data.
    cipher.setAAD(frame.subarray(FRAME_HEADER_LENGTH, bodyAt + clearLength));
    const sealed = frame.subarray(bodyAt + clearLength);
    sealed.set(cipher.update(plain));
    cipher.final();
    sealed.set(cipher.getAuthTag(), plain.length);
    part.chunks += 1;
    this.#extend(chunk.channel, leaves, nodeSha256(sealed));
    if (closing) this.#closed = true;
    return frame;
  }

  /** Takes up a chunk that was read back from the journal. Marks the recording damaged where it does not follow. */
  replay(record: ChunkRecord): void {
    if (this.damage !== undefined) return;
    if (record.firstLeaf !== this.#tree.size) {
      this.damage = `leaves ${this.#tree.size} to ${record.firstLeaf - 1} are missing from the journal`;
      return;
    }
    this.#extend(record.channel, record.leaves, nodeSha256(record.sealed));
  }

  /** Takes up a head that was read back from a commit. */
  replayHead(head: HeadFields, commit: Commit, index: number): void {
    this.committed = { commit, index };
    this.#closed = head.closed;
    if (
      this.damage === undefined &&
      (head.size !== this.#tree.size || !Buffer.from(head.root).equals(this.#tree.root()))
    ) {
      this.damage = `the journal’s chunks up to leaf ${head.size} do not lead to the head that was signed for them`;
    }
  }

  placed(place: Place): void {
    const at = this.#placeCount * 3;
    if (at === this.#places.length) {
      const grown = new Uint32Array(this.#places.length * 2);
      grown.set(this.#places);
      this.#places = grown;
    }
    this.#places[at] = place.segment;
    this.#places[at + 1] = place.offset;
    this.#places[at + 2] = place.length;
    this.#placeCount += 1;
    if (!this.segments.has(place.segment)) {
      this.segments.add(place.segment);
      this.#onUse(place.segment);
    }
  }

  /** Acknowledged chunks in order. */
  *places(): Generator<Place> {
    for (let i = 0; i < this.#placeCount * 3; i += 3) {
      yield { segment: this.#places[i]!, offset: this.#places[i + 1]!, length: this.#places[i + 2]! };
    }
  }

  #extend(channel: number, leaves: readonly LeafEntry[], sealedHash: Uint8Array): void {
    for (const leaf of leaves) {
      this.#tree.push(hashLeaf(nodeSha256, this.bytes, this.#tree.size, channel, leaf, sealedHash));
      this.lastMoment = Math.max(this.lastMoment, leaf.start + leaf.duration);
    }
  }

  #check(chunk: NewChunk): void {
    const content = chunk.leaves.reduce((sum, leaf) => sum + leaf.content.length, 0);
    if (chunk.leaves.length === 0 || chunk.leaves.length > 0xffff || content > MAX_CONTENT) {
      throw new VaultError(
        'chunk-too-large',
        `A chunk holds 1 to 65535 leaves and at most ${MAX_CONTENT} bytes; this one ${chunk.leaves.length} and ${content}.`,
      );
    }
    if (this.#tree.size + chunk.leaves.length > MAX_LEAVES)
      throw new VaultError('recording-too-long', `Recording ${this.id} is full: start a new one.`);
  }
}

/** Key of one part of a recording: HKDF-SHA-256 of the recording's key, salted with the part's id. */
export function partKey(recordingKey: Uint8Array, partId: Uint8Array): KeyObject {
  // A KeyObject is unpacked once; raw bytes would be for every chunk, at twice the cost of encrypting it.
  return createSecretKey(new Uint8Array(hkdfSync('sha256', recordingKey, partId, PART_KEY_INFO, 32)));
}

/** Decrypts a chunk record and checks every leaf against its commitment. Rejects what does not fit with `object-damaged`. */
export function openChunk(
  recording: Uint8Array,
  record: ChunkRecord,
  keyOfPart: (part: Uint8Array) => KeyObject,
): OpenedLeaf[] {
  const place = `leaf ${record.firstLeaf} of channel ${record.channel}`;
  let plain: Buffer;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOfPart(record.part), chunkNonce(record.number));
    decipher.setAAD(chunkAdditionalData(recording, record.clear));
    decipher.setAuthTag(record.sealed.subarray(record.sealed.length - TAG_LENGTH));
    plain = Buffer.concat([decipher.update(record.sealed.subarray(0, -TAG_LENGTH)), decipher.final()]);
  } catch (cause) {
    throw new VaultError(
      'object-damaged',
      `The chunk at ${place} cannot be decrypted: it was changed, or its key is another.`,
      { cause },
    );
  }
  return parseChunkContents(plain, record.leaves.length).map(({ salt, content }, i) => {
    const leaf = record.leaves[i]!;
    if (!Buffer.from(nodeSha256(Buffer.concat([salt, content]))).equals(leaf.commitment)) {
      throw new VaultError('object-damaged', `Leaf ${record.firstLeaf + i} is not what was committed to.`);
    }
    return {
      index: record.firstLeaf + i,
      channel: record.channel,
      kind: leaf.kind === LeafKinds.entries ? 'entries' : leaf.kind === LeafKinds.bytes ? 'bytes' : 'event',
      start: leaf.start,
      duration: leaf.duration,
      content,
    } as const;
  });
}

/** Takes a journal frame's body apart: recording id and chunk record. */
export function parseChunkFrame(body: Buffer): { id: Uint8Array; record: ChunkRecord } {
  return { id: body.subarray(0, FRAME_ID_LENGTH), record: parseChunk(body.subarray(FRAME_ID_LENGTH)) };
}
