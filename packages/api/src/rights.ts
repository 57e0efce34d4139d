/** Requests under somebody's rights over HTTP: the office's list and steps, and what the staff ask and see for themselves. */
import * as z from 'zod/mini';
import { Stretches } from './absents.ts';
import { empty, json, table } from './route.ts';
import { day, id, moment, OrganisationParams, PurposeName, TalkParams } from './schemas.ts';
import { line, RuleAnswer, words } from './table-schemas.ts';
import { Talk } from './talk-schemas.ts';
import { WrittenQuery, written } from './written.ts';

const RequestParams = z.object({ rightsRequestId: id.check(z.describe('Id of the request')) });

export const RightKind = z.enum([
  'access',
  'copy',
  'supplement',
  'correction',
  'restriction',
  'objection',
  'deletion',
  'portability',
]);
export type RightKind = z.infer<typeof RightKind>;
export const RightWay = z.enum(['own-page', 'staff-page', 'letter', 'desk', 'phone']);
export const RightState = z.enum(['received', 'identified', 'found', 'decided', 'closed']);
export const IdentityWay = z.enum([
  'visit-code',
  'login',
  'known-number',
  'questions',
  'known-in-person',
  'digid',
  'document-seen',
]);
export const RefusalGround = z.enum([
  'others',
  'identity',
  'abuse',
  'investigation',
  'opinion',
  'accurate',
  'must-keep',
  'legal-claim',
  'compelling',
  'not-portable',
]);
const side = z.enum(['counterpart', 'staff']);
const age = z.enum(['nee', 'kind_0_11', 'kind_12_15', 'vertegenwoordigd']);
const outcome = z.enum(['granted', 'partly', 'refused', 'gone']);
const as = z.enum(['speaks', 'spoken-of']);
const give = z.enum(['whole', 'masked', 'none']);
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const representative = z.object({ name: line, shown: line });
const Given = z.object({
  talk: id,
  give,
  edit: z.nullable(id),
  despite: z
    .optional(z.string().check(z.maxLength(4000)))
    .check(z.describe('Why the whole goes over though somebody who was not there is talked about in it')),
});

export const RightsRequest = z
  .object({
    id,
    organisationId: id,
    kind: RightKind,
    name: z.string().check(z.describe('Whose rights they are')),
    number: z.nullable(z.string()),
    side,
    talk: z.nullable(z.string()),
    party: z.nullable(z.string()),
    age,
    representative: z.nullable(z.object({ name: z.string(), shown: z.string() })),
    text: z.string(),
    way: RightWay,
    receivedAt: moment,
    law: z.enum(['avg', 'wbp']),
    source: z.string().check(z.describe('The article that sets the term')),
    dueOn: z.string().check(z.describe('Last day to answer, as YYYY-MM-DD')),
    daysLeft: z.int().check(z.describe('Whole days up to the last one; negative when it is past')),
    state: RightState,
    takenUp: z.nullable(z.object({ by: z.string(), at: moment })),
    identity: z.nullable(z.object({ how: IdentityWay, by: z.string(), at: moment })),
    found: z.nullable(
      z.object({
        by: z.string(),
        at: moment,
        searched: z.string(),
        talks: z.array(
          z.object({
            talk: id,
            as,
            others: z.string(),
            startedAt: moment,
            destroyedAt: z.nullable(moment),
            edits: z
              .array(z.object({ id, why: z.string(), madeAt: moment }))
              .check(z.describe('Edited copies that could be given instead of the whole')),
            absent: z
              .array(z.object({ id, called: z.string(), stretches: Stretches }))
              .check(z.describe('Others who were not there and are talked about')),
          }),
        ),
      }),
    ),
    extended: z.nullable(z.object({ why: z.string(), at: moment })),
    decision: z.nullable(
      z.object({
        outcome,
        ground: z.nullable(RefusalGround),
        text: z.string(),
        by: z.string(),
        at: moment,
        evidence: z.nullable(z.string()),
        talks: z.array(Given),
        remedy: z.enum(['bezwaar', 'court']),
        remedyUntil: z.string(),
      }),
    ),
    handed: z.array(z.object({ at: moment, way: z.string(), sha256: z.string() })),
    forgetOn: z
      .nullable(z.string())
      .check(z.describe('Day from which nothing of a closed request can be read any more, YYYY-MM-DD')),
    closed: z.nullable(
      z.object({ at: moment, how: z.enum(['handed', 'carried-out', 'told', 'withdrawn']), inTerm: z.boolean() }),
    ),
    hasPackage: z.boolean().check(z.describe('Whether there is something to hand over')),
    rules: z.nullable(RuleAnswer),
  })
  .register(z.globalRegistry, { id: 'RightsRequest' });
export type RightsRequest = z.infer<typeof RightsRequest>;

const OwnTalk = z
  .object({
    talk: id,
    startedAt: moment,
    endedAt: z.nullable(moment),
    recorded: z.boolean(),
    subject: z.nullable(z.string()),
    uses: z.array(
      z.object({
        at: moment,
        who: z
          .nullable(z.string())
          .check(z.describe('Null: you. link, share, token, cli or system where it was no account')),
        act: z.string(),
        purpose: z.nullable(PurposeName),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'OwnTalk' });
export type OwnTalk = z.infer<typeof OwnTalk>;

const list = json(z.object({ items: z.array(RightsRequest) }).register(z.globalRegistry, { id: 'RightsRequests' }));
const one = json(RightsRequest);
const staff = { tag: 'rights', access: 'person' } as const;
const step = { ...staff, method: 'POST', params: RequestParams, answer: one } as const;
const STEP = ['rights-request-not-found', 'rights-request-step', 'words-malformed', 'idempotency-key-reused'] as const;
const zipped = { kind: 'bytes', mediaTypes: ['application/zip'], ranges: false } as const;
const SOUND = [
  'talk-private',
  'talk-destroyed',
  'talk-live',
  'talk-storing',
  'recording-silent',
  'talk-restricted',
] as const;

export const rightsRoutes = table({
  listRights: {
    ...staff,
    method: 'GET',
    path: '/rights-requests',
    summary: 'Requests that you may see: open ones, the first term to end first; then those closed since a moment',
    query: z.object({ closedSince: z.optional(moment) }),
    answer: list,
    problems: [],
  },
  listTalkRights: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/rights-requests',
    summary: 'Requests about one talk, own readings beside it, and whether it is shut',
    params: TalkParams,
    answer: json(
      z
        .object({
          items: z.array(RightsRequest),
          readings: z.array(
            z.object({
              request: id,
              kind: z.enum(['supplement', 'correction']),
              name: z.string(),
              text: z.string(),
              at: moment,
            }),
          ),
          restrictedAt: z.nullable(moment),
        })
        .register(z.globalRegistry, { id: 'TalkRights' }),
    ),
    problems: ['talk-not-found'],
  },
  registerRights: {
    ...staff,
    method: 'POST',
    path: '/organisations/{organisationId}/rights-requests',
    summary:
      'Takes a request down that came by letter, at the desk or by phone; what it is about is not destroyed from now on',
    params: OrganisationParams,
    body: z
      .object({
        kind: RightKind,
        name: line,
        number: z.optional(line),
        side: z.optional(side),
        talk: z.optional(id),
        party: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
        born: z.optional(day).check(z.describe('Reckoned with, and not kept')),
        age: z.optional(age),
        representative: z.optional(representative),
        text: words,
        way: z.enum(['letter', 'desk', 'phone']),
        receivedAt: z.optional(moment).check(z.describe('The term runs from then; now when absent')),
      })
      .register(z.globalRegistry, { id: 'NewRightsRequest' }),
    answer: one,
    problems: [
      'organisation-not-found',
      'talk-not-found',
      'participant-not-found',
      'facts-malformed',
      'words-malformed',
      'idempotency-key-reused',
    ],
  },
  getRights: {
    ...staff,
    method: 'GET',
    path: '/rights-requests/{rightsRequestId}',
    summary: 'One request with all its steps',
    params: RequestParams,
    answer: one,
    problems: ['rights-request-not-found'],
  },
  searchForRights: {
    ...staff,
    method: 'GET',
    path: '/rights-requests/{rightsRequestId}/candidates',
    summary: 'Talks that it may be about: by name or number or case, of a subject, between days. Never by voice',
    params: RequestParams,
    query: z.object({
      search: z.optional(z.string().check(z.maxLength(200))),
      case: z.optional(z.string().check(z.maxLength(200))),
      subject: z.optional(z.string().check(z.maxLength(200))),
      from: z.optional(moment),
      to: z.optional(moment),
    }),
    answer: json(
      z
        .object({
          items: z.array(Talk),
          spokenOf: z.array(id).check(z.describe('Of these: in which somebody of this name is only talked about')),
          cut: z.boolean().check(z.describe('There are more; look more closely')),
        })
        .register(z.globalRegistry, { id: 'RightsCandidates' }),
    ),
    problems: ['rights-request-not-found'],
  },
  takeUpRights: {
    ...step,
    path: '/rights-requests/{rightsRequestId}/taking-up',
    summary: 'Somebody sees to it',
    body: z.object({ by: line }).register(z.globalRegistry, { id: 'RightsTakenUp' }),
    problems: STEP,
  },
  identifyRights: {
    ...step,
    path: '/rights-requests/{rightsRequestId}/identity',
    summary: 'A named person says how it was established who asks, with the least that does',
    body: z.object({ how: IdentityWay, by: line }).register(z.globalRegistry, { id: 'RightsIdentity' }),
    problems: [...STEP, 'representative-missing', 'facts-malformed'],
  },
  findRights: {
    ...step,
    path: '/rights-requests/{rightsRequestId}/findings',
    summary: 'What there is: talks in which who asks is heard or talked about, and who else is on them',
    body: z
      .object({
        by: line,
        searched: words,
        talks: z.array(z.object({ talk: id, as, others: z.string().check(z.maxLength(2000)) })),
      })
      .register(z.globalRegistry, { id: 'RightsFindings' }),
    problems: [...STEP, 'talk-not-found', 'facts-malformed'],
  },
  extendRights: {
    ...step,
    path: '/rights-requests/{rightsRequestId}/extension',
    summary: 'Two months more, once, within the first month, with the reason',
    body: z.object({ why: words }).register(z.globalRegistry, { id: 'RightsExtension' }),
    problems: [...STEP, 'extension-not-possible'],
  },
  decideRights: {
    ...step,
    path: '/rights-requests/{rightsRequestId}/decision',
    summary: 'The decision with its reasons; a refusal with its ground, as abuse with what shows it',
    body: z
      .object({
        outcome,
        ground: z.nullable(RefusalGround),
        text: words,
        by: line,
        evidence: z.nullable(z.string().check(z.maxLength(4000))),
        talks: z.array(Given),
      })
      .register(z.globalRegistry, { id: 'RightsDecision' }),
    problems: [...STEP, 'decision-not-fitting', 'sector-missing'],
  },
  carryOutRights: {
    ...step,
    path: '/rights-requests/{rightsRequestId}/carrying-out',
    summary: 'Does what was granted: shuts, objects, adds the own reading, or destroys; and closes the request',
    problems: [...STEP, 'talk-held', 'talk-must-stay', 'talk-live', 'talk-planned', 'talk-destroyed', 'not-allowed'],
  },
  getRightsPackage: {
    ...staff,
    method: 'GET',
    path: '/rights-requests/{rightsRequestId}/package',
    summary: 'What is handed over: sound, what is known of it, and the decision',
    params: RequestParams,
    answer: zipped,
    problems: ['rights-request-not-found', 'rights-request-step', ...SOUND],
  },
  handOverRights: {
    ...step,
    path: '/rights-requests/{rightsRequestId}/handing-over',
    summary: 'The package was given at the desk or sent by post',
    body: z.object({ way: z.enum(['post', 'desk']), sha256 }).register(z.globalRegistry, { id: 'RightsHandedOver' }),
    problems: [...STEP, 'facts-malformed', 'decision-not-fitting'],
  },
  closeRights: {
    ...step,
    path: '/rights-requests/{rightsRequestId}/closing',
    summary: 'Who asked knows the answer, or does not want it any more',
    body: z.object({ how: z.enum(['told', 'withdrawn']) }).register(z.globalRegistry, { id: 'RightsClosing' }),
    problems: STEP,
  },
  getRightsLetter: {
    ...staff,
    method: 'GET',
    path: '/rights-requests/{rightsRequestId}/letters/{letter}',
    summary: 'The letter to who asked: the decision, or that it takes longer',
    params: z.object({ ...RequestParams.shape, letter: z.enum(['decision', 'extension']) }),
    query: WrittenQuery,
    answer: written,
    problems: ['rights-request-not-found', 'letter-not-there'],
  },
  liftRestriction: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/restriction/lifting',
    summary: 'Opens a talk that somebody on it had shut, after they were told',
    params: TalkParams,
    body: z.object({ why: words }).register(z.globalRegistry, { id: 'RestrictionLifted' }),
    answer: empty,
    problems: ['talk-not-found', 'restriction-not-found', 'words-malformed', 'idempotency-key-reused'],
  },
  getOwnRights: {
    ...staff,
    method: 'GET',
    path: '/own/rights',
    summary: 'Your own recordings, who used them and for what, and what you asked',
    answer: json(
      z
        .object({ name: z.string(), talks: z.array(OwnTalk), requests: z.array(RightsRequest) })
        .register(z.globalRegistry, { id: 'OwnRights' }),
    ),
    problems: ['not-allowed'],
  },
  askOwnRights: {
    ...staff,
    method: 'POST',
    path: '/own/rights-requests',
    summary: 'Asks under your own rights, about one of your talks or about all',
    body: z
      .object({ kind: RightKind, text: words, talk: z.optional(id) })
      .register(z.globalRegistry, { id: 'OwnStaffRequest' }),
    answer: one,
    problems: ['not-allowed', 'talk-not-found', 'words-malformed', 'idempotency-key-reused'],
  },
  downloadOwn: {
    ...staff,
    method: 'GET',
    path: '/own/rights-requests/{rightsRequestId}/{what}',
    summary: 'What came of your own request: the package, the letter, or the receipt',
    params: z.object({ ...RequestParams.shape, what: z.enum(['package', 'decision', 'receipt']) }),
    answer: {
      kind: 'bytes',
      mediaTypes: ['application/zip', 'text/html; charset=utf-8', 'text/plain; charset=utf-8'],
      ranges: false,
    },
    problems: ['not-allowed', 'rights-request-not-found', 'rights-request-step', 'letter-not-there', ...SOUND],
  },
});
