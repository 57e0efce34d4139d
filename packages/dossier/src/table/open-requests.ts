/** Requests of all talks that somebody must still do something about: to decide, or to carry out what was offered instead. */
import type { House } from '../house.ts';
import type { Sight } from '../policy.ts';
import { keysIfKept } from '../sealed.ts';
import { inSight } from '../talk/talks.ts';
import type { OpenRequest } from './face.ts';
import { fileOf } from './file.ts';

/** Talks looked at: the newest in which anybody asked. */
const MOST_TALKS = 200;

/** See Table. */
export async function openRequests(house: House, sight: Sight): Promise<OpenRequest[]> {
  const { read } = house.database;
  let asked = read
    .selectFrom('talk')
    .selectAll('talk')
    .where('talk.state', '<>', 'called-off')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('ledger')
          .select('ledger.seq')
          .whereRef('ledger.talk_id', '=', 'talk.id')
          .where('ledger.act', '=', 'request.registered'),
      ),
    )
    .orderBy('talk.started_at', 'desc')
    .limit(MOST_TALKS);
  if (!sight.all) asked = asked.where((eb) => inSight(eb, sight));
  const found: OpenRequest[] = [];
  for (const { id: talkId, started_at: startedAt } of await asked.execute()) {
    const keys = await keysIfKept(house, talkId);
    if (keys === undefined) continue;
    const { requests, participants, plan } = await fileOf(read, keys, talkId);
    for (const { id, at, by, decision, alternative } of requests) {
      const waits = decision === null ? 'decide' : alternative?.done === false ? 'alternative' : undefined;
      if (waits === undefined) continue;
      const name = participants.find((one) => one.id === by)?.name ?? '';
      found.push({ talkId, startedAt, subject: plan?.subject ?? '', request: id, at, name, waits });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}
