/** SIP messages (RFC 3261 section 7): the model, and the parser for one whole message. */
import { type Drop, dropSilently } from './junk.ts';

/** One header line. `name` is in lower case, compact forms spelled out; `value` is unfolded and trimmed. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

export interface SipRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
  /** `SIP/2.0`, or whatever version the peer names. */
  readonly version: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

export interface SipResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
}

export type SipMessage = SipRequest | SipResponse;

export interface MessageLimits {
  /** Bytes of one message, body included. */
  readonly message: number;
  /** Bytes of the start line and headers together. */
  readonly head: number;
  readonly headers: number;
  /** Bytes of one header line after unfolding. */
  readonly line: number;
}

export const MESSAGE_LIMITS: MessageLimits = { message: 65_535, head: 32_768, headers: 128, line: 8_192 };

/** RFC 3261 section 7.3.3 and the registry of compact forms. */
const COMPACT: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  n: 'identity-info',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
  y: 'identity',
};

export const EMPTY = new Uint8Array(0);
const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
const REQUEST_LINE = /^([A-Za-z0-9\-.!%*_+`'~]{1,32}) (\S{1,2048}) (SIP\/[0-9]{1,3}\.[0-9]{1,3})$/;
const STATUS_LINE = /^SIP\/2\.0 ([1-6][0-9]{2})(?: (.*))?$/;

/** Offset just behind the empty line that ends the head, or -1. */
export function endOfHead(bytes: Uint8Array, from = 0): number {
  for (let i = bytes.indexOf(0x0d, from); i >= 0 && i + 3 < bytes.length; i = bytes.indexOf(0x0d, i + 1))
    if (bytes[i + 1] === 0x0a && bytes[i + 2] === 0x0d && bytes[i + 3] === 0x0a) return i + 4;
  return -1;
}

/**
 * Parses one whole message as it stands in a datagram (RFC 3261 section 18.3: a missing Content-Length means the rest;
 * bytes behind Content-Length are ignored). Junk gives undefined and one call of `drop`. A request whose body is shorter
 * than promised is given back with the header `content-length` as sent, so that the caller can answer 400.
 */
export function parseMessage(
  bytes: Uint8Array,
  drop: Drop = dropSilently,
  limits: MessageLimits = MESSAGE_LIMITS,
): SipMessage | undefined {
  if (bytes.length > limits.message) return junk(drop, 'too-large');
  const head = endOfHead(bytes);
  if (head < 0) return junk(drop, 'header');
  const message = parseHead(bytes.subarray(0, head), drop, limits);
  if (message === undefined) return undefined;
  const length = contentLength(message);
  if (length === 'bad') return message.kind === 'request' ? message : junk(drop, 'content-length');
  const rest = bytes.subarray(head);
  if (length !== undefined && length > rest.length)
    return message.kind === 'request' ? { ...message, body: rest } : junk(drop, 'content-length');
  return { ...message, body: length === undefined ? rest : rest.subarray(0, length) };
}

/** Parses start line and headers, `bytes` ending with the empty line. The message has an empty body. */
export function parseHead(
  bytes: Uint8Array,
  drop: Drop = dropSilently,
  limits: MessageLimits = MESSAGE_LIMITS,
): SipMessage | undefined {
  if (bytes.length > limits.head) return junk(drop, 'too-large');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const lines = text.split('\r\n');
  let at = 0;
  while (lines[at] === '' && at < lines.length - 1) at += 1; // RFC 3261 7.5: empty lines before the start line
  const start = lines[at] ?? '';
  const headers = parseHeaderLines(lines.slice(at + 1), drop, limits);
  if (headers === undefined) return undefined;
  const request = REQUEST_LINE.exec(start);
  if (request !== null)
    return {
      kind: 'request',
      method: request[1]!,
      uri: request[2]!,
      version: request[3]!.toUpperCase(),
      headers,
      body: EMPTY,
    };
  const status = start.length <= 1024 ? STATUS_LINE.exec(start) : null;
  if (status !== null)
    return { kind: 'response', status: Number(status[1]), reason: status[2] ?? '', headers, body: EMPTY };
  return junk(drop, 'start-line');
}

/** Headers from lines; stops at the first empty one. Shared with multipart parts. */
export function parseHeaderLines(lines: readonly string[], drop: Drop, limits: MessageLimits): Header[] | undefined {
  const unfolded: string[] = [];
  for (const line of lines) {
    if (line === '') break;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      const last = unfolded.length - 1;
      if (last < 0) return junk(drop, 'header');
      unfolded[last] = `${unfolded[last]} ${line.trim()}`;
      if (unfolded[last].length > limits.line) return junk(drop, 'too-large');
    } else unfolded.push(line);
    if (unfolded.length > limits.headers) return junk(drop, 'too-many-headers');
  }
  const headers: Header[] = [];
  for (const line of unfolded) {
    if (line.length > limits.line) return junk(drop, 'too-large');
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trimEnd().toLowerCase();
    if (colon <= 0 || !TOKEN.test(name)) return junk(drop, 'header');
    const value = line.slice(colon + 1).trim();
    if (/[\0\r\n]/.test(value)) return junk(drop, 'header');
    headers.push({ name: COMPACT[name] ?? name, value });
  }
  return headers;
}

/** The first header of that (lower-case) name. */
export function header(message: { readonly headers: readonly Header[] }, name: string): string | undefined {
  for (const h of message.headers) if (h.name === name) return h.value;
  return undefined;
}

/** Every header of that name, lists split at commas (outside quotes and angle brackets), in order. */
export function headerList(message: { readonly headers: readonly Header[] }, name: string): string[] {
  const list: string[] = [];
  for (const h of message.headers) if (h.name === name) list.push(...splitOutside(h.value, ','));
  return list;
}

/** Splits at `separator` where it stands outside "quotes" and <angle brackets>; empty items are left out. */
export function splitOutside(value: string, separator: string): string[] {
  const items: string[] = [];
  let quoted = false;
  let depth = 0;
  let from = 0;
  for (let i = 0; i < value.length; i += 1) {
    const c = value[i];
    if (quoted) {
      if (c === '\\') i += 1;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '<') depth += 1;
    else if (c === '>' && depth > 0) depth -= 1;
    else if (c === separator && depth === 0) {
      items.push(value.slice(from, i).trim());
      from = i + 1;
    }
  }
  items.push(value.slice(from).trim());
  return items.filter((item) => item !== '');
}

/** Content-Length: a number, undefined where absent, 'bad' where malformed or contradictory. */
export function contentLength(message: { readonly headers: readonly Header[] }): number | 'bad' | undefined {
  let length: number | undefined;
  for (const h of message.headers) {
    if (h.name !== 'content-length') continue;
    if (!/^[0-9]{1,9}$/.test(h.value)) return 'bad';
    const value = Number(h.value);
    if (length !== undefined && length !== value) return 'bad';
    length = value;
  }
  return length;
}

function junk(drop: Drop, reason: Parameters<Drop>[0]): undefined {
  drop(reason);
  return undefined;
}
