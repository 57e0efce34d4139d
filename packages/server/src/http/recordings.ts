/** Recordings from devices over HTTP: the gate, the beginning by a person, and what the recording's own secret opens. */
import { createHash } from 'node:crypto';
import type { GateAnswer as OnTheWire } from '@woordelijk/api';
import type { GateAnswer, UploadRight } from '@woordelijk/dossier';
import type { FastifyRequest } from 'fastify';
import { bearerOf } from './doorman.ts';
import type { Handlers } from './mount.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';

type RecordingHandlers = Pick<
  Handlers,
  'askGate' | 'beginRecording' | 'getDelivered' | 'deliverRecords' | 'lockRecording' | 'getRunningHead' | 'endRecording'
>;

/** Handlers for everything below `/recordings`. */
export function recordingHandlers({ dossier, recorder, config }: HttpParts): RecordingHandlers {
  const right = async (recordingId: string, request: FastifyRequest): Promise<UploadRight> => {
    const secret = bearerOf(request);
    const sha256 = secret ? createHash('sha256').update(secret).digest('hex') : '';
    const known = await dossier.deviceRecordings.right(recordingId, sha256);
    if (known === undefined) throw new HttpProblem('recording-not-found');
    return known;
  };
  return {
    async askGate({ body, visitor }) {
      const { talkId, organisationId, participants, ...facts } = body;
      if (participants === undefined) return answerOnTheWire(await dossier.deviceRecordings.mayStart(facts));
      const where = talkId !== undefined ? { talkId } : organisationId !== undefined ? { organisationId } : {};
      await dossier.admit(visitor.standing, 'talk.record', where);
      const comers = {
        ...(talkId === undefined ? {} : { planned: talkId }),
        ...(organisationId === undefined ? {} : { organisationId }),
        parties: participants.map((name, i) => ({ id: `participant-${i}`, name })),
      };
      return answerOnTheWire(await dossier.deviceRecordings.mayStart(facts, comers));
    },
    async beginRecording({ body, visitor }) {
      if (visitor.account === undefined) throw new HttpProblem('login-needed'); // the local socket is nobody's device
      const { gate, participants, startedAt, organisationId, talkId, ...ids } = body;
      const where = talkId !== undefined ? { talkId } : organisationId !== undefined ? { organisationId } : {};
      await dossier.admit(visitor.standing, 'talk.record', where);
      const begun = await recorder.begin(
        {
          ...ids,
          ...(talkId === undefined ? {} : { planned: talkId }),
          ...(organisationId === undefined ? {} : { organisationId }),
          startedAt: Date.parse(startedAt) * 1000,
          parties: participants.map((name, i) => ({ id: i === 0 ? 'official' : `participant-${i}`, name })),
          gate: {
            facts: gate.facts,
            notice: gate.notice,
            confirmedAt: Date.parse(gate.confirmedAt),
            ...(gate.onDevice === undefined
              ? {}
              : {
                  onDevice: {
                    verdict: gate.onDevice.verdict,
                    receipt: gate.onDevice.receipt as unknown as GateAnswer['receipt'],
                  },
                }),
          },
        },
        visitor.account.id,
      );
      if ('refused' in begun)
        throw new HttpProblem('start-refused', { members: { gate: answerOnTheWire(begun.refused) } });
      return begun;
    },
    async getDelivered({ params, request }) {
      return await recorder.state(await right(params.recordingId, request));
    },
    async deliverRecords({ params, query, bytes, request }) {
      const mine = await right(params.recordingId, request);
      if (mine.state !== 'live') throw new HttpProblem('recording-ended');
      const taken = await recorder.deliver(mine, Number(params.part), Number(query.record), bytes);
      if ('wanted' in taken) throw new HttpProblem('record-unexpected', { members: { wanted: taken.wanted } });
      return taken;
    },
    async getRunningHead({ params, query }) {
      const since = query.since === undefined ? undefined : Number(query.since);
      const { head, index, path, note, consistency } = await dossier.head(params.recordingId, params.token, since);
      return {
        recordingId: params.recordingId,
        size: head.size,
        closed: head.closed,
        root: hex(head.root),
        index,
        path: path.map(hex),
        note,
        consistency: consistency.map(hex),
        verifierKey: config.verifierKey,
      };
    },
    async lockRecording({ params, body, request }) {
      const mine = await right(params.recordingId, request);
      await dossier.deviceRecordings.makePrivate(mine, Date.parse(body.at) * 1000, body.because ?? 'private');
    },
    async endRecording({ params, body, request }) {
      const mine = await right(params.recordingId, request);
      const { endedAt, ...end } = body;
      if (!(await recorder.end(mine, { ...end, at: Date.parse(endedAt) * 1000 })))
        throw new HttpProblem('recording-incomplete');
      return await recorder.state({ ...mine, state: 'stored' });
    },
  };
}

function answerOnTheWire(answer: GateAnswer): OnTheWire {
  const { may, verdict, explanation, openQuestions, duties } = answer;
  return {
    may,
    because: answer.may ? null : answer.because,
    verdict,
    explanation: { ...explanation },
    ...(answer.approvedWords === undefined ? {} : { approvedWords: { ...answer.approvedWords } }),
    openQuestions: openQuestions.map((text) => ({ ...text })),
    duties: duties.map(({ code, met, text }) => ({ code, met, text: { ...text } })),
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
