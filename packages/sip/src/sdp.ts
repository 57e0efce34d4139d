/** SDP offers as a recording server needs them (RFC 8866, RFC 3264), and the answer. Parsing rests on sdp-transform. */
import { parse } from 'sdp-transform';
import { canonicalAddress, hostForUri } from './ip-address.ts';
import { type Drop, dropSilently } from './junk.ts';

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** A codec as an m-line offers it. */
export interface SdpCodec {
  readonly payloadType: number;
  /** Encoding name in upper case; `PT<n>` for a dynamic type without rtpmap. */
  readonly name: string;
  readonly clockRate: number;
  readonly channels: number;
  readonly parameters?: string;
}

export interface SdpMedia {
  /** Place among the m-lines, from 0. */
  readonly index: number;
  /** `audio`, `video`, …: as written. */
  readonly kind: string;
  /** 0: the line is refused or taken away. */
  readonly port: number;
  readonly protocol: string;
  /** The format list as written. */
  readonly formats: string;
  /** Peer's media address in its one spelling; undefined where it is a host name or absent. */
  readonly address: string | undefined;
  /** c= is the unspecified address: on hold in the manner of RFC 2543. */
  readonly unspecified: boolean;
  readonly direction: Direction;
  readonly label: string | undefined;
  readonly ptime: number | undefined;
  readonly codecs: readonly SdpCodec[];
}

export interface SdpOffer {
  /** o= session id and version as written: a changed session is known by the version. */
  readonly sessionId: string;
  readonly version: string;
  readonly media: readonly SdpMedia[];
}

export const SDP_LIMITS = { bytes: 32_768, lines: 1_024, line: 2_048, media: 32, formats: 64 } as const;

/** RFC 3551 section 6, the audio types. */
const STATIC: Readonly<Record<number, readonly [name: string, clockRate: number, channels: number]>> = {
  0: ['PCMU', 8000, 1],
  3: ['GSM', 8000, 1],
  4: ['G723', 8000, 1],
  5: ['DVI4', 8000, 1],
  6: ['DVI4', 16_000, 1],
  7: ['LPC', 8000, 1],
  8: ['PCMA', 8000, 1],
  9: ['G722', 8000, 1],
  10: ['L16', 44_100, 2],
  11: ['L16', 44_100, 1],
  12: ['QCELP', 8000, 1],
  13: ['CN', 8000, 1],
  14: ['MPA', 90_000, 1],
  15: ['G728', 8000, 1],
  16: ['DVI4', 11_025, 1],
  17: ['DVI4', 22_050, 1],
  18: ['G729', 8000, 1],
};

type ParsedMedia = ReturnType<typeof parse>['media'][number];

/** Reads an offer. Junk, or anything beyond SDP_LIMITS, gives undefined and one call of `drop`. */
export function parseSdp(bytes: Uint8Array, drop: Drop = dropSilently): SdpOffer | undefined {
  if (bytes.length > SDP_LIMITS.bytes) return junk(drop);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > SDP_LIMITS.lines || lines.some((line) => line.length > SDP_LIMITS.line)) return junk(drop);
  if (lines[0] !== 'v=0' || text.includes('\0')) return junk(drop);
  const mediaLines = lines.filter((line) => line.startsWith('m='));
  const origin = /^o=\S+ (\S{1,64}) (\S{1,64}) IN IP[46] \S+/.exec(lines.find((line) => line.startsWith('o=')) ?? '');
  if (mediaLines.length === 0 || mediaLines.length > SDP_LIMITS.media || origin === null) return junk(drop);
  const session = parse(text);
  const media: SdpMedia[] = [];
  for (const [index, line] of mediaLines.entries()) {
    const one = readMedia(index, line, session.media[index], session);
    if (one === undefined) return junk(drop);
    media.push(one);
  }
  return { sessionId: origin[1]!, version: origin[2]!, media };
}

function readMedia(
  index: number,
  line: string,
  parsed: ParsedMedia | undefined,
  session: ReturnType<typeof parse>,
): SdpMedia | undefined {
  const match = /^m=([A-Za-z0-9_.+-]{1,32}) ([0-9]{1,5})(?:\/[0-9]{1,5})? ([A-Za-z0-9/_.+-]{1,48}) (\S.*)$/.exec(line);
  if (match === null || parsed === undefined || Number(match[2]) > 65_535) return undefined;
  const formats = match[4]!.trim();
  const list = formats.split(/\s+/);
  if (list.length > SDP_LIMITS.formats) return undefined;
  const connection = parsed.connection ?? session.connection;
  const address = canonicalAddress(String(connection?.ip ?? '').split('/')[0]!);
  const label = (parsed as { label?: unknown }).label;
  return {
    index,
    kind: match[1]!,
    port: Number(match[2]),
    protocol: match[3]!,
    formats,
    address,
    unspecified: address === '0.0.0.0' || address === '::',
    direction: direction(parsed.direction) ?? direction(session.direction) ?? 'sendrecv',
    label: label === undefined ? undefined : String(label),
    ptime: typeof parsed.ptime === 'number' ? parsed.ptime : undefined,
    codecs: list.flatMap((format) => codec(format, parsed) ?? []),
  };
}

function codec(format: string, media: ParsedMedia): SdpCodec | undefined {
  if (!/^[0-9]{1,3}$/.test(format) || Number(format) > 127) return undefined;
  const payloadType = Number(format);
  const map = media.rtp.find((entry) => entry.payload === payloadType);
  const known = STATIC[payloadType];
  const config = media.fmtp.find((entry) => entry.payload === payloadType)?.config;
  const rate = Number(map?.rate);
  const clockRate = Number.isInteger(rate) && rate >= 1000 && rate <= 384_000 ? rate : (known?.[1] ?? 8000);
  const channels = Number(map?.encoding ?? known?.[2] ?? 1);
  return {
    payloadType,
    name: String(map?.codec || known?.[0] || `PT${payloadType}`).toUpperCase(),
    clockRate,
    channels: Number.isInteger(channels) && channels >= 1 && channels <= 8 ? channels : 1,
    ...(config === undefined ? {} : { parameters: String(config) }),
  };
}

function direction(text: string | undefined): Direction | undefined {
  return text === 'sendrecv' || text === 'sendonly' || text === 'recvonly' || text === 'inactive' ? text : undefined;
}

/** Our half of one m-line. `port` 0 refuses it. */
export interface AnswerMedia {
  readonly offer: SdpMedia;
  readonly port: number;
  readonly direction: 'recvonly' | 'inactive';
}

/**
 * The answer of a party that only listens: every m-line in its place (RFC 3264 section 6), formats, label and codecs as
 * offered. `sessionId` stays the same for a dialog, `version` goes up with each change.
 */
export function writeSdpAnswer(p: {
  readonly address: string;
  readonly sessionId: number;
  readonly version: number;
  readonly media: readonly AnswerMedia[];
}): Buffer {
  const family = p.address.includes(':') ? 'IP6' : 'IP4';
  const lines = [
    'v=0',
    `o=- ${p.sessionId} ${p.version} IN ${family} ${p.address}`,
    's=-',
    `c=IN ${family} ${p.address}`,
    't=0 0',
  ];
  for (const { offer, port, direction: way } of p.media) {
    lines.push(`m=${offer.kind} ${port} ${offer.protocol} ${offer.formats}`);
    if (port === 0) continue;
    for (const c of offer.codecs) lines.push(...codecLines(c));
    if (offer.ptime !== undefined) lines.push(`a=ptime:${offer.ptime}`);
    if (offer.label !== undefined) lines.push(`a=label:${offer.label}`);
    lines.push(`a=${way}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8');
}

/** `a=rtpmap` and `a=fmtp` of one codec; nothing for a dynamic type that was never named. */
export function codecLines(c: SdpCodec): string[] {
  const lines: string[] = [];
  if (!c.name.startsWith('PT'))
    lines.push(`a=rtpmap:${c.payloadType} ${c.name}/${c.clockRate}${c.channels > 1 ? `/${c.channels}` : ''}`);
  if (c.parameters !== undefined) lines.push(`a=fmtp:${c.payloadType} ${c.parameters}`);
  return lines;
}

/** `host:port` for people, with brackets around IPv6. */
export function hostPort(address: string, port: number): string {
  return `${hostForUri(address)}:${port}`;
}

function junk(drop: Drop): undefined {
  drop('sdp');
  return undefined;
}
