/** RTP packets (RFC 3550 section 5.1), read in place: one header object per stream is used for every packet. */

/** What stands in an RTP header, and where the payload lies in the datagram. */
export interface RtpHeader {
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  ssrc: number;
  payloadStart: number;
  payloadEnd: number;
}

/** A blank header to read into. */
export function rtpHeader(): RtpHeader {
  return { payloadType: 0, marker: false, sequence: 0, timestamp: 0, ssrc: 0, payloadStart: 0, payloadEnd: 0 };
}

/** Largest payload that is taken for sound: a datagram larger than this is junk. */
export const MAX_PAYLOAD = 8_192;

/**
 * Reads a datagram into `into`. 'rtcp' for control packets on the same port (payload types 72–76, which are RTCP types
 * 200–204: RFC 5761), 'junk' for anything that is no RTP; `into` is then unspecified.
 */
export function readRtp(datagram: Uint8Array, into: RtpHeader): 'rtp' | 'rtcp' | 'junk' {
  const length = datagram.length;
  if (length < 8) return 'junk';
  const first = datagram[0]!;
  if (first >> 6 !== 2) return 'junk';
  const second = datagram[1]!;
  const payloadType = second & 0x7f;
  if (payloadType >= 72 && payloadType <= 76) return 'rtcp';
  if (length < 12) return 'junk';
  let start = 12 + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) {
    if (start + 4 > length) return 'junk';
    start += 4 + ((datagram[start + 2]! << 8) | datagram[start + 3]!) * 4;
  }
  let end = length;
  if ((first & 0x20) !== 0) {
    const padding = datagram[length - 1]!;
    if (padding === 0) return 'junk';
    end -= padding;
  }
  if (start > end || end - start > MAX_PAYLOAD) return 'junk';
  into.payloadType = payloadType;
  into.marker = second >= 0x80;
  into.sequence = (datagram[2]! << 8) | datagram[3]!;
  into.timestamp = ((datagram[4]! << 24) | (datagram[5]! << 16) | (datagram[6]! << 8) | datagram[7]!) >>> 0;
  into.ssrc = ((datagram[8]! << 24) | (datagram[9]! << 16) | (datagram[10]! << 8) | datagram[11]!) >>> 0;
  into.payloadStart = start;
  into.payloadEnd = end;
  return 'rtp';
}
