/**
 * The journal: every chunk of every running recording goes here first, in one file at a time, and is acknowledged when
 * it is flushed together with a signed commit over all heads it changed (group commit).
 *
 * Order of writes, and what a crash leaves behind:
 *   1. frames of the batch, then its commit frame, in one write   crash: a torn tail without commit; nobody was told
 *   2. fdatasync                                                  crash before: as 1; crash after: complete
 *   3. promises resolve                                           only now anyone is told
 * A segment is preallocated and flushed before its first frame, so that a flush has only data to bring to the disk.
 * When writing fails, the whole batch is written again into a fresh segment; its header names the last commit that
 * holds, and whatever came after that in the old segment is void. When that fails too, the journal stops for good.
 */
import { type FileHandle, open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Commit, makeCommit } from './commit.ts';
import { makeFolder, readFully, syncFolder, writeFully } from './disk.ts';
import { VaultError } from './errors.ts';
import type { HeadFields } from './format.ts';
import type { Signer } from './keys.ts';
import {
  FRAME_HEADER_LENGTH,
  FrameType,
  parseSegmentHeader,
  SEGMENT_HEADER_LENGTH,
  type SegmentHeader,
  segmentHeader,
  stampFrame,
} from './segment.ts';

export interface JournalOptions {
  readonly folder: string;
  readonly signer: Signer;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
  /** Bytes per segment. */
  readonly segmentBytes: number;
  /** How long a batch gathers chunks before it is written, in milliseconds. */
  readonly batchMs: number;
}

/** The last commit that holds: its number, and the hash that the next one names. Number 0 and zeros where there is none. */
export interface LastCommit {
  readonly number: number;
  readonly hash: Uint8Array;
}

/** Something whose chunks are journaled: a recording. */
export interface Journaled {
  /** Its head as of the last chunk it sealed. */
  head(): HeadFields;
  /** Told when a chunk is on disk: where its body is. */
  placed(place: Place): void;
}

/** Where a chunk record's body stands in the journal. */
export interface Place {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** The chunk frame's body begins with the recording's id; the chunk record's body follows. */
export const FRAME_ID_LENGTH = 16;

interface Waiting {
  /** A frame with room for its header at the front. */
  readonly frame: Buffer;
  readonly owner: Journaled;
  readonly resolve: (receipt: { commit: Commit; index: number }) => void;
  readonly reject: (error: VaultError) => void;
}

interface OpenSegment {
  readonly header: SegmentHeader;
  readonly handle: FileHandle;
  /** Bytes it was preallocated with. */
  readonly bytes: number;
  end: number;
}

/** The first segment after a start is small, so that starting does not wait for the disk; the next ones are whole. */
const FIRST_SEGMENT = 4 * 1024 * 1024;

export class Journal {
  readonly #options: JournalOptions;
  #current: OpenSegment;
  #spare: Promise<string | undefined>;
  #readers = new Map<number, Promise<FileHandle>>();
  /** How many unfinished or unarchived recordings have chunks in a segment. */
  #uses = new Map<number, number>();
  #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  #last: LastCommit;
  #failure: VaultError | undefined;
  #spareProblem: string | undefined;
  #closed = false;

  constructor(options: JournalOptions, current: OpenSegment, last: LastCommit) {
    this.#options = options;
    this.#current = current;
    this.#last = last;
    this.#spare = this.#prepareSpare();
  }

  /** Starts a fresh segment after `last` (the last commit that holds); the older segments stay for reading. */
  static async open(options: JournalOptions, last: LastCommit): Promise<Journal> {
    await makeFolder(options.folder);
    const known = (await segments(options.folder)).at(-1);
    const file = await preallocate(options, Math.min(FIRST_SEGMENT, options.segmentBytes));
    return new Journal(options, await startSegment(options, file, (known?.header.number ?? 0) + 1, last), last);
  }

  /** What is wrong, in words; undefined when all is well. A spare segment that cannot be made means that the disk is filling up. */
  problem(): string | undefined {
    return this.#failure?.message ?? this.#spareProblem;
  }

  /** Queues a chunk frame (body: recording id ‖ chunk record). Resolves when it is on disk and its head signed for. */
  append(frame: Buffer, owner: Journaled): Promise<{ commit: Commit; index: number }> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#closed) return Promise.reject(new VaultError('vault-closed', 'The vault is closed.'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ frame, owner, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** A chunk record's body, read back from the disk. */
  async read(place: Place): Promise<Buffer> {
    const handle =
      place.segment === this.#current.header.number ? this.#current.handle : await this.#reader(place.segment);
    const body = await readFully(handle, place.offset, place.length);
    if (body === undefined)
      throw new VaultError(
        'journal-failed',
        `Journal segment ${place.segment} ends before byte ${place.offset + place.length}.`,
      );
    return body;
  }

  /** Counts a recording as user of a segment. */
  use(segment: number): void {
    this.#uses.set(segment, (this.#uses.get(segment) ?? 0) + 1);
  }

  /** A recording no longer needs these segments; those that nobody needs are given free. */
  async release(segmentNumbers: Iterable<number>): Promise<void> {
    for (const segment of segmentNumbers) {
      const left = (this.#uses.get(segment) ?? 0) - 1;
      if (left > 0) this.#uses.set(segment, left);
      else this.#uses.delete(segment);
    }
    await this.sweep();
  }

  /** Removes segments that no recording needs. The current one always stays: it carries the chain on. */
  async sweep(): Promise<void> {
    for (const { path, header } of await segments(this.#options.folder)) {
      if (header.number >= this.#current.header.number || this.#uses.has(header.number)) continue;
      const reader = this.#readers.get(header.number);
      this.#readers.delete(header.number);
      await (await reader)?.close();
      await unlink(path).catch(() => undefined);
    }
  }

  /** Writes what is queued, then closes the files. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
    await this.#spare;
    for (const reader of this.#readers.values()) await (await reader).close();
    await this.#current.handle.close();
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      await delay(this.#options.batchMs);
      const batch = this.#queue;
      this.#queue = [];
      const commit = this.#commit(batch);
      try {
        await this.#write(batch, commit).catch(async () => {
          await this.#rotate();
          await this.#write(batch, commit);
        });
        this.#last = { number: commit.fields.number, hash: commit.hash };
        const index = new Map(commit.heads.map((head, i) => [Buffer.from(head.recording).toString('hex'), i]));
        for (const { owner, resolve } of batch)
          resolve({ commit, index: index.get(Buffer.from(owner.head().recording).toString('hex'))! });
      } catch (cause) {
        this.#failure = new VaultError(
          'journal-failed',
          'The journal can no longer be written. What was acknowledged is safe. Look at the disk, then start again.',
          { cause },
        );
        for (const { reject } of [...batch, ...this.#queue]) reject(this.#failure);
        this.#queue = [];
      }
    }
    this.#running = undefined;
  }

  #commit(batch: readonly Waiting[]): Commit {
    const owners = new Set(batch.map(({ owner }) => owner));
    return makeCommit(
      Array.from(owners, (owner) => owner.head()),
      this.#last.number + 1,
      this.#last.hash,
      this.#options.now(),
      this.#options.signer,
    );
  }

  async #write(batch: readonly Waiting[], commit: Commit): Promise<void> {
    const commitFrame = Buffer.concat([Buffer.alloc(FRAME_HEADER_LENGTH), commit.body()]);
    const length = batch.reduce((sum, { frame }) => sum + frame.length, commitFrame.length);
    if (this.#current.end > SEGMENT_HEADER_LENGTH && this.#current.end + length > this.#current.bytes)
      await this.#rotate();
    const { header, handle } = this.#current;
    for (const { frame } of batch) stampFrame(frame, FrameType.chunk, header.seed);
    stampFrame(commitFrame, FrameType.commit, header.seed);
    await writeFully(
      handle,
      Buffer.concat([...batch.map(({ frame }) => frame), commitFrame], length),
      this.#current.end,
    );
    await handle.datasync();
    let offset = this.#current.end;
    for (const { frame, owner } of batch) {
      const body = FRAME_HEADER_LENGTH + FRAME_ID_LENGTH;
      owner.placed({ segment: header.number, offset: offset + body, length: frame.length - body });
      offset += frame.length;
    }
    this.#current.end = offset + commitFrame.length;
  }

  async #rotate(): Promise<void> {
    // Without room for a spare the segment grows as it is written; slower, but running recordings go on.
    const file = (await this.#spare) ?? (await preallocate(this.#options, 0));
    const old = this.#current;
    this.#current = await startSegment(this.#options, file, old.header.number + 1, this.#last);
    this.#readers.set(old.header.number, Promise.resolve(old.handle));
    this.#spare = this.#prepareSpare();
    if (!this.#uses.has(old.header.number)) await this.sweep();
  }

  async #prepareSpare(): Promise<string | undefined> {
    try {
      const file = await preallocate(this.#options);
      this.#spareProblem = undefined;
      return file;
    } catch (error) {
      this.#spareProblem = `No room for the next journal segment: ${error instanceof Error ? error.message : error}. Free disk space.`;
      return undefined;
    }
  }

  #reader(segment: number): Promise<FileHandle> {
    let reader = this.#readers.get(segment);
    if (reader === undefined) {
      reader = open(segmentPath(this.#options.folder, segment), 'r');
      this.#readers.set(segment, reader);
    }
    return reader;
  }
}

/** The segments in `folder`, oldest first. Files without a valid header are left out: they never held a commit. */
export async function segments(folder: string): Promise<{ path: string; header: SegmentHeader }[]> {
  const found: { path: string; header: SegmentHeader }[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^\d{10}\.journal$/.test(name)) continue;
    const path = join(folder, name);
    const handle = await open(path, 'r').catch(() => undefined); // given free since it was listed
    if (handle === undefined) continue;
    const header = parseSegmentHeader((await readFully(handle, 0, SEGMENT_HEADER_LENGTH)) ?? Buffer.alloc(0));
    await handle.close();
    if (header !== undefined) found.push({ path, header });
  }
  return found.sort((a, b) => a.header.number - b.header.number);
}

function segmentPath(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(10, '0')}.journal`);
}

/** Makes a file of zeros, so that later flushes need not bring its size and place to the disk. A left-over one of before is made anew. */
async function preallocate(options: JournalOptions, bytes = options.segmentBytes): Promise<string> {
  const path = join(options.folder, `spare-${Buffer.from(options.random(6)).toString('hex')}`);
  const zeros = Buffer.alloc(Math.min(bytes, 1024 * 1024));
  const handle = await open(path, 'wx', 0o600);
  try {
    for (let done = 0; done < bytes; done += zeros.length) await writeFully(handle, zeros, done);
    await handle.sync();
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  return path;
}

/** Gives a preallocated file its header and name. Crash before the rename: a spare that the next start removes. */
async function startSegment(
  options: JournalOptions,
  file: string,
  number: number,
  last: LastCommit,
): Promise<OpenSegment> {
  const header = {
    number,
    seed: Buffer.from(options.random(4)).readUInt32BE(0),
    previousNumber: last.number,
    previous: last.hash,
  };
  const handle = await open(file, 'r+');
  try {
    await writeFully(handle, segmentHeader(header), 0);
    await handle.sync();
    await rename(file, segmentPath(options.folder, number));
    await syncFolder(options.folder);
  } catch (error) {
    await handle.close();
    throw error;
  }
  const { size } = await handle.stat();
  const bytes = size > SEGMENT_HEADER_LENGTH ? size : options.segmentBytes;
  return { header, handle, bytes, end: SEGMENT_HEADER_LENGTH };
}

/** Removes spare files that an earlier run left behind. */
export async function removeSpares(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith('spare-')) await unlink(join(folder, name));
  }
}
