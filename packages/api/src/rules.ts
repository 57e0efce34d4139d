/** "Mag dat?" over HTTP: the same contract as `woordelijk ask`. */
import * as z from 'zod/mini';
import { empty, json, table } from './route.ts';
import { moment, OrganisationParams, said } from './schemas.ts';

const id = z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/));
const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(4000));
const facts = z.record(z.string(), z.string());

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
    explanation: said,
    receipt: z
      .looseObject({})
      .check(z.describe('Rule-set hash, date, facts, rules hit and overruled: enough to run it again')),
  })
  .register(z.globalRegistry, { id: 'Verdict', description: 'Information, not legal advice.' });

export const OwnRules = z
  .object({
    id: z.string(),
    organisation: z.object({ id: z.string(), name: z.string() }),
    key: z.string().check(z.describe('Short name, in addresses and under `organisatie` of a question')),
    validFrom: z.string().check(z.describe('First day on which they hold, YYYY-MM-DD')),
    adoptedAt: moment,
    file: z.looseObject({}).check(z.describe('The rules as JSON; layout: packages/rules/README.md, "The data"')),
  })
  .register(z.globalRegistry, { id: 'OwnRules', description: "A version of an organisation's own rules. Public." });
export type OwnRules = z.infer<typeof OwnRules>;
const OwnRulesList = z.object({ items: z.array(OwnRules) }).register(z.globalRegistry, { id: 'OwnRulesList' });

const question = {
  id: z.string(),
  state: z.enum(['open', 'answered', 'closed']),
  askedAt: moment,
  publishedQuestion: z.nullable(z.string()).check(z.describe('As the office made it public')),
  answer: z.nullable(z.string()).check(z.describe('The answer, or why the question was closed')),
  doneAt: z.nullable(moment),
};
export const PublishedQuestion = z.object(question).register(z.globalRegistry, { id: 'PublishedQuestion' });
export type PublishedQuestion = z.infer<typeof PublishedQuestion>;
export const AskedQuestion = z
  .object({
    ...question,
    organisationId: z.string(),
    text: z.string().check(z.describe("The asker's own words; for the asker and the office only")),
    refersTo: z.nullable(z.string()).check(z.describe('The question whose answer serves here too')),
  })
  .register(z.globalRegistry, { id: 'AskedQuestion' });
export type AskedQuestion = z.infer<typeof AskedQuestion>;

const QuestionParams = z.object({ questionId: id });
const settling = ['question-not-found', 'question-settled', 'text-malformed'] as const;

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
  listPublicRules: {
    method: 'GET',
    path: '/public-rules',
    tag: 'rules',
    summary: "Organisations' own rules, all versions, newest first; public",
    access: 'open',
    answer: json(OwnRulesList),
    problems: [],
  },
  listOwnRules: {
    method: 'GET',
    path: '/organisations/{organisationId}/own-rules',
    tag: 'rules',
    summary: "One organisation's own rules, all versions, newest first",
    access: 'login',
    params: OrganisationParams,
    answer: json(OwnRulesList),
    problems: ['organisation-not-found'],
  },
  adoptOwnRules: {
    method: 'POST',
    path: '/organisations/{organisationId}/own-rules',
    tag: 'rules',
    summary: 'Adopts a version of own rules; earlier ones stay and hold until its first day',
    access: 'person',
    params: OrganisationParams,
    body: z.looseObject({}),
    answer: json(OwnRules, 201),
    problems: ['organisation-not-found', 'own-rules-malformed', 'own-rules-key'],
  },
  askQuestion: {
    method: 'POST',
    path: '/questions',
    tag: 'rules',
    summary: 'Puts a question to the office; the secret finds the answer later',
    access: 'open',
    body: z.object({ text: words, organisationId: z.optional(id) }).register(z.globalRegistry, { id: 'NewQuestion' }),
    answer: json(
      z
        .object({ secret: z.string() })
        .register(z.globalRegistry, { id: 'QuestionSecret', description: 'Told this once.' }),
      201,
    ),
    problems: ['organisation-not-found', 'text-malformed'],
    guessable: true,
  },
  listPublishedQuestions: {
    method: 'GET',
    path: '/questions',
    tag: 'rules',
    summary: 'Questions that the office answered for all to read, newest first',
    access: 'open',
    answer: json(z.object({ items: z.array(PublishedQuestion) })),
    problems: [],
  },
  findQuestion: {
    method: 'POST',
    path: '/question-lookups',
    tag: 'rules',
    summary: 'What became of a question, for who asked it',
    access: 'open',
    body: z.object({ secret: z.string().check(z.maxLength(100)) }),
    answer: json(AskedQuestion),
    problems: ['question-not-found'],
    guessable: true,
  },
  listQuestions: {
    method: 'GET',
    path: '/question-register',
    tag: 'rules',
    summary: 'The register of questions, newest first',
    access: 'login',
    answer: json(z.object({ items: z.array(AskedQuestion) })),
    problems: [],
  },
  answerQuestion: {
    method: 'POST',
    path: '/questions/{questionId}/answer',
    tag: 'rules',
    summary: 'Answers a question; with `publishedQuestion` for all to read',
    access: 'person',
    params: QuestionParams,
    body: z
      .object({ publishedQuestion: z.nullable(words), answer: words })
      .register(z.globalRegistry, { id: 'QuestionAnswer' }),
    answer: empty,
    problems: settling,
  },
  referQuestion: {
    method: 'POST',
    path: '/questions/{questionId}/referral',
    tag: 'rules',
    summary: 'Answers a question with a published answer that is there already',
    access: 'person',
    params: QuestionParams,
    body: z.object({ to: id }).register(z.globalRegistry, { id: 'QuestionReferral' }),
    answer: empty,
    problems: settling,
  },
  closeQuestion: {
    method: 'POST',
    path: '/questions/{questionId}/closing',
    tag: 'rules',
    summary: 'Ends a question that needs no answer, with a reason for who asked it',
    access: 'person',
    params: QuestionParams,
    body: z.object({ reason: words }).register(z.globalRegistry, { id: 'QuestionClosing' }),
    answer: empty,
    problems: settling,
  },
});
