/** Files that are handed in, over HTTP: by the staff and by a visit, brought by their own secret, given back exactly. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import { house } from './house.ts';
import { type Answer, type Knock, listening, smallPages } from './knock.ts';
import { administratorSession, type RealDossier, realDossier } from './real-dossier.ts';

const asking = { actor: 'cli' } as const;
const SOUND = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), randomBytes(300_000)]);
const SHA256 = createHash('sha256').update(SOUND).digest('hex');
let real: RealDossier;
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let staff: string;
let talkId: string;

beforeEach(async () => {
  real = await realDossier();
  const { dossier } = real;
  staff = `woordelijk=${await administratorSession(dossier)}`;
  const { id: organisationId } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await dossier.arrange(organisationId, 'gemeente', 'cli');
  const { id: wmo } = await dossier.staff.addDepartment(organisationId, 'Wmo', asking);
  const about = { kind: 'gewoon', place: 'kantoor', subject: 'Aanvraag', departmentIds: [wmo] };
  const participants = [
    { part: 'resident', name: 'Inwoner Één' },
    { part: 'official', name: 'Medewerker' },
  ] as const;
  ({ id: talkId } = await dossier.plan(organisationId, { plannedAt: Date.now(), ...about, participants }, asking));
  const limits = { all: 1_000_000, guessable: 1_000_000 };
  const fake = house({ talks: 0, webRoot: smallPages(), real: true, limits });
  app = await createHttp({ ...fake, config: { ...fake.config, names: ['gesprek.example'] }, dossier });
  ({ knock } = await listening(app));
});
afterEach(async () => {
  await app.close();
  await real.close();
});

const post = (path: string, body: unknown, cookie: string) =>
  knock(path, { method: 'POST', body, headers: { cookie, 'idempotency-key': randomUUID() } });
const given = { provenance: 'participant', told: false, words: 'met mijn telefoon' };

function fresh(bytes = SOUND.length) {
  const secret = randomBytes(32).toString('base64url');
  const secretSha256 = createHash('sha256').update(secret).digest('hex');
  return { secret, body: { bytes, name: 'gesprek.wav', secretSha256 } };
}
const put = (fileId: string, secret: string, offset: number, raw: Uint8Array) =>
  knock(`/v1/files/${fileId}?offset=${offset}`, {
    method: 'PUT',
    raw,
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/octet-stream',
      'content-length': String(raw.length),
    },
  });

describe('a file that is handed in', () => {
  it('comes in by the staff in pieces, is heard and copied by the policy, and its secret opens nothing else', async () => {
    const offered = await post(`/v1/talks/${talkId}/offers`, { ...given, from: 'Inwoner Één' }, staff);
    const { id: offerId } = offered.json.offers[0];
    const path = `/v1/talks/${talkId}/offers/${offerId}/files`;
    const { secret, body } = fresh();
    expect((await post(path, { ...body, bytes: 2_000_000_001 }, staff)).json.code).toBe('file-length');
    expect((await knock(path, { method: 'POST', body })).status).toBe(401);
    const opened = await post(path, body, staff);
    expect([opened.status, opened.json.state]).toEqual([201, 'receiving']);
    const { fileId } = opened.json;
    expect((await put(fileId, 'another', 0, SOUND)).json.code).toBe('file-not-found');
    expect((await put(fileId, secret, 5, SOUND.subarray(5))).json.code).toBe('offset-unexpected');
    expect((await put(fileId, secret, 0, Buffer.alloc(4 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await put(fileId, secret, 0, SOUND.subarray(0, 100_000))).json.next).toBe(100_000);
    const progress = { headers: { authorization: `Bearer ${secret}` } };
    expect((await knock(`/v1/files/${fileId}`, progress)).json).toMatchObject({ next: 100_000, state: 'receiving' });
    const last = await put(fileId, secret, 100_000, SOUND.subarray(100_000));
    expect(last.json).toMatchObject({ sha256: SHA256, mediaType: 'audio/wav', next: SOUND.length });
    const at = `/v1/talks/${talkId}/files/${fileId}`;
    const heard = await knock(`${at}/sound?purpose=complaint`, { headers: { cookie: staff, range: 'bytes=10-19' } });
    expect([heard.status, heard.headers['content-type']]).toEqual([206, 'audio/wav']);
    expect(heard.bytes).toEqual(SOUND.subarray(10, 20));
    const copy = await knock(`${at}/copy?purpose=request`, { headers: { cookie: staff } });
    expect(copy.bytes).toEqual(SOUND);
    expect(copy.headers['content-disposition']).toBe(`attachment; filename="ingeleverd-${SHA256.slice(0, 12)}.wav"`);
    expect((await knock(`${at}/copy`)).status).toBe(401);
    await real.dossier.settled();
    const acts = (await knock(`/v1/talks/${talkId}/ledger`, { headers: { cookie: staff } })).json.items;
    expect(acts.filter(({ act }: { act: string }) => /^file\.(played|copied)/.test(act))).toMatchObject([
      { act: 'file.played', detail: { purpose: 'complaint' } },
      { act: 'file.copied', detail: { purpose: 'request' } },
    ]);
  });

  it('is refused by its content, and can be stopped halfway', async () => {
    const offered = await post(`/v1/talks/${talkId}/offers`, { ...given, from: 'Inwoner Één' }, staff);
    const path = `/v1/talks/${talkId}/offers/${offered.json.offers[0].id}/files`;
    const program = fresh(9000);
    const { fileId } = (await post(path, program.body, staff)).json;
    const refused = await put(fileId, program.secret, 0, Buffer.concat([Buffer.from('MZ'), Buffer.alloc(8998)]));
    expect([refused.status, refused.json.code]).toEqual([415, 'file-type-unknown']);
    const second = fresh();
    const stopped = (await post(path, second.body, staff)).json;
    await put(stopped.fileId, second.secret, 0, SOUND.subarray(0, 5000));
    const headers = { authorization: `Bearer ${second.secret}` };
    expect((await knock(`/v1/files/${stopped.fileId}`, { method: 'DELETE', headers })).status).toBe(204);
    expect((await put(stopped.fileId, second.secret, 5000, SOUND.subarray(5000))).json.code).toBe('file-given-up');
    const strange = { ...given, provenance: 'not-a-participant', from: 'Een ander' };
    const put_aside = (await post(`/v1/talks/${talkId}/offers`, strange, staff)).json.offers.at(-1);
    const late = await post(`/v1/talks/${talkId}/offers/${put_aside.id}/files`, fresh().body, staff);
    expect([late.status, late.json.code]).toEqual([409, 'offer-not-kept']);
  });

  it('comes in from the holder of a personal link, goes on after the visit is over, and comes back to them alone', async () => {
    const made = (await post(`/v1/talks/${talkId}/personal-links`, { party: 'p1', codeBy: 'desk' }, staff)).json;
    const enter = async () => {
      const code = await post(`/v1/talks/${talkId}/personal-links/${made.link.id}/code`, {}, staff);
      const body = { secret: String(made.address).split('#')[1], code: code.json.code };
      const entered = await knock('/v1/mine/visit', { method: 'POST', body });
      return String(entered.headers['set-cookie']).split(';')[0]!;
    };
    const visit = await enter();
    const offered = await post('/v1/mine/offers', given, visit);
    expect([offered.status, offered.json.kept]).toEqual([201, true]);
    const { secret, body } = fresh();
    const { fileId } = (await post(`/v1/mine/offers/${offered.json.offerId}/files`, body, visit)).json;
    await put(fileId, secret, 0, SOUND.subarray(0, 8192));
    await knock('/v1/mine/visit', { method: 'DELETE', headers: { cookie: visit } });
    expect((await put(fileId, secret, 8192, SOUND.subarray(8192))).json.sha256).toBe(SHA256); // its own right
    await real.dossier.settled();
    const again = await enter();
    const mine = (await knock('/v1/mine', { headers: { cookie: again } })).json;
    expect(mine.handedIn).toMatchObject([{ state: 'kept', files: [{ id: fileId, state: 'stored', sha256: SHA256 }] }]);
    expect(mine.uses.map(({ act }: { act: string }) => act)).toContain('file.received');
    const ticket = async (what: string) => (await post('/v1/mine/tickets', { what }, again)).json.ticket;
    const back = await knock(`/v1/mine/downloads/${await ticket(`file:${fileId}`)}`, { headers: { cookie: again } });
    expect(back.bytes).toEqual(SOUND);
    // What the staff took in for somebody else is not the holder's.
    const other = await post(`/v1/talks/${talkId}/offers`, { ...given, from: 'Een ander' }, staff);
    const { id } = other.json.offers.at(-1);
    expect((await post(`/v1/mine/offers/${id}/files`, fresh().body, again)).json.code).toBe('offer-not-found');
    const strange = await ticket(`file:${randomUUID()}`);
    expect((await knock(`/v1/mine/downloads/${strange}`, { headers: { cookie: again } })).status).toBe(404);
  });

  it('of a recording that stayed with its maker is compared with what was held while it was made', async () => {
    const invited = await post(`/v1/talks/${talkId}/own-recordings`, undefined, staff);
    expect(invited.status).toBe(201);
    const [recordingId, link] = String(invited.json.link).split('#')[1]!.split('.') as [string, string];
    expect(invited.json.link).toMatch(/\/opnemen#/);
    const secret = randomBytes(32).toString('base64url');
    const as = (bearer: string, path = '', body?: unknown) =>
      knock(`/v1/own-recordings/${recordingId}${path}`, {
        ...(body === undefined ? {} : { method: 'POST', body }),
        headers: { authorization: `Bearer ${bearer}` },
      });
    expect((await as('another')).json.code).toBe('recording-not-found');
    expect((await as(link)).json).toMatchObject({ organisation: 'Gemeente Oost', state: 'invited' });
    const startedAt = new Date().toISOString();
    const begin = { startedAt, secretSha256: createHash('sha256').update(secret).digest('hex') };
    expect((await as(link, '/beginning', begin)).json.state).toBe('recording');
    const told = (bytes: number) => ({
      at: startedAt,
      part: 0,
      bytes,
      sha256: createHash('sha256').update(SOUND.subarray(0, bytes)).digest('hex'),
    });
    const fingerprints = [told(1000), told(SOUND.length)];
    expect((await as(link, '/fingerprints', { fingerprints })).json.code).toBe('recording-not-found'); // not the device
    const held = (await as(secret, '/fingerprints', { fingerprints })).json;
    expect(held).toMatchObject({ count: 2, bytes: SOUND.length });
    expect((await as(secret, '/end', { endedAt: startedAt })).json.state).not.toBe('recording');
    const head = (await knock(`/v1/recordings/${recordingId}/head/${held.headToken}`)).json;
    expect(head).toMatchObject({ size: 4, closed: true });
    const { secret: right, body } = fresh();
    const { fileId } = (await as(secret, '/files', body)).json;
    await put(fileId, right, 0, SOUND);
    const { offers, ownRecordings } = (await knock(`/v1/talks/${talkId}/file`, { headers: { cookie: staff } })).json;
    expect(offers).toMatchObject([{ state: 'kept', from: 'Inwoner Één', files: [{ likeness: 'same' }] }]);
    expect(ownRecordings).toMatchObject([{ id: recordingId, startedAt, headToken: held.headToken }]);
    expect((await as(secret, '/files', fresh().body)).status).toBe(201); // a second part belongs to the same offer
    await real.dossier.settled();
  });
});
