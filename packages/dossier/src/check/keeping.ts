/** Holds beside what their acts say, and talks that must be gone. */

import type { LedgerProblem } from '../face.ts';
import type { ReadHouse } from '../house.ts';
import { BELONGINGS } from '../keeping/belongings.ts';
import type { HoldRow } from '../keeping/tables.ts';
import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import { type ItemKeys, keysIfKept } from '../sealed.ts';

type Fact = Readonly<Record<string, unknown>>;

/** Pairs of row and fact; one of them undefined where the other has no match. */
export function* holds(
  keys: ItemKeys,
  { holds: rows, acts }: { readonly holds: readonly HoldRow[]; readonly acts: readonly LedgerRow[] },
): Generator<readonly [HoldRow | undefined, Fact | undefined]> {
  const facts = new Map<string, Fact>();
  for (const row of acts) {
    if (row.act === 'hold.placed') {
      const { id, reason, reviewAt: review_at, placedAt: placed_at } = detailOf<'hold.placed'>(keys, row);
      const { organisation_id, talk_id } = row;
      facts.set(id, { id, organisation_id, talk_id, reason, review_at, placed_at, lifted_at: null });
    } else if (row.act === 'hold.reviewed') {
      const { id, reviewAt: review_at } = detailOf<'hold.reviewed'>(keys, row);
      facts.set(id, { ...facts.get(id), review_at });
    } else if (row.act === 'hold.lifted') {
      const { id, liftedAt: lifted_at } = detailOf<'hold.lifted'>(keys, row);
      facts.set(id, { ...facts.get(id), lifted_at });
    }
  }
  for (const row of rows) {
    yield [row, facts.get(row.id)];
    facts.delete(row.id);
  }
  for (const fact of facts.values()) yield [undefined, fact];
}

function detailOf<C extends keyof Acts>(keys: ItemKeys, row: LedgerRow): Acts[C] {
  return readDetail(keys, row) as unknown as Acts[C];
}

/** A destroyed talk: nothing of who took part may be there any more, and no key that opens what is left elsewhere. */
export async function* checkDestroyed(house: ReadHouse, talkId: string): AsyncGenerator<LedgerProblem> {
  const problem = (place: string, meaning: string): LedgerProblem => ({ place, talkId, meaning });
  const { read } = house.database;
  const recording = await read.selectFrom('recording').select('id').where('talk_id', '=', talkId).executeTakeFirst();
  for (const id of recording === undefined ? [talkId] : [talkId, recording.id])
    if ((await keysIfKept(house, id)) !== undefined)
      yield problem(
        `key file of ${id}`,
        'The talk was destroyed, but a key of it is there: it came back from a backup. Restore with `woordelijk restore`, which destroys it again.',
      );
  for (const [table, letGo] of Object.entries(BELONGINGS)) {
    if (letGo === 'stays' || table === 'ledger' || table === 'attendance') continue;
    const row = await read
      .selectFrom(table as 'party')
      .select('talk_id')
      .where('talk_id', '=', talkId)
      .executeTakeFirst();
    if (row !== undefined)
      yield problem(
        `table ${table}`,
        'The talk was destroyed, but a row of it is there: it was put back outside this program.',
      );
  }
  const detail = await read
    .selectFrom('ledger')
    .select('seq')
    .where('talk_id', '=', talkId)
    .where('sealed', 'is not', null)
    .executeTakeFirst();
  if (detail !== undefined)
    yield problem(
      `table ledger, row ${detail.seq}`,
      'The talk was destroyed, but the detail of an act is there: it was put back outside this program.',
    );
}
