import { get, type IncomingMessage } from 'node:http';
import { DossierError } from '@woordelijk/dossier';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { createLocalHttp } from '../../src/http/index.ts';
import { admitted, LiveStreams } from '../../src/http/live-stream.ts';
import { type House, house } from './house.ts';
import { listening } from './knock.ts';

let parts: House;
let app: FastifyInstance;
let port: number;

beforeEach(async () => {
  parts = house({ talks: 2, webRoot: '', real: true });
  app = await createLocalHttp(parts);
  ({ port } = await listening(app));
});
afterEach(() => app.close());

interface Stream {
  readonly status: number;
  next(name: string): Promise<Record<string, unknown>>;
  readonly ended: Promise<void>;
  leave(): void;
}

/** Follows a stream of events by name, in order. */
async function follow(path = '/v1/live-events'): Promise<Stream> {
  const response = await new Promise<IncomingMessage>((done, fail) => {
    get({ host: '127.0.0.1', port, path, agent: false }, done).on('error', fail);
  });
  const waiting: { name: string; done: (data: Record<string, unknown>) => void }[] = [];
  const seen: { name: string; data: Record<string, unknown> }[] = [];
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    text += part;
    for (let cut = text.indexOf('\n\n'); cut >= 0; cut = text.indexOf('\n\n')) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, cut)) ?? [];
      text = text.slice(cut + 2);
      if (name === undefined || data === undefined) continue;
      const event = { name, data: JSON.parse(data) as Record<string, unknown> };
      const at = waiting.findIndex((w) => w.name === name);
      if (at >= 0) waiting.splice(at, 1)[0]!.done(event.data);
      else seen.push(event);
    }
  });
  response.on('error', () => undefined);
  return {
    status: response.statusCode ?? 0,
    next(name) {
      const at = seen.findIndex((e) => e.name === name);
      if (at >= 0) return Promise.resolve(seen.splice(at, 1)[0]!.data);
      return new Promise((done) => waiting.push({ name, done }));
    },
    ended: new Promise((done) => response.on('close', () => done())),
    leave: () => response.destroy(),
  };
}

it('tells what is under way, what begins and what ends', async () => {
  const stream = await follow();
  expect(await stream.next('levels')).toEqual({ talks: [], total: 0 });
  const talk = parts.begin();
  expect(await stream.next('talk')).toEqual({ talkId: talk.id, change: 'begun' });
  const levels = (await stream.next('levels')) as {
    talks: { talkId: string; channels: { level: number }[] }[];
    total: number;
  };
  expect(levels).toMatchObject({ total: 1, talks: [{ talkId: talk.id }] });
  expect(levels.talks[0]!.channels).toHaveLength(2);
  parts.end(talk.id);
  expect(await stream.next('talk')).toEqual({ talkId: talk.id, change: 'ended' });
  let last = levels;
  while (last.total > 0) last = (await stream.next('levels')) as typeof levels;
  expect(last).toEqual({ talks: [], total: 0 });
  stream.leave();
});

it('keeps to one talk where asked', async () => {
  const one = parts.begin();
  const stream = await follow(`/v1/live-events?talkId=${one.id}`);
  const other = parts.begin();
  parts.end(other.id);
  parts.end(one.id);
  expect(await stream.next('talk')).toEqual({ talkId: one.id, change: 'ended' });
  stream.leave();
});

it('gives one visitor eight windows and no more, and the place back when one closes', async () => {
  const streams = await Promise.all(Array.from({ length: 8 }, () => follow()));
  expect(streams.map((s) => s.status)).toEqual(Array(8).fill(200));
  const refused = await follow();
  expect(refused.status).toBe(503);
  streams[0]!.leave();
  await streams[0]!.ended;
  let again = await follow();
  while (again.status === 503) again = await follow(); // the server learns of a closed socket a moment later
  expect(again.status).toBe(200);
});

it('takes a no for an answer and a failure for none: it asks again, and shows what may be seen', async () => {
  const streams = new LiveStreams(parts.live, parts.clock);
  const [seen, hidden] = [parts.begin(), parts.begin()];
  const asked: string[] = [];
  const admit = async (talkId: string) => {
    asked.push(talkId);
    if (talkId === hidden.id) throw new DossierError('talk-not-found', 'There is no talk with this id.');
    const times = asked.filter((id) => id === seen.id).length;
    if (times === 1) throw new DossierError('database-unreachable', 'The database does not answer.');
    if (times === 2) throw new Error('The connection was lost.');
  };
  const other = fastify();
  other.get('/v1/live-events', (_, reply) => streams.open(reply, 'user:1', undefined, (id) => admitted(admit(id))));
  onTestFinished(() => {
    streams.close();
    return other.close();
  });
  ({ port } = await listening(other));
  const stream = await follow();
  let levels = await stream.next('levels');
  while (levels.total === 0) levels = await stream.next('levels');
  expect(levels).toMatchObject({ total: 1, talks: [{ talkId: seen.id }] });
  expect(asked.filter((id) => id === hidden.id)).toHaveLength(1);
  stream.leave();
});

it('lets go of everybody when the server stops', async () => {
  const stream = await follow();
  await stream.next('levels');
  await app.close();
  await stream.ended;
});
