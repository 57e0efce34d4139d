/** Holds, and the destruction of a talk: what is gone, what stays, and what a stop in between leaves. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BELONGINGS } from '../src/keeping/belongings.ts';
import { breaking, type Step } from './breaking.ts';
import { engine, failOnAct, healActs, meddle } from './database.ts';
import { bytesOf, closedHouse, newHouse, newTalk, problemsOf, storedTalk, type TestHouse } from './house.ts';

const DAY = 86_400_000;
const WHY = 'Geen doel meer om te bewaren.';

const hold = (house: TestHouse) =>
  ({ reason: 'woo', owner: 'Woo-coördinator', words: 'Woo-verzoek.', reviewAt: house.time + 30 * DAY }) as const;

async function destroyed(house: TestHouse, talkId: string): Promise<void> {
  await house.dossier.destructions.decide(talkId, 'decision', WHY, 'cli');
  await house.dossier.settled();
}

/** Every byte the house keeps on disk. */
async function allOnDisk(folder: string): Promise<Buffer> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const read = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name)));
  return Buffer.concat(await Promise.all(read));
}

describe('a hold', () => {
  it('stands, is looked at again, and is lifted with a reason', async () => {
    const house = await newHouse();
    const { holds } = house.dossier;
    const { talkId } = await storedTalk(house, 1);
    const asking = { actor: 'cli', once: 'a-key' } as const;
    const placed = await holds.place(talkId, hold(house), asking);
    expect(await holds.place(talkId, hold(house), asking)).toEqual(placed); // sent again
    expect(placed).toMatchObject({ talkId, reason: 'woo', owner: 'Woo-coördinator', liftedAt: null });
    const { organisation } = await house.dossier.talk(talkId);
    expect(await holds.list(organisation.id)).toEqual([placed]);
    const later = house.time + 60 * DAY;
    expect(await holds.review(talkId, placed.id, later, 'cli')).toMatchObject({ reviewAt: later });
    const lifted = await holds.lift(talkId, placed.id, 'Het verzoek is afgehandeld.', 'cli');
    expect(lifted).toMatchObject({ liftedAt: house.time, why: 'Het verzoek is afgehandeld.' });
    expect(await holds.list(organisation.id)).toEqual([]);
    expect(await holds.of(talkId)).toEqual([lifted]);
    await expect(holds.lift(talkId, placed.id, 'Nog eens.', 'cli')).rejects.toMatchObject({ code: 'hold-not-found' });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('needs words, an owner and a day within three years', async () => {
    const house = await newHouse();
    const { talkId } = await storedTalk(house, 1);
    const place = (changes: object) =>
      house.dossier.holds.place(talkId, { ...hold(house), ...changes }, { actor: 'cli' });
    await expect(place({ words: ' ' })).rejects.toMatchObject({ code: 'words-malformed' });
    await expect(place({ owner: '' })).rejects.toMatchObject({ code: 'words-malformed' });
    await expect(place({ reason: 'because' })).rejects.toMatchObject({ code: 'facts-malformed' });
    for (const reviewAt of [house.time, house.time + 4 * 366 * DAY, Number.NaN])
      await expect(place({ reviewAt })).rejects.toMatchObject({ code: 'review-malformed' });
  });

  it('forbids that the talk is destroyed, until it is lifted', async () => {
    const house = await newHouse();
    const { holds, destructions } = house.dossier;
    const { talkId } = await storedTalk(house, 1);
    const { id } = await holds.place(talkId, hold(house), { actor: 'cli' });
    await expect(destructions.decide(talkId, 'decision', WHY, 'cli')).rejects.toMatchObject({ code: 'talk-held' });
    await holds.lift(talkId, id, 'Klaar.', 'cli');
    await destroyed(house, talkId);
    await expect(holds.place(talkId, hold(house), { actor: 'cli' })).rejects.toMatchObject({ code: 'talk-destroyed' });
    await expect(holds.of(talkId)).rejects.toMatchObject({ code: 'talk-destroyed' });
  });

  it('and a destruction, asked for at once, never both come about', async () => {
    const house = await newHouse();
    for (let round = 0; round < 6; round++) {
      const { talkId } = await storedTalk(house, 1);
      const [placed, decided] = await Promise.allSettled([
        house.dossier.holds.place(talkId, hold(house), { actor: 'cli' }),
        house.dossier.destructions.decide(talkId, 'decision', WHY, 'cli'),
      ]);
      expect([placed.status, decided.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});

describe('a destroyed talk', () => {
  it('is gone with its sound, names and numbers; the certificate stays', async () => {
    const house = await newHouse();
    const other = await storedTalk(house, 1);
    const { talkId, recordingId } = await storedTalk(house, 2);
    const { dossier } = house;
    for (const file of await dossier.copy(talkId, 'legs', 'cli')) await bytesOf(file.content());
    const sealed = {
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
      bytes: expect.any(Number),
      sha256: expect.any(String),
    };
    const decided = await dossier.destructions.decide(talkId, 'request', 'Verzoek om te wissen.', 'user:archivaris');
    await expect(dossier.play(talkId, 'cli')).rejects.toMatchObject({ code: 'talk-destroyed' }); // at once
    await dossier.settled();
    const done = { ...decided, destroyedAt: house.time };
    expect(await dossier.destructions.of(talkId)).toEqual(done);
    expect(done.certificate).toMatchObject({
      ground: 'request',
      decidedBy: 'user:archivaris',
      recording: { id: recordingId, ...sealed },
      copies: [{ kind: 'legs', at: house.time }],
    });
    const talk = await dossier.talk(talkId);
    expect(talk).toMatchObject({ parties: [], channels: [], destruction: { destroyedAt: house.time } });
    for (const gone of [
      () => dossier.copy(talkId, 'wav', 'cli'),
      () => dossier.peaks(talkId),
      () => dossier.moments(talkId),
    ])
      await expect(gone()).rejects.toMatchObject({ code: 'talk-destroyed' });
    expect((await dossier.talks({ search: 'Inwoner', limit: 9 })).items.map(({ id }) => id)).toEqual([other.talkId]);
    expect((await dossier.ledger(talkId)).every(({ detail }) => detail === null)).toBe(true);
    await expect(house.vault.keys.get(recordingId)).rejects.toMatchObject({ code: 'key-missing' });
    await expect(house.vault.sealedFile(recordingId)).rejects.toMatchObject({ code: 'recording-unknown' });
    expect(await problemsOf(dossier)).toEqual([]);
    await dossier.noteReading(talkId, 'cli', 'archive'); // tells of nobody, and harms nothing
    expect(await dossier.destructions.list(talk.organisation.id, { limit: 9 })).toEqual([done]);
    const before = { at: done.certificate.decidedAt, talkId };
    expect(await dossier.destructions.list(talk.organisation.id, { limit: 9, before })).toEqual([]);
  });

  it('leaves no key, and no name that any file would give', async () => {
    const house = await newHouse();
    const { talkId, recordingId } = await storedTalk(house, 2);
    const keys = await Promise.all(
      [talkId, recordingId].map(async (id) => Buffer.from(await house.vault.keys.get(id))),
    );
    const wrapped = await Promise.all(
      [talkId, recordingId].map((id) => readFile(join(house.folder, 'vault/keys/items', id.slice(-2), `${id}.key`))),
    );
    const before = await allOnDisk(house.folder);
    expect(wrapped.every((file) => before.includes(file))).toBe(true);
    await destroyed(house, talkId);
    const after = await allOnDisk(house.folder);
    for (const secret of [...keys, ...wrapped.map((file) => file.subarray(18))])
      expect(after.includes(secret)).toBe(false);
    for (const name of ['Inwoner Één', '612345678', 'Medewerker balie'])
      expect(after.includes(Buffer.from(name))).toBe(false);
    if (engine === 'postgres') return; // its files lie elsewhere
    const rows = await meddle(house.database, 'select count(*) as n from search_token where talk_id = ?', [talkId]);
    expect(Number(rows[0]!.n)).toBe(0);
  });

  it('is not one that still goes on or is still to be held', async () => {
    const house = await newHouse();
    const { talkId } = await house.dossier.recordings.begin(newTalk(house));
    const decide = () => house.dossier.destructions.decide(talkId, 'decision', WHY, 'cli');
    await expect(decide()).rejects.toMatchObject({ code: 'talk-live' });
    await expect(house.dossier.destructions.decide(talkId, 'decision', ' ', 'cli')).rejects.toMatchObject({
      code: 'words-malformed',
    });
  });

  it('shows when a row, a detail or a key comes back', async () => {
    const house = await newHouse();
    const { talkId, recordingId } = await storedTalk(house, 1);
    const { organisation } = await house.dossier.talk(talkId);
    await destroyed(house, talkId);
    await house.vault.keys.create(recordingId);
    await meddle(house.database, 'update ledger set sealed = ? where talk_id = ? and act = ?', [
      Buffer.alloc(40),
      talkId,
      'talk.begun',
    ]);
    await meddle(
      house.database,
      'insert into search_token (token, started_at, talk_id, organisation_id) values (1, 1, ?, ?)',
      [talkId, organisation.id],
    );
    const places = (await problemsOf(house.dossier)).map(({ place }) => place);
    expect(places).toEqual([
      `key file of ${recordingId}`,
      'table search_token',
      expect.stringMatching(/^table ledger/),
    ]);
    await meddle(house.database, 'delete from destruction where talk_id = ?', [talkId]);
    expect((await problemsOf(house.dossier)).map(({ place }) => place)).toContain(`table destruction, row ${talkId}`);
  });

  it('has nothing hanging on it in a table that its destruction does not know', async () => {
    const house = await newHouse();
    const tables =
      engine === 'sqlite'
        ? "select m.name as table_name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.name = 'talk_id'"
        : "select table_name from information_schema.columns where column_name = 'talk_id' and table_schema = 'public'";
    const found = (await meddle(house.database, tables)).map((row) => String(row.table_name));
    expect(found.sort()).toEqual(Object.keys(BELONGINGS).sort());
  });
});

describe('a house that falls down while it destroys', () => {
  const steps: readonly Step[] = ['destroy', 'keys.destroy'];
  for (const step of steps)
    for (const when of ['before', 'after'] as const)
      it(`${when} ${step} finishes it when it stands up again`, async () => {
        const house = await closedHouse();
        const armed = { now: false };
        await house.open((vault) => breaking(vault, step, when, armed));
        const { talkId } = await storedTalk(house, 1);
        armed.now = true;
        await destroyed(house, talkId);
        expect(await house.dossier.destructions.of(talkId)).toMatchObject({ destroyedAt: null });
        await finished(house, talkId);
      });

  it.each(['destruction.decided', 'destruction.done'])('in the transaction of %s', async (act) => {
    const house = await newHouse();
    const { talkId } = await storedTalk(house, 1);
    await failOnAct(house.database, act);
    await destroyed(house, talkId).catch(() => undefined);
    await healActs(house.database);
    const decided = await house.dossier.destructions.of(talkId);
    expect(decided?.destroyedAt).toBe(act === 'destruction.decided' ? undefined : null);
    if (decided === undefined) {
      expect(await problemsOf(house.dossier)).toEqual([]); // untouched
      await house.dossier.play(talkId, 'cli');
      await destroyed(house, talkId);
    }
    await finished(house, talkId);
  });

  async function finished(house: TestHouse, talkId: string): Promise<void> {
    await house.close();
    house.time += 3600_000;
    const dossier = await house.open();
    await dossier.settled();
    expect((await dossier.destructions.of(talkId))?.destroyedAt).toEqual(expect.any(Number));
    expect(await problemsOf(dossier)).toEqual([]);
  }
});
