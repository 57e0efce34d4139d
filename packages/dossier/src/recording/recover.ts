/** Start-up after a stop of any kind: every talk that still seems to run is ended, by the same function as always. */
import { codeOf } from '../error.ts';
import type { House } from '../house.ts';
import { endLeaf, eventIn } from './leaves.ts';
import { settle } from './settle.ts';

const AT_ONCE = 100;

/**
 * Ends what an earlier run left open, at its exact last moment. A recording that cannot be ended now (a disk that does
 * not answer) is told in the log and stays live; the next start tries again.
 */
export async function recover(house: House): Promise<void> {
  const lastMoments = new Map(house.vault.unfinished.map(({ recording, lastMoment }) => [recording, lastMoment]));
  for (let after = ''; ; ) {
    const live = await house.database.read
      .selectFrom('talk')
      .innerJoin('recording', 'recording.talk_id', 'talk.id')
      .select(['talk.id as talk_id', 'talk.source', 'recording.id as recording_id', 'started_us'])
      .where('state', '=', 'live')
      .where('talk.id', '>', after)
      .orderBy('talk.id')
      .limit(AT_ONCE)
      .execute();
    for (const { recording_id, started_us, source } of live) {
      // A device goes on with what it has, unless the end was sealed already.
      if (source === 'browser' && !(await endIsSealed(house, recording_id))) {
        lastMoments.delete(recording_id);
        continue;
      }
      await interrupt(house, recording_id, lastMoments.get(recording_id) ?? started_us);
      lastMoments.delete(recording_id);
    }
    const last = live.at(-1);
    if (last === undefined) break;
    after = last.talk_id;
  }
  await closeStrays(house, lastMoments);
}

async function endIsSealed(house: House, recordingId: string): Promise<boolean> {
  try {
    for await (const leaf of house.vault.read(recordingId, { channel: 0 }))
      if (eventIn(leaf)?.event === 'end') return true;
  } catch (error) {
    // Never begun in the vault, or damaged: what comes next for it says so.
    house.log({ level: 'warn', event: 'recording.not-read', recording: recordingId, code: codeOf(error) });
  }
  return false;
}

async function interrupt(house: House, recordingId: string, lastMoment: number): Promise<void> {
  try {
    await settle(house, recordingId, 'interrupted', lastMoment);
    house.log({ level: 'warn', event: 'recording.interrupted', recording: recordingId });
  } catch (error) {
    house.log({ level: 'error', event: 'recording.not-ended', recording: recordingId, code: codeOf(error) });
  }
}

/** Of a talk, a file that still comes in, fingerprints of what stays elsewhere, or an edited copy: those go on where they were. */
async function isKnown({ database: { read } }: House, id: string): Promise<boolean> {
  const recording = read.selectFrom('recording').select('id').where('id', '=', id);
  const file = read.selectFrom('handed_file').select('id').where('id', '=', id);
  const own = read.selectFrom('own_recording').select('id').where('id', '=', id);
  const edit = read.selectFrom('edited_copy').select('id').where('id', '=', id);
  for (const asked of [recording, file, own, edit]) if ((await asked.executeTakeFirst()) !== undefined) return true;
  return false;
}

/** Recordings that the database does not know: it was restored from an older backup. They are closed and kept. */
async function closeStrays(house: House, strays: ReadonlyMap<string, number>): Promise<void> {
  for (const [recording, lastMoment] of strays) {
    if (await isKnown(house, recording)) continue;
    try {
      await house.vault.end(recording, endLeaf('interrupted', lastMoment));
      await house.vault.archive(recording);
      house.log({ level: 'error', event: 'recording.without-talk', recording });
    } catch (error) {
      house.log({ level: 'error', event: 'recording.not-ended', recording, code: codeOf(error) });
    }
  }
}
