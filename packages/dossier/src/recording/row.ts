import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import type { TalkRow } from '../talk/tables.ts';
import type { RecordingRow } from './tables.ts';

/** A recording with the talk it belongs to. */
export interface RecordedTalk {
  readonly talk: TalkRow;
  readonly recording: RecordingRow;
}

/** Rejects `recording-not-found`. */
export async function byRecording(house: House, recordingId: string): Promise<RecordedTalk> {
  const both = await joined(house).where('recording.id', '=', recordingId).executeTakeFirst();
  if (both === undefined) throw new DossierError('recording-not-found', 'There is no recording with this id.');
  return apart(both);
}

/** Rejects `talk-not-found`; `recording-silent` where the talk is there, but nothing of it was recorded. */
export async function byTalk(house: House, talkId: string): Promise<RecordedTalk> {
  const both = await joined(house).where('talk.id', '=', talkId).executeTakeFirst();
  if (both !== undefined) return apart(both);
  const talk = await house.database.read.selectFrom('talk').select('id').where('id', '=', talkId).executeTakeFirst();
  if (talk === undefined) throw new DossierError('talk-not-found', 'There is no talk with this id.');
  throw new DossierError('recording-silent', 'Nothing of this talk was recorded, so there is nothing to play.');
}

/** Both rows in one question. */
function joined(house: House) {
  return house.database.read
    .selectFrom('recording')
    .innerJoin('talk', 'talk.id', 'recording.talk_id')
    .selectAll('recording')
    .select('talk.organisation_id as organisation_of_talk')
    .select(['source', 'demo', 'state', 'started_at', 'ended_at', 'ending', 'plan_version']);
}

type Joined = Awaited<ReturnType<ReturnType<typeof joined>['executeTakeFirstOrThrow']>>;

function apart({
  organisation_of_talk,
  source,
  demo,
  state,
  started_at,
  ended_at,
  ending,
  plan_version,
  ...recording
}: Joined) {
  const of = { id: recording.talk_id, organisation_id: organisation_of_talk };
  return { recording, talk: { ...of, source, demo, state, started_at, ended_at, ending, plan_version } };
}
