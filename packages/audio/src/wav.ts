/**
 * WAV files of talks (RIFF/WAVE): the law's own bytes (format tags 6 and 7, with the `fact` chunk that every
 * format but PCM must have) or 16-bit samples. Length and header are known before a sample is read, and any stretch of
 * the file can be made on its own, so a player may seek in what is not stored as a file.
 */
import { type Change, renderEdited } from './edited.ts';
import { AudioError } from './error.ts';
import { G711_RATE } from './g711.ts';
import { type ChannelSound, type Rendering, renderChannel } from './timeline.ts';

/** What is in a WAV file. */
export interface WavShape {
  readonly encoding: Rendering;
  /** Channels side by side, in the order of the sounds. */
  readonly channels: number;
  /** Samples per channel. */
  readonly frames: number;
  /** Samples a second; 8000 where it is not said. Laws are always 8000. */
  readonly rate?: number;
  /** What the file says of itself: texts by their RIFF INFO name (`INAM`, `ICMT`), which players show. */
  readonly info?: Readonly<Record<string, string>>;
}

const FORMAT_TAG = { pcm16: 1, alaw: 6, ulaw: 7 } as const;
const MAX_RIFF = 0xffff_ffff;

/** Bytes of the whole file. Throws `wav-too-long` where the 32-bit lengths of RIFF do not reach. */
export function wavBytes(shape: WavShape): number {
  const bytes = headerLength(shape) + dataLength(shape) + padding(shape);
  if (bytes - 8 > MAX_RIFF)
    throw new AudioError(
      'wav-too-long',
      'This is longer than a WAV file can hold (4 GiB). Take one channel at a time, or the exact copy (legs).',
    );
  return bytes;
}

/** The header: everything before the first sample. Throws `wav-too-long`. */
export function wavHeader(shape: WavShape): Uint8Array {
  const total = wavBytes(shape);
  const header = new Uint8Array(headerLength(shape));
  const view = new DataView(header.buffer);
  const pcm = shape.encoding === 'pcm16';
  let o = 0;
  const name = (text: string) => {
    for (const c of text) header[o++] = c.charCodeAt(0);
  };
  const u32 = (value: number) => {
    view.setUint32(o, value, true);
    o += 4;
  };
  const u16 = (value: number) => {
    view.setUint16(o, value, true);
    o += 2;
  };
  name('RIFF');
  u32(total - 8);
  name('WAVEfmt ');
  u32(pcm ? 16 : 18);
  u16(FORMAT_TAG[shape.encoding]);
  u16(shape.channels);
  u32(shape.rate ?? G711_RATE);
  u32((shape.rate ?? G711_RATE) * frameLength(shape));
  u16(frameLength(shape));
  u16(pcm ? 16 : 8);
  if (!pcm) {
    u16(0); // no extension
    name('fact');
    u32(4);
    u32(shape.frames);
  }
  const texts = infoOf(shape);
  if (texts.length > 0) {
    name('LIST');
    u32(infoLength(shape) - 8);
    name('INFO');
    for (const { id, text } of texts) {
      name(id);
      u32(text.length);
      header.set(text, o);
      o += text.length + (text.length % 2);
    }
  }
  name('data');
  u32(dataLength(shape));
  return header;
}

/**
 * Exactly the bytes `start` up to and not including `end` of the file, made as they are read. `sounds` in the order of
 * the channels; there must be as many as the shape says.
 */
export async function* readWav(
  shape: WavShape,
  sounds: readonly ChannelSound[],
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  const header = wavHeader(shape);
  const stop = Math.min(end, wavBytes(shape));
  if (start < header.length && start < stop) yield header.subarray(start, Math.min(stop, header.length));

  const frame = frameLength(shape);
  const dataEnd = header.length + dataLength(shape);
  const firstByte = Math.max(start, header.length);
  const lastByte = Math.min(stop, dataEnd);
  if (firstByte < lastByte) {
    const firstFrame = Math.floor((firstByte - header.length) / frame);
    const lastFrame = Math.ceil((lastByte - header.length) / frame);
    let position = header.length + firstFrame * frame;
    const renders = sounds.map((sound) => renderChannel(sound, shape.encoding, firstFrame, lastFrame));
    for await (const block of interleave(shape, renders)) {
      const cut = block.subarray(Math.max(0, firstByte - position), Math.min(block.length, lastByte - position));
      position += block.length;
      if (cut.length > 0) yield cut;
    }
  }
  // RIFF chunks have an even length; the byte that makes it so is no sound.
  if (stop > dataEnd && start < stop) yield Uint8Array.of(0).subarray(0, stop - Math.max(start, dataEnd));
}

/**
 * The whole file of an edited copy, from its first byte on: each sound with its changes (see `renderEdited`), from tick
 * `from` up to `to` of the sounds. `shape.frames` are the ticks that remain: `editedTicks`.
 */
export async function* editedWav(
  shape: WavShape,
  sounds: readonly { readonly sound: ChannelSound; readonly changes: readonly Change[] }[],
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  yield wavHeader(shape);
  const renders = sounds.map(({ sound, changes }) => renderEdited(sound, shape.encoding, changes, from, to));
  for await (const block of interleave(shape, renders)) if (block.length > 0) yield block;
  if (padding(shape) > 0) yield Uint8Array.of(0);
}

/** Blocks of frames of all channels, which are equally long at each step. */
async function* interleave(
  shape: WavShape,
  renders: readonly AsyncGenerator<Uint8Array>[],
): AsyncGenerator<Uint8Array> {
  const width = frameLength(shape) / shape.channels;
  try {
    for (;;) {
      const blocks: Uint8Array[] = [];
      for (const render of renders) {
        const next = await render.next();
        if (next.done) return;
        blocks.push(next.value);
      }
      yield blocks.length === 1 ? blocks[0]! : weave(blocks, width);
    }
  } finally {
    for (const render of renders) await render.return(undefined);
  }
}

function weave(blocks: readonly Uint8Array[], width: number): Uint8Array {
  const woven = new Uint8Array(blocks[0]!.length * blocks.length);
  const frame = width * blocks.length;
  blocks.forEach((block, channel) => {
    for (let i = 0, o = channel * width; i < block.length; i += width, o += frame)
      for (let b = 0; b < width; b++) woven[o + b] = block[i + b]!;
  });
  return woven;
}

function frameLength(shape: WavShape): number {
  return shape.channels * (shape.encoding === 'pcm16' ? 2 : 1);
}

function dataLength(shape: WavShape): number {
  return shape.frames * frameLength(shape);
}

function padding(shape: WavShape): number {
  return dataLength(shape) % 2;
}

function headerLength(shape: WavShape): number {
  return (shape.encoding === 'pcm16' ? 44 : 58) + infoLength(shape);
}

/** The texts as UTF-8 that ends in a zero. */
function infoOf({ info = {} }: WavShape): { id: string; text: Uint8Array }[] {
  return Object.entries(info).map(([id, text]) => ({ id, text: new TextEncoder().encode(`${text}\0`) }));
}

function infoLength(shape: WavShape): number {
  const texts = infoOf(shape);
  return texts.length === 0 ? 0 : texts.reduce((sum, { text }) => sum + 8 + text.length + (text.length % 2), 12);
}
