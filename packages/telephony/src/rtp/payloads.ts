/** What each negotiated payload type means for one stream: sound to keep, or signals to leave out; and how long it lasts. */
import type { ChannelFormat, Codec } from '@woordelijk/audio';
import type { SdpCodec } from '@woordelijk/sip';

/** Not negotiated; sound; comfort noise (kept, lasts nothing by itself); keyed digits (left out). */
export const UNKNOWN = 0;
export const SOUND = 1;
export const NOISE = 2;
export const DIGITS = 3;

/** Ticks of the codec's clock per payload byte, for codecs whose packets tell their length by size. */
const TICKS_PER_BYTE: Readonly<Record<string, number>> = {
  PCMA: 1,
  PCMU: 1,
  G722: 1, // 64 kbit/s at an RTP clock of 8000 (RFC 3551 section 4.5.2)
  G729: 8,
  GSM: 160 / 33,
  L16: 1 / 2,
};

export class Payloads {
  /** Ticks per second of the channel: the clock of the first codec offered. */
  readonly clockRate: number;
  readonly #kinds = new Uint8Array(128);
  readonly #clocks = new Float64Array(128);
  readonly #ticksPerByte = new Float64Array(128);

  constructor(codecs: readonly SdpCodec[], clockRate = soundCodecs(codecs)[0]?.clockRate ?? 8_000) {
    this.clockRate = clockRate;
    for (const c of codecs) {
      this.#kinds[c.payloadType] = c.name === 'TELEPHONE-EVENT' ? DIGITS : c.name === 'CN' ? NOISE : SOUND;
      this.#clocks[c.payloadType] = c.clockRate;
      this.#ticksPerByte[c.payloadType] = (TICKS_PER_BYTE[c.name] ?? 0) / c.channels;
    }
  }

  kind(payloadType: number): number {
    return this.#kinds[payloadType] ?? UNKNOWN;
  }

  clock(payloadType: number): number {
    return this.#clocks[payloadType] || this.clockRate;
  }

  /** Length in ticks of the channel; 0 where the size does not tell. */
  length(payloadType: number, bytes: number): number {
    return Math.round(((this.#ticksPerByte[payloadType] ?? 0) * bytes * this.clockRate) / this.clock(payloadType));
  }
}

/** The codecs that carry sound: without digits, comfort noise and error correction. */
export function soundCodecs(codecs: readonly SdpCodec[]): SdpCodec[] {
  return codecs.filter((c) => !['TELEPHONE-EVENT', 'CN', 'RED', 'ULPFEC', 'FLEXFEC-03', 'RTX'].includes(c.name));
}

/** The format under which a channel is kept. */
export function channelFormat(codecs: readonly SdpCodec[], clockRate: number): ChannelFormat {
  const kept = codecs.filter((c) => c.name !== 'TELEPHONE-EVENT');
  return { clockRate, codecs: Object.fromEntries(kept.map((c) => [c.payloadType, asCodec(c)])) };
}

function asCodec(c: SdpCodec): Codec {
  return {
    name: c.name,
    clockRate: c.clockRate,
    channels: c.channels,
    ...(c.parameters === undefined ? {} : { parameters: c.parameters }),
  };
}
