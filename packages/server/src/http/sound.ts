/** Sound over HTTP with Range (RFC 9110, section 14), and one ledger row per listening instead of one per range. */
import { Readable } from 'node:stream';
import type { Actor, Dossier, Sound } from '@woordelijk/dossier';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from './problems.ts';

const LISTENINGS = 256;
const PAUSE_MS = 10 * 60_000;

/**
 * A player asks for one sound in many ranges. All of them, until ten minutes pass without any, are one listening: the
 * dossier is asked once, so that the ledger tells who listened and when, and not how a browser buffers.
 */
export class Listening {
  readonly #dossier: Dossier;
  readonly #clock: () => number;
  /** Oldest use first, so that the first is the one to forget. */
  readonly #open = new Map<string, { readonly sound: Promise<Sound>; used: number }>();

  constructor(dossier: Dossier, clock: () => number) {
    this.#dossier = dossier;
    this.#clock = clock;
  }

  /** The sound of a talk, or of the chosen legs. Rejects as `dossier.play` does. */
  hear(talkId: string, actor: Actor, channels?: readonly number[]): Promise<Sound> {
    const key = `${actor} ${talkId} ${channels?.join(',') ?? 'all'}`;
    const now = this.#clock();
    const known = this.#open.get(key);
    this.#open.delete(key);
    const sound = known && now - known.used < PAUSE_MS ? known.sound : this.#dossier.play(talkId, actor, channels);
    this.#open.set(key, { sound, used: now });
    sound.catch(() => this.#open.delete(key));
    for (const [oldest, { used }] of this.#open) {
      if (this.#open.size <= LISTENINGS && now - used < PAUSE_MS) break;
      this.#open.delete(oldest);
    }
    return sound;
  }
}

/** Sends the whole sound, or the one range asked for; a list of ranges gets the whole. */
export function sendSound(sound: Sound, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const range = rangeOf(request.headers.range, sound.bytes);
  const { start, end } = range ?? { start: 0, end: sound.bytes };
  reply.code(range ? 206 : 200).type(sound.mediaType);
  reply.headers({ 'accept-ranges': 'bytes', 'content-length': String(end - start) });
  if (range) reply.header('content-range', `bytes ${start}-${end - 1}/${sound.bytes}`);
  if (request.method === 'HEAD') return reply.send();
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
