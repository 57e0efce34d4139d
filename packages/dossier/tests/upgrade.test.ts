/** A data folder that an earlier version wrote is opened, brought up to date, checked whole, and recorded into. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATOR, openDossier } from '@woordelijk/dossier';
import { openVault } from '@woordelijk/vault';
import { describe, expect, it, onTestFinished } from 'vitest';
import { meddle } from './database.ts';
import { bytesOf, chunk, newTalk, problemsOf } from './house.ts';

const OLD = join(import.meta.dirname, 'fixtures/data-before-the-watch.tar.gz');
const HELD = '019cadc8-6f40-7ca3-8013-93344312ebd6';
const KEPT = '019cadc7-84e0-79dc-97c6-9dc37c428b89';
const GONE = '019cadc9-59a0-7320-b210-6509c96716bf';
const HIDDEN = '019cadca-4400-712f-b07c-b0d47a0bd7f8';

describe('a data folder of an earlier version', () => {
  it('opens with everything in it, is found undamaged, and takes new calls', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'woordelijk-upgrade-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    execFileSync('tar', ['-xzf', OLD, '-C', folder]);
    const database = { kind: 'sqlite', file: join(folder, 'dossier.db') } as const;
    const [before] = await meddle(database, "select count(*) as n from sqlite_master where name = 'watch_round'");
    expect(Number(before!.n)).toBe(0);

    const vault = await openVault({ folder, segmentBytes: 1 << 18, batchMs: 1 });
    onTestFinished(() => vault.close());
    let time = Date.UTC(2026, 2, 2, 9, 10, 0);
    const dossier = await openDossier({
      database,
      vault,
      searchKey: vault.keys.derive('search'),
      now: () => time,
      random: (length) => randomBytes(length),
    });
    onTestFinished(() => dossier.close());
    expect(await problemsOf(dossier)).toEqual([]);
    const found = await dossier.talks({ search: 'Inwoner', limit: 9 });
    expect(found.items.map(({ id }) => id).sort()).toEqual([KEPT, HELD, HIDDEN].sort());
    expect(await dossier.destructions.of(GONE)).toMatchObject({ destroyedAt: expect.any(Number) });
    expect(await dossier.holds.of(HELD)).toMatchObject([{ owner: 'Klachtencoördinator', liftedAt: null }]);
    expect(await dossier.recordingPlans.ofTalk(KEPT)).toMatchObject({ number: 1, until: null });
    await expect(dossier.play(HIDDEN, 'cli')).rejects.toMatchObject({ code: 'talk-private' });
    const sound = await dossier.play(KEPT, 'cli');
    expect((await bytesOf(sound.read(0, sound.bytes))).length).toBeGreaterThan(16_000);

    const talk = newTalk({ time } as never);
    const { recordingId } = await dossier.recordings.begin(talk);
    await dossier.recordings.append(recordingId, chunk(talk.startedAt, 1, { from: 0 }));
    await dossier.recordings.end(recordingId, 'bye', talk.startedAt + 1e6);
    time += 86_400_000; // what was private goes, and the watch looks at all of it
    await dossier.settled();
    expect((await dossier.talk(HIDDEN)).private).toMatchObject({ destroyedAt: expect.any(Number) });
    const { last, open } = await dossier.watch.state({ all: true, organisations: [], subjects: [] });
    expect([last?.recordings, open]).toEqual([3, []]);
    expect(await dossier.alarms(OPERATOR)).toEqual([]);
    expect(await problemsOf(dossier)).toEqual([]);
  });
});
