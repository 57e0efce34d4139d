/** A device that never came back: its recording does not stay open for ever, for the journal keeps what is open. */
import type { House } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import { byRecording } from '../recording/row.ts';
import { settle } from '../recording/settle.ts';

/** The job that ends a recording of which nothing was heard for a month. */
export const END_FORGOTTEN = 'recording.end-forgotten';
/** A tablet may lie in a drawer over the holidays. */
export const FORGOTTEN_MS = 30 * 86_400_000;

/**
 * Ends it at its last moment. What the device still has stays there: it is told that the recording has ended, and throws
 * nothing away by itself. Safe to repeat.
 */
export async function endForgotten(house: House, recordingId: string, job: RunningJob): Promise<void> {
  const { talk, recording } = await byRecording(house, recordingId);
  if (talk.state !== 'live') return;
  let lastUs = recording.started_us;
  for await (const { start, duration } of house.vault.read(recordingId)) lastUs = Math.max(lastUs, start + duration);
  const due = Math.floor(lastUs / 1000) + FORGOTTEN_MS;
  if (due > house.now()) return job.again(due);
  await settle(house, recordingId, 'interrupted', lastUs);
  house.log({ level: 'warn', event: 'recording.forgotten', recording: recordingId });
}
