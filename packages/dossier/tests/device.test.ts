import { randomUUID } from 'node:crypto';
import { packEntries } from '@woordelijk/audio';
import type { NewDeviceTalk } from '@woordelijk/dossier';
import { describe, expect, it } from 'vitest';
import { closedHouse, newHouse, problemsOf, type TestHouse, TODAY } from './house.ts';
import { putInOrder } from './in-order.ts';

const DAY = 86_400_000;

function deviceTalk(house: TestHouse, changes: Partial<NewDeviceTalk> = {}): NewDeviceTalk {
  return {
    recordingId: randomUUID(),
    organisationId: house.organisationId!,
    secretSha256: randomUUID().replaceAll('-', '').repeat(2),
    startedAt: house.time * 1000,
    parties: [
      { id: 'official', name: 'Klantmanager' },
      { id: 'participant-1', name: 'Inwoner' },
    ],
    gate: {
      facts: {
        date: '2026-03-02',
        organisations: [],
        situation: {
          opnemer: 'ambtenaar',
          wederpartij: 'particulier',
          plaats: 'kantoor',
          gemeld: 'alle',
          doel: 'afspraken',
          grondslag: 'publieke_taak',
          weging: 'positief',
        },
        decisions: [{ feit: 'weging', door: 'klantmanager', op: '2026-03-02', reden: 'Twee keer onenigheid.' }],
      },
      notice: { words: 'Ik neem op.', language: 'nl', how: 'spoken', to: 'Inwoner' },
      confirmedAt: house.time,
    },
    ...changes,
  };
}

async function account(house: TestHouse): Promise<string> {
  const { people } = house.dossier;
  const { token } = await people.makeAdministratorLink('cli');
  const passkey = { id: 'key', publicKey: new Uint8Array(8), counter: 0, transports: [] };
  return (await people.createAdministrator(token, 'Klantmanager', passkey)).account.id;
}

const second = (startedAt: number, n: number) => ({
  channel: 1,
  leaves: [
    {
      start: startedAt + n * 1e6,
      duration: 1e6,
      entries: packEntries([
        {
          kind: 'packet',
          at: n * 48_000,
          arrival: n * 1e6,
          payloadType: 96,
          sequence: n,
          timestamp: 0,
          ssrc: 0,
          marker: n === 0,
          payload: Uint8Array.of(0xf8, 0xff, 0xfe),
        },
      ]),
    },
    { event: { event: 'received' as const, at: startedAt + n * 1e6, received: { part: 0, sealed: n + 1 } } },
  ],
});

describe('a recording on a device', () => {
  it('begins through the gate, once, and only its secret delivers', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const who = await account(house);
    const talk = deviceTalk(house);
    const begun = await dossier.deviceRecordings.begin(talk, who);
    expect(await dossier.deviceRecordings.begin(talk, who)).toEqual(begun);
    await expect(dossier.deviceRecordings.begin({ ...talk, secretSha256: 'f'.repeat(64) }, who)).rejects.toMatchObject({
      code: 'recording-taken',
    });
    expect(await dossier.deviceRecordings.right(talk.recordingId, 'f'.repeat(64))).toBeUndefined();
    expect(await dossier.deviceRecordings.right(talk.recordingId, talk.secretSha256)).toMatchObject({ accountId: who });
    const { facts } = talk.gate;
    const told = { ...facts, situation: { ...facts.situation, gemeld: 'niemand' } };
    const refused = await dossier.deviceRecordings.begin(
      deviceTalk(house, { gate: { ...talk.gate, facts: told } }),
      who,
    );
    expect(refused).toMatchObject({ refused: { may: false } });
    expect((await dossier.talks({ limit: 9 })).items).toHaveLength(1);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('of a planned talk begins when the wish to record is gone, and is heard of who is in the plan', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const who = await account(house);
    const asking = { actor: 'cli' } as const;
    const { id: organisationId } = await dossier.addOrganisation('Gemeente Oost', 'cli');
    await putInOrder(dossier, organisationId, TODAY);
    const { id: wmo } = await dossier.staff.addDepartment(organisationId, 'Wmo', asking);
    const about = { kind: 'gewoon', place: 'kantoor', subject: 'Aanvraag', departmentIds: [wmo] };
    const participants = [
      { part: 'resident', name: 'Inwoner' },
      { part: 'official', name: 'Klantmanager' },
    ] as const;
    const { id: planned } = await dossier.plan(
      organisationId,
      { plannedAt: house.time, ...about, participants },
      asking,
    );
    const wish = { by: 'p1', recorder: 'both', place: 'kantoor', camera: 'geen', others: 'geen' } as const;
    const { requests } = await dossier.table.register(planned, wish, asking);
    const talk = deviceTalk(house, { planned, organisationId });
    expect(await dossier.deviceRecordings.begin(talk, who)).toMatchObject({ refused: { because: 'not-agreed' } });
    await dossier.table.decide(planned, requests[0]!.id, { outcome: 'settled', decidedBy: 'Klantmanager' }, asking);
    expect(await dossier.deviceRecordings.begin(talk, who)).toEqual({ talkId: planned });
    const { parties, channels } = await dossier.talk(planned);
    expect(channels[0]!.parties).toEqual(parties.map(({ id }) => id));
    expect(parties.map(({ name }) => name)).toEqual(['Inwoner', 'Klantmanager']);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('lives through a stop of the server, and goes on from what was sealed', async () => {
    const house = await newHouse();
    const who = await account(house);
    const talk = deviceTalk(house);
    await house.dossier.deviceRecordings.begin(talk, who);
    await house.dossier.recordings.append(talk.recordingId, second(talk.startedAt, 0));
    house.forget(); // as a process that is killed
    await house.open();
    const right = (await house.dossier.deviceRecordings.right(talk.recordingId, talk.secretSha256))!;
    expect(right.state).toBe('live');
    expect(await house.dossier.deviceRecordings.received(talk.recordingId)).toEqual({ part: 0, sealed: 1 });
    await house.dossier.recordings.append(talk.recordingId, second(talk.startedAt, 1));
    await house.dossier.recordings.end(talk.recordingId, 'stopped', talk.startedAt + 2e6);
    await house.dossier.settled();
    expect(await house.dossier.talk(right.talkId)).toMatchObject({ state: 'stored', ending: 'stopped' });
    expect((await house.vault.verify(talk.recordingId)).state).toBe('intact');
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('begins in the vault when the server stopped between the transaction and the first leaf', async () => {
    const house = await closedHouse();
    await house.open((vault) => ({
      ...vault,
      keys: vault.keys,
      unfinished: vault.unfinished,
      verifierKey: vault.verifierKey,
      archive: (id) => vault.archive(id),
      read: (id, range) => vault.read(id, range),
      begin: () => Promise.reject(new Error('power')),
    }));
    const who = await account(house);
    const talk = deviceTalk(house);
    await expect(house.dossier.deviceRecordings.begin(talk, who)).rejects.toThrow('power');
    house.forget();
    await house.open();
    await house.dossier.deviceRecordings.begin(talk, who);
    await house.dossier.recordings.append(talk.recordingId, second(talk.startedAt, 0));
    expect(await house.dossier.deviceRecordings.received(talk.recordingId)).toEqual({ part: 0, sealed: 1 });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('somebody joins: a party, and a moment in the seal', async () => {
    const house = await newHouse();
    const who = await account(house);
    const talk = deviceTalk(house);
    await house.dossier.deviceRecordings.begin(talk, who);
    const right = (await house.dossier.deviceRecordings.right(talk.recordingId, talk.secretSha256))!;
    await house.dossier.deviceRecordings.joined(right, 'Begeleider', talk.startedAt + 3e6);
    const { parties, channels } = await house.dossier.talk(right.talkId);
    expect(parties.map(({ name }) => name)).toEqual(['Klantmanager', 'Inwoner', 'Begeleider']);
    expect(channels[0]!.parties).toHaveLength(3);
    expect(await house.dossier.moments(right.talkId)).toEqual([{ atMs: 3000, kind: 'joined', text: null }]);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });
});

describe('a device that never comes back', () => {
  it('has its recording ended after a month, at the last moment that was heard', async () => {
    const house = await newHouse();
    const who = await account(house);
    const talk = deviceTalk(house);
    const begun = await house.dossier.deviceRecordings.begin(talk, who);
    const { talkId } = begun as { talkId: string };
    await house.dossier.recordings.append(talk.recordingId, second(talk.startedAt, 0));
    house.time += 29 * DAY;
    await house.dossier.settled();
    expect((await house.dossier.talk(talkId)).state).toBe('live');
    house.time += DAY;
    await house.dossier.settled();
    expect((await house.dossier.talk(talkId)).state).toBe('live'); // a second of sound: a second more
    house.time += 2_000;
    await house.dossier.settled();
    expect(await house.dossier.talk(talkId)).toMatchObject({ state: 'stored', ending: 'interrupted' });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });
});

describe('a talk that was private', () => {
  async function privateTalk(house: TestHouse) {
    const who = await account(house);
    const talk = deviceTalk(house);
    await house.dossier.deviceRecordings.begin(talk, who);
    await house.dossier.recordings.append(talk.recordingId, second(talk.startedAt, 0));
    const right = (await house.dossier.deviceRecordings.right(talk.recordingId, talk.secretSha256))!;
    await house.dossier.deviceRecordings.makePrivate(right, talk.startedAt + 1e6, 'not-kept');
    await house.dossier.deviceRecordings.makePrivate(right, talk.startedAt + 1e6, 'not-kept'); // told twice
    return { talk, ...right };
  }

  it('is locked at once and destroyed after a day; that it was there stays', async () => {
    const house = await newHouse();
    const { talk, talkId } = await privateTalk(house);
    const refused = { code: 'talk-private' };
    await expect(house.dossier.play(talkId, 'cli')).rejects.toMatchObject(refused);
    await expect(house.dossier.peaks(talkId)).rejects.toMatchObject(refused);
    await expect(house.dossier.moments(talkId)).rejects.toMatchObject(refused);
    await house.dossier.recordings.end(talk.recordingId, 'private', talk.startedAt + 1e6);
    await house.dossier.settled();
    await expect(house.dossier.copy(talkId, 'legs', 'cli')).rejects.toMatchObject(refused);
    expect(await house.vault.keys.get(talk.recordingId)).toHaveLength(32);
    house.time += DAY;
    await house.dossier.settled();
    await expect(house.vault.keys.get(talk.recordingId)).rejects.toMatchObject({ code: 'key-missing' });
    expect(await house.dossier.talk(talkId)).toMatchObject({ private: { destroyedAt: house.time } });
    const acts = (await house.dossier.ledger(talkId)).map(({ act }) => act);
    expect(acts.filter((act) => act === 'talk.made-private' || act === 'recording.destroyed')).toEqual([
      'talk.made-private',
      'recording.destroyed',
    ]);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('stays locked while something forbids that it is destroyed', async () => {
    const house = await newHouse();
    const { talk, talkId } = await privateTalk(house);
    const why = { reason: 'complaint', owner: 'Klachtencoördinator', words: 'Een klacht.' } as const;
    const hold = await house.dossier.holds.place(talkId, { ...why, reviewAt: house.time + 9 * DAY }, { actor: 'cli' });
    house.time += DAY;
    await house.dossier.settled();
    expect(await house.vault.keys.get(talk.recordingId)).toHaveLength(32);
    await expect(house.dossier.play(talkId, 'cli')).rejects.toMatchObject({ code: 'talk-private' });
    await house.dossier.holds.lift(talkId, hold.id, 'De klacht is afgedaan.', 'cli');
    house.time += 3_600_000;
    await house.dossier.settled(); // the device never came back: it is ended, stored, and destroyed
    house.time += 10_000;
    await house.dossier.settled();
    await expect(house.vault.keys.get(talk.recordingId)).rejects.toMatchObject({ code: 'key-missing' });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });
});
