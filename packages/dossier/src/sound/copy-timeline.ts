/**
 * `timeline.json`: where the bytes of an exact copy stand in time, and what is not there. Written as it is read, so a long
 * talk does not fill the memory.
 */
import { type ChannelFormat, lawOf, unpackEntries } from '@woordelijk/audio';
import type { Vault } from '@woordelijk/vault';
import type { RecordingEnding } from '../recording/face.ts';
import { eventIn } from '../recording/leaves.ts';
import type { Party } from '../talk/face.ts';
import type { Pause } from './outline.ts';

/** A file of the copy and what of the recording is in it. */
export interface LegFile {
  readonly file: string;
  readonly channel: number;
  readonly label: string;
  /** RTP encoding name; null takes all codecs of the channel (files on the wall clock). */
  readonly codec: string | null;
  /** Ticks a second of the places in the entries. */
  readonly clockRate: number;
  readonly parties: readonly Party[];
  /** Place among the channels of the file (0 is left), for files on the wall clock. */
  readonly side?: number;
}

/** The talk as a whole. */
export interface TimelineHead {
  readonly talkId: string;
  readonly recordingId: string;
  readonly startedUs: number;
  readonly endedUs: number | null;
  readonly ending: RecordingEnding | null;
  readonly pauses: readonly Pause[];
}

/** Bytes per piece of JSON given on. */
const PIECE = 64 * 1024;

/** The JSON text in pieces. Reads the recording once per file. */
export async function* timelineJson(
  vault: Vault,
  head: TimelineHead,
  kind: 'legs' | 'wav',
  files: readonly LegFile[],
): AsyncGenerator<Uint8Array> {
  yield text(
    `{\n  "version": 1,\n  "talk": ${JSON.stringify(head.talkId)},\n  "recording": ${JSON.stringify(head.recordingId)},\n` +
      `  "start": ${JSON.stringify(utc(head.startedUs))},\n  "end": ${JSON.stringify(head.endedUs === null ? null : utc(head.endedUs))},\n` +
      `  "ending": ${JSON.stringify(head.ending)},\n  "copy": ${JSON.stringify(kind)},\n  "files": [`,
  );
  for (const [i, file] of files.entries()) {
    yield text(`${i === 0 ? '' : ','}\n    {"file": ${JSON.stringify(file.file)}, ${about(file)}, "entries": [`);
    let piece = '';
    let first = true;
    let bytes = 0;
    let packets = 0;
    for await (const entry of entriesOf(vault, head, file)) {
      if ('bytes' in entry) bytes += entry.bytes;
      if (entry.kind !== 'gap' && 'packets' in entry) packets += entry.packets;
      const { byte, ...placed } = entry as { byte?: number };
      piece += `${first ? '' : ','}\n      ${JSON.stringify(kind === 'legs' ? entry : placed)}`;
      first = false;
      if (piece.length > PIECE) {
        yield text(piece);
        piece = '';
      }
    }
    yield text(`${piece}\n    ], "packets": ${packets}, "bytes": ${bytes}}`);
  }
  yield text('\n  ]\n}\n');
}

type TimelineEntry =
  /** Packets that follow one another without a break. */
  | { kind: 'run'; tick: number; ticks: number; byte: number; bytes: number; packets: number }
  /** Packets whose length in ticks we do not know: their places and sizes, one by one. */
  | { kind: 'packets'; tick: number; byte: number; bytes: number; packets: number; places: number[]; sizes: number[] }
  /** Sound that did not arrive. */
  | { kind: 'gap'; tick: number; ticks: number; packets: number }
  | { kind: 'hold' | 'no-media' | 'pause'; tick: number; ticks: number | null };

const MOST_SIZES = 500;

async function* entriesOf(vault: Vault, head: TimelineHead, file: LegFile): AsyncGenerator<TimelineEntry> {
  for (const pause of head.pauses) {
    if (pause.channel !== file.channel || pause.kind === 'gap') continue;
    const tick = ticksAt(pause.from - head.startedUs, file.clockRate);
    yield {
      kind: pause.kind,
      tick,
      ticks: pause.to === null ? null : ticksAt(pause.to - head.startedUs, file.clockRate) - tick,
    };
  }
  let run: Exclude<TimelineEntry, { kind: 'gap' | 'hold' | 'no-media' | 'pause' }> | undefined;
  let byte = 0;
  for await (const { entry, format } of channelEntries(vault, head.recordingId, file.channel)) {
    const scale = format === undefined ? 1 : file.clockRate / format.clockRate;
    const tick = Math.round(entry.at * scale);
    if (entry.kind === 'gap') {
      if (run !== undefined) yield run;
      run = undefined;
      yield { kind: 'gap', tick, ticks: Math.round(entry.duration * scale), packets: entry.packets };
      continue;
    }
    const codec = format?.codecs[entry.payloadType];
    if (file.codec !== null && codecName(format, entry.payloadType) !== file.codec) continue;
    const size = entry.payload.length;
    if (lawOf(codec) !== undefined) {
      const ticks = Math.round((size * file.clockRate) / 8000);
      if (run?.kind === 'run' && run.tick + run.ticks === tick) {
        run.ticks += ticks;
        run.bytes += size;
        run.packets++;
      } else {
        if (run !== undefined) yield run;
        run = { kind: 'run', tick, ticks, byte, bytes: size, packets: 1 };
      }
    } else if (run?.kind === 'packets' && run.packets < MOST_SIZES) {
      run.bytes += size;
      run.packets++;
      run.places.push(tick);
      run.sizes.push(size);
    } else {
      if (run !== undefined) yield run;
      run = { kind: 'packets', tick, byte, bytes: size, packets: 1, places: [tick], sizes: [size] };
    }
    byte += size;
  }
  if (run !== undefined) yield run;
}

/** The entries of a channel in the order of the recording, each with the format then in force. */
export async function* channelEntries(vault: Vault, recordingId: string, channel: number) {
  let format: ChannelFormat | undefined;
  // Leaf 0 stands on channel 0 and says in what the channels began.
  for await (const leaf of vault.read(recordingId)) {
    if (leaf.kind === 'event') {
      const event = eventIn(leaf);
      if (event?.event === 'begin') format = event.channels.find((c) => c.channel === channel)?.format;
      if (event?.event === 'format' && event.channel === channel && event.format !== undefined) format = event.format;
    } else if (leaf.channel === channel) for (const entry of unpackEntries(leaf.content)) yield { entry, format };
  }
}

/** The codec of a payload type, by name; `PAYLOAD-TYPE-96` where the signalling did not say. */
export function codecName(format: ChannelFormat | undefined, payloadType: number): string {
  return format?.codecs[payloadType]?.name ?? `payload-type-${payloadType}`;
}

function about(file: LegFile): string {
  const { label, channel, codec, clockRate, side, parties } = file;
  return Object.entries({ label, channel, side, codec, clockRate, parties })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(', ');
}

function ticksAt(us: number, clockRate: number): number {
  return Math.round((us * clockRate) / 1e6);
}

/** Epoch microseconds as ISO 8601 in UTC, to the microsecond. */
function utc(us: number): string {
  const iso = new Date(Math.floor(us / 1000)).toISOString();
  return `${iso.slice(0, -1)}${String(us % 1000).padStart(3, '0')}Z`;
}

function text(json: string): Uint8Array {
  return Buffer.from(json, 'utf8');
}
