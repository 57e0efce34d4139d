import { termInHours } from '@woordelijk/rules';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { putInOrder } from '../../../dossier/tests/in-order.ts';
import { createHttp } from '../../src/http/index.ts';
import { house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';
import { administratorSession, type RealDossier, realDossier } from './real-dossier.ts';

let real: RealDossier;
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let cookie: string;
let base: string;
let planId: string;

beforeAll(async () => {
  real = await realDossier();
  const { dossier } = real;
  app = await createHttp({ ...house({ talks: 0, webRoot: smallPages(), real: true }), dossier });
  ({ knock } = await listening(app));
  cookie = `woordelijk=${await administratorSession(dossier)}`;
  const { id } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  planId = (await putInOrder(dossier, id, new Date().toISOString().slice(0, 10))).id;
  base = `/v1/organisations/${id}`;
});
afterAll(async () => {
  await app.close();
  await real.close();
});

const send = (path: string, body: object): Promise<Answer> =>
  knock(path, { method: 'POST', headers: { cookie }, body });
const read = (path: string): Promise<Answer> => knock(path, { headers: { cookie } });

it('an incident is reported, shown on every page while its clock runs, told, given as a form, and closed', async () => {
  const awareAt = new Date(Date.now() - 3_600_000).toISOString();
  const incident = {
    kind: 'breach',
    words: 'Een kopie ging naar een verkeerd adres.',
    found: 'De ontvanger belde.',
    beganAt: null,
    endedAt: null,
    awareAt,
    natures: ['confidentiality'],
    talks: [],
    by: 'Medewerker',
  };
  expect((await send(`${base}/incidents`, { ...incident, natures: [] })).json).toMatchObject({
    code: 'incident-malformed',
    status: 422,
  });
  const made = await send(`${base}/incidents`, incident);
  expect([made.status, Object.keys(made.json as object)]).toEqual([201, ['id']]);
  const one = `${base}/incidents/${(made.json as { id: string }).id}`;
  const dueAt = new Date(termInHours(Date.parse(awareAt), 72)).toISOString();
  expect((await read('/v1/alarms')).json).toMatchObject({ items: [{ kind: 'breach', count: 1, dueAt }] });
  expect((await send(`${one}/closing`, { lessons: 'Geen', by: 'FG' })).json).toMatchObject({
    code: 'incident-not-settled',
    status: 409,
  });
  const weighed = {
    risk: 'risk',
    why: 'De ontvanger heeft geluisterd.',
    people: null,
    data: ['voice'],
    consequences: 'Iemand weet wat niet voor hem was.',
    measures: 'De kopie is gewist.',
    tellPeople: false,
    tellWhy: 'Het risico is niet hoog.',
    by: 'FG',
  };
  expect((await send(`${one}/assessments`, weighed)).status).toBe(200);
  const telling = { who: 'authority', at: new Date().toISOString(), words: 'Nummer 12', lateWhy: null, by: 'FG' };
  expect((await send(`${one}/tellings`, telling)).json).toMatchObject({ clock: { state: 'met', dueAt } });
  expect((await read('/v1/alarms')).json).toEqual({ items: [] });
  const form = await read(`${one}/report?as=txt`);
  expect(form.text).toMatch(/4\. Om wie en wat het gaat[\s\S]*nog niet bekend[\s\S]*Autoriteit Persoonsgegevens/i);
  expect((await read(`${one}/report?as=json`)).json).toMatchObject({ told: [{ who: 'authority' }] });
  expect((await read(`${one}/report?as=docx`)).status).toBe(200);
  expect((await send(`${one}/closing`, { lessons: 'Adres twee keer nakijken.', by: 'FG' })).status).toBe(200);
  expect((await read(`${base}/incidents`)).json).toMatchObject({ items: [{ closed: { by: 'FG' } }] });
});

it('what is recorded, what for and how long stands on an open page', async () => {
  const list = await knock('/wij-nemen-op');
  const at = base.replace('/v1/organisations', '/wij-nemen-op');
  expect(list.text).toContain(`href="${at}"`);
  const page = await knock(at);
  expect([page.status, page.text.match(/<h1>.*<\/h1>/)?.[0]]).toEqual([
    200,
    '<h1>Gesprekken opnemen door Gemeente Oost</h1>',
  ]);
  expect(page.text).toMatch(/om te kunnen bewijzen wat er is gezegd[\s\S]*1 jaar na het gesprek[\s\S]*Wie helpt u\?/);
  expect((await knock(`${at}?taal=en`)).text).toContain('Recording of talks by Gemeente Oost');
  expect((await knock(`${at}/insluiten`)).headers['content-security-policy']).toContain('frame-ancestors *');
  expect((await knock('/wij-nemen-op/nergens')).status).toBe(404);
  const paper = await read(`${base}/documents/public-page?as=txt`);
  expect(paper.text).toMatch(/om te kunnen bewijzen wat er is gezegd[\s\S]*1 jaar na het gesprek[\s\S]*Wie helpt u\?/i);
});

it('processors are listed with what their agreement lacks', async () => {
  const processor = {
    name: 'Hosting Voorbeeld',
    does: 'beheert de server',
    plans: [planId],
    place: 'eea',
    placeWords: '',
    agreedOn: null,
    document: '',
    clauses: [],
    subProcessors: '',
    breachWords: 'Binnen 24 uur',
    reviewOn: '2099-01-01',
    owner: 'Privacy officer',
  };
  const made = await send(`${base}/processors`, processor);
  expect([made.status, made.json]).toMatchObject([201, { missing: [{ code: 'no-agreement' }] }]);
  const one = `${base}/processors/${(made.json as { id: string }).id}`;
  expect((await send(one, { ...processor, plans: ['x'] })).json).toMatchObject({ code: 'processor-malformed' });
  expect((await send(`${one}/end`, { on: '2026-01-01', why: 'Overgestapt' })).json).toMatchObject({ ended: {} });
  expect((await send(one, processor)).json).toMatchObject({ code: 'processor-not-found', status: 404 });
});

it('the watch is begun by hand, and tells when it was done', async () => {
  expect((await send('/v1/watch/rounds', {})).status).toBe(201);
  await real.dossier.settled();
  expect((await read('/v1/watch')).json).toMatchObject({ last: { found: 0 }, running: null, overdue: false, open: [] });
  expect((await send(`${base}/findings/x/settling`, { words: 'Gedaan', by: 'FG' })).json).toMatchObject({
    code: 'finding-not-found',
  });
});
