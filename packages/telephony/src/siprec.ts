/** Recognises recording sessions (RFC 7866 and what clients really send) and reads what an INVITE or UPDATE brings. Pure. */
import {
  type Answer,
  bodyParts,
  type Drop,
  header,
  headerList,
  parseMetadata,
  parseNameAddress,
  parseSdp,
  type RecordingMetadata,
  type SdpOffer,
  type SipRequest,
} from '@woordelijk/sip';

/** Media types we take, for Accept. */
export const ACCEPT = ['application/sdp', 'application/rs-metadata+xml', 'application/rs-metadata', 'multipart/mixed'];

const METADATA_TYPES = ['application/rs-metadata+xml', 'application/rs-metadata'];

/** What a request brings: an offer, metadata, both or neither. */
export interface Proposal {
  readonly offer?: SdpOffer;
  readonly metadata?: RecordingMetadata;
  /** The metadata as received, also where it could not be understood. */
  readonly rawMetadata?: string;
}

/** Reads the body. A refusal names status and reason. Metadata that cannot be understood is kept raw and refuses nothing. */
export function readProposal(
  request: SipRequest,
  drop: Drop,
): { readonly proposal: Proposal } | { readonly refusal: Answer } {
  const parts = bodyParts(request, drop);
  if (parts === undefined) return { refusal: { status: 400, reason: 'Bad message body' } };
  const sdp = parts.find((part) => part.type === 'application/sdp');
  const xml = parts.find((part) => METADATA_TYPES.includes(part.type));
  if (parts.length > 0 && sdp === undefined && xml === undefined)
    return { refusal: { status: 415, headers: [{ name: 'accept', value: ACCEPT.join(', ') }] } };
  const offer = sdp === undefined ? undefined : parseSdp(sdp.bytes, drop);
  if (sdp !== undefined && offer === undefined) return { refusal: { status: 400, reason: 'Bad SDP' } };
  const metadata = xml === undefined ? undefined : parseMetadata(xml.bytes, drop);
  return {
    proposal: {
      ...(offer === undefined ? {} : { offer }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(xml === undefined ? {} : { rawMetadata: Buffer.from(xml.bytes).toString('utf8') }),
    },
  };
}

/**
 * Whether a request opens a recording session, by any of the signs in use: Require: siprec, a Contact with `+sip.src`
 * (or `src`, BroadWorks), a metadata part, or Cisco's header for recording by the network.
 */
export function isRecordingSession(request: SipRequest, proposal: Proposal): boolean {
  if (proposal.rawMetadata !== undefined) return true;
  if (headerList(request, 'require').some((tag) => tag.toLowerCase() === 'siprec')) return true;
  if (header(request, 'x-cisco-recording-participant') !== undefined) return true;
  return headerList(request, 'contact').some((value) => {
    const contact = parseNameAddress(value);
    const uriFlags = contact?.uri.toLowerCase() ?? '';
    return (
      contact?.parameters.has('+sip.src') || contact?.parameters.has('src') || /;(\+sip\.)?src(;|=|$)/.test(uriFlags)
    );
  });
}
