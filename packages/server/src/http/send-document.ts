/** A document over HTTP: HTML, .docx or plain text. */
import { type Document, type Letterhead, toDocx, toHtml, toText } from '@woordelijk/documents';
import type { FastifyReply } from 'fastify';

const MEDIA = {
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain; charset=utf-8',
} as const;

/** The forms that a document is given in. */
export type Form = keyof typeof MEDIA;

/** Answers with a document in the form that was asked for, to be kept under `stem`. */
export async function sendDocument(
  document: Document,
  as: Form,
  stem: string,
  letterhead: Letterhead,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const content =
    as === 'docx'
      ? Buffer.from(await toDocx(document, letterhead))
      : as === 'html'
        ? toHtml(document, letterhead)
        : toText(document, letterhead);
  reply.type(MEDIA[as]).header('content-disposition', `attachment; filename="${stem}.${as}"`);
  return reply.send(content);
}

/** Answers with words that were kept as they are, to be kept under `stem`. */
export function sendText(text: string, stem: string, reply: FastifyReply): FastifyReply {
  return reply.type(MEDIA.txt).header('content-disposition', `attachment; filename="${stem}.txt"`).send(text);
}
