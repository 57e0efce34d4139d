/** Mail over TLS to a real mail server: smtps and STARTTLS, and no mail where the other end is not who it should be. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openMail } from '../src/mail.ts';

const folder = mkdtempSync(join(tmpdir(), 'woordelijk-mail-tls-'));
const trusted = getCACertificates('default');
let key: Buffer;
let cert: Buffer;
let smtp: SMTPServer;
let secure: boolean[];

beforeAll(() => {
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', keyFile, '-out', certFile];
  execFileSync('openssl', ['req', '-x509', ...curve, ...name, ...files], { stdio: 'ignore' });
  key = readFileSync(keyFile);
  cert = readFileSync(certFile);
});
afterEach(async () => {
  setDefaultCACertificates(trusted);
  await new Promise<void>((closed) => smtp.close(() => closed()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts one; tells of each message whether it came over TLS. */
async function server(options: SMTPServerOptions): Promise<number> {
  secure = [];
  smtp = new SMTPServer({
    authOptional: true,
    key,
    cert,
    ...options,
    onData(stream, session, done) {
      stream.resume();
      stream.on('end', () => {
        secure.push(session.secure);
        done();
      });
    },
  });
  smtp.on('error', () => undefined); // a client that does not trust it hangs up
  await new Promise<void>((up) => smtp.listen(0, '127.0.0.1', up));
  return (smtp.server.address() as AddressInfo).port;
}

const message = {
  id: '1',
  to: 'inwoner@post.example',
  subject: 'Uw pagina',
  text: 'Een link.',
  html: '<p>Een link.</p>',
};

async function send(host: string, port: number, implicit: boolean): Promise<void> {
  const from = 'Gemeente Oost <opnamen@oost.example>';
  const mail = openMail({ host, port, secure: implicit, from, loginFile: undefined });
  try {
    await mail.send(message);
  } finally {
    mail.close();
  }
}

it.each([
  ['smtps', true],
  ['STARTTLS', false],
] as const)('goes by %s, encrypted, to a server whose certificate is trusted', async (_, implicit) => {
  setDefaultCACertificates([...trusted, cert.toString()]);
  const port = await server({ secure: implicit });
  await send('localhost', port, implicit);
  expect(secure).toEqual([true]);
});

it.each([
  ['smtps', true],
  ['STARTTLS', false],
] as const)('does not go by %s to a server that cannot show who it is', async (_, implicit) => {
  const port = await server({ secure: implicit });
  await expect(send('localhost', port, implicit)).rejects.toMatchObject({
    message: expect.stringContaining('certificate'),
  });
  expect(secure).toEqual([]);
});

it('does not go in clear to another machine: STARTTLS must be there', async () => {
  const port = await server({ disabledCommands: ['STARTTLS'] });
  await expect(send('0.0.0.0', port, false)).rejects.toMatchObject({ message: expect.stringContaining('STARTTLS') });
  expect(secure).toEqual([]);
  await send('127.0.0.1', port, false); // on this machine itself it may
  expect(secure).toEqual([false]);
});
