/**
 * A talk that is shut (afscherming, AVG 18): it stays, and nothing else is done with it but what the law lets be done. It is
 * opened for a legal claim, for the right of somebody on it, for a complaint and for oversight; for nothing else.
 */
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import { type House, newId, type ReadHouse } from '../house.ts';
import type { Purpose } from '../policy.ts';
import type { Asking } from '../staff/face.ts';
import { words } from '../table/at-table.ts';
import { inTalk } from '../talk/act.ts';
import type { Restriction } from './face.ts';

/** AVG 18 (2). */
const STILL_FOR: ReadonlySet<Purpose> = new Set(['evidence', 'request', 'complaint', 'oversight']);

/** The one that holds; undefined where there is none. */
export async function restrictionOf(db: Pick<Tx, 'selectFrom'>, talkId: string): Promise<Restriction | undefined> {
  const row = await db
    .selectFrom('restriction')
    .selectAll()
    .where('talk_id', '=', talkId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  return row && { id: row.id, talkId, placedAt: row.placed_at, liftedAt: null };
}

/** Rejects `talk-restricted` where a talk is shut for this purpose. */
export async function notRestricted(house: ReadHouse, talkId: string, purpose: Purpose | undefined): Promise<void> {
  if (purpose !== undefined && STILL_FOR.has(purpose)) return;
  if ((await restrictionOf(house.database.read, talkId)) !== undefined)
    throw new DossierError(
      'talk-restricted',
      'Somebody on this recording had it shut: it is kept, and used for a legal claim, a right, a complaint or oversight only.',
    );
}

/** Shuts a talk; one that is shut stays so. */
export async function restrict(house: House, talkId: string, request: string, { actor }: Asking): Promise<void> {
  if ((await restrictionOf(house.database.read, talkId)) !== undefined) return;
  await inTalk(house, {
    talkId,
    asking: { actor },
    kind: 'restriction.placed',
    input: { request },
    read: async () => undefined,
    decide: (_, { talk, tx }) => {
      const detail = { id: newId(house), request, placedAt: house.now() };
      const row = tx.insertInto('restriction').values({
        id: detail.id,
        organisation_id: talk.organisation_id,
        talk_id: talkId,
        placed_at: detail.placedAt,
        lifted_at: null,
      });
      return { act: 'restriction.placed', detail, rows: [row] };
    },
  });
}

/** Opens it again; see Rights. */
export async function liftRestriction(house: House, talkId: string, why: string, asking: Asking): Promise<void> {
  await inTalk(house, {
    talkId,
    asking,
    kind: 'restriction.lifted',
    input: { why },
    read: async () => undefined,
    decide: async (_, { tx }) => {
      const holds = await restrictionOf(tx, talkId);
      if (holds === undefined)
        throw new DossierError('restriction-not-found', 'This talk is not shut. Load the page again.');
      const detail = { id: holds.id, why: words(why), liftedAt: house.now() };
      const row = tx.updateTable('restriction').set({ lifted_at: detail.liftedAt }).where('id', '=', holds.id);
      return { act: 'restriction.lifted', detail, rows: [row] };
    },
  });
}
