/** Organisations and their lines over HTTP. */
import * as z from 'zod/mini';
import { empty, json, table } from './route.ts';
import { id, Organisation } from './schemas.ts';

const LineParams = z.object({ lineId: id.check(z.describe('Id of the line')) });

export const Line = z
  .object({
    id: z.string(),
    organisation: Organisation,
    key: z.string().check(z.describe('Number in E.164, an address, or the name of a trunk')),
    departmentId: z
      .nullable(z.string())
      .check(z.describe('Whose calls come in here; null: no department in particular')),
  })
  .register(z.globalRegistry, { id: 'Line' });
export type Line = z.infer<typeof Line>;
const Lines = z.object({ items: z.array(Line) }).register(z.globalRegistry, { id: 'Lines' });
const NewOrganisation = z
  .object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) })
  .register(z.globalRegistry, { id: 'NewOrganisation' });
const NewLine = z
  .object({
    organisationId: id,
    key: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    departmentId: z.optional(id),
  })
  .register(z.globalRegistry, { id: 'NewLine' });

export const organisationRoutes = table({
  addOrganisation: {
    method: 'POST',
    path: '/organisations',
    tag: 'organisations',
    summary: 'Adds an organisation',
    access: 'login',
    body: NewOrganisation,
    answer: json(Organisation, 201),
    problems: ['organisation-exists'],
  },
  listLines: {
    method: 'GET',
    path: '/lines',
    tag: 'organisations',
    summary: 'Lines: which number or trunk belongs to which organisation',
    access: 'login',
    answer: json(Lines),
    problems: [],
  },
  addLine: {
    method: 'POST',
    path: '/lines',
    tag: 'organisations',
    summary: 'Assigns a number, address or trunk to an organisation',
    access: 'login',
    body: NewLine,
    answer: json(Line, 201),
    problems: ['organisation-not-found', 'line-exists', 'line-malformed'],
  },
  removeLine: {
    method: 'DELETE',
    path: '/lines/{lineId}',
    tag: 'organisations',
    summary: 'Takes a line away; talks already recorded stay where they are',
    access: 'login',
    params: LineParams,
    answer: empty,
    problems: ['line-not-found'],
  },
});
