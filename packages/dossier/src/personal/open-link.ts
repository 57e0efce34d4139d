/** Whether somebody of a talk has a page of their own that they can open. */
import type { Tx } from '../db/database.ts';
import type { Acts } from '../ledger/acts.ts';
import type { ItemKeys } from '../sealed.ts';
import { actsOf } from '../talk/act.ts';

/** Read inside the transaction of the act that depends on it. */
export async function hasOpenLink(
  db: Pick<Tx, 'selectFrom'>,
  keys: ItemKeys,
  talkId: string,
  party: string,
): Promise<boolean> {
  const rows = await db
    .selectFrom('personal_link')
    .select('id')
    .where('talk_id', '=', talkId)
    .where('revoked_at', 'is', null)
    .execute();
  const acts = await actsOf(db, keys, talkId);
  return acts.some(({ row, detail }) => {
    if (row.act !== 'personal-link.made') return false;
    const made = detail as Acts['personal-link.made'];
    return made.party === party && rows.some(({ id }) => id === made.id);
  });
}
