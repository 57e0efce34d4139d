import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import { house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';
import { administratorSession, type RealDossier, realDossier } from './real-dossier.ts';

const DAY = 86_400_000;
const asking = { actor: 'cli' } as const;
let real: RealDossier;
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let cookie: string;
let organisationId: string;
let talkId: string;

beforeAll(async () => {
  real = await realDossier();
  const { dossier } = real;
  app = await createHttp({ ...house({ talks: 0, webRoot: smallPages(), real: true }), dossier });
  ({ knock } = await listening(app));
  cookie = `woordelijk=${await administratorSession(dossier)}`;
  organisationId = (await dossier.addOrganisation('Gemeente Oost', 'cli')).id;
  const department = await dossier.staff.addDepartment(organisationId, 'Wmo', asking);
  const planned = {
    plannedAt: Date.UTC(2026, 10, 20, 13, 3),
    kind: 'gewoon',
    place: 'kantoor',
    subject: 'Aanvraag',
    departmentIds: [department.id],
    participants: [
      { part: 'resident', name: 'Inwoner Één' },
      { part: 'official', name: 'Medewerker' },
    ],
  } as const;
  talkId = (await dossier.plan(organisationId, planned, asking)).id;
});
afterAll(async () => {
  await app.close();
  await real.close();
});

const send = (path: string, body: object): Promise<Answer> =>
  knock(path, { method: 'POST', headers: { cookie }, body });
const read = (path: string): Promise<Answer> => knock(path, { headers: { cookie } });

it('a hold forbids destruction; lifted, the talk goes and its certificate stays', async () => {
  const reviewAt = new Date(Date.now() + 30 * DAY).toISOString();
  const hold = { reason: 'complaint', owner: 'Klachtencoördinator', words: 'Zaak 12.', reviewAt };
  const decision = { ground: 'request', words: 'Verzoek om te wissen.' };
  expect((await send(`/v1/talks/${talkId}/destruction`, decision)).json).toMatchObject({ code: 'talk-planned' });
  expect((await send(`/v1/talks/${talkId}/calling-off`, { reason: 'Ziek.' })).status).toBe(204);
  const placed = await send(`/v1/talks/${talkId}/holds`, hold);
  expect([placed.status, placed.json]).toMatchObject([201, { ...hold, liftedAt: null }]);
  const { id } = placed.json as { id: string };
  expect((await read(`/v1/organisations/${organisationId}/holds`)).json).toMatchObject({ items: [{ id }] });
  for (const early of ['destruction', 'destruction/document'])
    expect((await read(`/v1/talks/${talkId}/${early}`)).json).toMatchObject({ code: 'not-destroyed' });
  expect((await send(`/v1/talks/${talkId}/destruction`, decision)).json).toMatchObject({
    status: 409,
    code: 'talk-held',
  });
  const late = new Date(Date.now() + 2000 * DAY).toISOString();
  const reviewed = await send(`/v1/talks/${talkId}/holds/${id}/reviews`, { reviewAt: late });
  expect(reviewed.json).toMatchObject({ status: 422, code: 'review-malformed' });
  expect((await send(`/v1/talks/${talkId}/holds/${id}/lifting`, { why: 'Afgedaan.' })).json).toMatchObject({
    why: 'Afgedaan.',
  });
  const gone = await send(`/v1/talks/${talkId}/destruction`, decision);
  expect([gone.status, gone.json]).toMatchObject([200, { talkId, certificate: decision }]);
  await real.dossier.settled();
  expect((await read(`/v1/talks/${talkId}/destruction`)).json).toMatchObject({ destroyedAt: expect.any(String) });
  const paper = (await read(`/v1/talks/${talkId}/destruction/document?as=txt`)).text;
  for (const part of ['VERKLARING VAN VERNIETIGING', 'Gemeente Oost', 'Verzoek om te wissen.', talkId])
    expect(paper).toContain(part);
  expect(paper).not.toContain('Inwoner');
  const word = await read(`/v1/talks/${talkId}/destruction/document?as=docx&language=en`);
  expect(word.bytes.subarray(0, 2).toString()).toBe('PK');
  expect((await read(`/v1/talks/${talkId}`)).json).toMatchObject({ parties: [], destruction: {} });
  expect((await read(`/v1/talks/${talkId}/file`)).status).toBe(410);
  expect((await send(`/v1/talks/${talkId}/holds`, hold)).json).toMatchObject({ status: 410, code: 'talk-destroyed' });
  expect((await read(`/v1/organisations/${organisationId}/destructions`)).json).toMatchObject({ items: [{ talkId }] });
  const wrong = await read(`/v1/organisations/${organisationId}/destructions?cursor=x`);
  expect(wrong.json).toMatchObject({ code: 'request-invalid', about: 'cursor' });
});
