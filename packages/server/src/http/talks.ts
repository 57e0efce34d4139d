/** Talks over HTTP: the dossier's words put into the contract's. */
import { encodePeaks, type LedgerLine, type Talk as TalkOnTheWire } from '@woordelijk/api';
import { type LedgerLine as Line, sightOf, type Talk, type TalkQuery } from '@woordelijk/dossier';
import { sendCopy } from './copies.ts';
import type { Handlers } from './mount.ts';
import type { HttpParts } from './ports.ts';
import { sendSound } from './sound.ts';

const PAGE = 25;

type TalkHandlers = Pick<
  Handlers,
  | 'listTalks'
  | 'listPurposes'
  | 'getTalk'
  | 'listInterruptions'
  | 'listMoments'
  | 'listLedger'
  | 'listRawMetadata'
  | 'getPeaks'
  | 'playSound'
  | 'makeCopy'
  | 'checkSeal'
>;

/** Handlers for everything below `/talks`. */
export function talkHandlers({ dossier, verifyTalk, clock }: HttpParts): TalkHandlers {
  return {
    async listTalks({ query, visitor }) {
      const asked = questionOf(query);
      const { purpose } = query;
      const use = purpose === undefined ? {} : { use: { purpose, who: visitor.standing } };
      const page = await dossier.talks({ ...asked, ...use, sight: sightOf(visitor.standing, 'talk.see') });
      const whose = page.items.map(({ organisation }) => organisation.id);
      const how = { searched: asked.search !== undefined, ...(purpose === undefined ? {} : { purpose }) };
      await dossier.noteListing(whose, visitor.standing, visitor.actor, how);
      return { items: page.items.map(talkOnTheWire), ...(page.next === undefined ? {} : { next: page.next }) };
    },
    async getTalk({ params }) {
      return talkOnTheWire(await dossier.talk(params.talkId));
    },
    async listPurposes({ params, visitor }) {
      const { announced, purposes, ...rest } = await dossier.recordingPlans.purposes(params.talkId, visitor.standing);
      const said = (text: { nl: string; en: string }) => ({ ...text });
      return {
        ...rest,
        announced: announced.map(said),
        purposes: purposes.map(({ refused, ...one }) => ({ ...one, refused: refused && said(refused) })),
      };
    },
    async listInterruptions({ params }) {
      return { items: (await dossier.interruptions(params.talkId)).map((i) => ({ ...i })) };
    },
    async listMoments({ params }) {
      return { items: (await dossier.moments(params.talkId)).map((moment) => ({ ...moment })) };
    },
    async listLedger({ params }) {
      return { items: (await dossier.ledger(params.talkId)).map(lineOnTheWire) };
    },
    async listRawMetadata({ params }) {
      const items = await dossier.rawMetadata(params.talkId);
      return { items: items.map(({ at, text }) => ({ at: moment(at), text })) };
    },
    async getPeaks({ params, reply }) {
      const peaks = await dossier.peaks(params.talkId);
      return reply.type('application/vnd.woordelijk.peaks').send(Buffer.from(encodePeaks(peaks)));
    },
    async playSound({ params, query, visitor, purpose, request, reply }) {
      const channels = query.channels?.split(',').map(Number);
      return sendSound(await dossier.play(params.talkId, visitor.actor, channels, purpose), request, reply);
    },
    async makeCopy({ params, visitor, purpose, reply }) {
      const talk = await dossier.talk(params.talkId);
      const files = await dossier.copy(params.talkId, params.kind, visitor.actor, purpose);
      return sendCopy(talk, params.kind, files, reply);
    },
    async checkSeal({ params }) {
      await dossier.talk(params.talkId);
      const { state, findings } = await verifyTalk(params.talkId);
      return { state, checkedAt: moment(clock()), findings: findings.map((f) => ({ ...f })) };
    },
  };
}

function questionOf(query: Parameters<Handlers['listTalks']>[0]['query']): TalkQuery {
  const search = query.q?.trim();
  return {
    limit: query.limit === undefined ? PAGE : Number(query.limit),
    ...(search ? { search } : {}),
    ...(query.from === undefined ? {} : { from: Date.parse(query.from) }),
    ...(query.to === undefined ? {} : { to: Date.parse(query.to) }),
    ...(query.state === undefined ? {} : { state: query.state }),
    ...(query.first === undefined ? {} : { first: query.first }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  };
}

/** A talk in the words of the contract. */
export function talkOnTheWire(talk: Talk): TalkOnTheWire {
  return {
    id: talk.id,
    recordingId: talk.recordingId,
    source: talk.source,
    organisation: { ...talk.organisation },
    state: talk.state,
    startedAt: moment(talk.startedAt),
    endedAt: talk.endedAt === null ? null : moment(talk.endedAt),
    ending: talk.ending,
    parties: talk.parties.map(({ id, name, number, aor }) => ({ id, name, number, address: aor })),
    ...(talk.subject === undefined ? {} : { subject: talk.subject }),
    ...(talk.private === undefined
      ? {}
      : {
          private: {
            because: talk.private.because,
            destroyAt: moment(talk.private.destroyAt),
            destroyedAt: talk.private.destroyedAt === null ? null : moment(talk.private.destroyedAt),
          },
        }),
    ...(talk.destruction === undefined
      ? {}
      : {
          destruction: {
            decidedAt: moment(talk.destruction.decidedAt),
            destroyedAt: talk.destruction.destroyedAt === null ? null : moment(talk.destruction.destroyedAt),
          },
        }),
    channels: talk.channels.map(({ channel, label, format, parties }) => ({
      channel,
      label,
      codecs: [...new Set(Object.values(format.codecs).map((codec) => codec.name))],
      clockRate: format.clockRate,
      parties: [...parties],
    })),
  };
}

function lineOnTheWire({ seq, at, actor, act, detail }: Line): LedgerLine {
  return { seq, at: moment(at), actor, act, detail: detail === null ? null : { ...detail } };
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}
