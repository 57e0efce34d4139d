/**
 * MP3 of a talk, mixed to one channel: small, plays everywhere, and derived: nobody can check an MP3 against the
 * seal. Encoding is LAME in WebAssembly inside the installed package; it runs in a worker and fetches nothing.
 */

import { G711_RATE } from './g711.ts';
import type { ChannelSound } from './timeline.ts';
import { renderChannel } from './timeline.ts';

/** Bits a second: clear for speech at 8 kHz, 21.6 MB an hour. */
export const MP3_BITRATE = 48_000;
/** Bits a second of sound at 48 kHz. */
const WIDE_BITRATE = 64_000;

/**
 * The sounds, which have one rate, mixed: an MP3 stream of `ticks` of that rate (a few samples more: MP3 comes in frames
 * of 576). Memory stays at a second of sound however long it is. Throws `codec-not-decodable`.
 */
export function encodeMp3(sounds: readonly ChannelSound[], ticks: number): AsyncGenerator<Uint8Array> {
  return mp3Of(mix(sounds, ticks), sounds[0]?.rate ?? G711_RATE);
}

/** What an MP3 says of itself (ID3v2), which players show. */
export interface Mp3Tags {
  readonly title: string;
  readonly comment: string;
}

/** 16-bit samples of one channel as MP3, in blocks of about a second. */
export async function* mp3Of(
  blocks: AsyncIterable<Int16Array<ArrayBuffer>>,
  rate: number,
  tags?: Mp3Tags,
): AsyncGenerator<Uint8Array> {
  const { AppendOnlyStreamTarget, AudioSample, AudioSampleSource, Mp3OutputFormat, Output } = await loadEncoder();
  // The queue between encoder and reader holds a few pieces; a slow reader makes the encoder wait.
  const pipe = new TransformStream<Uint8Array, Uint8Array>(undefined, { highWaterMark: 4 }, { highWaterMark: 4 });
  const output = new Output({
    format: new Mp3OutputFormat({ xingHeader: false }),
    target: new AppendOnlyStreamTarget(pipe.writable),
  });
  if (tags !== undefined) output.setMetadataTags(tags);
  const track = new AudioSampleSource({ codec: 'mp3', bitrate: rate === G711_RATE ? MP3_BITRATE : WIDE_BITRATE });
  output.addAudioTrack(track);

  const encode = async () => {
    await output.start();
    let position = 0;
    for await (const samples of blocks) {
      const sample = new AudioSample({
        data: samples,
        format: 's16',
        numberOfChannels: 1,
        sampleRate: rate,
        timestamp: position / rate,
      });
      position += samples.length;
      await track.add(sample);
      sample.close();
    }
    await output.finalize();
  };
  const reader = pipe.readable.getReader();
  let finished = false;
  // A fault while encoding reaches the reader through the pipe; a reader that leaves ends the encoding.
  const encoding = encode().catch(async (error) => {
    await output.cancel().catch(() => undefined);
    await pipe.writable.abort(error).catch(() => undefined);
    if (!finished) throw error;
  });
  encoding.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), failure(encoding)]);
      if (done) break;
      yield value;
    }
    await encoding;
  } finally {
    finished = true;
    await reader.cancel().catch(() => undefined);
  }
}

/** Never resolves; rejects when the encoding fails. */
function failure(encoding: Promise<void>): Promise<never> {
  return new Promise((_, reject) => encoding.catch(reject));
}

/** The sum of all channels, cut off at full scale: in a telephone call one speaks while the other listens. */
async function* mix(sounds: readonly ChannelSound[], ticks: number): AsyncGenerator<Int16Array<ArrayBuffer>> {
  const renders = sounds.map((sound) => renderChannel(sound, 'pcm16', 0, ticks));
  try {
    for (;;) {
      let mixed: Int16Array<ArrayBuffer> | undefined;
      for (const render of renders) {
        const next = await render.next();
        if (next.done) return;
        const view = new DataView(next.value.buffer, next.value.byteOffset, next.value.byteLength);
        mixed ??= new Int16Array(view.byteLength / 2);
        for (let i = 0; i < mixed.length; i++)
          mixed[i] = Math.max(-32768, Math.min(32767, mixed[i]! + view.getInt16(2 * i, true)));
      }
      if (mixed === undefined) return;
      yield mixed;
    }
  } finally {
    for (const render of renders) await render.return(undefined);
  }
}

let loaded: Promise<typeof import('mediabunny')> | undefined;

/** The encoder weighs 300 kB and is wanted seldom: loaded at first use. */
function loadEncoder(): Promise<typeof import('mediabunny')> {
  loaded ??= (async () => {
    const [mediabunny, { registerMp3Encoder }] = await Promise.all([
      import('mediabunny'),
      import('@mediabunny/mp3-encoder'),
    ]);
    if (!(await mediabunny.canEncodeAudio('mp3'))) registerMp3Encoder();
    return mediabunny;
  })();
  return loaded;
}
