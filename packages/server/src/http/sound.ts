/** Sound over HTTP with Range (RFC 9110, section 14). */
import { Readable } from 'node:stream';
import type { Sound } from '@woordelijk/dossier';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './problems.ts';

/** Sends the whole sound, or the one range asked for; a list of ranges gets the whole. */
export function sendSound(sound: Sound, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const range = rangeOf(request.headers.range, sound.bytes);
  const { start, end } = range ?? { start: 0, end: sound.bytes };
  reply.code(range ? 206 : 200).type(sound.mediaType);
  reply.headers({ 'accept-ranges': 'bytes', 'content-length': String(end - start) });
  if (range) reply.header('content-range', `bytes ${start}-${end - 1}/${sound.bytes}`);
  if (request.method === 'HEAD') return reply.send(Readable.from([])); // an empty body would be told as length 0
  return reply.send(Readable.from(sound.read(start, end), { objectMode: false }));
}

/** The range asked for, end exclusive; undefined where there is none to honour. Throws `range-not-satisfiable`. */
export function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes : Math.min(bytes, Number(last) + 1);
  if (start >= end) {
    if (first !== '' && last !== '' && Number(first) > Number(last)) return undefined; // not a range at all: ignored
    throw new HttpProblem('range-not-satisfiable', { headers: { 'content-range': `bytes */${bytes}` } });
  }
  return { start, end };
}
