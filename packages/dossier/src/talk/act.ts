/** How an act of one talk is done: what went before is read inside the transaction that writes it, so nothing comes in between. */
import type { Statement, Tx } from '../db/database.ts';
import type { House } from '../house.ts';
import { notDestroyed } from '../keeping/locked.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import { doOnce } from '../ledger/once.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { writeAct } from '../ledger/write.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import type { TalkRow } from './tables.ts';
import { talkRow } from './talks.ts';

/** What an act is decided with. */
export interface TalkGround {
  readonly talk: TalkRow;
  readonly tx: Tx;
  readonly keys: ItemKeys;
}

/** What was decided: the act with its detail, and the rows it makes besides. */
export type DecidedAct = {
  readonly [C in ActCode]: { readonly act: C; readonly detail: Acts[C]; readonly rows?: readonly Statement[] };
}[ActCode];

/** What is asked of a talk, and how its state is read. */
export interface InTalk<S> {
  readonly talkId: string;
  readonly asking: Asking;
  /** What a client's own key is for: the kind of act, and what was asked. */
  readonly kind: string;
  readonly input: unknown;
  readonly read: (ground: TalkGround) => Promise<S>;
  /** Throws where it cannot be done. */
  readonly decide: (state: S, ground: TalkGround) => DecidedAct | Promise<DecidedAct>;
}

/** Does an act of a talk; gives the state as it stands afterwards. Rejects `talk-not-found`, `talk-destroyed`, `once-reused`, and what `decide` throws. */
export async function inTalk<S>(
  house: House,
  { talkId, asking: { actor, once }, kind, input, read, decide }: InTalk<S>,
): Promise<S> {
  const talk = await talkRow(house, talkId);
  await notDestroyed(house, talkId);
  const keys = await keysOf(house, talkId);
  const organisationId = talk.organisation_id;
  return await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    const ground = { talk, tx, keys };
    await doOnce(
      house,
      tx,
      keys,
      { organisationId, actor, act: kind, key: once, input: { talkId, input } },
      async () => {
        const { act, detail, rows = [] } = await decide(await read(ground), ground);
        await writeAct(house, tx, { organisationId, talkId, keys, actor, act, detail }, { rows });
        return talkId;
      },
    );
    return await read(ground);
  });
}

/** An act as it is read: its row, and its detail. */
export interface ReadAct {
  readonly row: LedgerRow;
  readonly detail: unknown;
}

/** The acts of a talk, oldest first, without those that were erased. */
export async function actsOf(db: Pick<Tx, 'selectFrom'>, keys: ItemKeys, talkId: string): Promise<ReadAct[]> {
  const rows = await db.selectFrom('ledger').selectAll().where('talk_id', '=', talkId).orderBy('seq').execute();
  return rows.map((row) => ({ row, detail: readDetail(keys, row) })).filter(({ detail }) => detail !== null);
}
