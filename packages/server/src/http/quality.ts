/** Quality monitoring over HTTP. */
import type { Draw as DrawOnTheWire, TalkQuality as OnTheWire, Protocol as ProtocolOnTheWire } from '@woordelijk/api';
import type { Dossier, Draw, Protocol, TalkQuality } from '@woordelijk/dossier';
import { type Handlers, onceOf } from './mount.ts';

type QualityHandlers = Pick<
  Handlers,
  'listProtocols' | 'adoptProtocol' | 'listDraws' | 'drawSample' | 'getTalkQuality' | 'scoreTalk' | 'answerCard'
>;

/** Handlers for who looks at how talks are held. */
export function qualityHandlers({ quality }: Dossier): QualityHandlers {
  return {
    async listProtocols({ params }) {
      return { items: (await quality.protocols(params.organisationId)).map(protocolOnTheWire) };
    },
    async adoptProtocol({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return protocolOnTheWire(await quality.adopt(params.organisationId, body, asking));
    },
    async listDraws({ params }) {
      return { items: (await quality.draws(params.organisationId)).map(drawOnTheWire) };
    },
    async drawSample({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return drawOnTheWire(await quality.draw(params.organisationId, body, visitor.standing, asking));
    },
    async getTalkQuality({ params }) {
      return onTheWire(await quality.of(params.talkId));
    },
    async scoreTalk({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return onTheWire(await quality.score(params.talkId, body, asking));
    },
    async answerCard({ params, body, visitor, request }) {
      const asking = { actor: visitor.actor, once: onceOf(request) };
      return onTheWire(await quality.answer(params.talkId, body, asking));
    },
  };
}

const moment = (at: number) => new Date(at).toISOString();

function protocolOnTheWire({ criteria, at, ...rest }: Protocol): ProtocolOnTheWire {
  return { ...rest, criteria: [...criteria], at: moment(at) };
}

function drawOnTheWire({ at, talks, ...rest }: Draw): DrawOnTheWire {
  return { ...rest, at: moment(at), talks: talks.map((one) => ({ ...one })) };
}

function onTheWire({ waiting, reviews }: TalkQuality): OnTheWire {
  return {
    waiting: waiting === null ? null : { draw: waiting.draw, criteria: [...waiting.criteria] },
    reviews: reviews.map(({ draw, marks, remark, by, at, answers }) => ({
      draw,
      marks: marks.map((mark) => ({ ...mark })),
      remark,
      by,
      at: moment(at),
      answers: answers.map((answer) => ({ ...answer, at: moment(answer.at) })),
    })),
  };
}
