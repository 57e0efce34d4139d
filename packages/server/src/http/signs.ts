/** Signs that tell of recording over HTTP: the register, what was seen at a place, pictures, and sheets to print. */
import type { SignFile as FileOnTheWire } from '@woordelijk/api';
import { placeSheet, signSheet } from '@woordelijk/documents';
import type { Sign, SignFile, SignFinding } from '@woordelijk/dossier';
import { dayOf } from '@woordelijk/rules';
import { contactFor, letterheadFor } from './letterhead.ts';
import { type Handlers, onceOf } from './mount.ts';
import { organisationOf } from './organisations.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';
import { sendDocument } from './send-document.ts';

type SignHandlers = Pick<
  Handlers,
  | 'listSigns'
  | 'getSignSheet'
  | 'placeSign'
  | 'removeSign'
  | 'listSignFindings'
  | 'noteSignFinding'
  | 'getPlaceSheet'
  | 'addSignFile'
  | 'getSignFile'
  | 'destroySignFile'
>;

const ENDINGS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' } as const;

/** Handlers for signs. */
export function signHandlers({ dossier, recorder, clock }: HttpParts): SignHandlers {
  const { signs } = dossier;
  return {
    async listSigns({ params }) {
      return { items: (await signs.list(params.organisationId)).map(signOnTheWire) };
    },
    async placeSign({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return signOnTheWire(await signs.place(params.organisationId, body, asking));
    },
    async removeSign({ params, visitor }) {
      await signs.remove(params.organisationId, params.signId, visitor.actor);
    },
    async getSignSheet({ params, query, reply }) {
      const { as = 'html', language = 'nl' } = query;
      const found = (await signs.list(params.organisationId)).find(({ id }) => id === params.signId);
      if (found === undefined) throw new HttpProblem('sign-not-found');
      const organisation = await organisationOf(dossier, params.organisationId);
      const { place, since, words } = found;
      const contact = await contactFor(dossier, organisation, language);
      const about = { organisation: organisation.name, place, since, words, contact };
      const letterhead = await letterheadFor(dossier, organisation);
      return sendDocument(signSheet(about, language), as, `bordje-${found.id.slice(-8)}`, letterhead, reply);
    },
    async listSignFindings({ params }) {
      return { items: (await signs.findings(params.organisationId)).map(findingOnTheWire) };
    },
    async noteSignFinding({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return findingOnTheWire(await signs.note(params.organisationId, body, asking));
    },
    async getPlaceSheet({ params, query, reply }) {
      const { place, as = 'html', language = 'nl' } = query;
      const here = <T extends { readonly place: string }>(all: readonly T[]) =>
        all.filter((one) => one.place === place).reverse();
      const [hung, seen] = [await signs.list(params.organisationId), await signs.findings(params.organisationId)];
      if (here(hung).length + here(seen).length === 0) throw new HttpProblem('sign-not-found');
      const organisation = await organisationOf(dossier, params.organisationId);
      const facts = {
        organisation: organisation.name,
        place,
        at: clock(),
        signs: here(hung).map(({ since, removedAt, words, files }) => ({
          since,
          ...(removedAt === null ? {} : { until: dayOf(removedAt) }),
          words,
          pictures: files.map(picture),
        })),
        seen: here(seen).map(({ day, seen: what, seenBy: by, words, files }) => ({
          day,
          what,
          by,
          words,
          pictures: files.map(picture),
        })),
      };
      const letterhead = await letterheadFor(dossier, organisation);
      return sendDocument(placeSheet(facts, language), as, 'bordjes-op-een-plek', letterhead, reply);
    },
    async addSignFile({ params, query, bytes, visitor }) {
      recorder.mustHaveRoom();
      return fileOnTheWire(await signs.addFile(params.organisationId, query.about, bytes, visitor.actor));
    },
    async getSignFile({ params, reply }) {
      const { content, mediaType, sha256 } = await signs.file(params.organisationId, params.fileId);
      const name = `bordje-${sha256.slice(0, 12)}.${ENDINGS[mediaType]}`;
      reply.type(mediaType).header('content-disposition', `attachment; filename="${name}"`);
      return reply.send(Buffer.from(content.buffer, content.byteOffset, content.length));
    },
    async destroySignFile({ params, body, visitor }) {
      await signs.destroyFile(params.organisationId, params.fileId, body.why, visitor.actor);
    },
  };
}

function signOnTheWire({ removedAt, files, ...sign }: Sign) {
  return { ...sign, removedAt: momentOrNull(removedAt), files: files.map(fileOnTheWire) };
}

function findingOnTheWire({ notedAt, files, ...finding }: SignFinding) {
  return { ...finding, notedAt: moment(notedAt), files: files.map(fileOnTheWire) };
}

function fileOnTheWire({ about: _, addedAt, goneAt, ...file }: SignFile): FileOnTheWire {
  return { ...file, addedAt: moment(addedAt), goneAt: momentOrNull(goneAt) };
}

function picture({ sha256, goneAt }: SignFile) {
  return { sha256, gone: goneAt !== null };
}

function momentOrNull(at: number | null): string | null {
  return at === null ? null : moment(at);
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
