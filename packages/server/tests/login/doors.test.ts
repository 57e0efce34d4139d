import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import { type House, house } from '../http/house.ts';
import { type Answer, type Knock, listening, smallPages } from '../http/knock.ts';

let parts: House;
let app: FastifyInstance;
let port: number;
let knock: (path: string, how?: Knock) => Promise<Answer>;

beforeEach(async () => {
  const made = house({ talks: 0, webRoot: smallPages(), limits: { all: 500, guessable: 200 } });
  parts = { ...made, config: { ...made.config, trustedProxies: ['127.0.0.1'], names: ['opnames.gemeente.example'] } };
  app = await createHttp(parts);
  ({ knock, port } = await listening(app));
});
afterEach(() => app.close());

const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  knock(`/v1${path}`, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
const proxied = { host: 'opnames.gemeente.example', 'x-forwarded-proto': 'https' };

/** An administrator made past the doors, and a recovery code. */
async function administrator(): Promise<string> {
  const { token } = await parts.dossier.people.makeAdministratorLink('cli');
  const passkey = { id: 'AAAA', publicKey: new Uint8Array(1), counter: 0, transports: [] };
  const made = await parts.dossier.people.createAdministrator(token, 'Beheerder', passkey);
  return made.recoveryCodes[0]!;
}

it('the administrator link: wrong, too late, and dead once there is an administrator', async () => {
  const { token } = await parts.dossier.people.makeAdministratorLink('cli');
  const begin = (t: string) => post('/administrators/options', { token: t, name: 'Beheerder' });
  expect((await begin('not-the-token-at-all')).json.code).toBe('administrator-link-refused');
  const { json } = await begin(token);
  expect(json.options).toMatchObject({
    rp: { id: 'localhost' },
    authenticatorSelection: { userVerification: 'required' },
  });
  parts.pass(31 * 60_000);
  expect((await begin(token)).json.code).toBe('administrator-link-refused');
  await administrator();
  expect((await begin(token)).json.code).toBe('administrator-exists');
});

it('a made-up passkey makes no administrator and uses nothing up but the ceremony', async () => {
  const { token } = await parts.dossier.people.makeAdministratorLink('cli');
  const { ceremony } = (await post('/administrators/options', { token, name: 'Beheerder' })).json;
  const junk = {
    id: 'x',
    rawId: 'x',
    type: 'public-key',
    response: { clientDataJSON: 'e30', attestationObject: 'oA' },
  };
  const wrong = await post('/administrators', { token, ceremony, response: junk });
  expect([wrong.status, wrong.json.code]).toEqual([401, 'passkey-refused']);
  expect((await post('/administrators', { token, ceremony, response: junk })).json.code).toBe('ceremony-expired');
  expect(await parts.dossier.people.administratorExists()).toBe(false);
  expect(await parts.dossier.people.checkAdministratorLink(token)).toBe(true);
});

it('a ceremony begun for one thing does not do for another', async () => {
  const { token } = await parts.dossier.people.makeAdministratorLink('cli');
  const { ceremony } = (await post('/session/passkey-options')).json;
  expect((await post('/administrators', { token, ceremony, response: {} })).json.code).toBe('ceremony-expired');
});

it('no passkey at an IP address; by name the name is the relying party', async () => {
  expect((await post('/session/passkey-options', undefined, { host: `127.0.0.1:${port}` })).json.code).toBe(
    'passkey-needs-name',
  );
  const named = await post('/session/passkey-options', undefined, proxied);
  expect(named.json.options.rpId).toBe('opnames.gemeente.example');
});

it('an unknown or malformed passkey is refused alike', async () => {
  await administrator();
  for (const response of [
    {},
    { id: 7 },
    { id: 'AAAA' },
    { id: 'unknown' },
    { id: 'AAAA', rawId: 'AAAA', type: 'public-key', response: {} },
  ]) {
    const { ceremony } = (await post('/session/passkey-options')).json;
    const answer = await post('/session/passkey', { ceremony, response });
    expect([answer.status, answer.json.code, answer.headers['set-cookie']]).toEqual([
      401,
      'passkey-refused',
      undefined,
    ]);
  }
});

it('the cookie is shut off from scripts and other sites, and over TLS bound to the very host', async () => {
  const plain = await post('/session/recovery-code', { code: await administrator() });
  const cookie = String(plain.headers['set-cookie']);
  expect(cookie).toMatch(/^woordelijk=[\w-]{20,}; /);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  expect(cookie).not.toMatch(/Domain|Secure/);
  expect((await post('/session/recovery-code', { code: 'AAAAA-AAAAA-AAAAA' })).status).toBe(401);
});

it('over TLS the cookie carries the __Host- name, and only that one counts', async () => {
  const { headers } = await post('/session/recovery-code', { code: await administrator() }, proxied);
  const cookie = String(headers['set-cookie']);
  expect(cookie).toMatch(/^__Host-woordelijk=[\w-]{20,}; .*Path=\/.*HttpOnly; Secure; SameSite=Strict/);
  const token = /=([\w-]+)/.exec(cookie)![1]!;
  const session = (name: string) => knock('/v1/session', { headers: { ...proxied, cookie: `${name}=${token}` } });
  expect((await session('__Host-woordelijk')).json.account).toEqual({ id: expect.any(String), name: 'Beheerder' });
  expect((await session('woordelijk')).json.account).toBeNull();
});

it('logging in makes a new session, logging out ends it for good', async () => {
  const code = await administrator();
  const first = String((await post('/session/recovery-code', { code })).headers['set-cookie']).split(';')[0]!;
  expect((await knock('/v1/talks', { headers: { cookie: first } })).status).toBe(200);
  const out = await knock('/v1/session', { method: 'DELETE', headers: { cookie: first } });
  expect([out.status, String(out.headers['set-cookie'])]).toEqual([
    204,
    expect.stringMatching(/^woordelijk=; .*Expires=Thu, 01 Jan 1970/),
  ]);
  expect((await knock('/v1/talks', { headers: { cookie: first } })).status).toBe(401);
  for (const cookie of ['woordelijk=', `woordelijk=${'x'.repeat(5000)}`, 'woordelijk=%00', 'woordelijk'])
    expect((await knock('/v1/talks', { headers: { cookie } })).status).toBe(401);
});
