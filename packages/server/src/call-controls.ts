/**
 * What a person may do with a call while it is recorded: leave something out of it (payment details, hold music), or stop it
 * because it is private. Stands between telephony and the phone door, so that what is left out never reaches the house.
 */
import type { Actor, Dossier } from '@woordelijk/dossier';
import type { CallChunk, RecordingDoor } from '@woordelijk/telephony';
import type { CallControls } from './http/index.ts';
import type { LiveBoard } from './live.ts';

/** Epoch microseconds; `to` null: still so. */
interface Pause {
  readonly from: number;
  to: number | null;
}

/** Guards a door. `now`: epoch microseconds, on the clock that stamps the sound. */
export function controlled(
  door: RecordingDoor,
  { recordings, talk, retention }: Pick<Dossier, 'recordings' | 'talk' | 'retention'>,
  board: Pick<LiveBoard, 'ended' | 'updated'>,
  now: () => number,
): { readonly door: RecordingDoor; readonly controls: CallControls } {
  /** Calls under way, with what was left out of them. */
  const running = new Map<string, Pause[]>();
  /** Calls that go on and are recorded no more. */
  const stopped = new Set<string>();

  /** The call's recording while it runs here. */
  async function recordingOf(talkId: string): Promise<string | undefined> {
    const { recordingId } = await talk(talkId);
    return recordingId !== null && running.has(recordingId) && !stopped.has(recordingId) ? recordingId : undefined;
  }

  async function pause(talkId: string, reason: string, actor: Actor): Promise<boolean> {
    const recordingId = await recordingOf(talkId);
    if (recordingId === undefined) return false;
    const pauses = running.get(recordingId)!;
    if (pauses.at(-1)?.to === null) return true;
    const at = now();
    pauses.push({ from: at, to: null }); // from here on nothing is let through, also while it is written down
    await recordings.pause(recordingId, { paused: true, at, reason }, actor);
    board.updated(recordingId);
    return true;
  }

  return {
    door: {
      async begin(call) {
        const answer = await door.begin(call);
        if ('recordingId' in answer) running.set(answer.recordingId, []);
        return answer;
      },
      async append(recordingId, chunk) {
        if (stopped.has(recordingId)) return;
        const heard = heardOf(chunk, running.get(recordingId) ?? []);
        if (heard.leaves.length > 0) await door.append(recordingId, heard);
      },
      async event(recordingId, event) {
        if (!stopped.has(recordingId)) await door.event(recordingId, event);
      },
      async parties(recordingId, ...known) {
        if (!stopped.has(recordingId)) await door.parties(recordingId, ...known);
      },
      async end(recordingId, ending, at) {
        running.delete(recordingId);
        stopped.delete(recordingId);
        await door.end(recordingId, ending, at); // finds done what is done
      },
    },
    controls: {
      pause,
      async resume(talkId, actor) {
        const recordingId = await recordingOf(talkId);
        if (recordingId === undefined) return false;
        const last = running.get(recordingId)!.at(-1);
        if (last === undefined || last.to !== null) return true;
        const at = now();
        last.to = at;
        await recordings.pause(recordingId, { paused: false, at, reason: '' }, actor);
        board.updated(recordingId);
        return true;
      },
      async paused(talkId) {
        const recordingId = await recordingOf(talkId);
        return recordingId !== undefined && running.get(recordingId)!.at(-1)?.to === null;
      },
      async makePrivate(talkId, actor) {
        await retention.makePrivate(talkId, actor);
        const recordingId = await recordingOf(talkId);
        if (recordingId === undefined) return;
        stopped.add(recordingId);
        await recordings.end(recordingId, 'private', now());
        board.ended(recordingId);
      },
    },
  };
}

/** A chunk without the leaves that lie in a pause, if only in part. */
function heardOf(chunk: CallChunk, pauses: readonly Pause[]): CallChunk {
  if (pauses.length === 0) return chunk;
  const leaves = chunk.leaves.filter(
    ({ start, duration }) => !pauses.some(({ from, to }) => start + duration > from && (to === null || start < to)),
  );
  return { ...chunk, leaves };
}
