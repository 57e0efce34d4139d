/**
 * A database that came back from a backup does not know what was destroyed since. The list of destroyed keys does: what
 * hangs on them is destroyed again, before anybody is served. docs/order-of-writes.md, "A restore".
 */

import type { House } from '../house.ts';
import { canonicalJson } from '../ledger/canonical.ts';
import { writeAct } from '../ledger/write.ts';
import { FORGET_REQUEST, forgetting, tombstone } from '../rights/forget.ts';
import { keysIfKept, keysOf } from '../sealed.ts';
import { letGo } from '../sign/files.ts';
import { certificateOf, DESTROY } from './certificate.ts';
import { DESTROY_PRIVATE } from './private.ts';

const AT_ONCE = 500;
const WHY = 'Was al vernietigd toen deze reservekopie werd teruggezet.';

/** Does so; see Destructions. */
export async function reapply(house: House, ids: readonly string[]): Promise<number> {
  let again = 0;
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    again += await talks(house, some);
    again += await recordings(house, some);
    again += await objections(house, some);
    again += await requests(house, some);
    again += await signFiles(house, some);
  }
  return again;
}

/** Talks that the database still takes for whole. Their state does not matter: nothing of them can be read. */
async function talks(house: House, ids: readonly string[]): Promise<number> {
  const found = await house.database.read
    .selectFrom('talk')
    .leftJoin('destruction', 'destruction.talk_id', 'talk.id')
    .selectAll('talk')
    .where('talk.id', 'in', ids)
    .where('destruction.talk_id', 'is', null)
    .execute();
  for (const talk of found) {
    const organisationId = talk.organisation_id;
    const keys = await keysOf(house, organisationId);
    const run = await house.database.transaction(async (tx) => {
      const decision = { ground: 'decision', words: WHY, decidedBy: 'system', at: house.now(), sweep: null } as const;
      const certificate = await certificateOf(tx, talk, undefined, decision);
      const job = house.jobs.ask(tx, organisationId, DESTROY, talk.id);
      const row = tx.insertInto('destruction').values({
        talk_id: talk.id,
        organisation_id: organisationId,
        decided_at: certificate.decidedAt,
        destroyed_at: null,
        sweep_id: null,
        certificate: canonicalJson(certificate),
      });
      const over = tx.updateTable('talk').set({ state: 'stored' }).where('id', '=', talk.id);
      const act = { organisationId, talkId: null, keys, actor: 'system', act: 'destruction.decided' } as const;
      const rows = [row, over, tx.deleteFrom('keeping').where('talk_id', '=', talk.id), job.row];
      await writeAct(house, tx, { ...act, detail: certificate }, { rows });
      return job.run;
    });
    run();
  }
  return found.length;
}

/** Recordings whose talk is still there: they were private. */
async function recordings(house: House, ids: readonly string[]): Promise<number> {
  const found = await house.database.read
    .selectFrom('recording')
    .leftJoin('private_stop', 'private_stop.talk_id', 'recording.talk_id')
    .select(['recording.id', 'recording.talk_id', 'recording.organisation_id', 'recording.started_us'])
    .where('recording.id', 'in', ids)
    .where('private_stop.talk_id', 'is', null)
    .execute();
  let again = 0;
  for (const { id, talk_id: talkId, organisation_id: organisationId, started_us } of found) {
    const keys = await keysIfKept(house, talkId);
    if (keys === undefined) continue; // the talk goes whole
    const detail = { stoppedAt: Math.floor(started_us / 1000), destroyAt: house.now(), because: 'private' } as const;
    const run = await house.database.transaction(async (tx) => {
      const job = house.jobs.ask(tx, organisationId, DESTROY_PRIVATE, id);
      const row = tx.insertInto('private_stop').values({
        talk_id: talkId,
        organisation_id: organisationId,
        because: detail.because,
        stopped_at: detail.stoppedAt,
        destroy_at: detail.destroyAt,
        destroying_at: null,
        destroyed_at: null,
      });
      const act = { organisationId, talkId, keys, actor: 'system', act: 'talk.made-private', detail } as const;
      await writeAct(house, tx, act, { rows: [row, job.row] });
      return job.run;
    });
    run();
    again++;
  }
  return again;
}

/** Objections that were withdrawn: the name is gone with its key. */
async function objections(house: House, ids: readonly string[]): Promise<number> {
  const found = await house.database.read
    .selectFrom('objection')
    .selectAll()
    .where('id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute();
  for (const { id, organisation_id: organisationId } of found) {
    const keys = await keysOf(house, organisationId);
    const detail = { id, endedAt: house.now() };
    await house.database.transaction((tx) =>
      writeAct(
        house,
        tx,
        { organisationId, talkId: null, keys, actor: 'system', act: 'objection.withdrawn', detail },
        {
          rows: [
            tx
              .updateTable('objection')
              .set({ ended_at: detail.endedAt, number_token: null, name_token: null })
              .where('id', '=', id),
          ],
        },
      ),
    );
  }
  return found.length;
}

/** Requests that were forgotten: who asked is gone with the key. */
async function requests(house: House, ids: readonly string[]): Promise<number> {
  const found = await house.database.read
    .selectFrom('rights_request')
    .leftJoin('rights_forgotten', 'rights_forgotten.request_id', 'rights_request.id')
    .selectAll('rights_request')
    .where('rights_request.id', 'in', ids)
    .where('rights_forgotten.request_id', 'is', null)
    .execute();
  for (const row of found) {
    const keys = await keysOf(house, row.organisation_id);
    // It was closed, whatever this database still says: nothing else is forgotten.
    const closed = { ...row, state: 'closed', closed_at: row.closed_at ?? house.now() } as const;
    const run = await house.database.transaction(async (tx) => {
      const job = house.jobs.ask(tx, row.organisation_id, FORGET_REQUEST, row.id);
      const over = tx
        .updateTable('rights_request')
        .set({ state: closed.state, closed_at: closed.closed_at })
        .where('id', '=', row.id);
      const rows = [tombstone(tx, row, house.now()), over, job.row];
      await writeAct(house, tx, forgetting(house, closed, keys), { rows });
      return job.run;
    });
    run();
  }
  return found.length;
}

/** Pictures of signs that were destroyed. */
async function signFiles(house: House, ids: readonly string[]): Promise<number> {
  const found = await house.database.read
    .selectFrom('sign_file')
    .select(['id', 'organisation_id'])
    .where('id', 'in', ids)
    .where('gone_at', 'is', null)
    .execute();
  for (const { id, organisation_id } of found) await letGo(house, organisation_id, id, WHY, 'system');
  return found.length;
}
