/** Signs, that one was missing, and pictures of them: kept byte for byte, and gone when they prove nothing any more. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MOST_SIGN_FILE, MOST_SIGN_FILES } from '../src/index.ts';
import { meddle } from './database.ts';
import { newHouse, problemsOf, storedTalk } from './house.ts';

const DAY = 86_400_000;
const asking = { actor: 'user:beheer' } as const;
const code = (code: string) => expect.objectContaining({ code });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** The head of a JPEG of 300 by 200, and then what makes one picture differ from another. */
const photo = (n: number) =>
  Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 200, 1, 44, ...Buffer.alloc(4000, n), 0xff, 0xd9]);
const scan = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n', 'latin1'));
const hall = { place: 'Balie stadhuis', since: '2026-03-01', words: 'Hier worden gesprekken opgenomen.' };
const missing = { place: 'Balie stadhuis', day: '2026-03-02', seen: 'missing', seenBy: 'visitor', words: '' } as const;

async function register() {
  const house = await newHouse();
  const organisationId = house.organisationId!;
  const { signs } = house.dossier;
  const add = (about: string, picture: Uint8Array) => signs.addFile(organisationId, about, picture, asking.actor);
  return { house, organisationId, signs, add };
}

describe('signs', () => {
  it('stand in a register with place and day, and so does what was seen: also that one was missing', async () => {
    const { house, organisationId, signs } = await register();
    const { id } = await signs.place(organisationId, hall, asking);
    await expect(signs.place(organisationId, { ...hall, since: '2026-13-01' }, asking)).rejects.toEqual(
      code('words-malformed'),
    );
    const once = { ...asking, once: 'n1' };
    const noted = await signs.note(organisationId, missing, once);
    expect(await signs.note(organisationId, missing, once)).toEqual(noted);
    await signs.note(organisationId, { ...missing, day: '2026-02-27', seen: 'hangs', seenBy: 'staff' }, asking);
    await expect(signs.note(organisationId, { ...missing, day: '2026-03-09' }, asking)).rejects.toEqual(
      code('words-malformed'), // a day that has not been
    );
    expect(await signs.findings(organisationId)).toMatchObject([
      { ...missing, notedAt: house.time, files: [] },
      { day: '2026-02-27', seen: 'hangs' },
    ]);
    await signs.remove(organisationId, id, 'cli');
    await expect(signs.remove(organisationId, id, 'cli')).rejects.toEqual(code('sign-not-found'));
    expect(await signs.list(organisationId)).toMatchObject([{ ...hall, removedAt: house.time }]);
    expect(await problemsOf(house.dossier)).toEqual([]);
    await meddle(house.database, `update sign_finding set seen = 'hangs' where id = ?`, [noted.id]);
    expect(await problemsOf(house.dossier)).toMatchObject([{ place: `table sign_finding, row ${noted.id}` }]);
  });

  it('have pictures: byte for byte as they came, sealed, each once, of kinds and sizes that are told', async () => {
    const { house, organisationId, signs, add } = await register();
    const { id } = await signs.place(organisationId, hall, asking);
    const { id: noted } = await signs.note(organisationId, missing, asking);
    const made = await add(id, photo(1));
    expect(made).toMatchObject({ about: id, mediaType: 'image/jpeg', sha256: sha256(photo(1)), goneAt: null });
    expect((await add(id, photo(1))).id).toBe(made.id);
    const kept = await add(noted, scan);
    expect(await signs.file(organisationId, made.id)).toEqual({ ...made, content: photo(1) });
    expect(await signs.file(organisationId, kept.id)).toMatchObject({ mediaType: 'application/pdf', content: scan });
    expect((await signs.findings(organisationId))[0]!.files).toEqual([kept]);
    expect((await signs.list(organisationId))[0]!.files).toEqual([made]);
    const [row] = await meddle(house.database, `select sealed from sign_file where id = '${kept.id}'`);
    expect(Buffer.from(row!.sealed as Uint8Array).includes('%PDF')).toBe(false);

    await expect(add(id, new Uint8Array())).rejects.toEqual(code('sign-file-length'));
    await expect(add(id, new Uint8Array(MOST_SIGN_FILE + 1))).rejects.toEqual(code('sign-file-length'));
    await expect(add(id, scan.slice(0, 20))).rejects.toEqual(code('sign-file-type')); // broken off
    await expect(add(id, new Uint8Array(Buffer.from('<svg onload="alert(1)"/>'.padEnd(64))))).rejects.toEqual(
      code('sign-file-type'),
    );
    await expect(add('nothing', photo(2))).rejects.toEqual(code('sign-not-found'));
    const other = await house.dossier.addOrganisation('Gemeente West', 'cli');
    await expect(signs.addFile(other.id, id, photo(2), asking.actor)).rejects.toEqual(code('sign-not-found'));
    await expect(signs.file(other.id, made.id)).rejects.toEqual(code('sign-file-not-found'));
    for (let n = 2; n <= MOST_SIGN_FILES; n++) await add(id, photo(n));
    await expect(add(id, photo(99))).rejects.toEqual(code('sign-files-too-many'));
    expect(await problemsOf(house.dossier)).toEqual([]);
    await meddle(house.database, `update sign_file set media_type = 'image/png' where id = ?`, [made.id]);
    expect(await problemsOf(house.dossier)).toMatchObject([{ place: `table sign_file, row ${made.id}` }]);
  });

  it('a picture goes for a reason, its key with it; after a backup came back it goes again', async () => {
    const { house, organisationId, signs, add } = await register();
    const { id } = await signs.place(organisationId, hall, asking);
    const made = await add(id, photo(1));
    await expect(signs.destroyFile(organisationId, made.id, ' ', asking.actor)).rejects.toEqual(
      code('words-malformed'),
    );
    await signs.destroyFile(organisationId, made.id, 'Er loopt iemand door het beeld.', asking.actor);
    await house.dossier.settled();
    await expect(signs.file(organisationId, made.id)).rejects.toEqual(code('sign-file-not-found'));
    await expect(signs.destroyFile(organisationId, made.id, 'x', asking.actor)).rejects.toEqual(
      code('sign-file-not-found'),
    );
    await expect(house.vault.keys.get(made.id)).rejects.toMatchObject({ code: 'key-missing' });
    expect((await signs.list(organisationId))[0]!.files).toMatchObject([{ sha256: made.sha256, goneAt: house.time }]);
    expect(await problemsOf(house.dossier)).toEqual([]);

    const back = await add(id, photo(2));
    await house.vault.keys.destroy(back.id); // the database is older than that
    expect(await house.dossier.destructions.reapply([back.id])).toBe(1);
    await house.dossier.settled();
    expect((await signs.list(organisationId))[0]!.files[1]).toMatchObject({ goneAt: house.time });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('a picture stays while its sign hangs, for the year of complaints, and while a recording of then is kept', async () => {
    const { house, organisationId, signs, add } = await register();
    const { talkId } = await storedTalk(house);
    const { id } = await signs.place(organisationId, hall, asking);
    const { id: noted } = await signs.note(organisationId, missing, asking);
    const [hung, was] = [await add(id, photo(1)), await add(noted, photo(2))];
    const after = async (days: number) => {
      house.time += days * DAY;
      await house.dossier.settled();
      return (await Promise.all([signs.list(organisationId), signs.findings(organisationId)]))
        .flat()
        .flatMap(({ files }) => files.map(({ id: file, goneAt }) => (goneAt === null ? file : null)));
    };
    expect(await after(400)).toEqual([hung.id, was.id]); // the talk of then is kept
    await house.dossier.destructions.decide(talkId, 'decision', 'Geen doel meer.', 'cli');
    expect(await after(31)).toEqual([hung.id, null]); // its sign still hangs
    await signs.remove(organisationId, id, 'cli');
    expect(await after(31)).toEqual([hung.id, null]);
    expect(await after(300)).toEqual([hung.id, null]);
    expect(await after(40)).toEqual([null, null]);
    await expect(house.vault.keys.get(hung.id)).rejects.toMatchObject({ code: 'key-missing' });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });
});
