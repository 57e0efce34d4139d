/** Persons who are only talked about on a recording, over HTTP; and the case that a talk belongs to. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { day, id, moment, TalkParams } from './schemas.ts';
import { line, words } from './table-schemas.ts';
import { WrittenQuery, written } from './written.ts';

const AbsentParams = z.object({ ...TalkParams.shape, absentId: id });
const exception = z.enum(['knows', 'impossible', 'disproportionate', 'impairs', 'law', 'secrecy', 'restricted']);
const way = z.enum(['letter', 'mail', 'phone', 'desk']);
export const Stretches = z.array(z.object({ fromMs: z.int(), toMs: z.int() })).check(z.maxLength(200));

export const AbsentPerson = z
  .object({
    id,
    talk: id,
    called: z.string().check(z.describe('How they are known to whoever reads the talk')),
    name: z.nullable(z.string()),
    about: z.string().check(z.describe('What kind of data about them is on the recording')),
    stretches: Stretches,
    by: z.string(),
    namedAt: moment,
    dueOn: z.string().check(z.describe('Last day to tell them, as YYYY-MM-DD')),
    daysLeft: z.int(),
    state: z.enum(['named', 'to-tell', 'excepted', 'told', 'struck']),
    decision: z.nullable(
      z.object({
        tell: z.boolean(),
        exception: z.nullable(exception),
        why: z.string(),
        measures: z.nullable(z.string()),
        by: z.string(),
        at: moment,
      }),
    ),
    told: z.nullable(z.object({ way, on: z.string(), by: z.string() })),
    struck: z.nullable(z.object({ why: z.string(), by: z.string(), at: moment })),
  })
  .register(z.globalRegistry, { id: 'AbsentPerson' });
export type AbsentPerson = z.infer<typeof AbsentPerson>;

const list = json(z.object({ items: z.array(AbsentPerson) }).register(z.globalRegistry, { id: 'AbsentPeople' }));
const one = json(AbsentPerson);
const kase = json(z.object({ number: z.nullable(z.string()) }).register(z.globalRegistry, { id: 'TalkCase' }));
const staff = { tag: 'rights', access: 'person' } as const;
const step = { ...staff, method: 'POST', params: AbsentParams, answer: one } as const;
const STEP = [
  'talk-not-found',
  'talk-destroyed',
  'absent-not-found',
  'absent-step',
  'words-malformed',
  'idempotency-key-reused',
] as const;

export const absentRoutes = table({
  listOpenAbsents: {
    ...staff,
    method: 'GET',
    path: '/absent-people',
    summary:
      'People who are only talked about and of whom something must still be decided or done, the first term to end first',
    answer: list,
    problems: [],
  },
  listAbsents: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/absent-people',
    summary: 'People who are only talked about in a talk',
    params: TalkParams,
    answer: list,
    problems: ['talk-not-found'],
  },
  nameAbsent: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/absent-people',
    summary: 'Notes that somebody who was not there is talked about, with the least that does',
    params: TalkParams,
    body: z
      .object({ called: line, name: z.optional(line), about: words, stretches: Stretches, by: line })
      .register(z.globalRegistry, { id: 'NewAbsentPerson' }),
    answer: one,
    problems: ['talk-not-found', 'talk-destroyed', 'facts-malformed', 'words-malformed', 'idempotency-key-reused'],
  },
  decideAbsent: {
    ...step,
    path: '/talks/{talkId}/absent-people/{absentId}/decision',
    summary: 'A named person decides whether they are told, or which exception of the law applies (AVG 14 (5))',
    body: z
      .object({
        tell: z.boolean(),
        exception: z.nullable(exception),
        why: words,
        measures: z.nullable(z.string().check(z.maxLength(4000))),
        by: line,
      })
      .register(z.globalRegistry, { id: 'AbsentDecision' }),
    problems: [...STEP, 'decision-not-fitting'],
  },
  tellAbsent: {
    ...step,
    path: '/talks/{talkId}/absent-people/{absentId}/telling',
    summary: 'They were told',
    body: z.object({ way, on: day, by: line }).register(z.globalRegistry, { id: 'AbsentTold' }),
    problems: [...STEP, 'facts-malformed'],
  },
  strikeAbsent: {
    ...step,
    path: '/talks/{talkId}/absent-people/{absentId}/striking',
    summary: 'They were noted by mistake: they are found by that name no more',
    body: z.object({ why: words, by: line }).register(z.globalRegistry, { id: 'AbsentStruck' }),
    problems: STEP,
  },
  getAbsentLetter: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/absent-people/{absentId}/letter',
    summary: 'The letter that tells them (AVG 14)',
    params: AbsentParams,
    query: WrittenQuery,
    answer: written,
    problems: ['talk-not-found', 'absent-not-found'],
  },
  getTalkCase: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/case',
    summary: 'Number of the case that a talk belongs to',
    params: TalkParams,
    answer: kase,
    problems: ['talk-not-found'],
  },
  noteTalkCase: {
    ...staff,
    method: 'PUT',
    path: '/talks/{talkId}/case',
    summary: 'Notes the number of its case, or that it belongs to none',
    params: TalkParams,
    body: z.object({ number: z.nullable(line) }).register(z.globalRegistry, { id: 'NewTalkCase' }),
    answer: kase,
    problems: ['talk-not-found', 'talk-destroyed', 'words-malformed', 'idempotency-key-reused'],
  },
});
