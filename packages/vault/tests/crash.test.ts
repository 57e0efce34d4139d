/** What is on the disk after a stop at any point: cut anywhere, flipped anywhere, or with a write that fails. */
import {
  copyFile,
  cp,
  mkdtemp,
  open as openFile,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditLine, auditVault, type NewChunk, type OpenedVault, openVault } from '../src/index.ts';
import { SEGMENT_HEADER_LENGTH } from '../src/segment.ts';

const START = 1_760_000_000_000_000;
const ids = Array.from({ length: 3 }, (_, i) => `01890000-0000-7000-8000-00000000000${i}`);
const every = process.env.SLOW === undefined ? 1 : 10;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crash-'));
});
afterEach(async () => {
  Object.assign(handles, real);
  await rm(folder, { recursive: true, force: true });
});

const open = (at: string) => openVault({ folder: at, segmentBytes: 128 * 1024, batchMs: 1 });
const event = (name: string) => ({
  kind: 'event' as const,
  start: START,
  duration: 0,
  content: Buffer.from(JSON.stringify({ event: name })),
});
const sound = (channel: number, second: number, bytes = 1000): NewChunk => ({
  channel,
  leaves: [
    { kind: 'entries', start: START + second * 1_000_000, duration: 1_000_000, content: Buffer.alloc(bytes, second) },
  ],
});

/** Leaves that can be read of a recording that was left open. */
async function leavesOf(vault: OpenedVault, id: string): Promise<number> {
  let count = 0;
  for await (const leaf of vault.read(id)) {
    expect(leaf.index).toBe(count);
    count += 1;
  }
  return count;
}

async function audit(at: string): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  for await (const line of auditVault(at)) lines.push(line);
  return lines;
}

async function journalFiles(at: string): Promise<string[]> {
  return (await readdir(join(at, 'journal')))
    .filter((name) => name.endsWith('.journal'))
    .sort()
    .map((name) => join(at, 'journal', name));
}

/** A vault with three recordings, killed: its folder as a crash would leave it, and the leaves acknowledged after each commit. */
async function crashed(seconds: number): Promise<{ at: string; acknowledged: Map<string, number> }> {
  const vault = await open(folder);
  const acknowledged = new Map<string, number>();
  for (const id of ids) acknowledged.set(id, (await vault.begin(id, event('begin'))).head.size);
  for (let s = 0; s < seconds; s += 1) {
    const heads = await Promise.all(
      ids.flatMap((id) => [vault.append(id, sound(1, s)), vault.append(id, sound(2, s))]),
    );
    for (const { head } of heads) acknowledged.set(head.recording, head.size);
  }
  const at = `${folder}/copy`;
  for (const part of ['keys', 'journal', 'objects']) await cp(join(folder, part), join(at, part), { recursive: true });
  await vault.close();
  return { at, acknowledged };
}

describe('a torn journal', () => {
  it('cut at any place gives back a whole number of commits, and every recording ends sealed', async () => {
    const { at, acknowledged } = await crashed(4);
    const last = (await journalFiles(at)).at(-1)!;
    const whole = await readFile(last);
    let written = whole.length;
    while (whole[written - 1] === 0) written -= 1;
    const reached = new Set<number>();
    for (
      let length = SEGMENT_HEADER_LENGTH;
      length <= written;
      length += Math.ceil((written - SEGMENT_HEADER_LENGTH) / (25 * every))
    ) {
      const copy = `${folder}/cut`;
      await cp(at, copy, { recursive: true });
      const file = last.replace(at, copy);
      await truncate(file, length);
      await truncate(file, whole.length); // zeros behind it, as in a preallocated file
      const vault = await open(copy);
      expect(vault.recovery.problems).toEqual([]);
      for (const { recording, size, lastMoment } of vault.unfinished) {
        expect(await leavesOf(vault, recording)).toBe(size);
        expect(size).toBeLessThanOrEqual(acknowledged.get(recording)!);
        expect(lastMoment).toBe(size === 1 ? START : START + Math.ceil((size - 1) / 2) * 1_000_000);
        await vault.end(recording, event('interrupted'));
        await vault.archive(recording);
        expect(await vault.verify(recording)).toMatchObject({ state: 'intact', signer: 'confirmed', leaves: size + 1 });
        reached.add(size);
      }
      await vault.close();
      await rm(copy, { recursive: true });
    }
    expect(reached.size).toBeGreaterThan(2);
  });

  it('whole gives back everything acknowledged, over several segments', async () => {
    const { at, acknowledged } = await crashed(60);
    expect((await journalFiles(at)).length).toBeGreaterThan(2);
    const vault = await open(at);
    expect(new Map(vault.unfinished.map(({ recording, size }) => [recording, size]))).toEqual(acknowledged);
    for (const id of ids) expect(await leavesOf(vault, id)).toBe(acknowledged.get(id));
    await vault.close();
  });
});

describe('one flipped bit', () => {
  it('in the journal is named by the audit, and the start survives it', async () => {
    const { at } = await crashed(5);
    const [file] = await journalFiles(at);
    const whole = await readFile(file!);
    let written = whole.length;
    while (whole[written - 1] === 0) written -= 1;
    expect((await audit(at)).filter((line) => line.what === 'problem')).toEqual([]);
    const unnoticed: number[] = [];
    // The last frames may pass for a torn tail that nobody was told of; before them every bit counts.
    const tail = 8000;
    for (let byte = SEGMENT_HEADER_LENGTH; byte < written - tail; byte += Math.ceil(written / (40 * every))) {
      const copy = Buffer.from(whole);
      copy[byte]! ^= 1 << (byte % 8);
      await writeFile(file!, copy);
      const lines = await audit(at);
      if (!lines.some((line) => line.what === 'problem')) unnoticed.push(byte);
      const started = `${folder}/started`;
      await cp(at, started, { recursive: true });
      const vault = await open(started);
      for (const { recording, damage } of vault.unfinished) {
        if (damage === undefined) await vault.end(recording, event('interrupted'));
        else
          await expect(vault.end(recording, event('interrupted'))).rejects.toMatchObject({ code: 'recording-damaged' });
      }
      await vault.close();
      await rm(started, { recursive: true });
    }
    expect(unnoticed).toEqual([]);
  });

  it('in an object, a key file, the house key or the signing key is named, with the recording where there is one', async () => {
    const vault = await open(folder);
    const id = ids[0]!;
    await vault.begin(id, event('begin'));
    await vault.append(id, sound(1, 0, 5000));
    await vault.end(id, event('end'));
    await vault.archive(id);
    await vault.close();
    expect(await audit(folder)).toEqual([
      {
        what: 'object',
        recording: id,
        verification: expect.objectContaining({ state: 'intact', signer: 'confirmed' }),
      },
    ]);
    const files = [
      `objects/00/${id}.sealed`,
      `keys/items/00/${id}.key`,
      'keys/house.key',
      'keys/signing.pem',
      'keys/signing.vkey',
    ];
    for (const name of files) {
      const path = join(folder, name);
      const { size } = await stat(path);
      for (let byte = 0; byte < size - 1; byte += Math.ceil(size / 30)) {
        await copyFile(path, `${path}.kept`);
        const handle = await openFile(path, 'r+');
        const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, byte);
        await handle.write(Buffer.of(buffer[0]! ^ (1 << (byte % 8))), 0, 1, byte);
        await handle.close();
        const lines = await audit(folder);
        const told = lines.some(
          (line) => line.what === 'problem' || (line.what === 'object' && line.verification.state === 'damaged'),
        );
        // A dash or the word PRIVATE in the frame around the signing key carries no meaning.
        const frame = name.endsWith('.pem') && !lines.some((line) => line.what === 'problem');
        expect(told || frame, `${name} byte ${byte}`).toBe(true);
        if (name.includes(id)) expect(JSON.stringify(lines)).toContain(id);
        await copyFile(`${path}.kept`, path);
        await rm(`${path}.kept`);
      }
    }
  });
});

describe('a write that fails', () => {
  it('once is written again elsewhere; what was acknowledged before and after is there', async () => {
    const vault = await open(folder);
    const id = ids[0]!;
    await vault.begin(id, event('begin'));
    for (let s = 0; s < 12; s += 1) {
      if (s % 3 === 1) failNext(s % 2 === 0 ? 'write' : 'datasync', 1);
      await vault.append(id, sound(1, s));
    }
    Object.assign(handles, real);
    const at = `${folder}/copy`;
    for (const part of ['keys', 'journal', 'objects'])
      await cp(join(folder, part), join(at, part), { recursive: true });
    await vault.close();
    const again = await open(at);
    expect(again.recovery.problems).toEqual([]);
    expect(again.unfinished).toMatchObject([{ recording: id, size: 13 }]);
    expect(await leavesOf(again, id)).toBe(13);
    await again.end(id, event('end'));
    await again.archive(id);
    expect(await again.verify(id)).toMatchObject({ state: 'intact', leaves: 14 });
    await again.close();
  });

  it('for good stops the vault with a clear error; everything acknowledged before is there at the next start', async () => {
    const vault = await open(folder);
    const id = ids[0]!;
    await vault.begin(id, event('begin'));
    for (let s = 0; s < 5; s += 1) await vault.append(id, sound(1, s));
    failNext('write', 1000);
    await expect(vault.append(id, sound(1, 5))).rejects.toMatchObject({ code: 'journal-failed' });
    await expect(vault.append(id, sound(1, 6))).rejects.toMatchObject({ code: 'journal-failed' });
    expect(vault.problem()).toMatch(/journal/);
    Object.assign(handles, real);
    await vault.close();
    const again = await open(folder);
    expect(again.unfinished).toMatchObject([{ recording: id, size: 6 }]);
    await again.close();
  });
});

/** Makes the next writes or flushes of any file fail as a full or broken disk does. Undone after each test. */
function failNext(method: 'write' | 'datasync', times: number): void {
  let left = times;
  const original = real[method];
  handles[method] = function (this: unknown, ...words: unknown[]) {
    if (left === 0) return original.apply(this, words);
    left -= 1;
    return Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  };
}

type Method = (this: unknown, ...words: unknown[]) => unknown;
const probe = await openFile(import.meta.filename, 'r');
const handles = Object.getPrototypeOf(probe) as Record<'write' | 'datasync', Method>;
const real = { write: handles.write, datasync: handles.datasync };
await probe.close();
