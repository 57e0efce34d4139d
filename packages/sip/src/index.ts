export { type ClientTransaction, InviteClientTransaction, RequestClientTransaction } from './client-transaction.ts';
export { Dialog, dialogId, dialogIdOf, tagOf } from './dialog.ts';
export {
  Endpoint,
  type EndpointSettings,
  openEndpoint,
  type RequestListener,
  type Target,
} from './endpoint.ts';
export { type Frame, MessageFramer } from './framing.ts';
export {
  type CSeq,
  type NameAddress,
  type Parameters,
  parseContentType,
  parseCSeq,
  parseHostPort,
  parseNameAddress,
  parseUri,
  parseVia,
  type SipUri,
  type Via,
} from './headers.ts';
export type { IncomingRequest } from './incoming.ts';
export { AddressListError, allowList, canonicalAddress, hostForUri, isLoopback } from './ip-address.ts';
export { type Drop, JunkCounter, type JunkReason } from './junk.ts';
export {
  EMPTY,
  type Header,
  header,
  headerList,
  MESSAGE_LIMITS,
  type MessageLimits,
  parseMessage,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from './message.ts';
export {
  METADATA_LIMITS,
  type MetadataAssociation,
  type MetadataParticipant,
  type MetadataStream,
  mergeMetadata,
  parseMetadata,
  parseTime,
  type RecordingMetadata,
} from './metadata.ts';
export { type BodyPart, bodyParts } from './multipart.ts';
export { type Answer, REASONS } from './response.ts';
export {
  type AnswerMedia,
  codecLines,
  type Direction,
  hostPort,
  parseSdp,
  SDP_LIMITS,
  type SdpCodec,
  type SdpMedia,
  type SdpOffer,
  writeSdpAnswer,
} from './sdp.ts';
export { InviteServerTransaction, RequestServerTransaction, type ServerTransaction } from './server-transaction.ts';
export { SIP_TIMERS, type SipTimers, type TransactionOutput } from './timers.ts';
export { type Flow, ListenError, TRANSPORT_LIMITS, type TransportLimits, type TransportName } from './transports.ts';
export { SipWriteError, writeMessage } from './writer.ts';
