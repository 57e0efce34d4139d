/** Requests under somebody's rights over HTTP. */
import type { RightsRequest as RequestOnTheWire } from '@woordelijk/api';
import { type Asking, type Dossier, type RightsRequest, sightOf } from '@woordelijk/dossier';
import type { FastifyRequest } from 'fastify';
import { tellNews } from './mails.ts';
import { type Handlers, onceOf, type Visitor } from './mount.ts';
import { rulesOnTheWire } from './table.ts';

type RightsHandlers = Pick<
  Handlers,
  'listOpenRights' | 'listRights' | 'registerRights' | 'takeUpRights' | 'extendRights' | 'answerRights'
>;

/** Handlers for requests under somebody's rights. */
export function rightsHandlers(dossier: Dossier): RightsHandlers {
  const { rights } = dossier;
  const asking = ({ visitor, request }: { visitor: Visitor; request: FastifyRequest }): Asking => ({
    actor: visitor.actor,
    once: onceOf(request),
  });
  return {
    async listOpenRights({ visitor }) {
      return { items: (await rights.open(sightOf(visitor.standing, 'rights.see'))).map(requestOnTheWire) };
    },
    listRights: async ({ params }) => ({ items: (await rights.of(params.talkId)).map(requestOnTheWire) }),
    async registerRights(a) {
      const { receivedAt, ...request } = a.body;
      const wanted = { ...request, ...(receivedAt === undefined ? {} : { receivedAt: Date.parse(receivedAt) }) };
      return requestOnTheWire(await rights.request(a.params.talkId, wanted, asking(a)));
    },
    takeUpRights: async (a) =>
      requestOnTheWire(await rights.takeUp(a.params.talkId, a.params.requestId, a.body.by, asking(a))),
    extendRights: async (a) =>
      requestOnTheWire(await rights.extend(a.params.talkId, a.params.requestId, a.body.why, asking(a))),
    async answerRights(a) {
      const answered = await rights.answer(a.params.talkId, a.params.requestId, a.body, asking(a));
      await tellNews(dossier, a.params.talkId, [answered.party], a.visitor.actor);
      return requestOnTheWire(answered);
    },
  };
}

function requestOnTheWire({ receivedAt, takenUp, extended, answer, rules, ...rest }: RightsRequest): RequestOnTheWire {
  const told = <T extends { readonly at: number }>(one: T | null) =>
    one === null ? null : { ...one, at: new Date(one.at).toISOString() };
  return {
    ...rest,
    receivedAt: new Date(receivedAt).toISOString(),
    takenUp: told(takenUp),
    extended: told(extended),
    answer: told(answer),
    rules: rules === null ? null : rulesOnTheWire(rules),
  };
}
