/** How an act of one request is done: what went before is read inside the transaction that writes it. */
import type { Statement, Tx } from '../db/database.ts';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { ActCode, Acts } from '../ledger/acts.ts';
import { doOnce } from '../ledger/once.ts';
import { writeAct } from '../ledger/write.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import type { Asking } from '../staff/face.ts';
import type { RightState, RightsRequest } from './face.ts';
import { readRequest } from './read.ts';
import type { RightsRequestRow } from './tables.ts';

/** What an act is decided with. */
export interface RequestGround {
  readonly row: RightsRequestRow;
  readonly tx: Tx;
  readonly keys: ItemKeys;
}

/** What was decided: the act of the request, and the rows it makes besides. */
export type RequestAct = {
  readonly [C in ActCode]: { readonly act: C; readonly detail: Acts[C]; readonly rows?: readonly Statement[] };
}[ActCode];

/** The row of a request. Rejects `rights-request-not-found`. */
export async function requestRow(house: House, requestId: string): Promise<RightsRequestRow> {
  const row = await house.database.read
    .selectFrom('rights_request')
    .leftJoin('rights_forgotten', 'rights_forgotten.request_id', 'rights_request.id')
    .selectAll('rights_request')
    .where('rights_request.id', '=', requestId)
    .where('rights_forgotten.request_id', 'is', null)
    .executeTakeFirst();
  if (row === undefined)
    throw new DossierError(
      'rights-request-not-found',
      'There is no such request, or it was forgotten when its term was over. Load the list again.',
    );
  return row;
}

/**
 * Does an act of a request; gives the request as it stands afterwards. `when`: states in which it can be done. Rejects
 * `rights-request-not-found`, `rights-request-step`, `once-reused`, and what `decide` throws.
 */
export async function atRequest(
  house: House,
  requestId: string,
  { actor, once }: Asking,
  kind: string,
  input: unknown,
  when: readonly RightState[],
  decide: (request: RightsRequest, ground: RequestGround) => RequestAct | Promise<RequestAct>,
): Promise<RightsRequest> {
  const row = await requestRow(house, requestId);
  const keys = await keysOf(house, requestId);
  const organisationId = row.organisation_id;
  return await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    const asked = { organisationId, actor, act: kind, key: once, input: { requestId, input } };
    await doOnce(house, tx, keys, asked, async () => {
      const request = await readRequest(tx, keys, row);
      if (!when.includes(request.state))
        throw new DossierError(
          'rights-request-step',
          'Somebody else was first, or a step before this is not done yet. Load the request again.',
        );
      const { act, detail, rows = [] } = await decide(request, { row, tx, keys });
      await writeAct(house, tx, { organisationId, talkId: requestId, keys, actor, act, detail }, { rows });
      return requestId;
    });
    return await readRequest(tx, keys, row);
  });
}

/** The statement that changes a request's row. */
export function changed(tx: Tx, id: string, set: Partial<RightsRequestRow>): Statement {
  return tx.updateTable('rights_request').set(set).where('id', '=', id);
}
