/** Incidents over HTTP: data breaches with the clock of AVG 33, other breaches of the rules, and the alarms on every page. */
import * as z from 'zod/mini';
import { json, type Route, table } from './route.ts';
import { id, moment, OrganisationParams } from './schemas.ts';
import { WrittenQuery, written } from './written.ts';

const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(4000));
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

export const IncidentKind = z.enum(['breach', 'rule']);
export const BreachNature = z.enum(['confidentiality', 'integrity', 'availability']);
export const BreachData = z.enum(['voice', 'content', 'name', 'number', 'special', 'criminal', 'payment', 'other']);
export const BreachRisk = z.enum(['unlikely', 'risk', 'high']);
export const IncidentTold = z.enum(['authority', 'people', 'dpo', 'other-party', 'other']);

const reported = {
  kind: IncidentKind,
  words: words.check(z.describe('What happened, without names and numbers')),
  found: words.check(z.describe('How it was found')),
  beganAt: z.nullable(moment),
  endedAt: z.nullable(moment),
  awareAt: moment.check(z.describe('When the organisation became aware of it: the 72 hours start here')),
  natures: z.array(BreachNature).check(z.maxLength(3), z.describe('Of a data breach: at least one')),
  talks: z.array(id).check(z.maxLength(200)),
  by: name.check(z.describe('Name of who reports')),
};
export const NewIncident = z.object(reported).register(z.globalRegistry, { id: 'NewIncident' });

const assessed = {
  risk: BreachRisk.check(
    z.describe('unlikely: the regulator need not be told (AVG 33(1)); high: the people are told (AVG 34)'),
  ),
  why: words,
  people: z
    .nullable(z.object({ least: z.int().check(z.minimum(0)), most: z.int().check(z.minimum(0)) }))
    .check(z.describe('How many people; null: not known yet')),
  data: z.array(BreachData).check(z.maxLength(8)),
  consequences: words,
  measures: words,
  tellPeople: z.boolean(),
  tellWhy: words,
  by: name,
};
const told = {
  who: IncidentTold,
  at: moment,
  words: words.check(z.describe('What was told, and under which reference')),
  lateWhy: z
    .nullable(z.string().check(z.maxLength(4000)))
    .check(z.describe('Why the regulator was told after 72 hours')),
  by: name,
};

export const Incident = z
  .object({
    id: z.string(),
    organisationId: z.string(),
    ...reported,
    reported: z.object({ at: moment, actor: z.string() }),
    assessments: z.array(z.object({ ...assessed, at: moment, actor: z.string() })),
    told: z.array(z.object({ ...told, actor: z.string() })),
    notes: z.array(z.object({ words: z.string(), at: moment, actor: z.string() })),
    closed: z.nullable(z.object({ lessons: z.string(), by: z.string(), at: moment, actor: z.string() })),
    clock: z
      .nullable(z.object({ state: z.enum(['running', 'over', 'met', 'late', 'not-needed']), dueAt: moment }))
      .check(z.describe('Of a data breach: until when the regulator is to be told')),
  })
  .register(z.globalRegistry, { id: 'Incident' });
export type Incident = z.infer<typeof Incident>;

export const Alarm = z
  .object({
    kind: z.enum(['breach', 'breach-over', 'damage', 'unwatched']),
    organisationId: z.nullable(z.string()).check(z.describe('null: of the whole installation')),
    count: z.int(),
    dueAt: z.nullable(moment),
  })
  .register(z.globalRegistry, { id: 'Alarm' });
export type Alarm = z.infer<typeof Alarm>;

const IncidentParams = z.object({ organisationId: id, incidentId: id });
const base = '/organisations/{organisationId}/incidents';
const COMMON = ['organisation-not-found', 'incident-malformed', 'idempotency-key-reused', 'not-allowed'] as const;

/** An act about an incident: POST below it, answering with the incident as it stands. */
const act = <B extends z.ZodMiniType, const C extends Route['problems']>(
  path: string,
  summary: string,
  body: B,
  problems: C,
) =>
  ({
    method: 'POST',
    path: `${base}/{incidentId}${path}`,
    tag: 'incidents',
    summary,
    access: 'person',
    params: IncidentParams,
    body,
    answer: json(Incident),
    problems: [...COMMON, 'incident-not-found', 'incident-closed', ...problems],
  }) as const;

export const incidentRoutes = table({
  listIncidents: {
    method: 'GET',
    path: base,
    tag: 'incidents',
    summary: 'The register of incidents (AVG 33(5))',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(Incident) })),
    problems: ['organisation-not-found'],
  },
  reportIncident: {
    method: 'POST',
    path: base,
    tag: 'incidents',
    summary: 'Reports a data breach or another breach of the rules; the FG hears of it',
    access: 'person',
    params: OrganisationParams,
    body: NewIncident,
    answer: json(z.object({ id: z.string() }), 201),
    problems: [...COMMON, 'talk-not-found'],
  },
  getIncidentReport: {
    method: 'GET',
    path: `${base}/{incidentId}/report`,
    tag: 'incidents',
    summary: 'What is known, in the order of the regulator’s form (AVG 33(3))',
    access: 'login',
    params: IncidentParams,
    query: z.extend(WrittenQuery, {
      as: z.optional(z.enum(['html', 'docx', 'txt', 'json'])).check(z.describe('html when absent')),
    }),
    answer: { ...written, mediaTypes: [...written.mediaTypes, 'application/json; charset=utf-8'] },
    problems: ['organisation-not-found', 'incident-not-found'],
  },
  assessIncident: act(
    '/assessments',
    'A named person weighs the risk',
    z.object(assessed).register(z.globalRegistry, { id: 'NewIncidentAssessment' }),
    [],
  ),
  tellIncident: act(
    '/tellings',
    'Who was told, and when',
    z.object(told).register(z.globalRegistry, { id: 'NewIncidentTelling' }),
    [],
  ),
  noteIncident: act(
    '/notes',
    'Something more about it',
    z.object({ words }).register(z.globalRegistry, { id: 'NewIncidentNote' }),
    [],
  ),
  closeIncident: act(
    '/closing',
    'Closes it, with what was learnt',
    z.object({ lessons: words, by: name }).register(z.globalRegistry, { id: 'IncidentClosing' }),
    ['incident-not-settled'],
  ),
  listAlarms: {
    method: 'GET',
    path: '/alarms',
    tag: 'incidents',
    summary: 'What must be looked at now; the most pressing first',
    access: 'login',
    answer: json(z.object({ items: z.array(Alarm) })),
    problems: [],
  },
});
