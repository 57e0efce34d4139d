/** The sound of an edited copy: from stretches in milliseconds to a WAV, made as it is read. */
import { type Change, editedTicks, editedWav, type Mp3Tags, mp3Of, type WavShape, wavBytes } from '@woordelijk/audio';
import { DossierError } from '../error.ts';
import type { House } from '../house.ts';
import { channelSound, rateOf, renderingOf, ticksOf } from '../sound/channel-sound.ts';
import type { Sound } from '../sound/face.ts';
import type { Outline } from '../sound/outline.ts';
import type { EditSpan } from './face.ts';

const MOST_SPANS = 500;
/** Longest head of a copy: its statement with all stretches explained at their longest stays below it. */
const MOST_HEAD = 8 << 20;
/** Frames encoded at a time. */
const BLOCK = 8192;

type Stretch = Omit<EditSpan, 'reason' | 'why'>;

/** What is edited, with what is needed to read it. */
export interface EditSource {
  readonly recordingId: string;
  readonly outline: Outline;
  readonly endedUs: number | null;
}

/** A WAV that is made from its first byte on. */
export interface EditedWav {
  readonly shape: WavShape;
  readonly bytes: number;
  read(): AsyncGenerator<Uint8Array>;
}

/**
 * The whole copy, or a window of it (milliseconds of the original), in 16-bit samples, which every player knows and which
 * hold both telephone laws exactly. `info`: what the file says of itself. Throws `edit-malformed`, `codec-not-decodable`,
 * `wav-too-long`.
 */
export function editedSound(
  house: House,
  { recordingId, outline, endedUs }: EditSource,
  spans: readonly Stretch[],
  {
    info,
    part,
  }: { readonly info?: WavShape['info']; readonly part?: { readonly fromMs: number; readonly toMs: number } },
): EditedWav {
  const { channels } = outline;
  const rate = rateOf(channels);
  const ticks = ticksOf(outline, endedUs);
  const tick = (ms: number) => Math.min(ticks, Math.max(0, Math.round((ms * rate) / 1000)));
  const sorted = inOrder(spans, Math.ceil((ticks * 1000) / rate), channels);
  const changesOf = (channel: number): Change[] =>
    sorted
      .filter((span) => span.channel === null || span.channel === channel)
      .map(({ fromMs, toMs, treatment }) => ({ from: tick(fromMs), to: tick(toMs), treatment }));
  const [from, to] = part === undefined ? [0, ticks] : [tick(part.fromMs), tick(part.toMs)];
  if (to <= from) throw malformed();
  for (const channel of channels) renderingOf(channel); // throws where it cannot be decoded
  const shape: WavShape = {
    encoding: 'pcm16',
    channels: channels.length,
    frames: editedTicks(changesOf(channels[0]!.channel), rate, from, to),
    rate,
    ...(info === undefined ? {} : { info }),
  };
  return {
    shape,
    bytes: wavBytes(shape),
    read: () =>
      editedWav(
        shape,
        channels.map((channel) => ({
          sound: { ...channelSound(house.vault, recordingId, channel), rate },
          changes: changesOf(channel.channel),
        })),
        from,
        to,
      ),
  };
}

/** By time. Throws `edit-malformed`. */
function inOrder<S extends Stretch>(spans: readonly S[], endMs: number, channels: Outline['channels']): S[] {
  if (spans.length === 0 || spans.length > MOST_SPANS) throw malformed();
  const sorted = [...spans].sort((a, b) => a.fromMs - b.fromMs);
  for (const [i, span] of sorted.entries()) {
    const { fromMs, toMs, channel, treatment } = span;
    const known = channel === null || channels.some((one) => one.channel === channel);
    const whole = Number.isSafeInteger(fromMs) && Number.isSafeInteger(toMs);
    if (!whole || fromMs < 0 || toMs <= fromMs || toMs > endMs || !known) throw malformed();
    if (treatment === 'cut' && channel !== null && channels.length > 1) throw malformed();
    const over = sorted
      .slice(0, i)
      .some(
        (before) => before.toMs > fromMs && (before.channel === null || channel === null || before.channel === channel),
      );
    if (over) throw malformed();
  }
  return sorted;
}

function malformed(): DossierError {
  return new DossierError(
    'edit-malformed',
    `Name 1 to ${MOST_SPANS} stretches within the recording, none over another. What is cut out is cut out of all channels.`,
  );
}

/** An MP3 of an edited copy as it was sealed, its channels mixed to one. */
export async function* mp3OfCopy(copy: Sound, tags: Mp3Tags): AsyncGenerator<Uint8Array> {
  const { channels, rate, data } = await headOf(copy);
  yield* mp3Of(mixed(copy.read(data, copy.bytes), channels), rate, tags);
}

async function headOf(copy: Sound): Promise<{ channels: number; rate: number; data: number }> {
  const parts: Uint8Array[] = [];
  for await (const part of copy.read(0, Math.min(copy.bytes, MOST_HEAD))) parts.push(part);
  const head = Buffer.concat(parts);
  const { channels, rate } = { channels: head.readUInt16LE(22), rate: head.readUInt32LE(24) };
  for (let o = 36; o + 8 <= head.length; o += 8 + head.readUInt32LE(o + 4) + (head.readUInt32LE(o + 4) % 2))
    if (head.toString('latin1', o, o + 4) === 'data') return { channels, rate, data: o + 8 };
  throw new Error('The sealed copy is no WAV that this program made.');
}

/** The sum of all channels, cut off at full scale. */
async function* mixed(bytes: AsyncIterable<Uint8Array>, channels: number): AsyncGenerator<Int16Array<ArrayBuffer>> {
  const frame = 2 * channels;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of bytes) {
    const all = Buffer.concat([rest, piece]);
    const frames = Math.floor(all.length / frame);
    for (let from = 0; from < frames; from += BLOCK) {
      const samples = new Int16Array(Math.min(BLOCK, frames - from));
      for (let i = 0; i < samples.length; i++) {
        let sum = 0;
        for (let channel = 0; channel < channels; channel++) sum += all.readInt16LE((from + i) * frame + 2 * channel);
        samples[i] = Math.max(-32768, Math.min(32767, sum));
      }
      yield samples;
    }
    rest = all.subarray(frames * frame);
  }
}
