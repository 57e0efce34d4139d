/** What a picture is by its own bytes. */

export interface Picture {
  readonly type: 'png' | 'jpg';
  /** Pixels; 1 and up. */
  readonly width: number;
  readonly height: number;
}

/** By its first bytes (PNG, ISO 15948 11.2.2; JPEG, T.81 B.2.2); undefined where it is neither. */
export function pictureIn(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 33) return undefined;
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found =
    data.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n'
      ? { type: 'png' as const, width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
      : jpegIn(data);
  return found !== undefined && found.width > 0 && found.height > 0 ? found : undefined;
}

function jpegIn(data: Buffer): Picture | undefined {
  if (data.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < data.length && data[at] === 0xff) {
    const marker = data[at + 1]!;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { type: 'jpg', height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) };
    at += 2 + Math.max(2, data.readUInt16BE(at + 2));
  }
  return undefined;
}
