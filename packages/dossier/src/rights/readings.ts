/** Own readings beside a recording (AVG 16): the recording itself never changes. */
import type { House } from '../house.ts';
import type { Acts } from '../ledger/acts.ts';
import { keysIfKept } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import { actsOf, inTalk } from '../talk/act.ts';
import type { OwnReading } from './face.ts';

/** Beside a recording, oldest first; none of a talk that was destroyed. */
export async function readingsOf(house: House, talkId: string): Promise<OwnReading[]> {
  const keys = await keysIfKept(house, talkId);
  if (keys === undefined) return [];
  return (await actsOf(house.database.read, keys, talkId)).flatMap(({ row, detail }) =>
    row.act === 'reading.added' ? [{ ...(detail as Acts['reading.added']), at: row.at }] : [],
  );
}

/** Puts one beside a recording; once for each request. */
export async function addReading(
  house: House,
  talkId: string,
  reading: Omit<OwnReading, 'at'>,
  { actor }: Asking,
): Promise<void> {
  if ((await readingsOf(house, talkId)).some(({ request }) => request === reading.request)) return;
  await inTalk(house, {
    talkId,
    asking: { actor },
    kind: 'reading.added',
    input: reading,
    read: async () => undefined,
    decide: () => ({ act: 'reading.added', detail: reading }),
  });
}
