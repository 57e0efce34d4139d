/** The talk at the table over HTTP. Each act answers with the file as it stands afterwards. */
import * as z from 'zod/mini';
import { empty, json, type Route, table } from './route.ts';
import { id, moment, OrganisationParams, ReadingQuery, TalkParams } from './schemas.ts';
import * as t from './table-schemas.ts';
import { WrittenQuery, written } from './written.ts';

const RequestParams = z.object({ talkId: id, requestId: id });
const OfferParams = z.object({ talkId: id, offerId: id });
const ReportParams = z.object({ talkId: id, reportId: id });
const token = z.string().check(z.minLength(8), z.maxLength(200));
const shared = z.object({ secret: token }).register(z.globalRegistry, { id: 'SharedSecret' });

/** What every act at the table can answer with. */
const COMMON = ['talk-not-found', 'talk-not-at-table', 'words-malformed', 'idempotency-key-reused'] as const;

/** An act of one talk: POST below it, by a person, answering with the file. */
const act = <P extends z.ZodMiniObject, B extends z.ZodMiniType, const C extends Route['problems']>(
  path: string,
  summary: string,
  params: P,
  body: B,
  problems: C,
) =>
  ({
    method: 'POST',
    path: `/talks/{talkId}${path}`,
    tag: 'table',
    summary,
    access: 'person',
    params,
    body,
    answer: json(t.TalkFile),
    problems: [...COMMON, ...problems],
  }) as const;

const why = z.object({ why: t.words }).register(z.globalRegistry, { id: 'Why' });
const text = z.object({ text: t.words }).register(z.globalRegistry, { id: 'Words' });
const nothing = z.object({}).register(z.globalRegistry, { id: 'Nothing' });
const request = '/requests/{requestId}';
const decided = ['request-not-found', 'alternative-other'] as const;

export const tableRoutes = table({
  listOpenRequests: {
    method: 'GET',
    path: '/open-requests',
    tag: 'table',
    summary: 'Requests of all talks that wait for somebody of the office, longest waiting first',
    access: 'login',
    answer: json(z.object({ items: z.array(t.OpenRequest) })),
    problems: [],
  },
  registerRequest: act('/requests', 'Somebody wants to record', TalkParams, t.NewRequest, [
    'participant-not-found',
    'facts-malformed',
    'sector-missing',
  ]),
  decideRequest: act(
    `${request}/decision`,
    'Yes, or a refusal that is complete; or the wish is gone',
    RequestParams,
    t.NewDecision,
    ['request-not-found', 'request-decided', 'refusal-incomplete', 'sector-missing'],
  ),
  reopenRequest: act(`${request}/reopening`, 'Takes the decision back', RequestParams, why, [
    'request-not-found',
    'request-open',
  ]),
  moveTalk: act(
    '/moving',
    'The talk will be held elsewhere',
    TalkParams,
    z.object({ place: t.line, why: t.words }).register(z.globalRegistry, { id: 'Moving' }),
    ['facts-malformed'],
  ),
  joinTalk: act(
    '/participants',
    'Somebody joins: a representative, a companion or another',
    TalkParams,
    z
      .object({
        part: z.enum(['representative', 'companion', 'third']),
        name: t.line,
        mandate: t.maybeWords,
        requestId: z.optional(id).check(z.describe('The refused request whose alternative this is')),
      })
      .register(z.globalRegistry, { id: 'NewParticipant' }),
    ['plan-malformed', ...decided],
  ),
  planListening: act(
    `${request}/listening`,
    'When and where the other side can listen to what the office recorded',
    RequestParams,
    z.object({ at: moment, place: t.line }).register(z.globalRegistry, { id: 'NewListening' }),
    decided,
  ),
  holdListening: act(
    `${request}/listening-held`,
    'The other side listened',
    RequestParams,
    z.object({ note: t.maybeWords }).register(z.globalRegistry, { id: 'ListeningHeld' }),
    [...decided, 'listening-not-planned', 'nothing-recorded'],
  ),
  draftAccount: act(`${request}/account-drafts`, 'A draft of the written account', RequestParams, text, [
    ...decided,
    'account-final',
  ]),
  remarkAccount: act(
    `${request}/account-remarks`,
    'What the other side says of the draft',
    RequestParams,
    z.object({ by: t.line, text: t.words }).register(z.globalRegistry, { id: 'NewRemark' }),
    [...decided, 'account-final', 'account-empty'],
  ),
  settleAccount: act(`${request}/account`, 'Makes the last draft final', RequestParams, nothing, [
    ...decided,
    'account-final',
    'account-empty',
  ]),
  getLetter: {
    method: 'GET',
    path: '/talks/{talkId}/letters/{letter}',
    tag: 'table',
    summary: 'A letter or form about the talk, to read, edit or file',
    access: 'login',
    params: z.object({
      talkId: id,
      letter: z.enum([
        'request',
        'refusal',
        'agreement',
        'account',
        'receipt',
        'mandate',
        'consent-form',
        'consent-withdrawn',
        'edit-notice',
      ]),
    }),
    query: z.object({
      ...ReadingQuery.shape,
      ...WrittenQuery.shape,
      about: z
        .optional(id)
        .check(z.describe('The request, question or hand-over it is about; the last one when absent')),
      person: z
        .optional(z.string().check(z.maxLength(500)))
        .check(z.describe('To whom a consent form or confirmation is; the first who fits when absent')),
    }),
    answer: written,
    problems: ['talk-not-found', 'letter-not-there'],
  },
  makeAgreement: act('/agreements', 'Makes the agreement from the rules that hold', TalkParams, nothing, [
    'not-granted',
    'agreement-there',
    'sector-missing',
  ]),
  shareAgreement: {
    ...act('/agreement/secrets', 'A secret for the other side, told once; it lives an hour', TalkParams, nothing, [
      'agreement-not-there',
    ]),
    answer: json(
      z
        .object({ link: z.string().check(z.describe('The whole address, to open in a browser')), expiresAt: moment })
        .register(z.globalRegistry, { id: 'AgreementLink' }),
      201,
    ),
  },
  confirmAgreement: act(
    '/agreement/confirmations',
    'Confirms on the screen of the official',
    TalkParams,
    z.object({ participant: id, name: t.line }).register(z.globalRegistry, { id: 'NewConfirmation' }),
    ['agreement-not-there', 'participant-not-found', 'confirmed-already'],
  ),
  endAgreement: act('/agreement/ending', 'Ends the agreement', TalkParams, why, ['agreement-not-there']),
  getAgreement: {
    method: 'GET',
    path: '/talks/{talkId}/agreement',
    tag: 'table',
    summary: 'The agreement with who confirmed it, signed by this server',
    access: 'login',
    params: TalkParams,
    query: ReadingQuery,
    answer: { kind: 'bytes', mediaTypes: ['text/plain; charset=utf-8'], ranges: false },
    problems: ['talk-not-found', 'agreement-not-there'],
  },
  openSharedAgreement: {
    method: 'POST',
    path: '/shared-agreements/openings',
    tag: 'table',
    summary: 'What a secret opens: the agreement, to read',
    access: 'open',
    body: shared,
    answer: json(
      z.object({ document: z.string(), confirmed: z.boolean() }).register(z.globalRegistry, { id: 'SharedAgreement' }),
    ),
    problems: ['secret-refused'],
    guessable: true,
  },
  confirmSharedAgreement: {
    method: 'POST',
    path: '/shared-agreements/confirmations',
    tag: 'table',
    summary: 'Confirms by the secret, which is then used up; gives the signed document',
    access: 'open',
    body: z.object({ secret: token, name: t.line }).register(z.globalRegistry, { id: 'SharedConfirmation' }),
    answer: json(z.object({ document: z.string() }).register(z.globalRegistry, { id: 'SignedDocument' })),
    problems: ['secret-refused', 'confirmed-already', 'words-malformed'],
    guessable: true,
  },
  listNoticeWords: {
    method: 'GET',
    path: '/talks/{talkId}/notice-words',
    tag: 'table',
    summary: 'Approved words by which people at this table are told',
    access: 'login',
    params: TalkParams,
    query: ReadingQuery,
    answer: json(z.object({ items: z.array(z.object({ code: z.string(), nl: z.string(), en: z.string() })) })),
    problems: ['talk-not-found'],
  },
  giveNotice: act(
    '/notices',
    'Who was told, in which words, and how',
    TalkParams,
    z
      .object({
        to: z.array(id).check(z.minLength(1), z.maxLength(30)),
        code: t.line,
        language: z.enum(['nl', 'en']),
        how: t.NoticeWay,
      })
      .register(z.globalRegistry, { id: 'NewNotice' }),
    ['participant-not-found', 'notice-unknown'],
  ),
  liftObjection: act(
    '/lifted-objections',
    'For this talk an objection does not stand in the way: a named person says why',
    TalkParams,
    z.object({ objectionId: id, why: t.words, decidedBy: t.line }).register(z.globalRegistry, { id: 'Lifting' }),
    ['objection-not-found'],
  ),
  handOutCopy: act(
    '/handovers',
    'A copy went out: to whom, how, and its fingerprint; gives a signed receipt',
    TalkParams,
    z
      .object({
        to: t.line,
        kind: z.enum(['legs', 'wav', 'mp3']),
        sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
        way: t.HandoverWay,
      })
      .register(z.globalRegistry, { id: 'NewHandover' }),
    ['nothing-recorded', 'facts-malformed', 'sector-missing'],
  ),
  offerRecording: act(
    '/offers',
    'A recording is handed in: how it was made is asked first',
    TalkParams,
    z
      .object({ from: t.line, provenance: t.ProvenanceName, told: z.boolean(), words: t.words })
      .register(z.globalRegistry, { id: 'NewOffer' }),
    ['facts-malformed', 'sector-missing'],
  ),
  judgeOffer: act(
    '/offers/{offerId}/judgement',
    'A named person decides about a recording that was kept out',
    OfferParams,
    z
      .object({ decision: t.OfferDecision, why: t.words, decidedBy: t.line })
      .register(z.globalRegistry, { id: 'OfferJudgement' }),
    ['offer-not-found', 'offer-settled'],
  ),
  reportMisuse: act(
    '/misuse-reports',
    'Somebody does not keep to what was agreed',
    TalkParams,
    z
      .object({ about: z.enum(['resident', 'office']), text: t.words, to: t.MisuseHandler })
      .register(z.globalRegistry, { id: 'NewMisuseReport' }),
    [],
  ),
  noteMisuse: act('/misuse-reports/{reportId}/notes', 'A step in handling a report', ReportParams, text, [
    'report-not-found',
    'report-closed',
  ]),
  routeMisuse: act(
    '/misuse-reports/{reportId}/routing',
    'Hands a report on',
    ReportParams,
    z.object({ to: t.MisuseHandler, why: t.words }).register(z.globalRegistry, { id: 'MisuseRouting' }),
    ['report-not-found', 'report-closed'],
  ),
  closeMisuse: act('/misuse-reports/{reportId}/closing', 'Ends a report with what came of it', ReportParams, text, [
    'report-not-found',
    'report-closed',
  ]),
  listObjections: {
    method: 'GET',
    path: '/organisations/{organisationId}/objections',
    tag: 'table',
    summary: 'Who does not want to be recorded',
    access: 'person',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(t.Objection) })),
    problems: ['organisation-not-found'],
  },
  registerObjection: {
    method: 'POST',
    path: '/organisations/{organisationId}/objections',
    tag: 'table',
    summary: 'Somebody does not want to be recorded: looked at before each recording, also of calls',
    access: 'person',
    params: OrganisationParams,
    body: t.NewObjection,
    answer: json(t.Objection, 201),
    problems: ['organisation-not-found', 'words-malformed', 'idempotency-key-reused'],
  },
  withdrawObjection: {
    method: 'DELETE',
    path: '/organisations/{organisationId}/objections/{objectionId}',
    tag: 'table',
    summary: 'Takes an objection back at the wish of who made it; the name is destroyed',
    access: 'person',
    params: z.object({ organisationId: id, objectionId: id }),
    answer: empty,
    problems: ['organisation-not-found', 'objection-not-found'],
  },
});
