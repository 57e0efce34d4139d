/** The parts of a recording that stays on this device, opened by its own key: bytes as the browser's recorder gave them. */
import {
  importPartKey,
  openPartKey,
  openRecord,
  PART_HEADER_LENGTH,
  PartError,
  type ReaderKey,
  readRecords,
} from '@woordelijk/api';
import type { AppendFile } from './files.ts';

const WINDOW = (1 << 20) + 64;

/** What a record of a part comes to. `flushed`: all before it is on the disk. */
export type Opened =
  | { readonly kind: 'sound'; readonly bytes: Uint8Array }
  | { readonly kind: 'flushed'; readonly wall: number }
  | { readonly kind: 'event'; readonly said: Readonly<Record<string, unknown>> };

/** Reads a part in order, from where it stood, while it may still grow. */
export class OwnPart {
  readonly #file: AppendFile;
  readonly #key: ReaderKey;
  #partKey: CryptoKey | undefined;
  #offset = PART_HEADER_LENGTH;

  constructor(file: AppendFile, key: ReaderKey) {
    this.#file = file;
    this.#key = key;
  }

  /** All whole records that are there and were not given yet. Throws PartError where they do not open. */
  async *more(): AsyncGenerator<Opened> {
    if (this.#file.size < PART_HEADER_LENGTH) return;
    this.#partKey ??= await this.#open();
    for (;;) {
      const bytes = this.#file.read(this.#offset, WINDOW);
      let end = 0;
      for (const record of readRecords(bytes)) {
        end += record.bytes.length;
        if (record.type === 'mark') {
          this.#offset += record.bytes.length;
          yield { kind: 'flushed', wall: record.wall };
          continue;
        }
        const clear = await openRecord(this.#partKey, record);
        if (clear === undefined) throw new PartError(`Record ${record.number} was changed.`);
        this.#offset += record.bytes.length;
        if (record.type === 'sound') yield { kind: 'sound', bytes: clear };
        if (record.type === 'event')
          yield { kind: 'event', said: JSON.parse(new TextDecoder().decode(clear)) as Record<string, unknown> };
      }
      if (end === 0) return;
    }
  }

  async #open(): Promise<CryptoKey> {
    const key = await openPartKey(this.#file.read(0, PART_HEADER_LENGTH), this.#key);
    if (key === undefined) throw new PartError('This part is sealed to another key.');
    return await importPartKey(key);
  }
}
