/** The register of processor agreements (AVG 28) over HTTP. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { day, id, moment, OrganisationParams, said } from './schemas.ts';

const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));
const maybe = z.string().check(z.trim(), z.maxLength(2000));
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

export const ProcessorClause = z.enum([
  'instructions',
  'confidentiality',
  'security',
  'sub-processors',
  'rights',
  'duties',
  'end',
  'audit',
]);

const fields = {
  name,
  does: words.check(z.describe('What it does with recordings, or with what is known of them')),
  plans: z.array(id).check(z.minLength(1), z.maxLength(100), z.describe('Recording plans for whose talks it does so')),
  place: z.enum(['eea', 'adequate', 'safeguards']).check(z.describe('Where the data are (AVG 44-49)')),
  placeWords: maybe.check(z.describe('Which country, and on which decision or safeguard that rests')),
  agreedOn: z.nullable(day).check(z.describe('Day of the agreement; null: there is none yet')),
  document: maybe.check(z.describe('Where the agreement is kept')),
  clauses: z.array(ProcessorClause).check(z.maxLength(8), z.describe('What it settles of AVG 28(3)(a) to (h)')),
  subProcessors: maybe,
  breachWords: words.check(z.describe('Where it reports a data breach, and how fast')),
  reviewOn: day,
  owner: name,
};

export const NewProcessor = z.object(fields).register(z.globalRegistry, { id: 'NewProcessor' });
export type NewProcessor = z.infer<typeof NewProcessor>;

export const Processor = z
  .object({
    id: z.string(),
    ...fields,
    at: moment,
    actor: z.string(),
    ended: z.nullable(z.object({ on: day, why: z.string(), at: moment, actor: z.string() })),
    missing: z
      .array(z.object({ code: z.string(), because: said }))
      .check(z.describe('What is not in order; empty: in order')),
  })
  .register(z.globalRegistry, { id: 'Processor' });
export type ListedProcessor = z.infer<typeof Processor>;

const ProcessorParams = z.object({ organisationId: id, processorId: id });
const base = '/organisations/{organisationId}/processors';
const COMMON = ['organisation-not-found', 'processor-malformed', 'idempotency-key-reused', 'not-allowed'] as const;
const one = { tag: 'processors', access: 'person', answer: json(Processor) } as const;

export const processorRoutes = table({
  listProcessors: {
    method: 'GET',
    path: base,
    tag: 'processors',
    summary: 'Who processes recordings for the organisation, and under which agreement',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(Processor) })),
    problems: ['organisation-not-found'],
  },
  addProcessor: {
    ...one,
    method: 'POST',
    path: base,
    summary: 'Adds a processor',
    params: OrganisationParams,
    body: NewProcessor,
    answer: json(Processor, 201),
    problems: COMMON,
  },
  changeProcessor: {
    ...one,
    method: 'POST',
    path: `${base}/{processorId}`,
    summary: 'Writes it anew',
    params: ProcessorParams,
    body: NewProcessor,
    problems: [...COMMON, 'processor-not-found'],
  },
  endProcessor: {
    ...one,
    method: 'POST',
    path: `${base}/{processorId}/end`,
    summary: 'It no longer works for the organisation',
    params: ProcessorParams,
    body: z.object({ on: day, why: words }).register(z.globalRegistry, { id: 'ProcessorEnd' }),
    problems: [...COMMON, 'processor-not-found'],
  },
});
