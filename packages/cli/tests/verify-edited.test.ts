/** An edited copy is never taken for the original, whatever stands beside it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EDITED_TITLE, wavHeader } from '@woordelijk/audio';
import { openVault } from '@woordelijk/vault';
import { expect, it, onTestFinished } from 'vitest';
import { verify } from '../src/verify.ts';

const ID = '01a20289-0000-7000-8000-000000000001';

/** The sealed file and key of a recording that came by `source`. */
async function sealed(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'woordelijk-verify-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const vault = await openVault({ folder: join(folder, 'vault'), segmentBytes: 4 << 20, batchMs: 1 });
  const event = (what: object) =>
    ({ kind: 'event', start: 1, duration: 0, content: Buffer.from(JSON.stringify(what)) }) as const;
  await vault.begin(ID, event({ event: 'begin', startedAt: 1, source, channels: [] }));
  const content = new Uint8Array(1000).fill(7);
  await vault.append(ID, { channel: 1, leaves: [{ kind: 'bytes', start: 0, duration: 1000, content }] });
  await vault.end(ID, event({ event: 'end', at: 2 }));
  await vault.archive(ID);
  const copy = join(folder, 'kopie');
  await mkdir(join(copy, 'proof'), { recursive: true });
  await writeFile(join(copy, 'proof', 'recording.sealed'), await vault.sealedFile(ID));
  await writeFile(join(copy, 'proof', 'recording.key'), Buffer.from(await vault.keys.get(ID)).toString('hex'));
  await vault.close();
  return copy;
}

const info = { INAM: 'Bewerkte kopie', ICMT: `${EDITED_TITLE}\n\nDit is niet de oorspronkelijke opname.` };
const wav = Buffer.concat([wavHeader({ encoding: 'pcm16', channels: 1, frames: 4, info }), Buffer.alloc(8)]);

it('by its own seal: it holds, and says that it is of an edited copy', async () => {
  const copy = await sealed('edit');
  expect(await verify(copy, [])).toMatchObject({
    state: 'edited',
    findings: [],
    meaning: expect.stringMatching(/^Edited copy, not the original/),
  });
  expect(await verify(join(copy, 'proof', 'recording.sealed'), [])).toMatchObject({ state: 'edited' });
});

it('by its file alone, nor beside the original’s seal', async () => {
  const copy = await sealed('phone');
  expect(await verify(copy, [])).toMatchObject({ state: 'intact' });
  await writeFile(join(copy, 'gesprek.wav'), wav);
  expect(await verify(join(copy, 'gesprek.wav'), [])).toMatchObject({ state: 'edited' });
  expect(await verify(copy, [])).toMatchObject({ files: [{ file: 'gesprek.wav', state: 'edited' }] });
});
