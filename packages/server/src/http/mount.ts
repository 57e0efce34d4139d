/** Mounts the route table: each route once, in the order origin → who → shape → handler → shape. */
import { BASE_PATH, ONCE_HEADER, type Route, type RouteName, type Routes, routes } from '@woordelijk/api';
import type { Account, Actor, Dossier, Purpose, ShareVisit, Standing, Visit } from '@woordelijk/dossier';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import { bearerOf, checkOrigin } from './doorman.ts';
import { doors, whereOf } from './doors.ts';
import { HttpProblem } from './problems.ts';

/** Whoever is on the other side, and what they are for. */
export type Visitor = { readonly standing: Standing } & (
  | { readonly actor: Extract<Actor, 'cli' | `token:${string}`>; readonly account?: undefined }
  | { readonly actor: Actor; readonly account: Account }
);

type Read<R, K extends 'params' | 'query' | 'body'> =
  R extends Record<K, infer S extends z.ZodMiniType> ? z.output<S> : undefined;

/** A request as its handler sees it: checked against the table. `visitor` is there wherever the route asks for one. */
export interface Ask<R> {
  readonly params: Read<R, 'params'>;
  readonly query: Read<R, 'query'>;
  readonly body: Read<R, 'body'>;
  /** The body of a route that takes bytes. */
  readonly bytes: R extends { bytes: number } ? Uint8Array : undefined;
  readonly visitor: R extends { access: 'open' | 'recording' | 'visit' | 'share' } ? Visitor | undefined : Visitor;
  readonly visit: R extends { access: 'visit' } ? Visit : R extends { access: 'share' } ? ShareVisit : undefined;
  /** What a reading is for, where the right to it is bound to a purpose. */
  readonly purpose: Purpose | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type Result<R> = R extends { answer: { kind: 'json'; schema: infer S extends z.ZodMiniType } } ? z.input<S> : unknown;

/** One handler per route. JSON answers are returned; bytes and events are sent through `reply`, which is returned. */
export type Handlers = { readonly [N in RouteName]: (ask: Ask<Routes[N]>) => Promise<Result<Routes[N]>> };

export interface Mounting {
  /** Whom the policy is asked of. */
  readonly policy: Pick<Dossier, 'admit' | 'admitSomewhere' | 'noteReading'>;
  /** Finds out who is there; undefined for a stranger. */
  readonly visitor: (request: FastifyRequest) => Promise<Visitor | undefined>;
  /** Who came in by a personal link; undefined for everybody else. */
  readonly visit: (request: FastifyRequest) => Promise<Visit | undefined>;
  /** Who came in by a shared link; undefined for everybody else. */
  readonly shareVisit: (request: FastifyRequest) => Promise<ShareVisit | undefined>;
  /** Whether this is the local socket, where browsers cannot come. */
  readonly local: boolean;
  /** Requests a minute and address to guessable doors. */
  readonly guessable: number;
}

/** Adds every route of the table to `app`. */
export function mountRoutes(app: FastifyInstance, handlers: Handlers, mounting: Mounting): void {
  for (const [name, route] of Object.entries<Route>(routes)) {
    app.route({
      method: route.method,
      url: BASE_PATH + route.path.replace(/\{(\w+)\}/g, ':$1'),
      ...(route.bytes === undefined ? {} : { bodyLimit: route.bytes }),
      exposeHeadRoute: route.answer.kind === 'bytes' && route.answer.ranges,
      ...(route.guessable && !mounting.local
        ? { config: { rateLimit: { max: mounting.guessable, timeWindow: 60_000, groupId: 'guessable' } } }
        : {}),
      handler: (request, reply) =>
        answer(route, name as RouteName, handlers[name as RouteName] as AnyHandler, mounting, request, reply),
    });
  }
}

type AnyHandler = (ask: Ask<never>) => Promise<unknown>;

async function answer(
  route: Route,
  name: RouteName,
  handler: AnyHandler,
  mounting: Mounting,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (!mounting.local) checkOrigin(request);
  const visitor = await admit(route, mounting, request);
  const visit = await visitOf(route, mounting, request);
  if (Buffer.isBuffer(request.body) !== (route.bytes !== undefined) && (route.body || route.bytes))
    throw new HttpProblem('media-type-unknown');
  const shape = {
    bytes: route.bytes === undefined ? undefined : request.body,
    params: parse(route.params, request.params),
    query: parse(route.query, request.query),
    body: parse(route.body, request.body),
  };
  const ask = { ...shape, visitor, visit, purpose: await allow(name, visitor, shape, mounting), request, reply };
  const result = await handler(ask as Ask<never>);
  switch (route.answer.kind) {
    case 'json':
      return reply.code(route.answer.status).send(route.answer.schema.parse(result)); // leaves out what the contract does not name
    case 'empty':
      return reply.code(204).send();
    default:
      return reply;
  }
}

/** Who came in by a link and a code, where the route is for them. */
async function visitOf(
  route: Route,
  mounting: Mounting,
  request: FastifyRequest,
): Promise<Visit | ShareVisit | undefined> {
  if (route.access !== 'visit' && route.access !== 'share') return undefined;
  const visit = await (route.access === 'visit' ? mounting.visit(request) : mounting.shareVisit(request));
  if (visit === undefined) throw new HttpProblem('visit-needed');
  return visit;
}

async function admit(route: Route, mounting: Mounting, request: FastifyRequest): Promise<Visitor | undefined> {
  if (route.access === 'local' && !mounting.local) throw new HttpProblem('local-only');
  if (route.access === 'recording') {
    if (!bearerOf(request)) throw new HttpProblem('token-refused');
    return undefined; // whose secret it is, its handler asks
  }
  if (route.access === 'visit' || route.access === 'share') return undefined; // a visit is no login
  const visitor = await mounting.visitor(request);
  if (route.access !== 'open' && visitor === undefined) throw new HttpProblem('login-needed');
  if (route.access === 'person' && visitor?.actor.startsWith('token:')) throw new HttpProblem('person-only');
  return visitor;
}

/** Asks the policy. A reading of what is known of a talk is written down before it is answered. */
async function allow(
  name: RouteName,
  visitor: Visitor | undefined,
  { params, query, body }: { params: unknown; query: unknown; body: unknown },
  { policy }: Mounting,
): Promise<Purpose | undefined> {
  const door = doors[name];
  if (typeof door === 'string') return undefined;
  if (visitor === undefined) throw new HttpProblem('login-needed');
  if (door.at === 'somewhere') {
    policy.admitSomewhere(visitor.standing, door.right);
    return undefined;
  }
  const where = whereOf(params, body);
  const asked = (query as { purpose?: Purpose } | undefined)?.purpose;
  const purpose = await policy.admit(visitor.standing, door.right, where, asked);
  if (door.right === 'talk.see' && 'talkId' in where && purpose !== undefined)
    await policy.noteReading(where.talkId, visitor.actor, purpose);
  return purpose;
}

/** The client's own key for this act; undefined where it gave none. Throws `request-invalid`. */
export function onceOf(request: FastifyRequest): string | undefined {
  const key = request.headers[ONCE_HEADER];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(key)) throw new HttpProblem('request-invalid');
  return key;
}

function parse(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';
  throw new HttpProblem('request-invalid', { cause: read.error, ...(where === '' ? {} : { about: where }) });
}
