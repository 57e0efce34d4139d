/** Files that the other side hands in: whole or resumable whatever breaks off, and given back byte for byte. */
import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Dossier, FileRight } from '../src/index.ts';
import { breaking } from './breaking.ts';
import { failOnAct, healActs, meddle } from './database.ts';
import { bytesOf, closedHouse, newHouse, problemsOf, type TestHouse } from './house.ts';

const asking = { actor: 'cli' } as const;
const code = (code: string) => expect.objectContaining({ code });
const HOUR = 3_600_000;
const PIECE = 64 * 1024;
/** A WAV by its first bytes, and then anything at all. */
const SOUND = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), randomBytes(5 * PIECE + 77)]);
const SHA256 = createHash('sha256').update(SOUND).digest('hex');

/** A planned talk of which the other side hands in a recording. */
async function offered(house: TestHouse, provenance: 'participant' | 'not-a-participant' = 'participant') {
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
  const given = { from: 'Inwoner Één', provenance, told: false, words: 'met een telefoon' } as const;
  const { offers } = await dossier.table.offer(talkId, given, asking);
  return { talkId, offerId: offers[0]!.id };
}

async function opened(house: TestHouse, bytes = SOUND.length) {
  const ids = await offered(house);
  const secretSha256 = createHash('sha256').update(randomBytes(8)).digest('hex');
  const file = { bytes, name: 'gesprek.wav', secretSha256 };
  const { fileId } = await house.dossier.files.open(ids.talkId, ids.offerId, file, asking);
  return { ...ids, file, right: (await house.dossier.files.right(fileId, secretSha256))! };
}

/** Brings what is missing, in pieces. */
async function bring({ files }: Dossier, right: FileRight, sound: Buffer = SOUND, most = Number.POSITIVE_INFINITY) {
  for (let { next, bytes } = await files.progress(right); next < Math.min(bytes, most); ) {
    const taken = await files.deliver(right, next, sound.subarray(next, next + PIECE));
    if ('wanted' in taken) throw new Error(`wanted ${taken.wanted}`);
    next = taken.next;
  }
}

describe('a file that is handed in', () => {
  it('is kept byte for byte under its own key, played and copied with a purpose, and can be destroyed', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId, offerId, right, file } = await opened(house);
    expect(await dossier.files.open(talkId, offerId, file, asking)).toMatchObject({ fileId: right.fileId }); // once
    await expect(dossier.files.read(talkId, right.fileId, 'cli', 'play')).rejects.toEqual(code('file-not-found'));
    expect(await dossier.files.deliver(right, 9, SOUND.subarray(9, 99))).toEqual({ wanted: 0 });
    await bring(dossier, right, SOUND, 2 * PIECE);
    const again = await dossier.files.deliver(right, PIECE, SOUND.subarray(PIECE, 3 * PIECE)); // half of it is there
    expect(again).toMatchObject({ next: 3 * PIECE, state: 'receiving' });
    await bring(dossier, right);
    await dossier.settled();
    const done = { state: 'stored', sha256: SHA256, mediaType: 'audio/wav', next: SOUND.length };
    expect(await dossier.files.progress(right)).toMatchObject(done);
    expect(await dossier.files.deliver(right, 0, SOUND.subarray(0, 9))).toMatchObject(done);
    await dossier.files.giveUp(right); // nothing happens any more
    const sound = await dossier.files.read(talkId, right.fileId, 'cli', 'play', 'talk');
    expect(await bytesOf(sound.read(0, sound.bytes))).toEqual(SOUND);
    for (const [from, to] of [
      [0, 1],
      [PIECE - 1, PIECE + 1],
      [SOUND.length - 5, SOUND.length],
      [3, 3],
    ] as const)
      expect(await bytesOf(sound.read(from, to))).toEqual(SOUND.subarray(from, to));
    await dossier.files.read(talkId, right.fileId, 'cli', 'play', 'talk'); // the same listening
    await dossier.files.read(talkId, right.fileId, 'cli', 'copy', 'request');
    const acts = (await dossier.ledger(talkId)).map(({ act }) => act).filter((act) => act.startsWith('file.'));
    expect(acts.sort()).toEqual(['file.copied', 'file.opened', 'file.played', 'file.received', 'file.stored']);
    const [offer] = (await dossier.table.file(talkId)).offers;
    expect(offer!.files).toMatchObject([{ name: 'gesprek.wav', state: 'stored', sha256: SHA256, bytes: SOUND.length }]);
    expect(await house.vault.verify(right.fileId)).toMatchObject({ state: 'intact', signer: 'confirmed' });
    expect(await problemsOf(dossier)).toEqual([]);
    await meddle(house.database, `update handed_file set sha256 = '${'0'.repeat(64)}'`);
    expect((await problemsOf(dossier))[0]).toMatchObject({ place: expect.stringContaining('handed_file') });
    await house.vault.keys.destroy(right.fileId);
    await expect(dossier.files.read(talkId, right.fileId, 'cli', 'copy')).rejects.toEqual(code('key-missing'));
  });

  it('is known by its content, held to its length, and taken only where the recording may be kept', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId, offerId, right, file } = await opened(house);
    const open = (changes: object) =>
      dossier.files.open(
        talkId,
        offerId,
        { ...file, secretSha256: randomBytes(32).toString('hex'), ...changes },
        asking,
      );
    await expect(open({ bytes: 2_000_000_001 })).rejects.toEqual(code('file-length'));
    await expect(open({ bytes: 0 })).rejects.toEqual(code('file-length'));
    await expect(dossier.files.open(talkId, 'other', { ...file, secretSha256: 'x' }, asking)).rejects.toEqual(
      code('offer-not-found'),
    );
    await expect(dossier.files.deliver(right, 0, Buffer.alloc(SOUND.length + 1))).rejects.toEqual(code('file-length'));
    await expect(dossier.files.deliver(right, 0, Buffer.from('<html>no sound</html>'))).rejects.toEqual(
      code('file-type-unknown'),
    );
    expect(await dossier.files.progress(right)).toMatchObject({ state: 'given-up', sha256: null });
    await expect(dossier.files.deliver(right, 0, SOUND.subarray(0, 99))).rejects.toEqual(code('file-given-up'));
    for (let i = 0; i < 3; i++) await open({});
    await expect(open({})).rejects.toEqual(code('files-too-many'));
    expect(await dossier.files.right(right.fileId, 'f'.repeat(64))).toBeUndefined();
    const strict = await newHouse();
    const kept = await offered(strict, 'not-a-participant');
    await expect(strict.dossier.files.open(kept.talkId, kept.offerId, file, asking)).rejects.toEqual(
      code('offer-not-kept'),
    );
    const judged = { decision: 'take-in', why: 'noodzakelijk bewijs', decidedBy: 'FG' } as const;
    await strict.dossier.table.judgeOffer(kept.talkId, kept.offerId, judged, asking);
    expect(await strict.dossier.files.open(kept.talkId, kept.offerId, file, asking)).toMatchObject({ next: 0 });
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('goes with its talk: nothing of it is left when the talk is destroyed', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId, offerId, right, file } = await opened(house);
    await bring(dossier, right);
    const half = { ...file, secretSha256: randomBytes(32).toString('hex') };
    const { fileId } = await dossier.files.open(talkId, offerId, half, asking);
    await dossier.files.deliver({ fileId, talkId }, 0, SOUND.subarray(0, PIECE));
    await dossier.settled();
    await dossier.callOff(talkId, 'niet gehouden', asking);
    await dossier.destructions.decide(talkId, 'decision', 'niet nodig', 'cli');
    await expect.poll(async () => (await dossier.destructions.of(talkId))?.destroyedAt ?? null).not.toBeNull();
    expect((await dossier.destructions.of(talkId))!.certificate.files).toEqual([
      { id: expect.any(String), bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    for (const id of [right.fileId, fileId])
      await expect(house.vault.keys.get(id)).rejects.toEqual(code('key-missing'));
    expect(await dossier.files.right(right.fileId, file.secretSha256)).toBeUndefined();
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('that does not come whole in a day is thrown away, and nothing of it can be read', async () => {
    const house = await newHouse();
    const { talkId, right } = await opened(house);
    await bring(house.dossier, right, SOUND, PIECE);
    await house.close();
    house.time += 25 * HOUR;
    const dossier = await house.open();
    await expect.poll(async () => (await dossier.files.progress(right)).state).toBe('given-up');
    await expect(house.vault.keys.get(right.fileId)).rejects.toEqual(code('key-missing'));
    expect((await dossier.table.file(talkId)).offers[0]!.files).toMatchObject([{ state: 'given-up', why: 'expired' }]);
    expect(await problemsOf(dossier)).toEqual([]);
  });
});

describe('a house that falls down while a file comes in', () => {
  const steps = ['begin', 'append', 'end', 'archive'] as const;
  const cases = steps.flatMap((step) => [[step, 'before'] as const, [step, 'after'] as const]);
  it.each(cases)('at %s (%s it) goes on from what was acknowledged', async (step, when) => {
    const house = await closedHouse();
    const armed = { now: false };
    await house.open((vault) => breaking(vault, step, when, armed));
    const { right } = await opened(house);
    armed.now = true;
    await bring(house.dossier, right).catch(() => undefined);
    await house.close();
    await whole(house, right);
  });

  it.each(['file.received', 'file.stored'])('in the transaction of %s stands up again', async (act) => {
    const house = await newHouse();
    const { right } = await opened(house);
    await failOnAct(house.database, act);
    await bring(house.dossier, right).catch(() => undefined);
    await house.close();
    await healActs(house.database);
    await whole(house, right);
  });

  it('after every piece goes on at that very place', async () => {
    const house = await newHouse();
    const { right } = await opened(house);
    for (let next = 0; next < SOUND.length; ) {
      const taken = await house.dossier.files.deliver(right, next, SOUND.subarray(next, next + PIECE));
      next = 'next' in taken ? taken.next : Number.NaN;
      house.forget();
      await house.open();
      if (next < SOUND.length) expect(await house.dossier.files.progress(right)).toMatchObject({ next });
    }
    await whole(house, right);
  });

  async function whole(house: TestHouse, right: FileRight): Promise<void> {
    house.time += HOUR; // past every job's wait
    const dossier = await house.open();
    await bring(dossier, right);
    await expect.poll(async () => (await dossier.files.progress(right)).state).toBe('stored');
    const sound = await dossier.files.read(right.talkId, right.fileId, 'cli', 'copy');
    expect(sound.sha256).toBe(SHA256);
    expect(await bytesOf(sound.read(0, sound.bytes))).toEqual(SOUND);
    expect(await house.vault.verify(right.fileId)).toMatchObject({ state: 'intact' });
    expect(await problemsOf(dossier)).toEqual([]);
    expect(house.logged.join()).not.toContain('without-talk');
  }
});
