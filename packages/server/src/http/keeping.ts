/** Holds and destruction over HTTP. */
import type { Destruction as DestructionOnTheWire, Hold as HoldOnTheWire } from '@woordelijk/api';
import type { Destruction, Dossier, Hold } from '@woordelijk/dossier';
import { type Handlers, onceOf } from './mount.ts';
import { HttpProblem } from './problems.ts';

const PAGE = 50;

type KeepingHandlers = Pick<
  Handlers,
  | 'listHolds'
  | 'listTalkHolds'
  | 'placeHold'
  | 'reviewHold'
  | 'liftHold'
  | 'destroyTalk'
  | 'getDestruction'
  | 'listDestructions'
>;

/** Handlers for how long talks are kept. */
export function keepingHandlers({ holds, destructions }: Dossier): KeepingHandlers {
  return {
    async listHolds({ params }) {
      return { items: (await holds.list(params.organisationId)).map(holdOnTheWire) };
    },
    async listTalkHolds({ params }) {
      return { items: (await holds.of(params.talkId)).map(holdOnTheWire) };
    },
    async placeHold({ params, body, visitor, request }) {
      const hold = { ...body, reviewAt: Date.parse(body.reviewAt) };
      return holdOnTheWire(await holds.place(params.talkId, hold, { actor: visitor.actor, once: onceOf(request) }));
    },
    async reviewHold({ params, body, visitor }) {
      return holdOnTheWire(await holds.review(params.talkId, params.holdId, Date.parse(body.reviewAt), visitor.actor));
    },
    async liftHold({ params, body, visitor }) {
      return holdOnTheWire(await holds.lift(params.talkId, params.holdId, body.why, visitor.actor));
    },
    async destroyTalk({ params, body, visitor }) {
      return destructionOnTheWire(await destructions.decide(params.talkId, body.ground, body.words, visitor.actor));
    },
    async getDestruction({ params }) {
      const found = await destructions.of(params.talkId);
      if (found === undefined) throw new HttpProblem('not-destroyed');
      return destructionOnTheWire(found);
    },
    async listDestructions({ params, query }) {
      const found = await destructions.list(params.organisationId, { limit: PAGE + 1, ...before(query.cursor) });
      const items = found.slice(0, PAGE).map(destructionOnTheWire);
      const last = items.at(-1);
      if (found.length <= PAGE || last === undefined) return { items };
      return { items, next: `${Date.parse(last.certificate.decidedAt)}.${last.talkId}` };
    },
  };
}

function before(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const [, at, talkId] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (talkId === undefined) throw new HttpProblem('request-invalid', { about: 'cursor' });
  return { before: { at: Number(at), talkId } };
}

function holdOnTheWire({ reviewAt, placedAt, liftedAt, ...rest }: Hold): HoldOnTheWire {
  return {
    ...rest,
    reviewAt: moment(reviewAt),
    placedAt: moment(placedAt),
    liftedAt: liftedAt === null ? null : moment(liftedAt),
  };
}

function destructionOnTheWire({ talkId, destroyedAt, certificate }: Destruction): DestructionOnTheWire {
  const { decidedAt, startedAt, endedAt, copies, recording, ...rest } = certificate;
  return {
    talkId,
    destroyedAt: destroyedAt === null ? null : moment(destroyedAt),
    certificate: {
      ...rest,
      decidedAt: moment(decidedAt),
      startedAt: moment(startedAt),
      endedAt: endedAt === null ? null : moment(endedAt),
      recording: recording && { ...recording },
      copies: copies.map(({ at, ...copy }) => ({ ...copy, at: moment(at) })),
    },
  };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
