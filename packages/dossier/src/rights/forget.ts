/**
 * A closed request is not kept for ever: when its term is over its key is destroyed, and with that who asked, for what, and
 * what was answered. What stays is that there was a request of this kind, when, and that it was closed: it names nobody.
 */
import { dayOf, keptUntil, nextDay, startOf } from '@woordelijk/rules';
import type { Statement, Tx } from '../db/database.ts';
import type { House } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import type { RightsRequestRow } from './tables.ts';

/** The job that forgets one request. */
export const FORGET_REQUEST = 'rights.forget';

const LOOK_AGAIN_MS = 30 * 86_400_000;

/** The moment from which a request that was closed then is forgotten, epoch milliseconds. */
export function forgottenFrom(closedAt: number): number {
  return startOf(nextDay(keptUntil('rights-request', dayOf(closedAt)).lastDay));
}

/** Forgets one. Safe to repeat after a stop at any line. While a hold keeps a talk that it is about, it waits. */
export async function forgetRequest(house: House, requestId: string, job: RunningJob): Promise<void> {
  const { read } = house.database;
  const row = await read.selectFrom('rights_request').selectAll().where('id', '=', requestId).executeTakeFirst();
  if (row === undefined || row.closed_at === null) return;
  if (!(await begun(house, requestId))) {
    const due = forgottenFrom(row.closed_at);
    if (due > house.now()) return job.again(due);
    if (await isDisputed(house, requestId)) return job.again(house.now() + LOOK_AGAIN_MS);
    await begin(house, row);
  }
  await house.vault.keys.destroy(requestId);
  const organisationId = row.organisation_id;
  const detail = { request: requestId, forgottenAt: house.now() };
  const act = { organisationId, talkId: null, keys: await keysOf(house, organisationId), actor: 'system' } as const;
  await house.database.transaction((tx) =>
    writeAct(
      house,
      tx,
      { ...act, act: 'rights.forgotten', detail },
      {
        provided: tx
          .updateTable('rights_forgotten')
          .set({ forgotten_at: detail.forgottenAt })
          .where('request_id', '=', requestId)
          .where('forgotten_at', 'is', null),
        rows: [...lettingGo(tx, requestId), job.done(tx)],
      },
    ),
  );
  await house.database.overwriteDeleted();
}

/** Its intent, before anything goes: the kind of request and its days, and by which source they were kept until now. */
async function begin(house: House, row: RightsRequestRow): Promise<void> {
  const organisationId = row.organisation_id;
  const keys = await keysOf(house, organisationId);
  await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, organisationId).executeTakeFirst();
    await writeAct(house, tx, forgetting(house, row, keys), { rows: [tombstone(tx, row, house.now())] });
  });
}

/** The act of it. */
export function forgetting(
  house: House,
  { id, organisation_id: organisationId, kind, received_at, due_on, closed_at }: RightsRequestRow,
  keys: Awaited<ReturnType<typeof keysOf>>,
) {
  const { source } = keptUntil('rights-request', dayOf(house.now()));
  const days = { receivedAt: received_at, dueOn: due_on, closedAt: closed_at };
  const detail = { request: id, kind, ...days, source, forgettingAt: house.now() };
  return { organisationId, talkId: null, keys, actor: 'system', act: 'rights.forgetting', detail } as const;
}

/** The row that stays. */
export function tombstone(tx: Tx, { id, organisation_id }: RightsRequestRow, at: number): Statement {
  return tx
    .insertInto('rights_forgotten')
    .values({ request_id: id, organisation_id, forgetting_at: at, forgotten_at: null });
}

/** Whose it was, what it was about, and what its acts say. */
function lettingGo(tx: Tx, requestId: string): Statement[] {
  return [
    tx.deleteFrom('rights_talk').where('request_id', '=', requestId),
    tx.updateTable('rights_request').set({ account_id: null }).where('id', '=', requestId),
    tx.updateTable('ledger').set({ sealed: null }).where('talk_id', '=', requestId),
  ];
}

async function begun({ database: { read } }: House, requestId: string): Promise<boolean> {
  const row = await read
    .selectFrom('rights_forgotten')
    .select('request_id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a talk that it is about is held: a complaint or a case may be about this very request. */
async function isDisputed({ database: { read } }: House, requestId: string): Promise<boolean> {
  const row = await read
    .selectFrom('rights_talk')
    .innerJoin('hold', 'hold.talk_id', 'rights_talk.talk_id')
    .select('hold.id')
    .where('rights_talk.request_id', '=', requestId)
    .where('hold.lifted_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
