import { createHash, type KeyObject, randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import type { BlobStore } from './blobs.ts';
import { signText } from './commit.ts';
import { makeFolder } from './disk.ts';
import { diskBlobs } from './disk-blobs.ts';
import { VaultError } from './errors.ts';
import {
  type ChunkRecord,
  fileHeader,
  hashLeaf,
  idBytes,
  parseChunk,
  parseSeal,
  RecordType,
  recordHeader,
  type SealRecord,
  sealBody,
} from './format.ts';
import { Journal, removeSpares } from './journal.ts';
import { type HouseKeys, openKeys } from './keys.ts';
import { nodeCrypto, nodeSha256 } from './node-crypto.ts';
import { openChunk, partKey, Recording } from './recording.ts';
import { recover } from './recover.ts';
import type { ArchivedObject, NewLeaf, OpenedLeaf, SignedHead, Unfinished, Vault } from './vault.ts';
import { readRecords } from './verify/records.ts';
import { type Verification, verifySealed } from './verify/sealed.ts';

export interface VaultOptions {
  /** Holds `keys/`, `journal/` and (unless `blobs` is given) `objects/`. */
  readonly folder: string;
  /** Where sealed objects go; default: files under `objects/`. */
  readonly blobs?: BlobStore;
  /** Epoch milliseconds; for the time in signed notes. */
  readonly now?: () => number;
  /** Cryptographic randomness. */
  readonly random?: (length: number) => Uint8Array;
  /** Bytes per journal segment; default 64 MiB. */
  readonly segmentBytes?: number;
  /** Milliseconds a group commit gathers chunks; default 10. */
  readonly batchMs?: number;
}

/** What reading the journal back told. */
export interface RecoveryReport {
  /** Chunks written but never acknowledged, dropped. */
  readonly tornChunks: number;
  /** Damage to what had been acknowledged. */
  readonly problems: readonly string[];
}

export interface OpenedVault extends Vault {
  readonly keys: HouseKeys;
  readonly recovery: RecoveryReport;
  /** What keeps the vault from taking new recordings, in words; undefined when all is well. */
  problem(): string | undefined;
}

/** Opens (or makes) a vault: keys, journal read back, and a fresh journal segment. One process at a time; the caller sees to that. */
export async function openVault(options: VaultOptions): Promise<OpenedVault> {
  const { folder, now = Date.now, random = pooledRandom(), segmentBytes = 64 * 1024 * 1024, batchMs = 10 } = options;
  await makeFolder(folder);
  const keys = await openKeys(join(folder, 'keys'), random);
  const blobs = options.blobs ?? (await diskBlobs(join(folder, 'objects')));
  const journalFolder = join(folder, 'journal');
  await makeFolder(journalFolder);
  await removeSpares(journalFolder);
  const uses: number[] = [];
  let journal: Journal | undefined;
  const onUse = (segment: number) => (journal === undefined ? uses.push(segment) : journal.use(segment));
  const settled = async (id: string) =>
    (await blobs.size(objectName(id))) !== undefined || (await keys.wasDestroyed(id));
  const recovered = await recover(journalFolder, settled, onUse);
  journal = await Journal.open(
    { folder: journalFolder, signer: keys.signer, now, random, segmentBytes, batchMs },
    recovered.last,
  );
  for (const segment of uses) journal.use(segment);
  await journal.sweep();
  return new JournaledVault(keys, blobs, journal, recovered.recordings, random, recovered);
}

/** Name of a recording's object in the blob store. */
export function objectName(recording: string): string {
  return `${recording}.sealed`;
}

class JournaledVault implements OpenedVault {
  readonly keys: HouseKeys;
  readonly unfinished: readonly Unfinished[];
  readonly recovery: RecoveryReport;
  readonly verifierKey: string;
  readonly #blobs: BlobStore;
  readonly #journal: Journal;
  readonly #recordings: Map<string, Recording>;
  readonly #random: (length: number) => Uint8Array;

  constructor(
    keys: HouseKeys,
    blobs: BlobStore,
    journal: Journal,
    recordings: Map<string, Recording>,
    random: (length: number) => Uint8Array,
    recovery: RecoveryReport,
  ) {
    this.keys = keys;
    this.verifierKey = keys.signer.verifierKey;
    this.#blobs = blobs;
    this.#journal = journal;
    this.#recordings = recordings;
    this.#random = random;
    this.recovery = recovery;
    this.unfinished = Array.from(recordings.values())
      .filter((r) => !r.closed)
      .map((r) => ({
        recording: r.id,
        lastMoment: r.lastMoment,
        size: r.size,
        ...(r.damage === undefined ? {} : { damage: r.damage }),
      }));
  }

  sign(text: string): string {
    return signText(text, this.keys.signer);
  }

  problem(): string | undefined {
    return this.#journal.problem();
  }

  async begin(id: string, leaf: NewLeaf): Promise<SignedHead> {
    if (this.#recordings.has(id) || (await this.#blobs.size(objectName(id))) !== undefined) {
      throw new VaultError('recording-exists', `There is already a recording ${id}.`);
    }
    const recording = new Recording(id, (segment) => this.#journal.use(segment));
    const key = await this.keys.create(id);
    recording.openPart(key, this.#random(16));
    this.#recordings.set(id, recording);
    return this.#seal(recording, { channel: 0, leaves: [leaf] });
  }

  async append(id: string, chunk: { channel: number; leaves: readonly NewLeaf[] }): Promise<SignedHead> {
    const recording = this.#known(id);
    if (!recording.writable) await this.#reopen(recording);
    return this.#seal(recording, chunk);
  }

  async end(id: string, leaf: NewLeaf): Promise<SignedHead> {
    const recording = this.#known(id);
    if (!recording.writable) await this.#reopen(recording);
    return this.#seal(recording, { channel: 0, leaves: [leaf] }, true);
  }

  async archive(id: string): Promise<ArchivedObject> {
    const name = objectName(id);
    const recording = this.#recordings.get(id);
    if (recording !== undefined) {
      const { committed } = recording;
      if (!recording.closed || committed === undefined)
        throw new VaultError('recording-open', `Recording ${id} has not ended yet.`);
      if (recording.damage !== undefined) throw damaged(recording);
      const seal = committed.commit.signedHead(committed.index);
      await this.#blobs.put(name, this.#sealedFile(recording, seal));
    }
    const archived = await this.#checkObject(id, name);
    if (recording !== undefined) {
      this.#recordings.delete(id);
      await this.#journal.release(recording.segments);
    }
    return archived;
  }

  async *read(id: string, range: { from?: number; to?: number; channel?: number } = {}): AsyncGenerator<OpenedLeaf> {
    const key = await this.keys.get(id);
    const partKeys = new Map<string, KeyObject>();
    const keyOfPart = (part: Uint8Array) => {
      const known = Buffer.from(part).toString('hex');
      const derived = partKeys.get(known) ?? partKey(key, part);
      partKeys.set(known, derived);
      return derived;
    };
    const bytes = idBytes(id);
    for await (const record of this.#chunks(id)) {
      const first = record.leaves[0]!;
      const last = record.leaves.at(-1)!;
      if (range.channel !== undefined && record.channel !== range.channel) continue;
      if (range.from !== undefined && last.start + last.duration < range.from) continue;
      if (range.to !== undefined && first.start > range.to) {
        // Channels are interleaved as their chunks came in: well past the end nothing for the range can follow.
        if (first.start > range.to + 30_000_000) return;
        continue;
      }
      yield* openChunk(bytes, record, keyOfPart);
    }
  }

  async head(id: string): Promise<SignedHead> {
    const committed = this.#recordings.get(id)?.committed;
    if (committed !== undefined) return committed.commit.signedHead(committed.index);
    const name = objectName(id);
    if ((await this.#blobs.size(name)) === undefined)
      throw new VaultError('recording-unknown', `There is no recording ${id}.`);
    for await (const item of readRecords(this.#blobs.read(name))) {
      if (item instanceof Uint8Array || item.type !== RecordType.seal) continue;
      const seal = parseSeal(item.body);
      return { ...seal, head: { ...seal.head, recording: id } };
    }
    throw new VaultError('object-damaged', `The object of recording ${id} has no seal.`);
  }

  async leafHashes(id: string): Promise<Uint8Array[]> {
    const { size } = (await this.head(id)).head;
    const bytes = idBytes(id);
    const hashes: Uint8Array[] = [];
    for await (const { leaves, channel, sealed } of this.#chunks(id)) {
      const sealedHash = nodeSha256(sealed);
      for (const leaf of leaves) hashes.push(hashLeaf(nodeSha256, bytes, hashes.length, channel, leaf, sealedHash));
      if (hashes.length >= size) break;
    }
    return hashes.slice(0, size);
  }

  async destroy(id: string): Promise<void> {
    // Damaged in the journal, it will never be stored: without its key nothing of it can be read there.
    const running = this.#recordings.get(id);
    if (running !== undefined && running.damage === undefined)
      throw new VaultError('recording-open', `Recording ${id} is not stored yet: end and store it first.`);
    await this.keys.destroy(id);
    await this.#blobs.remove(objectName(id));
  }

  async sealedFile(id: string): Promise<AsyncIterable<Uint8Array>> {
    if (this.#recordings.has(id)) throw new VaultError('recording-open', `Recording ${id} is not stored yet.`);
    const name = objectName(id);
    if ((await this.#blobs.size(name)) === undefined)
      throw new VaultError('recording-unknown', `There is no recording ${id}.`);
    return this.#blobs.read(name);
  }

  async verify(id: string): Promise<Verification> {
    const recordingKey = await this.keys.get(id);
    return verifySealed(await this.sealedFile(id), { crypto: nodeCrypto, recordingKey, pinned: [this.verifierKey] });
  }

  close(): Promise<void> {
    return this.#journal.close();
  }

  #known(id: string): Recording {
    const recording = this.#recordings.get(id);
    if (recording === undefined) throw new VaultError('recording-unknown', `There is no running recording ${id}.`);
    return recording;
  }

  /** A recording that an earlier run left open gets a new part before it is written to again. */
  async #reopen(recording: Recording): Promise<void> {
    if (recording.damage !== undefined) throw damaged(recording);
    if (recording.closed)
      throw new VaultError('recording-closed', `Recording ${recording.id} has ended: nothing can be added to it.`);
    const key = await this.keys.get(recording.id);
    if (!recording.writable) recording.openPart(key, this.#random(16));
  }

  async #seal(
    recording: Recording,
    chunk: { channel: number; leaves: readonly NewLeaf[] },
    closing = false,
  ): Promise<SignedHead> {
    const frame = recording.seal(chunk, this.#random, closing);
    const { commit, index } = await this.#journal.append(frame, recording);
    recording.committed = { commit, index };
    return commit.signedHead(index);
  }

  async *#chunks(id: string): AsyncGenerator<ChunkRecord> {
    const recording = this.#recordings.get(id);
    if (recording !== undefined) {
      const held = [...recording.segments]; // so that archiving meanwhile does not take them away under the reader
      for (const segment of held) this.#journal.use(segment);
      try {
        for (const place of recording.places()) yield parseChunk(await this.#journal.read(place));
      } finally {
        await this.#journal.release(held);
      }
      return;
    }
    if ((await this.#blobs.size(objectName(id))) === undefined)
      throw new VaultError('recording-unknown', `There is no recording ${id}.`);
    for await (const item of readRecords(this.#blobs.read(objectName(id)))) {
      if (!(item instanceof Uint8Array) && item.type === RecordType.chunk) yield parseChunk(item.body);
    }
  }

  async *#sealedFile(recording: Recording, seal: SignedHead): AsyncGenerator<Uint8Array> {
    yield fileHeader(recording.bytes);
    for (const place of recording.places()) {
      const body = await this.#journal.read(place);
      yield Buffer.concat([recordHeader(RecordType.chunk, body.length), body]);
    }
    const body = sealBody({
      head: seal.head,
      index: seal.index,
      path: seal.path,
      verifierKey: this.verifierKey,
      note: seal.note,
    });
    yield Buffer.concat([recordHeader(RecordType.seal, body.length), body]);
  }

  /** Reads the object back as it lies on the store and checks its outer proofs: only then may the journal let go. */
  async #checkObject(id: string, name: string): Promise<ArchivedObject> {
    const digest = hashing(this.#blobs.read(name));
    const seals: SealRecord[] = [];
    const found = await verifySealed(digest.content, {
      crypto: nodeCrypto,
      pinned: [this.verifierKey],
      onSeal: (seal) => seals.push(seal),
    });
    const seal = seals[0];
    if (found.state !== 'intact' || found.recording !== id || seal === undefined) {
      const why = found.findings[0];
      throw new VaultError(
        'object-damaged',
        `The stored object of recording ${id} is damaged: ${why?.place ?? 'its id'}: ${why?.meaning ?? 'another recording’s'} Look at the disk.`,
      );
    }
    return {
      name,
      bytes: digest.bytes(),
      sha256: digest.hex(),
      seal: { ...seal, head: { ...seal.head, recording: id } },
    };
  }
}

function damaged(recording: Recording): VaultError {
  return new VaultError(
    'recording-damaged',
    `Recording ${recording.id} is damaged in the journal: ${recording.damage}. What can be read is kept as it is.`,
  );
}

/** Passes content on and hashes it meanwhile. */
function hashing(source: AsyncIterable<Uint8Array>) {
  const digest = createHash('sha256');
  let bytes = 0;
  return {
    content: (async function* () {
      for await (const part of source) {
        digest.update(part);
        bytes += part.length;
        yield part;
      }
    })(),
    bytes: () => bytes,
    hex: () => digest.digest('hex'),
  };
}

/** Randomness in larger draws, since a call for 16 bytes costs as much as one for 4096. Each byte is given out once. */
function pooledRandom(): (length: number) => Uint8Array {
  let pool = Buffer.alloc(0);
  return (length) => {
    if (length > pool.length) pool = randomFillSync(Buffer.allocUnsafeSlow(Math.max(4096, length)));
    const drawn = pool.subarray(0, length);
    pool = pool.subarray(length);
    return Uint8Array.from(drawn);
  };
}
