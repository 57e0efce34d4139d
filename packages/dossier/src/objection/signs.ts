/** Signs that tell of recording (bordjes): where, since when, in which words. A sign tells; it is no basis, and it says nothing to who objected. */
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { Asking } from '../staff/face.ts';
import { inOrganisation } from '../staff/in-organisation.ts';

export interface Sign {
  readonly id: string;
  /** Where it hangs. */
  readonly place: string;
  /** Since which day, YYYY-MM-DD. */
  readonly since: string;
  readonly words: string;
  /** When it was taken away; null: it hangs there. Epoch milliseconds. */
  readonly removedAt: number | null;
}

export interface Signs {
  /** All, newest first, also those that were taken away. */
  list(organisationId: string): Promise<readonly Sign[]>;
  /** Rejects `words-malformed`, `organisation-not-found`, `once-reused`. */
  place(organisationId: string, sign: Pick<Sign, 'place' | 'since' | 'words'>, asking: Asking): Promise<Sign>;
  /** Rejects `sign-not-found`. */
  remove(organisationId: string, signId: string, actor: Actor): Promise<void>;
}

export function signs(house: House): Signs {
  return {
    async list(organisationId) {
      const rows = await house.database.read
        .selectFrom('sign')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .orderBy('since', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(({ id, place, since, words, removed_at: removedAt }) => ({ id, place, since, words, removedAt }));
    },
    async place(organisationId, { place, since, words }, asking) {
      const said = { place: place.trim(), since, words: words.trim() };
      if (
        said.place === '' ||
        said.words === '' ||
        `${place}${words}`.length > 2000 ||
        !/^\d{4}-\d\d-\d\d$/.test(since)
      )
        throw new DossierError('words-malformed', 'A sign has a place, words, and the day since which it hangs there.');
      const id = await inOrganisation(house, organisationId, asking, 'sign.placed', said, async ({ tx, write }) => {
        const made = { id: newId(house), ...said };
        const row = tx.insertInto('sign').values({ ...made, organisation_id: organisationId, removed_at: null });
        await write('sign.placed', made, { rows: [row] });
        return made.id;
      });
      return { id, ...said, removedAt: null };
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
  };
}
