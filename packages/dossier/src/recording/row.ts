import type { RecordingRow, TalkRow } from '../db/schema.ts';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';

/** A recording with the talk it belongs to. */
export interface RecordedTalk {
  readonly talk: TalkRow;
  readonly recording: RecordingRow;
}

/** Rejects `recording-not-found`. */
export async function byRecording(house: House, recordingId: string): Promise<RecordedTalk> {
  const { read } = house.database;
  const recording = await read.selectFrom('recording').selectAll().where('id', '=', recordingId).executeTakeFirst();
  const talk =
    recording && (await read.selectFrom('talk').selectAll().where('id', '=', recording.talk_id).executeTakeFirst());
  if (recording === undefined || talk === undefined)
    throw new DossierError('recording-not-found', 'There is no recording with this id.');
  return { talk, recording };
}

/** Rejects `talk-not-found`. */
export async function byTalk(house: House, talkId: string): Promise<RecordedTalk> {
  const { read } = house.database;
  const talk = await read.selectFrom('talk').selectAll().where('id', '=', talkId).executeTakeFirst();
  const recording =
    talk && (await read.selectFrom('recording').selectAll().where('talk_id', '=', talkId).executeTakeFirst());
  if (talk === undefined || recording === undefined)
    throw new DossierError('talk-not-found', 'There is no talk with this id.');
  return { talk, recording };
}
