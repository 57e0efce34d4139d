/** The other side's page over HTTP, on a real dossier: what a visit may do, and what a stranger learns (nothing). */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { packEntries } from '@woordelijk/audio';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp, type HttpParts, smsWebhook } from '../../src/http/index.ts';
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

async function open(changes: Partial<HttpParts> = {}, limits = { all: 1_000_000, guessable: 1_000_000 }) {
  const fake = house({ talks: 0, webRoot: smallPages(), real: true, limits });
  const config = { ...fake.config, names: ['gesprek.example'] };
  app = await createHttp({ ...fake, config, ...changes, dossier: real.dossier });
  ({ knock } = await listening(app));
}

const post = (path: string, body: unknown, cookie = '') =>
  knock(path, { method: 'POST', body, ...(cookie === '' ? {} : { headers: { cookie } }) });
const get = (path: string, cookie: string) => knock(path, { headers: { cookie } });

async function link(body: Record<string, unknown> = { party: 'p1', codeBy: 'desk' }) {
  const made = (await post(`/v1/talks/${talkId}/personal-links`, body, staff)).json;
  return { id: made.link.id as string, secret: String(made.address).split('#')[1]!, made };
}
const codeFor = async (id: string) =>
  String(
    (await knock(`/v1/talks/${talkId}/personal-links/${id}/code`, { method: 'POST', headers: { cookie: staff } })).json
      .code,
  );
const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0]!;

/** What a stranger sees of an answer: everything but the id of the request, the moment and what the address has left. */
function seen({ status, text, headers }: Answer) {
  const { date, 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset, ...rest } = headers;
  return JSON.stringify([status, text.replace(/"requestId":"[^"]*"/, ''), rest]);
}

beforeEach(async () => {
  real = await realDossier();
  staff = `woordelijk=${await administratorSession(real.dossier)}`;
  ({ talkId, organisationId } = await heldTalk(real.dossier));
});
afterEach(async () => {
  await app.close();
  await real.close();
});

describe('a visit', () => {
  it('shows what was agreed, plays, hands out copies once per ticket with a receipt, and tells every use', async () => {
    await open();
    const { id, secret, made } = await link();
    expect(made.letter.text).toContain(made.address);
    expect(made.address).toMatch(/\/mijn#[\w-]{43}$/);
    const entered = await post('/v1/mine/visit', { secret, code: await codeFor(id) });
    expect(entered.status).toBe(201);
    expect(String(entered.headers['set-cookie'])).toMatch(
      /^woordelijk-mijn=[\w-]+; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const me = cookieOf(entered);
    const mine = (await get('/v1/mine', me)).json;
    expect(mine).toMatchObject({
      name: 'Inwoner Eén',
      organisation: 'Gemeente Oost',
      recording: 'ready',
      objects: false,
      complaints: [],
      agreement: { confirmations: [{ name: 'Inwoner Eén', mine: true }] },
    });

    const part = await knock('/v1/mine/sound', { headers: { cookie: me, range: 'bytes=0-3' } });
    expect([part.status, part.text]).toEqual([206, 'RIFF']);

    const ticket = async (what: string) => String((await post('/v1/mine/tickets', { what }, me)).json.ticket);
    const first = await ticket('mp3');
    const copy = await get(`/v1/mine/downloads/${first}`, me);
    expect([copy.status, copy.headers['content-type']]).toEqual([200, 'audio/mpeg']);
    const again = await get(`/v1/mine/downloads/${first}`, me);
    expect([again.status, again.json.code]).toEqual([404, 'ticket-refused']);
    const zip = await get(`/v1/mine/downloads/${await ticket('legs')}`, me);
    expect(zip.bytes.subarray(0, 2).toString()).toBe('PK');
    const receipt = await get(`/v1/mine/downloads/${await ticket('receipt')}`, me);
    expect(receipt.text).toContain(createHash('sha256').update(zip.bytes).digest('hex'));
    expect((await get(`/v1/mine/downloads/${await ticket('agreement')}`, me)).text).toContain('Inwoner Eén');
    expect((await knock(`/v1/mine/downloads/${await ticket('mp3')}`)).json.code).toBe('visit-needed');

    const { uses, copies } = (await get('/v1/mine', me)).json;
    expect(copies.map(({ kind }: { kind: string }) => kind)).toEqual(['mp3', 'legs']);
    expect(uses.map(({ who, act }: { who: string; act: string }) => `${who} ${act}`)).toEqual([
      'office personal-link.made',
      'office personal-link.code-made',
      'you personal-link.opened',
      'you sound.played',
      'you copy.made',
      'you copy.handed-out',
      'you copy.made',
      'you copy.handed-out',
    ]);
  });

  it('objects and complains once, where the office finds it, and closes its own link', async () => {
    await open();
    const { id, secret } = await link();
    const me = cookieOf(await post('/v1/mine/visit', { secret, code: await codeFor(id) }));
    for (let n = 0; n < 2; n++)
      expect((await knock('/v1/mine/objection', { method: 'POST', headers: { cookie: me } })).status).toBe(204);
    expect(await real.dossier.objections.list(organisationId)).toMatchObject([{ name: 'Inwoner Eén' }]);
    expect((await post('/v1/mine/complaint', { text: 'U hebt geknipt.' }, me)).status).toBe(204);
    const { reports } = await real.dossier.table.file(talkId);
    expect(reports).toMatchObject([{ about: 'office', text: 'U hebt geknipt.', actor: `link:${id}` }]);
    expect((await get('/v1/mine', me)).json).toMatchObject({ objects: true, complaints: [{ answer: null }] });
    expect((await knock('/v1/mine/link', { method: 'DELETE', headers: { cookie: me } })).status).toBe(204);
    expect((await get('/v1/mine', me)).json.code).toBe('visit-needed');
    expect((await post('/v1/mine/visit', { secret, code: '000000' })).json.code).toBe('entry-refused');
  });

  it('of a call that came in by itself complains too, and gets a receipt of its copy', async () => {
    const line = 'sip:+999800100@pbx.example';
    await real.dossier.addLine(organisationId, line, 'cli');
    const startedAt = Date.now() * 1000;
    const format = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };
    const { recordings } = real.dossier;
    const call = await recordings.begin({
      startedAt,
      source: 'phone',
      lines: [line],
      demo: false,
      parties: [{ id: 'p1', aor: 'sip:+999612345678@pbx.example', name: 'Beller' }],
      channels: [{ channel: 1, label: '1', format, parties: ['p1'] }],
    });
    const entry = { kind: 'packet', at: 0, arrival: 0, payloadType: 8, sequence: 0, timestamp: 0, ssrc: 1 } as const;
    const entries = packEntries([{ ...entry, marker: true, payload: new Uint8Array(160).fill(9) }]);
    await recordings.append(call.recordingId, {
      channel: 1,
      leaves: [{ start: startedAt, duration: 20_000, entries }],
    });
    await recordings.end(call.recordingId, 'bye', startedAt + 1e6);
    await real.dossier.settled();
    talkId = call.talkId;
    await open();
    const { parties } = await real.dossier.talk(talkId);
    const { id, secret } = await link({ party: parties[0]!.id, codeBy: 'desk' });
    const me = cookieOf(await post('/v1/mine/visit', { secret, code: await codeFor(id) }));
    expect((await post('/v1/mine/complaint', { text: 'Niemand zei dat dit werd opgenomen.' }, me)).status).toBe(204);
    const [report] = (await get(`/v1/talks/${talkId}/file`, staff)).json.reports;
    expect(report).toMatchObject({ about: 'office', actor: `link:${id}` });
    await post(`/v1/talks/${talkId}/misuse-reports/${report.id}/closing`, { text: 'U hebt gelijk.' }, staff);
    expect((await get('/v1/mine', me)).json.complaints).toMatchObject([{ answer: 'U hebt gelijk.' }]);
    const { ticket } = (await post('/v1/mine/tickets', { what: 'mp3' }, me)).json;
    const { bytes } = await get(`/v1/mine/downloads/${ticket}`, me);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect((await get('/v1/mine', me)).json.copies).toMatchObject([{ kind: 'mp3', sha256 }]);
  });

  it('asks under its holder’s rights; the office takes it up, and the answer comes back to the page', async () => {
    await open();
    const { id, secret } = await link();
    const me = cookieOf(await post('/v1/mine/visit', { secret, code: await codeFor(id) }));
    for (const kind of ['access', 'correction', 'restriction', 'deletion', 'objection', 'copy'])
      expect((await post('/v1/mine/requests', { kind, text: `Ik vraag ${kind}.` }, me)).status).toBe(204);
    const { items } = (await get('/v1/rights-requests', staff)).json;
    expect(items).toHaveLength(6);
    expect(items[0]).toMatchObject({ kind: 'access', name: 'Inwoner Eén', state: 'identified', way: 'own-page' });
    expect(items[0].rules.receipt.vraag).toBe('inzage');
    const at = `/v1/rights-requests/${items[0].id}`;
    expect((await post(`${at}/taking-up`, { by: 'Privacyofficier' }, staff)).json.takenUp.by).toBe('Privacyofficier');
    expect((await post(`${at}/extension`, { why: 'Veel opnamen.' }, staff)).json.dueOn > items[0].dueOn).toBe(true);
    const extension = await get(`${at}/letters/extension?as=txt`, staff);
    expect(extension.text).toContain('Veel opnamen.');
    const mine = (await get('/v1/mine', me)).json;
    expect(mine.requests.at(-1)).toMatchObject({ kind: 'access', extended: 'Veel opnamen.', answer: null });
    const asked = mine.rules.map(({ question }: { question: { nl: string } }) => question.nl);
    expect(asked).toContain('Mag de opname nu op internet?');
    expect(mine.rules.find((one: { question: { nl: string } }) => /internet/.test(one.question.nl)).answer.nl).toMatch(
      /mag niet/,
    );
    expect((await get('/v1/rights-requests', me)).json.code).toBe('login-needed');
  });

  it('of supervised listening plays and hands out nothing; a copy can be asked for', async () => {
    await open();
    const wanted = { party: 'p1', codeBy: 'desk', listenOnly: true };
    const early = await post(`/v1/talks/${talkId}/personal-links`, wanted, staff);
    expect(early.json.code).toBe('listening-not-planned');
    const { table } = real.dossier;
    const wish = { by: 'p1', recorder: 'resident', place: 'kantoor', camera: 'geen', others: 'geen' } as const;
    const request = (await table.register(talkId, wish, asking)).requests.at(-1)!.id;
    const refusal = {
      outcome: 'refused',
      grounds: 'Er worden gegevens van een ander besproken.',
      explanation: 'Aan tafel uitgelegd.',
      conversation: 'Besproken.',
      alternative: 'office-records',
      decidedBy: 'Leidinggevende',
    } as const;
    await table.decide(talkId, request, refusal, asking);
    await table.planListening(talkId, request, Date.now(), 'Kamer 3', asking);
    const { id, secret } = await link(wanted);
    const me = cookieOf(await post('/v1/mine/visit', { secret, code: await codeFor(id) }));
    expect((await get('/v1/mine', me)).json).toMatchObject({ listenOnly: true, listening: { place: 'Kamer 3' } });
    expect((await knock('/v1/mine/sound', { headers: { cookie: me, range: 'bytes=0-3' } })).text).toBe('RIFF');
    for (const what of ['mp3', 'legs'])
      expect((await post('/v1/mine/tickets', { what }, me)).json.code).toBe('listening-only');
    expect((await post('/v1/mine/requests', { kind: 'copy', text: 'Ik wil een kopie.' }, me)).status).toBe(204);
  });

  it('is no login, and a login is no visit', async () => {
    await open();
    const { id, secret } = await link();
    const me = cookieOf(await post('/v1/mine/visit', { secret, code: await codeFor(id) }));
    expect((await get(`/v1/talks/${talkId}`, me)).json.code).toBe('login-needed');
    expect((await get('/v1/mine', staff)).json.code).toBe('visit-needed');
    expect((await knock('/v1/mine/visit', { method: 'DELETE', headers: { cookie: me } })).status).toBe(204);
    expect((await get('/v1/mine', me)).json.code).toBe('visit-needed');
  });

  it('gets its code by text message where the organisation set that up', async () => {
    await open();
    const sms = { party: 'p1', codeBy: 'sms', number: '+999612345678' };
    const refused = await post(`/v1/talks/${talkId}/personal-links`, sms, staff);
    expect([refused.status, refused.json.code]).toEqual([409, 'sms-not-set']);
    await app.close();
    const got: { to: string; text: string }[] = [];
    const provider = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      got.push(JSON.parse(body));
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((done) => provider.once('listening', done));
    const { port } = provider.address() as AddressInfo;
    await open({ senders: { sms: smsWebhook(`http://127.0.0.1:${port}/sms`) } });
    const { secret } = await link(sms);
    expect((await post('/v1/mine/code', { secret })).status).toBe(204);
    await real.dossier.settled();
    expect(got).toMatchObject([{ to: '+999612345678' }]);
    const code = /\d{6}/.exec(got[0]!.text)![0];
    expect((await post('/v1/mine/visit', { secret, code })).status).toBe(201);
    provider.close();
  });
});

describe('a stranger', () => {
  it('hears the same for an unknown, revoked or expired link, a wrong code and a used one', async () => {
    await open();
    const { id, secret } = await link();
    const used = await codeFor(id);
    await post('/v1/mine/visit', { secret, code: used });
    const revoked = await link();
    const late = await codeFor(revoked.id);
    await knock(`/v1/talks/${talkId}/personal-links/${revoked.id}`, { method: 'DELETE', headers: { cookie: staff } });
    const noes = [
      await post('/v1/mine/visit', { secret: randomBytes(32).toString('base64url'), code: used }),
      await post('/v1/mine/visit', { secret, code: used }),
      await post('/v1/mine/visit', { secret, code: 'abcdef' }),
      await post('/v1/mine/visit', { secret: revoked.secret, code: late }),
    ];
    expect(new Set(noes.map(seen)).size, noes.map(seen).join('\n')).toBe(1);
    const asked = [
      await post('/v1/mine/code', { secret: 'a guess of somebody' }),
      await post('/v1/mine/code', { secret }),
      await post('/v1/mine/code', { secret: revoked.secret }),
    ];
    expect(new Set(asked.map(seen)).size).toBe(1);
    // Opening the address changes nothing, however often.
    await real.dossier.settled();
    const before = (await real.dossier.ledger(talkId)).length;
    for (let n = 0; n < 3; n++) await knock('/mijn');
    expect((await real.dossier.ledger(talkId)).length).toBe(before);
  });

  it('gets nowhere with 10,000 guesses, at the link or at the code, and its holder comes in afterwards', {
    timeout: 120_000,
  }, async () => {
    await open();
    const { id, secret } = await link();
    const right = await codeFor(id);
    const answers = new Map<string, number>();
    const guess = async (body: { secret: string; code: string }) => {
      const {
        statusCode: status,
        headers,
        body: text,
      } = await app.inject({
        method: 'POST',
        url: '/v1/mine/visit',
        headers: { host: 'gesprek.example', 'woordelijk-request': '1' },
        payload: body,
      });
      const key = `${status} ${JSON.parse(text).code} ${headers['set-cookie'] === undefined}`;
      answers.set(key, (answers.get(key) ?? 0) + 1);
    };
    // Whoever has the link tries codes in order, the right one too, but after five others.
    for (let n = 0; n < 5; n++)
      await guess({ secret, code: String((Number(right) + 1 + n) % 1_000_000).padStart(6, '0') });
    const all = async (count: number, one: (n: number) => Promise<void>) => {
      for (let n = 0; n < count; n += 100)
        await Promise.all(Array.from({ length: Math.min(100, count - n) }, (_, i) => one(n + i)));
    };
    await all(4995, (n) => guess({ secret, code: n % 10 === 0 ? right : String(n).padStart(6, '0') }));
    await all(5000, () => guess({ secret: randomBytes(32).toString('base64url'), code: right }));
    expect([...answers]).toEqual([['403 entry-refused true', 10_000]]);
    await real.dossier.settled();
    // The office sees it, and its ledger does not grow with every guess.
    const [seenByOffice] = (await get(`/v1/talks/${talkId}/personal-links`, staff)).json.items;
    expect(seenByOffice.refused).toBeGreaterThanOrEqual(6);
    expect(seenByOffice.refused).toBeLessThanOrEqual(10);
    expect((await post('/v1/mine/visit', { secret, code: await codeFor(id) })).status).toBe(201);
  });

  it('is slowed down after twenty guesses a minute', async () => {
    await open({}, { all: 1200, guessable: 20 });
    const answers: number[] = [];
    for (let n = 0; n < 30; n++)
      answers.push((await post('/v1/mine/visit', { secret: `guess number ${n}`, code: '123456' })).status);
    expect(answers).toEqual([...Array(20).fill(403), ...Array(10).fill(429)]);
  });
});
