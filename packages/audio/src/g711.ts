/**
 * G.711: telephone sound in one byte per sample, 8000 a second (ITU-T G.711). Two laws that look alike and are not:
 * A-law (Europe) and µ-law (North America, Japan). Decoding is a table of 256; the 16-bit samples hold every value of
 * both laws exactly, so bytes → samples → bytes gives the same bytes (but for the second zero of µ-law).
 */
import type { Codec } from './packets.ts';

export type Law = 'alaw' | 'ulaw';

/** Samples a second of both laws. */
export const G711_RATE = 8000;

/** 16-bit sample of every byte. */
export const DECODED: Readonly<Record<Law, Int16Array>> = {
  alaw: Int16Array.from({ length: 256 }, (_, byte) => expandALaw(byte)),
  ulaw: Int16Array.from({ length: 256 }, (_, byte) => expandULaw(byte)),
};

/** The byte that stands for silence: the smallest positive value of A-law, positive zero of µ-law. */
export const SILENCE: Readonly<Record<Law, number>> = { alaw: 0xd5, ulaw: 0xff };

// A-law uses the 12 high bits of a sample, µ-law the 14 high bits: one byte for each of those values.
const ENCODED_A = Uint8Array.from({ length: 4096 }, (_, i) => compressALaw((i - 2048) << 4));
const ENCODED_U = Uint8Array.from({ length: 16384 }, (_, i) => compressULaw((i - 8192) << 2));

/** The law of a codec, or undefined for everything that is not mono G.711. */
export function lawOf(codec: Codec | undefined): Law | undefined {
  if (codec?.clockRate !== G711_RATE || codec.channels !== 1) return undefined;
  return codec.name === 'PCMA' ? 'alaw' : codec.name === 'PCMU' ? 'ulaw' : undefined;
}

/** Bytes to 16-bit samples. */
export function decodeG711(law: Law, bytes: Uint8Array): Int16Array {
  const table = DECODED[law];
  const samples = new Int16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) samples[i] = table[bytes[i]!]!;
  return samples;
}

/** 16-bit samples to bytes. */
export function encodeG711(law: Law, samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  if (law === 'alaw') for (let i = 0; i < samples.length; i++) bytes[i] = ENCODED_A[(samples[i]! >> 4) + 2048]!;
  else for (let i = 0; i < samples.length; i++) bytes[i] = ENCODED_U[(samples[i]! >> 2) + 8192]!;
  return bytes;
}

/** Segment and step of an A-law byte (every second bit is sent inverted) to the middle of its interval. */
function expandALaw(byte: number): number {
  const code = byte ^ 0x55;
  const segment = (code >> 4) & 7;
  const step = code & 15;
  const size = segment === 0 ? (step << 4) + 8 : ((step << 4) + 0x108) << (segment - 1);
  return code & 0x80 ? size : -size;
}

/** Segment and step of a µ-law byte (all bits are sent inverted), less the bias of 33 that the law adds (×4 in 16 bits). */
function expandULaw(byte: number): number {
  const code = ~byte & 0xff;
  const size = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132;
  return code & 0x80 ? -size : size;
}

function compressALaw(sample: number): number {
  let size = (sample < 0 ? ~sample : sample) >> 4;
  let segment = 0;
  if (size > 15) {
    segment = 1;
    for (; size > 31; size >>= 1) segment++;
    size -= 16;
  }
  return ((sample < 0 ? 0 : 0x80) | (segment << 4) | size) ^ 0x55;
}

function compressULaw(sample: number): number {
  const size = Math.min(((sample < 0 ? ~sample : sample) >> 2) + 33, 0x1fff);
  let segment = 0;
  while (size >> (segment + 6) > 0) segment++;
  const step = (size >> (segment + 1)) & 15;
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xff;
}
