/** Mail to people of a talk: a durable outbox. Mail holds a link and nothing personal. */
import type { Actor } from '../face.ts';
import type { Asking } from '../staff/face.ts';

/** A message as it leaves. `id` makes it known again to who gets it twice. */
export interface Message {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Hands a message to a mail server. Rejects with `MailRefused` where that is for good; any other error is tried again. */
export type SendMail = (mail: Message & { readonly id: string; readonly to: string }) => Promise<void>;

/** A mail server refused a message for good: trying again is of no use. `code`: a word for the log and the office. */
export class MailRefused extends Error {
  readonly code: string;
  constructor(code: string, options?: ErrorOptions) {
    super(`The mail server refused this message (${code}). Check the address.`, options);
    this.name = 'MailRefused';
    this.code = code;
  }
}

/** invitation: with a personal link. news: something new stands on the personal page; without a link. */
export const MAIL_KINDS = ['invitation', 'news'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export interface Mail {
  readonly id: string;
  readonly party: string;
  readonly name: string;
  readonly kind: MailKind;
  readonly to: string;
  readonly state: 'waiting' | 'sent' | 'failed' | 'stopped';
  readonly queuedAt: number;
  /** When it was sent, given up or stopped. */
  readonly doneAt: number | null;
  readonly tries: number;
  /** Code of the last failure. */
  readonly failure: string | null;
}

export interface Mails {
  /** Of a talk, newest first. Rejects `talk-not-found`. */
  of(talkId: string): Promise<readonly Mail[]>;
  /** Whether mail goes to this person: there is an address, and nobody stopped it. */
  reaches(talkId: string, party: string): Promise<'yes' | 'no-address' | 'stopped'>;
  /** Tells that something new stands on the page, where mail goes to this person; nothing otherwise. */
  tell(talkId: string, party: string, message: Message, actor: Actor): Promise<void>;
  /** Once more. Rejects `mail-not-found`, `mail-not-failed`. */
  retry(talkId: string, mailId: string, asking: Asking): Promise<void>;
  /** No more mail to this person about this talk. Done before: nothing happens. */
  stop(talkId: string, party: string, actor: Actor): Promise<void>;
}
