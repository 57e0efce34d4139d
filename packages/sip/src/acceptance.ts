/** The checks of RFC 3261 section 8.2 that need nothing but the message. Pure. */
import { type CSeq, parseNameAddress } from './headers.ts';
import { contentLength, header, headerList, type SipRequest } from './message.ts';
import type { Answer } from './response.ts';

/** Methods every endpoint takes. */
export const ALWAYS = ['ACK', 'CANCEL'];

/** What an endpoint understands. */
export interface Abilities {
  readonly methods: readonly string[];
  readonly supported: readonly string[];
}

/** The answer to a request that cannot be served whatever it is about; undefined where nothing is wrong. */
export function refusalOf(message: SipRequest, cseq: CSeq | undefined, s: Abilities): Answer | undefined {
  if (message.version !== 'SIP/2.0') return { status: 505 };
  const missing = ['from', 'to', 'call-id'].find((name) => !header(message, name));
  if (missing !== undefined) return { status: 400, reason: `Missing ${missing} header` };
  if (cseq === undefined || cseq.method !== message.method) return { status: 400, reason: 'Bad CSeq header' };
  for (const name of ['from', 'to'])
    if (parseNameAddress(header(message, name) ?? '') === undefined)
      return { status: 400, reason: `Bad ${name} header` };
  const length = contentLength(message);
  if (length === 'bad' || (length !== undefined && length !== message.body.length))
    return { status: 400, reason: 'Content-Length does not match the body' };
  if (!s.methods.includes(message.method) && !ALWAYS.includes(message.method))
    return { status: 405, headers: [{ name: 'allow', value: [...s.methods, ...ALWAYS].join(', ') }] };
  const hops = header(message, 'max-forwards');
  if (hops !== undefined && !/^[0-9]{1,3}$/.test(hops)) return { status: 400, reason: 'Bad Max-Forwards header' };
  if (message.method === 'CANCEL') return undefined;
  const unknown = headerList(message, 'require').filter((tag) => !s.supported.includes(tag.toLowerCase()));
  if (unknown.length > 0) return { status: 420, headers: [{ name: 'unsupported', value: unknown.join(', ') }] };
  const encoding = header(message, 'content-encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity' && message.body.length > 0)
    return { status: 415, headers: [{ name: 'accept-encoding', value: 'identity' }] };
  return undefined;
}
