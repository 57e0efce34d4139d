/** Requests under somebody's rights over HTTP: access, copy, correction, restriction, deletion, objection. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { id, moment, TalkParams } from './schemas.ts';
import { line, RuleAnswer, words } from './table-schemas.ts';

const RequestParams = z.object({ talkId: id, requestId: id });

export const RightKind = z.enum(['access', 'copy', 'correction', 'restriction', 'deletion', 'objection']);
const outcome = z.enum(['granted', 'partly', 'refused', 'withdrawn']);

export const RightsRequest = z
  .object({
    id,
    talkId: id,
    kind: RightKind,
    party: z.string(),
    name: z.string(),
    text: z.string(),
    way: z.enum(['own-page', 'letter', 'told']),
    receivedAt: moment,
    dueOn: z.string().check(z.describe('Last day to answer, as YYYY-MM-DD')),
    state: z.enum(['open', 'taken-up', 'answered']),
    takenUp: z.nullable(z.object({ by: z.string(), at: moment })),
    extended: z.nullable(z.object({ why: z.string(), at: moment })),
    answer: z.nullable(z.object({ outcome, text: z.string(), by: z.string(), at: moment })),
    rules: z.nullable(RuleAnswer),
  })
  .register(z.globalRegistry, { id: 'RightsRequest' });
export type RightsRequest = z.infer<typeof RightsRequest>;

const list = json(z.object({ items: z.array(RightsRequest) }).register(z.globalRegistry, { id: 'RightsRequests' }));
const one = json(RightsRequest);
const staff = { tag: 'rights', access: 'person' } as const;
const COMMON = ['talk-not-found', 'words-malformed', 'idempotency-key-reused'] as const;
const HANDLED = [...COMMON, 'rights-request-not-found', 'rights-request-answered'] as const;

export const rightsRoutes = table({
  listOpenRights: {
    ...staff,
    method: 'GET',
    path: '/rights-requests',
    summary: 'Requests that wait for an answer, of all talks that you may see; the first term to end first',
    answer: list,
    problems: [],
  },
  listRights: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/rights-requests',
    summary: 'Requests of one talk',
    params: TalkParams,
    answer: list,
    problems: ['talk-not-found'],
  },
  registerRights: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/rights-requests',
    summary: 'A request that came by letter or was told',
    params: TalkParams,
    body: z
      .object({
        party: z.string().check(z.minLength(1), z.maxLength(500)),
        kind: RightKind,
        text: words,
        way: z.enum(['letter', 'told']),
        receivedAt: z.optional(moment).check(z.describe('The term runs from then; now when absent')),
      })
      .register(z.globalRegistry, { id: 'NewRightsRequest' }),
    answer: one,
    problems: [...COMMON, 'participant-not-found', 'facts-malformed'],
  },
  takeUpRights: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/rights-requests/{requestId}/taking-up',
    summary: 'Somebody sees to it',
    params: RequestParams,
    body: z.object({ by: line }).register(z.globalRegistry, { id: 'RightsTakenUp' }),
    answer: one,
    problems: HANDLED,
  },
  extendRights: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/rights-requests/{requestId}/extension',
    summary: 'Two months more, once, within the first month, with the reason',
    params: RequestParams,
    body: z.object({ why: words }).register(z.globalRegistry, { id: 'RightsExtension' }),
    answer: one,
    problems: [...HANDLED, 'extension-not-possible'],
  },
  answerRights: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/rights-requests/{requestId}/answer',
    summary: 'The answer with its reasons; who asked reads it on their own page',
    params: RequestParams,
    body: z.object({ outcome, text: words, by: line }).register(z.globalRegistry, { id: 'RightsAnswer' }),
    answer: one,
    problems: [...HANDLED, 'facts-malformed'],
  },
});
