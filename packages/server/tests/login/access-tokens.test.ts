import { type Route, routes } from '@woordelijk/api';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttp, createLocalHttp } from '../../src/http/index.ts';
import { type House, house } from '../http/house.ts';
import { type Answer, type Knock, listening, smallPages } from '../http/knock.ts';

let parts: House;
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let local: FastifyInstance;
let operator: (path: string, how?: Knock) => Promise<Answer>;

beforeEach(async () => {
  const made = house({ talks: 3, webRoot: smallPages(), limits: { all: 500, guessable: 5 } });
  parts = { ...made, config: { ...made.config, trustedProxies: ['127.0.0.1'] } };
  app = await createHttp(parts);
  local = await createLocalHttp(parts);
  ({ knock } = await listening(app));
  ({ knock: operator } = await listening(local));
});
afterEach(async () => {
  await app.close();
  await local.close();
});

const make = async (body: object = { name: 'Nachtexport' }) =>
  (await operator('/v1/access-tokens', { method: 'POST', body })).json as { id: string; token: string };
const bearer = (token: string, headers: Record<string, string> = {}) => ({
  authorization: `Bearer ${token}`,
  ...headers,
});

it('is made on the local socket before there is an administrator, told once, and opens what a login opens', async () => {
  const made = await operator('/v1/access-tokens', { method: 'POST', body: { name: 'Nachtexport' } });
  expect(made.status).toBe(201);
  expect(Date.parse(made.json.expiresAt) - Date.parse(made.json.createdAt)).toBe(90 * 86_400_000);
  const { token, id } = made.json;
  expect((await knock('/v1/talks', { headers: bearer(token) })).json.items).toHaveLength(3);
  expect((await knock('/v1/talks', { headers: { authorization: `bEARER  ${token}` } })).status).toBe(200);
  const talk = parts.talks[0]!.id;
  expect((await knock(`/v1/talks/${talk}/copies/wav`, { headers: bearer(token) })).status).toBe(200);
  const ledger = await knock(`/v1/talks/${talk}/ledger`, { headers: bearer(token) });
  expect(ledger.json.items.at(-1)).toMatchObject({ act: 'copy.made', actor: `token:${id}` });
  const list = await operator('/v1/access-tokens');
  expect(list.json.items).toMatchObject([
    { id, name: 'Nachtexport', state: 'living', lastUsed: new Date(parts.clock()).toISOString().slice(0, 10) },
  ]);
  expect(list.text).not.toContain(token);
  expect(parts.logged.join('\n')).not.toContain(token.slice(12));
});

it('takes a name and 1 to 366 days', async () => {
  for (const body of [{}, { name: ' ' }, { name: 'a', days: 0 }, { name: 'a', days: 367 }, { name: 'a', days: 1.5 }])
    expect((await operator('/v1/access-tokens', { method: 'POST', body })).json.code).toBe('request-invalid');
});

it('unknown, malformed, expired and revoked get the same answer, on every route', async () => {
  const expired = await make({ name: 'Kort', days: 1 });
  parts.pass(86_400_000);
  const revoked = await make();
  expect((await operator(`/v1/access-tokens/${revoked.id}`, { method: 'DELETE' })).status).toBe(204);
  const seen = new Set<string>();
  for (const token of [`woordelijk_${'A'.repeat(43)}`, '"; drop', '', expired.token, revoked.token])
    for (const path of ['/v1/talks', '/v1/session']) {
      const from = { 'x-forwarded-for': `192.0.2.${seen.size}${token.length}` };
      const answer = await knock(path, { headers: bearer(token, { ...from, 'accept-language': 'en' }) });
      const { requestId: _, ...told } = answer.json;
      seen.add(JSON.stringify([answer.status, answer.headers['www-authenticate'], told]));
    }
  expect([...seen]).toHaveLength(1);
  expect([...seen][0]).toContain('[401,"Bearer error=\\"invalid_token\\""');
  const states = (await operator('/v1/access-tokens')).json.items.map((t: { state: string }) => t.state);
  expect(states).toEqual(['revoked', 'expired']);
});

it('failures are slowed down per address; a right token is not held up by them', async () => {
  const { token } = await make();
  const guess = (from: string) =>
    knock('/v1/talks', { headers: bearer(`woordelijk_${'B'.repeat(43)}`, { 'x-forwarded-for': from }) });
  for (let n = 0; n < 5; n++) expect((await guess('192.0.2.1')).status).toBe(401);
  const late = await guess('192.0.2.1');
  expect([late.status, late.json.code]).toEqual([429, 'too-many-requests']);
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  expect((await guess('192.0.2.2')).status).toBe(401);
  expect((await knock('/v1/talks', { headers: bearer(token, { 'x-forwarded-for': '192.0.2.1' }) })).status).toBe(200);
});

it('needs no header of ours to change something, unless a cookie comes along', async () => {
  const { token } = await make();
  const change = (headers: Record<string, string>) =>
    knock('/v1/lines/line-1', { method: 'DELETE', headers: { 'woordelijk-request': '', ...headers } });
  expect((await change(bearer(token, { cookie: 'other=1' }))).json.code).toBe('request-not-from-page');
  const elsewhere = { cookie: 'other=1', 'sec-fetch-site': 'cross-site', 'woordelijk-request': '1' };
  expect((await change(bearer(token, elsewhere))).json.code).toBe('request-not-from-page');
  expect((await change({ authorization: `Basic ${token}` })).json.code).toBe('request-not-from-page');
  expect(parts.lines).toHaveLength(1);
  expect((await change(bearer(token))).status).toBe(204);
});

it('a token that fails is not made good by a session, and a token is not a session', async () => {
  const { token: link } = await parts.dossier.people.makeAdministratorLink('cli');
  const passkey = { id: 'AAAA', publicKey: new Uint8Array(1), counter: 0, transports: [] };
  const { account } = await parts.dossier.people.createAdministrator(link, 'Beheerder', passkey);
  const cookie = `woordelijk=${(await parts.dossier.people.openSession(account.id)).token}`;
  expect((await knock('/v1/talks', { headers: { cookie } })).status).toBe(200);
  const both = await knock('/v1/talks', { headers: bearer('woordelijk_x', { cookie }) });
  expect(both.json.code).toBe('token-refused');
  const { token } = await make();
  expect((await knock('/v1/talks', { headers: { cookie: `woordelijk=${token}` } })).status).toBe(401);
  expect((await knock('/v1/session', { headers: bearer(token) })).json.account).toBeNull();
});

it('opens no door that a person or the server itself must open', async () => {
  const { token, id } = await make();
  for (const [name, route] of Object.entries<Route>(routes)) {
    if (route.access !== 'person' && route.access !== 'local') continue;
    const path = `/v1${route.path.replace(/\{\w+\}/g, id)}`;
    const body = route.body ? { body: {} } : {};
    const answer = await knock(path, { method: route.method, headers: bearer(token), ...body });
    expect([name, answer.status, answer.json.code]).toEqual([
      name,
      403,
      route.access === 'local' ? 'local-only' : 'person-only',
    ]);
  }
  expect((await knock('/v1/talks', { headers: bearer(token) })).status).toBe(200);
});

it('revoking one that is not there says so', async () => {
  expect((await operator('/v1/access-tokens/nothing', { method: 'DELETE' })).json.code).toBe('access-token-not-found');
});

it('the local socket tells the whole administrator link', async () => {
  const { json } = await operator('/v1/administrator-links', { method: 'POST' });
  expect(json.link).toBe(`http://opnames.gemeente.example/#/eerste-beheerder/${parts.token()}`);
  expect(Date.parse(json.expiresAt) - parts.clock()).toBeGreaterThan(29 * 60_000);
});
