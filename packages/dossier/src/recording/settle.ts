/** A recording ends, in whatever way: docs/order-of-writes.md, "A recording", steps 5 and 6. */

import type { House } from '../house.ts';
import { keepingAtEnd, written } from '../keeping/keep.ts';
import { writeAct } from '../ledger/write.ts';
import { keysOf } from '../sealed.ts';
import type { RecordingEnding } from './face.ts';
import { inTurn } from './in-turn.ts';
import { endLeaf, eventIn } from './leaves.ts';
import { byRecording } from './row.ts';

/** The job that moves a recording to its own object. */
export const STORE = 'recording.store';

/** How a recording closed in the vault. */
interface Closing {
  readonly ending: RecordingEnding;
  readonly endedUs: number;
  /** 0 and null: the vault never acknowledged anything. */
  readonly leaves: number;
  readonly root: string | null;
}

/**
 * Closes the recording in the vault, then in the dossier. Called by the normal end and by recovery alike; finds done what
 * is done. `endedUs`: epoch microseconds.
 */
export function settle(house: House, recordingId: string, ending: RecordingEnding, endedUs: number): Promise<void> {
  return inTurn(house, recordingId, () => settleNow(house, recordingId, ending, endedUs));
}

async function settleNow(house: House, recordingId: string, ending: RecordingEnding, endedUs: number): Promise<void> {
  const { talk, recording } = await byRecording(house, recordingId);
  if (talk.state !== 'live') return;
  const closing = await close(house, recordingId, ending, Math.max(endedUs, recording.started_us));
  // A crash here leaves the vault closed and the talk live; the next start comes by here again.
  const keys = await keysOf(house, talk.id);
  const silent = closing.leaves === 0;
  const keeping = await keepingAtEnd(house, talk, Math.floor(closing.endedUs / 1000));
  const run = await house.database.transaction(async (tx) => {
    const job = silent ? undefined : house.jobs.ask(tx, talk.organisation_id, STORE, recordingId);
    const ended = tx
      .updateTable('talk')
      .set({
        // Without sound there is nothing to store.
        state: silent ? 'stored' : 'storing',
        ended_at: Math.floor(closing.endedUs / 1000),
        ending: closing.ending,
      })
      .where('id', '=', talk.id)
      .where('state', '=', 'live'); // else another call of this function was first
    const sealed = tx
      .updateTable('recording')
      .set({ ended_us: closing.endedUs, leaves: closing.leaves, root: closing.root })
      .where('id', '=', recordingId);
    const done = await writeAct(
      house,
      tx,
      {
        organisationId: talk.organisation_id,
        talkId: talk.id,
        keys,
        actor: 'system',
        act: 'recording.ended',
        detail: { ending: closing.ending, endedUs: closing.endedUs, leaves: closing.leaves, root: closing.root },
      },
      {
        provided: ended,
        rows: [sealed, ...(job === undefined ? [] : [job.row]), ...(keeping === undefined ? [] : written(tx, keeping))],
      },
    );
    return done ? job?.run : undefined;
  });
  run?.();
}

async function close(house: House, recordingId: string, ending: RecordingEnding, endedUs: number): Promise<Closing> {
  try {
    const { head } = await house.vault.end(recordingId, endLeaf(ending, endedUs));
    return { ending, endedUs, leaves: head.size, root: Buffer.from(head.root).toString('hex') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'recording-closed' || code === 'recording-unknown') {
      const closed = await closedBefore(house, recordingId);
      if (closed !== undefined) return closed;
      if (code === 'recording-unknown') return { ending, endedUs, leaves: 0, root: null };
    }
    throw error;
  }
}

/** A recording that the vault closed before the dossier heard of it; undefined where the vault never had it. */
async function closedBefore(house: House, recordingId: string): Promise<Closing | undefined> {
  try {
    const { seal } = await house.vault.archive(recordingId);
    for await (const leaf of house.vault.read(recordingId, { channel: 0 })) {
      const event = eventIn(leaf);
      if (event?.event === 'end')
        return {
          ending: event.ending,
          endedUs: event.at,
          leaves: seal.head.size,
          root: Buffer.from(seal.head.root).toString('hex'),
        };
    }
    throw new Error(`Recording ${recordingId} is closed in the vault but has no last leaf.`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'recording-unknown' || code === 'object-missing') return undefined;
    throw error;
  }
}
