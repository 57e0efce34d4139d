/** An ended recording becomes an object of its own: docs/order-of-writes.md, "A recording", steps 7 to 9. */
import type { House } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import { lossOf, outlineWhole, sealOutline } from '../sound/outlines.ts';
import { inTurn } from './in-turn.ts';
import { byRecording } from './row.ts';

/** Moves the sound out of the journal, draws its outline, and says so. Safe to repeat after a stop at any line. */
export function store(house: House, recordingId: string, job: RunningJob): Promise<void> {
  return inTurn(house, recordingId, () => storeNow(house, recordingId, job));
}

async function storeNow(house: House, recordingId: string, job: RunningJob): Promise<void> {
  const { talk, recording } = await byRecording(house, recordingId);
  if (talk.state !== 'storing') return;
  const object = await house.vault.archive(recordingId);
  job.progress(0.5);
  const outline = await outlineWhole(house, recording);
  job.progress(0.9);
  const keys = await keysOf(house, talk.id);
  await house.database.transaction(async (tx) => {
    const stored = tx
      .updateTable('talk')
      .set({ state: 'stored' })
      .where('id', '=', talk.id)
      .where('state', '=', 'storing'); // else the same job ran elsewhere too
    const where = tx
      .updateTable('recording')
      .set({ object_name: object.name, object_bytes: object.bytes, object_sha256: object.sha256 })
      .where('id', '=', recordingId);
    const drawn = tx.insertInto('outline').values({
      recording_id: recordingId,
      organisation_id: talk.organisation_id,
      talk_id: talk.id,
      ...lossOf(outline),
      sealed: sealOutline(house, keys, recording, outline),
    });
    await writeAct(
      house,
      tx,
      {
        organisationId: talk.organisation_id,
        talkId: talk.id,
        keys,
        actor: 'system',
        act: 'recording.stored',
        detail: { object: object.name, bytes: object.bytes, sha256: object.sha256 },
      },
      { provided: stored, rows: [where, drawn, job.done(tx)] },
    );
  });
}
