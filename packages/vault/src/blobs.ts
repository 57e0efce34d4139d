/**
 * Where sealed objects are kept. The promise every store makes (and the shared suite in tests/blob-store-suite.ts checks):
 * - `put` is all or nothing and durable: once it resolves, the object survives power loss; before that it is not listed
 *   and not readable. An existing object of that name is replaced as a whole.
 * - `read` yields exactly the asked bytes, or rejects with `object-missing`.
 * - `remove` of what is not there is no error; once it resolves the object is not listed and not readable.
 * Calls for different names may run at the same time.
 */
export interface BlobStore {
  put(name: string, content: AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number }>;
  /** Bytes from `start` up to and not including `end` (default: to the end). */
  read(name: string, start?: number, end?: number): AsyncIterable<Uint8Array>;
  /** Length in bytes; undefined where there is no such object. */
  size(name: string): Promise<number | undefined>;
  remove(name: string): Promise<void>;
  list(): AsyncIterable<string>;
}

/** Object names are our own: lower-case letters, digits, dash and dot. Anything else is a fault in the caller. */
export function assertObjectName(name: string): void {
  if (!/^[a-z0-9][a-z0-9.-]{0,100}$/.test(name)) throw new RangeError(`'${name.slice(0, 60)}' is not an object name.`);
}
