/** Mail over real sockets to a real mail server: invitations, news, codes, and what a server may answer. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createHttp } from '../src/http/index.ts';
import { type MailServer, openMail } from '../src/mail.ts';
import { heldTalk } from './http/held-talk.ts';
import { house } from './http/house.ts';
import { type Answer, type Knock, listening, smallPages } from './http/knock.ts';
import { administratorSession, type RealDossier, realDossier } from './http/real-dossier.ts';

interface Got {
  readonly to: readonly string[];
  readonly source: string;
  /** Quoted-printable undone, well enough to look for words. */
  readonly plain: string;
}

const folder = mkdtempSync(join(tmpdir(), 'woordelijk-mail-'));
let got: Got[];
let says: { code: number; at: 'rcpt' | 'data' } | undefined;
let smtp: SMTPServer;
let mail: MailServer;
let real: RealDossier;
let app: FastifyInstance;
let knock: (path: string, how?: Knock) => Promise<Answer>;
let staff: string;
let talk: string;

const refusal = (code: number) => Object.assign(new Error('no'), { responseCode: code });

beforeEach(async () => {
  got = [];
  says = undefined;
  smtp = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'woordelijk' && password === 'geheim' ? done(null, { user: username }) : done(refusal(535)),
    onRcptTo: (_address, _session, done) => done(says?.at === 'rcpt' ? refusal(says.code) : null),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (says?.at === 'data') return done(refusal(says.code));
        const source = Buffer.concat(parts).toString('utf8');
        const plain = source
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
        got.push({ to: session.envelope.rcptTo.map(({ address }) => address), source, plain });
        done();
      });
    },
  });
  await new Promise<void>((up) => smtp.listen(0, '127.0.0.1', up));
  const login = join(folder, 'login');
  writeFileSync(login, 'woordelijk\ngeheim\n', { mode: 0o600 });
  const { port } = smtp.server.address() as AddressInfo;
  const config = readConfig({
    flags: {
      smtp: `smtp://127.0.0.1:${port}`,
      'smtp-login': login,
      'mail-from': 'Gemeente Oost <opnamen@oost.example>',
    },
    env: {},
    cwd: folder,
  });
  mail = openMail(config.mail!);
  real = await realDossier({ sendMail: mail.send });
  staff = `woordelijk=${await administratorSession(real.dossier)}`;
  talk = `/v1/talks/${(await heldTalk(real.dossier)).talkId}`;
  const limits = { all: 1_000_000, guessable: 1_000_000 };
  const fake = house({ talks: 0, webRoot: smallPages(), real: true, limits });
  app = await createHttp({ ...fake, dossier: real.dossier, senders: { mail: mail.sendCode } });
  ({ knock } = await listening(app));
});
afterEach(async () => {
  await app.close();
  await real.close();
  mail.close();
  await new Promise<void>((closed) => smtp.close(() => closed()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const post = (path: string, body: unknown, cookie = staff) =>
  knock(path, { method: 'POST', body, headers: { cookie } });
const get = (path: string, cookie = staff) => knock(path, { headers: { cookie } });
const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0]!;
const invite = (more: object = {}) =>
  post(`${talk}/personal-links`, { party: 'p1', codeBy: 'desk', mail: 'inwoner@post.example', ...more });
const outbox = async () => (await get(`${talk}/mails`)).json.items;

it('holds the link and nothing personal; the code goes another way; news has no link; stop is stop', async () => {
  const { json: made } = await invite();
  await real.dossier.settled();
  const secret = String(made.address).split('#')[1]!;
  expect(got.map(({ to }) => to)).toEqual([['inwoner@post.example']]);
  expect(got[0]!.plain).toContain(secret);
  expect(got[0]!.plain).not.toMatch(/Inwoner Eén|Aanvraag|\+9996/);
  expect(got[0]!.source).toMatch(/^From: Gemeente Oost <opnamen@oost\.example>\r$/m);
  expect(got[0]!.source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(await outbox()).toMatchObject([{ state: 'sent', kind: 'invitation', tries: 1 }]);
  expect((await invite({ codeBy: 'mail', number: 'inwoner@post.example' })).json.code).toBe('mail-same-way');

  // Something new: told without a word of what, to who has an address.
  const question = { use: 'training', what: 'nieuwe collega’s laten meeluisteren', audience: 'vijf', protected: [] };
  expect((await post(`${talk}/consents`, question)).status).toBe(200);
  await real.dossier.settled();
  expect(got).toHaveLength(2);
  expect(got[1]!.plain).not.toMatch(/collega|mijn#/);

  const { code } = (
    await knock(`${talk}/personal-links/${made.link.id}/code`, { method: 'POST', headers: { cookie: staff } })
  ).json;
  const me = cookieOf(await post('/v1/mine/visit', { secret, code }, ''));
  expect((await get('/v1/mine', me)).json.mail).toBe('yes');
  expect((await knock('/v1/mine/mail', { method: 'DELETE', headers: { cookie: me } })).status).toBe(204);
  expect((await get('/v1/mine', me)).json.mail).toBe('stopped');
  await post(`${talk}/consents`, question);
  await real.dossier.settled();
  expect(got).toHaveLength(2);
});

it('sends a code where the link went another way', async () => {
  const made = (await invite({ codeBy: 'mail', number: 'inwoner@post.example', mail: undefined })).json;
  const secret = String(made.address).split('#')[1]!;
  expect((await post('/v1/mine/code', { secret }, '')).status).toBe(204);
  await real.dossier.settled();
  const code = /Uw code is (\d{6})/.exec(got[0]!.plain)![1];
  expect(got[0]!.plain).not.toContain(secret);
  expect((await post('/v1/mine/visit', { secret, code }, '')).status).toBe(201);
});

it('tries again what a server puts off, under the same Message-ID, and gives up what it refuses', async () => {
  says = { code: 451, at: 'data' };
  await invite();
  await real.dossier.settled();
  expect(await outbox()).toMatchObject([{ state: 'waiting', tries: 1, failure: 'EMESSAGE' }]);
  says = { code: 550, at: 'rcpt' };
  await invite({ mail: 'weg@post.example' });
  await real.dossier.settled();
  const [failed] = await outbox();
  expect(failed).toMatchObject({ to: 'weg@post.example', state: 'failed', failure: 'smtp-550' });
  says = undefined;
  expect((await post(`${talk}/mails/${failed.id}/retry`, undefined)).status).toBe(204);
  await real.dossier.settled();
  expect(got).toHaveLength(1);
  const id = (n: number) => /^Message-ID: (.*)\r$/im.exec(got[n]!.source)![1];
  expect(id(0)).toBe(`<${failed.id}@oost.example>`);
  await mail.send({ id: failed.id, to: 'weg@post.example', subject: 'x', text: 'x', html: 'x' }); // as after a crash
  expect(id(1)).toBe(id(0));
  expect((await outbox())[0]).toMatchObject({ state: 'sent' });
});

it('keeps the password out of settings, and says what is wrong with them', () => {
  const read = (flags: Record<string, string>) => () => readConfig({ flags, env: {}, cwd: folder });
  expect(read({ smtp: 'smtps://naam:geheim@mail.example' })).toThrow(/smtp-login/);
  expect(read({ smtp: 'smtps://mail.example' })).toThrow(/mail-from/);
  expect(read({ smtp: 'https://mail.example', 'mail-from': 'a@b.example' })).toThrow(/smtps:\/\//);
  const config = read({ smtp: 'smtps://mail.example', 'mail-from': 'a@b.example', 'smtp-login': 'nergens' })();
  expect(config.mail).toMatchObject({ port: 465, secure: true });
  expect(() => openMail(config.mail!)).toThrow(/nergens/);
});
