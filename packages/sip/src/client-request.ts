/** Requests of ours on their way out: Via, and the ACK that a refusal needs (RFC 3261 sections 8.1.1.7 and 17.1.1.3). Pure. */
import { parseCSeq } from './headers.ts';
import { hostForUri } from './ip-address.ts';
import { EMPTY, type Header, header, type SipRequest } from './message.ts';
import { writeMessage } from './writer.ts';

/** The request with its Via on top, and its bytes. */
export function outgoing(
  message: SipRequest,
  branch: string,
  transport: 'udp' | 'tcp',
  host: string,
  port: number,
): { message: SipRequest; bytes: Buffer } {
  const via: Header = {
    name: 'via',
    value: `SIP/2.0/${transport.toUpperCase()} ${hostForUri(host)}:${port};branch=${branch};rport`,
  };
  const full: SipRequest = { ...message, headers: [via, ...message.headers] };
  return { message: full, bytes: writeMessage(full) };
}

/** The ACK for a refused INVITE: same Via, Call-ID, From and CSeq number, the refusal's To. */
export function acknowledgeRefusal(invite: SipRequest, to: string): SipRequest {
  return companion(invite, 'ACK', to);
}

/** The CANCEL of an INVITE (section 9.1): the same in everything but the method. */
export function cancellation(invite: SipRequest): SipRequest {
  return companion(invite, 'CANCEL', header(invite, 'to') ?? '');
}

function companion(invite: SipRequest, method: string, to: string): SipRequest {
  const kept = (name: string): Header[] =>
    invite.headers.filter((h) => h.name === name).slice(0, name === 'via' ? 1 : undefined);
  return {
    kind: 'request',
    method,
    uri: invite.uri,
    version: 'SIP/2.0',
    headers: [
      ...kept('via'),
      ...kept('max-forwards'),
      ...kept('route'),
      ...kept('from'),
      { name: 'to', value: to },
      ...kept('call-id'),
      { name: 'cseq', value: `${parseCSeq(header(invite, 'cseq'))?.number ?? 1} ${method}` },
    ],
    body: EMPTY,
  };
}
