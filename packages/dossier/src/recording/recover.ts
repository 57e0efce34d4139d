/** Start-up after a stop of any kind: every talk that still seems to run is ended, by the same function as always. */
import type { House } from '../house.ts';
import { endLeaf } from './leaves.ts';
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
      .select(['talk.id as talk_id', 'recording.id as recording_id', 'started_us'])
      .where('state', '=', 'live')
      .where('talk.id', '>', after)
      .orderBy('talk.id')
      .limit(AT_ONCE)
      .execute();
    for (const { recording_id, started_us } of live) {
      await interrupt(house, recording_id, lastMoments.get(recording_id) ?? started_us);
      lastMoments.delete(recording_id);
    }
    const last = live.at(-1);
    if (last === undefined) break;
    after = last.talk_id;
  }
  await closeStrays(house, lastMoments);
}

async function interrupt(house: House, recordingId: string, lastMoment: number): Promise<void> {
  try {
    await settle(house, recordingId, 'interrupted', lastMoment);
    house.log({ level: 'warn', event: 'recording.interrupted', recording: recordingId });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    house.log({ level: 'error', event: 'recording.not-ended', recording: recordingId, code });
  }
}

/** Recordings that the database does not know: it was restored from an older backup. They are closed and kept. */
async function closeStrays(house: House, strays: ReadonlyMap<string, number>): Promise<void> {
  for (const [recording, lastMoment] of strays) {
    const known = await house.database.read
      .selectFrom('recording')
      .select('id')
      .where('id', '=', recording)
      .executeTakeFirst();
    if (known !== undefined) continue;
    try {
      await house.vault.end(recording, endLeaf('interrupted', lastMoment));
      await house.vault.archive(recording);
      house.log({ level: 'error', event: 'recording.without-talk', recording });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      house.log({ level: 'error', event: 'recording.not-ended', recording, code });
    }
  }
}
