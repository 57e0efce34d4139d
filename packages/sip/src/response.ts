/** Answers to requests (RFC 3261 section 8.2.6, RFC 3581), and where they go. Pure. */
import { parseVia, type Via } from './headers.ts';
import { canonicalAddress } from './ip-address.ts';
import { EMPTY, type Header, type SipRequest, type SipResponse } from './message.ts';

/** Reason phrases of the statuses this package uses. */
export const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  420: 'Bad Extension',
  422: 'Session Interval Too Small',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  483: 'Too Many Hops',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
  505: 'Version Not Supported',
};

export interface Answer {
  readonly status: number;
  readonly reason?: string;
  readonly headers?: readonly Header[];
  readonly body?: Uint8Array;
}

/** The source a request came from. */
export interface Source {
  readonly address: string;
  readonly port: number;
}

/** The top Via of a request. */
export function topVia(request: SipRequest): Via | undefined {
  const first = request.headers.find((h) => h.name === 'via');
  return first === undefined ? undefined : parseVia(firstOfList(first.value));
}

/**
 * The answer to a request: Via (with received and rport filled in), From, To (with `toTag` where it had none), Call-ID and
 * CSeq as they came, Record-Route in provisional and 2xx answers, then the answer's own headers.
 */
export function responseTo(
  request: SipRequest,
  source: Source,
  answer: Answer,
  toTag: string | undefined,
): SipResponse {
  const headers: Header[] = [];
  let first = true;
  for (const h of request.headers) {
    if (h.name === 'via') {
      headers.push(first ? { name: 'via', value: withReceived(h.value, source) } : h);
      first = false;
    } else if (h.name === 'record-route') {
      if (answer.status > 100 && answer.status < 300) headers.push(h);
    } else if (h.name === 'to') headers.push(tagged(h, toTag));
    else if (h.name === 'from' || h.name === 'call-id' || h.name === 'cseq') headers.push(h);
    else if (h.name === 'timestamp' && answer.status === 100) headers.push(h);
  }
  headers.push(...(answer.headers ?? []));
  const reason = answer.reason ?? REASONS[answer.status] ?? 'Answer';
  return { kind: 'response', status: answer.status, reason, headers, body: answer.body ?? EMPTY };
}

/** Where a UDP answer goes (18.2.2, RFC 3581 section 4): always the source's address, and its port where rport was asked for. */
export function responseTarget(via: Via, source: Source): Source {
  if (via.parameters.has('rport')) return source;
  return { address: source.address, port: via.port ?? 5060 };
}

function tagged(to: Header, toTag: string | undefined): Header {
  if (toTag === undefined || /;\s*tag\s*=/i.test(to.value.slice(to.value.lastIndexOf('>') + 1))) return to;
  return { name: 'to', value: `${to.value};tag=${toTag}` };
}

function withReceived(value: string, source: Source): string {
  const top = firstOfList(value);
  const rest = value.slice(top.length);
  const via = parseVia(top);
  if (via === undefined) return value;
  let out = top;
  if (via.parameters.has('rport')) out = out.replace(/;\s*rport(\s*=\s*[^;,\s]*)?/i, `;rport=${source.port}`);
  const same = canonicalAddress(via.host) === canonicalAddress(source.address);
  if (!same || via.parameters.has('rport'))
    out = `${out.replace(/;\s*received\s*=\s*[^;,\s]*/i, '')};received=${source.address}`;
  return out + rest;
}

function firstOfList(value: string): string {
  let quoted = false;
  for (let i = 0; i < value.length; i += 1) {
    if (value[i] === '"') quoted = !quoted;
    else if (value[i] === ',' && !quoted) return value.slice(0, i);
  }
  return value;
}
