/** A door that keeps everything in memory: a real (if short-lived) house for the telephone server under test. */
import { type Entry, type Packet, unpackEntries } from '@woordelijk/audio';
import type {
  CallAnswer,
  CallChannel,
  CallChunk,
  CallEnding,
  CallEvent,
  CallParty,
  IncomingCall,
  RecordingDoor,
} from '@woordelijk/telephony';

export interface KeptCall {
  readonly id: string;
  readonly call: IncomingCall;
  readonly chunks: CallChunk[];
  readonly events: CallEvent[];
  readonly updates: { parties: readonly CallParty[]; channels: readonly CallChannel[]; rawMetadata: string }[];
  ending: CallEnding | undefined;
  endedAt: number | undefined;
}

export class MemoryDoor implements RecordingDoor {
  readonly calls: KeptCall[] = [];
  /** Set to hold `begin` or `append` back until it resolves, or to make them fail. */
  beforeBegin: (call: IncomingCall) => Promise<CallAnswer | undefined> = async () => undefined;
  beforeAppend: (chunk: CallChunk) => Promise<void> = async () => undefined;

  async begin(call: IncomingCall): Promise<CallAnswer> {
    const answer = await this.beforeBegin(call);
    if (answer !== undefined) return answer;
    const id = `r${this.calls.length + 1}`;
    this.calls.push({ id, call, chunks: [], events: [], updates: [], ending: undefined, endedAt: undefined });
    return { recordingId: id };
  }

  async append(recordingId: string, chunk: CallChunk): Promise<void> {
    await this.beforeAppend(chunk);
    this.#open(recordingId).chunks.push(chunk);
  }

  async event(recordingId: string, event: CallEvent): Promise<void> {
    this.#open(recordingId).events.push(event);
  }

  async parties(
    recordingId: string,
    parties: readonly CallParty[],
    channels: readonly CallChannel[],
    rawMetadata: string,
  ): Promise<void> {
    this.#open(recordingId).updates.push({ parties, channels, rawMetadata });
  }

  async end(recordingId: string, ending: CallEnding, at: number): Promise<void> {
    const call = this.#open(recordingId);
    call.ending = ending;
    call.endedAt = at;
  }

  #open(recordingId: string): KeptCall {
    const call = this.calls.find((one) => one.id === recordingId);
    if (call === undefined) throw new Error(`no recording ${recordingId}`);
    if (call.ending !== undefined) throw new Error(`recording ${recordingId} has ended`);
    return call;
  }
}

/** Entries of one channel, in the order in which they were handed over. */
export function entriesOf(call: KeptCall, channel: number): Entry[] {
  return call.chunks
    .filter((chunk) => chunk.channel === channel)
    .flatMap((chunk) => chunk.leaves.flatMap((leaf) => [...unpackEntries(leaf.entries)]));
}

/** The received sound of one channel, one payload after the other. */
export function payloadOf(call: KeptCall, channel: number): Buffer {
  const packets = entriesOf(call, channel).filter((entry): entry is Packet => entry.kind === 'packet');
  return Buffer.concat(packets.map((packet) => packet.payload));
}
