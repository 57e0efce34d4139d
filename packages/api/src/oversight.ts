/** Whether the rules are kept, over HTTP: figures, the self-audit, what persons decided, who was refused. */
import * as z from 'zod/mini';
import { CouncilWay } from './plans.ts';
import { json, table } from './route.ts';
import { moment, OrganisationParams, said } from './schemas.ts';

const tally = z.record(z.string(), z.int());
const nullable = z.nullable(z.string());

export const Figures = z
  .object({
    weeks: z.array(
      z.object({
        from: z.string().check(z.describe('Its Monday, YYYY-MM-DD')),
        counts: z.object({
          recorded: z.int(),
          unrecorded: z.int(),
          requests: z.int(),
          objections: z.int(),
          played: z.int(),
          copied: z.int(),
          private: z.int(),
          destroyed: z.int(),
        }),
        soundMs: z.int().check(z.describe('Sound that should have been there, over all legs')),
        lostMs: z.int().check(z.describe('Of that, what did not come')),
      }),
    ),
    decided: z.object({ granted: z.int(), refused: z.int(), alternatives: tally }),
    unrecorded: tally.check(z.describe('Why calls were answered and not recorded')),
    readings: tally.check(z.describe('For which purposes recordings were played, copied or looked into')),
    cut: z.boolean().check(z.describe('There were more than 5000 acts of a kind; the newest were read')),
  })
  .register(z.globalRegistry, { id: 'Figures', description: 'Of the last twelve weeks. Names nobody.' });
export type Figures = z.infer<typeof Figures>;

export const SelfAudit = z
  .object({
    madeAt: moment,
    items: z.array(
      z.object({
        subject: z.string(),
        state: z.enum(['good', 'attention', 'wrong']),
        figures: z.record(z.string(), z.number()),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'SelfAudit', description: 'The house looks at itself.' });
export type SelfAudit = z.infer<typeof SelfAudit>;

const told = z
  .nullable(z.int())
  .check(z.describe('Null: there were some, too few to tell without telling of one employee'));

export const CouncilView = z
  .object({
    plans: z.array(
      z.object({
        plan: z.string(),
        name: z.string(),
        live: z.nullable(z.object({ number: z.int(), since: moment })),
        purposes: z.array(z.object({ words: said, keep: z.nullable(said) })),
        software: said,
        pattern: said,
        bufferDays: z.nullable(z.int()),
        council: z.nullable(
          z.object({
            way: CouncilWay,
            on: z.string(),
            document: z.string(),
            scope: z.string(),
            nullityUntil: nullable,
          }),
        ),
        again: z.boolean().check(z.describe('It changed since, and must be asked again')),
        changes: z.array(
          z.object({
            what: z.enum(['purpose', 'term', 'software', 'pattern', 'buffer']),
            before: z.nullable(said),
            after: z.nullable(said),
          }),
        ),
      }),
    ),
    protocol: z.nullable(
      z.object({
        criteria: z.array(z.string()),
        mostDrawn: z.int(),
        use: z.string(),
        council: z.string(),
        at: moment,
      }),
    ),
    figures: z.object({
      since: moment,
      recorded: told,
      readings: z.record(z.string(), told),
      refused: told,
      drawn: told,
    }),
    fewest: z.int().check(z.describe('A number under this, or about fewer employees, is not told')),
  })
  .register(z.globalRegistry, {
    id: 'CouncilView',
    description: 'For the works council. Names nobody, holds no sound.',
  });
export type CouncilView = z.infer<typeof CouncilView>;

export const Decision = z
  .object({
    seq: z.int(),
    at: moment,
    act: z.string(),
    actor: z.string(),
    talkId: nullable,
    by: nullable.check(z.describe('The name that stands under it')),
    outcome: nullable,
    reasons: nullable,
  })
  .register(z.globalRegistry, { id: 'Decision', description: 'What code never decides, and who did.' });
export type Decision = z.infer<typeof Decision>;

export const RefusedReading = z
  .object({
    seq: z.int(),
    at: moment,
    actor: z.string(),
    name: nullable.check(z.describe('Who it was, where it is somebody of this organisation')),
    talkId: z.string(),
    purpose: nullable,
    code: nullable,
  })
  .register(z.globalRegistry, { id: 'RefusedReading' });
export type RefusedReading = z.infer<typeof RefusedReading>;

const page = z.object({
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/))).check(z.describe('`next` of the page before')),
});

export const oversightRoutes = table({
  getFigures: {
    method: 'GET',
    path: '/organisations/{organisationId}/figures',
    tag: 'oversight',
    summary: 'Figures of the last twelve weeks, for plots',
    access: 'login',
    params: OrganisationParams,
    answer: json(Figures),
    problems: ['organisation-not-found'],
  },
  getSelfAudit: {
    method: 'GET',
    path: '/organisations/{organisationId}/self-audit',
    tag: 'oversight',
    summary: 'Whether the house is in order now: plans, terms, holds, destruction, backups, rules',
    access: 'login',
    params: OrganisationParams,
    answer: json(SelfAudit),
    problems: ['organisation-not-found'],
  },
  getCouncilView: {
    method: 'GET',
    path: '/organisations/{organisationId}/works-council',
    tag: 'oversight',
    summary: 'What was agreed with the works council, what changes, and figures that are never about one employee',
    access: 'login',
    params: OrganisationParams,
    answer: json(CouncilView),
    problems: ['organisation-not-found'],
  },
  listDecisions: {
    method: 'GET',
    path: '/organisations/{organisationId}/decisions',
    tag: 'oversight',
    summary: 'Open norms that persons decided, newest first',
    access: 'login',
    params: OrganisationParams,
    query: page,
    answer: json(z.object({ items: z.array(Decision), next: z.optional(z.string()) })),
    problems: ['organisation-not-found'],
  },
  listRefusedReadings: {
    method: 'GET',
    path: '/organisations/{organisationId}/refused-readings',
    tag: 'oversight',
    summary: 'Who wanted to hear or copy a recording and was refused, the newest 50',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(RefusedReading) })),
    problems: ['organisation-not-found'],
  },
});
