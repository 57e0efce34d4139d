/**
 * Reads a part's whole records in order, from any record on, while it may still grow. What is handed out for delivery is on
 * the disk: no server knows more of a part than the device after a power cut. It also makes one delivery a second of ten.
 */
import { PART_HEADER_LENGTH, readRecords } from '@woordelijk/api';
import type { AppendFile } from './files.ts';

const WINDOW = 1 << 20;

/** Records one after the other, with the header in front: the body of a delivery. */
export interface Piece {
  readonly from: number;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Keeps a place in the file, so that going on costs no reading from the start. */
export class PartReader {
  readonly #file: AppendFile;
  #record = 0;
  #offset = PART_HEADER_LENGTH;

  constructor(file: AppendFile) {
    this.#file = file;
  }

  /** Whole flushed records from `from` on, at most about `most` bytes; undefined where there is none yet. */
  piece(from: number, most: number): Piece | undefined {
    if (this.#file.size < PART_HEADER_LENGTH) return undefined;
    if (from < this.#record) this.#rewind();
    for (; this.#record < from; ) if (!this.#pass(from - this.#record)) return undefined;
    const flushed = Math.max(0, this.#file.flushed - this.#offset);
    const bytes = this.#file.read(this.#offset, Math.min(flushed, Math.max(most, WINDOW + 64)));
    let end = 0;
    let count = 0;
    for (const record of readRecords(bytes)) {
      if (count > 0 && end + record.bytes.length > most) break;
      end += record.bytes.length;
      count += 1;
    }
    if (count === 0) return undefined;
    const body = new Uint8Array(PART_HEADER_LENGTH + end);
    body.set(this.#file.read(0, PART_HEADER_LENGTH));
    body.set(bytes.subarray(0, end), PART_HEADER_LENGTH);
    return { from, body };
  }

  /** How many whole records there are, and where they end. */
  whole(): { readonly records: number; readonly end: number } {
    if (this.#file.size < PART_HEADER_LENGTH) return { records: 0, end: 0 };
    while (this.#pass(Number.POSITIVE_INFINITY));
    return { records: this.#record, end: this.#offset };
  }

  /** Passes over at most `count` records. False where there are no more. */
  #pass(count: number): boolean {
    const bytes = this.#file.read(this.#offset, WINDOW + 64);
    let passed = 0;
    let end = 0;
    for (const record of readRecords(bytes)) {
      if (passed === count) break;
      passed += 1;
      end += record.bytes.length;
    }
    this.#record += passed;
    this.#offset += end;
    return passed > 0;
  }

  #rewind(): void {
    this.#record = 0;
    this.#offset = PART_HEADER_LENGTH;
  }
}
