/** What the house itself knows that keeps a recording from beginning: objections, a refusal, an agreement that is not there. */
import type { NewDeviceTalk } from '../face.ts';
import type { House } from '../house.ts';
import { against } from '../objection/objections.ts';
import { hindrances } from '../table/notice.ts';
import type { TableReason } from './gate.ts';

/** What a beginning says of who is there. */
export type Comers = Pick<NewDeviceTalk, 'planned' | 'organisationId' | 'parties'>;

/**
 * The first thing that stands in the way; undefined where the house knows of nothing. A planned talk brings its own table: who
 * objected, whether the wish was refused, whether what was asked is agreed. Another talk is looked up in the register by the
 * names that were given.
 */
export async function hindrance(
  house: House,
  { planned, organisationId, parties }: Comers,
): Promise<TableReason | undefined> {
  if (planned === undefined) {
    const found = await against(house, organisationId ?? house.builtIn.unassigned, parties);
    return found.length > 0 ? 'objection' : undefined;
  }
  const because = new Set((await hindrances(house, planned)).map((one) => one.because));
  const asked = await house.database.read
    .selectFrom('ledger')
    .select('seq')
    .where('talk_id', '=', planned)
    .where('act', '=', 'request.registered')
    .limit(1)
    .executeTakeFirst();
  if (because.has('objection')) return 'objection';
  if (because.has('refused')) return 'refused';
  // Nobody asked anything: then it is the office's own recording, which the rules were asked about at the gate.
  if (asked === undefined) return undefined;
  if (because.has('theirs-only')) return 'theirs-only';
  if (because.has('not-granted') || because.has('not-agreed')) return 'not-agreed';
  return undefined;
}
