/** Who proves at the organisation's broker to be the holder of a link comes in without a code; nobody else learns anything. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import type { ProofLogin } from '../../src/logins.ts';
import { type IdentityProvider, identityProvider } from '../browser/identity-provider.ts';
import { heldTalk } from './held-talk.ts';
import { house } from './house.ts';
import { smallPages } from './knock.ts';
import { type RealDossier, realDossier } from './real-dossier.ts';

const BSN = '999990019'; // passes the test of eleven, and is nobody's
const OTHER = '999990020';
let real: RealDossier;
let app: FastifyInstance;
let idp: IdentityProvider;
let base: string;
let talkId: string;

beforeEach(async () => {
  real = await realDossier();
  ({ talkId } = await heldTalk(real.dossier));
  idp = await identityProvider({
    resident: { name: 'Inwoner', groups: [], acr: 'high', bsn: BSN },
    weak: { name: 'Inwoner', groups: [], acr: 'low', bsn: BSN },
    other: { name: 'Een ander', groups: [], acr: 'high', bsn: OTHER },
  });
  const digid: ProofLogin = {
    key: 'digid',
    name: 'DigiD',
    organisation: 'Gemeente Oost',
    issuer: idp.issuer,
    clientId: 'woordelijk',
    clientSecret: idp.clientSecret,
    acr: ['high'],
    scope: 'openid bsn',
    claim: 'bsn',
    kind: 'bsn',
  };
  const made = house({ talks: 0, webRoot: smallPages(), real: true, limits: { all: 1_000_000, guessable: 1_000_000 } });
  app = await createHttp({ ...made, dossier: real.dossier, config: { ...made.config, proofs: [digid] } });
  await app.listen({ host: '127.0.0.1', port: 0 });
  base = `http://localhost:${(app.server.address() as AddressInfo).port}`;
  idp.knows(base);
});
afterEach(async () => {
  await app.close();
  await idp.close();
  await real.close();
});

const link = (value = BSN) =>
  real.dossier.personal.make(
    talkId,
    { party: 'p1', codeBy: 'desk', proof: { login: 'digid', kind: 'bsn', value } },
    'cli',
  );

/** A browser of few words: keeps cookies by host, follows redirects, fills in who logs in. Ends on the page. */
async function prove(secret: string, who: string): Promise<{ page: string; cookies: string }> {
  const jar = new Map<string, Map<string, string>>();
  const go = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const { host } = new URL(address);
    const kept = jar.get(host) ?? new Map<string, string>();
    jar.set(host, kept);
    const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), cookie };
    const answer = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]!.split('=') as [string, string];
      if (value === '') kept.delete(name);
      else kept.set(name, value);
    }
    return answer;
  };
  const begun = await go(`${base}/v1/mine/proof`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'woordelijk-request': '1' },
    body: JSON.stringify({ secret, login: 'digid' }),
  });
  expect(begun.status).toBe(200);
  let address = ((await begun.json()) as { address: string }).address;
  for (let step = 0; step < 12; step++) {
    const answer = await go(address);
    let next = answer.headers.get('location');
    if (next === null && answer.status === 200 && address.includes('/interaction/')) {
      const form = { method: 'POST', body: new URLSearchParams({ who }) };
      next = (await go(address, form)).headers.get('location');
    }
    if (next === null) break;
    address = new URL(next, address).href;
    if (new URL(address).pathname === '/mijn') break;
  }
  const cookies = [...(jar.get(new URL(base).host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  return { page: address.slice(base.length), cookies };
}

const mine = async (cookie: string) => fetch(`${base}/v1/mine`, { headers: { cookie } });

it('lets the holder in, and keeps of their number nothing that can be read', async () => {
  const { secret, link: made } = await link();
  const { page, cookies } = await prove(secret, 'resident');
  expect(page).toBe('/mijn');
  expect((await (await mine(cookies)).json()) as object).toMatchObject({ name: 'Inwoner Eén' });
  const acts = JSON.stringify(await real.dossier.ledger(talkId));
  expect(acts).toContain('"by":"digid"');
  expect(acts).not.toContain(BSN);
  expect(await real.dossier.personal.links(talkId)).toMatchObject([{ id: made.id, proofBy: 'digid', refused: 0 }]);
  const { link: again } = await link(); // the same number, and nobody sees that it is
  const macs = (await real.dossier.ledger(talkId)).flatMap(
    ({ detail }) => JSON.stringify(detail).match(/"mac":"[0-9a-f]{64}"/g) ?? [],
  );
  expect(new Set(macs).size).toBe(2);
  expect(again.id).not.toBe(made.id);
  const { code } = await real.dossier.personal.makeCode(talkId, made.id, 'user:x'); // at the desk, as always
  expect(await real.dossier.personal.open(secret, code)).toBeDefined();
});

it('turns away another person, a weak proof, a stranger’s link and a revoked one alike, and the office sees who had the link', async () => {
  const { secret, link: made } = await link();
  expect((await prove(secret, 'other')).page).toBe('/mijn?inloggen=mislukt');
  expect((await prove('a link that somebody guesses, of forty letters', 'resident')).page).toBe(
    '/mijn?inloggen=mislukt',
  );
  expect((await prove(secret, 'weak')).page).toBe('/mijn?inloggen=te-zwak');
  const { secret: plain } = await real.dossier.personal.make(talkId, { party: 'p2', codeBy: 'desk' }, 'cli');
  expect((await prove(plain, 'resident')).page, 'a link that opens by a code').toBe('/mijn?inloggen=mislukt');
  await real.dossier.settled();
  const links = await real.dossier.personal.links(talkId);
  expect(links.find(({ id }) => id === made.id)).toMatchObject({ refused: 1, openedAt: null });
  await real.dossier.personal.revoke(talkId, made.id, 'cli');
  const { page, cookies } = await prove(secret, 'resident');
  expect(page).toBe('/mijn?inloggen=mislukt');
  expect((await mine(cookies)).status).toBe(401);
  const replayed = await fetch(`${base}/mijn/terug/digid?code=abc&state=x`, { redirect: 'manual' });
  expect(replayed.headers.get('location')).toBe('/mijn?inloggen=mislukt');
  for (const value of ['123456789', '99999001', '', 'abc'])
    await expect(link(value), value).rejects.toMatchObject({ code: 'proof-malformed' });
});
