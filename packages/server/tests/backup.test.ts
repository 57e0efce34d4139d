/** Backups of a real data folder: what comes back, what stays destroyed, and what a stop leaves. */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dossier, openDossier } from '@woordelijk/dossier';
import { openVault } from '@woordelijk/vault';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChunkShape, chunk, newTalk } from '../../dossier/tests/house.ts';
import { putInOrder } from '../../dossier/tests/in-order.ts';
import { backup, checkData, makeBackupKey, restore } from '../src/index.ts';

const env = {};
let folder: string;
let data: string;
let recipient: string;
let identityFile: string;
let close: () => Promise<void>;
let dossier: Dossier;

async function open(at: string): Promise<void> {
  const vault = await openVault({ folder: at, segmentBytes: 1 << 20, batchMs: 1 });
  dossier = await openDossier({
    database: { kind: 'sqlite', file: join(at, 'dossier.db') },
    vault,
    searchKey: vault.keys.derive('search'),
    now: Date.now,
    random: (length) => randomBytes(length),
  });
  close = async () => {
    await dossier.close();
    await vault.close();
    close = async () => undefined;
  };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woordelijk-backup-'));
  data = join(folder, 'data');
  identityFile = join(folder, 'identity');
  recipient = await makeBackupKey(identityFile);
  await open(data);
  const { id } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await dossier.addLine(id, '+999800100', 'cli');
  await putInOrder(dossier, id, new Date().toISOString().slice(0, 10));
});
afterEach(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const begun = (at = Date.now()) => newTalk({ time: at } as never, { lines: ['sip:+999800100@pbx.example'] });

async function talk(seconds: number, ended = true): Promise<string> {
  const call = begun();
  const { talkId, recordingId } = await dossier.recordings.begin(call);
  for (let second = 0; second < seconds; second++) {
    const shape: ChunkShape = { from: second * 8000 };
    await dossier.recordings.append(recordingId, chunk(call.startedAt, 1, shape));
  }
  if (ended) await dossier.recordings.end(recordingId, 'bye', call.startedAt + seconds * 1e6);
  await dossier.settled();
  return talkId;
}

const into = () => join(folder, 'backup');
const save = (now = Date.now) => backup({ data, folder: into(), recipient, version: '0.1.0', env, now });
const back = (to: string, more: object = {}) =>
  restore({ folder: into(), data: join(folder, to), identityFile, env, now: Date.now, ...more });

describe('a backup', () => {
  it('made while talks go on comes back whole, and copies the next time only what is new', async () => {
    const first = await talk(2);
    const running = await talk(3, false);
    expect(await save()).toMatchObject({ objects: 1, destroyed: 0 });
    const second = await talk(1);
    expect(await save()).toMatchObject({ objects: 1 });
    expect(await save()).toMatchObject({ objects: 0, keys: 0 });
    await close();
    expect(await back('restored')).toMatchObject({ destroyedAgain: 0 });
    expect(await checkData(join(folder, 'restored'), env)).toMatchObject({ state: 'intact', problems: [] });
    await open(join(folder, 'restored'));
    const { items } = await dossier.talks({ limit: 9 });
    expect(items.map(({ id }) => id).sort()).toEqual([first, running, second].sort());
    await dossier.settled();
    for (const { id } of items) await dossier.play(id, 'cli');
    // What was under way when it was made ends where its last second was.
    expect(await dossier.talk(running)).toMatchObject({ ending: 'interrupted', state: 'stored' });
  });

  it('does not bring back what was destroyed after it was made', async () => {
    const kept = await talk(1);
    const gone = await talk(1);
    await save();
    const [snapshot] = await readdir(join(into(), 'snapshots'));
    const { recordingId } = await dossier.talk(gone);
    await dossier.destructions.decide(gone, 'decision', 'Geen doel meer.', 'cli');
    await dossier.settled();
    expect(await save()).toMatchObject({ destroyed: 2 }); // the talk's key, and the recording with its own
    await close();
    const copied = (await readdir(into(), { recursive: true })).join('\n');
    expect(copied).not.toContain(recordingId!);
    expect(copied).not.toContain(`${gone}.key`);

    expect(await back('old', { snapshot })).toMatchObject({ snapshot, destroyedAgain: 1 });
    expect(await checkData(join(folder, 'old'), env)).toMatchObject({ state: 'intact', problems: [] });
    await open(join(folder, 'old'));
    expect(await dossier.talk(gone)).toMatchObject({ parties: [], destruction: { destroyedAt: expect.any(Number) } });
    expect(await dossier.talk(kept)).toMatchObject({ state: 'stored' });
    await dossier.play(kept, 'cli');
  });

  it('of a talk that was live then, and destroyed since, comes back destroyed', async () => {
    const live = await talk(1, false);
    await save();
    const [snapshot] = await readdir(join(into(), 'snapshots'));
    const { recordingId } = await dossier.talk(live);
    await dossier.recordings.end(recordingId!, 'bye', Date.now() * 1000);
    await dossier.settled();
    await dossier.destructions.decide(live, 'decision', 'Geen doel meer.', 'cli');
    await dossier.settled();
    await save();
    await close();
    expect(await back('old', { snapshot })).toMatchObject({ destroyedAgain: 1 });
    expect(await checkData(join(folder, 'old'), env)).toMatchObject({ state: 'intact', problems: [] });
  });

  it('holds nothing that opens without the identity', async () => {
    await talk(1);
    await save();
    const house = await readFile(join(data, 'keys', 'house.key'));
    for (const entry of await readdir(into(), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      expect(bytes.includes(house.subarray(25, 60))).toBe(false);
      for (const name of ['Inwoner', '612345678']) expect(bytes.includes(Buffer.from(name))).toBe(false);
    }
    const other = join(folder, 'other');
    await makeBackupKey(other);
    await expect(back('x', { identityFile: other })).rejects.toMatchObject({ code: 'identity-wrong' });
    await expect(makeBackupKey(other)).rejects.toMatchObject({ code: 'identity-exists' });
  });

  it('says what is wrong, and writes over nothing', async () => {
    await expect(back('x')).rejects.toMatchObject({ code: 'backup-not-there' });
    const nowhere = { data: join(folder, 'nowhere'), folder: into(), recipient, version: '0', env, now: Date.now };
    await expect(backup(nowhere)).rejects.toMatchObject({ code: 'data-not-there' });
    const wrong = backup({ data, folder: into(), recipient: 'age1', version: '0', env, now: Date.now });
    await expect(wrong).rejects.toMatchObject({ code: 'recipient-wrong' });
    await talk(1);
    await save();
    await expect(back('x', { snapshot: 'yesterday' })).rejects.toMatchObject({ code: 'backup-not-there' });
    await expect(back('data')).rejects.toMatchObject({ code: 'data-not-empty' });
    const [snapshot] = await readdir(join(into(), 'snapshots'));
    const file = join(into(), 'snapshots', snapshot!, 'database.age');
    const bytes = await readFile(file);
    bytes[bytes.length - 9]! ^= 1;
    await writeFile(file, bytes);
    await expect(back('x')).rejects.toMatchObject({ code: 'backup-damaged' });
    expect(await readdir(folder)).not.toContain('x');
  });

  it('that was not finished counts for nothing, and is cleared away by the next', async () => {
    await talk(1);
    await save();
    const [snapshot] = await readdir(join(into(), 'snapshots'));
    const half = join(into(), 'snapshots', '2999-01-01T00-00-00.000Z');
    await cp(join(into(), 'snapshots', snapshot!), half, { recursive: true });
    await rm(join(half, 'manifest.json'));
    expect((await back('restored')).snapshot).toBe(snapshot);
    await save();
    expect(await readdir(join(into(), 'snapshots'))).not.toContain('2999-01-01T00-00-00.000Z');
  });
});
