/**
 * What was granted is done. Each effect is an act of its own that may be repeated; the request is closed after the last, so a
 * stop in between leaves it open, and pressing again does the rest.
 */
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import { decide } from '../keeping/destruction.ts';
import { against, objections } from '../objection/objections.ts';
import { keysOf } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import { atRequest, requestRow } from './at-request.ts';
import type { RightsRequest } from './face.ts';
import { closing } from './freeze.ts';
import { readRequest } from './read.ts';
import { addReading } from './readings.ts';
import { restrict } from './restriction.ts';

/** Names nobody: it stands on the certificate. */
const ERASED = 'Verzoek om wissing toegewezen (AVG 17).';

/** Does it; see Rights. */
export async function carryOut(house: House, requestId: string, asking: Asking): Promise<RightsRequest> {
  const row = await requestRow(house, requestId);
  const request = await readRequest(house.database.read, await keysOf(house, requestId), row);
  const { decision } = request;
  if (request.state === 'closed') return request;
  if (decision?.outcome !== 'granted' && decision?.outcome !== 'partly')
    throw new DossierError('rights-request-step', 'Nothing was granted yet, so there is nothing to carry out.');
  for (const { talk, give } of decision.talks) if (give !== 'none') await doWith(house, request, talk, asking);
  if (request.kind === 'objection') await object(house, request, asking);
  return await atRequest(
    house,
    requestId,
    asking,
    'rights.closed',
    { how: 'carried-out' },
    ['decided'],
    async (now, { tx }) => {
      const closedAt = house.now();
      const rows = await closing(house, now, tx, asking, closedAt);
      return { act: 'rights.closed', detail: { request: requestId, how: 'carried-out', closedAt }, rows };
    },
  );
}

async function doWith(house: House, { id, kind, name, text }: RightsRequest, talk: string, asking: Asking) {
  switch (kind) {
    case 'restriction':
      return await restrict(house, talk, id, asking);
    case 'correction':
    case 'supplement':
      return await addReading(house, talk, { request: id, kind, name, text }, asking);
    case 'deletion':
      await decide(house, talk, { ground: 'request', words: ERASED, actor: asking.actor });
      return;
    case 'access':
    case 'copy':
    case 'portability':
      throw new DossierError('rights-request-step', 'This is handed over: make the package.');
  }
}

/** From now on every door looks for this person before it records. */
async function object(house: House, { organisationId, id, name, number }: RightsRequest, { actor }: Asking) {
  const who = { name, ...(number === null ? {} : { aor: number }) };
  if ((await against(house, organisationId, [who])).length > 0) return;
  const note = `Verzoek ${id.slice(-8)}: bezwaar toegewezen.`;
  await objections(house).register(organisationId, { name, number, note }, { actor });
}
