import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskBlobs, memoryBlobs } from '../src/index.ts';
import { blobStoreSuite } from './blob-store-suite.ts';

blobStoreSuite('memory', async () => ({ store: memoryBlobs(), done: async () => undefined }));

blobStoreSuite('disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'blobs-'));
  return { store: await diskBlobs(folder), done: () => rm(folder, { recursive: true }) };
});

it('disk: sweeps what a crash left half-written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'blobs-'));
  const first = await diskBlobs(folder);
  await first.put(
    'whole-ab',
    (async function* () {
      yield Buffer.from('x');
    })(),
  );
  await writeFile(join(folder, 'ab', 'half-ab.tmp'), 'half');
  await diskBlobs(folder);
  expect(await readdir(join(folder, 'ab'))).toEqual(['whole-ab']);
  await rm(folder, { recursive: true });
});
