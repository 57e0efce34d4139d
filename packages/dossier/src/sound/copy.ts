/** Copies to hand out: the received packets' payload, a WAV on the wall clock, or an MP3. */
import { adtsHeader, encodeMp3, oggOpus, readWav, type WavShape, wavBytes } from '@woordelijk/audio';
import { DossierError } from '../error.ts';
import type { Actor } from '../face.ts';
import type { House } from '../house.ts';
import { writeAct } from '../ledger/write.ts';
import type { Purpose } from '../policy.ts';
import type { RecordingEnding } from '../recording/face.ts';
import { byTalk, type RecordedTalk } from '../recording/row.ts';
import { keysOf } from '../sealed.ts';
import type { Channel, Party } from '../talk/face.ts';
import { talk as readTalk } from '../talk/talks.ts';
import { channelSound, rateOf, renderingOf, ticksOf } from './channel-sound.ts';
import { channelEntries, codecName, type LegFile, type TimelineHead, timelineJson } from './copy-timeline.ts';
import type { CopyFile, CopyKind } from './face.ts';
import type { ChannelOutline, Outline } from './outline.ts';
import type { Outlines } from './outlines.ts';

const MP3_NOTE = `Dit is een MP3 van een opgenomen gesprek.

Een MP3 is afgeleid: het geluid is omgerekend en de kanalen zijn gemengd. Met dit bestand kan niemand controleren of er
iets is veranderd. Wilt u dat kunnen? Vraag dan om de exacte kopie.

--
This is an MP3 of a recorded talk. An MP3 is derived: the sound was converted and the channels mixed. Nobody can check
with this file whether anything was changed. If you want that, ask for the exact copy.
`;

/** What a copy is made of. */
export interface Source extends RecordedTalk {
  readonly outline: Outline;
  readonly parties: readonly Party[];
  readonly channels: readonly Channel[];
}

/**
 * The files of a copy; each is made while it is read. Rejects `talk-not-found`, `talk-live`, `recording-not-stored`,
 * `recording-silent`, and for WAV and MP3 `codec-not-decodable` and `wav-too-long`.
 */
export async function copy(
  house: House,
  outlines: Outlines,
  talkId: string,
  kind: CopyKind,
  actor: Actor,
  purpose?: Purpose,
): Promise<CopyFile[]> {
  const source = await soundSource(house, outlines, talkId);
  const files = { legs, wav, mp3 }[kind](house, source);
  await tell(house, source, kind, actor, files, purpose);
  return files;
}

/** What a copy of a talk is made of. Rejects `talk-not-found`, `talk-live`, `recording-not-stored`, `recording-silent`. */
export async function soundSource(house: House, outlines: Outlines, talkId: string): Promise<Source> {
  const recorded = await byTalk(house, talkId);
  if (recorded.talk.state === 'live')
    throw new DossierError('talk-live', 'This talk is still going on. A copy can be made when it has ended.');
  if (recorded.talk.state === 'storing')
    throw new DossierError(
      'recording-not-stored',
      'This talk has just ended and is being stored. Try again in a moment.',
    );
  if (recorded.recording.object_name === null)
    throw new DossierError('recording-silent', 'No sound was recorded in this talk, so there is nothing to copy.');
  const { parties, channels } = await readTalk(house, talkId);
  return { ...recorded, outline: await outlines.of(recorded), parties, channels };
}

/** One file per leg with what was received, and nothing else. */
function legs(house: House, source: Source): CopyFile[] {
  const names = new FileNames();
  const files: (LegFile & CopyFile)[] = source.outline.channels.flatMap((channel) =>
    (channel.codecs.length === 0 ? [codecName(channel.formats[0], firstType(channel))] : channel.codecs).map(
      (codec) => ({
        ...legOf(source, channel, codec),
        ...named(
          names.take(channel.label, `channel-${channel.channel}`, EXTENSION[codec] ?? codec),
          'application/octet-stream',
        ),
        content: () => payloadOf(house, source.recording.id, channel.channel, codec),
      }),
    ),
  );
  return [...files.map(bare), timeline(house, source, 'legs', files), ...proof(house, source)];
}

/** On the wall clock: one stereo file where both legs have the same law, else one per leg. */
function wav(house: House, source: Source): CopyFile[] {
  const { outline, recording } = source;
  const names = new FileNames();
  const frames = ticksOf(outline, recording.ended_us);
  const rate = rateOf(outline.channels);
  const used = new Set(outline.channels.map(renderingOf).filter((rendering) => rendering !== undefined));
  const together = outline.channels.length === 2 && used.size <= 1 && !used.has('pcm16');
  const groups = together ? [outline.channels] : outline.channels.map((channel) => [channel]);
  const files: LegFile[] = [];
  const copies: CopyFile[] = [];
  for (const group of groups) {
    // A leg that changed its law is given in 16-bit samples, which hold both laws exactly.
    const encoding = group.map(renderingOf).find((rendering) => rendering !== undefined) ?? 'alaw';
    const shape: WavShape = { encoding, channels: group.length, frames, rate };
    const bytes = wavBytes(shape);
    const [channel] = group as [ChannelOutline];
    const name = together
      ? names.take('gesprek', '', 'wav')
      : names.take(channel.label, `channel-${channel.channel}`, 'wav');
    group.forEach((c, side) => {
      files.push({ ...legOf(source, c, null), clockRate: rate, file: name, side });
    });
    copies.push({
      name,
      mediaType: 'audio/wav',
      content: () =>
        readWav(
          shape,
          group.map((c) => channelSound(house.vault, recording.id, c)),
          0,
          bytes,
        ),
    });
  }
  return [...copies, timeline(house, source, 'wav', files), ...proof(house, source)];
}

/** One mixed file, and a note that says it proves nothing. */
function mp3(house: House, source: Source): CopyFile[] {
  const { outline, recording } = source;
  for (const channel of outline.channels) renderingOf(channel);
  const ticks = ticksOf(outline, recording.ended_us);
  return [
    {
      name: 'gesprek.mp3',
      mediaType: 'audio/mpeg',
      content: () =>
        encodeMp3(
          outline.channels.map((channel) => channelSound(house.vault, recording.id, channel)),
          ticks,
        ),
    },
    { name: 'LEESMIJ.txt', mediaType: 'text/plain; charset=utf-8', content: () => once(Buffer.from(MP3_NOTE)) },
  ];
}

/** The sealed file and its key: with these anybody can check the copy without us. */
function proof(house: House, source: Source): CopyFile[] {
  const { id } = source.recording;
  return [
    {
      name: 'proof/recording.sealed',
      mediaType: 'application/octet-stream',
      content: async function* () {
        yield* await house.vault.sealedFile(id);
      },
    },
    {
      name: 'proof/recording.key',
      mediaType: 'text/plain; charset=utf-8',
      content: async function* () {
        yield Buffer.from(`${Buffer.from(await house.vault.keys.get(id)).toString('hex')}\n`);
      },
    },
  ];
}

function timeline(house: House, source: Source, kind: 'legs' | 'wav', files: readonly LegFile[]): CopyFile {
  const { talk, recording, outline } = source;
  const head: TimelineHead = {
    talkId: talk.id,
    recordingId: recording.id,
    startedUs: recording.started_us,
    endedUs: recording.ended_us,
    ending: talk.ending as RecordingEnding | null,
    pauses: outline.pauses,
  };
  return {
    name: 'timeline.json',
    mediaType: 'application/json',
    content: () => timelineJson(house.vault, head, kind, files),
  };
}

async function tell(
  house: House,
  { talk }: Source,
  kind: CopyKind,
  actor: Actor,
  files: readonly CopyFile[],
  purpose: Purpose | undefined,
): Promise<void> {
  const keys = await keysOf(house, talk.id);
  await house.database.transaction((tx) =>
    writeAct(house, tx, {
      organisationId: talk.organisation_id,
      talkId: talk.id,
      keys,
      actor,
      act: 'copy.made',
      detail: { kind, files: files.map((file) => file.name), ...(purpose === undefined ? {} : { purpose }) },
    }),
  );
}

/** What was received in one codec: Opus in Ogg and AAC in ADTS, which players know; all else as nothing but its bytes. */
function payloadOf(house: House, recordingId: string, channel: number, codec: string): AsyncGenerator<Uint8Array> {
  const packets = packetsOf(house, recordingId, channel, codec);
  if (codec === 'OPUS') return oggOpus(packets);
  return inBatches(codec === 'MPEG4-GENERIC' ? withHeads(packets) : bareBytes(packets));
}

async function* packetsOf(house: House, recordingId: string, channel: number, codec: string) {
  for await (const { entry, format } of channelEntries(house.vault, recordingId, channel))
    if (entry.kind === 'packet' && codecName(format, entry.payloadType) === codec)
      yield { at: entry.at, payload: entry.payload, parameters: format?.codecs[entry.payloadType]?.parameters };
}

type Packets = ReturnType<typeof packetsOf>;

async function* bareBytes(packets: Packets): AsyncGenerator<Uint8Array> {
  for await (const { payload } of packets) yield payload;
}

async function* withHeads(packets: Packets): AsyncGenerator<Uint8Array> {
  for await (const { payload, parameters } of packets) {
    const head = adtsHeader(parameters, payload.length);
    if (head !== undefined) yield head;
    yield payload;
  }
}

async function* inBatches(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let batch: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of parts) {
    batch.push(part);
    bytes += part.length;
    if (bytes < BATCH) continue;
    yield Buffer.concat(batch);
    batch = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(batch);
}

/** Packets are small; readers get them in pieces of about this many bytes. */
const BATCH = 64 * 1024;

const EXTENSION: Readonly<Record<string, string>> = { PCMA: 'alaw', PCMU: 'ulaw', 'MPEG4-GENERIC': 'aac' };

function legOf(source: Source, outline: ChannelOutline, codec: string | null): Omit<LegFile, 'file'> {
  const known = source.channels.find((c) => c.channel === outline.channel);
  return {
    channel: outline.channel,
    label: outline.label,
    codec,
    clockRate: outline.formats[0]?.clockRate ?? 8000,
    parties: source.parties.filter((party) => known?.parties.includes(party.id)),
  };
}

function firstType(channel: ChannelOutline): number {
  return Number(Object.keys(channel.formats[0]?.codecs ?? {})[0] ?? 0);
}

function named(name: string, mediaType: string) {
  return { file: name, name, mediaType };
}

function bare({ name, mediaType, content }: CopyFile): CopyFile {
  return { name, mediaType, content };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Gives out file names that are safe on any disk and differ, also where letters' case does not count. */
class FileNames {
  readonly #taken = new Set(['timeline.json', 'leesmij.txt', 'proof']);

  /** `label` comes from the network; `otherwise` is used where nothing of it is left. */
  take(label: string, otherwise: string, extension: string): string {
    const stem = safe(label, 60) || otherwise;
    const end = safe(extension.toLowerCase(), 30) || 'bin';
    let name = `${stem}.${end}`;
    for (let n = 2; this.#taken.has(name.toLowerCase()); n++) name = `${stem}-${n}.${end}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

function safe(text: string, most: number): string {
  const plain = text
    .slice(0, most)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[._]+|[._]+$/g, '');
  // Names that Windows keeps for devices.
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain;
}
