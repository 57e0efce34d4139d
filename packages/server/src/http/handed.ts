/** Files of recordings that the other side hands in: opened by the staff or by a visit, brought by the file's own secret. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileProgress as OnTheWire } from '@woordelijk/api';
import type { FileProgress, FileRight } from '@woordelijk/dossier';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf } from './doorman.ts';
import { type Handlers, onceOf } from './mount.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';
import { sendSound } from './sound.ts';

type HandedHandlers = Pick<
  Handlers,
  'openFile' | 'getFileProgress' | 'deliverFile' | 'giveUpFile' | 'playFile' | 'copyFile' | 'offerMine' | 'openMyFile'
>;

const ENDINGS: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/webm': 'webm',
};

/** Handlers for files that are handed in. */
export function handedHandlers({ dossier, recorder }: HttpParts): HandedHandlers {
  const { files, table } = dossier;
  const right = async (fileId: string, request: FastifyRequest): Promise<FileRight> => {
    const secret = bearerOf(request);
    const sha256 = secret ? createHash('sha256').update(secret).digest('hex') : '';
    const known = await files.right(fileId, sha256);
    if (known === undefined) throw new HttpProblem('file-not-found');
    return known;
  };
  return {
    async openFile({ params, body, visitor, request }) {
      recorder.mustHaveRoom();
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return progressOnTheWire(await files.open(params.talkId, params.offerId, body, asking));
    },
    async getFileProgress({ params, request }) {
      return progressOnTheWire(await files.progress(await right(params.fileId, request)));
    },
    async deliverFile({ params, query, bytes, request }) {
      const mine = await right(params.fileId, request);
      recorder.mustHaveRoom();
      const taken = await files.deliver(mine, Number(query.offset), bytes);
      if ('wanted' in taken) throw new HttpProblem('offset-unexpected');
      return progressOnTheWire(taken);
    },
    async giveUpFile({ params, request }) {
      await files.giveUp(await right(params.fileId, request));
    },
    async playFile({ params, visitor, purpose, request, reply }) {
      const sound = await files.read(params.talkId, params.fileId, visitor.actor, 'play', purpose);
      return sendSound(sound, request, reply);
    },
    async copyFile({ params, visitor, purpose, reply }) {
      return sendFile(await files.read(params.talkId, params.fileId, visitor.actor, 'copy', purpose), reply);
    },
    async offerMine({ body, visit, request }) {
      const { parties } = await dossier.talk(visit.talkId);
      const party = parties.find(({ id }) => id === visit.party);
      const offered = { ...body, from: party?.name ?? party?.number ?? visit.party };
      const { offers } = await table.offer(visit.talkId, offered, { actor: visit.actor, once: onceOf(request) });
      const mine = offers.filter(({ actor }) => actor === visit.actor).at(-1)!;
      return { offerId: mine.id, kept: mine.state === 'kept' };
    },
    async openMyFile({ params, body, visit, request }) {
      recorder.mustHaveRoom();
      const { offers } = await table.file(visit.talkId);
      if (!offers.some(({ id, actor }) => id === params.offerId && actor === visit.actor))
        throw new HttpProblem('offer-not-found');
      const asking = { actor: visit.actor, once: onceOf(request) };
      return progressOnTheWire(await files.open(visit.talkId, params.offerId, body, asking));
    },
  };
}

/** Sends exactly the bytes that came, to keep. Its name holds an id and never a person. */
export function sendFile(
  file: Awaited<ReturnType<HttpParts['dossier']['files']['read']>>,
  reply: FastifyReply,
): FastifyReply {
  const { mediaType, bytes, sha256 } = file;
  const name = `ingeleverd-${sha256.slice(0, 12)}.${ENDINGS[mediaType] ?? 'bin'}`;
  reply.type(mediaType);
  reply.headers({ 'content-disposition': `attachment; filename="${name}"`, 'content-length': String(bytes) });
  return reply.send(Readable.from(file.read(0, bytes), { objectMode: false }));
}

/** A file's progress as the contract has it. */
export function progressOnTheWire({ expiresAt, ...progress }: FileProgress): OnTheWire {
  return { ...progress, expiresAt: new Date(expiresAt).toISOString() };
}
