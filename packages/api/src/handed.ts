/** Files of recordings that the other side hands in: brought piece by piece by whoever holds the file's own secret. */
import * as z from 'zod/mini';
import { empty, json, table } from './route.ts';
import { id, ReadingQuery } from './schemas.ts';
import { ProvenanceName, words } from './table-schemas.ts';

/** Most bytes in one piece of a file. */
export const MOST_PIECE = 4 * 1024 * 1024;
/** Longest file. */
export const MOST_FILE_BYTES = 2_000_000_000;

const OfferParams = z.object({ talkId: id, offerId: id });
const FileParams = z.object({ fileId: id });
const TalkFileParams = z.object({ talkId: id, fileId: id });
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A file to make room for. */
export const NewFile = z
  .object({
    bytes: z.int().check(z.minimum(1), z.describe('Length of the whole file')),
    name: z.string().check(z.maxLength(200), z.describe('As whoever brings it calls it')),
    secretSha256: hash.check(z.describe('SHA-256 of a secret of the client: the right to bring this file')),
  })
  .register(z.globalRegistry, { id: 'NewFile' });

/** How far a file has come. */
export const FileProgress = z
  .object({
    fileId: id,
    next: z.int().check(z.describe('Bytes that are sealed on disk: the place to go on from')),
    bytes: z.int(),
    state: z.enum(['receiving', 'storing', 'stored', 'given-up']),
    sha256: z.nullable(z.string()).check(z.describe('Of the whole file; null until all of it came')),
    mediaType: z.nullable(z.string()).check(z.describe('By its content')),
    likeness: z
      .nullable(z.enum(['same', 'partly', 'differs']))
      .check(z.describe('Beside the fingerprints that came while it was made; null: there are none')),
    expiresAt: z.string().check(z.describe('Until then it may come in')),
  })
  .register(z.globalRegistry, { id: 'FileProgress', description: 'How far a file has come.' });
export type FileProgress = z.infer<typeof FileProgress>;

const mediaTypes = ['audio/wav', 'audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/webm'] as const;
const opening = ['talk-not-found', 'offer-not-found', 'offer-not-kept', 'file-length', 'files-too-many'] as const;
const bringing = { tag: 'table', access: 'recording', params: FileParams } as const;
const reading = [
  'purpose-not-announced',
  'talk-not-found',
  'file-not-found',
  'talk-private',
  'talk-destroyed',
  'recording-damaged',
] as const;

/** What brings a file, by its own secret. */
export const bringingRoutes = table({
  getFileProgress: {
    ...bringing,
    method: 'GET',
    path: '/files/{fileId}',
    summary: 'How far a file has come',
    answer: json(FileProgress),
    problems: ['file-not-found'],
  },
  deliverFile: {
    ...bringing,
    method: 'PUT',
    path: '/files/{fileId}',
    summary: 'Brings the bytes from a place on; answers when they are sealed on disk. The first piece has 4096 or all',
    query: z.object({
      offset: z.string().check(z.regex(/^\d{1,10}$/), z.describe('Place of the first byte in the file')),
    }),
    bytes: MOST_PIECE,
    answer: json(FileProgress),
    problems: [
      'file-not-found',
      'offset-unexpected',
      'file-length',
      'file-type-unknown',
      'file-given-up',
      'storage-full',
      'stopping',
    ],
  },
  giveUpFile: {
    ...bringing,
    method: 'DELETE',
    path: '/files/{fileId}',
    summary: 'Throws away what came of a file that is not whole; of a whole one nothing changes',
    answer: empty,
    problems: ['file-not-found'],
  },
});

export const handedRoutes = table({
  ...bringingRoutes,
  openFile: {
    method: 'POST',
    path: '/talks/{talkId}/offers/{offerId}/files',
    tag: 'table',
    summary: 'Makes room for the file of a recording that was handed in and is kept; safe to repeat',
    access: 'person',
    params: OfferParams,
    body: NewFile,
    answer: json(FileProgress, 201),
    problems: [...opening, 'talk-not-at-table', 'idempotency-key-reused', 'storage-full', 'stopping'],
  },
  playFile: {
    method: 'GET',
    path: '/talks/{talkId}/files/{fileId}/sound',
    tag: 'table',
    summary: 'A file that was handed in, to hear: the bytes as they came, any range',
    access: 'login',
    params: TalkFileParams,
    query: ReadingQuery,
    answer: { kind: 'bytes', mediaTypes, ranges: true },
    problems: reading,
  },
  copyFile: {
    method: 'GET',
    path: '/talks/{talkId}/files/{fileId}/copy',
    tag: 'table',
    summary: 'A file that was handed in, to keep: exactly the bytes that came',
    access: 'login',
    params: TalkFileParams,
    query: ReadingQuery,
    answer: { kind: 'bytes', mediaTypes, ranges: false },
    problems: reading,
  },
  offerMine: {
    method: 'POST',
    path: '/mine/offers',
    tag: 'mine',
    summary: 'The holder hands in a recording of their own: how it was made is asked first',
    access: 'visit',
    body: z
      .object({ provenance: ProvenanceName, told: z.boolean(), words })
      .register(z.globalRegistry, { id: 'MyOffer' }),
    answer: json(z.object({ offerId: id, kept: z.boolean() }), 201),
    problems: ['talk-not-at-table', 'words-malformed', 'sector-missing', 'idempotency-key-reused'],
  },
  openMyFile: {
    method: 'POST',
    path: '/mine/offers/{offerId}/files',
    tag: 'mine',
    summary: 'Makes room for the file of a recording that the holder handed in; safe to repeat',
    access: 'visit',
    params: z.object({ offerId: id }),
    body: NewFile,
    answer: json(FileProgress, 201),
    problems: [...opening, 'talk-not-at-table', 'idempotency-key-reused', 'storage-full', 'stopping'],
  },
});
