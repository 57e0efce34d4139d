import { type Commit, parseCommit } from './commit.ts';
import { FormatError, idText } from './format.ts';
import { FRAME_ID_LENGTH, type LastCommit, segments } from './journal.ts';
import { parseChunkFrame, Recording } from './recording.ts';
import { FRAME_HEADER_LENGTH, scanSegment } from './segment.ts';

/** What the journal says after a stop of whatever kind. */
export interface Recovered {
  /** Recordings that are not archived yet, open and closed. */
  readonly recordings: Map<string, Recording>;
  /** The last commit that holds; number 0 and zeros where there is none. */
  readonly last: LastCommit;
  /** Chunks that were written but never acknowledged, and are dropped. */
  readonly tornChunks: number;
  /** Damage to what had been acknowledged, for a person. */
  readonly problems: readonly string[];
}

/** Reads the journal in `folder` back. `isArchived` tells which recordings have an object of their own already, or were destroyed. */
export async function recover(
  folder: string,
  isArchived: (id: string) => Promise<boolean>,
  onUse: (segment: number) => void,
): Promise<Recovered> {
  const recordings = new Map<string, Recording>();
  const archived = new Map<string, boolean>();
  const problems: string[] = [];
  let last: LastCommit = { number: 0, hash: new Uint8Array(32) };
  let tornChunks = 0;
  const files = await segments(folder);
  for (const [i, { path, header }] of files.entries()) {
    const successor = files[i + 1]?.header;
    // What a successor does not build on was written but never acknowledged, and written again there.
    const voidAfter =
      successor !== undefined && successor.number === header.number + 1 ? Buffer.from(successor.previous) : undefined;
    if (!Buffer.from(header.previous).equals(last.hash))
      last = { number: header.previousNumber, hash: header.previous };
    let pending: { body: Buffer; offset: number }[] = [];
    for await (const item of scanSegment(path, header)) {
      if (voidAfter?.equals(last.hash) === true) break;
      if (item.frame === 'damage') {
        problems.push(`journal segment ${header.number}: ${item.length} bytes at ${item.offset} are damaged`);
      } else if (item.frame === 'chunk') pending.push(item);
      else {
        const commit = parseCommit(item.body);
        if (commit === undefined || !Buffer.from(commit.fields.previous).equals(last.hash)) {
          problems.push(
            `journal segment ${header.number}: the commit at ${item.offset} does not follow the one before`,
          );
          if (commit === undefined) continue;
        }
        await take(pending, commit, header.number);
        pending = [];
        last = { number: commit.fields.number, hash: commit.hash };
      }
    }
    tornChunks += pending.length;
  }
  return { recordings, last, tornChunks, problems };

  async function take(
    chunks: readonly { body: Buffer; offset: number }[],
    commit: Commit,
    segment: number,
  ): Promise<void> {
    for (const { body, offset } of chunks) {
      const recording = await recordingOf(idText(body.subarray(0, FRAME_ID_LENGTH)));
      if (recording === undefined) continue;
      try {
        recording.replay(parseChunkFrame(body).record);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        recording.damage ??= error.message;
      }
      recording.placed({
        segment,
        offset: offset + FRAME_HEADER_LENGTH + FRAME_ID_LENGTH,
        length: body.length - FRAME_ID_LENGTH,
      });
    }
    for (const [index, head] of commit.heads.entries()) {
      (await recordingOf(idText(head.recording)))?.replayHead(head, commit, index);
    }
  }

  async function recordingOf(id: string): Promise<Recording | undefined> {
    let known = archived.get(id);
    if (known === undefined) {
      known = await isArchived(id);
      archived.set(id, known);
    }
    if (known) return undefined;
    let recording = recordings.get(id);
    if (recording === undefined) {
      recording = new Recording(id, onUse);
      recordings.set(id, recording);
    }
    return recording;
  }
}
