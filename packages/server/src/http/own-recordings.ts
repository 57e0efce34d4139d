/** Recordings that stay on the other side's device, over HTTP: a link by the staff, then the device by its own secret. */
import { createHash } from 'node:crypto';
import type { OwnRecording as OnTheWire } from '@woordelijk/api';
import type { OwnProgress, OwnRight } from '@woordelijk/dossier';
import type { FastifyRequest } from 'fastify';
import { bearerOf } from './doorman.ts';
import { progressOnTheWire } from './handed.ts';
import { type Handlers, onceOf } from './mount.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';

type OwnHandlers = Pick<
  Handlers,
  | 'inviteOwnRecording'
  | 'getOwnRecording'
  | 'beginOwnRecording'
  | 'holdFingerprints'
  | 'endOwnRecording'
  | 'openOwnFile'
>;

/** The address by which the other side records. The secret stands in the fragment: no server or proxy sees it. */
export function ownRecordingLink(publicUrl: string, recordingId: string, secret: string): string {
  return `${publicUrl}/opnemen#${recordingId}.${secret}`;
}

/** Handlers for everything below `/own-recordings`. */
export function ownRecordingHandlers({ dossier, recorder, config }: HttpParts): OwnHandlers {
  const { ownRecordings, files, table } = dossier;
  const right = async (recordingId: string, request: FastifyRequest): Promise<OwnRight> => {
    const secret = bearerOf(request);
    const sha256 = secret ? createHash('sha256').update(secret).digest('hex') : '';
    const known = await ownRecordings.right(recordingId, sha256);
    if (known === undefined) throw new HttpProblem('recording-not-found');
    return known;
  };
  /** Of the device that began: the link alone opens nothing more than it told. */
  const device = async (recordingId: string, request: FastifyRequest): Promise<OwnRight> => {
    const known = await right(recordingId, request);
    if (known.by !== 'device') throw new HttpProblem('recording-not-found');
    return known;
  };
  const answer = async (progress: OwnProgress): Promise<OnTheWire> => {
    const { talkId, heardAt: _, expiresAt, ...rest } = progress;
    const { organisation } = await dossier.talk(talkId);
    return { ...rest, organisation: organisation.name, expiresAt: new Date(expiresAt).toISOString() };
  };
  return {
    async inviteOwnRecording({ params, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      const { recordingId, secret, expiresAt } = await ownRecordings.invite(params.talkId, asking);
      const link = ownRecordingLink(config.publicUrl(), recordingId, secret);
      return { recordingId, link, expiresAt: new Date(expiresAt).toISOString() };
    },
    async getOwnRecording({ params, request }) {
      return await answer(await ownRecordings.progress(await right(params.recordingId, request)));
    },
    async beginOwnRecording({ params, body, request }) {
      recorder.mustHaveRoom();
      const { secretSha256, startedAt } = body;
      const mine = await right(params.recordingId, request);
      return await answer(await ownRecordings.begin(mine, { secretSha256, startedAt: Date.parse(startedAt) }));
    },
    async holdFingerprints({ params, body, request }) {
      const mine = await device(params.recordingId, request);
      recorder.mustHaveRoom();
      const held = body.fingerprints.map((one) => ({ ...one, at: Date.parse(one.at) }));
      return await answer(await ownRecordings.hold(mine, held));
    },
    async endOwnRecording({ params, body, request }) {
      const mine = await device(params.recordingId, request);
      return await answer(await ownRecordings.end(mine, Date.parse(body.endedAt)));
    },
    async openOwnFile({ params, body, request }) {
      const { talkId, recordingId } = await device(params.recordingId, request);
      recorder.mustHaveRoom();
      const actor = `link:${recordingId}` as const;
      const { participants, offers } = await table.file(talkId);
      const from = participants.flatMap(({ side, name }) => (side === 'resident' ? [name] : [])).join(', ');
      // How it was made is known: by a participant, with our own recorder, as everybody at the table could see.
      const offered = {
        from,
        provenance: 'participant',
        told: true,
        words: 'Met de recorder van deze pagina.',
      } as const;
      const ofActor = (all: typeof offers) => all.find((one) => one.actor === actor);
      const offer =
        ofActor(offers) ?? ofActor((await table.offer(talkId, offered, { actor, once: recordingId })).offers)!;
      return progressOnTheWire(await files.open(talkId, offer.id, body, { actor, once: undefined }));
    },
  };
}
