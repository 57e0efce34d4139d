import { FILE_HEADER_LENGTH, FormatError, MAX_RECORD_LENGTH, RECORD_HEADER_LENGTH } from '../format.ts';

export interface RawRecord {
  readonly type: number;
  /** Of the record's first byte in the file. */
  readonly offset: number;
  readonly body: Uint8Array;
}

/** Reads a sealed file as header and records, whatever the sizes in which its bytes arrive. Throws FormatError at the first torn record. */
export async function* readRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | RawRecord> {
  const parts = source[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);
  let at = 0;
  const fill = async (length: number): Promise<boolean> => {
    if (held.length >= length) return true;
    const gathered = [held];
    let sum = held.length;
    while (sum < length) {
      const next = await parts.next();
      if (next.done === true) break;
      gathered.push(next.value);
      sum += next.value.length;
    }
    held = new Uint8Array(sum);
    let o = 0;
    for (const part of gathered) {
      held.set(part, o);
      o += part.length;
    }
    return sum >= length;
  };
  const take = (length: number): Uint8Array => {
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    at += length;
    return taken;
  };

  if (!(await fill(FILE_HEADER_LENGTH)))
    throw new FormatError('This is not a sealed recording: it is too short to be one.');
  yield take(FILE_HEADER_LENGTH).slice();
  while (await fill(1)) {
    const offset = at;
    if (!(await fill(RECORD_HEADER_LENGTH)))
      throw new FormatError(`The file ends in the middle of a record, at byte ${offset}.`);
    const header = take(RECORD_HEADER_LENGTH);
    const type = header[0]!;
    const length = new DataView(header.buffer, header.byteOffset).getUint32(1);
    if (length > MAX_RECORD_LENGTH)
      throw new FormatError(`The record at byte ${offset} says it has ${length} bytes: more than a record can have.`);
    if (!(await fill(length))) throw new FormatError(`The file ends in the middle of a record, at byte ${offset}.`);
    yield { type, offset, body: take(length) };
  }
}
