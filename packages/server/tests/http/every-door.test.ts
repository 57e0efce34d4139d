/**
 * Every door of the HTTP interface, knocked on with what its own contract allows and with what it does not: nothing is
 * answered with a failure of the server, a refusal has a code that the contract names, and an answer has the shape it promises.
 * KNOCKS (per door) and SEED try more than every run does.
 */
import { openapiDocument, problemStatus, routes } from '@woordelijk/api';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createHttp } from '../../src/http/index.ts';
import { liveBoard } from '../../src/live.ts';
import { recorderDoor } from '../../src/recorder/door.ts';
import { readerKeyFrom } from '../../src/recorder/reader-key.ts';
import { heldTalk } from './held-talk.ts';
import { type House, house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';
import { administratorSession, type RealDossier, realDossier } from './real-dossier.ts';

const KNOCKS = Number(process.env.KNOCKS ?? 6);
type Route = (typeof routes)[keyof typeof routes];
type Json = Readonly<Record<string, unknown>>;

/** What people and their programs send that nobody thought of. */
const HOSTILE = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  '\u0000',
  '\u202e\ud800',
  '__proto__',
  'x'.repeat(5_000),
  "'; drop table talk; --",
  '../../etc/passwd',
  '0000-00-00',
  '9999-12-31T23:59:60Z',
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  [],
  {},
  [[[[]]]],
  { constructor: { prototype: {} } },
  true,
);

let real: RealDossier;
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let cookies: string;
let parts: House;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  real = await realDossier();
  const { talkId, organisationId } = await heldTalk(real.dossier);
  const [department] = await real.dossier.staff.departments(organisationId);
  const staff = await administratorSession(real.dossier);
  parts = house({
    talks: 0,
    webRoot: smallPages(),
    real: true,
    limits: { all: 1_000_000, guessable: 1_000_000 },
  });
  const board = liveBoard(() => [], Date.now);
  const room = { enoughSpace: () => true, storageProblem: () => undefined, stopping: () => false };
  const reader = await readerKeyFrom(Buffer.alloc(32, 1));
  const recorder = recorderDoor(real.dossier, board, reader, room);
  app = await createHttp({ ...parts, dossier: real.dossier, live: board, recorder });
  ({ knock } = await listening(app));
  const post = (path: string, body?: unknown) =>
    knock(path, { method: 'POST', body, headers: { cookie: `woordelijk=${staff}` } });
  const { link, address } = (await post(`/v1/talks/${talkId}/personal-links`, { party: 'p1', codeBy: 'desk' })).json;
  const { code } = (await post(`/v1/talks/${talkId}/personal-links/${link.id}/code`)).json;
  const visit = await post('/v1/mine/visit', { secret: address.split('#')[1], code });
  cookies = `woordelijk=${staff}; ${String(visit.headers['set-cookie']).split(';')[0]}`;
  ids = { talkId, organisationId, departmentId: department!.id, linkId: link.id };
});
afterAll(async () => {
  await app.close();
  await real.close();
});

/** Values that fit a JSON schema, of which now and then one part does not. */
function fitting(schema: Json, defs: Json, name = ''): fc.Arbitrary<unknown> {
  const of = schema as {
    readonly $ref?: string;
    readonly anyOf?: Json[];
    readonly oneOf?: Json[];
    readonly allOf?: Json[];
    readonly enum?: unknown[];
    readonly const?: unknown;
    readonly type?: string;
    readonly pattern?: string;
    readonly format?: string;
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly minItems?: number;
    readonly items?: Json;
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: string[];
    readonly additionalProperties?: Json;
  };
  const known = ids[name];
  if (known !== undefined) return fc.constant(known);
  if (of.$ref !== undefined) return fitting(defs[of.$ref.split('/').at(-1)!] as Json, defs, name);
  const some = of.anyOf ?? of.oneOf;
  if (some !== undefined) return fc.oneof(...some.map((one) => fitting(one, defs, name)));
  if (of.allOf !== undefined) return fitting(Object.assign({}, ...of.allOf), defs, name);
  if (of.enum !== undefined) return fc.constantFrom(...of.enum);
  if ('const' in of) return fc.constant(of.const);
  switch (of.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(of.minimum ?? 0, -1e6), max: Math.min(of.maximum ?? 1e6, 1e9) });
    case 'array':
      return fc.array(fitting(of.items ?? {}, defs), {
        minLength: of.minItems ?? 0,
        maxLength: (of.minItems ?? 0) + 2,
      });
    case 'object': {
      if (of.properties === undefined)
        return fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fitting(of.additionalProperties ?? {}, defs), {
          maxKeys: 3,
        });
      const parts = Object.entries(of.properties).map(([key, value]) => [key, fitting(value, defs, key)] as const);
      return fc.record(Object.fromEntries(parts), { requiredKeys: of.required ?? [] });
    }
    case 'string':
      if (of.pattern !== undefined) return fc.stringMatching(new RegExp(of.pattern, 'u'));
      if (of.format === 'date-time')
        return fc
          .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
          .map((date) => date.toISOString());
      return fc.oneof(
        fc.constantFrom('Een gewone zin.', 'p1', '2026-11-01', '+999612345678', 'iemand@post.example'),
        fc.string({ minLength: of.minLength ?? 0, maxLength: Math.min(of.maxLength ?? 40, 40) }),
      );
    default:
      return HOSTILE;
  }
}

/** Puts `wrong` somewhere in a value, by the turns of `at`. */
function spoiled(value: unknown, wrong: unknown, at: readonly number[]): unknown {
  if (typeof value !== 'object' || value === null || at.length === 0) return wrong;
  const keys = Object.keys(value);
  if (keys.length === 0) return wrong;
  const key = keys[at[0]! % keys.length]!;
  const inner = spoiled((value as Record<string, unknown>)[key], wrong, at.slice(1));
  return Array.isArray(value) ? value.map((one, i) => (String(i) === key ? inner : one)) : { ...value, [key]: inner };
}

const spoil = (good: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 3, arbitrary: good },
    {
      weight: 2,
      arbitrary: fc
        .tuple(good, HOSTILE, fc.array(fc.nat(), { maxLength: 3 }))
        .map(([value, wrong, at]) => spoiled(value, wrong, at)),
    },
  );

function schemaOf(schema: z.ZodMiniType): { schema: Json; defs: Json } {
  const json = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as Json;
  return { schema: json, defs: (json.$defs ?? {}) as Json };
}

function valuesOf(schema: z.ZodMiniType | undefined): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant({});
  const { schema: json, defs } = schemaOf(schema);
  return fitting(json, defs);
}

function addressOf(route: Route, params: Json, query: unknown): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(wellFormed(params[name])));
  const asked = new URLSearchParams();
  // A string has many entries of its own: more than a request line may hold.
  for (const [name, value] of typeof query === 'object' ? Object.entries((query ?? {}) as Json) : [])
    asked.append(name, wellFormed(value));
  return `/v1${path}${asked.size > 0 ? `?${asked}` : ''}`;
}

const wellFormed = (value: unknown) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();

const document = openapiDocument() as {
  paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
};
/** These end the session or the visit by which the others are knocked on. */
const PASSED: readonly string[] = ['endSession', 'closeVisit', 'closeShareVisit'];
/** After these there is less to be had behind the other doors. */
const LAST: readonly string[] = ['makeTalkPrivate', 'beginSweep', 'destroyTalk', 'endMine', 'revokePersonalLink'];
const doors = Object.entries(routes as Readonly<Record<string, Route>>)
  .filter(([name, { answer, access }]) => answer.kind !== 'events' && access !== 'local' && !PASSED.includes(name))
  .sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));

it.each(doors)('%s', async (_, route) => {
  const wrong: string[] = [];
  const asked = fc.sample(
    fc.record({
      params: valuesOf('params' in route ? route.params : undefined),
      query: spoil(valuesOf('query' in route ? route.query : undefined)),
      body: spoil(valuesOf('body' in route ? route.body : undefined)),
    }),
    { numRuns: KNOCKS, seed: Number(process.env.SEED ?? 20261122) },
  );
  for (const { params, query, body } of asked) {
    const path = addressOf(route, params as Json, query);
    const how: Knock = {
      method: route.method,
      headers: { cookie: cookies },
      ...('body' in route
        ? { body }
        : 'bytes' in route
          ? { raw: Buffer.alloc(64, 7), headers: { cookie: cookies, 'content-type': 'application/octet-stream' } }
          : {}),
    };
    const { status, json, text } = await knock(path, how);
    const told = `${route.method} ${path} ${'body' in route ? JSON.stringify(body)?.slice(0, 400) : ''} → ${status} ${text.slice(0, 300)}`;
    if (status >= 500) wrong.push(`failed: ${told} ${parts.logged.at(-2)}`);
    else if (status >= 400) {
      const named =
        document.paths[route.path]![route.method.toLowerCase()]!.responses[status]?.description.split(', ') ?? [];
      if (problemStatus[json?.code as keyof typeof problemStatus] !== status || !named.includes(json.code))
        wrong.push(`not in the contract: ${told}`);
    } else if (route.answer.kind === 'json') {
      const answer = z.safeParse(route.answer.schema, json);
      if (!answer.success) wrong.push(`another shape: ${told} ${z.prettifyError(answer.error).slice(0, 300)}`);
    }
  }
  expect(wrong).toEqual([]);
});
