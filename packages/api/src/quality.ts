/** Quality monitoring over HTTP: protocol, random sample, cards, answers. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { day, id, moment, OrganisationParams, TalkParams } from './schemas.ts';
import { line, words } from './table-schemas.ts';

export const ScoredByName = z.enum(['person', 'software', 'emotion-recognition']);
export const MarkName = z.enum(['well', 'can-be-better', 'not-seen']);

const protocol = {
  criteria: z
    .array(line)
    .check(z.minLength(1), z.maxLength(30))
    .check(z.describe('What is looked at: lines of the card')),
  mostDrawn: z.int().check(z.minimum(1), z.maximum(50)),
  use: words.check(z.describe('What the cards are used for, and what not')),
  council: words.check(z.describe('How the works council agreed, or why it need not (WOR 27(1)(l))')),
  scoredBy: ScoredByName.check(z.describe('Only a person is ever accepted')),
  by: line,
};

export const Protocol = z
  .object({ id: z.string(), at: moment, ...protocol })
  .register(z.globalRegistry, { id: 'QualityProtocol', description: 'Protocol for quality monitoring.' });
export type Protocol = z.infer<typeof Protocol>;

export const Draw = z
  .object({
    id: z.string(),
    at: moment,
    departmentId: z.string(),
    from: day,
    to: day,
    size: z.int(),
    by: z.string(),
    seed: z
      .string()
      .check(z.describe('Hex. Talks are ordered by SHA-256 of "seed id"; the first that may be used are it')),
    candidates: z.int(),
    passedOver: z.int().check(z.describe('Whose plan does not allow this use')),
    talks: z.array(z.object({ talkId: z.string(), state: z.enum(['open', 'scored', 'answered', 'gone']) })),
  })
  .register(z.globalRegistry, { id: 'QualityDraw', description: 'A random sample that can be drawn again.' });
export type Draw = z.infer<typeof Draw>;

const mark = z.object({ criterion: line, mark: MarkName, note: z.string().check(z.maxLength(2000)) });

export const TalkQuality = z
  .object({
    waiting: z.nullable(z.object({ draw: z.string(), criteria: z.array(z.string()) })),
    reviews: z.array(
      z.object({
        draw: z.string(),
        marks: z.array(mark),
        remark: z.string(),
        by: z.string(),
        at: moment,
        answers: z.array(z.object({ text: z.string(), by: z.string(), at: moment })),
      }),
    ),
  })
  .register(z.globalRegistry, {
    id: 'TalkQuality',
    description: 'Cards of a talk, and whether one is still to be filled in.',
  });
export type TalkQuality = z.infer<typeof TalkQuality>;

export const qualityRoutes = table({
  listProtocols: {
    method: 'GET',
    path: '/organisations/{organisationId}/quality-protocols',
    tag: 'oversight',
    summary: 'Protocols for quality monitoring, newest first; the first counts',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(Protocol) })),
    problems: ['organisation-not-found'],
  },
  adoptProtocol: {
    method: 'POST',
    path: '/organisations/{organisationId}/quality-protocols',
    tag: 'oversight',
    summary: 'Adopts a protocol for quality monitoring; software that scores people is refused',
    access: 'person',
    params: OrganisationParams,
    body: z.object(protocol).register(z.globalRegistry, { id: 'NewQualityProtocol' }),
    answer: json(Protocol, 201),
    problems: ['organisation-not-found', 'quality-method-refused', 'quality-malformed', 'words-malformed'],
  },
  listDraws: {
    method: 'GET',
    path: '/organisations/{organisationId}/quality-draws',
    tag: 'oversight',
    summary: 'Random samples for quality monitoring, newest first',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(Draw) })),
    problems: ['organisation-not-found'],
  },
  drawSample: {
    method: 'POST',
    path: '/organisations/{organisationId}/quality-draws',
    tag: 'oversight',
    summary: 'Draws talks at random; nobody picks',
    access: 'person',
    params: OrganisationParams,
    body: z
      .object({ departmentId: id, from: day, to: day, size: z.int().check(z.minimum(1), z.maximum(50)), by: line })
      .register(z.globalRegistry, { id: 'NewQualityDraw' }),
    answer: json(Draw, 201),
    problems: [
      'organisation-not-found',
      'department-not-found',
      'quality-protocol-missing',
      'quality-nothing-to-draw',
      'quality-malformed',
    ],
  },
  getTalkQuality: {
    method: 'GET',
    path: '/talks/{talkId}/quality',
    tag: 'oversight',
    summary: 'Cards of a talk, with the answers to them',
    access: 'login',
    params: TalkParams,
    answer: json(TalkQuality),
    problems: ['talk-not-found', 'talk-destroyed'],
  },
  scoreTalk: {
    method: 'POST',
    path: '/talks/{talkId}/quality/card',
    tag: 'oversight',
    summary: 'A person fills in the card of a talk that was drawn',
    access: 'person',
    params: TalkParams,
    body: z
      .object({ marks: z.array(mark).check(z.maxLength(30)), remark: z.string().check(z.maxLength(4000)), by: line })
      .register(z.globalRegistry, { id: 'QualityCard' }),
    answer: json(TalkQuality, 201),
    problems: ['talk-not-found', 'talk-destroyed', 'review-not-found', 'quality-scored', 'quality-malformed'],
  },
  answerCard: {
    method: 'POST',
    path: '/talks/{talkId}/quality/answers',
    tag: 'oversight',
    summary: 'Whose talk it is answers a card',
    access: 'person',
    params: TalkParams,
    body: z.object({ draw: id, text: words, by: line }).register(z.globalRegistry, { id: 'CardAnswer' }),
    answer: json(TalkQuality, 201),
    problems: ['talk-not-found', 'talk-destroyed', 'review-not-found', 'words-malformed'],
  },
});
