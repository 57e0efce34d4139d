/** Documents of an organisation that concern no single talk. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { OrganisationParams, said } from './schemas.ts';
import { WrittenQuery, written } from './written.ts';

export const HouseDocument = z
  .object({
    code: z.string(),
    group: z.enum(['before', 'staff', 'talk', 'rights', 'keeping', 'wrong']),
    title: said,
    why: said,
    source: z.string(),
    at: z
      .nullable(z.enum(['plan', 'talk', 'requests', 'keeping', 'privacy', 'incidents']))
      .check(z.describe('Where it is made out of its facts; null: to be had here')),
  })
  .register(z.globalRegistry, { id: 'HouseDocument' });
export type HouseDocument = z.infer<typeof HouseDocument>;

export const documentRoutes = table({
  listDocuments: {
    method: 'GET',
    path: '/organisations/{organisationId}/documents',
    tag: 'oversight',
    summary: 'All documents that recording lawfully asks for: forms, and where the others are made',
    access: 'login',
    params: OrganisationParams,
    answer: json(z.object({ items: z.array(HouseDocument) })),
    problems: ['organisation-not-found'],
  },
  getDocument: {
    method: 'GET',
    path: '/organisations/{organisationId}/documents/{document}',
    tag: 'oversight',
    summary: 'A form under the organisation’s letterhead',
    access: 'login',
    params: z.object({ ...OrganisationParams.shape, document: z.string().check(z.regex(/^[a-z-]{1,40}$/)) }),
    query: WrittenQuery,
    answer: written,
    problems: ['organisation-not-found', 'letter-not-there'],
  },
});
