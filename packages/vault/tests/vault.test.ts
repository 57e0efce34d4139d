import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  auditVault,
  type NewChunk,
  type OpenedLeaf,
  type OpenedVault,
  openVault,
  readDestroyed,
} from '../src/index.ts';

const ID = '01890000-0000-7000-8000-000000000001';
const OTHER = '01890000-0000-7000-8000-000000000002';
const START = 1_760_000_000_000_000;

let folder: string;
const opened: OpenedVault[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
});
afterEach(async () => {
  for (const vault of opened.splice(0)) await vault.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(at = folder): Promise<OpenedVault> {
  const vault = await openVault({ folder: at, segmentBytes: 1024 * 1024, batchMs: 1 });
  opened.push(vault);
  return vault;
}

const event = (name: string, at = START) => ({
  kind: 'event' as const,
  start: at,
  duration: 0,
  content: Buffer.from(JSON.stringify({ event: name })),
});
const sound = (channel: number, second: number): NewChunk => ({
  channel,
  leaves: [0, 1, 2, 3, 4].map((fifth) => ({
    kind: 'entries' as const,
    start: START + second * 1_000_000 + fifth * 200_000,
    duration: 200_000,
    content: Buffer.alloc(1870, (channel * 50 + second * 5 + fifth) & 255),
  })),
});

async function all(vault: OpenedVault, id: string, range?: Parameters<OpenedVault['read']>[1]): Promise<OpenedLeaf[]> {
  const leaves: OpenedLeaf[] = [];
  for await (const leaf of vault.read(id, range)) leaves.push(leaf);
  return leaves;
}

async function record(vault: OpenedVault, id = ID, seconds = 3): Promise<void> {
  await vault.begin(id, event('begin'));
  for (let s = 0; s < seconds; s += 1)
    await Promise.all([vault.append(id, sound(1, s)), vault.append(id, sound(2, s))]);
}

describe('a recording', () => {
  it('comes back as it went in, while it runs, after it ended, and from its own object', async () => {
    const vault = await open();
    await record(vault);
    const running = await all(vault, ID);
    expect(running).toHaveLength(1 + 30);
    expect(Buffer.from(running[1]!.content)).toEqual(sound(1, 0).leaves[0]!.content);
    await vault.end(ID, event('end', START + 3_000_000));
    const object = await vault.archive(ID);
    const stored = await all(vault, ID);
    expect(stored.slice(0, 31)).toEqual(running);
    expect(stored[31]).toMatchObject({ index: 31, channel: 0, kind: 'event' });
    expect(object.seal.head).toMatchObject({ recording: ID, size: 32, closed: true });
    expect(await vault.verify(ID)).toMatchObject({
      state: 'intact',
      signer: 'confirmed',
      opened: true,
      leaves: 32,
      findings: [],
    });
    expect(await vault.archive(ID)).toEqual(object);
  });

  it('gives only the asked channel and stretch', async () => {
    const vault = await open();
    await record(vault, ID, 5);
    const some = await all(vault, ID, { channel: 2, from: START + 2_000_000, to: START + 2_500_000 });
    expect(new Set(some.map((leaf) => leaf.channel))).toEqual(new Set([2]));
    expect(some.some((leaf) => leaf.start === START + 2_200_000)).toBe(true);
    expect(some.every((leaf) => leaf.start < START + 4_000_000)).toBe(true);
  });

  it('cannot be begun twice, or added to after its end', async () => {
    const vault = await open();
    await record(vault);
    await expect(vault.begin(ID, event('begin'))).rejects.toMatchObject({ code: 'recording-exists' });
    await vault.end(ID, event('end'));
    await expect(vault.append(ID, sound(1, 9))).rejects.toMatchObject({ code: 'recording-closed' });
    await vault.archive(ID);
    await expect(vault.append(ID, sound(1, 9))).rejects.toMatchObject({ code: 'recording-unknown' });
    await expect(vault.begin(ID, event('begin'))).rejects.toMatchObject({ code: 'recording-exists' });
    await expect(vault.append(OTHER, sound(1, 0))).rejects.toMatchObject({ code: 'recording-unknown' });
  });

  it('refuses chunks that no chunk can be', async () => {
    const vault = await open();
    await vault.begin(ID, event('begin'));
    await expect(vault.append(ID, { channel: 1, leaves: [] })).rejects.toMatchObject({ code: 'chunk-too-large' });
    const huge = { ...event('x'), content: Buffer.alloc(5 * 1024 * 1024) };
    await expect(vault.append(ID, { channel: 1, leaves: [huge] })).rejects.toMatchObject({ code: 'chunk-too-large' });
    await vault.append(ID, sound(1, 0));
    expect(await all(vault, ID)).toHaveLength(6);
  });

  it('cannot be read once its key is destroyed', async () => {
    const vault = await open();
    await record(vault);
    await vault.end(ID, event('end'));
    await vault.archive(ID);
    await vault.keys.destroy(ID);
    await expect(all(vault, ID)).rejects.toMatchObject({ code: 'key-missing' });
  });

  it('is destroyed with its key, and known as destroyed afterwards', async () => {
    const vault = await open();
    await record(vault);
    await record(vault, OTHER);
    await expect(vault.destroy(ID)).rejects.toMatchObject({ code: 'recording-open' });
    await vault.end(ID, event('end'));
    await vault.archive(ID);
    await vault.destroy(ID);
    await vault.destroy(ID);
    await expect(all(vault, ID)).rejects.toMatchObject({ code: 'key-missing' });
    await expect(vault.head(ID)).rejects.toMatchObject({ code: 'recording-unknown' });
    expect(await Promise.all([ID, OTHER].map((id) => vault.keys.wasDestroyed(id)))).toEqual([true, false]);
    // Its chunks still lie in the journal beside those of a recording that runs: a start passes them over.
    await vault.append(OTHER, sound(1, 3));
    const copy = `${folder}-again`;
    await cp(folder, copy, { recursive: true });
    try {
      const again = await open(copy);
      expect(again.unfinished.map(({ recording }) => recording)).toEqual([OTHER]);
      await again.end(OTHER, event('end'));
      await again.archive(OTHER);
      const problems = [];
      for await (const line of auditVault(copy)) if (line.what === 'problem') problems.push(line);
      expect(problems).toEqual([]);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });

  it('of which the key was noted as destroyed when all stopped, is destroyed when asked again', async () => {
    const vault = await open();
    await record(vault);
    await vault.end(ID, event('end'));
    await vault.archive(ID);
    await writeFile(join(folder, 'keys', 'destroyed'), `${OTHER}\n${ID.slice(0, 9)}`); // the last line is torn
    expect(await vault.keys.wasDestroyed(ID)).toBe(false);
    await vault.destroy(ID);
    expect(await readDestroyed(join(folder, 'keys'))).toEqual([OTHER, ID]);
    expect(await vault.keys.wasDestroyed(ID)).toBe(true);
  });
});

describe('after a stop without warning', () => {
  it('every acknowledged chunk is there, and the recording can be ended, stored and verified', async () => {
    const vault = await open();
    await record(vault, ID, 4);
    await record(vault, OTHER, 2);
    await vault.end(OTHER, event('end'));
    const before = await all(vault, ID);
    const copy = `${folder}-crashed`;
    await cp(folder, copy, { recursive: true });
    try {
      const again = await open(copy);
      expect(again.recovery.problems).toEqual([]);
      expect(again.unfinished).toEqual([{ recording: ID, lastMoment: START + 4_000_000, size: 41 }]);
      expect(await all(again, ID)).toEqual(before);
      await again.append(ID, sound(1, 4));
      await again.end(ID, event('end', START + 4_000_000));
      for (const id of [ID, OTHER]) {
        await again.archive(id);
        expect(await again.verify(id)).toMatchObject({ state: 'intact', signer: 'confirmed' });
      }
    } finally {
      await opened.pop()?.close();
      await rm(copy, { recursive: true, force: true });
    }
  });

  it('goes on over many short lives and segments, and gives the journal free once all is stored', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `01890000-0000-7000-8000-0000000001${String(i).padStart(2, '0')}`);
    for (const id of ids) {
      const vault = await open();
      for (const { recording } of vault.unfinished) {
        await vault.end(recording, event('interrupted'));
        await vault.archive(recording);
      }
      await record(vault, id, 20);
      await vault.close();
      opened.pop();
    }
    const vault = await open();
    for (const { recording } of vault.unfinished) {
      await vault.end(recording, event('interrupted'));
      await vault.archive(recording);
    }
    for (const id of ids) expect(await vault.verify(id)).toMatchObject({ state: 'intact', leaves: 202 });
    expect((await readdir(join(folder, 'journal'))).filter((name) => name.endsWith('.journal'))).toHaveLength(1);
  });
});

it('no reading that is under way brings a destroyed key back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'woordelijk-keys-'));
  try {
    const ids = Array.from({ length: 20 }, () => randomUUID());
    const first = await openVault({ folder });
    for (const id of ids) await first.keys.create(id);
    await first.close();
    const vault = await openVault({ folder }); // remembers none of them
    for (const [turns, id] of ids.entries()) {
      const read = () => vault.keys.get(id).catch(() => undefined); // it may be gone already
      const readings = [read()];
      for (let turn = 0; turn < turns % 5; turn++) await new Promise((later) => setImmediate(later));
      let over = false;
      const destroying = vault.keys.destroy(id).finally(() => {
        over = true;
      });
      while (!over) {
        readings.push(read());
        await new Promise((later) => setImmediate(later));
      }
      await Promise.all([destroying, ...readings]);
      await expect(vault.keys.get(id)).rejects.toMatchObject({ code: 'key-missing' });
    }
    await vault.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
