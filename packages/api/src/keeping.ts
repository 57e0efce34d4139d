/** How long a talk is kept, over HTTP: holds, and destruction with its certificate. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { id, moment, OrganisationParams, TalkParams } from './schemas.ts';
import { line, words } from './table-schemas.ts';

const HoldParams = z.object({ talkId: id, holdId: id });

export const HoldReason = z.enum([
  'complaint',
  'objection',
  'court',
  'access-request',
  'woo',
  'oversight',
  'police',
  'other',
]);
export const DestructionGround = z.enum(['term', 'not-kept', 'no-contract', 'request', 'decision']);

const reviewOn = moment.check(z.describe('When it is to be looked at again; within three years'));

export const Hold = z
  .object({
    id: z.string(),
    talkId: z.string(),
    reason: HoldReason,
    owner: z.string().check(z.describe('Who sees to it that it is lifted in time')),
    words: z.string(),
    reviewAt: moment,
    placedAt: moment,
    liftedAt: z.nullable(moment),
    why: z.nullable(z.string()).check(z.describe('Why it was lifted')),
  })
  .register(z.globalRegistry, { id: 'Hold', description: 'The talk may not be destroyed for now.' });
export type Hold = z.infer<typeof Hold>;

const NewHold = z
  .object({ reason: HoldReason, owner: line, words, reviewAt: reviewOn })
  .register(z.globalRegistry, { id: 'NewHold' });

export const Certificate = z
  .object({
    talk: z.string(),
    ground: DestructionGround,
    words: z.string(),
    decidedBy: z.string().check(z.describe('Actor: system, or who decided')),
    decidedAt: moment,
    source: z.string(),
    startedAt: moment,
    endedAt: z.nullable(moment),
    recording: z
      .nullable(
        z.object({
          id: z.string(),
          leaves: z.nullable(z.int()),
          root: z.nullable(z.string()),
          bytes: z.nullable(z.int()),
          sha256: z.nullable(z.string()),
        }),
      )
      .check(z.describe('What was destroyed; null: nothing was recorded, or it was destroyed before')),
    copies: z
      .array(z.object({ at: moment, kind: z.string(), sha256: z.nullable(z.string()) }))
      .check(z.describe('Copies that left the house, and that no destruction reaches')),
  })
  .register(z.globalRegistry, { id: 'DestructionCertificate', description: 'What stays known of a destroyed talk.' });

export const Destruction = z
  .object({
    talkId: z.string(),
    destroyedAt: z.nullable(moment).check(z.describe('null: it is under way')),
    certificate: Certificate,
  })
  .register(z.globalRegistry, { id: 'Destruction' });
export type Destruction = z.infer<typeof Destruction>;

const held = ['talk-not-found', 'talk-destroyed', 'hold-not-found'] as const;

export const keepingRoutes = table({
  listHolds: {
    method: 'GET',
    path: '/organisations/{organisationId}/holds',
    tag: 'keeping',
    summary: 'Talks that may not be destroyed for now, the first to be looked at again first',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(Hold) })),
    problems: ['organisation-not-found'],
  },
  listTalkHolds: {
    method: 'GET',
    path: '/talks/{talkId}/holds',
    tag: 'keeping',
    summary: 'Holds of a talk, newest first, also those that were lifted',
    access: 'login',
    params: TalkParams,
    answer: json(z.object({ items: z.array(Hold) })),
    problems: ['talk-not-found', 'talk-destroyed'],
  },
  placeHold: {
    method: 'POST',
    path: '/talks/{talkId}/holds',
    tag: 'keeping',
    summary: 'From now on the talk may not be destroyed, until the hold is lifted',
    access: 'person',
    params: TalkParams,
    body: NewHold,
    answer: json(Hold, 201),
    problems: ['talk-not-found', 'talk-destroyed', 'words-malformed', 'review-malformed', 'idempotency-key-reused'],
  },
  reviewHold: {
    method: 'POST',
    path: '/talks/{talkId}/holds/{holdId}/reviews',
    tag: 'keeping',
    summary: 'Looked at, and still needed',
    access: 'person',
    params: HoldParams,
    body: z.object({ reviewAt: reviewOn }).register(z.globalRegistry, { id: 'HoldReview' }),
    answer: json(Hold),
    problems: [...held, 'review-malformed'],
  },
  liftHold: {
    method: 'POST',
    path: '/talks/{talkId}/holds/{holdId}/lifting',
    tag: 'keeping',
    summary: 'Ends a hold, with why',
    access: 'person',
    params: HoldParams,
    body: z.object({ why: words }).register(z.globalRegistry, { id: 'HoldLifting' }),
    answer: json(Hold),
    problems: [...held, 'words-malformed'],
  },
  destroyTalk: {
    method: 'POST',
    path: '/talks/{talkId}/destruction',
    tag: 'keeping',
    summary: 'Decides that a talk is destroyed: nobody reads or hears it from now on; safe to repeat',
    access: 'person',
    params: TalkParams,
    body: z
      .object({ ground: z.enum(['request', 'decision']), words: words.check(z.maxLength(1000)) })
      .register(z.globalRegistry, { id: 'DestructionDecision' }),
    answer: json(Destruction),
    problems: ['talk-not-found', 'talk-live', 'talk-planned', 'talk-held', 'words-malformed'],
  },
  getDestruction: {
    method: 'GET',
    path: '/talks/{talkId}/destruction',
    tag: 'keeping',
    summary: 'The certificate of a talk that was destroyed, or is being destroyed',
    access: 'login',
    params: TalkParams,
    answer: json(Destruction),
    problems: ['talk-not-found', 'not-destroyed'],
  },
  listDestructions: {
    method: 'GET',
    path: '/organisations/{organisationId}/destructions',
    tag: 'keeping',
    summary: 'Talks that were destroyed, newest first',
    access: 'login',
    params: OrganisationParams,
    query: z.object({
      cursor: z.optional(z.string().check(z.maxLength(100))).check(z.describe('`next` of the page before')),
    }),
    answer: json(z.object({ items: z.array(Destruction), next: z.optional(z.string()) })),
    problems: ['organisation-not-found'],
  },
});
