import { openapiDocument, routes } from '@woordelijk/api';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp, createLocalHttp, WebNotBuilt } from '../../src/http/index.ts';
import { type House, house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';

let parts: House;
let app: FastifyInstance;
let port: number;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let cookie: string;

/** An administrator with a session, made through the dossier: the login tests go through the doors. */
async function sessionOf(of: House): Promise<string> {
  const { token } = await of.dossier.people.makeAdministratorLink('cli');
  const passkey = { id: 'AAAA', publicKey: new Uint8Array(1), counter: 0, transports: [] };
  const { account } = await of.dossier.people.createAdministrator(token, 'Beheerder', passkey);
  return `woordelijk=${(await of.dossier.people.openSession(account.id)).token}`;
}

beforeEach(async () => {
  parts = house({ talks: 30, webRoot: smallPages(), now: Date.UTC(2026, 10, 20, 12) });
  app = await createHttp(parts);
  ({ knock, port } = await listening(app));
  cookie = await sessionOf(parts);
});
afterEach(() => app.close());

const inside = (path: string, how: Knock = {}) => knock(path, { ...how, headers: { cookie, ...how.headers } });

describe('the door', () => {
  it('answers to loopback names with its own port and to nobody else’s', async () => {
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`])
      expect((await knock('/', { headers: { host } })).status, host).toBe(200);
    for (const host of [
      'localhost',
      `localhost:${port + 1}`,
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      'a b',
      `[::1:${port}`,
    ]) {
      const answer = await knock('/v1/session', { headers: { host } });
      expect([host, answer.status]).toEqual([host, 421]);
      expect(answer.text).not.toContain('administratorExists');
    }
  });

  it('answers to configured names, with and without a port in them', async () => {
    const other = await createHttp({
      ...parts,
      config: { ...parts.config, names: ['Opnames.gemeente.example', 'alias.example:99'] },
    });
    const { knock } = await listening(other);
    expect((await knock('/', { headers: { host: 'opnames.gemeente.example' } })).status).toBe(200);
    expect((await knock('/', { headers: { host: 'opnames.gemeente.example:8443' } })).status).toBe(200);
    expect((await knock('/', { headers: { host: 'alias.example:99' } })).status).toBe(200);
    expect((await knock('/', { headers: { host: 'alias.example' } })).status).toBe(421);
    await other.close();
  });

  it('lets no stranger see anything below login, whatever the route', async () => {
    for (const [name, route] of Object.entries(routes)) {
      if (route.access === 'open') continue;
      const path = `/v1${route.path.replace(/\{kind\}/, 'wav').replace(/\{\w+\}/g, parts.talks[0]!.id)}`;
      const answer = await knock(path, { method: route.method, ...('body' in route ? { body: {} } : {}) });
      expect([name, answer.status]).toEqual([name, route.access === 'local' ? 403 : 401]);
      const code = {
        local: 'local-only',
        recording: 'token-refused',
        visit: 'visit-needed',
        share: 'visit-needed',
        login: 'login-needed',
        person: 'login-needed',
      };
      expect(answer.json.code).toBe(code[route.access]);
    }
    expect(parts.played).toEqual([]);
  });

  it('takes a change only from its own page or from a program', async () => {
    const line = { method: 'DELETE', path: '/v1/lines/line-1' };
    const refused: Record<string, string>[] = [
      { 'woordelijk-request': '' },
      { origin: 'http://evil.example' },
      { origin: `http://127.0.0.1:${port}` },
      { origin: `https://localhost:${port}` },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of refused) {
      const answer = await inside(line.path, { method: line.method, headers });
      expect([headers, answer.status, answer.json.code]).toEqual([headers, 403, 'request-not-from-page']);
    }
    expect(parts.lines).toHaveLength(1);
    const own = { origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' };
    expect((await inside(line.path, { method: line.method, headers: own })).status).toBe(204);
    expect(parts.lines).toHaveLength(0);
  });

  it('does not play for a page on another site', async () => {
    const path = `/v1/talks/${parts.talks[0]!.id}/sound`;
    for (const site of ['cross-site', 'same-site'])
      expect((await inside(path, { headers: { 'sec-fetch-site': site } })).status).toBe(403);
    expect(parts.played).toEqual([]);
  });

  it('sends the strict headers with pages, answers and problems alike', async () => {
    for (const path of ['/', '/assets/app.js', '/v1/session', '/v1/talks', '/nergens']) {
      const { headers } = await knock(path);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'api-version': '1.0.0',
      });
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('believes a proxy only where it was named', async () => {
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' };
    expect((await knock('/', { headers: forwarded })).headers).not.toHaveProperty('strict-transport-security');
    const behind = await createHttp({ ...parts, config: { ...parts.config, trustedProxies: ['127.0.0.1'] } });
    const { knock: through } = await listening(behind);
    expect((await through('/', { headers: forwarded })).headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
    await behind.close();
  });

  it('slows down guessing sooner than reading, per address', async () => {
    const strict = await createHttp({
      ...parts,
      config: { ...parts.config, rateLimits: { all: 40, guessable: 3 }, trustedProxies: ['127.0.0.1'] },
    });
    const { knock } = await listening(strict);
    const guess = (from: string) =>
      knock('/v1/session/recovery-code', {
        method: 'POST',
        body: { code: 'nope-nope' },
        headers: { 'x-forwarded-for': from },
      });
    for (let n = 0; n < 3; n++) expect((await guess('192.0.2.1')).status).toBe(401);
    const late = await guess('192.0.2.1');
    expect([late.status, late.json.code]).toEqual([429, 'too-many-requests']);
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    expect((await knock('/v1/session', { headers: { 'x-forwarded-for': '192.0.2.1' } })).status).toBe(200);
    expect((await guess('192.0.2.2')).status).toBe(401);
    for (let n = 0; n < 3; n++) await guess(`2001:db8:0:1::${n}`);
    expect((await guess('2001:db8:0:1:ffff::9')).status).toBe(429);
    await strict.close();
  });

  it('answers junk with a problem and stays up', async () => {
    const cases: [string, Knock, number][] = [
      ['/v1/organisations', { method: 'POST', raw: '{"name":' }, 400],
      ['/v1/organisations', { method: 'POST', raw: '' }, 400],
      ['/v1/organisations', { method: 'POST', raw: '{"__proto__":{"x":1},"name":"a"}' }, 400],
      ['/v1/organisations', { method: 'POST', body: { name: '   ' } }, 400],
      ['/v1/organisations', { method: 'POST', body: { name: 'x'.repeat(80_000) } }, 413],
      ['/v1/organisations', { method: 'POST', raw: '<a/>', headers: { 'content-type': 'text/xml' } }, 415],
      ['/v1/talks?limit=0', {}, 400],
      ['/v1/talks?limit=101', {}, 400],
      ['/v1/talks?from=yesterday', {}, 400],
      ['/v1/talks?q=a&q=b', {}, 400],
      ['/v1/talks/%00', {}, 400],
      ['/v1/talks/..%2f..%2fetc', {}, 400],
      [`/v1/talks/${'x'.repeat(500)}`, {}, 400],
      ['/v1/talks/%zz', {}, 400],
      ['/v1/nothing', {}, 404],
      ['/v1/talks', { method: 'POST' }, 404],
      [`/v1/talks/${'0'.repeat(8)}/copies/exe`, {}, 400],
    ];
    for (const [path, how, status] of cases) {
      const answer = await inside(path, how);
      expect([path, answer.status, answer.headers['content-type']]).toEqual([
        path,
        status,
        'application/problem+json; charset=utf-8',
      ]);
      expect(answer.json).toMatchObject({
        status,
        title: expect.any(String),
        detail: expect.any(String),
        code: expect.any(String),
      });
    }
    expect((await inside('/v1/talks')).status).toBe(200);
  });

  it('speaks the language that is asked for', async () => {
    const title = async (language: string) =>
      (await knock('/v1/talks', { headers: { 'accept-language': language } })).json.title;
    expect(await title('nl-NL,nl;q=0.9,en;q=0.8')).toBe('U bent niet ingelogd');
    expect(await title('en-GB,en;q=0.9')).toBe('You are not logged in');
    expect(await title('de, en;q=0.2, nl;q=0.7')).toBe('U bent niet ingelogd');
    expect(await title('fr')).toBe('U bent niet ingelogd');
  });

  it('logs routes and never what was asked in them', async () => {
    await inside('/v1/talks?q=%2B999701234567');
    await inside(`/v1/talks/${parts.talks[3]!.id}`);
    await knock('/geheim-pad?token=abc');
    const log = parts.logged.join('\n');
    expect(log).toContain('"/v1/talks/:talkId"');
    expect(log).toContain('"status":200');
    for (const secret of ['999701234567', parts.talks[3]!.id, 'geheim', 'abc', cookie.split('=')[1]!])
      expect(log).not.toContain(secret);
  });

  it('tells nothing of an unforeseen error but its reference', async () => {
    parts.dossier.talks = async () => {
      throw new Error('select * from talks where number = +999701234567');
    };
    const answer = await inside('/v1/talks');
    expect([answer.status, answer.json.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toContain('999701234567');
    expect(parts.logged.join('\n')).not.toContain('999701234567');
    expect(parts.logged.join('\n')).toContain(answer.json.requestId);
  });
});

describe('the pages', () => {
  it('come from memory: files, pages, and a 404 that is a page', async () => {
    expect((await knock('/')).headers['cache-control']).toBe('no-store');
    const asset = await knock('/assets/app.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(asset.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await knock('/assets/app.js')).text).toBe('export {};');
    expect((await knock('/gesprekken/abc')).status).toBe(200);
    for (const path of ['/nergens', '/assets/../../etc/passwd', '/assets/missing.js', '/gesprekken/a/b']) {
      const answer = await knock(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.text).toContain('<title>Woordelijk</title>');
    }
  });

  it('beside the application stand at their own address, with no more rights than they need', async () => {
    const policy = async (path: string) => {
      const answer = await knock(path);
      return [answer.status, answer.text, String(answer.headers['content-security-policy'])] as const;
    };
    const [status, text, rights] = await policy('/mag-dat');
    expect([status, text]).toEqual([200, '<!doctype html><title>Mag dat?</title>']);
    expect(rights).toContain('trusted-types woordelijk-worker');
    const [, page, strict] = await policy('/uitleg');
    expect(page).toContain('<title>Uitleg</title>');
    expect(strict).toContain("trusted-types 'none'");
    expect(rights.replace('woordelijk-worker', "'none'")).toBe(strict);
    expect((await knock('/mag-dat.html')).status).toBe(404);
  });

  it('refuses to start without them, and says what to do', async () => {
    await expect(createHttp({ ...parts, config: { ...parts.config, webRoot: '/nonexistent' } })).rejects.toThrow(
      WebNotBuilt,
    );
  });

  it('publish security.txt and the interface', async () => {
    const text = (await knock('/.well-known/security.txt')).text;
    expect(text).toContain('Contact: mailto:security@gemeente.example');
    expect(Date.parse(/Expires: (.+)/.exec(text)![1]!)).toBeGreaterThan(parts.clock());
    expect((await knock('/v1/openapi.json')).json).toEqual(openapiDocument());
  });
});

describe('talks', () => {
  it('are listed by page, every one once, and searched', async () => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const page = (await inside(`/v1/talks?limit=7${cursor && `&cursor=${cursor}`}`)).json;
      ids.push(...page.items.map((t: { id: string }) => t.id));
      cursor = page.next ?? '';
    } while (cursor);
    expect(ids).toEqual(parts.talks.map((t) => t.id));
    const number = parts.talks[2]!.parties[0]!.number!;
    const found = (await inside(`/v1/talks?q=${encodeURIComponent(number)}`)).json.items;
    expect(found.map((t: { id: string }) => t.id)).toEqual([parts.talks[2]!.id]);
  });

  it('come whole, in the words of the contract', async () => {
    const talk = parts.talks[0]!;
    const { json } = await inside(`/v1/talks/${talk.id}`);
    expect(json).toMatchObject({ id: talk.id, state: 'stored', startedAt: new Date(talk.startedAt).toISOString() });
    expect(json.channels[0]).toEqual({ channel: 1, label: '1', codecs: ['PCMA'], clockRate: 8000, parties: ['p1'] });
    for (const part of ['interruptions', 'ledger', 'raw-metadata'])
      expect((await inside(`/v1/talks/${talk.id}/${part}`)).json.items.length).toBeGreaterThan(0);
    expect((await inside('/v1/talks/unknown-talk')).json.code).toBe('talk-not-found');
  });

  it('sound like what was kept, from any byte to any byte', async () => {
    const talk = parts.talks.find((t) => t.endedAt! - t.startedAt < 120_000)!;
    const path = `/v1/talks/${talk.id}/sound`;
    const whole = await inside(path);
    expect([whole.status, whole.headers['content-type'], whole.headers['accept-ranges']]).toEqual([
      200,
      'audio/wav',
      'bytes',
    ]);
    expect(whole.bytes.subarray(0, 4).toString()).toBe('RIFF');
    const size = whole.bytes.length;
    const ranges: [string, number, number][] = [
      ['bytes=0-', 0, size],
      ['bytes=0-0', 0, 1],
      ['bytes=44-70000', 44, 70_001],
      [`bytes=${size - 5}-`, size - 5, size],
      ['bytes=-100', size - 100, size],
      [`bytes=10-${size + 999}`, 10, size],
    ];
    for (const [range, start, end] of ranges) {
      const part = await inside(path, { headers: { range } });
      expect([range, part.status, part.headers['content-range']]).toEqual([
        range,
        206,
        `bytes ${start}-${end - 1}/${size}`,
      ]);
      expect(part.bytes.equals(whole.bytes.subarray(start, end))).toBe(true);
    }
    for (const range of ['bytes=0-1,5-6', 'bytes=9-3', 'items=0-1', 'bytes=x-'])
      expect([range, (await inside(path, { headers: { range } })).status]).toEqual([range, 200]);
    const beyond = await inside(path, { headers: { range: `bytes=${size}-` } });
    expect([beyond.status, beyond.headers['content-range'], beyond.json.code]).toEqual([
      416,
      `bytes */${size}`,
      'range-not-satisfiable',
    ]);
    const head = await inside(path, { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.bytes.length]).toEqual([200, String(size), 0]);
    const one = await inside(`${path}?channels=2`);
    expect(one.bytes.readUInt16LE(22)).toBe(1);
    expect((await inside(`${path}?channels=9`)).json.code).toBe('channel-not-found');
  });

  it('tell what the check of the seal found', async () => {
    parts.seal = { state: 'damaged', findings: [{ place: 'leaf 7', meaning: 'changed' }] };
    const { json } = await inside(`/v1/talks/${parts.talks[0]!.id}/seal-checks`, { method: 'POST' });
    expect(json).toEqual({
      state: 'damaged',
      checkedAt: new Date(parts.clock()).toISOString(),
      findings: parts.seal.findings,
    });
  });
});

describe('lines', () => {
  it('are added and taken away, by the one who is logged in', async () => {
    const added = await inside('/v1/lines', {
      method: 'POST',
      body: { organisationId: 'org-wmo', key: '+999701000002' },
    });
    expect([added.status, added.json.organisation.name]).toEqual([201, 'Wmo-loket']);
    expect(
      (await inside('/v1/lines', { method: 'POST', body: { organisationId: 'org-wmo', key: '+999701000002' } })).status,
    ).toBe(409);
    expect((await inside(`/v1/lines/${added.json.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await inside(`/v1/lines/${added.json.id}`, { method: 'DELETE' })).json.code).toBe('line-not-found');
  });
});

it('the local socket needs no login and is not for browsers’ pages', async () => {
  const local = await createLocalHttp(parts);
  const { knock } = await listening(local);
  expect((await knock('/v1/talks')).json.items.length).toBe(25);
  expect((await knock('/')).status).toBe(404);
  const line = await knock('/v1/lines', { method: 'POST', body: { organisationId: 'org-wmo', key: 'trunk-2' } });
  expect(line.status).toBe(201);
  expect((await knock('/v1/administrator-links', { method: 'POST' })).json.code).toBe('administrator-exists');
  await local.close();
});
