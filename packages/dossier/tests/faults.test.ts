/** Every write of a recording's life fails in turn, before and after it was done; then the house is opened again. */
import { describe, expect, it } from 'vitest';
import { breaking, type Step } from './breaking.ts';
import { failOnAct, healActs } from './database.ts';
import { byteAt, chunk, closedHouse, fileOf, newTalk, problemsOf, storedTalk, type TestHouse } from './house.ts';

/** A call of two seconds of which each chunk that was acknowledged is remembered. */
async function call(house: TestHouse): Promise<number> {
  const { recordings } = house.dossier;
  const talk = newTalk(house);
  let acknowledged = 0;
  const { recordingId } = await recordings.begin(talk);
  try {
    for (let second = 0; second < 2; second++) {
      await recordings.append(recordingId, chunk(talk.startedAt, 1, { from: second * 8000 }));
      acknowledged++;
    }
    await recordings.end(recordingId, 'bye', talk.startedAt + 2_000_000);
    await house.dossier.settled();
  } catch {
    // the house falls down here
  }
  return acknowledged;
}

async function reopenAndLook(house: TestHouse, acknowledged: number): Promise<void> {
  await house.close();
  house.time += 3600_000; // past every job's wait
  const dossier = await house.open();
  await dossier.settled();
  const { items } = await dossier.talks({ limit: 10 });
  for (const talk of items) {
    expect(talk.state).toBe('stored');
    expect(talk.endedAt).not.toBeNull();
    const acts = (await dossier.ledger(talk.id)).map((line) => line.act);
    expect(acts.filter((act) => act === 'recording.ended')).toHaveLength(1);
    if (!acts.includes('recording.stored')) {
      expect(acknowledged).toBe(0);
      await expect(dossier.copy(talk.id, 'legs', 'cli')).rejects.toMatchObject({ code: 'recording-silent' });
      continue;
    }
    expect(await house.vault.verify(talk.recordingId!)).toMatchObject({ state: 'intact' });
    const files = await dossier.copy(talk.id, 'legs', 'cli');
    const leg = await fileOf(files, '10.alaw');
    expect(leg.length).toBeGreaterThanOrEqual(acknowledged * 8000);
    leg.forEach((byte, tick) => {
      if (byte !== byteAt(1, tick)) throw new Error(`tick ${tick} is another`);
    });
  }
  if (acknowledged > 0) expect(items).toHaveLength(1);
  expect(await problemsOf(dossier)).toEqual([]);
  // and the next call works
  const next = await storedTalk(house, 1);
  expect(await dossier.talk(next.talkId)).toMatchObject({ state: 'stored', ending: 'bye' });
}

const STEPS: Step[] = ['keys.create', 'begin', 'append', 'end', 'archive'];

describe('a house that falls down', () => {
  for (const step of STEPS)
    for (const when of ['before', 'after'] as const)
      it(`${when} ${step} stands up again with every acknowledged chunk`, async () => {
        const house = await closedHouse();
        const armed = { now: false };
        await house.open((vault) => breaking(vault, step, when, armed));
        armed.now = true;
        const acknowledged = await call(house).catch(() => 0);
        await reopenAndLook(house, acknowledged);
      });

  it.each(['talk.begun', 'recording.ended', 'recording.stored'])(
    'in the transaction of %s stands up again',
    async (act) => {
      const house = await closedHouse();
      await house.open();
      await failOnAct(house.database, act);
      const acknowledged = await call(house).catch(() => 0);
      await healActs(house.database);
      expect(acknowledged).toBe(act === 'talk.begun' ? 0 : 2);
      await reopenAndLook(house, acknowledged);
    },
  );

  it('in the middle of a call closes it as interrupted, at its exact last moment', async () => {
    const house = await closedHouse();
    await house.open();
    const talk = newTalk(house);
    const { talkId, recordingId } = await house.dossier.recordings.begin(talk);
    await house.dossier.recordings.append(recordingId, chunk(talk.startedAt, 1, { from: 0 }));
    await house.dossier.recordings.append(recordingId, chunk(talk.startedAt, 2, { from: 0, packets: 62 }));
    await house.close();
    house.time += 5000;
    const dossier = await house.open();
    expect((await dossier.talk(talkId)).state).not.toBe('live');
    await dossier.settled();
    expect(await dossier.talk(talkId)).toMatchObject({
      state: 'stored',
      ending: 'interrupted',
      endedAt: talk.startedAt / 1000 + 1240,
    });
    expect(await house.vault.verify(recordingId)).toMatchObject({ state: 'intact' });
    expect(house.logged.some((line) => line.includes('recording.interrupted'))).toBe(true);
  });

  it('keeps the ending it had sealed when it fell between vault and database', async () => {
    const house = await closedHouse();
    const armed = { now: true };
    await house.open((vault) => breaking(vault, 'end', 'after', armed));
    const talk = newTalk(house);
    const { talkId, recordingId } = await house.dossier.recordings.begin(talk);
    await expect(house.dossier.recordings.end(recordingId, 'no-media', talk.startedAt + 7_000_000)).rejects.toThrow();
    await house.close();
    const dossier = await house.open();
    await dossier.settled();
    expect(await dossier.talk(talkId)).toMatchObject({ ending: 'no-media', endedAt: talk.startedAt / 1000 + 7000 });
  });

  it('ends a recording once, however often it is asked', async () => {
    const house = await closedHouse();
    const { recordings } = await house.open();
    const talk = newTalk(house);
    const { talkId, recordingId } = await recordings.begin(talk);
    const at = talk.startedAt + 1_000_000;
    await Promise.allSettled([recordings.end(recordingId, 'bye', at), recordings.end(recordingId, 'bye', at)]);
    await recordings.end(recordingId, 'shutdown', at + 5);
    await house.dossier.settled();
    expect(await house.dossier.talk(talkId)).toMatchObject({ state: 'stored', ending: 'bye' });
    const acts = (await house.dossier.ledger(talkId)).map((line) => line.act);
    expect(acts).toEqual(['talk.begun', 'recording.ended', 'recording.stored']);
  });

  it('closes recordings the database does not know, and says so', async () => {
    const house = await closedHouse();
    await house.open();
    const leaf = {
      kind: 'event' as const,
      start: house.time * 1000,
      duration: 0,
      content: Buffer.from('{"event":"begin"}'),
    };
    const stray = '01890000-0000-7000-8000-000000000001';
    await house.vault.begin(stray, leaf);
    await house.close();
    await house.open();
    expect(house.logged.some((line) => line.includes('recording.without-talk') && line.includes(stray))).toBe(true);
    expect(await house.vault.verify(stray)).toMatchObject({ state: 'intact' });
  });

  it('tries a failed job again, later and later', async () => {
    const house = await closedHouse();
    const armed = { now: true };
    await house.open((vault) => breaking(vault, 'archive', 'before', armed));
    const { talkId } = await storedTalk(house, 1);
    expect((await house.dossier.talk(talkId)).state).toBe('storing');
    await expect(house.dossier.copy(talkId, 'legs', 'cli')).rejects.toMatchObject({ code: 'recording-not-stored' });
    house.time += 999;
    await house.dossier.settled();
    armed.now = false;
    await house.dossier.settled();
    expect((await house.dossier.talk(talkId)).state).toBe('storing'); // its second has not passed
    house.time += 1;
    await house.dossier.settled();
    expect((await house.dossier.talk(talkId)).state).toBe('stored');
  });
});
