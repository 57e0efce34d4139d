/**
 * What forbids that a talk is destroyed for now (opschorting). Placing a hold and deciding on a destruction both hold the end
 * of the organisation's chain: whichever comes first is seen by the other.
 */
import type { Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import { type House, newId } from '../house.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import { doOnce } from '../ledger/once.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { type Written, writeAct } from '../ledger/write.ts';
import { restrictionOf } from '../rights/restriction.ts';
import { type ItemKeys, keysIfKept, keysOf } from '../sealed.ts';
import { words } from '../table/at-table.ts';
import { talkRow } from '../talk/talks.ts';
import { HOLD_REASONS, type Hold, type Holds, type NewHold } from './face.ts';
import { destroyed, notDestroyed } from './locked.ts';
import type { HoldRow } from './tables.ts';

const MOST_LISTED = 500;
const LONGEST_MS = 3 * 366 * 86_400_000;

export function holds(house: House): Holds {
  return {
    async of(talkId) {
      await talkRow(house, talkId);
      await notDestroyed(house, talkId);
      const rows = await house.database.read.selectFrom('hold').selectAll().where('talk_id', '=', talkId).execute();
      return (await opened(house, rows)).sort((a, b) => b.placedAt - a.placedAt || (a.id < b.id ? 1 : -1));
    },

    async list(organisationId) {
      const rows = await house.database.read
        .selectFrom('hold')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .where('lifted_at', 'is', null)
        .orderBy('review_at')
        .orderBy('id')
        .limit(MOST_LISTED)
        .execute();
      return await opened(house, rows);
    },

    async place(talkId, hold, { actor, once }) {
      const said = proper(house, hold);
      const talk = await talkRow(house, talkId);
      await notDestroyed(house, talkId);
      const keys = await keysOf(house, talkId);
      const organisationId = talk.organisation_id;
      const asked = { organisationId, actor, act: 'hold.placed', key: once, input: { talkId, ...said } };
      const id = await house.database.transaction(async (tx) => {
        await house.database.lockedHead(tx, organisationId).executeTakeFirst();
        return await doOnce(house, tx, keys, asked, () =>
          place(house, tx, { organisationId, talkId, keys, actor }, said),
        );
      });
      return await one(house, id);
    },

    async review(talkId, holdId, reviewAt, actor) {
      soon(house, reviewAt);
      await change(house, talkId, actor, 'hold.reviewed', { id: holdId, reviewAt }, (tx) =>
        living(tx, talkId, holdId).set({ review_at: reviewAt }),
      );
      return await one(house, holdId);
    },

    async lift(talkId, holdId, why, actor) {
      const liftedAt = house.now();
      await change(house, talkId, actor, 'hold.lifted', { id: holdId, why: words(why), liftedAt }, (tx) =>
        living(tx, talkId, holdId).set({ lifted_at: liftedAt }),
      );
      return await one(house, holdId);
    },
  };
}

/** Whose talk a hold is placed on, and by whom. */
export interface HoldPlace {
  readonly organisationId: string;
  readonly talkId: string;
  readonly keys: ItemKeys;
  readonly actor: Actor;
}

/**
 * Places a hold inside a transaction that holds the end of the chain, for acts that bring one with them (a complaint, a
 * request). Gives its id. Rejects `talk-destroyed`.
 */
export async function place(
  house: House,
  tx: Tx,
  { organisationId, talkId, keys, actor }: HoldPlace,
  said: NewHold,
): Promise<string> {
  const ending = await tx.selectFrom('destruction').select('talk_id').where('talk_id', '=', talkId).executeTakeFirst();
  const stop = await tx.selectFrom('private_stop').selectAll().where('talk_id', '=', talkId).executeTakeFirst();
  if (ending !== undefined || (stop?.destroying_at != null && stop.destroyed_at === null)) throw destroyed();
  const detail = { id: newId(house), ...said, placedAt: house.now() };
  const row: HoldRow = {
    id: detail.id,
    organisation_id: organisationId,
    talk_id: talkId,
    reason: said.reason,
    review_at: said.reviewAt,
    placed_at: detail.placedAt,
    lifted_at: null,
  };
  const act = { organisationId, talkId, keys, actor, act: 'hold.placed', detail } as const;
  await writeAct(house, tx, act, { rows: [tx.insertInto('hold').values(row)] });
  return detail.id;
}

/** Lifts a hold inside a transaction that holds the end of the chain; one that was lifted before stays so. */
export async function liftOne(
  house: House,
  tx: Tx,
  { organisationId, talkId, keys, actor }: HoldPlace,
  id: string,
  why: string,
): Promise<void> {
  const liftedAt = house.now();
  const act = { organisationId, talkId, keys, actor, act: 'hold.lifted', detail: { id, why, liftedAt } } as const;
  await writeAct(house, tx, act, { provided: living(tx, talkId, id).set({ lifted_at: liftedAt }) });
}

/** As `liftOne`, but it stays, to be looked at on `reviewAt` (epoch milliseconds). */
export async function reviewOne(
  house: House,
  tx: Tx,
  { organisationId, talkId, keys, actor }: HoldPlace,
  id: string,
  reviewAt: number,
): Promise<void> {
  const act = { organisationId, talkId, keys, actor, act: 'hold.reviewed', detail: { id, reviewAt } } as const;
  await writeAct(house, tx, act, { provided: living(tx, talkId, id).set({ review_at: reviewAt }) });
}

/** Whether something forbids now that a talk is destroyed: a hold, or that somebody on it had it shut (AVG 18). */
export async function isHeld(database: Pick<Tx, 'selectFrom'>, talkId: string): Promise<boolean> {
  const row = await database
    .selectFrom('hold')
    .select('id')
    .where('talk_id', '=', talkId)
    .where('lifted_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined || (await restrictionOf(database, talkId)) !== undefined;
}

async function change<C extends ActCode>(
  house: House,
  talkId: string,
  actor: Actor,
  act: C,
  detail: Acts[C],
  provided: (tx: Tx) => NonNullable<Written['provided']>,
): Promise<void> {
  const { organisation_id: organisationId } = await talkRow(house, talkId);
  await notDestroyed(house, talkId);
  const keys = await keysOf(house, talkId);
  const done = await house.database.transaction((tx) =>
    writeAct(house, tx, { organisationId, talkId, keys, actor, act, detail }, { provided: provided(tx) }),
  );
  if (!done) throw new DossierError('hold-not-found', 'This hold is not there, or was lifted. Load the list again.');
}

function living(tx: Tx, talkId: string, holdId: string) {
  return tx.updateTable('hold').where('id', '=', holdId).where('talk_id', '=', talkId).where('lifted_at', 'is', null);
}

async function one(house: House, id: string): Promise<Hold> {
  const row = await house.database.read.selectFrom('hold').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new DossierError('hold-not-found', 'This hold is not there. Load the list again.');
  return (await opened(house, [row]))[0]!;
}

/** Rows with the words that their acts hold. */
async function opened(house: House, rows: readonly HoldRow[]): Promise<Hold[]> {
  if (rows.length === 0) return [];
  const acts = await house.database.read
    .selectFrom('ledger')
    .selectAll()
    .where('talk_id', 'in', [...new Set(rows.map((row) => row.talk_id))])
    .where('act', 'in', ['hold.placed', 'hold.lifted'])
    .execute();
  return await Promise.all(
    rows.map(async (row) => {
      const keys = await keysIfKept(house, row.talk_id);
      const placed = detailOf<'hold.placed'>(keys, acts, row, 'hold.placed');
      const lifted = detailOf<'hold.lifted'>(keys, acts, row, 'hold.lifted');
      return {
        id: row.id,
        talkId: row.talk_id,
        reason: row.reason as Hold['reason'],
        owner: placed?.owner ?? '',
        words: placed?.words ?? '',
        reviewAt: row.review_at,
        placedAt: row.placed_at,
        liftedAt: row.lifted_at,
        why: lifted?.why ?? null,
      };
    }),
  );
}

function detailOf<C extends 'hold.placed' | 'hold.lifted'>(
  keys: ItemKeys | undefined,
  acts: readonly LedgerRow[],
  row: HoldRow,
  code: C,
): Acts[C] | undefined {
  if (keys === undefined) return undefined;
  return acts
    .filter(({ act, talk_id }) => act === code && talk_id === row.talk_id)
    .map((act) => readDetail(keys, act) as unknown as Acts[C] | null)
    .find((detail) => detail?.id === row.id) as Acts[C] | undefined;
}

function proper(house: House, { reason, owner, words: text, reviewAt }: NewHold): NewHold {
  if (!HOLD_REASONS.includes(reason))
    throw new DossierError('facts-malformed', `The reason of a hold is one of ${HOLD_REASONS.join(', ')}.`);
  soon(house, reviewAt);
  return { reason, owner: words(owner), words: words(text), reviewAt };
}

/** A hold without end keeps for ever what should go: it is looked at within three years. */
function soon(house: House, reviewAt: number): void {
  if (!Number.isSafeInteger(reviewAt) || reviewAt <= house.now() || reviewAt > house.now() + LONGEST_MS)
    throw new DossierError('review-malformed', 'Give a day in the coming three years on which it is looked at again.');
}
