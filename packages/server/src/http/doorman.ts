/** Who may knock: host names, origins, and the headers that every answer carries. */
import { API_VERSION, REQUEST_HEADER } from '@woordelijk/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './problems.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Throws `host-unknown` unless the Host header names this server: a loopback name with the very port, or a configured
 * name. Stops other sites from reaching us through a DNS name of theirs that points here.
 */
export function checkHost(request: FastifyRequest, names: readonly string[]): void {
  const host = request.headers.host?.toLowerCase() ?? '';
  const [, name = '', port = ''] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(host) ?? [];
  if (names.includes(host) || names.includes(name)) return;
  if (LOOPBACK.has(name) && Number(port || 80) === request.socket.localPort) return;
  throw new HttpProblem('host-unknown');
}

/**
 * Throws `request-not-from-page` unless the request can only come from our own page or from a program. What changes
 * something needs our own header (a form on another site cannot send it) and, from a browser, the same origin.
 *
 * A request with a bearer token and without cookies passes. The rule is against pages elsewhere that borrow what the
 * browser adds by itself, and a browser never adds `Authorization: Bearer` by itself: a page elsewhere would have to know
 * the token, and even then must first ask us (CORS preflight), which we never grant. With a cookie beside the token the
 * request may be a browser's, so the rule holds.
 */
export function checkOrigin(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (bearerOf(request) !== undefined && request.headers.cookie === undefined) return;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (site !== undefined && site !== 'same-origin' && !(reads && site === 'none'))
    throw new HttpProblem('request-not-from-page');
  if (reads) return;
  if (request.headers[REQUEST_HEADER] !== '1') throw new HttpProblem('request-not-from-page');
  if (origin !== undefined && origin !== originOf(request)) throw new HttpProblem('request-not-from-page');
}

/**
 * The token in `Authorization: Bearer …` (RFC 6750, section 2.1): empty where it is malformed, undefined where the request
 * carries none.
 */
export function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization ?? '';
  if (!/^bearer(?: |$)/i.test(header)) return undefined;
  return /^bearer +([\w.~+/=-]{1,200})$/i.exec(header)?.[1] ?? '';
}

/** Scheme, name and port by which the browser knows this server. The Host header was checked before. */
export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.headers.host?.toLowerCase()}`;
}

/** Name without port by which the browser knows this server. */
export function hostnameOf(request: FastifyRequest): string {
  return (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
}

/** What a page may do beyond showing itself and asking this server. */
export interface PageRights {
  /** Start workers of this server (a service worker too), through the Trusted Types policy `woordelijk-worker`. */
  readonly workers?: boolean;
  /** Ask for the microphone, and keep the screen on. */
  readonly microphone?: boolean;
  /** Play sound that was made on this very device (a blob). */
  readonly ownSound?: boolean;
}

/** The Content-Security-Policy of a page. */
function pagePolicy({ workers = false, ownSound = false }: PageRights): string {
  const media = ownSound ? "media-src 'self' blob:" : "media-src 'self'";
  return [...PAGE_POLICY, media, workers ? 'trusted-types woordelijk-worker' : "trusted-types 'none'"].join('; ');
}

const PAGE_POLICY: readonly string[] = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
];

const STRICT_POLICY = pagePolicy({});

const FEATURES = [
  'accelerometer=()',
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'microphone=()',
  'payment=()',
  'usb=()',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');

/** Sets the headers of a page that needs more than others. */
export function setPageRights(reply: FastifyReply, rights: PageRights): void {
  reply.header('content-security-policy', pagePolicy(rights));
  if (rights.microphone) reply.header('permissions-policy', FEATURES.replace('microphone=()', 'microphone=(self)'));
}

/** Lets any site show this answer in a frame: for public pages without anything to press. */
export function allowFraming(reply: FastifyReply): void {
  reply.header('content-security-policy', STRICT_POLICY.replace("frame-ancestors 'none'", 'frame-ancestors *'));
  reply.header('cross-origin-resource-policy', 'cross-origin').removeHeader('x-frame-options');
}

/** Sets the headers that every answer carries. HSTS only where the browser came in over TLS. */
export function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({
    'api-version': API_VERSION,
    'cache-control': 'no-store',
    'content-security-policy': STRICT_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': FEATURES,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains');
}

/** What rate limits count by: an IPv4 address, or the /64 of an IPv6 one (a household or office has a whole /64). */
export function peerOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...middle, ...back].slice(0, 4).join(':');
}
