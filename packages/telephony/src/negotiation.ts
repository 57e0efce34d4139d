/** Which m-lines of an offer are recorded, and the answer to it (RFC 3264, RFC 7866 section 7). Pure. */
import { isIP } from 'node:net';
import { type AnswerMedia, type SdpMedia, type SdpOffer, writeSdpAnswer } from '@woordelijk/sip';
import { soundCodecs } from './rtp/payloads.ts';
import { isHeld } from './stream.ts';

const PROTOCOLS = ['RTP/AVP', 'RTP/AVPF'];

/** Whether a line is sound that we can receive. `family`: 4 or 6, of our own RTP address. */
export function isRecordable(media: SdpMedia, family: number): boolean {
  return (
    media.kind === 'audio' &&
    media.port !== 0 &&
    PROTOCOLS.includes(media.protocol) &&
    media.address !== undefined &&
    (isIP(media.address) === family || media.unspecified) &&
    soundCodecs(media.codecs).length > 0
  );
}

/** A line that was recorded and is on hold may be unusable in other respects: it keeps its place. */
export function keepsItsPlace(media: SdpMedia): boolean {
  return media.kind === 'audio' && media.port !== 0 && PROTOCOLS.includes(media.protocol) && isHeld(media);
}

/** The answer's body. `portOf` gives our port for a line, 0 to refuse it. */
export function writeAnswer(p: {
  readonly offer: SdpOffer;
  readonly address: string;
  readonly sessionId: number;
  readonly version: number;
  readonly portOf: (media: SdpMedia) => number;
}): Buffer {
  const media = p.offer.media.map((offer): AnswerMedia => {
    return { offer, port: p.portOf(offer), direction: isHeld(offer) ? 'inactive' : 'recvonly' };
  });
  return writeSdpAnswer({ address: p.address, sessionId: p.sessionId, version: p.version, media });
}
