/** A request as its acts tell it. */
import { dayOf } from '@woordelijk/rules';
import type { Tx } from '../db/database.ts';
import type { Acts } from '../ledger/acts.ts';
import type { ItemKeys } from '../sealed.ts';
import { actsOf } from '../talk/act.ts';
import type { FoundTalk, RightsRequest } from './face.ts';
import type { RightsRequestRow } from './tables.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Plays the acts of one request. */
export async function readRequest(
  db: Pick<Tx, 'selectFrom'>,
  keys: ItemKeys,
  row: Pick<RightsRequestRow, 'id' | 'organisation_id'>,
): Promise<RightsRequest> {
  let request: Mutable<RightsRequest> | undefined;
  let talks: readonly FoundTalk[] = [];
  for (const { row: act, detail } of await actsOf(db, keys, row.id)) {
    const said = <C extends keyof Acts>(_: C) => detail as Acts[C];
    const code = act.act as keyof Acts;
    if (code === 'rights.requested') {
      const { request: id, about: _, identity, ...rest } = said(code);
      request = {
        id,
        organisationId: row.organisation_id,
        ...rest,
        state: identity === null ? 'received' : 'identified',
        takenUp: null,
        identity: identity === null ? null : { how: identity, by: rest.name, at: act.at },
        found: null,
        extended: null,
        decision: null,
        handed: [],
        closed: null,
      };
      continue;
    }
    if (request === undefined) continue;
    switch (code) {
      case 'rights.taken-up':
        request.takenUp = { by: said(code).by, at: act.at };
        break;
      case 'rights.identified': {
        const { how, by } = said(code);
        Object.assign(request, { state: 'identified', identity: { how, by, at: act.at } });
        break;
      }
      case 'rights.found': {
        const { by, searched, talks: found } = said(code);
        talks = found;
        Object.assign(request, { state: 'found', found: { by, searched, at: act.at, talks: [] } });
        break;
      }
      case 'rights.extended': {
        const { dueOn, why } = said(code);
        Object.assign(request, { dueOn, extended: { why, at: act.at } });
        break;
      }
      case 'rights.decided': {
        const { request: _, ...decision } = said(code);
        Object.assign(request, { state: 'decided', decision: { ...decision, at: act.at } });
        break;
      }
      case 'rights.handed': {
        const { way, sha256, receipt, closedAt } = said(code);
        request.handed = [...request.handed, { at: act.at, way, sha256, receipt }];
        if (closedAt !== null) shut(request, closedAt, 'handed');
        break;
      }
      case 'rights.closed':
        shut(request, said(code).closedAt, said(code).how);
        break;
    }
  }
  const { found } = request!;
  if (found === null) return request!;
  return { ...request!, found: { ...found, talks: await withTalks(db, talks) } };
}

function shut(request: Mutable<RightsRequest>, at: number, how: NonNullable<RightsRequest['closed']>['how']): void {
  request.state = 'closed';
  request.closed = { at, how, inTerm: dayOf(at) <= request.dueOn };
}

/** With when each was held, and when it was destroyed. */
async function withTalks(
  db: Pick<Tx, 'selectFrom'>,
  talks: readonly FoundTalk[],
): Promise<NonNullable<RightsRequest['found']>['talks']> {
  if (talks.length === 0) return [];
  const ids = talks.map(({ talk }) => talk);
  const rows = await db.selectFrom('talk').select(['id', 'started_at']).where('id', 'in', ids).execute();
  const ends = await db
    .selectFrom('destruction')
    .select(['talk_id', 'decided_at'])
    .where('talk_id', 'in', ids)
    .execute();
  return talks.map((one) => ({
    ...one,
    startedAt: rows.find(({ id }) => id === one.talk)?.started_at ?? 0,
    destroyedAt: ends.find(({ talk_id }) => talk_id === one.talk)?.decided_at ?? null,
  }));
}
