/** Signs that tell of recording: where they hang, what was seen at a place, pictures of them, and sheets to print. */
import * as z from 'zod/mini';
import { empty, json, table } from './route.ts';
import { day, id, moment, OrganisationParams } from './schemas.ts';
import { line } from './table-schemas.ts';
import { WrittenQuery, written } from './written.ts';

/** Most bytes of a photo or scan. */
export const MOST_SIGN_FILE = 10_000_000;

const words = z.string().check(z.trim(), z.maxLength(1800));

const SignFile = z
  .object({
    id: z.string(),
    mediaType: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
    bytes: z.int(),
    sha256: z.string(),
    addedAt: moment,
    goneAt: z.nullable(moment).check(z.describe('When it was destroyed')),
  })
  .register(z.globalRegistry, { id: 'SignFile', description: 'A photo or scan, kept byte for byte.' });
export type SignFile = z.infer<typeof SignFile>;

const NewSign = z.object({ place: line, since: day, words: words.check(z.minLength(1)) });
const Sign = z
  .extend(NewSign, { id: z.string(), removedAt: z.nullable(moment), files: z.array(SignFile) })
  .register(z.globalRegistry, { id: 'Sign', description: 'A sign that tells of recording: it tells, it is no basis.' });
export type Sign = z.infer<typeof Sign>;

const NewSignFinding = z.object({
  place: line,
  day: day,
  seen: z.enum(['hangs', 'missing', 'unreadable']).check(z.describe('unreadable: hidden, torn, or too small')),
  seenBy: z.enum(['staff', 'visitor']),
  words,
});
const SignFinding = z
  .extend(NewSignFinding, { id: z.string(), notedAt: moment, files: z.array(SignFile) })
  .register(z.globalRegistry, {
    id: 'SignFinding',
    description: 'What somebody saw at a place. That a sign was missing is a fact like that one hung there.',
  });
export type SignFinding = z.infer<typeof SignFinding>;

const SignParams = z.object({ ...OrganisationParams.shape, signId: id });
const FileParams = z.object({ ...OrganisationParams.shape, fileId: id });
const organisation = { tag: 'table', params: OrganisationParams } as const;
const once = ['organisation-not-found', 'words-malformed', 'idempotency-key-reused'] as const;

export const signRoutes = table({
  listSigns: {
    ...organisation,
    method: 'GET',
    path: '/organisations/{organisationId}/signs',
    summary: 'Signs that tell of recording, newest first',
    access: 'login',
    answer: json(z.object({ items: z.array(Sign) })),
    problems: ['organisation-not-found'],
  },
  getSignSheet: {
    method: 'GET',
    path: '/organisations/{organisationId}/signs/{signId}/sheet',
    tag: 'table',
    summary: 'A sign to print, with its place and day',
    access: 'login',
    params: SignParams,
    query: WrittenQuery,
    answer: written,
    problems: ['organisation-not-found', 'sign-not-found'],
  },
  placeSign: {
    ...organisation,
    method: 'POST',
    path: '/organisations/{organisationId}/signs',
    summary: 'A sign hangs somewhere',
    access: 'person',
    body: NewSign.register(z.globalRegistry, { id: 'NewSign' }),
    answer: json(Sign, 201),
    problems: once,
  },
  removeSign: {
    method: 'DELETE',
    path: '/organisations/{organisationId}/signs/{signId}',
    tag: 'table',
    summary: 'A sign was taken away',
    access: 'person',
    params: SignParams,
    answer: empty,
    problems: ['organisation-not-found', 'sign-not-found'],
  },
  listSignFindings: {
    ...organisation,
    method: 'GET',
    path: '/organisations/{organisationId}/sign-findings',
    summary: 'What was seen at places, newest day first',
    access: 'login',
    answer: json(z.object({ items: z.array(SignFinding) })),
    problems: ['organisation-not-found'],
  },
  noteSignFinding: {
    ...organisation,
    method: 'POST',
    path: '/organisations/{organisationId}/sign-findings',
    summary: 'Notes what was seen at a place: a sign, none, or one that cannot be read',
    access: 'person',
    body: NewSignFinding.register(z.globalRegistry, { id: 'NewSignFinding' }),
    answer: json(SignFinding, 201),
    problems: once,
  },
  getPlaceSheet: {
    ...organisation,
    method: 'GET',
    path: '/organisations/{organisationId}/place-sheet',
    summary: 'What is known of the signs at one place: since when which hung there, and what was seen',
    access: 'login',
    query: z.extend(WrittenQuery, { place: line }),
    answer: written,
    problems: ['organisation-not-found', 'sign-not-found'],
  },
  addSignFile: {
    ...organisation,
    method: 'POST',
    path: '/organisations/{organisationId}/sign-files',
    summary: 'Keeps a photo or scan (JPEG, PNG, PDF) with a sign or with what was seen; safe to repeat',
    access: 'person',
    query: z.object({ about: id.check(z.describe('Id of the sign, or of what was seen')) }),
    bytes: MOST_SIGN_FILE,
    answer: json(SignFile, 201),
    problems: [
      'organisation-not-found',
      'sign-not-found',
      'sign-file-length',
      'sign-file-type',
      'sign-files-too-many',
      'storage-full',
      'stopping',
    ],
  },
  getSignFile: {
    method: 'GET',
    path: '/organisations/{organisationId}/sign-files/{fileId}',
    tag: 'table',
    summary: 'A photo or scan, exactly as it came',
    access: 'login',
    params: FileParams,
    answer: { kind: 'bytes', mediaTypes: ['image/jpeg', 'image/png', 'application/pdf'], ranges: false },
    problems: ['organisation-not-found', 'sign-file-not-found'],
  },
  destroySignFile: {
    method: 'POST',
    path: '/organisations/{organisationId}/sign-files/{fileId}/destruction',
    tag: 'table',
    summary: 'Destroys a photo or scan; that it was there stays known',
    access: 'person',
    params: FileParams,
    body: z
      .object({ why: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)) })
      .register(z.globalRegistry, { id: 'SignFileDestruction' }),
    answer: empty,
    problems: ['organisation-not-found', 'sign-file-not-found', 'words-malformed'],
  },
});
