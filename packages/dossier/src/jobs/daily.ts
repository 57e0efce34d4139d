/** Work that comes back every day. */
import { dayOf, nextDay, startOf } from '@woordelijk/rules';
import type { House } from '../house.ts';

const HOUR_MS = 3_600_000;

/** The next moment at which it is so late in the Netherlands; `hour` from 0 to 23, moments in epoch milliseconds. */
export function nextAt(now: number, hour: number): number {
  const today = dayOf(now);
  const at = startOf(today) + hour * HOUR_MS;
  return at > now ? at : startOf(nextDay(today)) + hour * HOUR_MS;
}

/** Sees to it that this work of the house waits to be done, from the first start on; `first`: when, and about what. */
export async function waitsAlways(
  house: House,
  kind: string,
  first: { readonly subject: string; readonly at: number },
): Promise<void> {
  await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, house.builtIn.house).executeTakeFirst();
    const asked = await tx
      .selectFrom('job')
      .select('id')
      .where('kind', '=', kind)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    if (asked !== undefined) return;
    await house.database.batch(tx, [house.jobs.ask(tx, house.builtIn.house, kind, first.subject, first.at).row]);
  });
}
