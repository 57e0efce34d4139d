/** Recording plans over HTTP. Each act answers with the plan as it stands afterwards, judged by the rules of today. */
import * as z from 'zod/mini';
import { RoleName } from './people.ts';
import { json, type Route, table } from './route.ts';
import { day, id, moment, OrganisationParams, said } from './schemas.ts';
import { RuleAnswer } from './table-schemas.ts';
import { WrittenQuery, written } from './written.ts';

const fact = z.string().check(z.regex(/^[a-z0-9_]{1,40}$/));
const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(4000));
const maybe = z.string().check(z.trim(), z.maxLength(4000));
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const both = z.object({ nl: maybe, en: maybe });
const purposeId = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/));
const done = { at: moment, actor: z.string() };

export const PlanPerson = z.enum(['counterpart', 'staff']);
export const AssessmentKind = z.enum(['lia', 'necessity', 'free-choice']);
export const CouncilWay = z.enum(['asked', 'consent', 'refused', 'no-council', 'discussed', 'no-staff']);
export const TextCode = z.enum([
  'spoken',
  'written',
  'sign',
  'joined-later',
  'staff-notice',
  'privacy-statement',
  'public-page',
]);

const KeepTerm = z.object({
  amount: z.int().check(z.minimum(1), z.maximum(40_000)),
  unit: z.enum(['days', 'months', 'years']),
  from: z.enum(['talk', 'case']).check(z.describe('From the end of the talk, or of the case it belongs to')),
  because: maybe.check(z.describe('For a public body the category of the selection list')),
});

export const PlanPurpose = z
  .object({
    id: purposeId,
    goal: fact.check(z.describe('A value of the rules’ fact `doel`')),
    words: both.check(z.describe('How the sentence “We record this talk …” goes on')),
    basis: z.object({ counterpart: fact, staff: fact }).check(z.describe('Values of the rules’ fact `grondslag`')),
    necessity: maybe,
    alternatives: maybe,
    keep: z.nullable(KeepTerm).check(z.describe('null: not decided yet')),
    roles: z.array(RoleName).check(z.maxLength(20), z.describe('Who may use a recording for it')),
  })
  .register(z.globalRegistry, { id: 'PlanPurpose' });
export type PlanPurpose = z.infer<typeof PlanPurpose>;

export const PlanContent = z
  .object({
    name,
    kinds: z.array(fact).check(z.maxLength(20), z.describe('Values of the rules’ fact `soort`')),
    channels: z.array(z.enum(['phone', 'device'])),
    lines: z.array(name).check(z.maxLength(200), z.describe('Empty: all lines of the organisation')),
    pattern: fact,
    purposes: z.array(PlanPurpose).check(z.maxLength(20)),
    contents: z.array(fact).check(z.maxLength(10)),
    ai: fact,
    dialConsent: fact,
    destroyWithoutContract: z.boolean(),
    bufferDays: z
      .nullable(z.int().check(z.minimum(1), z.maximum(366)))
      .check(z.describe('Destroyed after so many days unless somebody chose to keep it')),
    excluded: z.array(z.object({ line: name, because: maybe })).check(z.maxLength(200)),
    elsewhere: both.check(z.describe('Where somebody turns who does not want to be recorded')),
    contact: maybe,
  })
  .register(z.globalRegistry, { id: 'PlanContent', description: 'A recording plan as it is written down.' });
export type PlanContent = z.infer<typeof PlanContent>;

const PlanText = z.object({ code: TextCode, nl: z.string(), en: z.string() });
export type PlanText = z.infer<typeof PlanText>;

const NewAssessment = z
  .object({
    purpose: purposeId,
    person: PlanPerson,
    kind: AssessmentKind,
    answers: z.array(words).check(z.maxLength(10), z.describe('In the order of the questions')),
    outcome: z.enum(['positive', 'negative']),
    by: name.check(z.describe('Name of who judged')),
    on: day,
  })
  .register(z.globalRegistry, { id: 'NewAssessment' });
const NewException = z
  .object({ content: fact, applies: z.boolean(), why: words, by: name, on: day })
  .register(z.globalRegistry, { id: 'NewException' });
const NewImpact = z
  .object({
    signs: z.array(z.string()).check(z.maxLength(20)),
    done: z.boolean(),
    outcome: words,
    document: maybe,
    by: name,
    on: day,
  })
  .register(z.globalRegistry, { id: 'NewImpact' });
const NewAdvice = z
  .object({ agreed: z.boolean(), advice: words, by: name })
  .register(z.globalRegistry, { id: 'NewAdvice' });
const NewCouncil = z
  .object({ way: CouncilWay, on: day, document: words, scope: words, by: name })
  .register(z.globalRegistry, { id: 'NewCouncil' });

export const PlanVersion = z
  .object({
    id: z.string(),
    number: z.int(),
    from: moment,
    until: z.nullable(moment),
    content: PlanContent,
    texts: z.array(PlanText),
    rules: z.array(RuleAnswer),
  })
  .register(z.globalRegistry, { id: 'PlanVersion', description: 'As it was when it went live; it never changes.' });
export type PlanVersion = z.infer<typeof PlanVersion>;

export const PlanFinding = z.object({
  code: z.string(),
  purpose: z.nullable(z.string()),
  person: z.nullable(PlanPerson),
  for: z.enum(['drafter', 'privacy', 'council', 'manager']),
  because: said,
  better: z.array(said),
  sources: z.array(z.string()),
});
export type PlanFinding = z.infer<typeof PlanFinding>;

export const RecordingPlan = z
  .object({
    id: z.string(),
    organisationId: z.string(),
    state: z.enum(['draft', 'live', 'ended']),
    content: PlanContent,
    changed: z.boolean().check(z.describe('Written differently from what is live')),
    assessments: z.array(
      z.object({
        ...done,
        purpose: z.string(),
        person: PlanPerson,
        kind: AssessmentKind,
        answers: z.array(z.object({ question: said, answer: z.string() })),
        outcome: z.enum(['positive', 'negative']),
        by: z.string(),
        on: z.string(),
        stale: z.boolean(),
      }),
    ),
    exceptions: z.array(
      z.object({ ...done, content: z.string(), applies: z.boolean(), why: z.string(), by: z.string(), on: z.string() }),
    ),
    impact: z.nullable(
      z.object({
        ...done,
        signs: z.array(z.string()),
        done: z.boolean(),
        outcome: z.string(),
        document: z.string(),
        by: z.string(),
        on: z.string(),
        stale: z.boolean(),
      }),
    ),
    advice: z.nullable(z.object({ ...done, agreed: z.boolean(), advice: z.string(), by: z.string() })),
    council: z.nullable(
      z.object({
        ...done,
        way: CouncilWay,
        on: z.string(),
        document: z.string(),
        scope: z.string(),
        by: z.string(),
        stale: z.boolean(),
        nullityUntil: z.nullable(z.string()).check(z.describe('Last day on which nullity can be invoked (WOR 27(5))')),
      }),
    ),
    texts: z.nullable(z.object({ ...done, texts: z.array(PlanText), by: z.string(), stale: z.boolean() })),
    uses: z.array(
      z.object({
        ...done,
        version: z.optional(z.string()).check(z.describe('What was announced when it was judged')),
        goal: z.string(),
        answers: z.array(z.object({ question: said, answer: z.string() })),
        outcome: z.enum(['positive', 'negative']),
        by: z.string(),
        on: z.string(),
      }),
    ),
    live: z.nullable(PlanVersion),
    versions: z.array(z.object({ id: z.string(), number: z.int(), from: moment, until: z.nullable(moment) })),
    ended: z.nullable(z.object({ ...done, why: z.string() })),
    findings: z.array(PlanFinding).check(z.describe('What is missing; empty: it can go live')),
    openNorms: z.array(
      z.object({ purpose: z.string(), person: PlanPerson, kind: AssessmentKind, questions: z.array(said) }),
    ),
    impactSigns: z.array(z.object({ code: z.string(), text: said, seen: z.boolean() })),
    otherUses: z
      .array(z.object({ goal: z.string(), state: z.enum(['open', 'judge', 'shut']), because: z.nullable(said) }))
      .check(z.describe('Purposes that are not announced: whether they may, must be judged first, or stay shut')),
    fittingQuestions: z.array(said).check(z.describe('To be answered about a purpose that must be judged')),
    words: z.array(PlanText),
    wordsSha256: z.string().check(z.describe('Of those words: who approves them says what was read')),
  })
  .register(z.globalRegistry, { id: 'RecordingPlan' });
export type RecordingPlan = z.infer<typeof RecordingPlan>;

const PlanTemplate = z.object({ code: z.string(), name: said, content: PlanContent });
export type PlanTemplate = z.infer<typeof PlanTemplate>;

const texts = z.array(z.string());
export const ProcessingLine = z
  .object({
    plan: z.string(),
    version: z.string(),
    since: moment,
    name: z.string(),
    responsible: z.string(),
    contacts: texts,
    purposes: texts,
    bases: texts,
    people: texts,
    data: texts,
    recipients: texts,
    terms: texts,
    security: z.string(),
    balancing: texts,
  })
  .register(z.globalRegistry, { id: 'ProcessingLine', description: 'A line of the register of processing (AVG 30).' });
export type ProcessingLine = z.infer<typeof ProcessingLine>;

const PlanParams = z.object({ organisationId: id, planId: id });
const base = '/organisations/{organisationId}/recording-plans';

/** An act about a plan: POST below it, by a person, answering with the plan. */
const act = <B extends z.ZodMiniType, const C extends Route['problems']>(
  path: string,
  summary: string,
  body: B,
  problems: C,
) =>
  ({
    method: 'POST',
    path: `${base}/{planId}${path}`,
    tag: 'plans',
    summary,
    access: 'person',
    params: PlanParams,
    body,
    answer: json(RecordingPlan),
    problems: [
      'organisation-not-found',
      'recording-plan-not-found',
      'recording-plan-ended',
      'words-malformed',
      'idempotency-key-reused',
      'not-allowed',
      ...problems,
    ],
  }) as const;

export const planRoutes = table({
  listRecordingPlans: {
    method: 'GET',
    path: base,
    tag: 'plans',
    summary: 'What the organisation settled before it records, and what is missing',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(RecordingPlan) })),
    problems: ['organisation-not-found'],
  },
  getRecordingPlan: {
    method: 'GET',
    path: `${base}/{planId}`,
    tag: 'plans',
    summary: 'One plan',
    access: 'login',
    params: PlanParams,
    answer: json(RecordingPlan),
    problems: ['organisation-not-found', 'recording-plan-not-found'],
  },
  getPlanPaper: {
    method: 'GET',
    path: `${base}/{planId}/document`,
    tag: 'plans',
    summary: 'The plan as one document: purposes, LIA, DPIA, works council, texts, line of the register',
    access: 'login',
    params: PlanParams,
    query: WrittenQuery,
    answer: written,
    problems: ['organisation-not-found', 'recording-plan-not-found'],
  },
  listProcessing: {
    method: 'GET',
    path: '/organisations/{organisationId}/processing',
    tag: 'plans',
    summary: 'The register of processing (AVG 30), from the plans that are live',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(ProcessingLine) })),
    problems: ['organisation-not-found'],
  },
  listPlanTemplates: {
    method: 'GET',
    path: '/organisations/{organisationId}/plan-templates',
    tag: 'plans',
    summary: 'Plans to begin from',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(PlanTemplate) })),
    problems: ['organisation-not-found'],
  },
  beginRecordingPlan: {
    method: 'POST',
    path: base,
    tag: 'plans',
    summary: 'Begins a plan',
    access: 'person',
    params: OrganisationParams,
    body: PlanContent,
    answer: json(RecordingPlan, 201),
    problems: ['organisation-not-found', 'recording-plan-malformed', 'idempotency-key-reused', 'not-allowed'],
  },
  draftRecordingPlan: act('/draft', 'Writes the plan anew; what is live stays until this goes live', PlanContent, [
    'recording-plan-malformed',
  ]),
  assessPlan: act('/assessments', 'A named person judges an open norm', NewAssessment, ['assessment-not-fitting']),
  exceptPlan: act('/exceptions', 'Whether an exception for sensitive data applies', NewException, [
    'assessment-not-fitting',
  ]),
  recordImpact: act('/impact', 'The DPIA, or why none is needed', NewImpact, ['assessment-not-fitting']),
  advisePlan: act('/advice', 'What the privacy contact says', NewAdvice, []),
  recordCouncil: act('/council', 'What became of asking the works council or telling the staff', NewCouncil, []),
  approveTexts: act(
    '/texts',
    'Approves the words that the plan makes',
    z.object({ by: name, sha256 }).register(z.globalRegistry, { id: 'TextApproval' }),
    ['texts-changed'],
  ),
  putPlanLive: act('/live', 'From now on talks are recorded under it', z.object({}), ['recording-plan-not-in-order']),
  judgeUse: act(
    '/uses',
    'A named person judges whether another purpose fits what was announced (AVG 6(4))',
    z
      .object({
        goal: fact,
        answers: z.array(words).check(z.maxLength(10)),
        outcome: z.enum(['positive', 'negative']),
        by: name,
        on: day,
      })
      .register(z.globalRegistry, { id: 'NewUse' }),
    ['assessment-not-fitting'],
  ),
  endPlan: act(
    '/end',
    'From now on nothing is recorded under it',
    z.object({ why: words }).register(z.globalRegistry, { id: 'PlanEnd' }),
    [],
  ),
});
