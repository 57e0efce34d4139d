/** Typed readings of the headers that transactions and dialogs stand on (RFC 3261 section 20). Junk is undefined. */
import { splitOutside } from './message.ts';

/** Parameters behind `;`, names in lower case; a flag without value has ''. */
export type Parameters = ReadonlyMap<string, string>;

export interface Via {
  readonly transport: string;
  /** Without brackets where it is an IPv6 literal. */
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: Parameters;
}

export interface NameAddress {
  readonly display: string | undefined;
  readonly uri: string;
  /** Header parameters (behind the closing bracket), such as `tag`. */
  readonly parameters: Parameters;
}

export interface SipUri {
  readonly scheme: string;
  readonly user: string | undefined;
  /** Without brackets where it is an IPv6 literal. */
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: Parameters;
}

export interface CSeq {
  readonly number: number;
  readonly method: string;
}

const MAX_PARAMETERS = 32;
const VIA = /^SIP\s*\/\s*2\.0\s*\/\s*([A-Za-z0-9-]{1,16})\s+([^;]+)(;.*)?$/;
const URI =
  /^([A-Za-z][A-Za-z0-9+.-]{0,15}):(?:([^@<>\s]{0,512})@)?(\[[0-9A-Fa-f:.]+\]|[^:;?@\s[\]]*)(?::([0-9]{1,5}))?(.*)$/;

/** One Via value. */
export function parseVia(value: string): Via | undefined {
  const match = VIA.exec(value);
  if (match === null) return undefined;
  const sentBy = parseHostPort(match[2]!.trim());
  const parameters = parseParameters(match[3] ?? '');
  if (sentBy === undefined || parameters === undefined) return undefined;
  return { transport: match[1]!.toUpperCase(), ...sentBy, parameters };
}

/** `host`, `host:port`, `[v6]:port`. */
export function parseHostPort(text: string): { host: string; port: number | undefined } | undefined {
  const match = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9._-]{1,253}))(?:\s*:\s*([0-9]{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const port = match[3] === undefined ? undefined : Number(match[3]);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  return { host: (match[1] ?? match[2])!, port };
}

/** From, To, Contact, Route, Record-Route: `"name" <uri>;params` or `uri;params`. */
export function parseNameAddress(value: string): NameAddress | undefined {
  const open = openingBracket(value);
  if (open < 0) {
    const semicolon = value.indexOf(';');
    const uri = (semicolon < 0 ? value : value.slice(0, semicolon)).trim();
    const parameters = parseParameters(semicolon < 0 ? '' : value.slice(semicolon));
    if (!/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(uri) || parameters === undefined) return undefined;
    return { display: undefined, uri, parameters };
  }
  const close = value.indexOf('>', open);
  if (close < 0) return undefined;
  const uri = value.slice(open + 1, close).trim();
  const parameters = parseParameters(value.slice(close + 1));
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(uri) || parameters === undefined) return undefined;
  const name = value.slice(0, open).trim();
  return { display: name === '' ? undefined : unquote(name), uri, parameters };
}

/** A `sip:`, `sips:` or `tel:` URI. A tel number stands in `user`. */
export function parseUri(uri: string): SipUri | undefined {
  if (uri.length > 2048) return undefined;
  const tel = /^tel:([^;\s]{1,256})(;.*)?$/i.exec(uri);
  if (tel !== null) {
    const parameters = parseParameters(tel[2] ?? '');
    return parameters && { scheme: 'tel', user: tel[1], host: '', port: undefined, parameters };
  }
  const match = URI.exec(uri);
  if (match === null) return undefined;
  const port = match[4] === undefined ? undefined : Number(match[4]);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  const parameters = parseParameters((match[5] ?? '').split('?')[0]!);
  if (parameters === undefined) return undefined;
  const host = match[3]!.replace(/^\[|\]$/g, '');
  return { scheme: match[1]!.toLowerCase(), user: match[2]?.split(':')[0], host, port, parameters };
}

export function parseCSeq(value: string | undefined): CSeq | undefined {
  const match = /^([0-9]{1,10})\s+([A-Za-z0-9\-.!%*_+`'~]{1,32})$/.exec(value ?? '');
  if (match === null) return undefined;
  const number = Number(match[1]);
  return number < 2 ** 31 ? { number, method: match[2]! } : undefined; // RFC 3261 8.1.1.5: less than 2**31
}

/** `type/subtype;params`, the type in lower case. */
export function parseContentType(value: string | undefined): { type: string; parameters: Parameters } | undefined {
  const match = /^\s*([A-Za-z0-9!#$&^_.+-]{1,64})\s*\/\s*([A-Za-z0-9!#$&^_.+-]{1,64})\s*(;.*)?$/.exec(value ?? '');
  if (match === null) return undefined;
  const parameters = parseParameters(match[3] ?? '');
  return parameters && { type: `${match[1]}/${match[2]}`.toLowerCase(), parameters };
}

/** `;a=b;c="d e"` → a map. Undefined where there are more than 32 or a name is missing. */
export function parseParameters(text: string): Parameters | undefined {
  const parameters = new Map<string, string>();
  if (text.trim() === '') return parameters;
  for (const item of splitOutside(text, ';')) {
    const equals = item.indexOf('=');
    const name = (equals < 0 ? item : item.slice(0, equals)).trim().toLowerCase();
    if (name === '') return undefined;
    if (!parameters.has(name)) parameters.set(name, equals < 0 ? '' : unquote(item.slice(equals + 1).trim()));
    if (parameters.size > MAX_PARAMETERS) return undefined;
  }
  return parameters;
}

function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

function openingBracket(value: string): number {
  let quoted = false;
  for (let i = 0; i < value.length; i += 1) {
    const c = value[i];
    if (quoted) {
      if (c === '\\') i += 1;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '<') return i;
  }
  return -1;
}
