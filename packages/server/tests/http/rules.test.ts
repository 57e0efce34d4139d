import { answers, ownRulesFile, rules } from '@woordelijk/rules';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import { house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';
import { administratorSession, type RealDossier, realDossier } from './real-dossier.ts';

let real: RealDossier;
let dossier: RealDossier['dossier'];
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let cookie: string;

beforeAll(async () => {
  real = await realDossier();
  dossier = real.dossier;
  app = await createHttp({ ...house({ talks: 0, webRoot: smallPages(), real: true }), dossier });
  ({ knock } = await listening(app));
  cookie = `woordelijk=${await administratorSession(dossier)}`;
});
afterAll(async () => {
  await app.close();
  await real.close();
});

const secretly = {
  id: 7,
  vraag: 'opnemen',
  datum: '2026-11-20',
  situation: { opnemer: 'inwoner', deelname: 'deelnemer', gemeld: 'niemand', wederpartij: 'gemeente' },
};
const post = (path: string, body: unknown) => knock(`/v1${path}`, { method: 'POST', body });
const inside = (path: string, body?: unknown) =>
  knock(`/v1${path}`, { headers: { cookie }, ...(body === undefined ? {} : { method: 'POST', body }) });

it('answers a stranger as the command line does, one case or many', async () => {
  const one = await post('/verdicts', secretly);
  expect(one.status).toBe(200);
  expect(one.json).toEqual(JSON.parse(JSON.stringify(answers(rules, secretly))));
  expect(one.json).toMatchObject({ id: 7, verdict: 'ONBEHOORLIJK' });
  const openly = { ...secretly, id: 8, situation: { ...secretly.situation, gemeld: 'alle' } };
  const many = await post('/verdicts', [secretly, openly]);
  expect(many.json.map(({ id }: { id: number }) => id)).toEqual([7, 8]);
  expect(many.json[1].verdict).not.toBe('ONBEHOORLIJK');
});

it('names what it does not know', async () => {
  const wrong = await post('/verdicts', [secretly, { ...secretly, situation: { opnemer: 'marsman' } }]);
  expect([wrong.status, wrong.json.code]).toEqual([422, 'question-malformed']);
  expect(wrong.json.about).toMatch(/^\[1\]\.situation\.opnemer: /);
  const shape = await post('/verdicts', { ...secretly, datum: 20261120 });
  expect([shape.status, shape.json.code]).toEqual([400, 'request-invalid']);
  expect((await post('/verdicts', Array(101).fill(secretly))).status).toBe(400);
});

it('takes up an organisation’s own rules, shows them to all, and answers by them from their day', async () => {
  const { id } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  const header = {
    key: 'gemeente-oost',
    name: 'Gemeente Oost',
    kind: 'gemeente' as const,
    legalForm: 'spelregels',
    decidedBy: 'college',
    decidedOn: null,
    publishedAt: 'de website',
    publishedOn: '2026-10-01',
    link: 'https://oost.example/spelregels',
    from: '2026-10-01',
    disclaimer: { nl: 'Onze eigen regels.', en: 'Our own rules.' },
  };
  const rows = rules.ruleSet.overlays.flatMap((overlay) => overlay.rows).filter((row) => row.id === 'SG-BEELD');
  const adopted = await inside(`/organisations/${id}/own-rules`, ownRulesFile(header, rows));
  expect(adopted.status).toBe(201);
  expect((await knock('/v1/public-rules')).json.items).toEqual([adopted.json]);
  expect(adopted.json).toMatchObject({ key: 'gemeente-oost', organisation: { id, name: 'Gemeente Oost' } });

  const video = { ...secretly, organisatie: ['gemeente-oost'], situation: { opnemer: 'inwoner', drager: 'beeld' } };
  expect((await post('/verdicts', video)).json.verdict).toBe('VERBODEN');
  expect((await post('/verdicts', { ...video, datum: '2026-09-30' })).json.verdict).not.toBe('VERBODEN');
  const unknown = await post('/verdicts', { ...video, organisatie: ['gemeente-noord'] });
  expect([unknown.status, unknown.json.about]).toEqual([422, expect.stringContaining('organisatie')]);

  const lowering = { ...(ownRulesFile(header, rows) as object), regels: [{ id: 'X' }] };
  const refused = await inside(`/organisations/${id}/own-rules`, lowering);
  expect([refused.status, refused.json.code]).toEqual([422, 'own-rules-malformed']);
  expect(refused.json.about).toContain('row X');
  expect((await post(`/organisations/${id}/own-rules`, {})).status).toBe(401);
});

it('takes questions from anybody, and lets the office answer them once for all to read', async () => {
  const asked = await post('/questions', { text: 'Mag ik mijn gesprek opnemen?' });
  expect(asked.status).toBe(201);
  const look = () => post('/question-lookups', { secret: asked.json.secret });
  expect((await look()).json).toMatchObject({ state: 'open', text: 'Mag ik mijn gesprek opnemen?', answer: null });
  expect((await knock('/v1/question-register')).status).toBe(401);
  const [entry] = (await inside('/question-register')).json.items;
  const words = { publishedQuestion: 'Mag ik opnemen?', answer: 'Ja. Zeg het wel vooraf.' };
  expect((await post(`/questions/${entry.id}/answer`, words)).status).toBe(401);
  expect((await inside(`/questions/${entry.id}/answer`, words)).status).toBe(204);
  expect((await inside(`/questions/${entry.id}/answer`, words)).json.code).toBe('question-settled');
  expect((await look()).json).toMatchObject({ state: 'answered', answer: 'Ja. Zeg het wel vooraf.' });
  const published = (await knock('/v1/questions')).json.items;
  expect(published).toMatchObject([{ publishedQuestion: 'Mag ik opnemen?', answer: 'Ja. Zeg het wel vooraf.' }]);
  expect(Object.keys(published[0])).not.toContain('text');

  const again = await post('/questions', { text: 'Opnemen, mag dat?' });
  const second = (await inside('/question-register')).json.items.find((one: { text: string }) =>
    one.text.startsWith('Opn'),
  );
  expect((await inside(`/questions/${second.id}/referral`, { to: entry.id })).status).toBe(204);
  expect((await post('/question-lookups', again.json)).json.answer).toBe('Ja. Zeg het wel vooraf.');
  expect((await post('/question-lookups', { secret: 'guess' })).status).toBe(404);
  expect((await post('/questions', { text: ' ' })).status).toBe(400);
});

it('shows an organisation’s rules to all as a page without scripts, and lets any site embed it', async () => {
  const east = (await dossier.organisations()).find(({ name }) => name === 'Gemeente Oost')!;
  const contact = { departmentId: null, duty: 'dpo', name: 'Bureau FG', reach: 'fg@oost.example' } as const;
  await dossier.staff.listContact(east.id, contact, { actor: 'cli' });
  const { status, text, headers } = await knock('/regels/gemeente-oost');
  expect(status).toBe(200);
  expect(text).toContain('<h1>Gesprekken opnemen bij Gemeente Oost</h1>');
  expect(text).toContain('<h2>Onze eigen regels</h2>');
  expect(text).toContain('<li>Bureau FG (functionaris gegevensbescherming): fg@oost.example</li>');
  expect(text).not.toContain('<script');
  expect(String(headers['content-security-policy'])).toContain("frame-ancestors 'none'");
  expect((await knock('/regels/gemeente-oost?taal=en')).text).toContain('<html lang="en">');
  const framed = await knock('/regels/gemeente-oost/insluiten');
  expect(String(framed.headers['content-security-policy'])).toContain('frame-ancestors *');
  expect([framed.headers['x-frame-options'], framed.headers['cross-origin-resource-policy']]).toEqual([
    undefined,
    'cross-origin',
  ]);
  expect((await knock('/regels')).text).toContain('<a href="/regels/gemeente-oost">Gemeente Oost</a>');
  expect((await knock('/regels/gemeente-noord')).status).toBe(404);
  const sheet = await inside(`/organisations/${east.id}/documents/factsheet?as=txt`);
  expect(sheet.text).toMatch(
    /Mag ik filmen\?\s[\s\S]*staat geen beeldopname van een gesprek toe. \(eigen regel; [\s\S]*Bureau FG/i,
  );
  expect(sheet.text).toMatch(/Sr 139a[\s\S]*Gemaakt op [\s\S]*geen juridisch advies/);
  const english = await inside(`/organisations/${east.id}/documents/factsheet?as=txt&language=en`);
  expect(english.text).toMatch(/allows no video of a talk. \(own rule; /);
});
