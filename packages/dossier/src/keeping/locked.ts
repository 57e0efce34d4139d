/** Talks of which nobody may read or hear anything any more. */
import { DossierError } from '../error.ts';
import type { ReadHouse } from '../house.ts';

/** Rejects `talk-destroyed` for a talk that is destroyed, or is about to be. */
export async function notDestroyed(house: Pick<ReadHouse, 'database'>, talkId: string): Promise<void> {
  const row = await house.database.read
    .selectFrom('destruction')
    .select('talk_id')
    .where('talk_id', '=', talkId)
    .executeTakeFirst();
  if (row !== undefined) throw destroyed();
}

export function destroyed(): DossierError {
  return new DossierError(
    'talk-destroyed',
    'This talk was destroyed. What stays is the certificate: when, by whom, and why.',
  );
}
