/** The OpenAPI 3.1 document, printed from the route table. */
import * as z from 'zod/mini';
import { API_VERSION, BASE_PATH, ONCE_HEADER, REQUEST_HEADER } from './contract.ts';
import { Problem, problemStatus } from './problems.ts';
import type { Route } from './route.ts';
import { problemsOf, routes } from './routes.ts';

type Json = Record<string, unknown>;

/** The whole document as plain JSON, the same for the same table: safe to commit and compare. */
export function openapiDocument(): Json {
  const components: Record<string, Json> = {};
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    paths[route.path] ??= {};
    paths[route.path]![route.method.toLowerCase()] = operation(name, route, components);
  }
  paths['/openapi.json'] = { get: selfDescription() };
  const problem = refer(Problem, components);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Woordelijk',
      version: API_VERSION,
      description: 'Recorded conversations: find them, hear them, check their seals, take copies.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      contact: { name: 'Woordelijk', url: 'https://woordelijk.example/contact', email: 'api@woordelijk.example' },
    },
    servers: [{ url: BASE_PATH, description: 'Below the address of your own server' }],
    security: [],
    tags: [
      { name: 'talks', description: 'Recorded talks' },
      { name: 'plans', description: 'What an organisation settles before it records' },
      { name: 'processors', description: 'Who processes recordings for an organisation (AVG 28)' },
      { name: 'incidents', description: 'Data breaches, other breaches of the rules, and alarms' },
      { name: 'watch', description: 'The nightly check of the ledger and of recordings' },
      { name: 'table', description: 'The talk at the table: request, decision, alternative, agreement, notice, copy' },
      { name: 'mine', description: 'The page of the other side: a personal link, a code, and what it opens' },
      {
        name: 'oversight',
        description: 'Whether the rules are kept: figures, self-audit, decisions, refused readings',
      },
      { name: 'sharing', description: 'Consent per person and use; sharing, publishing, calling back' },
      { name: 'rights', description: 'Requests for access, a copy, correction, restriction, deletion; objections' },
      { name: 'live', description: 'Talks under way' },
      { name: 'rules', description: '"Mag dat?"' },
      { name: 'organisations', description: 'Whose lines they are' },
      { name: 'recorder', description: 'Talks recorded on a device' },
      { name: 'keeping', description: 'How long talks are kept: holds, and destruction with its certificate' },
      { name: 'login', description: 'Coming in and going out' },
      { name: 'server', description: 'About the server' },
    ],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
      parameters: { Request: requestHeader, Once: onceHeader },
      responses: {
        Problem: {
          description: 'A refusal, by its code',
          headers: versionHeader,
          content: { 'application/problem+json': { schema: problem } },
        },
      },
      headers: {
        'API-Version': { description: 'Version of this interface', schema: { type: 'string', example: API_VERSION } },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'woordelijk',
          description: 'Session cookie; named `__Host-woordelijk` where the server speaks TLS',
        },
        recording: {
          type: 'http',
          scheme: 'bearer',
          description: 'The secret that a device made for one recording',
        },
        visit: {
          type: 'apiKey',
          in: 'cookie',
          name: 'woordelijk-mijn',
          description: 'Cookie of a visit by personal link and code; named `__Host-woordelijk-mijn` over TLS',
        },
        share: {
          type: 'apiKey',
          in: 'cookie',
          name: 'woordelijk-gedeeld',
          description: 'Cookie of a visit by shared link and code; named `__Host-woordelijk-gedeeld` over TLS',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'Access token, made on the server with `woordelijk admin token`',
        },
      },
    },
  };
}

function operation(name: string, route: Route, components: Record<string, Json>): Json {
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    ...(route.access === 'login' ? { security: [{ session: [] }, { token: [] }] } : {}),
    ...(route.access === 'recording' ? { security: [{ recording: [] }] } : {}),
    ...(route.access === 'visit' ? { security: [{ visit: [] }] } : {}),
    ...(route.access === 'share' ? { security: [{ share: [] }] } : {}),
    ...(route.access === 'person' ? { security: [{ session: [] }] } : {}),
    ...(route.access === 'local' ? { description: 'Answers on the local socket of the server only.' } : {}),
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(route.method === 'GET' ? [] : [{ $ref: '#/components/parameters/Request' }]),
      ...(route.problems.includes('idempotency-key-reused') ? [{ $ref: '#/components/parameters/Once' }] : []),
    ],
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: refer(route.body, components) } } } }
      : route.bytes
        ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
        : {}),
    responses: { ...success(route, components), ...failures(route) },
  };
}

const requestHeader = {
  name: REQUEST_HEADER,
  in: 'header',
  required: false,
  description:
    'Required unless the request carries an access token and no cookie: a page on another site cannot send it',
  schema: { type: 'string', const: '1' },
};
const onceHeader = {
  name: ONCE_HEADER,
  in: 'header',
  required: false,
  description: 'A key of your own for this act: sent again under it within a week, it is not done again',
  schema: { type: 'string', maxLength: 100 },
};
const versionHeader = { 'API-Version': { $ref: '#/components/headers/API-Version' } };

function parameters(schema: z.ZodMiniObject | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = bare(schema) as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...type }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema: type,
  }));
}

function success(route: Route, components: Record<string, Json>): Json {
  const { answer } = route;
  switch (answer.kind) {
    case 'json':
      return {
        [answer.status]: {
          description: 'Done',
          headers: versionHeader,
          content: { 'application/json': { schema: refer(answer.schema, components) } },
        },
      };
    case 'empty':
      return { [answer.status]: { description: 'Done', headers: versionHeader } };
    case 'bytes': {
      const content = Object.fromEntries(answer.mediaTypes.map((type) => [type, {}]));
      return {
        200: { description: 'The whole', headers: versionHeader, content },
        ...(answer.ranges ? { 206: { description: 'The range asked for', headers: versionHeader, content } } : {}),
      };
    }
    case 'events':
      for (const schema of Object.values(answer.events)) refer(schema, components);
      return {
        200: {
          description: `Events by name: ${Object.keys(answer.events).join(', ')}`,
          headers: versionHeader,
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
      };
  }
}

/** Each status with its codes, which stand where the shared response has its own description (OpenAPI 3.1, 4.8.23). */
function failures(route: Route): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of problemsOf(route)) {
    const status = problemStatus[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { $ref: '#/components/responses/Problem', description: codes.join(', ') },
    ]),
  );
}

function selfDescription(): Json {
  return {
    operationId: 'getOpenapi',
    tags: ['server'],
    summary: 'This document',
    responses: { 200: { description: 'Done', headers: versionHeader, content: { 'application/json': {} } } },
  };
}

/** A `$ref` to the schema in components, where it and everything it mentions by name is put. */
function refer(schema: z.ZodMiniType, components: Record<string, Json>): Json {
  const name = z.globalRegistry.get(schema)?.id;
  const { $defs = {}, ...own } = bare(schema) as Json & { $defs?: Record<string, Json> };
  for (const [key, value] of Object.entries($defs)) components[key] = tidy(value);
  if (name === undefined) return tidy(own);
  if (own.$ref === undefined) components[name] = tidy(own); // else zod put the schema itself among the $defs
  return { $ref: `#/components/schemas/${name}` };
}

function bare(schema: z.ZodMiniType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'output' });
  return rest;
}

/** Points references at components, and leaves out zod's own `id` and the safe-integer bounds. */
function tidy(node: unknown): Json {
  return walk(node) as Json;
}

function walk(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(walk);
  if (typeof node !== 'object' || node === null) return node;
  const out: Json = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'id' && typeof value === 'string') continue;
    if (key === '$ref' && typeof value === 'string') out[key] = value.replace('#/$defs/', '#/components/schemas/');
    else if ((key === 'minimum' || key === 'maximum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER) continue;
    else out[key] = walk(value);
  }
  return out;
}
