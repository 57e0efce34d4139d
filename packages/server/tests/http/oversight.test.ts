/** For who looks after the rules: the self-audit with what the server knows, figures, decisions, documents, quality. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
let below: string;
const folder = mkdtempSync(join(tmpdir(), 'woordelijk-'));
const lastBackup = join(folder, 'last-backup.json');

beforeAll(async () => {
  real = await realDossier();
  const parts = house({ talks: 0, webRoot: smallPages(), real: true });
  app = await createHttp({ ...parts, config: { ...parts.config, lastBackup }, dossier: real.dossier });
  ({ knock } = await listening(app));
  cookie = `woordelijk=${await administratorSession(real.dossier)}`;
  below = `/v1/organisations/${(await real.dossier.addOrganisation('Gemeente Oost', 'cli')).id}`;
});
afterAll(async () => {
  await app.close();
  await real.close();
  rmSync(folder, { recursive: true });
});

const read = (path: string): Promise<Answer> => knock(path, { headers: { cookie } });
const audited = async (subject: string) =>
  ((await read(`${below}/self-audit`)).json as { items: { subject: string }[] }).items.find(
    (item) => item.subject === subject,
  );

it('the self-audit knows of backups and of rules that no lawyer looked at', async () => {
  expect(await audited('backup')).toEqual({ subject: 'backup', state: 'attention', figures: {} });
  writeFileSync(lastBackup, 'torn');
  expect(await audited('backup')).toMatchObject({ state: 'attention', figures: {} });
  const at = new Date().toISOString();
  writeFileSync(lastBackup, JSON.stringify({ at }));
  expect(await audited('backup')).toMatchObject({ state: 'good', figures: { last: Date.parse(at) } });
  expect(await audited('rules')).toMatchObject({ state: 'attention', figures: { rows: 173, unreviewed: 173 } });
  expect((await knock(`${below}/self-audit`)).status).toBe(401);
});

it('figures, decisions and refused readings are there when there is nothing yet', async () => {
  const { weeks } = (await read(`${below}/figures`)).json as { weeks: unknown[] };
  expect(weeks).toHaveLength(12);
  expect((await read(`${below}/decisions`)).json).toEqual({ items: [] });
  expect((await read(`${below}/refused-readings`)).json).toEqual({ items: [] });
  expect((await read(`${below}/decisions?cursor=x`)).status).toBe(400);
});

it('all documents are listed, and a form bears the organisation’s name', async () => {
  const { items } = (await read(`${below}/documents`)).json as { items: { code: string; at: string | null }[] };
  expect(items.length).toBeGreaterThan(25);
  const form = await read(`${below}/documents/quality-guideline?as=txt`);
  expect([form.status, form.text.includes('Gemeente Oost')]).toEqual([200, true]);
  expect((await read(`${below}/documents/nothing`)).json).toMatchObject({ code: 'letter-not-there' });
});

it('software that scores people is refused with the article, in the reader’s language', async () => {
  const body = {
    criteria: ['Luistert uit'],
    mostDrawn: 3,
    use: 'Om te leren.',
    council: 'Ingestemd.',
    scoredBy: 'emotion-recognition',
    by: 'Teamleider',
  };
  const send = (language: string, changes = {}) =>
    knock(`${below}/quality-protocols`, {
      method: 'POST',
      headers: { cookie, 'accept-language': language },
      body: { ...body, ...changes },
    });
  const refused = await send('en');
  expect(refused.json).toMatchObject({ status: 403, code: 'quality-method-refused' });
  expect((refused.json as { detail: string }).detail).toContain('AI Act 5(1)(f)');
  expect((await send('nl', { scoredBy: 'person' })).status).toBe(201);
  expect((await read(`${below}/quality-protocols`)).json).toMatchObject({ items: [{ use: 'Om te leren.' }] });
});

it('the works council sees its own page and no figure, list, card, certificate or sound beside it', async () => {
  const { dossier } = real;
  const organisationId = below.split('/').at(-1)!;
  const posts = [{ role: 'works-council', departmentId: null }] as const;
  const { token } = await dossier.staff.invite(organisationId, 'Lid ondernemingsraad', posts, 'cli');
  const { account } = await dossier.staff.join(token, {
    id: 'or',
    publicKey: Uint8Array.of(1),
    counter: 0,
    transports: [],
  });
  const council = { cookie: `woordelijk=${(await dossier.people.openSession(account.id)).token}` };
  const seen = (path: string) => knock(path, { headers: council });
  expect((await seen(`${below}/works-council`)).json).toMatchObject({
    plans: [],
    figures: { recorded: 0, readings: {}, refused: 0, drawn: 0 },
    fewest: 5,
  });
  const desk = await dossier.staff.addDepartment(organisationId, 'Balie', { actor: 'cli' });
  const plan = {
    plannedAt: Date.now() + 3_600_000,
    kind: 'gewoon',
    place: 'kantoor',
    subject: 'Aanvraag',
    departmentIds: [desk.id],
    participants: [
      { part: 'resident', name: 'Inwoner' },
      { part: 'official', name: 'Medewerker' },
    ],
  } as const;
  const { id } = await dossier.plan(organisationId, plan, { actor: 'cli' });
  for (const closed of ['figures', 'self-audit', 'decisions', 'refused-readings', 'quality-draws', 'destructions'])
    expect([closed, (await seen(`${below}/${closed}`)).json.code]).toEqual([closed, 'not-allowed']);
  for (const closed of ['', '/sound', '/rights-requests', '/absent-people', '/ledger'])
    expect([closed, (await seen(`/v1/talks/${id}${closed}`)).json.code]).toEqual([closed, 'talk-not-found']);
  expect((await seen('/v1/talks')).status).toBe(403);
  expect((await seen('/v1/rights-requests')).status).toBe(403);
  expect((await seen('/v1/absent-people')).status).toBe(403);
  expect((await read(`${below}/works-council`)).status).toBe(200); // who stands on the server
  expect((await knock(`${below}/works-council`)).status).toBe(401);
});

it('a recording plan is one document: purposes, who judged what, the texts and the line of the register', async () => {
  const { dossier } = real;
  const { id } = await dossier.addOrganisation('Gemeente Zuid', 'cli');
  await putInOrder(dossier, id, new Date().toISOString().slice(0, 10));
  const [plan] = await dossier.recordingPlans.of(id);
  const at = `/v1/organisations/${id}/recording-plans/${plan!.id}/document`;
  const paper = (await read(`${at}?as=txt`)).text;
  for (const part of [
    'OPNAMEPLAN: GESPREKKEN',
    'Gemeente Zuid',
    'om te kunnen bewijzen wat er is gezegd',
    'DPIA',
    'Brief van de OR',
    'PASSAGE VOOR DE PRIVACYVERKLARING',
    'REGEL IN HET VERWERKINGSREGISTER',
  ])
    expect(paper.toUpperCase()).toContain(part.toUpperCase());
  expect((await read(`${at}?as=docx&language=en`)).bytes.subarray(0, 2).toString()).toBe('PK');
  expect((await read(at.replace(plan!.id, 'none'))).json.code).toBe('recording-plan-not-found');
  expect((await knock(at)).status).toBe(401);
});
