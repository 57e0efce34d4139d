/**
 * Opus to samples (RFC 6716), by libopus in WebAssembly inside the installed package; it fetches nothing.
 *
 * A decoder carries what it heard before into what it gives next. So that a byte of a WAV has one value wherever reading
 * starts, each stretch (leaf) is decoded by a decoder that begins anew with the last packets before it: long enough to have
 * settled, and always the same ones, from however many stretches they are.
 */
import { G711_RATE, lawOf } from '../g711.ts';
import type { ChannelFormat, Codec, Entry, Packet } from '../packets.ts';
import { isSoundless, notDecodable, type PlacedSound, placeG711 } from '../timeline.ts';
import { opusDuration } from './packet.ts';

/** Samples a second of decoded Opus. */
export const OPUS_RATE = 48_000;
/**
 * Packets heard before a stretch: RFC 7845 asks for 80 ms; browsers send 20 or 60 ms a packet. A stretch has one at least: who
 * starts reading somewhere hears so many stretches before it.
 */
export const HEARD_BEFORE = 4;
const SAME_PLACE = OPUS_RATE / 100;

type Decoder = import('opus-decoder').OpusDecoder;

/** Whether there is a decoder for this codec, and the rate of what it gives; undefined where there is none. */
export function decodedRate(codec: Codec | undefined): number | undefined {
  if (lawOf(codec) !== undefined) return G711_RATE;
  return codec?.name === 'OPUS' && codec.clockRate === OPUS_RATE ? OPUS_RATE : undefined;
}

/** Places the sound of one channel, stretch after stretch. One per reading; `close` lets the decoder go. */
export class SoundPlacer {
  #decoder: Decoder | undefined;
  #before: readonly Packet[] = [];

  /** The next of the stretches before the first one that is placed; `HEARD_BEFORE` of them, or all there are. */
  hear(entries: Iterable<Entry>): void {
    this.#before = [...this.#before, ...packetsOf(entries)].slice(-HEARD_BEFORE);
  }

  /** The sound of the next stretch, in mono. Throws `codec-not-decodable`. */
  async place(entries: readonly Entry[], format: ChannelFormat): Promise<PlacedSound[]> {
    const packets = packetsOf(entries);
    const opus = packets.some(({ payloadType }) => format.codecs[payloadType]?.name === 'OPUS');
    const before = this.#before;
    this.#before = [...before, ...packets].slice(-HEARD_BEFORE);
    if (!opus) return placeG711(entries, format);
    if (format.clockRate !== OPUS_RATE) throw notDecodable('OPUS');
    const decoder = await this.#fresh();
    const first = packets[0]!;
    for (const packet of joined(before, first)) decoder.decodeFrame(packet.payload);
    return packets.flatMap((packet) => placed(decoder, packet, format));
  }

  close(): void {
    this.#decoder?.free();
    this.#decoder = undefined;
  }

  async #fresh(): Promise<Decoder> {
    if (this.#decoder !== undefined) await this.#decoder.reset();
    else {
      const { OpusDecoder } = await import('opus-decoder'); // 80 kB, and not every talk needs it
      this.#decoder = new OpusDecoder({ channels: 1 });
      await this.#decoder.ready;
    }
    return this.#decoder;
  }
}

function packetsOf(entries: Iterable<Entry>): Packet[] {
  return Array.from(entries).filter((entry) => entry.kind === 'packet');
}

/** Those packets before that run on into `first`, and into one another, without a break. */
function joined(before: readonly Packet[], first: Packet): readonly Packet[] {
  const run: Packet[] = [];
  for (let next = first; !next.marker && run.length < before.length; ) {
    const packet = before[before.length - 1 - run.length]!;
    const end = packet.at + (opusDuration(packet.payload) ?? 0);
    if (packet.ssrc !== next.ssrc || Math.abs(next.at - end) >= SAME_PLACE) break;
    run.unshift(packet);
    next = packet;
  }
  return run;
}

function placed(decoder: Decoder, packet: Packet, format: ChannelFormat): PlacedSound[] {
  const codec = format.codecs[packet.payloadType];
  if (codec?.name !== 'OPUS') {
    if (codec !== undefined && isSoundless(codec.name)) return [];
    throw notDecodable(codec?.name);
  }
  if (opusDuration(packet.payload) === undefined) return []; // not even a decoder that conceals should guess
  const { channelData } = decoder.decodeFrame(packet.payload);
  const floats = channelData[0]!;
  const skip = Number(/^pre-skip=(\d{1,5})$/.exec(codec.parameters ?? '')?.[1] ?? 0);
  const cut = packet.marker ? Math.min(skip, floats.length) : 0; // what the encoder needed to start
  const bytes = new Int16Array(floats.length - cut);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Math.max(-32768, Math.min(32767, Math.round(floats[i + cut]! * 32768)));
  return [{ at: Math.max(0, packet.at - skip + cut), law: 'pcm16', bytes }];
}
