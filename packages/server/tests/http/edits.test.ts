/** Edited copies over HTTP: declared, told by letter, made, heard, given, shared, withdrawn. On a real dossier. */
import { createHash } from 'node:crypto';
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
let sent: { to: string; text: string; html: string }[];
let talk: string;

beforeEach(async () => {
  sent = [];
  real = await realDossier({
    sendMail: async (mail) => {
      sent.push(mail);
    },
  });
  staff = `woordelijk=${await administratorSession(real.dossier)}`;
  talk = `/v1/talks/${(await heldTalk(real.dossier)).talkId}`;
  const senders = { mail: async () => undefined };
  const limits = { all: 1_000_000, guessable: 1_000_000 };
  app = await createHttp({
    ...house({ talks: 0, webRoot: smallPages(), real: true, limits }),
    dossier: real.dossier,
    senders,
  });
  ({ knock } = await listening(app));
});
afterEach(async () => {
  await app.close();
  await real.close();
});

const post = (path: string, body?: unknown, cookie = staff) =>
  knock(path, { method: 'POST', ...(body === undefined ? {} : { body }), headers: { cookie } });
const get = (path: string, cookie = staff) => knock(path, { headers: { cookie } });
const SPAN = { fromMs: 500, toMs: 1000, channel: null, treatment: 'silence' } as const;
const NEW = {
  spans: [{ ...SPAN, reason: 'third-person', why: 'iemand op de gang' }],
  why: 'Kopie voor inzage',
  by: 'Coördinator privacy',
};

async function inside(party: string): Promise<string> {
  const made = (await post(`${talk}/personal-links`, { party, codeBy: 'desk' })).json;
  const { code } = (await post(`${talk}/personal-links/${made.link.id}/code`)).json;
  const visit = await post('/v1/mine/visit', { secret: String(made.address).split('#')[1], code }, '');
  return String(visit.headers['set-cookie']).split(';')[0]!;
}

it('goes from declaration and letter to a copy on the own page and behind a shared link, and back', async () => {
  expect((await post(`${talk}/edits`, { ...NEW, spans: [] })).json.code).toBe('edit-malformed');
  const preview = await post(`${talk}/edits/preview`, { spans: [SPAN], fromMs: 0, toMs: 2000 });
  expect([preview.status, preview.headers['content-type']]).toEqual([200, 'audio/wav']);
  const declared = await post(`${talk}/edits`, NEW);
  expect([declared.status, declared.json.state]).toEqual([201, 'declared']);
  const edit = `${talk}/edits/${declared.json.id}`;
  const letter = await get(`${talk}/letters/edit-notice?as=txt&about=${declared.json.id}`);
  expect(letter.text).toContain('WIJ GAAN EEN BEWERKTE KOPIE');
  expect(letter.text).toContain('iemand op de gang');

  expect((await post(`${edit}/make`)).json).toMatchObject({ state: 'declared', allowed: false });
  expect((await post(`${edit}/told`, { to: 'Inwoner Eén', how: 'letter' })).json.told).toHaveLength(1);
  expect((await post(`${edit}/make`)).json).toMatchObject({ state: 'making', allowed: true });
  await real.dossier.settled();
  const { made } = (await get(`${talk}/edits`)).json.items[0];
  expect(made).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const sound = await get(`${edit}/sound`);
  expect(createHash('sha256').update(sound.bytes).digest('hex')).toBe(made.sha256);
  const part = await knock(`${edit}/sound`, { headers: { cookie: staff, range: 'bytes=10-19' } });
  expect([part.status, part.bytes]).toEqual([206, sound.bytes.subarray(10, 20)]);
  expect((await get(`${edit}/copies/mp3`)).headers['content-type']).toBe('application/zip');

  const resident = await inside('p1');
  const mine = async () => (await get('/v1/mine', resident)).json.edits;
  const my = `/v1/mine/edits/${declared.json.id}/sound`;
  expect(await mine()).toMatchObject([{ by: NEW.by, mine: false, statement: made.statement }]); // told, not given
  expect((await get(my, resident)).json.code).toBe('edit-not-made');
  expect((await post(`${edit}/handovers`, { to: 'Inwoner Eén', way: 'online' })).json.code).toBe('facts-malformed');
  await post(`${edit}/handovers`, { to: 'Inwoner Eén', party: 'p1', way: 'online' });
  expect(await mine()).toMatchObject([{ mine: true, sha256: made.sha256 }]);
  expect((await get(my, resident)).bytes).toEqual(sound.bytes);
  const { ticket } = (await post('/v1/mine/tickets', { what: `edit:${declared.json.id}` }, resident)).json;
  const mp3 = await get(`/v1/mine/downloads/${ticket}`, resident);
  expect([mp3.headers['content-type'], mp3.bytes.subarray(0, 3).toString()]).toEqual(['audio/mpeg', 'ID3']);
  expect(mp3.bytes.includes(Buffer.from('BEWERKTE KOPIE'))).toBe(true);
  expect((await get(my, await inside('p2'))).json.code).toBe('edit-not-made'); // given to another

  const endsAt = new Date(Date.now() + DAY).toISOString();
  const link = { use: 'adviser', to: 'Advocaat', why: 'advies', download: true, codeBy: 'desk', endsAt };
  const shared = (await post(`${talk}/shares`, { ...link, edit: declared.json.id })).json;
  expect(shared.made).toMatchObject({ edit: declared.json.id, open: true });
  const { code } = (await post(`${talk}/shares/${shared.made.id}/code`)).json;
  const visit = await post('/v1/shared/visit', { secret: String(shared.address).split('#')[1], code }, '');
  const guest = String(visit.headers['set-cookie']).split(';')[0]!;
  expect((await get('/v1/shared', guest)).json.edit.statement).toBe(made.statement);
  expect((await get('/v1/shared/sound', guest)).bytes).toEqual(sound.bytes);
  const way = (await post('/v1/shared/tickets', undefined, guest)).json.ticket;
  expect((await get(`/v1/shared/downloads/${way}`, guest)).bytes.includes(Buffer.from('BEWERKTE KOPIE'))).toBe(true);

  const back = (await post(`${edit}/withdraw`, { why: 'vergissing' })).json;
  expect(back).toMatchObject({ edit: { state: 'withdrawn' }, closed: [shared.made.id] });
  expect(back.outOfReach.map(({ to }: { to: string }) => to)).toEqual(['Inwoner Eén', 'Advocaat']);
  expect((await get('/v1/shared/sound', guest)).status).not.toBe(200);
  expect((await get(my, resident)).json.code).toBe('edit-not-made');
  expect((await get(`${edit}/sound`)).json.code).toBe('edit-not-made');
});

it('is told on the own page: mail that says nothing goes with the same act, to who has an open link and an address', async () => {
  const { id } = (await post(`${talk}/edits`, NEW)).json;
  const edit = `${talk}/edits/${id}`;
  const tell = (more: object) => post(`${edit}/told`, { to: 'Inwoner Eén', how: 'personal-page', ...more });
  expect((await tell({})).json.code).toBe('facts-malformed');
  expect((await tell({ party: 'p1' })).json.code).toBe('personal-link-not-found');
  const invite = { party: 'p1', codeBy: 'desk', mail: 'inwoner@post.example' };
  const { link } = (await post(`${talk}/personal-links`, invite)).json;
  expect((await tell({ party: 'p1' })).json.told).toMatchObject([{ to: 'Inwoner Eén', how: 'personal-page' }]);
  await real.dossier.settled();
  expect(sent.map(({ to }) => to)).toEqual(['inwoner@post.example', 'inwoner@post.example']);
  expect(sent[1]!.text).toContain('Er staat iets nieuws op uw eigen pagina');
  expect(`${sent[1]!.text} ${sent[1]!.html}`).not.toMatch(/bewerk|knip|Inwoner Eén|gang/i);
  const outbox = (await get(`${talk}/mails`)).json.items;
  expect(outbox).toMatchObject([{ kind: 'news', state: 'sent' }, { kind: 'invitation' }]);
  await real.dossier.personal.make(talk.split('/').at(-1)!, { party: 'p2', codeBy: 'desk' }, 'cli');
  expect((await tell({ to: 'Medewerker', party: 'p2' })).json.told).toHaveLength(2); // a page, and no address
  await knock(`${talk}/personal-links/${link.id}`, { method: 'DELETE', headers: { cookie: staff } });
  expect((await tell({ party: 'p1' })).json.code).toBe('personal-link-not-found');
  await real.dossier.settled();
  expect(sent).toHaveLength(2);
});
