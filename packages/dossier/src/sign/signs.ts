/**
 * Signs that tell of recording (bordjes): where, since when, in which words, and what was seen at a place. A sign tells; it is
 * no basis, and it says nothing to who objected.
 */

import { DossierError } from '../error.ts';
import { type House, newId } from '../house.ts';
import { inOrganisation } from '../staff/in-organisation.ts';
import { SIGN_SEEN, SIGN_SEEN_BY, type Sign, type SignFile, type SignFinding, type Signs } from './face.ts';
import { addFile, destroyFile, filesOf, readFile } from './files.ts';
import type { SignFindingRow, SignRow, SignTables } from './tables.ts';

const MOST_TEXT = 2000;
const DAY_MS = 86_400_000;

export function signs(house: House): Signs {
  return {
    list: async (organisationId) => (await newestFirst(house, organisationId, 'sign', 'since')).map(signOf),

    async place(organisationId, { place, since, words }, asking) {
      const said = { place: place.trim(), since, words: words.trim() };
      if (said.place === '' || said.words === '' || `${place}${words}`.length > MOST_TEXT || !isDay(since))
        throw new DossierError('words-malformed', 'A sign has a place, words, and the day since which it hangs there.');
      const id = await inOrganisation(house, organisationId, asking, 'sign.placed', said, async ({ tx, write }) => {
        const made = { id: newId(house), ...said };
        const row = tx.insertInto('sign').values({ ...made, organisation_id: organisationId, removed_at: null });
        await write('sign.placed', made, { rows: [row] });
        return made.id;
      });
      return { id, ...said, removedAt: null, files: [] };
    },

    async remove(organisationId, id, actor) {
      await inOrganisation(house, organisationId, { actor }, 'sign.removed', id, async ({ tx, write }) => {
        const removedAt = house.now();
        const provided = tx
          .updateTable('sign')
          .set({ removed_at: removedAt })
          .where('id', '=', id)
          .where('organisation_id', '=', organisationId)
          .where('removed_at', 'is', null);
        if (!(await write('sign.removed', { id, removedAt }, { provided })))
          throw new DossierError('sign-not-found', 'This sign is not there, or was taken away.');
        return id;
      });
    },

    findings: async (organisationId) =>
      (await newestFirst(house, organisationId, 'sign_finding', 'day')).map(findingOf),

    async note(organisationId, { place, day, seen, seenBy, words }, asking) {
      const said = { place: place.trim(), day, seen, seenBy, words: words.trim() };
      if (
        said.place === '' ||
        `${place}${words}`.length > MOST_TEXT ||
        !isDay(day) ||
        Date.parse(day) > house.now() + DAY_MS || // it may be tomorrow already where they are
        !SIGN_SEEN.includes(seen) ||
        !SIGN_SEEN_BY.includes(seenBy)
      )
        throw new DossierError('words-malformed', 'Say at which place, on which day, what was seen, and by whom.');
      const id = await inOrganisation(house, organisationId, asking, 'sign.seen', said, async ({ tx, write }) => {
        const made = { id: newId(house), ...said, notedAt: house.now() };
        const { seenBy: seen_by, notedAt: noted_at, ...rest } = made;
        const row = { ...rest, organisation_id: organisationId, seen_by, noted_at };
        await write('sign.seen', made, { rows: [tx.insertInto('sign_finding').values(row)] });
        return made.id;
      });
      const row = await house.database.read
        .selectFrom('sign_finding')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return findingOf({ ...row, files: [] });
    },

    addFile: (...asked) => addFile(house, ...asked),
    file: (organisationId, fileId) => readFile(house, organisationId, fileId),
    destroyFile: (...asked) => destroyFile(house, ...asked),
  };
}

function isDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
}

interface WithFiles {
  readonly files: readonly SignFile[];
}

/** Signs or findings of an organisation by their day, each with its pictures. */
async function newestFirst<T extends 'sign' | 'sign_finding'>(
  house: House,
  organisationId: string,
  table: T,
  day: keyof SignTables[T] & ('since' | 'day'),
): Promise<(SignTables[T] & WithFiles)[]> {
  const rows: SignTables[T][] = await house.database.read
    .selectFrom<'sign' | 'sign_finding'>(table)
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy(day, 'desc')
    .orderBy('id', 'desc')
    .execute();
  const files = await filesOf(house, organisationId);
  return rows.map((row) => ({ ...row, files: files.filter(({ about }) => about === row.id) }));
}

function signOf({ id, place, since, words, removed_at: removedAt, files }: SignRow & WithFiles): Sign {
  return { id, place, since, words, removedAt, files };
}

function findingOf({ seen_by: seenBy, noted_at: notedAt, ...row }: SignFindingRow & WithFiles): SignFinding {
  const { id, place, day, seen, words, files } = row;
  return { id, place, day, seen, seenBy, words, notedAt, files };
}
