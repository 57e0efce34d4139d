import { assertObjectName, type BlobStore } from './blobs.ts';
import { VaultError } from './errors.ts';

/** A store that forgets at exit: for tests and trials. */
export function memoryBlobs(): BlobStore {
  const objects = new Map<string, Buffer>();
  return {
    async put(name, content) {
      assertObjectName(name);
      const parts: Uint8Array[] = [];
      for await (const part of content) parts.push(Uint8Array.from(part));
      const whole = Buffer.concat(parts);
      objects.set(name, whole);
      return { bytes: whole.length };
    },
    async *read(name, start = 0, end) {
      const object = objects.get(name);
      if (object === undefined) throw new VaultError('object-missing', `There is no object ${name}.`);
      yield object.subarray(start, end);
    },
    async size(name) {
      return objects.get(name)?.length;
    },
    async remove(name) {
      objects.delete(name);
    },
    async *list() {
      yield* [...objects.keys()];
    },
  };
}
