/** What the test caller says: SDP offers, recording metadata, and the body that holds both. Pure. */
import { EMPTY, type Header, hostForUri, type SipRequest } from '@woordelijk/sip';

/** One leg to be played: raw G.711, one byte a sample. */
export interface CallerLeg {
  readonly label: string;
  readonly codec: 'PCMA' | 'PCMU';
  readonly payload: Uint8Array;
  readonly aor?: string;
  readonly name?: string;
}

export interface Invitation {
  readonly server: { readonly address: string; readonly port: number };
  readonly transport: 'udp' | 'tcp';
  /** Our address, SIP port and RTP port. */
  readonly address: string;
  readonly sipPort: number;
  readonly rtpPort: number;
  readonly callId: string;
  readonly tag: string;
  readonly legs: readonly CallerLeg[];
  readonly headers: readonly Header[];
}

const BOUNDARY = 'woordelijk-part';
const PAYLOAD_TYPES = { PCMA: 8, PCMU: 0 } as const;

/** RTP payload type of a leg (RFC 3551). */
export function payloadTypeOf(leg: CallerLeg): number {
  return PAYLOAD_TYPES[leg.codec];
}

/** The INVITE that opens the recording session (RFC 7866 section 6). */
export function invite(p: Invitation): SipRequest {
  const server = `sip:woordelijk@${hostForUri(p.server.address)}:${p.server.port}`;
  const { headers, body } = sessionBody(p, 'sendonly', 1, true);
  return {
    kind: 'request',
    method: 'INVITE',
    uri: server,
    version: 'SIP/2.0',
    headers: [
      { name: 'max-forwards', value: '70' },
      { name: 'from', value: `<sip:caller@${hostForUri(p.address)}>;tag=${p.tag}` },
      { name: 'to', value: `<${server}>` },
      { name: 'call-id', value: p.callId },
      { name: 'cseq', value: '1 INVITE' },
      { name: 'require', value: 'siprec' },
      { name: 'contact', value: contactOf(p) },
      ...p.headers,
      ...headers,
    ],
    body,
  };
}

/** Contact with the sign of a recording client. */
export function contactOf(p: Invitation): string {
  return `<sip:caller@${hostForUri(p.address)}:${p.sipPort};transport=${p.transport}>;+sip.src`;
}

/** Body and its headers for an INVITE or re-INVITE; `withMetadata`: complete rs-metadata beside the SDP. */
export function sessionBody(
  p: Invitation,
  direction: 'sendonly' | 'inactive',
  version: number,
  withMetadata: boolean,
): { readonly headers: Header[]; readonly body: Uint8Array } {
  if (p.legs.length === 0) return { headers: [], body: EMPTY };
  const sdp = offer(p, direction, version);
  if (!withMetadata)
    return { headers: [{ name: 'content-type', value: 'application/sdp' }], body: Buffer.from(sdp, 'utf8') };
  const parts = [
    `--${BOUNDARY}\r\nContent-Type: application/sdp\r\n\r\n${sdp}\r\n`,
    `--${BOUNDARY}\r\nContent-Type: application/rs-metadata+xml\r\nContent-Disposition: recording-session\r\n\r\n${metadata(p)}\r\n`,
    `--${BOUNDARY}--\r\n`,
  ];
  return {
    headers: [
      { name: 'mime-version', value: '1.0' },
      { name: 'content-type', value: `multipart/mixed;boundary=${BOUNDARY}` },
    ],
    body: Buffer.from(parts.join(''), 'utf8'),
  };
}

function offer(p: Invitation, direction: string, version: number): string {
  const family = p.address.includes(':') ? 'IP6' : 'IP4';
  const lines = [
    'v=0',
    `o=- 1 ${version} IN ${family} ${p.address}`,
    's=-',
    `c=IN ${family} ${p.address}`,
    't=0 0',
    ...p.legs.flatMap((leg) => [
      `m=audio ${p.rtpPort} RTP/AVP ${payloadTypeOf(leg)}`,
      `a=rtpmap:${payloadTypeOf(leg)} ${leg.codec}/8000`,
      'a=ptime:20',
      `a=label:${leg.label.replace(/[\r\n]/g, ' ')}`,
      `a=${direction}`,
    ]),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function metadata(p: Invitation): string {
  const participants = p.legs.map((leg, i) => {
    const name = leg.name === undefined ? '' : `<name xml:lang="nl">${escapeXml(leg.name)}</name>`;
    return `<participant participant_id="p${i}"><nameID aor="${escapeXml(leg.aor ?? '')}">${name}</nameID></participant>`;
  });
  const streams = p.legs.map(
    (leg, i) => `<stream stream_id="s${i}" session_id="session"><label>${escapeXml(leg.label)}</label></stream>`,
  );
  const associations = p.legs.map(
    (_, i) => `<participantstreamassoc participant_id="p${i}"><send>s${i}</send></participantstreamassoc>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<recording xmlns="urn:ietf:params:xml:ns:recording:1">',
    '<datamode>complete</datamode>',
    `<session session_id="session"><sipSessionID>${escapeXml(p.callId)}</sipSessionID></session>`,
    ...participants,
    ...streams,
    ...associations,
    '</recording>',
  ].join('\n');
}

function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
  return text.replace(/[<>&"]/g, (c) => entities[c]!);
}
