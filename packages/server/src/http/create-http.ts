/** The HTTP hall. One function makes it; `main.ts` lets it listen. */
import fastifyCookie from '@fastify/cookie';
import fastifyRateLimit from '@fastify/rate-limit';
import { openapiDocument } from '@woordelijk/api';
import { OPERATOR, sightOf } from '@woordelijk/dossier';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { programOf, tokenHandlers } from '../login/access-tokens.ts';
import { loginHandlers } from '../login/login.ts';
import { mountOidc } from '../login/oidc.ts';
import { proofDoor } from '../login/proof.ts';
import { Sessions } from '../login/sessions.ts';
import { absentHandlers } from './absents.ts';
import { callHandlers } from './calls.ts';
import { documentHandlers } from './documents.ts';
import { bearerOf, checkHost, peerOf, setHeaders } from './doorman.ts';
import { editHandlers } from './edits.ts';
import { handedHandlers } from './handed.ts';
import { incidentHandlers } from './incidents.ts';
import { keepingHandlers } from './keeping.ts';
import { letterheadHandlers } from './letterhead.ts';
import { letterHandlers } from './letters.ts';
import { admitted, LiveStreams } from './live-stream.ts';
import { mailHandlers } from './mails.ts';
import { type Handlers, mountRoutes, type Visitor } from './mount.ts';
import { organisationHandlers } from './organisations.ts';
import { oversightHandlers } from './oversight.ts';
import { ownRecordingHandlers } from './own-recordings.ts';
import { peopleHandlers } from './people.ts';
import { personalHandlers, cookie as visitCookie, visitor as visitOf } from './personal.ts';
import { planHandlers } from './plans.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem, languageOf, problemBody } from './problems.ts';
import { processorHandlers } from './processors.ts';
import { mountPublicPlans } from './public-plans.ts';
import { mountPublicRules } from './public-rules.ts';
import { mountPublications } from './publications.ts';
import { qualityHandlers } from './quality.ts';
import { recordingHandlers } from './recordings.ts';
import { rightsHandlers } from './rights.ts';
import { ruleHandlers } from './rules.ts';
import { shareVisitor as shareVisitOf, sharingHandlers } from './sharing.ts';
import { signHandlers } from './signs.ts';
import { tableHandlers } from './table.ts';
import { talkHandlers } from './talks.ts';
import { watchHandlers } from './watch.ts';
import { mountWeb } from './web-app.ts';

const BODY_BYTES = 64 * 1024;
const DAY_MS = 86_400_000;

/**
 * Makes the server that browsers and programs reach: pages, API, sessions, rate limits. Call `listen` on it.
 * Throws `web-not-built` when `config.webRoot` has no pages.
 */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const app = hall(parts, false);
  const limits = parts.config.rateLimits ?? { all: 1200, guessable: 20 };
  app.addHook('onRequest', async (request) =>
    checkHost(
      request,
      parts.config.names.map((n) => n.toLowerCase()),
    ),
  );
  await app.register(fastifyCookie);
  await app.register(fastifyRateLimit, {
    max: limits.all,
    timeWindow: 60_000,
    cache: 20_000,
    keyGenerator: (request) => peerOf(request.ip),
    errorResponseBuilder: (_, { ttl }) =>
      new HttpProblem('too-many-requests', { headers: { 'retry-after': String(Math.ceil(ttl / 1000)) } }),
  });
  const sessions = new Sessions(parts.dossier.people, parts.clock);
  const countFailure = app.createRateLimit({ max: limits.guessable, timeWindow: 60_000 });
  const proofs = proofDoor(parts, visitCookie);
  mountRoutes(app, handlersOf(parts, app, sessions, proofs.handlers), {
    visitor: (request) => {
      const token = bearerOf(request);
      if (token === undefined) return sessions.visitor(request);
      return programOf(parts.dossier.people, token, request, countFailure);
    },
    visit: visitOf(parts.dossier),
    shareVisit: shareVisitOf(parts.dossier),
    policy: parts.dossier,
    local: false,
    guessable: limits.guessable,
  });
  mountOidc(app, parts, parts.config.logins ?? [], sessions);
  proofs.mount(app);
  mountPublicRules(app, parts.dossier, parts.clock);
  mountPublicPlans(app, parts.dossier);
  mountPublications(app, parts.dossier, parts.clock);
  const page = mountWeb(app, parts.config.webRoot);
  app.get('/.well-known/security.txt', (request, reply) =>
    reply.type('text/plain; charset=utf-8').send(securityText(parts, request)),
  );
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/v1') || (request.method !== 'GET' && request.method !== 'HEAD'))
      throw new HttpProblem('not-found');
    return page(request, reply);
  });
  return app;
}

/**
 * The same routes for the local socket: no login, no pages, the actor is `cli`. Whoever can open the socket (mode 0700 of
 * its folder) is trusted as the operator.
 */
export async function createLocalHttp(parts: HttpParts): Promise<FastifyInstance> {
  const app = hall(parts, true);
  await app.register(fastifyCookie);
  const visitor: Visitor = { actor: 'cli', standing: OPERATOR };
  const sessions = new Sessions(parts.dossier.people, parts.clock);
  mountRoutes(app, handlersOf(parts, app, sessions, proofDoor(parts, visitCookie).handlers), {
    visitor: async () => visitor,
    visit: async () => undefined,
    shareVisit: async () => undefined,
    policy: parts.dossier,
    local: true,
    guessable: 0,
  });
  app.setNotFoundHandler(() => {
    throw new HttpProblem('not-found');
  });
  return app;
}

/** Fastify with our limits, headers, log and way of saying no. */
function hall({ config, log, random, clock }: HttpParts, local: boolean): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: 30_000,
    connectionTimeout: 300_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: true,
    return503OnClosing: false,
    genReqId: () => Buffer.from(random(9)).toString('base64url'),
    routerOptions: { maxParamLength: 128 },
    trustProxy: !local && config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 15_000 },
    ...(config.tls && !local
      ? { https: { ...config.tls, minVersion: 'TLSv1.2' as const, maxHeaderSize: 16 * 1024 } }
      : {}),
    frameworkErrors: (error, request, reply) => refuse(error, request as FastifyRequest, reply as FastifyReply),
  }) as unknown as FastifyInstance;
  app.server.maxConnections = 4096;
  const arrivals = new WeakMap<FastifyRequest, number>();
  app.addHook('onRequest', async (request, reply) => {
    arrivals.set(request, clock());
    setHeaders(request, reply);
  });
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: clock() - (arrivals.get(request) ?? clock()),
      },
      'request answered',
    );
  });
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply));
  return app;

  function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const body = problemBody(error, languageOf(request.headers['accept-language']), request.id);
    if (body.status >= 500)
      log.error(
        { request: request.id, route: request.routeOptions?.url ?? 'none', code: body.code, ...traceOf(error) },
        'request failed',
      );
    for (const name of ['content-disposition', 'content-length', 'accept-ranges']) reply.removeHeader(name);
    if (error instanceof HttpProblem) reply.headers(error.headers);
    return reply
      .code(body.status)
      .headers({
        'content-type': 'application/problem+json; charset=utf-8',
        'content-language': languageOf(request.headers['accept-language']),
        vary: 'accept-language',
      })
      .send(JSON.stringify(error instanceof HttpProblem ? { ...body, ...error.members } : body));
  }
}

function handlersOf(
  parts: HttpParts,
  app: FastifyInstance,
  sessions: Sessions,
  proofs: ReturnType<typeof proofDoor>['handlers'],
): Handlers {
  const { config, dossier } = parts;
  const streams = new LiveStreams(parts.live, parts.clock);
  app.addHook('preClose', async () => streams.close());
  let document: ReturnType<typeof openapiDocument> | undefined; // made when first asked for: a start need not wait for it
  app.get('/v1/openapi.json', (_, reply) => {
    document ??= openapiDocument();
    return reply.header('access-control-allow-origin', '*').send(document);
  });
  return {
    ...talkHandlers(parts),
    ...recordingHandlers(parts),
    ...organisationHandlers(dossier),
    ...tableHandlers(dossier, config.publicUrl),
    ...handedHandlers(parts),
    ...ownRecordingHandlers(parts),
    ...planHandlers(dossier),
    ...processorHandlers(dossier),
    ...incidentHandlers(dossier),
    ...watchHandlers(dossier),
    ...peopleHandlers(dossier, config.publicUrl, (visitor) => streams.dismiss(visitor)),
    ...ruleHandlers(dossier),
    ...letterHandlers(dossier),
    ...personalHandlers(parts),
    ...proofs,
    ...keepingHandlers(dossier),
    ...oversightHandlers(parts),
    ...documentHandlers(parts),
    ...qualityHandlers(dossier),
    ...callHandlers(parts),
    ...sharingHandlers(parts),
    ...rightsHandlers(parts),
    ...absentHandlers(parts),
    ...mailHandlers(dossier),
    ...editHandlers(dossier),
    ...letterheadHandlers(dossier),
    ...signHandlers(parts),
    ...loginHandlers(parts, sessions, (visitor) => streams.dismiss(visitor)),
    ...tokenHandlers(parts, (visitor) => streams.dismiss(visitor)),
    async watchLive({ query, visitor, reply }) {
      const sees = (talkId: string) => admitted(dossier.admit(visitor.standing, 'talk.see', { talkId }));
      streams.open(reply, visitor.actor, query.talkId, sightOf(visitor.standing, 'talk.see').all ? undefined : sees);
    },
    async getServer() {
      return {
        name: 'Woordelijk',
        version: config.version,
        administratorExists: await dossier.people.administratorExists(),
        verifierKey: config.verifierKey,
        recorderKey: Buffer.from(parts.recorder.publicKey).toString('base64url'),
        sip: [...config.sip],
        testCall: 'npx woordelijk demo call',
      };
    },
  };
}

/** RFC 9116. */
function securityText({ config, clock }: HttpParts, request: FastifyRequest): string {
  const expires = new Date(Math.ceil(clock() / DAY_MS) * DAY_MS + 180 * DAY_MS).toISOString();
  return [
    `Contact: ${config.securityContact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: nl, en',
    `Canonical: ${request.protocol}://${request.headers.host}/.well-known/security.txt`,
    '',
  ].join('\n');
}

/** Where an unforeseen error comes from, without its message: that may quote what was sent. */
function traceOf(error: unknown): { error: string; at: string } {
  const { name, stack } = error instanceof Error ? error : new Error('not an error');
  return {
    error: name,
    at: (stack ?? '')
      .split('\n')
      .filter((l) => l.trim().startsWith('at '))
      .slice(0, 4)
      .map((l) => l.trim())
      .join(' | '),
  };
}
