/** What is asked before a recording begins, and the answer: which a refusal carries too. */
import * as z from 'zod/mini';
import { day, id, said, words } from './schemas.ts';

const facts = z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(60)));

export const GateFacts = z
  .object({
    date: day.check(z.describe('Day of the talk: decides which law counts')),
    organisations: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(10)),
    situation: facts.check(z.describe('Facts in the words of the rules')),
    decisions: z
      .array(z.object({ feit: words(40), door: words(100), op: day, reden: words(2000) }))
      .check(z.maxLength(10))
      .check(z.describe('What named persons decided about open norms')),
  })
  .register(z.globalRegistry, {
    id: 'GateFacts',
    description: 'What the rules are asked about a talk before it begins.',
  });
export type GateFacts = z.infer<typeof GateFacts>;
export const GateQuestion = z
  .object({
    ...GateFacts.shape,
    talkId: z.optional(id).check(z.describe('The planned talk that would be recorded')),
    organisationId: z.optional(id),
    participants: z
      .optional(z.array(words(200)).check(z.maxLength(50)))
      .check(z.describe('Who would be recorded: looked up in the register of objections')),
  })
  .register(z.globalRegistry, { id: 'GateQuestion' });

export const GateAnswer = z
  .object({
    may: z.boolean(),
    because: z.nullable(
      z.enum(['rules', 'open-norm', 'duty', 'objection', 'no-plan', 'refused', 'theirs-only', 'not-agreed']),
    ),
    verdict: z.string(),
    explanation: said,
    approvedWords: z
      .optional(said)
      .check(z.describe('What the organisation approved to say, in its live recording plan')),
    openQuestions: z.array(said).check(z.describe('What a named person must decide first')),
    duties: z.array(z.object({ code: z.string(), met: z.nullable(z.boolean()), text: said })),
  })
  .register(z.globalRegistry, { id: 'GateAnswer' });
export type GateAnswer = z.infer<typeof GateAnswer>;
