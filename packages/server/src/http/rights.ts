/** Requests under somebody's rights over HTTP. */
import type { OwnTalk as OwnTalkOnTheWire, RightsRequest as RequestOnTheWire } from '@woordelijk/api';
import {
  type Account,
  type Asking,
  type Dossier,
  forgottenFrom,
  hasPackage,
  type OwnTalk,
  type RightsRequest,
  sightOf,
} from '@woordelijk/dossier';
import { dayOf, daysLeft } from '@woordelijk/rules';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tellNews } from './mails.ts';
import { type Handlers, onceOf, type Visitor } from './mount.ts';
import type { HttpParts } from './ports.ts';
import { HttpProblem } from './problems.ts';
import { sendLetter } from './rights-letters.ts';
import { sendPackage } from './rights-package.ts';
import { candidates } from './rights-search.ts';
import { sendText } from './send-document.ts';
import { rulesOnTheWire } from './table.ts';
import { talkOnTheWire } from './talks.ts';

type RightsHandlers = Pick<
  Handlers,
  | 'listRights'
  | 'listTalkRights'
  | 'registerRights'
  | 'getRights'
  | 'searchForRights'
  | 'takeUpRights'
  | 'identifyRights'
  | 'findRights'
  | 'extendRights'
  | 'decideRights'
  | 'carryOutRights'
  | 'getRightsPackage'
  | 'handOverRights'
  | 'closeRights'
  | 'getRightsLetter'
  | 'liftRestriction'
  | 'getOwnRights'
  | 'askOwnRights'
  | 'downloadOwn'
>;

/** Handlers for requests under somebody's rights. */
export function rightsHandlers({ dossier, clock }: HttpParts): RightsHandlers {
  const { rights } = dossier;
  const shown = (request: RightsRequest) => requestOnTheWire(dossier, request, clock());
  const asking = ({ visitor, request }: { visitor: Visitor; request: FastifyRequest }): Asking => ({
    actor: visitor.actor,
    once: onceOf(request),
  });
  return {
    async listRights({ visitor, query: { closedSince } }) {
      const since = closedSince === undefined ? undefined : Date.parse(closedSince);
      const items = await rights.list(sightOf(visitor.standing, 'rights.see'), since);
      return { items: await Promise.all(items.map((one) => shown(one))) };
    },
    async listTalkRights({ params: { talkId }, visitor }) {
      const sight = sightOf(visitor.standing, 'rights.see');
      // What a colleague asks about themselves is for those of the whole organisation.
      const items = (await rights.of(talkId)).filter(
        ({ account, organisationId }) => account === null || sight.all || sight.organisations.includes(organisationId),
      );
      const restriction = await rights.restriction(talkId);
      return {
        items: await Promise.all(items.map((one) => shown(one))),
        readings: (await rights.readings(talkId)).map((one) => ({ ...one, at: moment(one.at) })),
        restrictedAt: restriction === undefined ? null : moment(restriction.placedAt),
      };
    },
    async registerRights(a) {
      const { receivedAt, side = 'counterpart', ...body } = a.body;
      const wanted = { ...body, side, ...(receivedAt === undefined ? {} : { receivedAt: Date.parse(receivedAt) }) };
      return await shown(await rights.request(a.params.organisationId, wanted, asking(a)));
    },
    getRights: async ({ params }) => await shown(await rights.get(params.rightsRequestId)),
    async searchForRights({ params, query, visitor }) {
      const request = await rights.get(params.rightsRequestId);
      await dossier.noteListing([request.organisationId], visitor.standing, visitor.actor, {
        searched: true,
        purpose: 'request',
      });
      const { talks, spokenOf, cut } = await candidates(dossier, request, query);
      return { items: talks.map(talkOnTheWire), spokenOf: [...spokenOf], cut };
    },
    takeUpRights: async (a) => await shown(await rights.takeUp(a.params.rightsRequestId, a.body.by, asking(a))),
    identifyRights: async (a) => await shown(await rights.identify(a.params.rightsRequestId, a.body, asking(a))),
    findRights: async (a) => await shown(await rights.find(a.params.rightsRequestId, a.body, asking(a))),
    async extendRights(a) {
      const extended = await rights.extend(a.params.rightsRequestId, a.body.why, asking(a));
      await tell(dossier, extended, a.visitor);
      return await shown(extended);
    },
    async decideRights(a) {
      const decided = await rights.decide(a.params.rightsRequestId, a.body, asking(a));
      await tell(dossier, decided, a.visitor);
      return await shown(decided);
    },
    async carryOutRights(a) {
      const { kind, decision } = await rights.get(a.params.rightsRequestId);
      // A destruction is for who may destroy, whatever was granted.
      if (kind === 'deletion')
        for (const { talk, give } of decision?.talks ?? [])
          if (give !== 'none') await dossier.admit(a.visitor.standing, 'talk.destroy', { talkId: talk });
      return await shown(await rights.carryOut(a.params.rightsRequestId, asking(a)));
    },
    getRightsPackage: async ({ params, visitor, reply }) =>
      await sendPackage(dossier, await rights.get(params.rightsRequestId), visitor.actor, reply),
    handOverRights: async (a) => await shown(await rights.handOver(a.params.rightsRequestId, a.body, asking(a))),
    closeRights: async (a) => await shown(await rights.close(a.params.rightsRequestId, a.body.how, asking(a))),
    async getRightsLetter({ params, query, reply }) {
      const request = await rights.get(params.rightsRequestId);
      return await sendLetter(dossier, request, params.letter, query, reply);
    },
    async liftRestriction(a) {
      await rights.liftRestriction(a.params.talkId, a.body.why, asking(a));
    },

    async getOwnRights({ visitor }) {
      const { id, name } = accountOf(visitor);
      const requests = await rights.ofAccount(id);
      return {
        name,
        talks: (await rights.ownTalks(id)).map(ownTalkOnTheWire),
        requests: await Promise.all(requests.toReversed().map((one) => shown(one))),
      };
    },
    async askOwnRights(a) {
      const { id, name } = accountOf(a.visitor);
      const { kind, text, talk } = a.body;
      const own = await rights.ownTalks(id);
      if (talk !== undefined && !own.some((one) => one.talk === talk)) throw new HttpProblem('talk-not-found');
      const of = talk === undefined ? undefined : (await dossier.talk(talk)).organisation.id;
      const organisationId =
        of ?? a.visitor.standing.seats.find((seat) => seat.organisationId !== null)?.organisationId ?? undefined;
      if (organisationId === undefined) throw new HttpProblem('not-allowed');
      const wanted = { kind, text, talk, name, account: id, side: 'staff', way: 'staff-page' } as const;
      return await shown(await rights.request(organisationId, wanted, asking(a)));
    },
    async downloadOwn({ params: { rightsRequestId, what }, visitor, reply }) {
      const request = await rights.get(rightsRequestId);
      if (request.account === null || request.account !== accountOf(visitor).id)
        throw new HttpProblem('rights-request-not-found');
      if (what === 'decision') return await sendLetter(dossier, request, 'decision', {}, reply);
      if (what === 'receipt') return sendReceipt(request, reply);
      return await sendPackage(dossier, request, visitor.actor, reply, 'staff-page');
    },
  };
}

/** The last receipt of what was handed over. Throws `letter-not-there`. */
export function sendReceipt({ handed }: RightsRequest, reply: FastifyReply): FastifyReply {
  const receipt = handed.at(-1)?.receipt;
  if (receipt === undefined) throw new HttpProblem('letter-not-there');
  return sendText(receipt, 'ontvangstbewijs', reply);
}

/** Whose session it is; the local command line and a program have none of their own. */
function accountOf(visitor: Visitor): Account {
  if (visitor.account === undefined) throw new HttpProblem('not-allowed');
  return visitor.account;
}

/** That something new stands on the page of who asked. */
async function tell(dossier: Dossier, { talk, party }: RightsRequest, visitor: Visitor): Promise<void> {
  if (talk === null || party === null) return;
  if ((await dossier.talk(talk)).destruction !== undefined) return;
  await tellNews(dossier, talk, [party], visitor.actor);
}

async function requestOnTheWire(dossier: Dossier, request: RightsRequest, now: number): Promise<RequestOnTheWire> {
  const {
    receivedAt,
    takenUp,
    identity,
    found,
    extended,
    decision,
    handed,
    closed,
    rules,
    account: _,
    ...rest
  } = request;
  const at = <T extends { readonly at: number }>(one: T | null) =>
    one === null ? null : { ...one, at: moment(one.at) };
  return {
    ...rest,
    receivedAt: moment(receivedAt),
    daysLeft: daysLeft(rest.dueOn, now),
    takenUp: at(takenUp),
    identity: at(identity),
    found:
      found === null
        ? null
        : {
            ...found,
            at: moment(found.at),
            talks: await Promise.all(
              found.talks.map(async ({ startedAt, destroyedAt, ...talk }) => ({
                ...talk,
                startedAt: moment(startedAt),
                destroyedAt: destroyedAt === null ? null : moment(destroyedAt),
                edits: destroyedAt === null ? await editsOf(dossier, talk.talk) : [],
                absent: await othersAbsent(dossier, talk.talk, request.name),
              })),
            ),
          },
    extended: at(extended),
    decision: decision === null ? null : { ...decision, talks: [...decision.talks], at: moment(decision.at) },
    handed: handed.map((one) => ({ ...one, at: moment(one.at) })),
    forgetOn: closed === null ? null : dayOf(forgottenFrom(closed.at)),
    closed: at(closed),
    hasPackage: hasPackage(request),
    rules: rules === null ? null : rulesOnTheWire(rules),
  };
}

/** Edited copies that are made: a decision may give one instead of the whole. */
async function editsOf({ edits }: Dossier, talkId: string) {
  return (await edits.list(talkId)).flatMap(({ id, why, made }) =>
    made === null ? [] : [{ id, why, madeAt: moment(made.at) }],
  );
}

/** Who else was not there and is talked about: whoever decides weighs their rights too. */
async function othersAbsent({ absents }: Dossier, talkId: string, name: string) {
  return (await absents.of(talkId)).flatMap(({ id, called, stretches, state, name: theirs }) =>
    state === 'struck' || theirs === name ? [] : [{ id, called, stretches: [...stretches] }],
  );
}

function ownTalkOnTheWire({ startedAt, endedAt, uses, ...talk }: OwnTalk): OwnTalkOnTheWire {
  return {
    ...talk,
    startedAt: moment(startedAt),
    endedAt: endedAt === null ? null : moment(endedAt),
    uses: uses.map((use) => ({ ...use, at: moment(use.at) })) as OwnTalkOnTheWire['uses'],
  };
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}
