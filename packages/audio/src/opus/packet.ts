/** Opus packets (RFC 6716): how long one lasts, and whether its frames add up. */

/** Milliseconds of a frame by configuration, in ticks of 48,000 a second (RFC 6716, section 3.1, table 2). */
const SILK = [480, 960, 1920, 2880];
const HYBRID = [480, 960];
const CELT = [120, 240, 480, 960];
/** No packet lasts longer than 120 ms. */
const LONGEST = 5760;

/**
 * Length of a packet in ticks of 48,000 a second; undefined where the bytes break a rule of RFC 6716, section 3.4, so
 * that a decoder is never given them.
 */
export function opusDuration(packet: Uint8Array): number | undefined {
  const toc = packet[0];
  if (toc === undefined) return undefined;
  const config = toc >> 3;
  const frame = config < 12 ? SILK[config & 3]! : config < 16 ? HYBRID[config & 1]! : CELT[config & 3]!;
  const frames = framesIn(packet, toc & 3);
  if (frames === undefined || frames * frame > LONGEST) return undefined;
  return frames * frame;
}

function framesIn(packet: Uint8Array, code: number): number | undefined {
  const body = packet.length - 1;
  switch (code) {
    case 0:
      return body <= 1275 ? 1 : undefined;
    case 1:
      return body % 2 === 0 && body / 2 <= 1275 ? 2 : undefined;
    case 2: {
      const first = frameLength(packet, 1);
      return first !== undefined &&
        first.end + first.length <= packet.length &&
        packet.length - first.end - first.length <= 1275
        ? 2
        : undefined;
    }
    default:
      return manyFrames(packet);
  }
}

/** Code 3: a count, perhaps padding, then frames of one length or each with its own. */
function manyFrames(packet: Uint8Array): number | undefined {
  const head = packet[1];
  if (head === undefined) return undefined;
  const count = head & 0x3f;
  if (count === 0) return undefined;
  let at = 2;
  let padding = 0;
  if ((head & 0x40) !== 0)
    for (;;) {
      const more = packet[at++];
      if (more === undefined) return undefined;
      padding += more === 255 ? 254 : more;
      if (more !== 255) break;
    }
  let rest = packet.length - at - padding;
  if (rest < 0) return undefined;
  if ((head & 0x80) === 0) return rest % count === 0 && rest / count <= 1275 ? count : undefined;
  for (let i = 0; i < count - 1; i++) {
    const frame = frameLength(packet, at);
    if (frame === undefined) return undefined;
    rest -= frame.end - at + frame.length;
    at = frame.end;
  }
  return rest >= 0 && rest <= 1275 ? count : undefined;
}

/** A frame's length (RFC 6716, section 3.2.1) and where the length ends. */
function frameLength(packet: Uint8Array, at: number): { length: number; end: number } | undefined {
  const first = packet[at];
  if (first === undefined) return undefined;
  if (first < 252) return { length: first, end: at + 1 };
  const second = packet[at + 1];
  return second === undefined ? undefined : { length: second * 4 + first, end: at + 2 };
}
