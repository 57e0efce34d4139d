/** Mail to people of a talk over HTTP, and the words of what is mailed. */
import { type Document, type Letterhead, toHtml, toText } from '@woordelijk/documents';
import type { Actor, Dossier, Message } from '@woordelijk/dossier';
import { letterheadFor } from './letterhead.ts';
import { type Handlers, onceOf } from './mount.ts';

type MailHandlers = Pick<Handlers, 'listMails' | 'retryMail' | 'stopMail' | 'stopMailByLink'>;

const NEWS = {
  nl: {
    subject: 'Er staat iets nieuws op uw pagina',
    text: 'Er staat iets nieuws op uw eigen pagina. Open de link die u eerder van ons kreeg. Er staat hier met opzet niets over de inhoud.',
    stop: 'Wilt u geen mail meer? Open uw link en druk op: Stuur mij geen mail meer.',
  },
  en: {
    subject: 'Something new stands on your page',
    text: 'Something new stands on your own page. Open the link that we gave you before. On purpose this mail says nothing of what it is about.',
    stop: 'No more mail? Open your link and press: Send me no more mail.',
  },
} as const;

/** Handlers for mail. */
export function mailHandlers({ mails, personal }: Dossier): MailHandlers {
  return {
    async listMails({ params }) {
      return {
        items: (await mails.of(params.talkId)).map(({ queuedAt, doneAt, ...mail }) => ({
          ...mail,
          queuedAt: new Date(queuedAt).toISOString(),
          doneAt: doneAt === null ? null : new Date(doneAt).toISOString(),
        })),
      };
    },
    retryMail: ({ params, visitor, request }) =>
      mails.retry(params.talkId, params.mailId, { actor: visitor.actor, once: onceOf(request) }),
    stopMail: ({ visit }) => mails.stop(visit.talkId, visit.party, visit.actor),
    stopMailByLink: ({ body }) => personal.stopMail(body.secret),
  };
}

/** A letter as mail: its title is the subject. */
export function mailOf(document: Document, letterhead: Letterhead): Message {
  const withStop: Document = {
    ...document,
    blocks: [...document.blocks, { kind: 'note', text: NEWS[document.language].stop }],
  };
  return { subject: document.title, text: toText(withStop, letterhead), html: toHtml(withStop, letterhead) };
}

/** That something new stands on somebody's page of this talk, and nothing of what. */
export async function newsOf(dossier: Dossier, talkId: string): Promise<Message> {
  const { organisation } = await dossier.talk(talkId);
  const { subject, text } = NEWS.nl;
  const document: Document = { title: subject, language: 'nl', letter: true, blocks: [{ kind: 'text', text }] };
  return mailOf(document, await letterheadFor(dossier, organisation));
}

/** Tells these people so, where mail goes to them. */
export async function tellNews(
  dossier: Dossier,
  talkId: string,
  parties: readonly string[],
  actor: Actor,
): Promise<void> {
  const message = await newsOf(dossier, talkId);
  for (const party of parties) await dossier.mails.tell(talkId, party, message, actor);
}
