/** Mail to people of a talk over HTTP: what was sent, and stopping it. */
import * as z from 'zod/mini';
import { empty, json, table } from './route.ts';
import { id, moment, TalkParams } from './schemas.ts';

const MailParams = z.object({ talkId: id, mailId: id });

export const Mail = z
  .object({
    id,
    party: z.string(),
    name: z.string(),
    kind: z.enum(['invitation', 'news']),
    to: z.string(),
    state: z.enum(['waiting', 'sent', 'failed', 'stopped']),
    queuedAt: moment,
    doneAt: z.nullable(moment).check(z.describe('When it was sent, given up or stopped')),
    tries: z.int(),
    failure: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'Mail' });
export type Mail = z.infer<typeof Mail>;

const staff = { tag: 'mine', access: 'person' } as const;

export const mailRoutes = table({
  listMails: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/mails',
    summary: 'Mail to people of a talk, newest first',
    params: TalkParams,
    answer: json(z.object({ items: z.array(Mail) }).register(z.globalRegistry, { id: 'Mails' })),
    problems: ['talk-not-found'],
  },
  retryMail: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/mails/{mailId}/retry',
    summary: 'Sends once more what could not be delivered',
    params: MailParams,
    answer: empty,
    problems: ['talk-not-found', 'mail-not-found', 'mail-not-failed', 'idempotency-key-reused'],
  },
  stopMail: {
    tag: 'mine',
    access: 'visit',
    method: 'DELETE',
    path: '/mine/mail',
    summary: 'No more mail about this talk',
    answer: empty,
    problems: [],
  },
  stopMailByLink: {
    method: 'POST',
    path: '/mine/mail-stop',
    tag: 'mine',
    summary: 'No more mail, by who has the link, without a code. Answers the same whatever comes of it',
    access: 'open',
    body: z
      .object({ secret: z.string().check(z.minLength(8), z.maxLength(200)) })
      .register(z.globalRegistry, { id: 'MailStop' }),
    answer: empty,
    problems: [],
    guessable: true,
  },
});
