/**
 * What the house itself knows that keeps a recording from beginning: objections, no live recording plan, a refusal, an
 * agreement that is not there.
 */
import type { Text } from '@woordelijk/rules';
import type { NewDeviceTalk } from '../device/face.ts';
import type { House } from '../house.ts';
import { against } from '../objection/objections.ts';
import { planAtTable, planFor } from '../plan/for-talk.ts';
import { readFile } from '../table/at-table.ts';
import { hindrances } from '../table/notice.ts';
import type { TableReason } from './gate.ts';

/** What a beginning says of who is there, and of what kind the talk is. */
export type Comers = Pick<NewDeviceTalk, 'planned' | 'organisationId' | 'parties'> & {
  /** A value of rules' dimension `soort`; of a planned talk its plan says it. */
  readonly kind: string;
  /** Epoch milliseconds at which it begins. */
  readonly at: number;
};

/** The words that the organisation approved for telling of such a recording; undefined where no plan is live for it. */
export async function approvedWords(
  house: House,
  { planned, organisationId, kind, at }: Comers,
): Promise<Text | undefined> {
  const whose = organisationId ?? house.builtIn.unassigned;
  const plan =
    planned === undefined
      ? await planFor(house, whose, { channel: 'device', kind, lines: [] }, at)
      : await planAtTable(house, planned, at);
  const spoken = plan?.texts.find(({ code }) => code === 'spoken');
  return spoken && { nl: spoken.nl, en: spoken.en };
}

/**
 * The first thing that stands in the way; undefined where the house knows of nothing. A planned talk brings its own table: who
 * objected, whether the wish was refused, whether what was asked is agreed. Another talk is looked up in the register by the
 * names that were given.
 */
export async function hindrance(
  house: House,
  { planned, organisationId, parties, kind, at }: Comers,
): Promise<TableReason | undefined> {
  if (planned === undefined) {
    const whose = organisationId ?? house.builtIn.unassigned;
    const found = await against(house, whose, parties);
    if (found.length > 0) return 'objection';
    const plan = await planFor(house, whose, { channel: 'device', kind, lines: [] }, at);
    return plan === undefined ? 'no-plan' : undefined;
  }
  const because = new Set((await hindrances(house, planned)).map((one) => one.because));
  const { requests } = await readFile(house, planned);
  const stands = requests.some(({ decision }) => decision?.outcome !== 'settled' && decision?.outcome !== 'withdrawn');
  if (because.has('objection')) return 'objection';
  if (because.has('refused')) return 'refused';
  if ((await planAtTable(house, planned, at)) === undefined) return 'no-plan';
  // Nobody asks anything (any more): then it is the office's own recording, which the rules were asked about at the gate.
  if (!stands) return undefined;
  if (because.has('theirs-only')) return 'theirs-only';
  if (because.has('not-granted') || because.has('not-agreed')) return 'not-agreed';
  return undefined;
}
