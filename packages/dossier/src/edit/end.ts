/** Edited copies go with what they were made of. */

import { tell } from '../handed/keep.ts';
import type { House } from '../house.ts';
import { discardEdit } from './make.ts';
import type { EditedCopyRow } from './tables.ts';

/** Withdraws those of a talk in these states, and destroys what there is of them. Safe to repeat. */
export async function endEdits(house: House, talkId: string, states: readonly EditedCopyRow['state'][]): Promise<void> {
  const rows = await house.database.read.selectFrom('edited_copy').selectAll().where('talk_id', '=', talkId).execute();
  for (const row of rows) {
    if (states.includes(row.state)) {
      const detail = { edit: row.id, why: 'destruction', at: house.now(), closed: [] };
      await tell(house, row, 'system', 'edit.withdrawn', detail, (tx) => ({
        provided: tx
          .updateTable('edited_copy')
          .set({ state: 'withdrawn' })
          .where('id', '=', row.id)
          .where('state', '=', row.state),
      }));
    }
    await discardEdit(house, row.id);
  }
}
