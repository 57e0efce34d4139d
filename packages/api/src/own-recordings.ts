/** Recordings that stay on the other side's device: only fingerprints come here, until a copy is handed over. */
import * as z from 'zod/mini';
import { FileProgress, NewFile } from './handed.ts';
import { json, table } from './route.ts';
import { id, moment, TalkParams } from './schemas.ts';

const Params = z.object({ recordingId: z.uuid() });
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** Most fingerprints in one request. */
export const MOST_FINGERPRINTS = 200;

export const OwnRecording = z
  .object({
    recordingId: id,
    organisation: z.string().check(z.describe('With whom the talk is')),
    state: z.enum(['invited', 'recording', 'storing', 'stored']),
    expiresAt: moment.check(z.describe('Until then the link may be begun with')),
    part: z.int().check(z.describe('Part of the last fingerprint')),
    bytes: z.int().check(z.describe('How far into that part it goes; 0: none came yet')),
    count: z.int(),
    headToken: z.string().check(z.describe('Opens the running fingerprint, for anybody')),
  })
  .register(z.globalRegistry, { id: 'OwnRecording', description: 'How far the fingerprints have come.' });
export type OwnRecording = z.infer<typeof OwnRecording>;

const own = { tag: 'recorder', access: 'recording', params: Params } as const;

export const ownRecordingRoutes = table({
  inviteOwnRecording: {
    method: 'POST',
    path: '/talks/{talkId}/own-recordings',
    tag: 'recorder',
    summary: 'A link by which the other side records the talk on a device of their own; told once, it lives a day',
    access: 'person',
    params: TalkParams,
    answer: json(
      z
        .object({ recordingId: id, link: z.string(), expiresAt: moment })
        .register(z.globalRegistry, { id: 'OwnRecordingLink' }),
      201,
    ),
    problems: ['talk-not-found', 'talk-not-at-table', 'not-granted'],
  },
  getOwnRecording: {
    ...own,
    method: 'GET',
    path: '/own-recordings/{recordingId}',
    summary: 'What a link or a device may know of its recording',
    answer: json(OwnRecording),
    problems: ['recording-not-found'],
  },
  beginOwnRecording: {
    ...own,
    method: 'POST',
    path: '/own-recordings/{recordingId}/beginning',
    summary: 'A device begins by the link; from then on the secret of the device is the right. Safe to repeat',
    body: z
      .object({ startedAt: moment, secretSha256: hash.check(z.describe('SHA-256 of the secret of the device')) })
      .register(z.globalRegistry, { id: 'BeginningOfOwn' }),
    answer: json(OwnRecording),
    problems: ['recording-not-found', 'own-recording-taken', 'own-recording-expired', 'storage-full', 'stopping'],
  },
  holdFingerprints: {
    ...own,
    method: 'POST',
    path: '/own-recordings/{recordingId}/fingerprints',
    summary: 'Holds fingerprints of what the device has; answers when they are sealed on disk. Safe to repeat',
    body: z
      .object({
        fingerprints: z
          .array(
            z.object({
              at: moment,
              part: z.int().check(z.minimum(0), z.maximum(65535)),
              bytes: z.int().check(z.minimum(1), z.maximum(1e12)),
              sha256: hash.check(z.describe('Of the first so many bytes of the file that is this part')),
            }),
          )
          .check(z.maxLength(MOST_FINGERPRINTS)),
      })
      .register(z.globalRegistry, { id: 'Fingerprints' }),
    answer: json(OwnRecording),
    problems: ['recording-not-found', 'own-recording-ended', 'storage-full', 'stopping'],
  },
  endOwnRecording: {
    ...own,
    method: 'POST',
    path: '/own-recordings/{recordingId}/end',
    summary: 'No more fingerprints will come; safe to repeat',
    body: z.object({ endedAt: moment }).register(z.globalRegistry, { id: 'EndOfOwn' }),
    answer: json(OwnRecording),
    problems: ['recording-not-found'],
  },
  openOwnFile: {
    ...own,
    method: 'POST',
    path: '/own-recordings/{recordingId}/files',
    summary: 'Makes room for a copy that the other side chooses to hand over; safe to repeat',
    body: NewFile,
    answer: json(FileProgress, 201),
    problems: [
      'recording-not-found',
      'offer-not-kept',
      'file-length',
      'files-too-many',
      'sector-missing',
      'storage-full',
      'stopping',
    ],
  },
});
