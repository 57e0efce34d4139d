/** Recordings that stay with the other side: fingerprints held while they are made, and a copy compared with them. */
import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OwnRight } from '../src/index.ts';
import { breaking, type Step } from './breaking.ts';
import { failOnAct, healActs } from './database.ts';
import { closedHouse, newHouse, problemsOf, type TestHouse } from './house.ts';

const asking = { actor: 'cli' } as const;
const code = (code: string) => expect.objectContaining({ code });
const DAY = 86_400_000;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** A WebM by its first bytes, in two runs of the recorder. */
const PARTS = [90_000, 30_000].map((length) =>
  Buffer.concat([Buffer.from('\x1a\x45\xdf\xa3\x01webm', 'latin1'), randomBytes(length)]),
);
const DEVICE = sha256(Buffer.from('the device'));

async function invited(house: TestHouse) {
  const { dossier } = house;
  const { id: organisationId } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await dossier.arrange(organisationId, 'gemeente', 'cli');
  const { id: wmo } = await dossier.staff.addDepartment(organisationId, 'Wmo', asking);
  const about = { kind: 'gewoon', place: 'kantoor', subject: 'Aanvraag', departmentIds: [wmo] };
  const participants = [
    { part: 'resident', name: 'Inwoner Één' },
    { part: 'official', name: 'Medewerker' },
  ] as const;
  const { id: talkId } = await dossier.plan(organisationId, { plannedAt: house.time, ...about, participants }, asking);
  const { recordingId, secret } = await dossier.ownRecordings.invite(talkId, asking);
  const right = (await dossier.ownRecordings.right(recordingId, sha256(Buffer.from(secret))))!;
  return { talkId, right };
}

/** What the device tells of its parts: every 10,000 bytes, and at the end of each. */
const told = PARTS.flatMap((bytes, part) =>
  Array.from({ length: Math.ceil(bytes.length / 10_000) }, (_, i) => {
    const upTo = Math.min((i + 1) * 10_000, bytes.length);
    return {
      at: 1_700_000_000_000 + part * 60_000 + i * 1000,
      part,
      bytes: upTo,
      sha256: sha256(bytes.subarray(0, upTo)),
    };
  }),
);

async function handIn(house: TestHouse, talkId: string, bytes: Buffer) {
  const given = { from: 'Inwoner Één', provenance: 'participant', told: true, words: 'met de eigen recorder' } as const;
  const { offers } = await house.dossier.table.offer(talkId, given, asking);
  const secretSha256 = randomBytes(32).toString('hex');
  const file = { bytes: bytes.length, name: 'opname.webm', secretSha256 };
  const { fileId } = await house.dossier.files.open(talkId, offers.at(-1)!.id, file, asking);
  await house.dossier.files.deliver({ fileId, talkId }, 0, bytes);
  return (await house.dossier.table.file(talkId)).offers.at(-1)!.files[0]!.likeness;
}

describe('a recording that stays with the other side', () => {
  it('leaves its fingerprints here, for one device, and a copy is compared with them', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { ownRecordings } = dossier;
    const { talkId, right } = await invited(house);
    expect(await ownRecordings.progress(right)).toMatchObject({ state: 'invited', count: 0 });
    const startedAt = house.time;
    await ownRecordings.begin(right, { secretSha256: DEVICE, startedAt });
    await ownRecordings.begin(right, { secretSha256: DEVICE, startedAt }); // safe to repeat
    await expect(ownRecordings.begin(right, { secretSha256: 'f'.repeat(64), startedAt })).rejects.toEqual(
      code('own-recording-taken'),
    );
    const device = (await ownRecordings.right(right.recordingId, DEVICE))!;
    expect(device.by).toBe('device');
    expect(await ownRecordings.hold(device, told.slice(0, 4))).toMatchObject({ part: 0, bytes: 40_000, count: 4 });
    const { headToken } = await ownRecordings.progress(device);
    const running = await dossier.head(right.recordingId, headToken);
    expect(running.head).toMatchObject({ size: 5, closed: false });
    expect((await dossier.table.file(talkId)).ownRecordings).toMatchObject([{ startedAt, endedAt: null }]);
    expect(await handIn(house, talkId, PARTS[0]!)).toBe('partly'); // the rest was not told yet
    await ownRecordings.hold(device, told.slice(2)); // some of it again
    const { count } = await ownRecordings.end(device, house.time + 5000);
    expect(count).toBe(told.length);
    await dossier.settled();
    expect(await ownRecordings.hold(device, told)).toMatchObject({ state: 'stored', count });
    const ended = await dossier.head(right.recordingId, headToken, running.head.size);
    expect(ended.head).toMatchObject({ closed: true, size: told.length + 2 });
    expect(await house.vault.verify(right.recordingId)).toMatchObject({ state: 'intact' });
    for (const part of PARTS) expect(await handIn(house, talkId, part)).toBe('same');
    const changed = Buffer.from(PARTS[0]!);
    changed[50_000]! ^= 1;
    expect(await handIn(house, talkId, changed)).toBe('differs');
    expect((await dossier.table.file(talkId)).ownRecordings).toMatchObject([{ endedAt: house.time + 5000 }]);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('needs a link that is not old, and a talk whose recording was not refused', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId, right } = await invited(house);
    house.time += DAY + 1;
    await expect(dossier.ownRecordings.begin(right, { secretSha256: DEVICE, startedAt: house.time })).rejects.toEqual(
      code('own-recording-expired'),
    );
    const wish = { by: 'p1', recorder: 'resident', place: 'kantoor', camera: 'geen', others: 'geen' } as const;
    const { requests } = await dossier.table.register(talkId, wish, asking);
    const refusal = { outcome: 'refused', grounds: 'x', explanation: 'x', conversation: 'x', decidedBy: 'x' } as const;
    await dossier.table.decide(talkId, requests[0]!.id, { ...refusal, alternative: 'companion' }, asking);
    await expect(dossier.ownRecordings.invite(talkId, asking)).rejects.toEqual(code('not-granted'));
  });

  it('of a device that never came back ends after a month, and goes with its talk', async () => {
    const house = await newHouse();
    const { talkId, right } = await invited(house);
    await house.dossier.ownRecordings.begin(right, { secretSha256: DEVICE, startedAt: house.time });
    await house.dossier.ownRecordings.hold(right, told.slice(0, 2));
    await house.close();
    house.time += 31 * DAY;
    const dossier = await house.open();
    await expect.poll(async () => (await dossier.ownRecordings.progress(right)).state).toBe('stored');
    await dossier.callOff(talkId, 'niet gehouden', asking);
    await dossier.destructions.decide(talkId, 'decision', 'niet nodig', 'cli');
    await expect.poll(async () => (await dossier.destructions.of(talkId))?.destroyedAt ?? null).not.toBeNull();
    await expect(house.vault.keys.get(right.recordingId)).rejects.toEqual(code('key-missing'));
    expect(await problemsOf(dossier)).toEqual([]);
  });

  const steps: Step[] = ['begin', 'append', 'end', 'archive'];
  const falls = steps.flatMap((step) => [[step, 'before'] as const, [step, 'after'] as const]);
  it.each(falls)('stands up again when the house falls down at %s (%s it)', async (step, when) => {
    const house = await closedHouse();
    const armed = { now: false };
    await house.open((vault) => breaking(vault, step, when, armed));
    const { right } = await invited(house);
    armed.now = true;
    await whole(house, right, 100).catch(() => undefined);
    await house.close();
    house.time += 60_000;
    await house.open();
    await whole(house, right);
  });

  it.each(['own-recording.begun', 'own-recording.ended', 'own-recording.stored'])(
    'stands up again when the house falls down in the transaction of %s',
    async (act) => {
      const house = await newHouse();
      const { right } = await invited(house);
      await failOnAct(house.database, act);
      await whole(house, right, 100).catch(() => undefined);
      await house.close();
      await healActs(house.database);
      house.time += 60_000;
      await house.open();
      await whole(house, right);
    },
  );

  /** The device does all it has to do, as often as it must. */
  async function whole(house: TestHouse, right: OwnRight, wait = 30_000) {
    const { ownRecordings } = house.dossier;
    await ownRecordings.begin(right, { secretSha256: DEVICE, startedAt: house.time });
    const { part, bytes } = await ownRecordings.progress(right);
    await ownRecordings.hold(
      right,
      told.filter((one) => one.part > part || (one.part === part && one.bytes > bytes)),
    );
    expect(await ownRecordings.end(right, house.time)).toMatchObject({ count: told.length });
    await house.dossier.settled();
    const state = async () => (await ownRecordings.progress(right)).state;
    await expect.poll(state, { timeout: wait }).toBe('stored');
    expect(await house.vault.verify(right.recordingId)).toMatchObject({ state: 'intact' });
    expect(await problemsOf(house.dossier)).toEqual([]);
  }
});
