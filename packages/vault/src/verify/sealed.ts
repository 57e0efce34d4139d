/**
 * The checker: from a sealed file, the recording's key and (where known) the signer's public key, to what can be said
 * about it. It follows docs/spec/sealed-recording.md, not the writer.
 */
import { GrowingTree, parseNote, parseVerifierKey, rootFromInclusion, sameBytes, signatureBy } from '@woordelijk/tlog';
import {
  type ChunkRecord,
  chunkAdditionalData,
  chunkNonce,
  FormatError,
  hashHead,
  hashLeaf,
  hex,
  idText,
  PART_KEY_INFO,
  parseChunk,
  parseChunkContents,
  parseCommitText,
  parseFileHeader,
  parseSeal,
  RecordType,
  type SealRecord,
} from '../format.ts';
import type { GcmOpener, VerifyCrypto } from './crypto.ts';
import { type RawRecord, readRecords } from './records.ts';

/** Something that is not as it should be. `place` and `meaning` are for a person; `code` is stable. */
export interface Finding {
  readonly code:
    | 'not-sealed'
    | 'torn'
    | 'chunk-changed'
    | 'leaf-changed'
    | 'leaves-out-of-order'
    | 'seal-missing'
    | 'seal-open'
    | 'root-differs'
    | 'path-differs'
    | 'signature-wrong'
    | 'key-changed'
    | 'after-seal'
    | 'head-differs';
  readonly place: string;
  readonly meaning: string;
}

export interface VerifiedLeaf {
  readonly index: number;
  readonly channel: number;
  /** 1 entries, 2 event, others by later versions. */
  readonly kind: number;
  /** Epoch microseconds. */
  readonly start: number;
  readonly duration: number;
  readonly content: Uint8Array;
}

export interface Verification {
  /** Undefined where the file is no sealed recording. */
  readonly recording: string | undefined;
  /** `intact`: every byte is as it was signed for. `damaged`: see findings. */
  readonly state: 'intact' | 'damaged';
  /** `confirmed`: signed by the pinned key. `unconfirmed`: signed by the key that the file itself names. `wrong`: neither. */
  readonly signer: 'confirmed' | 'unconfirmed' | 'wrong';
  /** The verifier key the file names. */
  readonly verifierKey: string | undefined;
  /** Whether the sound itself was opened and compared with its commitments (a key was given). */
  readonly opened: boolean;
  readonly leaves: number;
  /** Root of the recording in hexadecimal: its fingerprint. */
  readonly root: string;
  /** Epoch milliseconds at which the server says it signed the last head. */
  readonly signedAt: number | undefined;
  readonly findings: readonly Finding[];
}

export interface VerifyOptions {
  readonly crypto: VerifyCrypto;
  /** 32 bytes; without it the sound stays closed and only the outer proofs are checked. */
  readonly recordingKey?: Uint8Array;
  /** Verifier keys that the reader trusts, got in another way than with the file. */
  readonly pinned?: readonly string[];
  /** Heads that the reader held while it was recorded: the recording must continue from each. */
  readonly held?: readonly { readonly size: number; readonly root: Uint8Array }[];
  /** Told of each leaf that was opened and found as committed. */
  readonly onLeaf?: (leaf: VerifiedLeaf) => void;
  /** Told of the seal as the file holds it. */
  readonly onSeal?: (seal: SealRecord) => void;
}

/** Checks a sealed file as it streams by. Never throws for what is in the file: everything wrong becomes a finding. */
export async function verifySealed(source: AsyncIterable<Uint8Array>, options: VerifyOptions): Promise<Verification> {
  const run = new Run(options);
  try {
    for await (const item of readRecords(source)) {
      if (item instanceof Uint8Array) run.header(item);
      else if (item.type === RecordType.chunk) await run.chunk(item);
      else if (item.type === RecordType.seal) run.sealRecord(item);
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    run.find(run.started ? 'torn' : 'not-sealed', 'the file', error.message);
  }
  return run.conclude();
}

class Run {
  readonly #options: VerifyOptions;
  readonly #crypto: VerifyCrypto;
  readonly #tree: GrowingTree;
  readonly #findings: Finding[] = [];
  readonly #openers = new Map<string, GcmOpener>();
  #recording: Uint8Array | undefined;
  #seal: SealRecord | undefined;

  constructor(options: VerifyOptions) {
    this.#options = options;
    this.#crypto = options.crypto;
    this.#tree = new GrowingTree(options.crypto.sha256);
  }

  get started(): boolean {
    return this.#recording !== undefined;
  }

  find(code: Finding['code'], place: string, meaning: string): void {
    if (this.#findings.length < 1000) this.#findings.push({ code, place, meaning });
  }

  header(bytes: Uint8Array): void {
    this.#recording = parseFileHeader(bytes);
  }

  async chunk({ body, offset }: RawRecord): Promise<void> {
    const recording = this.#recording!;
    if (this.#seal !== undefined)
      return this.find('after-seal', `byte ${offset}`, 'There is sound after the seal: it was added later.');
    let chunk: ChunkRecord;
    try {
      chunk = parseChunk(body);
    } catch (error) {
      return this.find('torn', `byte ${offset}`, (error as Error).message);
    }
    if (chunk.firstLeaf !== this.#tree.size) {
      this.find(
        'leaves-out-of-order',
        `byte ${offset}`,
        `Leaf ${this.#tree.size} should stand here, and leaf ${chunk.firstLeaf} does: something was cut out, added or moved.`,
      );
    }
    const sealedHash = this.#crypto.sha256(chunk.sealed);
    for (const leaf of chunk.leaves) {
      this.#tree.push(hashLeaf(this.#crypto.sha256, recording, this.#tree.size, chunk.channel, leaf, sealedHash));
      this.#compareHeld();
    }
    if (this.#options.recordingKey !== undefined) await this.#open(recording, chunk, this.#options.recordingKey);
  }

  #compareHeld(): void {
    for (const { size, root } of this.#options.held ?? [])
      if (size === this.#tree.size && !sameBytes(root, this.#tree.root()))
        this.find(
          'head-differs',
          `leaf ${size - 1}`,
          'Up to here it is not what the fingerprint that you held stands for: it was changed after you got that.',
        );
  }

  async #open(recording: Uint8Array, chunk: ChunkRecord, recordingKey: Uint8Array): Promise<void> {
    const place = `channel ${chunk.channel}, leaf ${chunk.firstLeaf}, ${moment(chunk.leaves[0]!.start)}`;
    const part = hex(chunk.part);
    let open = this.#openers.get(part);
    if (open === undefined) {
      open = await this.#crypto.opener(recordingKey, chunk.part, PART_KEY_INFO);
      this.#openers.set(part, open);
    }
    const plain = await open(chunkNonce(chunk.number), chunkAdditionalData(recording, chunk.clear), chunk.sealed);
    if (plain === undefined)
      return this.find(
        'chunk-changed',
        place,
        'These bytes are not what was sealed, or the key is not this recording’s.',
      );
    let contents: ReturnType<typeof parseChunkContents>;
    try {
      contents = parseChunkContents(plain, chunk.leaves.length);
    } catch (error) {
      return this.find('leaf-changed', place, (error as Error).message);
    }
    contents.forEach(({ salt, content }, i) => {
      const leaf = chunk.leaves[i]!;
      const salted = new Uint8Array(salt.length + content.length);
      salted.set(salt);
      salted.set(content, salt.length);
      const index = chunk.firstLeaf + i;
      if (!sameBytes(this.#crypto.sha256(salted), leaf.commitment)) {
        this.find(
          'leaf-changed',
          `channel ${chunk.channel}, leaf ${index}, ${moment(leaf.start)}`,
          'The sound is not what was committed to.',
        );
      } else
        this.#options.onLeaf?.({
          index,
          channel: chunk.channel,
          kind: leaf.kind,
          start: leaf.start,
          duration: leaf.duration,
          content,
        });
    });
  }

  sealRecord({ body, offset }: RawRecord): void {
    if (this.#seal !== undefined) this.find('after-seal', `byte ${offset}`, 'There is a second seal.');
    this.#seal = parseSeal(body);
    this.#options.onSeal?.(this.#seal);
  }

  async conclude(): Promise<Verification> {
    const seal = this.#seal;
    const root = this.#tree.root();
    for (const { size } of this.#options.held ?? [])
      if (size > this.#tree.size)
        this.find('head-differs', 'the end of the file', `You held a fingerprint of ${size} leaves; here are fewer.`);
    let signer: Verification['signer'] = 'wrong';
    let signedAt: number | undefined;
    if (this.#recording !== undefined) {
      if (seal === undefined)
        this.find(
          'seal-missing',
          'the end of the file',
          'There is no seal: the recording is not complete, or its end was cut off.',
        );
      else {
        if (!seal.head.closed) this.find('seal-open', 'the seal', 'The seal is of a recording that was still running.');
        if (seal.head.size !== this.#tree.size || !sameBytes(seal.head.root, root)) {
          this.find(
            'root-differs',
            'the whole recording',
            `The seal is over ${seal.head.size} leaves with another fingerprint than the ${this.#tree.size} leaves here: something was changed, cut out, added or moved.`,
          );
        }
        ({ signer, signedAt } = await this.#checkSignature(this.#recording, seal));
      }
    }
    return {
      recording: this.#recording === undefined ? undefined : idText(this.#recording),
      state: this.#findings.length === 0 ? 'intact' : 'damaged',
      signer,
      verifierKey: seal?.verifierKey,
      opened: this.#options.recordingKey !== undefined,
      leaves: this.#tree.size,
      root: hex(root),
      signedAt,
      findings: this.#findings,
    };
  }

  async #checkSignature(recording: Uint8Array, seal: SealRecord): Promise<Pick<Verification, 'signer' | 'signedAt'>> {
    const { sha256 } = this.#crypto;
    const note = parseNote(seal.note);
    const commit = note === undefined ? undefined : parseCommitText(note.text);
    if (note === undefined || commit === undefined) {
      this.find('signature-wrong', 'the seal', 'The signed note is malformed.');
      return { signer: 'wrong', signedAt: undefined };
    }
    const root = rootFromInclusion(
      sha256,
      hashHead(sha256, { ...seal.head, recording }),
      seal.index,
      commit.heads,
      seal.path,
    );
    if (root === undefined || !sameBytes(root, commit.root)) {
      this.find('path-differs', 'the seal', 'The signed note does not speak of this recording.');
    }
    const pinned = this.#options.pinned ?? [];
    for (const text of pinned.length > 0 ? pinned : [seal.verifierKey]) {
      const key = parseVerifierKey(sha256, text);
      const signature = key === undefined ? undefined : signatureBy(note, key);
      if (key === undefined || signature === undefined) continue;
      if (await this.#crypto.verifyEd25519(key.publicKey, new TextEncoder().encode(note.text), signature)) {
        if (text.trim() !== seal.verifierKey) {
          this.find('key-changed', 'the seal', 'The file names another key than the one that signed it.');
        }
        return { signer: pinned.length > 0 ? 'confirmed' : 'unconfirmed', signedAt: commit.time };
      }
    }
    this.find(
      'signature-wrong',
      'the seal',
      pinned.length > 0 ? 'It is not signed by a key that you trust.' : 'The signature does not fit the note.',
    );
    return { signer: 'wrong', signedAt: undefined };
  }
}

function moment(microseconds: number): string {
  const date = new Date(microseconds / 1000);
  return Number.isNaN(date.getTime()) ? 'at an impossible time' : date.toISOString();
}
