/** Calls under way as server-sent events (WHATWG HTML, section 9.2). */
import type { LiveChange, LiveLevels } from '@woordelijk/api';
import { DossierError } from '@woordelijk/dossier';
import type { FastifyReply } from 'fastify';
import type { Live, LiveTalk } from './ports.ts';
import { HttpProblem } from './problems.ts';

const STREAMS = 200;
const STREAMS_PER_VISITOR = 8;
const LISTED = 100;
/** So many answers about talks are remembered for a stream. */
const SEEN_TALKS = 5000;
const TICK_MS = 400;
const QUIET_MS = 15_000;
/** Then the page asks again, and a session that has ended since does not come back in. */
const LIFE_MS = 10 * 60_000;
/** A reader this far behind misses levels (the next ones replace them) and, twice as far, is sent away. */
const BEHIND_BYTES = 256 * 1024;

/** Whether a watcher may see a talk. Rejects where that cannot be said now: it is asked again. */
export type Sees = (talkId: string) => Promise<boolean>;

/** What `Dossier.admit` says to somebody who may not see a talk; all else that it throws is a failure, not an answer. */
const NOES: ReadonlySet<string> = new Set(['not-allowed', 'talk-not-found']);

/** What came of asking `Dossier.admit`, as an answer to `Sees`. */
export function admitted(asked: Promise<unknown>): Promise<boolean> {
  return asked.then(
    () => true,
    (refusal: unknown) => {
      if (refusal instanceof DossierError && NOES.has(refusal.code)) return false;
      throw refusal;
    },
  );
}

interface Stream {
  readonly reply: FastifyReply;
  readonly visitor: string;
  readonly talkId: string | undefined;
  /** Undefined: sees every talk. */
  readonly sees: Sees | undefined;
  /** What was asked of `sees` before. */
  readonly seen: Map<string, boolean>;
  readonly bornAt: number;
  saidAt: number;
  /** Whether the last levels sent were of no talk at all. */
  idle: boolean;
}

/** All open event streams of this server. One timer serves them, and only while there are any. */
export class LiveStreams {
  readonly #live: Live;
  readonly #clock: () => number;
  readonly #streams = new Set<Stream>();
  #timer: NodeJS.Timeout | undefined;
  #unsubscribe: (() => void) | undefined;
  #closed = false;

  constructor(live: Live, clock: () => number) {
    this.#live = live;
    this.#clock = clock;
  }

  /**
   * Takes over the reply and keeps it. `visitor` bounds how many windows one person has; `sees` says which talks they may
   * see, undefined: all. Throws `too-many-streams`.
   */
  open(reply: FastifyReply, visitor: string, talkId: string | undefined, sees?: Sees): void {
    if (this.#closed) throw new HttpProblem('stopping');
    const own = [...this.#streams].filter((s) => s.visitor === visitor);
    if (this.#streams.size >= STREAMS || own.length >= STREAMS_PER_VISITOR) throw new HttpProblem('too-many-streams');
    const now = this.#clock();
    const stream: Stream = { reply, visitor, talkId, sees, seen: new Map(), bornAt: now, saidAt: now, idle: false };
    reply.type('text/event-stream').header('x-accel-buffering', 'no');
    const headers = reply.getHeaders();
    reply.hijack();
    reply.raw.writeHead(200, headers as Record<string, string>);
    reply.raw.once('close', () => this.#leave(stream));
    reply.raw.on('error', () => this.#leave(stream));
    this.#streams.add(stream);
    this.#begin();
    reply.raw.write('retry: 1000\n\n');
    this.#levels(stream, this.#live.current());
  }

  /** Ends every stream of a visitor who logs out. */
  dismiss(visitor: string): void {
    for (const stream of this.#streams) if (stream.visitor === visitor) stream.reply.raw.end();
  }

  /** Ends all streams; later ones are refused. */
  close(): void {
    this.#closed = true;
    for (const stream of this.#streams) {
      this.#leave(stream);
      stream.reply.raw.end();
    }
  }

  #begin(): void {
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    this.#unsubscribe ??= this.#live.subscribe((change) => this.#tell(change));
  }

  #leave(stream: Stream): void {
    this.#streams.delete(stream);
    if (this.#streams.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #tick(): void {
    const now = this.#clock();
    const current = this.#live.current();
    for (const stream of this.#streams) {
      if (now - stream.bornAt > LIFE_MS) stream.reply.raw.end();
      else if (current.length > 0 || !stream.idle) this.#levels(stream, current);
      else if (now - stream.saidAt > QUIET_MS) this.#say(stream, ': still here\n\n');
    }
  }

  #levels(stream: Stream, current: readonly LiveTalk[]): void {
    const mine = current.filter((t) => (stream.talkId ?? t.talkId) === t.talkId && this.#mayShow(stream, t.talkId));
    stream.idle = mine.length === 0;
    if (stream.reply.raw.writableLength > BEHIND_BYTES) return;
    const levels: LiveLevels = { talks: mine.slice(0, LISTED).map(onTheWire), total: mine.length };
    this.#say(stream, `event: levels\ndata: ${JSON.stringify(levels)}\n\n`);
  }

  #tell({ talkId, change }: LiveChange): void {
    const text = `event: talk\ndata: ${JSON.stringify({ talkId, change } satisfies LiveChange)}\n\n`;
    for (const stream of this.#streams) {
      if (stream.talkId !== undefined && stream.talkId !== talkId) continue;
      void this.#ask(stream, talkId).then((shown) => {
        if (!shown || !this.#streams.has(stream)) return;
        this.#say(stream, text);
        stream.idle = false; // the next tick says how things stand now
      });
    }
  }

  /** What is known by now; a talk that was not asked about yet shows at the next tick. */
  #mayShow(stream: Stream, talkId: string): boolean {
    if (stream.sees === undefined) return true;
    const known = stream.seen.get(talkId);
    if (known === undefined) void this.#ask(stream, talkId);
    return known === true;
  }

  async #ask(stream: Stream, talkId: string): Promise<boolean> {
    if (stream.sees === undefined) return true;
    let known = stream.seen.get(talkId);
    if (known === undefined) {
      try {
        known = await stream.sees(talkId);
      } catch {
        return false; // not remembered: the next tick asks again
      }
      if (stream.seen.size >= SEEN_TALKS) stream.seen.clear();
      stream.seen.set(talkId, known);
    }
    return known;
  }

  #say(stream: Stream, text: string): void {
    stream.saidAt = this.#clock();
    if (stream.reply.raw.writableLength > 2 * BEHIND_BYTES) stream.reply.raw.destroy();
    else stream.reply.raw.write(text);
  }
}

function onTheWire({ talkId, seconds, channels }: LiveTalk): LiveLevels['talks'][number] {
  return {
    talkId,
    seconds: Math.round(seconds * 10) / 10,
    channels: channels.map(({ channel, level, packets, lost }) => ({
      channel,
      level: Math.round(Math.min(1, Math.max(0, level)) * 1000) / 1000,
      packets,
      lost,
    })),
  };
}
