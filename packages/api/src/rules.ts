/** "Mag dat?" over HTTP: the same contract as `woordelijk ask`. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';

const facts = z.record(z.string(), z.string());
const both = z.object({ nl: z.string(), en: z.string() });

export const VerdictQuestion = z
  .object({
    id: z.optional(z.unknown()).check(z.describe('Comes back with the answer')),
    vraag: z.string().check(z.describe('One of the questions, such as opnemen, verstrekken, bewaren')),
    datum: z.string().check(z.describe('Day of the act, YYYY-MM-DD: it decides which law counts')),
    organisatie: z.optional(z.array(z.string())).check(z.describe('Whose own rules count as well')),
    situation: z.optional(facts).check(z.describe('Facts by dimension; what is not given takes its default')),
    beslissingen: z
      .optional(z.array(z.object({ feit: z.string(), door: z.string(), op: z.string(), reden: z.string() })))
      .check(z.describe('Which named person decided an open norm, when and why')),
  })
  .register(z.globalRegistry, { id: 'VerdictQuestion' });

export const Verdict = z
  .looseObject({
    id: z.unknown(),
    verdict: z.string(),
    level: z.string().check(z.describe('Kind of norm that decides: criminal law, law, decency, house rule …')),
    regime: z.string(),
    findings: z.array(z.object({ sheet: z.string(), verdict: z.string(), level: z.string(), rule: z.string() })),
    obligations: z.array(z.object({ code: z.string(), met: z.nullable(z.boolean()) })),
    sources: z.array(z.string()),
    offence: z.array(z.string()),
    explanation: both,
    receipt: z
      .looseObject({})
      .check(z.describe('Rule-set hash, date, facts, rules hit and overruled: enough to run it again')),
  })
  .register(z.globalRegistry, { id: 'Verdict', description: 'Information, not legal advice.' });

export const ruleRoutes = table({
  askVerdicts: {
    method: 'POST',
    path: '/verdicts',
    tag: 'rules',
    summary: '"Mag dat?": what the law and the rules say of a case, or of an array of at most 100 cases',
    access: 'open',
    body: z.union([VerdictQuestion, z.array(VerdictQuestion).check(z.maxLength(100))]),
    answer: json(z.union([Verdict, z.array(Verdict)])),
    problems: ['question-malformed'],
  },
});
