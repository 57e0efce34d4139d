/** The command line over the network: a token made over the socket, used at the address, refused once it is revoked. */
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, root, startProduct, temporaryFolder } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct(await temporaryFolder());
});
afterAll(async () => {
  expect(await product.stop()).toBe(0);
});

function woordelijk(env: Record<string, string>, ...words: string[]) {
  const child = spawn(process.execPath, ['launch.mjs', 'packages/cli/src/main.ts', ...words], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    out += part;
  });
  child.stderr.on('data', (part: Buffer) => {
    said += part;
  });
  return new Promise<{ code: number | null; json: ReturnType<typeof JSON.parse>; said: string }>((done) =>
    child.on('close', (code) => done({ code, json: out === '' ? undefined : JSON.parse(out), said })),
  );
}

it('is made before there is an administrator, works from elsewhere, and ends when it is revoked', async () => {
  const here = { WOORDELIJK_DATA: product.data };
  const made = await woordelijk(here, 'admin', 'token', '--name', 'Nachtexport', '--days', '7');
  expect(made).toMatchObject({ code: 0, json: { name: 'Nachtexport', token: expect.stringMatching(/^woordelijk_/) } });
  expect(made.said).toContain('WOORDELIJK_TOKEN');
  const there = { WOORDELIJK_DATA: '/nowhere', WOORDELIJK_URL: product.url, WOORDELIJK_TOKEN: made.json.token };
  // A program may place the call; that there is recording at all was decided by somebody on the server itself.
  const early = await woordelijk(there, 'demo', 'call', '--seconds', '1');
  expect([early.code, early.said]).toEqual([1, expect.stringContaining('plan-needs-person')]);
  expect((await woordelijk(here, 'demo', 'call', '--seconds', '1')).code).toBe(0);
  const demo = await woordelijk(there, 'demo', 'call', '--seconds', '2');
  expect(demo).toMatchObject({ code: 0, json: { talks: [{ state: 'stored' }] } });
  const listed = await woordelijk(there, 'talks', 'list', '--json');
  expect(listed.json.items.map((talk: { id: string }) => talk.id)[0]).toBe(demo.json.talks[0].id);
  const refused = await woordelijk(there, 'admin', 'tokens');
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('person-only')]);

  const tokens = await woordelijk(here, 'admin', 'tokens');
  expect(tokens.json.items).toMatchObject([{ id: made.json.id, state: 'living', lastUsed: expect.any(String) }]);
  expect((await woordelijk(here, 'admin', 'revoke', made.json.id)).json).toEqual({
    id: made.json.id,
    state: 'revoked',
  });
  const late = await woordelijk(there, 'talks', 'list', '--json');
  expect([late.code, late.said]).toEqual([1, expect.stringContaining('token-refused')]);
  expect((await woordelijk(here, 'verify', product.data)).json).toMatchObject({ state: 'intact', problems: [] });
});
