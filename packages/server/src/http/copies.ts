/** Copies to keep: one file as it is, several as a zip. Names hold a date and an id, never a person or a number. */
import { Readable } from 'node:stream';
import type { CopyFile, CopyKind, Talk } from '@woordelijk/dossier';
import type { FastifyReply } from 'fastify';
import { zip } from './zip.ts';

/** Sends the files of a copy as a download. */
export function sendCopy(talk: Talk, kind: CopyKind, files: readonly CopyFile[], reply: FastifyReply): FastifyReply {
  const [only] = files;
  const single = files.length === 1 && only !== undefined ? only : undefined;
  const extension = single ? (/\.[a-z0-9]{1,5}$/.exec(single.name)?.[0] ?? '') : '.zip';
  const content = single ? Readable.from(single.content(), { objectMode: false }) : zip(files, talk.startedAt);
  reply.type(single ? single.mediaType : 'application/zip');
  reply.header('content-disposition', `attachment; filename="${stem(talk, kind)}${extension}"`);
  return reply.send(content);
}

function stem(talk: Talk, kind: CopyKind): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(talk.startedAt);
  return `gesprek-${day}-${talk.id.replace(/[^0-9a-zA-Z]/g, '').slice(-8)}-${kind}`;
}
