import type { NewDecision } from '@woordelijk/dossier';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import { house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';
import { administratorSession, type RealDossier, realDossier } from './real-dossier.ts';

const asking = { actor: 'cli' } as const;
let real: RealDossier;
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let cookie: string;
let talkId: string;

beforeAll(async () => {
  real = await realDossier();
  const { dossier } = real;
  app = await createHttp({ ...house({ talks: 0, webRoot: smallPages(), real: true }), dossier });
  ({ knock } = await listening(app));
  cookie = `woordelijk=${await administratorSession(dossier)}`;
  const { id } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await dossier.arrange(id, 'gemeente', 'cli');
  const wmo = await dossier.staff.addDepartment(id, 'Wmo', asking);
  await dossier.staff.listContact(
    id,
    { departmentId: null, duty: 'privacy-contact', name: 'Klachtenloket', reach: '+999700000001' },
    asking,
  );
  const talk = await dossier.plan(
    id,
    {
      plannedAt: Date.UTC(2026, 10, 20, 13, 3),
      kind: 'gewoon',
      place: 'kantoor',
      subject: 'Aanvraag <hulp>',
      departmentIds: [wmo.id],
      participants: [
        { part: 'resident', name: 'Inwoner Één' },
        { part: 'official', name: 'Medewerker' },
      ],
    },
    asking,
  );
  talkId = talk.id;
});
afterAll(async () => {
  await app.close();
  await real.close();
});

const letter = (name: string, query = '') =>
  knock(`/v1/talks/${talkId}/letters/${name}${query}`, { headers: { cookie } });

it('are there when there is something to say, in each form and language, as downloads', async () => {
  const { table } = real.dossier;
  expect([(await letter('request')).status, (await letter('agreement')).json.code]).toEqual([404, 'letter-not-there']);
  const wish = { by: 'p1', recorder: 'resident', place: 'kantoor', camera: 'geen', others: 'geen' } as const;
  const asked = (await table.register(talkId, wish, asking)).requests.at(-1)!.id;
  const html = await letter('request');
  expect(html.headers['content-disposition']).toMatch(/^attachment; filename="request-[0-9a-f]{8}\.html"$/);
  expect(html.text).toContain('Aanvraag &lt;hulp&gt;');
  expect(html.text).toContain('in een kantoor of ander besloten lokaal');
  expect((await letter('request', '?as=txt&language=en')).text).toContain('REQUEST TO RECORD A TALK');
  const docx = await letter('request', '?as=docx');
  expect([docx.bytes.subarray(0, 2).toString(), docx.headers['content-type']]).toEqual([
    'PK',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ]);

  const refusal: NewDecision = {
    outcome: 'refused',
    grounds: 'Er worden gegevens van een ander besproken.',
    explanation: 'Die ander kan hier niets over zeggen.',
    conversation: 'Besproken aan tafel.',
    alternative: 'written-account',
    decidedBy: 'Leidinggevende Wmo',
  };
  await table.decide(talkId, asked, refusal, asking);
  const refused = await letter('refusal', '?as=txt');
  expect(refused.text).toContain('> Er worden gegevens van een ander besproken.');
  expect(refused.text).toContain('Klachtenloket: +999700000001');
  expect(refused.text).toContain('geen besluit waartegen u bezwaar kunt maken');
  await table.draft(talkId, asked, 'Wij spraken over hulp.', asking);
  await table.remark(talkId, asked, 'Inwoner Één', 'Ook over de tuin.', asking);
  expect((await letter('account', '?as=txt')).text).toContain('(CONCEPT)');
  await table.settleAccount(talkId, asked, asking);
  const account = await letter('account', '?as=txt');
  expect(account.text).toContain('Vastgesteld op');
  expect(account.text).toContain('> Ook over de tuin.');

  const second = (await table.register(talkId, wish, asking)).requests.at(-1)!.id;
  await table.decide(talkId, second, { outcome: 'granted', decidedBy: 'Medewerker' }, asking);
  await table.agree(talkId, asking);
  expect((await letter('agreement', '?as=txt')).text).toContain('- De inwoner of klant neemt op.');
  expect((await letter('request', `?as=txt&about=${asked}`)).status).toBe(200);
  expect((await letter('request', '?about=nothing')).status).toBe(404);
  expect((await letter('receipt')).status).toBe(404);
  expect((await letter('poem')).status).toBe(400);
  expect((await knock(`/v1/talks/${talkId}/letters/request`)).status).toBe(401);
});

it('prints a sign with its place and day, under the organisation’s head', async () => {
  const { id: organisationId } = (await real.dossier.organisations()).find(({ name }) => name === 'Gemeente Oost')!;
  const words = 'Bij deze balie maken wij opnamen.';
  const { id } = await real.dossier.signs.place(organisationId, { place: 'Hal', since: '2026-11-22', words }, asking);
  const sheet = (query: string, signId = id) =>
    knock(`/v1/organisations/${organisationId}/signs/${signId}/sheet${query}`, { headers: { cookie } });
  const { text } = await sheet('?as=txt');
  for (const part of ['Gemeente Oost', words, 'Waar: Hal', '22 november 2026', 'geen toestemming', 'Klachtenloket'])
    expect(text).toContain(part);
  expect((await sheet('?as=docx')).bytes.subarray(0, 2).toString()).toBe('PK');
  expect((await sheet('', 'another')).json.code).toBe('sign-not-found');
});

it('keeps a photo of a sign as it came, and writes what is known of its place', async () => {
  const { id: organisationId } = (await real.dossier.organisations()).find(({ name }) => name === 'Gemeente Oost')!;
  const at = (path: string, how: Knock = {}) =>
    knock(`/v1/organisations/${organisationId}${path}`, { ...how, headers: { cookie, ...how.headers } });
  const post = (path: string, body: unknown) => at(path, { method: 'POST', body });
  const words = 'Bij deze balie maken wij opnamen.';
  const { id } = (await post('/signs', { place: 'Balie', since: '2026-01-01', words })).json;
  const seen = { place: 'Balie', day: '2026-02-01', seen: 'missing', seenBy: 'visitor', words: '' };
  expect((await post('/sign-findings', seen)).status).toBe(201);
  const bring = (bytes: Buffer, about = id) =>
    at(`/sign-files?about=${about}`, {
      method: 'POST',
      raw: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
  const scan = Buffer.from('%PDF-1.7\nbordje\n%%EOF\n');
  const kept = (await bring(scan)).json;
  const given = await at(`/sign-files/${kept.id}`);
  expect(given.bytes.equals(scan)).toBe(true);
  expect(given.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(/^attachment; filename="bordje-[0-9a-f]{12}\.pdf"$/),
    'x-content-type-options': 'nosniff',
  });
  expect((await bring(Buffer.from('<html>'))).json).toMatchObject({ status: 415, code: 'sign-file-type' });
  expect((await bring(scan, 'nothing')).json.code).toBe('sign-not-found');
  expect((await knock(`/v1/organisations/${organisationId}/sign-files/${kept.id}`)).status).toBe(401);

  const { text } = await at('/place-sheet?place=Balie&as=txt');
  for (const part of [words, '1 januari 2026', kept.sha256, 'Er hing geen bordje, gemeld door een bezoeker'])
    expect(text).toContain(part);
  expect((await at('/place-sheet?place=Balie&as=docx')).bytes.subarray(0, 2).toString()).toBe('PK');
  expect((await at('/place-sheet?place=Zolder')).json.code).toBe('sign-not-found');
  expect((await post(`/sign-files/${kept.id}/destruction`, { why: 'Niet meer nodig.' })).status).toBe(204);
  expect((await at(`/sign-files/${kept.id}`)).json.code).toBe('sign-file-not-found');
  expect((await at('/place-sheet?place=Balie&as=txt')).text).toContain(`${kept.sha256} (vernietigd)`);
});
