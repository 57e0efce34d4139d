import type { Dossier } from '@woordelijk/dossier';
import type { RecordingDoor } from '@woordelijk/telephony';
import type { LiveBoard } from './live.ts';

/** What may keep the house from taking a new call. */
export interface House {
  /** Whether the disk has room for another recording. */
  enoughSpace(): boolean;
  /** What is wrong with the store of recordings; undefined when all is well. */
  storageProblem(): string | undefined;
  stopping(): boolean;
}

/** The door that telephony knocks at: hands calls to the dossier and shows them on the live board. */
export function phoneDoor(dossier: Dossier, board: LiveBoard, house: House): RecordingDoor {
  const { recordings } = dossier;
  return {
    async begin(call) {
      if (house.stopping()) return { refused: 'stopping', status: 503 };
      if (!house.enoughSpace() || house.storageProblem() !== undefined) return { refused: 'storage-full', status: 503 };
      if (call.demo && !call.peer.loopback) return { refused: 'not-allowed', status: 403 };
      const { talkId, recordingId } = await recordings.begin({
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
      });
      board.begun(recordingId, talkId);
      return { recordingId };
    },
    append: (recordingId, chunk) => recordings.append(recordingId, chunk),
    event: (recordingId, event) => recordings.event(recordingId, event),
    async parties(recordingId, parties, channels, rawMetadata) {
      await recordings.parties(recordingId, parties, channels, rawMetadata);
      board.updated(recordingId);
    },
    async end(recordingId, ending, at) {
      await recordings.end(recordingId, ending, at);
      board.ended(recordingId);
    },
  };
}
