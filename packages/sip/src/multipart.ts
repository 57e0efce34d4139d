/** Message bodies: one part, or several in MIME multipart (RFC 2046 section 5.1, RFC 5621). */
import { parseContentType } from './headers.ts';
import { type Drop, dropSilently } from './junk.ts';
import { type Header, header, MESSAGE_LIMITS, parseHeaderLines } from './message.ts';

export interface BodyPart {
  /** `type/subtype` in lower case; text/plain where a part names none. */
  readonly type: string;
  readonly headers: readonly Header[];
  readonly bytes: Uint8Array;
}

const MAX_PARTS = 16;
const PART_LIMITS = { ...MESSAGE_LIMITS, headers: 16 };

/**
 * The parts of a message's body, in order: none for an empty body, one for a bare body, several for multipart. A missing
 * final boundary is tolerated. Undefined for a body without usable Content-Type, a boundary that never comes, more than
 * 16 parts, or multipart inside multipart deeper than one level.
 */
export function bodyParts(
  message: { readonly headers: readonly Header[]; readonly body: Uint8Array },
  drop: Drop = dropSilently,
): BodyPart[] | undefined {
  if (message.body.length === 0) return [];
  return split(header(message, 'content-type'), message.headers, message.body, drop, 0);
}

function split(
  contentType: string | undefined,
  headers: readonly Header[],
  bytes: Uint8Array,
  drop: Drop,
  depth: number,
): BodyPart[] | undefined {
  const type = parseContentType(contentType);
  if (type === undefined) return junk(drop);
  if (!type.type.startsWith('multipart/')) return [{ type: type.type, headers, bytes }];
  const boundary = type.parameters.get('boundary') ?? '';
  if (depth > 1 || boundary.length < 1 || boundary.length > 70) return junk(drop);
  const parts: BodyPart[] = [];
  const chunks = between(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), `--${boundary}`);
  if (chunks === undefined) return junk(drop);
  for (const chunk of chunks) {
    const part = readPart(chunk, drop, depth);
    if (part === undefined) return undefined;
    parts.push(...part);
    if (parts.length > MAX_PARTS) return junk(drop);
  }
  return parts;
}

/** The bytes between delimiter lines; undefined where there is no delimiter at all, or too many. */
function between(body: Buffer, delimiter: string): Buffer[] | undefined {
  const chunks: Buffer[] = [];
  let from = -1;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    let end = at + delimiter.length;
    const last = body[end] === 0x2d && body[end + 1] === 0x2d;
    if (!last) while (body[end] === 0x20 || body[end] === 0x09) end += 1;
    if (!last && end < body.length && body[end] !== 0x0d && body[end] !== 0x0a) continue; // a longer boundary
    if (from >= 0) chunks.push(body.subarray(from, beforeBreak(body, from, at)));
    if (chunks.length > MAX_PARTS) return undefined;
    if (last) return chunks;
    if (body[end] === 0x0d) end += 1;
    if (body[end] === 0x0a) end += 1;
    from = end;
  }
  if (from < 0) return undefined;
  if (from < body.length) chunks.push(body.subarray(from)); // no final boundary
  return chunks;
}

function beforeBreak(body: Buffer, from: number, at: number): number {
  let end = at;
  if (end > from && body[end - 1] === 0x0a) end -= 1;
  if (end > from && body[end - 1] === 0x0d) end -= 1;
  return end;
}

function readPart(chunk: Buffer, drop: Drop, depth: number): BodyPart[] | undefined {
  const { head, body } = headAndBody(chunk);
  const headers = parseHeaderLines(head.split(/\r?\n/), drop, PART_LIMITS);
  if (headers === undefined) return undefined;
  return split(header({ headers }, 'content-type') ?? 'text/plain', headers, body, drop, depth + 1);
}

function headAndBody(chunk: Buffer): { head: string; body: Buffer } {
  if (chunk[0] === 0x0a) return { head: '', body: chunk.subarray(1) };
  if (chunk[0] === 0x0d && chunk[1] === 0x0a) return { head: '', body: chunk.subarray(2) };
  const crlf = chunk.indexOf('\r\n\r\n');
  const lf = chunk.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf))
    return { head: chunk.toString('utf8', 0, crlf), body: chunk.subarray(crlf + 4) };
  if (lf >= 0) return { head: chunk.toString('utf8', 0, lf), body: chunk.subarray(lf + 2) };
  return { head: chunk.toString('utf8'), body: chunk.subarray(chunk.length) };
}

function junk(drop: Drop): undefined {
  drop('multipart');
  return undefined;
}
