/** Mail over SMTP (RFC 5321), by nodemailer. */
import { readFileSync } from 'node:fs';
import { MailRefused, type SendCode, type SendMail } from '@woordelijk/dossier';
import { createTransport } from 'nodemailer';
import { ConfigError, isLoopback, type MailConfig } from './config.ts';

/** A mail server that was set up. */
export interface MailServer {
  readonly send: SendMail;
  /** A code on its own: at once or not at all, for it lives ten minutes. */
  readonly sendCode: SendCode;
  close(): void;
}

/** Connects when there is something to send. Throws ConfigError for a login that cannot be read. */
export function openMail({ host, port, secure, from, loginFile }: MailConfig): MailServer {
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && !isLoopback(host),
    ...(loginFile === undefined ? {} : { auth: loginIn(loginFile) }),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, to, subject, text, html }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: nobody's holiday answers
        });
      } catch (error) {
        throw refusal(error) ?? error;
      }
    },
    async sendCode(to, code) {
      const text = `Uw code is ${code}. U kunt hem 10 minuten gebruiken. Geef de code aan niemand.`;
      await transport.sendMail({ from, to, subject: 'Uw code', text, headers: { 'Auto-Submitted': 'auto-generated' } });
    },
    close: () => transport.close(),
  };
}

/**
 * A no for good: 5xx to the receiver or the message (RFC 5321, section 4.2.1). That a login fails is the settings' fault
 * and may be mended, so it is tried again.
 */
function refusal(error: unknown): MailRefused | undefined {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  const ofMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  return ofMessage && responseCode >= 500 ? new MailRefused(`smtp-${responseCode}`, { cause: error }) : undefined;
}

function loginIn(path: string): { user: string; pass: string } {
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split(/\r?\n/);
  } catch (error) {
    throw new ConfigError('smtp-login', `the file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const [user = '', pass = ''] = lines;
  if (user === '' || pass === '')
    throw new ConfigError(
      'smtp-login',
      `the file ${path} needs a name on its first line and a password on its second.`,
    );
  return { user, pass };
}
