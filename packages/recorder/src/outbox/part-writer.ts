/** One run of the browser's recorder, sealed and appended as it comes: docs/spec/device-part.md. */
import { chainNext, chainStart, importPartKey, makePartHeader, markRecord, sealRecord } from '@woordelijk/api';
import type { AppendFile } from './files.ts';

/** What record 0 says. `startedAt`: epoch milliseconds. */
export interface PartStart {
  readonly startedAt: number;
  readonly mediaType: string;
  readonly reason: 'start' | 'resume' | 'restart' | 'device';
}

/** Writes in the order of the calls; each resolves when its bytes are in the file. */
export class PartWriter {
  readonly #file: AppendFile;
  readonly #key: CryptoKey;
  #chain: Uint8Array;
  #next = 0;
  #dirty = false;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(file: AppendFile, key: CryptoKey, chain: Uint8Array) {
    this.#file = file;
    this.#key = key;
    this.#chain = chain;
  }

  /** Begins a part in an empty file: header and record 0, flushed. `recording`: 16 bytes; `reader`: a public key. */
  static async begin(
    file: AppendFile,
    recording: Uint8Array,
    part: number,
    reader: Uint8Array,
    start: PartStart,
  ): Promise<PartWriter> {
    const { header, key } = await makePartHeader(recording, part, reader);
    file.append(header);
    const writer = new PartWriter(file, await importPartKey(key), chainStart(header));
    await writer.event({ event: 'part', ...start }, start.startedAt);
    await writer.flush(start.startedAt);
    return writer;
  }

  /** Bytes of the recorder. `wall`: epoch milliseconds. */
  sound(bytes: Uint8Array, wall: number): Promise<void> {
    return this.#then(() => this.#seal('sound', bytes, wall));
  }

  event(event: Readonly<Record<string, unknown>>, wall: number): Promise<void> {
    return this.#then(() => this.#seal('event', new TextEncoder().encode(JSON.stringify(event)), wall));
  }

  /** Writes down the chain and brings all to the disk; does nothing where nothing was written since. */
  flush(wall: number): Promise<void> {
    return this.#then(async () => {
      if (!this.#dirty) return;
      this.#append(markRecord(this.#next, wall, this.#chain));
      this.#file.flush();
      this.#dirty = false;
    });
  }

  /** Says that the part ends here. */
  end(wall: number): Promise<void> {
    return this.#then(async () => {
      await this.#seal('end', new Uint8Array(), wall);
      this.#append(markRecord(this.#next, wall, this.#chain));
      this.#file.flush();
      this.#dirty = false;
    });
  }

  async #seal(type: 'sound' | 'event' | 'end', bytes: Uint8Array, wall: number): Promise<void> {
    this.#append(await sealRecord(this.#key, type, this.#next, wall, bytes));
    this.#dirty = true;
  }

  #append(record: Uint8Array): void {
    this.#file.append(record);
    this.#chain = chainNext(this.#chain, record);
    this.#next += 1;
  }

  #then(work: () => Promise<void>): Promise<void> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined); // who asked hears of it; what comes next is tried again
    return turn;
  }
}
