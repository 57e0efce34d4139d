import type { Dossier, NewTalk } from '@woordelijk/dossier';
import type { RecordingDoor } from '@woordelijk/telephony';
import type { LiveBoard } from './live.ts';

/** What may keep the house from taking a new call. */
export interface House {
  /** Whether the disk has room for another recording. */
  enoughSpace(): boolean;
  /** What is wrong with the store of recordings; undefined when all is well. */
  storageProblem(): string | undefined;
  stopping(): boolean;
  /** Epoch microseconds. */
  now(): number;
}

/** The name by which telephony knows a call that is answered and not recorded: no recording has it. */
const UNRECORDED = 'unrecorded-';

/**
 * The door that telephony knocks at: hands calls to the dossier and shows them on the live board. A call for which no
 * recording plan is live, whose line is excluded, or of somebody who objected before, is answered like any other, and
 * nothing of its sound is kept; one whose objection shows while it runs stops being recorded at that moment.
 */
export function phoneDoor(dossier: Dossier, board: LiveBoard, house: House): RecordingDoor {
  const { recordings } = dossier;
  /** Calls of which nothing (more) is kept, and where those under way came in. */
  const unheard = new Set<string>();
  const lines = new Map<string, Pick<NewTalk, 'lines' | 'demo' | 'startedAt'>>();
  return {
    async begin(call) {
      if (house.stopping()) return { refused: 'stopping', status: 503 };
      if (!house.enoughSpace() || house.storageProblem() !== undefined) return { refused: 'storage-full', status: 503 };
      if (call.demo && !call.peer.loopback) return { refused: 'not-allowed', status: 403 };
      const talk: NewTalk = {
        startedAt: call.startedAt,
        source: 'phone',
        lines: [
          call.requestUri,
          call.to,
          call.from,
          ...call.parties.flatMap(({ aor }) => (aor === undefined ? [] : [aor])),
        ],
        demo: call.demo,
        parties: call.parties,
        channels: call.channels,
        ...(call.rawMetadata === undefined ? {} : { rawMetadata: call.rawMetadata }),
      };
      const why = await recordings.whyUnrecorded(talk);
      if (why !== undefined) {
        const { talkId } = await recordings.unrecorded(talk, why);
        const recordingId = `${UNRECORDED}${talkId}`;
        unheard.add(recordingId);
        board.told(talkId);
        return { recordingId };
      }
      const { talkId, recordingId } = await recordings.begin(talk);
      lines.set(recordingId, talk);
      board.begun(recordingId, talkId);
      return { recordingId };
    },
    async append(recordingId, chunk) {
      if (!unheard.has(recordingId)) await recordings.append(recordingId, chunk);
    },
    async event(recordingId, event) {
      if (!unheard.has(recordingId)) await recordings.event(recordingId, event);
    },
    async parties(recordingId, parties, channels, rawMetadata) {
      if (unheard.has(recordingId)) return;
      await recordings.parties(recordingId, parties, channels, rawMetadata);
      board.updated(recordingId);
      const talk = lines.get(recordingId);
      const why = talk === undefined ? undefined : await recordings.whyUnrecorded({ ...talk, parties });
      // A plan that ended meanwhile does not stop a call that began under it.
      if (why === undefined || why.because === 'no-plan') return;
      unheard.add(recordingId);
      await recordings.end(recordingId, why.because, house.now());
      board.ended(recordingId);
    },
    async end(recordingId, ending, at) {
      lines.delete(recordingId);
      if (unheard.delete(recordingId)) return;
      await recordings.end(recordingId, ending, at);
      board.ended(recordingId);
    },
  };
}
