/** Consent, sharing and publishing over HTTP; and what who got a shared link may do. */
import * as z from 'zod/mini';
import { empty, json, table } from './route.ts';
import { id, moment, TalkParams } from './schemas.ts';
import { line, RuleAnswer, words } from './table-schemas.ts';

const QuestionParams = z.object({ talkId: id, questionId: id });
const ShareParams = z.object({ talkId: id, shareId: id });
const token = z.string().check(z.minLength(8), z.maxLength(200));
const party = z.string().check(z.minLength(1), z.maxLength(500));
const codeBy = z.enum(['sms', 'mail', 'desk']);
const milliseconds = z.int().check(z.nonnegative());

export const ConsentUse = z.enum(['publication', 'third-parties', 'editing', 'training', 'quality', 'sale']);
export const Protection = z
  .enum(['nee', 'kind_0_11', 'kind_12_15', 'vertegenwoordigd'])
  .check(z.describe('Value of the rules’ dimension kwetsbaar'));
export const ConsentAnswer = z.enum(['given', 'refused', 'withdrawn']);
export const ShareUse = z.enum(['publication', 'third-parties', 'adviser', 'procedure', 'regulator', 'police']);

export const ConsentQuestion = z
  .object({
    id,
    use: ConsentUse,
    what: z.string(),
    audience: z.string(),
    until: z.nullable(moment),
    askedAt: moment,
    actor: z.string(),
    standing: z
      .enum(['alle', 'deels', 'geweigerd', 'ingetrokken', 'niet_gevraagd'])
      .check(z.describe('Value of the rules’ dimension instemming')),
    persons: z.array(
      z.object({
        party,
        name: z.string(),
        side: z.nullable(z.enum(['resident', 'office'])),
        protection: Protection,
        represented: z.boolean().check(z.describe('A legal representative decides')),
        answer: z.enum(['open', 'given', 'refused', 'withdrawn', 'expired']).check(z.describe('open is a no')),
        at: z.nullable(moment),
        way: z.nullable(z.enum(['own-page', 'signed-form', 'told'])),
        evidence: z.nullable(z.string()),
        by: z.nullable(z.string()),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'ConsentQuestion' });
export type ConsentQuestion = z.infer<typeof ConsentQuestion>;

const part = z.object({ fromMs: milliseconds, toMs: milliseconds });
const Missing = z.object({
  party,
  name: z.string(),
  answer: z.enum(['open', 'refused', 'withdrawn', 'expired', 'not-asked']),
});
export const outOfReach = z.array(
  z
    .object({
      to: z.string(),
      kind: z.string(),
      at: moment,
      how: z.enum(['share', 'copy']),
      edit: z.nullable(id).check(z.describe('The edited copy that it was')),
    })
    .register(z.globalRegistry, { id: 'OutOfReach', description: 'A copy that went out: no recall reaches it.' }),
);

export const Share = z
  .object({
    id,
    use: ShareUse,
    question: z.nullable(id),
    weighing: z.nullable(id),
    to: z.string(),
    why: z.string(),
    part: z.nullable(part),
    edit: z.nullable(id).check(z.describe('The edited copy that is shared, in place of the recording')),
    download: z.boolean(),
    codeBy: z.nullable(codeBy),
    address: z.nullable(z.string()).check(z.describe('Where everybody can hear a publication')),
    madeAt: moment,
    actor: z.string(),
    endsAt: z.nullable(moment),
    open: z.boolean(),
    closed: z.nullable(z.object({ at: moment, by: z.enum(['office', 'withdrawal']), why: z.string() })),
    openedAt: z.nullable(moment),
    refused: z.int(),
    downloads: z.array(z.object({ at: moment, kind: z.string(), sha256: z.string() })),
    rules: RuleAnswer,
  })
  .register(z.globalRegistry, { id: 'Share' });
export type Share = z.infer<typeof Share>;

export const ShareRefused = z
  .object({ at: moment, use: ShareUse, to: z.string(), missing: z.array(Missing), rules: RuleAnswer })
  .register(z.globalRegistry, { id: 'ShareRefused', description: 'A no of the rules: who is missing, and why.' });
export type ShareRefused = z.infer<typeof ShareRefused>;

export const SharingFile = z
  .object({
    talkId: id,
    persons: z.array(z.object({ party, name: z.string(), side: z.nullable(z.enum(['resident', 'office'])) })),
    questions: z.array(ConsentQuestion),
    shares: z.array(Share),
    refusals: z.array(ShareRefused),
    weighings: z.array(
      z.object({
        id,
        question: id,
        outcome: z.enum(['outweighs', 'does-not']),
        interest: z.string(),
        reasons: z.string(),
        by: z.string(),
        at: moment,
      }),
    ),
    outOfReach,
  })
  .register(z.globalRegistry, { id: 'SharingFile' });
export type SharingFile = z.infer<typeof SharingFile>;

/** What a withdrawal did. */
export const Withdrawal = z
  .object({ closed: z.array(id), outOfReach })
  .register(z.globalRegistry, { id: 'Withdrawal' });
export type Withdrawal = z.infer<typeof Withdrawal>;

export const SharedTalk = z
  .object({
    organisation: z.string(),
    startedAt: moment,
    use: ShareUse,
    to: z.string(),
    why: z.string(),
    part: z.nullable(part),
    edit: z
      .nullable(z.object({ id, statement: z.string() }))
      .check(z.describe('An edited copy is heard, which says this of itself')),
    download: z.boolean(),
    endsAt: z.nullable(moment),
    visitEndsAt: moment,
  })
  .register(z.globalRegistry, { id: 'SharedTalk' });
export type SharedTalk = z.infer<typeof SharedTalk>;

const staff = { tag: 'sharing', access: 'person' } as const;
const outside = { tag: 'sharing', access: 'share' } as const;
const COMMON = ['talk-not-found', 'words-malformed', 'idempotency-key-reused'] as const;

export const sharingRoutes = table({
  getSharing: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/sharing',
    summary: 'Consents of a talk, what is shared on them, and what is out of reach',
    params: TalkParams,
    answer: json(SharingFile),
    problems: ['talk-not-found'],
  },
  askConsent: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/consents',
    summary: 'Asks everybody on the recording for one use of it',
    params: TalkParams,
    body: z
      .object({
        use: ConsentUse,
        what: words,
        audience: words,
        until: z.optional(moment),
        protected: z.array(z.object({ party, protection: Protection })).check(z.maxLength(100)),
      })
      .register(z.globalRegistry, { id: 'NewConsentQuestion' }),
    answer: json(SharingFile),
    problems: [...COMMON, 'participant-not-found', 'sector-missing', 'facts-malformed'],
  },
  takeConsent: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/consents/{questionId}/answers',
    summary: 'What somebody said, from a signed form; a no also as it was told',
    params: QuestionParams,
    body: z
      .object({
        party,
        answer: ConsentAnswer,
        way: z
          .enum(['signed-form', 'told', 'silence', 'sign', 'general-terms'])
          .check(z.describe('The last three are never consent: no-consent')),
        evidence: words,
        by: z.optional(line).check(z.describe('The legal representative')),
      })
      .register(z.globalRegistry, { id: 'TakenConsent' }),
    answer: json(Withdrawal),
    problems: [
      ...COMMON,
      'consent-question-not-found',
      'participant-not-found',
      'no-consent',
      'representative-missing',
      'consent-not-given',
      'facts-malformed',
    ],
  },
  makeShare: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/shares',
    summary: 'Shares or publishes, where the rules allow it with the consents as they stand',
    params: TalkParams,
    body: z
      .object({
        use: ShareUse,
        question: z.optional(id),
        weighing: z.optional(id),
        to: line,
        why: words,
        part: z.optional(part),
        edit: z.optional(id),
        download: z.boolean(),
        codeBy: z.optional(codeBy),
        reach: z.optional(line),
        endsAt: z.optional(moment),
      })
      .register(z.globalRegistry, { id: 'NewShare' }),
    answer: json(
      z
        .object({
          made: z.nullable(Share),
          address: z.nullable(z.string()).check(z.describe('Told once; the secret of a link stands in the fragment')),
          refused: z.nullable(ShareRefused),
        })
        .register(z.globalRegistry, { id: 'ShareAnswer' }),
    ),
    problems: [
      ...COMMON,
      'nothing-recorded',
      'consent-question-not-found',
      'weighing-not-found',
      'share-malformed',
      'edit-not-made',
      'number-malformed',
      'mail-malformed',
      'sms-not-set',
      'mail-not-set',
      'sector-missing',
    ],
  },
  weighPublication: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/weighings',
    summary: 'A named jurist weighs a great public interest against private life',
    params: TalkParams,
    body: z
      .object({
        question: id,
        outcome: z.enum(['outweighs', 'does-not']),
        interest: words,
        reasons: words,
        by: line,
      })
      .register(z.globalRegistry, { id: 'NewWeighing' }),
    answer: json(SharingFile),
    problems: [...COMMON, 'consent-question-not-found', 'share-malformed'],
  },
  recallShare: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/shares/{shareId}/recall',
    summary: 'Closes a page or link at once',
    params: ShareParams,
    body: z.object({ why: words }).register(z.globalRegistry, { id: 'Recall' }),
    answer: json(SharingFile),
    problems: [...COMMON, 'share-not-found', 'share-closed'],
  },
  makeShareCode: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/shares/{shareId}/code',
    summary: 'A code to read out to the receiver: ten minutes, five tries',
    params: ShareParams,
    answer: json(z.object({ code: z.string(), expiresAt: moment }), 201),
    problems: ['talk-not-found', 'share-not-found'],
  },
  askShareCode: {
    method: 'POST',
    path: '/shared/code',
    tag: 'sharing',
    summary: 'Asks for a code. Answers the same whatever comes of it',
    access: 'open',
    body: z.object({ secret: token }).register(z.globalRegistry, { id: 'ShareSecret' }),
    answer: empty,
    problems: [],
    guessable: true,
  },
  openShare: {
    method: 'POST',
    path: '/shared/visit',
    tag: 'sharing',
    summary: 'Comes in by shared link and code, for half an hour. Every no is the same',
    access: 'open',
    body: z
      .object({ secret: token, code: z.string().check(z.minLength(1), z.maxLength(20)) })
      .register(z.globalRegistry, { id: 'ShareEntry' }),
    answer: json(z.object({ visitEndsAt: moment }), 201),
    problems: ['entry-refused'],
    guessable: true,
  },
  closeShareVisit: {
    ...outside,
    method: 'DELETE',
    path: '/shared/visit',
    summary: 'Leaves',
    answer: empty,
    problems: [],
  },
  getShared: {
    ...outside,
    method: 'GET',
    path: '/shared',
    summary: 'What was shared, why, and until when',
    answer: json(SharedTalk),
    problems: ['share-not-found'],
  },
  listenShared: {
    ...outside,
    method: 'GET',
    path: '/shared/sound',
    summary: 'The sound as WAV, any range; stops where the share closes',
    answer: { kind: 'bytes', mediaTypes: ['audio/wav'], ranges: true },
    problems: [
      'share-not-found',
      'edit-not-made',
      'talk-private',
      'recording-not-found',
      'recording-silent',
      'recording-damaged',
    ],
  },
  makeShareTicket: {
    ...outside,
    method: 'POST',
    path: '/shared/tickets',
    summary: 'A ticket for one download within a minute, where downloading was allowed',
    answer: json(z.object({ ticket: z.string() }), 201),
    problems: ['share-not-found', 'download-not-allowed'],
  },
  downloadShared: {
    ...outside,
    method: 'GET',
    path: '/shared/downloads/{ticket}',
    summary: 'Downloads by a ticket, which is then used up',
    params: z.object({ ticket: z.string().check(z.regex(/^[\w-]{1,100}$/)) }),
    answer: { kind: 'bytes', mediaTypes: ['audio/mpeg', 'audio/wav'], ranges: false },
    problems: ['ticket-refused', 'share-not-found', 'talk-private', 'recording-not-found', 'recording-silent'],
  },
});
