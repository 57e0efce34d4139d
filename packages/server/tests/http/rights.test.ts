/** Requests under somebody's rights over HTTP: from the own page to the package, of the staff themselves, and who sees what. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import { heldTalk } from './held-talk.ts';
import { house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';
import { administratorSession, type RealDossier, realDossier } from './real-dossier.ts';

const asking = { actor: 'cli' } as const;
let real: RealDossier;
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let staff: string;
let talkId: string;
let organisationId: string;

const post = (path: string, body: unknown, cookie: string) =>
  knock(path, { method: 'POST', body, headers: { cookie } });
const get = (path: string, cookie: string) => knock(path, { headers: { cookie } });

/** A visit to the own page of who is on the talk. */
async function visit() {
  const { link, secret } = await real.dossier.personal.make(talkId, { party: 'p1', codeBy: 'desk' }, 'cli');
  const { code } = await real.dossier.personal.makeCode(talkId, link.id, 'cli');
  const opened = await knock('/v1/mine/visit', { method: 'POST', body: { secret, code } });
  return String(opened.headers['set-cookie']).split(';')[0]!;
}

/** Takes a request up to where it is decided. */
async function decided(id: string, decision: Record<string, unknown>, others = '') {
  const at = `/v1/rights-requests/${id}`;
  const talks = [{ talk: talkId, as: 'speaks', others }];
  const found = await post(`${at}/findings`, { by: 'Coördinator', searched: 'Op naam.', talks }, staff);
  expect([found.status, found.json.state]).toEqual([200, 'found']);
  const said = { outcome: 'granted', ground: null, text: 'U krijgt de opname.', by: 'Coördinator', evidence: null };
  return await post(`${at}/decision`, { ...said, talks: [], ...decision }, staff);
}

/** Somebody of the staff with a session. */
async function employee(role: 'employee' | 'privacy-officer', name: string) {
  const { dossier } = real;
  const [wmo] = await dossier.staff.departments(organisationId);
  const departmentId = role === 'employee' ? wmo!.id : null;
  const { token } = await dossier.staff.invite(organisationId, name, [{ role, departmentId }], 'cli');
  const passkey = { id: name, publicKey: new Uint8Array(1), counter: 0, transports: [] };
  const { account } = await dossier.staff.join(token, passkey);
  return { id: account.id, cookie: `woordelijk=${(await dossier.people.openSession(account.id)).token}` };
}

beforeEach(async () => {
  real = await realDossier();
  staff = `woordelijk=${await administratorSession(real.dossier)}`;
  ({ talkId, organisationId } = await heldTalk(real.dossier));
  const fake = house({ talks: 0, webRoot: smallPages(), real: true, limits: { all: 1e6, guessable: 1e6 } });
  app = await createHttp({ ...fake, dossier: real.dossier });
  ({ knock } = await listening(app));
});
afterEach(async () => {
  await app.close();
  await real.close();
});

describe('a request', () => {
  it('of the own page ends with a package that its holder takes once per ticket, with a receipt, in term', async () => {
    const me = await visit();
    expect((await post('/v1/mine/requests', { kind: 'copy', text: 'Mijn kopie.' }, me)).status).toBe(204);
    const [{ id }] = (await get('/v1/rights-requests', staff)).json.items;
    const bySearch = await get(`/v1/rights-requests/${id}/candidates?search=Inwoner&subject=aanvr`, staff);
    expect(bySearch.json.items.map((talk: { id: string }) => talk.id)).toEqual([talkId]);
    // What it came from is always there.
    expect((await get(`/v1/rights-requests/${id}/candidates?search=Niemand`, staff)).json.items).toHaveLength(1);
    expect((await get(`/v1/rights-requests/${id}/candidates?subject=bezwaar`, staff)).json.items).toEqual([]);
    expect((await get(`/v1/rights-requests/${id}/package`, staff)).json.code).toBe('rights-request-step');
    const talks = [{ talk: talkId, give: 'whole', edit: null }];
    expect((await decided(id, { talks })).json).toMatchObject({ hasPackage: true, decision: { remedy: 'bezwaar' } });
    const letter = (await get(`/v1/rights-requests/${id}/letters/decision?as=txt`, staff)).text;
    for (const part of [
      'U KRIJGT WAT U VROEG',
      'bezwaar maken tot en met',
      'Autoriteit Persoonsgegevens',
      'Privacyloket',
    ])
      expect(letter).toContain(part);
    const docx = await get(`/v1/rights-requests/${id}/letters/decision?as=docx`, staff);
    expect(docx.bytes.subarray(0, 2).toString()).toBe('PK');

    const ticket = (await post('/v1/mine/tickets', { what: `package:${id}` }, me)).json.ticket;
    const taken = await get(`/v1/mine/downloads/${ticket}`, me);
    expect([taken.status, taken.headers['content-type']]).toEqual([200, 'application/zip']);
    expect((await get(`/v1/mine/downloads/${ticket}`, me)).json.code).toBe('ticket-refused');
    const text = taken.bytes.toString('latin1');
    for (const part of ['"formaat": "woordelijk-pakket/1"', '"soort": "copy"', '"gegeven": "geheel"', '"over_u": []'])
      expect(taken.bytes.toString('utf8')).toContain(part);
    for (const file of [
      'pakket.json',
      'beslissing.html',
      'beslissing.docx',
      'gesprek.mp3',
      'gegevens.json',
      'exacte-kopie/proof/',
    ])
      expect(text).toContain(file);
    const page = (await get('/v1/mine', me)).json;
    expect(page.authority, 'a municipality says that it is one').toBe(true);
    expect(page.requests[0]).toMatchObject({ state: 'closed', closed: { how: 'handed' }, hasPackage: true });
    const receipt = (await post('/v1/mine/tickets', { what: `package-receipt:${id}` }, me)).json.ticket;
    const sha256 = createHash('sha256').update(taken.bytes).digest('hex');
    expect((await get(`/v1/mine/downloads/${receipt}`, me)).text).toContain(sha256);
    expect((await get(`/v1/rights-requests/${id}`, staff)).json).toMatchObject({ closed: { inTerm: true } });
    expect((await get('/v1/rights-requests', staff)).json.items).toEqual([]);
    const since = encodeURIComponent(new Date(0).toISOString());
    expect((await get(`/v1/rights-requests?closedSince=${since}`, staff)).json.items).toHaveLength(1);
  });

  it('by letter for a destroyed talk is answered that nothing is processed any more', async () => {
    await real.dossier.destructions.decide(talkId, 'term', 'De termijn is om.', 'cli');
    await real.dossier.settled();
    const body = { kind: 'access', name: 'Inwoner Eén', way: 'letter', text: 'Wat hebt u van mij?' };
    const { id } = (await post(`/v1/organisations/${organisationId}/rights-requests`, body, staff)).json;
    const at = `/v1/rights-requests/${id}`;
    expect((await post(`${at}/identity`, { how: 'known-number', by: 'Coördinator' }, staff)).status).toBe(200);
    const granted = await decided(id, { talks: [{ talk: talkId, give: 'whole', edit: null }] });
    expect(granted.json.code).toBe('decision-not-fitting');
    const gone = { outcome: 'gone', ground: null, text: 'Op 1 maart vernietigd.', by: 'Coördinator', evidence: null };
    expect((await post(`${at}/decision`, { ...gone, talks: [] }, staff)).status).toBe(200);
    const letter = (await get(`${at}/letters/decision?as=txt`, staff)).text;
    expect(letter).toContain('Die zijn er niet meer.');
    expect((await post(`${at}/closing`, { how: 'told' }, staff)).json.closed).toMatchObject({
      how: 'told',
      inTerm: true,
    });
  });

  it('gives a copy in which others are masked, names nobody else, and never the sealed file with its key', async () => {
    const { edits } = real.dossier;
    const span = {
      fromMs: 500,
      toMs: 900,
      channel: null,
      treatment: 'tone',
      reason: 'third-person',
      why: 'een buurvrouw',
    } as const;
    const edit = await edits.declare(talkId, { spans: [span], why: 'Kopie voor inzage.', by: 'Coördinator' }, asking);
    for (const to of ['Inwoner Eén', 'Medewerker']) await edits.tell(talkId, edit.id, { to, how: 'letter' }, asking);
    await edits.make(talkId, edit.id, asking);
    await real.dossier.settled();
    const me = await visit();
    await post('/v1/mine/requests', { kind: 'copy', text: 'Mijn kopie.' }, me);
    const [{ id }] = (await get('/v1/rights-requests', staff)).json.items;
    const wrong = [{ talk: talkId, give: 'masked', edit: 'no-such-edit' }];
    expect((await decided(id, { talks: wrong }, 'Een buurvrouw.')).json.code).toBe('decision-not-fitting');
    const masked = [{ talk: talkId, give: 'masked', edit: edit.id }];
    expect((await decided(id, { talks: masked }, 'Een buurvrouw.')).status).toBe(200);
    const zip = (await get(`/v1/rights-requests/${id}/package`, staff)).bytes.toString('latin1');
    expect(zip).toContain('een ander');
    expect(zip).not.toContain('recording.sealed');
    expect(zip).not.toContain('"Medewerker"');
  });

  it('granted as a restriction shuts the talk for other uses; a deletion is for who may destroy', async () => {
    const me = await visit();
    await post('/v1/mine/requests', { kind: 'restriction', text: 'Alleen bewaren.' }, me);
    const [{ id }] = (await get('/v1/rights-requests', staff)).json.items;
    await decided(id, { talks: [{ talk: talkId, give: 'whole', edit: null }] });
    const done = await post(`/v1/rights-requests/${id}/carrying-out`, undefined, staff);
    expect([done.status, done.json.closed?.how]).toEqual([200, 'carried-out']);
    expect((await get(`/v1/talks/${talkId}/sound?purpose=training`, staff)).json.code).toBe('talk-restricted');
    const range = await knock(`/v1/talks/${talkId}/sound?purpose=request`, {
      headers: { cookie: staff, range: 'bytes=0-3' },
    });
    expect(range.text).toBe('RIFF');
    const rights = (await get(`/v1/talks/${talkId}/rights-requests`, staff)).json;
    expect(rights).toMatchObject({ items: [{ id }], restrictedAt: expect.any(String) });
    const lifted = await post(
      `/v1/talks/${talkId}/restriction/lifting`,
      { why: 'Nagegaan, de inwoner weet het.' },
      staff,
    );
    expect(lifted.status).toBe(204);
  });
});

describe('an employee', () => {
  it('sees what was done with their talks by whom and for what, asks, and takes the package', async () => {
    const one = await employee('employee', 'Medewerker Een');
    const officer = await employee('privacy-officer', 'Privacyofficier');
    const other = await employee('employee', 'Collega');
    const table = [
      { part: 'resident', name: 'Inwoner Twee' },
      { part: 'official', name: 'Medewerker Een', accountId: one.id },
    ] as const;
    ({ talkId } = await heldTalk(real.dossier, table, organisationId));
    await knock(`/v1/talks/${talkId}/sound?purpose=complaint`, {
      headers: { cookie: officer.cookie, range: 'bytes=0-3' },
    });
    const own = (await get('/v1/own/rights', one.cookie)).json;
    expect(own).toMatchObject({ name: 'Medewerker Een', requests: [], talks: [{ talk: talkId, recorded: true }] });
    expect(own.talks[0].uses).toContainEqual({
      at: expect.any(String),
      who: 'Privacyofficier',
      act: 'sound.played',
      purpose: 'complaint',
    });
    expect((await get('/v1/own/rights', other.cookie)).json.talks).toEqual([]);
    const foreign = await post(
      '/v1/own/rights-requests',
      { kind: 'access', text: 'Van een ander.', talk: talkId },
      other.cookie,
    );
    expect(foreign.json.code).toBe('talk-not-found');

    const wish = { kind: 'access', text: 'Ik wil het horen.', talk: talkId };
    const { id } = (await post('/v1/own/rights-requests', wish, one.cookie)).json;
    // A colleague who may see the talk does not see what another of the staff asks.
    expect((await get('/v1/rights-requests', other.cookie)).json.items).toEqual([]);
    expect((await get(`/v1/rights-requests/${id}`, other.cookie)).json.code).toMatch(/not-allowed|not-found/);
    expect((await get(`/v1/talks/${talkId}/rights-requests`, other.cookie)).json.items).toEqual([]);
    expect((await get('/v1/rights-requests', officer.cookie)).json.items).toMatchObject([{ id, side: 'staff' }]);
    staff = officer.cookie;
    expect((await decided(id, { talks: [{ talk: talkId, give: 'whole', edit: null }] })).status).toBe(200);
    const at = `/v1/own/rights-requests/${id}`;
    expect((await get(`${at}/package`, other.cookie)).json.code).toBe('rights-request-not-found');
    expect((await get(`${at}/decision`, one.cookie)).text).toContain('U krijgt wat u vroeg');
    const taken = await get(`${at}/package`, one.cookie);
    expect(taken.bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await get('/v1/own/rights', one.cookie)).json.requests).toMatchObject([{ closed: { inTerm: true } }]);
    expect((await get(`${at}/receipt`, one.cookie)).text).toContain('Vingerafdruk');
  });
});

describe('somebody who is only talked about', () => {
  const neighbour = {
    called: 'de buurvrouw',
    name: 'Buurvrouw Twee',
    about: 'Haar gezondheid.',
    stretches: [{ fromMs: 100, toMs: 400 }],
    by: 'Coördinator',
  };

  it('is noted, decided about, told by a letter, found by a request of their own, and weighed in that of others', async () => {
    const at = `/v1/talks/${talkId}/absent-people`;
    const named = (await post(at, neighbour, staff)).json;
    expect(named).toMatchObject({ state: 'named', called: 'de buurvrouw', talk: talkId });
    expect((await get('/v1/absent-people', staff)).json.items).toMatchObject([{ id: named.id }]);
    const early = await post(`${at}/${named.id}/telling`, { way: 'letter', on: '2026-01-01', by: 'x' }, staff);
    expect([early.status, early.json.code]).toEqual([409, 'absent-step']);
    const tell = { tell: true, exception: null, why: 'Zij weet het niet.', measures: null, by: 'Coördinator' };
    expect((await post(`${at}/${named.id}/decision`, tell, staff)).json.state).toBe('to-tell');
    const letter = (await get(`${at}/${named.id}/letter?as=txt`, staff)).text;
    for (const part of ['Buurvrouw Twee', 'Haar gezondheid.', 'Autoriteit Persoonsgegevens'])
      expect(letter).toContain(part);
    expect(letter).not.toContain('Inwoner'); // not who told it
    expect((await get(`${at}/${named.id}/letter?as=docx&language=en`, staff)).status).toBe(200);
    expect((await get(`${at}/none/letter`, staff)).json.code).toBe('absent-not-found');
    const today = new Date().toISOString().slice(0, 10);
    const told = await post(`${at}/${named.id}/telling`, { way: 'letter', on: today, by: 'Coördinator' }, staff);
    expect(told.json.state).toBe('told');

    const asked = { kind: 'access', text: 'Wat is er over mij gezegd?', way: 'letter' };
    const register = (name: string) =>
      post(`/v1/organisations/${organisationId}/rights-requests`, { ...asked, name }, staff);
    const { id } = (await register('Buurvrouw Twee')).json;
    const found = await get(`/v1/rights-requests/${id}/candidates?search=Buurvrouw%20Twee`, staff);
    expect(found.json).toMatchObject({ items: [{ id: talkId }], spokenOf: [talkId], cut: false });

    const other = (await register('Inwoner')).json.id;
    await post(`/v1/rights-requests/${other}/identity`, { how: 'known-number', by: 'Coördinator' }, staff);
    const whole = { talk: talkId, give: 'whole', edit: null };
    const no = await decided(other, { talks: [whole] });
    expect([no.status, no.json.code]).toEqual([409, 'decision-not-fitting']);
    expect((await get(`/v1/rights-requests/${other}`, staff)).json.found.talks[0].absent).toMatchObject([
      { called: 'de buurvrouw', stretches: [{ fromMs: 100, toMs: 400 }] },
    ]);
    const yes = await decided(other, { talks: [{ ...whole, despite: 'Zij vertelde het zelf.' }] });
    expect(yes.json.decision.talks[0].despite).toBe('Zij vertelde het zelf.');
  });

  it('is noted by the talk’s own department, where who leads it or sees to privacy decides', async () => {
    const { cookie } = await employee('employee', 'Medewerker Een');
    const at = `/v1/talks/${talkId}/absent-people`;
    const mine = await post(at, { ...neighbour, name: undefined }, cookie);
    expect(mine.json).toMatchObject({ state: 'named', name: null });
    const decision = { tell: false, exception: 'knows', why: 'Zij weet het.', measures: null, by: 'Medewerker Een' };
    expect((await post(`${at}/${mine.json.id}/decision`, decision, cookie)).json.code).toBe('not-allowed');
    const officer = await employee('privacy-officer', 'Privacyofficier');
    expect((await post(`${at}/${mine.json.id}/decision`, decision, officer.cookie)).json.state).toBe('excepted');
  });

  it('of a talk the case is found by its number', async () => {
    const put = (number: string | null) =>
      knock(`/v1/talks/${talkId}/case`, { method: 'PUT', body: { number }, headers: { cookie: staff } });
    expect((await put('Z-2026/7')).json).toEqual({ number: 'Z-2026/7' });
    expect((await get(`/v1/talks/${talkId}/case`, staff)).json).toEqual({ number: 'Z-2026/7' });
    const asked = { kind: 'access', name: 'Iemand', text: 'Mijn zaak.', way: 'letter' };
    const { id } = (await post(`/v1/organisations/${organisationId}/rights-requests`, asked, staff)).json;
    const by = async (query: string) =>
      (await get(`/v1/rights-requests/${id}/candidates?${query}`, staff)).json.items.length;
    expect([await by('case=z20267'), await by('case=z2026'), await by('case=z20267&subject=niets')]).toEqual([1, 0, 0]);
  });
});
