/**
 * A recording that was not for keeping, because the talk was private (privé) or nobody chose to keep it: locked to everyone at once, destroyed a day later. That there was a talk
 * stays. docs/order-of-writes.md, "A recording on a device".
 */
import type { Tx } from '../db/database.ts';
import type { UploadRight } from '../device/face.ts';
import { endEdits } from '../edit/end.ts';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { writeAct } from '../ledger/write.ts';
import { byRecording } from '../recording/row.ts';
import { settle } from '../recording/settle.ts';
import { type ItemKeys, keysOf } from '../sealed.ts';
import type { TalkRow } from '../talk/tables.ts';
import type { LockedBecause } from './face.ts';
import { isHeld } from './holds.ts';
import { mustStayUntil } from './keep.ts';
import { notDestroyed } from './locked.ts';

/** The job that destroys a recording which was stopped as private. */
export const DESTROY_PRIVATE = 'recording.destroy-private';
/** Time to see that it was a mistake, or that the law forbids it. */
const GRACE_MS = 24 * 3_600_000;
const LOOK_AGAIN_MS = 3_600_000;

/** Locks it now, told by the device. Done before: nothing happens. `at`: epoch microseconds at which the official said so. */
export async function makePrivate(house: House, right: UploadRight, at: number, because: LockedBecause): Promise<void> {
  await lock(house, right.recordingId, `user:${right.accountId}`, at, { strict: false, because });
}

/**
 * Locks a talk now, told at the office. Done before: nothing happens. Rejects `nothing-recorded`, `talk-held` and
 * `talk-must-stay`: under a hold, or a duty to record, nothing becomes private.
 */
export async function makeTalkPrivate(house: House, talkId: string, actor: Actor): Promise<void> {
  await notDestroyed(house, talkId);
  const recording = await house.database.read
    .selectFrom('recording')
    .select('id')
    .where('talk_id', '=', talkId)
    .executeTakeFirst();
  if (recording === undefined)
    throw new DossierError('nothing-recorded', 'Nothing of this talk was recorded, so there is nothing to lock.');
  await lock(house, recording.id, actor, house.now() * 1000, { strict: true, because: 'private' });
}

/** `strict`: refused where a hold or a duty stands in the way; a device is locked all the same, and destroys nothing then. */
async function lock(
  house: House,
  recordingId: string,
  actor: Actor,
  at: number,
  how: { strict: boolean; because: LockedBecause },
): Promise<void> {
  const { strict, because } = how;
  const { talk } = await byRecording(house, recordingId);
  if ((await stopOf(house, talk.id)) !== undefined) return;
  const keys = await keysOf(house, talk.id);
  if (strict && ((await mustStayUntil(house, talk)) ?? 0) > house.now())
    throw new DossierError('talk-must-stay', 'The law says that this talk is recorded and kept: it cannot be private.');
  const stoppedAt = Math.floor(at / 1000);
  const destroyAt = house.now() + GRACE_MS;
  const run = await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, talk.organisation_id).executeTakeFirst();
    if (strict && (await isHeld(tx, talk.id)))
      throw new DossierError('talk-held', 'A hold is in force on this talk: it cannot become private.');
    const job = house.jobs.ask(tx, talk.organisation_id, DESTROY_PRIVATE, recordingId, destroyAt);
    const row = tx
      .insertInto('private_stop')
      .values({
        talk_id: talk.id,
        organisation_id: talk.organisation_id,
        because,
        stopped_at: stoppedAt,
        destroy_at: destroyAt,
        destroying_at: null,
        destroyed_at: null,
      })
      .onConflict((conflict) => conflict.column('talk_id').doNothing());
    const place = { organisationId: talk.organisation_id, talkId: talk.id, keys };
    const act = { ...place, actor, act: 'talk.made-private' } as const;
    const done = await writeAct(
      house,
      tx,
      { ...act, detail: { stoppedAt, destroyAt, because } },
      { provided: row, rows: [job.row] },
    );
    return done ? job.run : undefined;
  });
  run?.();
}

/** Rejects `talk-private` or `talk-destroyed` for a talk whose sound nobody may hear, see or copy any more. */
export async function notLocked(house: House, talkId: string): Promise<void> {
  await notDestroyed(house, talkId);
  const stop = await stopOf(house, talkId);
  if (stop === undefined) return;
  throw new DossierError(
    'talk-private',
    'This talk was stopped as private: its sound is locked, and destroyed a day after it was stopped.',
  );
}

/** Destroys what is due, unless something forbids it: then it stays locked and is looked at again. Safe to repeat. */
export async function destroyPrivate(house: House, recordingId: string, job: RunningJob): Promise<void> {
  const { talk } = await byRecording(house, recordingId);
  const stop = await stopOf(house, talk.id);
  if (stop === undefined || stop.destroyed_at !== null) return;
  if (talk.state === 'live') await settle(house, recordingId, 'private', stop.stopped_at * 1000); // the device never came back
  if ((await byRecording(house, recordingId)).talk.state === 'storing') return job.again(house.now() + 1_000);
  const keys = await keysOf(house, talk.id);
  if (stop.destroying_at === null && !(await beginDestroying(house, talk, keys, stop.because)))
    return job.again(house.now() + LOOK_AGAIN_MS);
  await endEdits(house, talk.id, ['declared', 'making', 'made']);
  // A crash after this line leaves sound that nobody can open, and a row that does not say so: this runs again.
  await house.vault.destroy(recordingId);
  const destroyedAt = house.now();
  await house.database.transaction((tx) =>
    writeAct(
      house,
      tx,
      {
        organisationId: talk.organisation_id,
        talkId: talk.id,
        keys,
        actor: 'system',
        act: 'recording.destroyed',
        detail: { destroyedAt, because: stop.because },
      },
      { provided: destroyed(tx, talk.id, destroyedAt), rows: [forgetOutline(tx, recordingId), job.done(tx)] },
    ),
  );
}

/** Written under the end of the chain, as a hold is: from here on none comes in between. False where one is there. */
async function beginDestroying(house: House, talk: TalkRow, keys: ItemKeys, because: LockedBecause): Promise<boolean> {
  const at = house.now();
  const duty = (await mustStayUntil(house, talk)) ?? 0;
  const place = { organisationId: talk.organisation_id, talkId: talk.id, keys, actor: 'system' } as const;
  return await house.database.transaction(async (tx) => {
    await house.database.lockedHead(tx, talk.organisation_id).executeTakeFirst();
    if ((await isHeld(tx, talk.id)) || duty > at) return false;
    const begun = tx.updateTable('private_stop').set({ destroying_at: at }).where('talk_id', '=', talk.id);
    const detail = { because, at };
    return await writeAct(house, tx, { ...place, act: 'recording.destruction-begun', detail }, { provided: begun });
  });
}

function destroyed(tx: Tx, talkId: string, at: number) {
  return tx
    .updateTable('private_stop')
    .set({ destroyed_at: at })
    .where('talk_id', '=', talkId)
    .where('destroyed_at', 'is', null);
}

/** The waveform is drawn from the sound, under the talk's key: it goes too. */
function forgetOutline(tx: Tx, recordingId: string) {
  return tx.deleteFrom('outline').where('recording_id', '=', recordingId);
}

function stopOf(house: House, talkId: string) {
  return house.database.read.selectFrom('private_stop').selectAll().where('talk_id', '=', talkId).executeTakeFirst();
}
