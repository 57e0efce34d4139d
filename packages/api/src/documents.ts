/** Documents of an organisation that concern no single talk. */
import * as z from 'zod/mini';
import { type Answer, json, table } from './route.ts';
import { id, OrganisationParams } from './schemas.ts';

const both = z.object({ nl: z.string(), en: z.string() });

export const HouseDocument = z
  .object({
    code: z.string(),
    group: z.enum(['before', 'staff', 'talk', 'rights', 'keeping', 'wrong']),
    title: both,
    why: both,
    source: z.string(),
    at: z
      .nullable(z.enum(['plan', 'talk', 'requests', 'keeping', 'privacy', 'incidents', 'public']))
      .check(z.describe('Where it is made out of its facts; null: a form to fill in, to be had here')),
  })
  .register(z.globalRegistry, { id: 'HouseDocument' });
export type HouseDocument = z.infer<typeof HouseDocument>;

const files: Answer = {
  kind: 'bytes',
  mediaTypes: ['text/html', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'text/plain'],
  ranges: false,
};

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
    params: z.object({ organisationId: id, document: z.string().check(z.regex(/^[a-z-]{1,40}$/)) }),
    query: z.object({
      as: z.optional(z.enum(['html', 'docx', 'txt'])).check(z.describe('html when absent')),
      language: z.optional(z.enum(['nl', 'en'])).check(z.describe('nl when absent')),
    }),
    answer: files,
    problems: ['organisation-not-found', 'letter-not-there'],
  },
});
