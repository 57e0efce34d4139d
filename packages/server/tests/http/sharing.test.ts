/** Consent, sharing and publishing over HTTP, on a real dossier. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import { heldTalk } from './held-talk.ts';
import { house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';
import { administratorSession, type RealDossier, realDossier } from './real-dossier.ts';

const DAY = 86_400_000;
let real: RealDossier;
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let staff: string;
let talk: string;

beforeEach(async () => {
  real = await realDossier();
  staff = `woordelijk=${await administratorSession(real.dossier)}`;
  talk = `/v1/talks/${(await heldTalk(real.dossier)).talkId}`;
  const limits = { all: 1_000_000, guessable: 1_000_000 };
  app = await createHttp({ ...house({ talks: 0, webRoot: smallPages(), real: true, limits }), dossier: real.dossier });
  ({ knock } = await listening(app));
});
afterEach(async () => {
  await app.close();
  await real.close();
});

const post = (path: string, body: unknown, cookie = staff) =>
  knock(path, { method: 'POST', body, headers: { cookie } });
const get = (path: string, cookie = staff) => knock(path, { headers: { cookie } });
const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0]!;

/** Somebody of the talk, inside on their own page. */
async function inside(party: string): Promise<string> {
  const made = (await post(`${talk}/personal-links`, { party, codeBy: 'desk' })).json;
  const { code } = (
    await knock(`${talk}/personal-links/${made.link.id}/code`, { method: 'POST', headers: { cookie: staff } })
  ).json;
  return cookieOf(await post('/v1/mine/visit', { secret: String(made.address).split('#')[1], code }, ''));
}

async function asked(use: string): Promise<string> {
  const question = { use, what: 'op onze website zetten', audience: 'iedereen', protected: [] };
  return (await post(`${talk}/consents`, question)).json.questions[0].id;
}

it('goes from question to page, and a withdrawal on the own page takes the page away at once', async () => {
  const question = await asked('publication');
  const resident = await inside('p1');
  const official = await inside('p2');
  const [mine] = (await get('/v1/mine', official)).json.consents;
  expect(mine).toMatchObject({ question, party: 'p2', answer: 'open', employee: true, mine: true });
  const say = (cookie: string, party: string, answer: string) =>
    post(`/v1/mine/consents/${question}`, { party, answer }, cookie);
  expect((await say(resident, 'p1', 'given')).status).toBe(200);
  expect((await say(resident, 'p2', 'given')).json.code).toBe('participant-not-found');
  const wanted = { use: 'publication', question, to: 'iedereen', why: 'Voorlichting', download: false };
  const no = (await post(`${talk}/shares`, wanted)).json;
  expect(no).toMatchObject({ made: null, refused: { missing: [{ name: 'Medewerker', answer: 'open' }] } });

  expect((await say(official, 'p2', 'given')).status).toBe(200);
  const { made, address } = (await post(`${talk}/shares`, wanted)).json;
  expect(made).toMatchObject({ open: true, address });
  const page = new URL(address).pathname;
  const shown = await knock(page);
  expect([shown.status, shown.headers['x-robots-tag'], shown.headers['cache-control']]).toEqual([
    200,
    'noindex, noarchive, nosnippet',
    'no-store',
  ]);
  expect(shown.text).toContain('Voorlichting');
  expect(shown.text).not.toMatch(/Inwoner|Medewerker|999/);
  expect((await knock(`${page}?taal=en`)).text).toContain('Recording of a talk at Gemeente Oost');
  const sound = await knock(`${page}/geluid`, { headers: { range: 'bytes=0-3' } });
  expect([sound.status, sound.text]).toEqual([206, 'RIFF']);

  const gone = await say(official, 'p2', 'withdrawn');
  expect(gone.json).toEqual({ closed: [made.id], outOfReach: [] });
  const after = await knock(page);
  expect([after.status, after.text.includes('staat hier niet meer')]).toEqual([410, true]);
  expect((await knock(`${page}/geluid`)).json.code).toBe('publication-gone');
  expect((await knock('/openbaar/nobodymadethis')).status).toBe(404);
  const { uses } = (await get('/v1/mine', resident)).json;
  expect(uses.map(({ who, act }: { who: string; act: string }) => `${who} ${act}`)).toEqual(
    expect.arrayContaining(['office consent.asked', 'office share.made', 'outsider sound.played']),
  );
});

it('gives a third party a link with a code and a term, tells what was downloaded, and closes in the middle', async () => {
  const question = await asked('third-parties');
  for (const party of ['p1', 'p2']) {
    const form = { party, answer: 'given', way: 'signed-form', evidence: 'Formulier in dossierkast 3' };
    expect((await post(`${talk}/consents/${question}/answers`, form)).status).toBe(200);
  }
  const wanted = {
    use: 'third-parties',
    question,
    to: 'Hogeschool',
    why: 'Onderzoek',
    download: true,
    codeBy: 'desk',
    endsAt: new Date(Date.now() + 7 * DAY).toISOString(),
  };
  expect((await post(`${talk}/shares`, { ...wanted, codeBy: 'sms', reach: '+999612345678' })).json.code).toBe(
    'sms-not-set',
  );
  const { made, address } = (await post(`${talk}/shares`, wanted)).json;
  expect(address).toMatch(/\/gedeeld#[\w-]{43}$/);
  const secret = String(address).split('#')[1]!;
  const code = (await knock(`${talk}/shares/${made.id}/code`, { method: 'POST', headers: { cookie: staff } })).json
    .code;
  // A stranger hears the same for everything.
  const noes = [
    await post('/v1/shared/visit', { secret: randomBytes(32).toString('base64url'), code }, ''),
    await post('/v1/shared/visit', { secret, code: code === '000000' ? '000001' : '000000' }, ''),
    await post('/v1/mine/visit', { secret, code }, ''), // another door
  ];
  expect(noes.map(({ json }) => json.code)).toEqual(Array(3).fill('entry-refused'));
  const third = cookieOf(await post('/v1/shared/visit', { secret, code }, ''));
  expect((await get('/v1/shared', third)).json).toMatchObject({ to: 'Hogeschool', why: 'Onderzoek', download: true });
  expect((await get('/v1/mine', third)).json.code).toBe('visit-needed');
  const { ticket } = (await post('/v1/shared/tickets', undefined, third)).json;
  const copy = await get(`/v1/shared/downloads/${ticket}`, third);
  expect([copy.status, copy.headers['content-type']]).toEqual([200, 'audio/mpeg']);
  expect((await get(`/v1/shared/downloads/${ticket}`, third)).json.code).toBe('ticket-refused');
  const [{ downloads }] = (await get(`${talk}/sharing`)).json.shares;
  expect(downloads).toMatchObject([{ sha256: createHash('sha256').update(copy.bytes).digest('hex') }]);

  const no = { party: 'p1', answer: 'withdrawn', way: 'told', evidence: 'Belde op maandag' };
  expect((await post(`${talk}/consents/${question}/answers`, no)).json).toMatchObject({
    closed: [made.id],
    outOfReach: [{ to: 'Hogeschool', kind: 'mp3', how: 'share' }],
  });
  expect((await get('/v1/shared', third)).json.code).toBe('visit-needed');
  expect((await post('/v1/shared/visit', { secret, code }, '')).json.code).toBe('entry-refused');
});

it('writes the form and the confirmation under the organisation’s own head', async () => {
  const { items } = (await get('/v1/organisations')).json;
  const { id } = items.find(({ name }: { name: string }) => name === 'Gemeente Oost');
  const head = { address: ['Postbus 1'], colour: '0b5a75', tone: 'formal', logo: null };
  const set = (body: unknown) =>
    knock(`/v1/organisations/${id}/letterhead`, { method: 'PUT', body, headers: { cookie: staff } });
  expect((await set({ ...head, logo: 'AAAA' })).json.code).toBe('letterhead-malformed');
  expect((await set(head)).json).toEqual(head);
  const letter = (name: string, query = '') => get(`${talk}/letters/${name}?as=txt${query}`);
  expect((await letter('consent-form')).json.code).toBe('letter-not-there');
  const question = await asked('publication');
  const form = (await letter('consent-form', `&about=${question}&person=p2`)).text;
  expect(form).toMatch(/Postbus 1[\s\S]*Medewerker[\s\S]*Uw werkgever mag u niets verwijten/);
  const at = `${talk}/consents/${question}/answers`;
  const yes = { party: 'p2', answer: 'given', way: 'signed-form', evidence: 'Dossierkast' };
  await post(at, yes);
  await post(at, { ...yes, answer: 'withdrawn', way: 'told', evidence: 'Zei het aan de balie' });
  const confirmed = (await letter('consent-withdrawn', '&person=p2')).text;
  expect(confirmed).toMatch(/Geachte heer of mevrouw,[\s\S]*Ingetrokken door: Medewerker[\s\S]*Hoogachtend/);
});

it('cannot save silence, a sign or general terms as consent', async () => {
  const question = await asked('training');
  for (const way of ['silence', 'sign', 'general-terms']) {
    const answer = { party: 'p1', answer: 'given', way, evidence: 'Hing bij de deur' };
    const refused = await post(`${talk}/consents/${question}/answers`, answer);
    expect([refused.status, refused.json.code]).toEqual([422, 'no-consent']);
  }
  expect((await get(`${talk}/sharing`)).json.questions[0].standing).toBe('niet_gevraagd');
});

it('gives the ombudsman the part that is needed, and nothing else', async () => {
  const wanted = {
    use: 'regulator',
    to: 'Nationale ombudsman',
    why: 'Klacht over de bejegening',
    part: { fromMs: 500, toMs: 1000 },
    download: true,
    codeBy: 'desk',
    endsAt: new Date(Date.now() + DAY).toISOString(),
  };
  const { made, address } = (await post(`${talk}/shares`, wanted)).json;
  expect(made.rules.duties.map(({ code }: { code: string }) => code)).toContain('ALLEEN-NODIGE-DEEL');
  const code = (await knock(`${talk}/shares/${made.id}/code`, { method: 'POST', headers: { cookie: staff } })).json
    .code;
  const third = cookieOf(await post('/v1/shared/visit', { secret: String(address).split('#')[1], code }, ''));
  expect((await get('/v1/shared/sound', third)).bytes.length).toBe(44 + 4000 * 2);
  const { ticket } = (await post('/v1/shared/tickets', undefined, third)).json;
  expect((await get(`/v1/shared/downloads/${ticket}`, third)).bytes.length).toBe(44 + 4000 * 2);
  expect((await post(`${talk}/shares/${made.id}/recall`, { why: 'Klaar' })).json.shares[0]).toMatchObject({
    open: false,
  });
  expect((await get('/v1/shared/sound', third)).json.code).toBe('visit-needed');
});
