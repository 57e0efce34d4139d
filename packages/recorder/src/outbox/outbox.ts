/**
 * Everything that lies on this device: the recording under way, and those that still wait to be delivered. One at a time
 * per browser (the worker holds a lock). What is written here is on the disk before anybody else hears of it.
 */
import { PartError } from '@woordelijk/api';
import { base64url, fromBase64url, uuidBytes } from './bytes.ts';
import { Delivery, type Lying, type Step } from './delivery.ts';
import type { AppendFile, Disk } from './files.ts';
import type { KeyShelf } from './key-shelf.ts';
import { NOTE_FILE, type Note, type NoteChange, readNote, type Trouble, writeNote } from './note.ts';
import { OwnDelivery } from './own-delivery.ts';
import { OwnPart } from './own-parts.ts';
import { PartReader } from './part-reader.ts';
import { type PartStart, PartWriter } from './part-writer.ts';
import type { OutboxClient } from './routes.ts';
import { unread, type Waiting } from './waiting.ts';

/** What the outbox needs of the world. */
export interface OutboxParts {
  readonly disk: Disk;
  /** Keys of what stays on this device. */
  readonly keys: KeyShelf;
  /** Carries the login of whoever sits at the device. */
  readonly person: Pick<OutboxClient, 'beginRecording'>;
  /** Carries a recording's secret. */
  readonly holder: (secret: string) => OutboxClient;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or sooner when `signal` fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Called whenever something about the list may have changed. */
  readonly changed: () => void;
}

interface Lot {
  note: Note;
  /** Done when the last change of the note is written. */
  noting: Promise<void>;
  readonly files: AppendFile[];
  /** Done when what an earlier run left stands in `files`; undefined: to be tried, for the first time or again. */
  opening: Promise<void> | undefined;
  readonly delivery: Delivery | OwnDelivery;
  writer: PartWriter | undefined;
  step: Step | undefined;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Holds, writes and delivers. */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #lots = new Map<string, Lot>();
  /** Recordings whose note this device does not give; tried again at every round. */
  readonly #unread = new Set<string>();
  #wake = new AbortController();
  #closed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /**
   * Reads back what an earlier run left. A torn end is cut off; a part whose head was not whole is as if never begun. What
   * does not open stays as it is, is told in the list, and is tried again while the outbox runs.
   */
  async load(): Promise<void> {
    for (const recording of await this.#parts.disk.recordings()) {
      await this.#read(recording);
      const lot = this.#lots.get(recording);
      if (lot !== undefined) await this.#opened(lot).catch((error: unknown) => this.#fail(lot, error));
    }
    this.#parts.changed();
  }

  /** The list, oldest first. */
  list(): Waiting[] {
    const lots = Array.from(this.#lots.values(), ({ note, files, delivery, writer, step }) => ({
      recordingId: note.recordingId,
      startedAt: note.begin.startedAt,
      participants: note.begin.participants,
      talkId: note.talkId,
      recording: writer !== undefined,
      ended: note.end !== null,
      bytes: files.reduce((sum, file) => sum + file.size, 0),
      own: delivery instanceof OwnDelivery ? { whole: delivery.whole, secret: note.secret } : undefined,
      otherRecords: delivery instanceof Delivery && delivery.delivered?.otherRecords === true,
      sealedMs: (delivery instanceof Delivery ? delivery.delivered?.receivedMs : undefined) ?? 0,
      headToken: delivery.headToken,
      step,
      code: delivery.code,
    }));
    return [...lots, ...Array.from(this.#unread, unread)].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  }

  /** A new recording: its note, and the key of one that stays here, are on disk when this resolves. */
  async add(given: Note): Promise<void> {
    const note =
      given.link === undefined
        ? given
        : { ...given, readerKey: base64url((await this.#parts.keys.make(given.recordingId)).publicKey) };
    await writeNote(this.#parts.disk, note);
    this.#lot(note).opening = Promise.resolve();
    this.#tell();
  }

  /** A new part; what is recorded from now on goes there. */
  async begin(recordingId: string, start: PartStart): Promise<void> {
    const lot = this.#known(recordingId);
    await this.endPart(recordingId);
    await this.#opened(lot);
    const part = lot.files.length;
    const file = await this.#parts.disk.open(recordingId, partName(part));
    const reader = fromBase64url(lot.note.readerKey);
    lot.writer = await PartWriter.begin(file, uuidBytes(recordingId), part, reader, start);
    lot.files.push(file);
    this.#tell();
  }

  /** Resolves when the bytes are in the file. Between parts there is nothing to write to: then it does nothing. */
  async sound(recordingId: string, bytes: Uint8Array, wall: number): Promise<void> {
    await this.#known(recordingId).writer?.sound(bytes, wall);
  }

  async event(recordingId: string, event: Readonly<Record<string, unknown>>, wall: number): Promise<void> {
    const { writer } = this.#known(recordingId);
    await writer?.event(event, wall);
    await writer?.flush(wall);
    this.#tell();
  }

  /** Brings what was written to the disk, and sets the delivery going. */
  async flush(): Promise<void> {
    for (const { writer } of this.#lots.values()) await writer?.flush(this.#parts.now());
    this.#tell();
  }

  async endPart(recordingId: string): Promise<void> {
    const lot = this.#known(recordingId);
    const { writer } = lot;
    lot.writer = undefined;
    await writer?.end(this.#parts.now());
    this.#tell();
  }

  /** Stops it for good: nothing can be added. */
  async finish(recordingId: string, end: NonNullable<Note['end']>): Promise<void> {
    const lot = this.#known(recordingId);
    await this.endPart(recordingId);
    if (lot.note.end === null) await this.#noted(lot, { end });
  }

  /**
   * What stays on this device, part by part, as the browser's recorder made it. Rejects where its key or its bytes are gone.
   */
  async *content(recordingId: string, part: number): AsyncGenerator<Uint8Array> {
    const lot = this.#known(recordingId);
    await this.#opened(lot);
    const file = lot.files[part];
    const key = await this.#parts.keys.find(recordingId);
    if (file === undefined || key === undefined) throw new Error(`There is nothing to hear of ${recordingId}.`);
    for await (const one of new OwnPart(file, key).more()) if (one.kind === 'sound') yield one.bytes;
  }

  /** How many parts there are. Rejects while they do not open. */
  async partsOf(recordingId: string): Promise<number> {
    const lot = this.#known(recordingId);
    await this.#opened(lot);
    return lot.files.length;
  }

  /** Throws away what the server refused, or what stays here; it is lost then, so a person must have asked for it. */
  async discard(recordingId: string): Promise<void> {
    const lot = this.#known(recordingId);
    if (lot.writer !== undefined) return;
    // The key first: a crash after it leaves bytes that nobody can read.
    if (lot.note.link !== undefined) await this.#parts.keys.remove(recordingId);
    await this.#remove(lot);
  }

  /** Tries again now. */
  retry(): void {
    this.#wake.abort();
  }

  /**
   * Delivers until closed: what is there, in the order it was begun, again and again. The trouble of one recording is told
   * in the list and never ends this: the others have their turn, and it has its own again at the next round.
   */
  async run(): Promise<void> {
    for (let pause = FIRST_WAIT_MS; !this.#closed; ) {
      this.#wake = new AbortController();
      let moved = false;
      for (const recording of this.#unread) await this.#read(recording);
      let failed = this.#unread.size > 0;
      for (const lot of this.#lots.values()) {
        const step = await this.#deliver(lot);
        moved ||= step === 'sent' || step === 'done';
        failed ||= step !== 'sent' && step !== 'done' && step !== 'idle';
      }
      if (moved && !failed) {
        pause = FIRST_WAIT_MS;
        continue;
      }
      // With nothing to do we sleep until woken; after a failure, longer and longer.
      await this.#parts.wait(failed ? pause : LONGEST_WAIT_MS, this.#wake.signal);
      pause = failed ? Math.min(pause * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
    }
  }

  close(): void {
    this.#closed = true;
    this.#wake.abort();
    for (const { files } of this.#lots.values()) for (const file of files) file.close();
  }

  async #deliver(lot: Lot): Promise<Step> {
    try {
      return await this.#turn(lot);
    } catch (error) {
      if (this.#lots.has(lot.note.recordingId)) return this.#fail(lot, error);
      return 'idle'; // thrown away meanwhile, its files closed under the reader
    }
  }

  #fail(lot: Lot, error: unknown): Step {
    lot.step = troubleOf(error);
    this.#parts.changed();
    return lot.step;
  }

  /** Takes a recording of an earlier run into the list by its note. */
  async #read(recording: string): Promise<void> {
    const { disk } = this.#parts;
    try {
      const names = await disk.files(recording);
      const file = await disk.open(recording, NOTE_FILE);
      let note: Note | undefined;
      try {
        note = readNote(file);
      } finally {
        file.close();
      }
      if (note !== undefined) this.#lot(note);
      else if (names.some((name) => name !== NOTE_FILE))
        throw new PartError('There are parts, and no note opens them.');
      else await disk.removeAll(recording); // never told to begin: there is no sound either
      this.#unread.delete(recording);
    } catch {
      this.#unread.add(recording);
    }
  }

  /** Its parts are open; nothing is delivered, added or said of them before. */
  #opened(lot: Lot): Promise<void> {
    lot.opening ??= this.#open(lot).catch((error: unknown) => {
      lot.opening = undefined;
      throw error;
    });
    return lot.opening;
  }

  /** Opens all parts or none. */
  async #open({ note: { recordingId }, files }: Lot): Promise<void> {
    const { disk } = this.#parts;
    const opened: AppendFile[] = [];
    try {
      const names = await disk.files(recordingId);
      for (let part = 0; names.includes(partName(part)); part++) {
        const sound = await disk.open(recordingId, partName(part));
        opened.push(sound);
        const { end } = new PartReader(sound).whole();
        if (end === 0) {
          opened.pop()!.close();
          await disk.remove(recordingId, partName(part));
          break;
        }
        if (end < sound.size) sound.truncate(end);
      }
    } catch (error) {
      for (const file of opened) file.close();
      throw error;
    }
    files.push(...opened);
  }

  async #turn(lot: Lot): Promise<Step> {
    await this.#opened(lot);
    let step = await lot.delivery.step();
    // A long recording gets a turn of some pieces, so that others are not kept waiting.
    for (let pieces = 0; step === 'sent' && pieces < 32; pieces++) {
      this.#parts.changed();
      step = await lot.delivery.step();
    }
    lot.step = step;
    if (step === 'done' && lot.writer === undefined) await this.#remove(lot);
    this.#parts.changed();
    return step;
  }

  async #remove(lot: Lot): Promise<void> {
    const { recordingId } = lot.note;
    this.#lots.delete(recordingId);
    await lot.noting;
    await lot.opening?.catch(() => undefined);
    for (const file of lot.files) file.close();
    const { disk } = this.#parts;
    // Parts first: a note without parts asks the server again, parts without a note would be lost.
    for (const name of await disk.files(recordingId)) if (name !== NOTE_FILE) await disk.remove(recordingId, name);
    await disk.removeAll(recordingId);
    this.#parts.changed();
  }

  #lot(note: Note): Lot {
    const lot: Lot = {
      note,
      noting: Promise.resolve(),
      files: [],
      opening: undefined,
      writer: undefined,
      step: undefined,
      delivery: this.#deliveryOf(note, {
        note: () => lot.note,
        noted: (change) => this.#noted(lot, change),
        parts: () => lot.files.length,
        file: async (part) => lot.files[part]!,
      }),
    };
    this.#lots.set(note.recordingId, lot);
    return lot;
  }

  #deliveryOf(note: Note, lying: Lying): Delivery | OwnDelivery {
    const { person, holder, keys } = this.#parts;
    return note.link === undefined
      ? new Delivery(person, holder(note.secret), lying)
      : new OwnDelivery(holder(note.link), holder(note.secret), keys, lying);
  }

  /**
   * One change after the other, each to the note as the one before left it: a stop comes while the server's answer to the
   * beginning does. Of a recording that was thrown away nothing is written any more.
   */
  #noted(lot: Lot, change: NoteChange): Promise<void> {
    const turn = lot.noting.then(async () => {
      if (!this.#lots.has(lot.note.recordingId)) return;
      const note = { ...lot.note, ...change };
      await writeNote(this.#parts.disk, note);
      lot.note = note;
      this.#tell();
    });
    lot.noting = turn.catch(() => undefined);
    return turn;
  }

  #known(recordingId: string): Lot {
    const lot = this.#lots.get(recordingId);
    if (lot === undefined) throw new Error(`There is no recording ${recordingId} on this device.`);
    return lot;
  }

  #tell(): void {
    this.#wake.abort();
    this.#parts.changed();
  }
}

/** What is told of an error that is not the server's. */
function troubleOf(error: unknown): Trouble {
  if (error instanceof PartError) return 'damaged';
  return error instanceof Error && error.name === 'QuotaExceededError' ? 'device-full' : 'device-failed';
}

function partName(part: number): string {
  return `part-${String(part).padStart(5, '0')}`;
}
