/** Edited copies over HTTP, by the staff and on the holder's own page. */
import { Readable } from 'node:stream';
import type { Mine, Edit as OnTheWire } from '@woordelijk/api';
import type { Asking, CopyFile, Dossier, Edit, Visit } from '@woordelijk/dossier';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendCopy } from './copies.ts';
import { newsOf } from './mails.ts';
import { type Handlers, onceOf, type Visitor } from './mount.ts';
import { HttpProblem } from './problems.ts';
import { sendSound } from './sound.ts';
import { rulesOnTheWire } from './table.ts';

type EditHandlers = Pick<
  Handlers,
  | 'listEdits'
  | 'previewEdit'
  | 'declareEdit'
  | 'tellEdit'
  | 'makeEdit'
  | 'withdrawEdit'
  | 'handOutEdit'
  | 'playEdit'
  | 'copyEdit'
  | 'listenMyEdit'
>;

/** Handlers for edited copies. */
export function editHandlers(dossier: Dossier): EditHandlers {
  const { edits } = dossier;
  const asking = ({ visitor, request }: { visitor: Visitor; request: FastifyRequest }): Asking => ({
    actor: visitor.actor,
    once: onceOf(request),
  });
  return {
    listEdits: async ({ params }) => ({ items: (await edits.list(params.talkId)).map(onTheWire) }),
    async previewEdit({ params, body, visitor, purpose, reply }) {
      const { spans, ...part } = body;
      const sound = await edits.preview(params.talkId, spans, part, visitor.actor, purpose);
      reply.type(sound.mediaType).header('content-length', String(sound.bytes));
      return reply.send(Readable.from(sound.read(0, sound.bytes), { objectMode: false }));
    },
    declareEdit: async (a) => onTheWire(await edits.declare(a.params.talkId, a.body, asking(a))),
    async tellEdit(a) {
      const { talkId, editId } = a.params;
      const news = a.body.party === undefined ? {} : { news: await newsOf(dossier, talkId) };
      return onTheWire(await edits.tell(talkId, editId, { ...a.body, ...news }, asking(a)));
    },
    makeEdit: async (a) => onTheWire(await edits.make(a.params.talkId, a.params.editId, asking(a))),
    async withdrawEdit(a) {
      const { edit, closed, outOfReach } = await edits.withdraw(
        a.params.talkId,
        a.params.editId,
        a.body.why,
        asking(a),
      );
      return {
        edit: onTheWire(edit),
        closed: [...closed],
        outOfReach: outOfReach.map(({ at, ...rest }) => ({ ...rest, at: moment(at) })),
      };
    },
    handOutEdit: async (a) => onTheWire(await edits.handOut(a.params.talkId, a.params.editId, a.body, asking(a))),
    async playEdit({ params, visitor, purpose, request, reply }) {
      return sendSound(await edits.play(params.talkId, params.editId, visitor.actor, purpose), request, reply);
    },
    async copyEdit({ params, visitor, purpose, reply }) {
      const talk = await dossier.talk(params.talkId);
      const files = await edits.copy(params.talkId, params.editId, params.kind, visitor.actor, purpose);
      return sendCopy(talk, `${params.kind}-bewerkt`, files, reply);
    },
    async listenMyEdit({ params, visit, request, reply }) {
      await mine(dossier, visit, params.editId);
      return sendSound(await edits.play(visit.talkId, params.editId, visit.actor, 'request'), request, reply);
    },
  };
}

/** What the holder of a personal link knows of edited copies: all that were declared, those given to them to hear. */
export async function myEdits({ edits }: Dossier, { talkId, party }: Visit): Promise<Mine['edits']> {
  return (await edits.list(talkId)).map((edit) => ({
    id: edit.id,
    state: edit.state,
    by: edit.by,
    why: edit.why,
    at: moment(edit.made?.at ?? edit.declaredAt),
    spans: edit.spans.map((span) => ({ ...span })),
    statement: edit.made?.statement ?? null,
    sha256: edit.made?.sha256 ?? null,
    mine: edit.state === 'made' && givenTo(edit, party),
  }));
}

/** As an MP3, which any phone plays; it says of itself that it was edited. Rejects `edit-not-made`. */
export async function myEditCopy(dossier: Dossier, visit: Visit, editId: string): Promise<readonly CopyFile[]> {
  await mine(dossier, visit, editId);
  const files = await dossier.edits.copy(visit.talkId, editId, 'mp3', visit.actor, 'request');
  return files.filter(({ mediaType }) => mediaType === 'audio/mpeg');
}

/** Sends an edited copy as one MP3. */
export async function sendEdited(
  dossier: Dossier,
  talkId: string,
  files: readonly CopyFile[],
  reply: FastifyReply,
  sent?: (sha256: string) => Promise<void>,
): Promise<FastifyReply> {
  return sendCopy(await dossier.talk(talkId), 'mp3-bewerkt', files, reply, sent);
}

/** Only what was given to this person. Rejects `edit-not-made`. */
async function mine({ edits }: Dossier, { talkId, party }: Visit, editId: string): Promise<void> {
  const found = (await edits.list(talkId)).find(({ id }) => id === editId);
  if (found === undefined || !givenTo(found, party)) throw new HttpProblem('edit-not-made');
}

function givenTo({ handedOut }: Edit, party: string): boolean {
  return handedOut.some((one) => one.way === 'online' && one.party === party);
}

function onTheWire(edit: Edit): OnTheWire {
  const { declaredAt, told, rules, made, handedOut, withdrawn, spans, agreed, ...rest } = edit;
  return {
    ...rest,
    spans: spans.map((span) => ({ ...span })),
    agreed: [...agreed],
    declaredAt: moment(declaredAt),
    told: told.map(({ at, ...one }) => ({ ...one, at: moment(at) })),
    rules: rules === null ? null : rulesOnTheWire(rules),
    made: made === null ? null : { ...made, at: moment(made.at) },
    handedOut: handedOut.map(({ at, ...one }) => ({ ...one, at: moment(at) })),
    withdrawn: withdrawn === null ? null : { ...withdrawn, at: moment(withdrawn.at) },
  };
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}
