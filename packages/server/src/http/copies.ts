/** Copies to keep: one file as it is, several as a zip. Names hold a date and an id, never a person or a number. */

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CopyFile, Talk } from '@woordelijk/dossier';
import { dayOf } from '@woordelijk/rules';
import type { FastifyReply } from 'fastify';
import { zip } from './zip.ts';

/** Sends the files of a copy as a download. `sent` is told the SHA-256 (hex) of what was sent, before the end is. */
export function sendCopy(
  talk: Talk,
  kind: string,
  files: readonly CopyFile[],
  reply: FastifyReply,
  sent?: (sha256: string) => Promise<void>,
): FastifyReply {
  const [only] = files;
  const single = files.length === 1 && only !== undefined ? only : undefined;
  const extension = single ? (/\.[a-z0-9]{1,5}$/.exec(single.name)?.[0] ?? '') : '.zip';
  const content = single ? Readable.from(single.content(), { objectMode: false }) : zip(files, talk.startedAt);
  reply.type(single ? single.mediaType : 'application/zip');
  reply.header('content-disposition', `attachment; filename="${stem(talk, kind)}${extension}"`);
  return reply.send(sent === undefined ? content : Readable.from(hashed(content, sent), { objectMode: false }));
}

async function* hashed(content: AsyncIterable<Uint8Array>, sent: (sha256: string) => Promise<void>) {
  const hash = createHash('sha256');
  for await (const part of content) {
    hash.update(part);
    yield part;
  }
  await sent(hash.digest('hex'));
}

function stem(talk: Talk, kind: string): string {
  const day = dayOf(talk.startedAt);
  return `gesprek-${day}-${talk.id.replace(/[^0-9a-zA-Z]/g, '').slice(-8)}-${kind}`;
}
