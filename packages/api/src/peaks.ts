/**
 * Peaks on the wire, all numbers big-endian:
 *
 *   "WPK1" · u16 channels · u32 step in milliseconds · per channel: u16 channel · u32 pairs · pairs × (i8 min, i8 max)
 */

/** Softest and loudest sample per step and channel: `pairs` holds min, max, min, max … (−128 to 127). */
export interface PeaksData {
  readonly stepMs: number;
  readonly channels: readonly { readonly channel: number; readonly pairs: Int8Array }[];
}

const MAGIC = 0x57_50_4b_31;
const HEADER = 10;
const CHANNEL_HEADER = 6;

/** Bytes that do not follow the layout above. */
export class PeaksError extends Error {
  readonly code = 'peaks-malformed';
  constructor(message: string) {
    super(message);
    this.name = 'PeaksError';
  }
}

/** Peaks as bytes. */
export function encodePeaks(peaks: PeaksData): Uint8Array<ArrayBuffer> {
  const length = peaks.channels.reduce((sum, c) => sum + CHANNEL_HEADER + (c.pairs.length & ~1), HEADER);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint16(4, peaks.channels.length);
  view.setUint32(6, peaks.stepMs);
  let o = HEADER;
  for (const { channel, pairs } of peaks.channels) {
    const even = pairs.length & ~1;
    view.setUint16(o, channel);
    view.setUint32(o + 2, even / 2);
    bytes.set(new Uint8Array(pairs.buffer, pairs.byteOffset, even), o + CHANNEL_HEADER);
    o += CHANNEL_HEADER + even;
  }
  return bytes;
}

/** Reads peaks; the pairs are views on `bytes`. Throws PeaksError where the bytes break the layout. */
export function decodePeaks(bytes: Uint8Array): PeaksData {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint32(0) !== MAGIC) throw new PeaksError('These bytes are no peaks.');
  const stepMs = view.getUint32(6);
  if (stepMs === 0) throw new PeaksError('The step of the peaks is 0.');
  const channels: { channel: number; pairs: Int8Array }[] = [];
  let o = HEADER;
  for (let n = view.getUint16(4); n > 0; n--) {
    if (o + CHANNEL_HEADER > bytes.length) throw new PeaksError('The peaks end in the middle of a channel.');
    const length = view.getUint32(o + 2) * 2;
    const start = o + CHANNEL_HEADER;
    if (start + length > bytes.length) throw new PeaksError('The peaks end in the middle of a channel.');
    channels.push({
      channel: view.getUint16(o),
      pairs: new Int8Array(bytes.buffer, bytes.byteOffset + start, length),
    });
    o = start + length;
  }
  return { stepMs, channels };
}
