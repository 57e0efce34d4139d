/** A part of a sound: only what is needed (AVG 5 (1) c). */
import type { Sound } from '../sound/face.ts';

/** Length of the head of a WAV as `readWav` writes it, and where its numbers stand. */
const HEAD = 44;

/**
 * The stretch of a WAV of 16-bit samples, with a head of its own. Milliseconds since its start; what lies beyond its end is
 * left out. Throws RangeError for a sound that is no such WAV.
 */
export async function partOf(sound: Sound, { fromMs, toMs }: { fromMs: number; toMs: number }): Promise<Sound> {
  const head = Buffer.alloc(HEAD);
  let at = 0;
  for await (const piece of sound.read(0, HEAD)) at += Buffer.from(piece).copy(head, at);
  if (at !== HEAD || head.toString('latin1', 36, 40) !== 'data') throw new RangeError('Only a plain WAV can be cut.');
  const frame = head.readUInt16LE(32);
  const rate = head.readUInt32LE(24);
  const offset = (ms: number) => Math.min(sound.bytes - HEAD, Math.max(0, Math.round((ms / 1000) * rate)) * frame);
  const from = offset(fromMs);
  const bytes = Math.max(0, offset(toMs) - from);
  head.writeUInt32LE(HEAD - 8 + bytes, 4);
  head.writeUInt32LE(bytes, 40);
  return {
    mediaType: sound.mediaType,
    bytes: HEAD + bytes,
    async *read(start, end) {
      if (start < HEAD) yield new Uint8Array(head.subarray(start, Math.min(end, HEAD)));
      const first = Math.max(start, HEAD);
      if (end > first) yield* sound.read(from + first, from + end);
    },
  };
}
