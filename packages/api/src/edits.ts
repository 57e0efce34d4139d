/** Edited copies over HTTP: declared, told, made, given, withdrawn. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { id, moment, ReadingQuery, TalkParams } from './schemas.ts';
import { outOfReach } from './sharing.ts';
import { HandoverWay, line, RuleAnswer, words } from './table-schemas.ts';

const EditParams = z.object({ talkId: id, editId: id });
const milliseconds = z.int().check(z.nonnegative());

const stretch = {
  fromMs: milliseconds,
  toMs: milliseconds,
  channel: z.nullable(z.int()).check(z.describe('Number of the leg; null: all. A cut is of all')),
  treatment: z.enum(['tone', 'silence', 'cut']),
};
const EditReason = z.enum(['third-person', 'trade-secret', 'other']);
export const EditSpan = z
  .object({ ...stretch, reason: EditReason, why: words })
  .register(z.globalRegistry, { id: 'EditSpan', description: 'A stretch that is not heard, on the original’s clock.' });
export type EditSpan = z.infer<typeof EditSpan>;
const TOLD_WAYS = ['letter', 'mail', 'spoken', 'personal-page'] as const;

export const Edit = z
  .object({
    id,
    state: z
      .enum(['declared', 'making', 'made', 'withdrawn'])
      .check(z.describe('declared: written down, nothing is made. withdrawn: the copy is destroyed')),
    spans: z.array(EditSpan),
    why: z.string(),
    by: z.string(),
    actor: z.string(),
    declaredAt: moment,
    told: z.array(z.object({ to: z.string(), how: z.enum(TOLD_WAYS), at: moment, actor: z.string() })),
    rules: z.nullable(RuleAnswer),
    allowed: z.nullable(z.boolean()).check(z.describe('What the rules said; null: they were not asked')),
    question: z.nullable(id).check(z.describe('The question about editing that it stands on')),
    agreed: z.array(z.string()),
    progress: z.nullable(z.number()).check(z.describe('From 0 to 1 while it is made')),
    made: z.nullable(
      z.object({
        at: moment,
        bytes: z.int(),
        sha256: z.string(),
        original: z.string().check(z.describe('Fingerprint of the original: the root of its seal')),
        statement: z.string().check(z.describe('What stands in the file')),
      }),
    ),
    handedOut: z.array(
      z.object({ to: z.string(), party: z.nullable(z.string()), way: HandoverWay, at: moment, actor: z.string() }),
    ),
    withdrawn: z.nullable(z.object({ at: moment, why: z.string(), actor: z.string() })),
  })
  .register(z.globalRegistry, { id: 'Edit', description: 'An edited copy of a recording: a declared act.' });
export type Edit = z.infer<typeof Edit>;

const staff = { tag: 'sharing', access: 'person' } as const;
const COMMON = ['talk-not-found', 'talk-private', 'words-malformed', 'idempotency-key-reused'] as const;
const SOURCE = ['talk-live', 'talk-storing', 'recording-silent', 'codec-unknown', 'sound-too-long'] as const;
const READING = ['talk-not-found', 'talk-private', 'talk-destroyed', 'edit-not-made', 'recording-damaged'] as const;

export const editRoutes = table({
  listEdits: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/edits',
    summary: 'Edited copies of a talk, newest first',
    params: TalkParams,
    answer: json(z.object({ items: z.array(Edit) })),
    problems: ['talk-not-found'],
  },
  previewEdit: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/edits/preview',
    summary: 'How a stretch of at most two minutes would sound; nothing is kept',
    params: TalkParams,
    query: ReadingQuery,
    body: z
      .object({ spans: z.array(z.object(stretch)).check(z.maxLength(500)), fromMs: milliseconds, toMs: milliseconds })
      .register(z.globalRegistry, { id: 'EditPreview' }),
    answer: { kind: 'bytes', mediaTypes: ['audio/wav'], ranges: false },
    problems: ['talk-not-found', 'talk-private', 'edit-malformed', 'purpose-not-announced', ...SOURCE],
  },
  declareEdit: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/edits',
    summary: 'Writes down what is to be edited, why and by whom; nothing is made yet',
    params: TalkParams,
    body: z
      .object({ spans: z.array(EditSpan).check(z.maxLength(500)), why: words, by: line })
      .register(z.globalRegistry, { id: 'NewEdit' }),
    answer: json(Edit, 201),
    problems: [...COMMON, ...SOURCE, 'edit-malformed', 'edits-too-many'],
  },
  tellEdit: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/edits/{editId}/told',
    summary: 'Writes down that somebody was told of it',
    params: EditParams,
    body: z
      .object({
        to: line,
        how: z.enum(TOLD_WAYS),
        party: z
          .optional(id)
          .check(z.describe('Told on the personal page: of whom. Mailed too, where mail goes there')),
      })
      .register(z.globalRegistry, { id: 'ToldOfEdit' }),
    answer: json(Edit),
    problems: [...COMMON, 'edit-not-found', 'edit-withdrawn', 'facts-malformed', 'personal-link-not-found'],
  },
  makeEdit: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/edits/{editId}/make',
    summary: 'Asks the rules with who was told and agreed; where they allow it the copy is made',
    params: EditParams,
    answer: json(Edit),
    problems: [...COMMON, 'edit-not-found', 'edit-withdrawn', 'edit-made', 'sector-missing'],
  },
  withdrawEdit: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/edits/{editId}/withdraw',
    summary: 'Destroys the copy and closes what was shared of it; tells what is out of reach',
    params: EditParams,
    body: z.object({ why: words }).register(z.globalRegistry, { id: 'EditWithdrawal' }),
    answer: json(z.object({ edit: Edit, closed: z.array(id), outOfReach })),
    problems: [...COMMON, 'edit-not-found', 'edit-withdrawn'],
  },
  handOutEdit: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/edits/{editId}/handovers',
    summary: 'Writes down that it was given to somebody; online: to a person of the talk, on their own page',
    params: EditParams,
    body: z
      .object({ to: line, party: z.optional(z.string().check(z.minLength(1), z.maxLength(500))), way: HandoverWay })
      .register(z.globalRegistry, { id: 'EditHandover' }),
    answer: json(Edit),
    problems: [
      ...COMMON,
      'edit-not-found',
      'edit-withdrawn',
      'edit-not-made',
      'participant-not-found',
      'facts-malformed',
    ],
  },
  playEdit: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/edits/{editId}/sound',
    summary: 'The edited copy to hear, any range',
    params: EditParams,
    query: ReadingQuery,
    answer: { kind: 'bytes', mediaTypes: ['audio/wav'], ranges: true },
    problems: [...READING, 'purpose-not-announced', 'range-not-satisfiable'],
  },
  copyEdit: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/edits/{editId}/copies/{kind}',
    summary: 'The edited copy to keep: the sealed WAV or an MP3 of it, with what it says of itself',
    params: z.object({ ...EditParams.shape, kind: z.enum(['wav', 'mp3']) }),
    query: ReadingQuery,
    answer: { kind: 'bytes', mediaTypes: ['application/zip'], ranges: false },
    problems: [...READING, 'purpose-not-announced'],
  },
  listenMyEdit: {
    tag: 'mine',
    access: 'visit',
    method: 'GET',
    path: '/mine/edits/{editId}/sound',
    summary: 'An edited copy that was given to the holder, to hear',
    params: z.object({ editId: id }),
    answer: { kind: 'bytes', mediaTypes: ['audio/wav'], ranges: true },
    problems: ['edit-not-made', 'talk-private', 'recording-damaged', 'range-not-satisfiable'],
  },
});
