/** How long a talk is kept, over HTTP: holds, and destruction with its certificate. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { day, id, moment, OrganisationParams, said, TalkParams } from './schemas.ts';
import { line, words } from './table-schemas.ts';
import { WrittenQuery, written } from './written.ts';

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
    files: z
      .array(z.object({ id: z.string(), bytes: z.int(), sha256: z.nullable(z.string()) }))
      .check(z.describe('Files of the other side that went with it')),
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

export const KeptTalk = z
  .object({
    plan: z
      .nullable(
        z.object({
          id: z.string(),
          version: z.int(),
          name: z.string(),
          buffer: z.nullable(z.int()).check(z.describe('Days in which somebody must choose to keep it')),
        }),
      )
      .check(z.describe('The plan it was recorded under; null: without one')),
    uses: z.array(
      z.object({
        purpose: z.string(),
        goal: z.string(),
        words: said,
        because: z.string(),
        until: z.nullable(moment).check(z.describe('null: until its case has ended, and then the term')),
        statutory: z.boolean().check(z.describe('The law says that it is kept so long')),
      }),
    ),
    dueAt: z.nullable(moment).check(z.describe('From when it is to be destroyed; null: not known yet')),
    kept: z.boolean().check(z.describe('Somebody chose to keep it')),
    caseEndedOn: z.nullable(day),
    contract: z.nullable(z.boolean()),
  })
  .register(z.globalRegistry, { id: 'KeptTalk', description: 'How long a talk is kept, and for what.' });
export type KeptTalk = z.infer<typeof KeptTalk>;

export const Sweep = z
  .object({
    id: z.string(),
    by: z.string(),
    begunAt: moment,
    doneAt: z.nullable(moment),
    total: z.int(),
    progress: z.number().check(z.describe('0 to 1')),
    destroyed: z.nullable(z.int()),
    held: z.nullable(z.int()),
    stayed: z
      .nullable(z.int())
      .check(z.describe('Not destroyed because the rules, or what became of it, say otherwise')),
  })
  .register(z.globalRegistry, { id: 'Sweep', description: 'A round in which what is due is destroyed.' });
export type Sweep = z.infer<typeof Sweep>;

export const KeepingOverview = z
  .object({
    due: z.int().check(z.describe('Due now')),
    months: z.array(z.object({ month: z.string(), due: z.int() })),
    later: z.int(),
    open: z.int().check(z.describe('Their case runs, so their term has not begun')),
    held: z.int(),
    nightly: z.boolean().check(z.describe('A round is begun every night')),
  })
  .register(z.globalRegistry, { id: 'KeepingOverview', description: 'What goes when: numbers of talks.' });
export type KeepingOverview = z.infer<typeof KeepingOverview>;

const DueTalk = z
  .object({ talkId: z.string(), endedAt: moment, dueAt: moment, ground: DestructionGround, held: z.boolean() })
  .register(z.globalRegistry, { id: 'DueTalk' });

const cursor = z.object({
  cursor: z.optional(z.string().check(z.maxLength(100))).check(z.describe('`next` of the page before')),
});
const changing = ['talk-not-found', 'talk-destroyed', 'no-plan', 'idempotency-key-reused'] as const;

const held = ['talk-not-found', 'talk-destroyed', 'hold-not-found'] as const;

export const keepingRoutes = table({
  getKeeping: {
    method: 'GET',
    path: '/talks/{talkId}/keeping',
    tag: 'keeping',
    summary: 'How long a talk is kept, and for what',
    access: 'login',
    params: TalkParams,
    answer: json(KeptTalk),
    problems: ['talk-not-found', 'talk-destroyed'],
  },
  keepTalk: {
    method: 'POST',
    path: '/talks/{talkId}/keeping',
    tag: 'keeping',
    summary: 'Somebody chooses to keep it, where the plan keeps nothing by itself',
    access: 'person',
    params: TalkParams,
    body: z.object({ why: words }).register(z.globalRegistry, { id: 'KeepingChoice' }),
    answer: json(KeptTalk),
    problems: [...changing, 'words-malformed'],
  },
  endCase: {
    method: 'POST',
    path: '/talks/{talkId}/case-ending',
    tag: 'keeping',
    summary: 'The case or contract it belongs to has ended: the term begins',
    access: 'person',
    params: TalkParams,
    body: z
      .object({
        on: z.nullable(day).check(z.describe('null: it has not ended, after all')),
        contract: z.nullable(z.boolean()).check(z.describe('Whether a contract came of it')),
      })
      .register(z.globalRegistry, { id: 'CaseEnding' }),
    answer: json(KeptTalk),
    problems: [...changing, 'facts-malformed'],
  },
  getKeepingOverview: {
    method: 'GET',
    path: '/organisations/{organisationId}/keeping',
    tag: 'keeping',
    summary: 'What goes when',
    access: 'login',
    params: OrganisationParams,
    answer: json(KeepingOverview),
    problems: ['organisation-not-found'],
  },
  arrangeKeeping: {
    method: 'PUT',
    path: '/organisations/{organisationId}/keeping',
    tag: 'keeping',
    summary: 'Rounds every night, or none; not for a public body',
    access: 'person',
    params: OrganisationParams,
    body: z.object({ nightly: z.boolean() }).register(z.globalRegistry, { id: 'KeepingArrangement' }),
    answer: json(KeepingOverview),
    problems: ['organisation-not-found', 'sweep-by-person'],
  },
  listDueTalks: {
    method: 'GET',
    path: '/organisations/{organisationId}/due',
    tag: 'keeping',
    summary: 'What a round would look at now, the first due first; changes nothing',
    access: 'login',
    params: OrganisationParams,
    query: cursor,
    answer: json(z.object({ items: z.array(DueTalk), next: z.optional(z.string()) })),
    problems: ['organisation-not-found'],
  },
  listSweeps: {
    method: 'GET',
    path: '/organisations/{organisationId}/sweeps',
    tag: 'keeping',
    summary: 'The last 50 rounds, newest first, with how far they are',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(Sweep) })),
    problems: ['organisation-not-found'],
  },
  beginSweep: {
    method: 'POST',
    path: '/organisations/{organisationId}/sweeps',
    tag: 'keeping',
    summary: 'Begins a round: all that is due now is destroyed, except what is held',
    access: 'person',
    params: OrganisationParams,
    body: z.object({}).register(z.globalRegistry, { id: 'NewSweep' }),
    answer: json(Sweep, 201),
    problems: ['organisation-not-found', 'sweep-running', 'sector-missing', 'idempotency-key-reused'],
  },
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
    problems: ['talk-not-found', 'talk-live', 'talk-planned', 'talk-held', 'talk-must-stay', 'words-malformed'],
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
  getCertificate: {
    method: 'GET',
    path: '/talks/{talkId}/destruction/document',
    tag: 'keeping',
    summary: 'The certificate as a document',
    access: 'login',
    params: TalkParams,
    query: WrittenQuery,
    answer: written,
    problems: ['talk-not-found', 'not-destroyed'],
  },
  listDestructions: {
    method: 'GET',
    path: '/organisations/{organisationId}/destructions',
    tag: 'keeping',
    summary: 'Talks that were destroyed, newest first',
    access: 'login',
    params: OrganisationParams,
    query: cursor,
    answer: json(z.object({ items: z.array(Destruction), next: z.optional(z.string()) })),
    problems: ['organisation-not-found'],
  },
});
