import { afterEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../src/index.ts';

/** What every blob store must do; see the promises in src/blobs.ts. `make` gives a fresh, empty store. */
export function blobStoreSuite(
  name: string,
  make: () => Promise<{ store: BlobStore; done: () => Promise<void> }>,
): void {
  describe(`blob store: ${name}`, () => {
    const open: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const done of open.splice(0)) await done();
    });
    const fresh = async (): Promise<BlobStore> => {
      const { store, done } = await make();
      open.push(done);
      return store;
    };

    it('gives back what was put, whole and in any stretch', async () => {
      const store = await fresh();
      const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, i) => (i * 7) & 255));
      expect(await store.put('a-1.sealed', pieces(bytes, 9_999))).toEqual({ bytes: bytes.length });
      expect(await store.size('a-1.sealed')).toBe(bytes.length);
      expect(await whole(store.read('a-1.sealed'))).toEqual(bytes);
      expect(await whole(store.read('a-1.sealed', 1, 300_001))).toEqual(bytes.subarray(1, 300_001));
      expect(await whole(store.read('a-1.sealed', 699_999))).toEqual(bytes.subarray(699_999));
      expect(await whole(store.read('a-1.sealed', 5, 5))).toHaveLength(0);
    });

    it('knows nothing of what is not there', async () => {
      const store = await fresh();
      expect(await store.size('none')).toBeUndefined();
      await expect(whole(store.read('none'))).rejects.toMatchObject({ code: 'object-missing' });
      await store.remove('none');
      expect(await names(store)).toEqual([]);
    });

    it('replaces an object as a whole', async () => {
      const store = await fresh();
      await store.put('x', pieces(Buffer.alloc(100_000, 1), 1000));
      await store.put('x', pieces(Buffer.from('short'), 2));
      expect((await whole(store.read('x'))).toString()).toBe('short');
      expect(await names(store)).toEqual(['x']);
    });

    it('keeps nothing of a put whose content breaks off', async () => {
      const store = await fresh();
      await store.put('kept', pieces(Buffer.from('before'), 3));
      for (const name of ['new', 'kept']) {
        await expect(store.put(name, breaking())).rejects.toThrow('source broke');
      }
      expect(await names(store)).toEqual(['kept']);
      expect((await whole(store.read('kept'))).toString()).toBe('before');
    });

    it('removes for good, and keeps the others', async () => {
      const store = await fresh();
      for (const name of ['one', 'two', 'three']) await store.put(name, pieces(Buffer.from(name), 10));
      await store.remove('two');
      expect(await store.size('two')).toBeUndefined();
      expect((await names(store)).sort()).toEqual(['one', 'three']);
    });

    it('takes puts of different names at the same time, and an empty object', async () => {
      const store = await fresh();
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => store.put(`n${i}`, pieces(Buffer.alloc(i * 1000, i), 700))),
      );
      for (let i = 0; i < 20; i += 1) expect(await whole(store.read(`n${i}`))).toEqual(Buffer.alloc(i * 1000, i));
    });

    it('refuses names that could leave its folder', async () => {
      const store = await fresh();
      for (const name of ['../x', 'a/b', '', '.x', 'A', 'x'.repeat(200), 'a\u0000']) {
        await expect(store.put(name, pieces(Buffer.from('x'), 1))).rejects.toThrow(RangeError);
      }
    });
  });
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let o = 0; o < bytes.length; o += size) yield bytes.subarray(o, o + size);
}

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(5000);
  throw new Error('source broke');
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

async function names(store: BlobStore): Promise<string[]> {
  const found: string[] = [];
  for await (const name of store.list()) found.push(name);
  return found;
}
