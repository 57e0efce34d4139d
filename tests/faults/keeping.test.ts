/**
 * Destructions, backups and restores are killed without warning at random moments: each is finished or untouched, never half,
 * and no talk that is held goes. KILLS sets how often each (100 for a proof).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, checkData, makeBackupKey, restore } from '@woordelijk/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chunk, newTalk } from '../../packages/dossier/tests/house.ts';
import { putInOrder } from '../../packages/dossier/tests/in-order.ts';
import { temporaryFolder } from '../system/product.ts';
import { openHouse } from './keeper-house.ts';

const KILLS = Number(process.env.KILLS ?? 3);
const TIMEOUT_MS = 120_000 + KILLS * 30_000;
const TALKS = 6;
/** More than a job is held by who began it. */
const LEASE_MS = 60_000;
const LINE = 'sip:+999800100@pbx.example';
const env = {};
const keeper = join(import.meta.dirname, 'keeper.ts');

let folder: string;
let seed: string;
let talks: string[];
let held: string[];
let recipient: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  seed = join(folder, 'seed');
  recipient = await makeBackupKey(join(folder, 'identity'));
  const { dossier, close } = await openHouse(seed);
  const { id } = await dossier.addOrganisation('Kantoor', 'cli');
  await dossier.addLine(id, LINE, 'cli');
  await putInOrder(dossier, id, new Date().toISOString().slice(0, 10));
  talks = [];
  for (let n = 0; n < TALKS; n++) {
    const call = newTalk({ time: Date.now() } as never, { lines: [LINE] });
    const { talkId, recordingId } = await dossier.recordings.begin(call);
    for (let second = 0; second < 5; second++)
      await dossier.recordings.append(recordingId, chunk(call.startedAt, 1, { from: second * 8000 }));
    await dossier.recordings.end(recordingId, 'bye', call.startedAt + 5e6);
    talks.push(talkId);
  }
  await dossier.settled();
  held = talks.filter((_, i) => i % 3 === 0);
  const hold = { reason: 'complaint', owner: 'Klachten', words: 'Zaak.', reviewAt: Date.now() + 9e8 } as const;
  for (const talk of held) await dossier.holds.place(talk, hold, { actor: 'cli' });
  await close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** How long the work takes when nobody kills it, in milliseconds from the moment it is loaded. */
async function measured(words: readonly string[]): Promise<number> {
  const child = await begun(words);
  const from = performance.now();
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
  return performance.now() - from;
}

async function begun(words: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', keeper, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

/** Kills the work somewhere in this round's share of its course, so that all rounds together cover the whole of it. */
async function killed(words: readonly string[], whole: number, round: number): Promise<void> {
  const child = await begun(words);
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), ((round + Math.random()) / KILLS) * whole);
  await ended;
  clearTimeout(timer);
}

it(
  `a destruction that is killed ${KILLS} times is finished or untouched, and nothing held goes`,
  async () => {
    const whole = await measured(['destroy', await fresh('measured'), ...talks]);
    const found = { untouched: 0, finished: 0 };
    for (let round = 0; round < KILLS; round++) {
      const data = await fresh('data');
      await killed(['destroy', data, ...talks], whole, round);
      const { dossier, close } = await openHouse(data, LEASE_MS);
      await dossier.settled();
      for (const talk of talks) {
        const destruction = await dossier.destructions.of(talk);
        if (destruction === undefined) {
          await dossier.copy(talk, 'wav', 'cli'); // it is whole
          found.untouched++;
        } else {
          expect(destruction.destroyedAt).toEqual(expect.any(Number));
          expect(held).not.toContain(talk);
          found.finished++;
        }
      }
      await close();
      expect(await checkData(data, env)).toMatchObject({ state: 'intact', problems: [] });
    }
    console.log(
      `${KILLS} kills of a destruction: ${found.finished} talks finished, ${found.untouched} untouched, held lost 0`,
    );
  },
  TIMEOUT_MS,
);

it(
  `a backup that is killed ${KILLS} times leaves the one before, and the next one is whole`,
  async () => {
    const data = await fresh('source');
    const into = join(folder, 'backup');
    const whole = await measured(['backup', data, join(folder, 'measured-backup'), recipient]);
    await backup({ data, folder: into, recipient, version: '0', env, now: Date.now });
    const before = await readdir(join(into, 'snapshots'));
    for (let round = 0; round < KILLS; round++) {
      await killed(['backup', data, into, recipient], whole, round);
      const last = join(folder, 'last');
      const report = await restore({
        folder: into,
        data: last,
        identityFile: join(folder, 'identity'),
        env,
        now: Date.now,
      });
      expect(before.length > 0 && report.objects).toBe(TALKS);
      expect(await checkData(last, env)).toMatchObject({ state: 'intact', problems: [] });
      await rm(last, { recursive: true });
    }
  },
  TIMEOUT_MS,
);

it(
  `a restore that is killed ${KILLS} times leaves nothing under its name, or everything`,
  async () => {
    const data = await fresh('origin');
    const into = join(folder, 'backup-2');
    await backup({ data, folder: into, recipient, version: '0', env, now: Date.now });
    const { dossier, close } = await openHouse(data);
    const gone = talks.find((talk) => !held.includes(talk))!;
    await dossier.destructions.decide(gone, 'decision', 'Geen doel meer.', 'cli');
    await dossier.settled();
    await close();
    const snapshot = (await readdir(join(into, 'snapshots')))[0]!;
    await backup({ data, folder: into, recipient, version: '0', env, now: Date.now });
    await rm(join(into, 'snapshots', (await readdir(join(into, 'snapshots'))).sort()[1]!), { recursive: true });
    expect(await readdir(join(into, 'snapshots'))).toEqual([snapshot]);
    const identity = join(folder, 'identity');
    const whole = await measured(['restore', into, join(folder, 'measured-restore'), identity]);
    const to = join(folder, 'restored');
    for (let round = 0; round < KILLS; round++) {
      await killed(['restore', into, to, identity], whole, round);
      if (!(await readdir(folder)).includes('restored')) continue;
      expect(await checkData(to, env)).toMatchObject({ state: 'intact', problems: [] });
      await rm(to, { recursive: true });
    }
    const report = await restore({ folder: into, data: to, identityFile: identity, env, now: Date.now });
    expect(report.destroyedAgain).toBe(1);
    expect(await checkData(to, env)).toMatchObject({ state: 'intact', problems: [] });
  },
  TIMEOUT_MS,
);

async function fresh(name: string): Promise<string> {
  const to = join(folder, name);
  await rm(to, { recursive: true, force: true });
  await cp(seed, to, { recursive: true });
  return to;
}
