/** AAC packets as a file that players know: ADTS (ISO/IEC 13818-7, annex 1.A), seven bytes before each packet. */
const HEADER = 7;

/** The head of one packet, by the setup in the codec's parameters (`config=…`); undefined where that cannot be told. */
export function adtsHeader(parameters: string | undefined, payload: number): Uint8Array | undefined {
  const config = /config=([0-9a-f]{4})/.exec(parameters ?? '')?.[1];
  const length = payload + HEADER;
  if (config === undefined || length > 0x1fff) return undefined;
  const bits = Number.parseInt(config, 16);
  const profile = (bits >> 11) - 1;
  const rate = (bits >> 7) & 15;
  const channels = (bits >> 3) & 15;
  if (profile < 0 || profile > 3 || rate > 12 || channels > 7) return undefined;
  return Uint8Array.of(
    0xff,
    0xf1,
    (profile << 6) | (rate << 2) | (channels >> 2),
    ((channels & 3) << 6) | (length >> 11),
    (length >> 3) & 255,
    ((length & 7) << 5) | 0x1f,
    0xfc,
  );
}

/** The payload of every packet; undefined where the bytes are no ADTS as we write it. */
export function adtsPayload(file: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (let o = 0; o < file.length; ) {
    if (o + HEADER > file.length || file[o] !== 0xff || file[o + 1] !== 0xf1) return undefined;
    const length = ((file[o + 3]! & 3) << 11) | (file[o + 4]! << 3) | (file[o + 5]! >> 5);
    if (length < HEADER || o + length > file.length) return undefined;
    parts.push(file.subarray(o + HEADER, o + length));
    o += length;
  }
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let o = 0;
  for (const part of parts) {
    joined.set(part, o);
    o += part.length;
  }
  return joined;
}
