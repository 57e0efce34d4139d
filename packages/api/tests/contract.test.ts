import { describe, expect, it } from 'vitest';
import {
  ApiError,
  createClient,
  decodePeaks,
  encodePeaks,
  openapiDocument,
  problemStatus,
  routes,
} from '../src/index.ts';

const document = openapiDocument() as {
  info: { version: string; contact: Record<string, string> };
  servers: { url: string }[];
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, Answer & { $ref?: string }> }>>;
  components: Record<string, Record<string, { properties?: object }>> & { responses: Record<string, Answer> };
};
interface Answer {
  headers?: object;
  content?: object;
}
const operations = Object.values(document.paths).flatMap((path) => Object.entries(path));

describe('the OpenAPI document', () => {
  it('obeys the NLGov API Design Rules that a machine can check', () => {
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Object.keys(document.info.contact).sort()).toEqual(['email', 'name', 'url']);
    expect(document.servers.every((s) => /\/v\d/.test(s.url))).toBe(true);
    for (const path of Object.keys(document.paths)) expect(path).toMatch(/^(\/([a-z0-9.-]+|\{[a-zA-Z]+\}))+$/);
    for (const [method, operation] of operations) {
      for (const [status, { $ref, ...own }] of Object.entries(operation.responses)) {
        const response = $ref === undefined ? own : document.components.responses[$ref.split('/').at(-1)!]!;
        expect(response.headers, operation.operationId).toHaveProperty('API-Version');
        if (status >= '400') expect(Object.keys(response.content ?? {})).toEqual(['application/problem+json']);
      }
      if (method === 'post') expect(operation.responses).toHaveProperty('400');
    }
  });

  it('names every operation once and resolves every reference', () => {
    const names = operations.map(([, o]) => o.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(Object.keys(routes)));
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/(\w+)\/([\w-]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, kind, name] of references) expect(Object.keys(document.components[kind!]!)).toContain(name);
    expect(JSON.stringify(document)).not.toContain('$defs');
    expect(Object.keys(document.components.schemas?.Talk?.properties ?? {})).toContain('id');
  });
});

describe('the client', () => {
  const seen: { url: string; init: Parameters<Parameters<typeof createClient>[0]>[1] }[] = [];
  const answering = (status: number, body: unknown, type = 'application/json') =>
    createClient(
      async (url, init) => {
        seen.push({ url, init });
        return new Response(body === undefined ? null : JSON.stringify(body), {
          status,
          headers: { 'content-type': type },
        });
      },
      'http://server.example',
      () => ({ 'accept-language': 'nl' }),
    );

  it('builds addresses and checks answers', async () => {
    const page = await answering(200, { items: [] }).listTalks({ query: { q: 'a b&c', limit: '5' } });
    expect(page).toEqual({ items: [] });
    expect(seen.at(-1)?.url).toBe('http://server.example/v1/talks?q=a+b%26c&limit=5');
    expect(seen.at(-1)?.init.headers).not.toHaveProperty('woordelijk-request');
    expect(answering(200, {}).url('playSound', { params: { talkId: '../x' }, query: { channels: '1' } })).toBe(
      'http://server.example/v1/talks/..%2Fx/sound?channels=1',
    );
  });

  it('marks what changes something, so that other sites cannot send it', async () => {
    await answering(204, undefined).removeLine({ params: { lineId: 'l1' } });
    expect(seen.at(-1)?.init).toMatchObject({ method: 'DELETE', headers: { 'woordelijk-request': '1' } });
  });

  it('throws problems with their code, and says so when the answer is somebody else’s', async () => {
    const problem = { type: 'urn:x', title: 'T', status: 404, detail: 'D', code: 'talk-not-found' };
    await expect(answering(404, problem).getTalk({ params: { talkId: 'x' } })).rejects.toMatchObject({
      code: 'talk-not-found',
      status: 404,
      message: 'D',
    });
    await expect(answering(502, 'Bad gateway', 'text/html').getSession()).rejects.toMatchObject({
      code: 'answer-unreadable',
    });
    await expect(answering(200, { items: [{ id: 7 }] }).listTalks()).rejects.toBeInstanceOf(ApiError);
    const down = createClient(async () => {
      throw new TypeError('connection refused');
    });
    await expect(down.getServer()).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  });
});

describe('peaks', () => {
  const peaks = {
    stepMs: 25,
    channels: [
      { channel: 1, pairs: Int8Array.from([-128, 127, -1, 1]) },
      { channel: 2, pairs: Int8Array.from([]) },
    ],
  };

  it('come back as they were sent, from any offset in a buffer', () => {
    const bytes = encodePeaks(peaks);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodePeaks(bytes)).toEqual(peaks);
    expect(decodePeaks(shifted.subarray(3))).toEqual(peaks);
  });

  it('are refused when cut off anywhere', () => {
    const bytes = encodePeaks(peaks);
    for (let n = 0; n < bytes.length; n++) expect(() => decodePeaks(bytes.subarray(0, n))).toThrow(/peaks/);
  });
});

it('every problem status is an HTTP error', () => {
  for (const status of Object.values(problemStatus)) expect(status).toBeGreaterThanOrEqual(400);
});
