/** Talks over HTTP: found, read, heard, copied, checked. */
import * as z from 'zod/mini';
import { json, table } from './route.ts';
import { id, moment, PurposeName, purpose, ReadingQuery, said, TalkParams } from './schemas.ts';
import { Talk, TalkPage, TalkState } from './talk-schemas.ts';

const TalkQuery = z.object({
  q: z
    .optional(z.string().check(z.maxLength(200)))
    .check(z.describe('Words: the start of a name, or the start or end of a number. All must match.')),
  from: z.optional(moment).check(z.describe('Begun at or after this moment')),
  to: z.optional(moment).check(z.describe('Begun before this moment')),
  state: z.optional(TalkState).check(z.describe('All talks that were held when absent')),
  purpose: z
    .optional(PurposeName)
    .check(z.describe('Only talks that you may use for this: by your role, and by what was announced')),
  first: z.optional(z.enum(['newest', 'oldest'])).check(z.describe('Which come first; the newest when absent')),
  cursor: z
    .optional(z.string().check(z.maxLength(400)))
    .check(z.describe('`next` of the page before, in the same order')),
  limit: z
    .optional(z.string().check(z.regex(/^([1-9][0-9]?|100)$/)))
    .check(z.describe('How many at most, 1 to 100; 25 when absent')),
});

export const TalkPurposes = z
  .object({
    announced: z.array(said).check(z.describe('What was announced, as the sentence “We record this talk …” goes on')),
    planId: z.nullable(z.string()),
    usual: z.nullable(PurposeName),
    purposes: z.array(
      z.object({
        purpose: PurposeName,
        hear: z.boolean(),
        copy: z.boolean(),
        tell: z.boolean().check(z.describe('The people on the recording are to be told of this use (AVG 13(3))')),
        refused: z.nullable(said).check(z.describe('Why not, and how to ask; null: it may')),
        askable: z.boolean().check(z.describe('A named person may judge whether it fits')),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'TalkPurposes' });
export type TalkPurposes = z.infer<typeof TalkPurposes>;

export const Interruption = z
  .object({
    channel: z.int(),
    kind: z.enum(['gap', 'hold', 'no-media', 'pause']),
    fromMs: z.number(),
    toMs: z.nullable(z.number()).check(z.describe('null: still so')),
  })
  .register(z.globalRegistry, {
    id: 'Interruption',
    description: 'A stretch of a leg without sound, counted from the start of the talk.',
  });
export type Interruption = z.infer<typeof Interruption>;
const Interruptions = z.object({ items: z.array(Interruption) }).register(z.globalRegistry, { id: 'Interruptions' });

export const Moment = z
  .object({
    atMs: z.number(),
    kind: z
      .string()
      .check(z.describe('mark, pause, resume, joined, restarted, device-changed, muted, silent, clipping …')),
    text: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'Moment', description: 'Something that happened during the talk, from its seal.' });
export type Moment = z.infer<typeof Moment>;
const Moments = z.object({ items: z.array(Moment) }).register(z.globalRegistry, { id: 'Moments' });

export const LedgerLine = z
  .object({
    seq: z.int(),
    at: moment,
    actor: z
      .string()
      .check(
        z.describe(
          'system, cli, user: and an account id, token: and the id of an access token, or link: and the id of a personal link',
        ),
      ),
    act: z.string(),
    detail: z
      .nullable(z.record(z.string(), z.unknown()))
      .check(z.describe('null once the key of the talk is destroyed')),
  })
  .register(z.globalRegistry, { id: 'LedgerLine' });
export type LedgerLine = z.infer<typeof LedgerLine>;
const Ledger = z.object({ items: z.array(LedgerLine) }).register(z.globalRegistry, { id: 'Ledger' });

export const RawMetadata = z
  .object({ items: z.array(z.object({ at: moment, text: z.string() })) })
  .register(z.globalRegistry, { id: 'RawMetadata', description: 'Signalling metadata as received, oldest first.' });
export type RawMetadata = z.infer<typeof RawMetadata>;

export const SealCheck = z
  .object({
    state: z
      .enum(['intact', 'damaged', 'unconfirmed'])
      .check(
        z.describe(
          'intact: unchanged since this server signed it; unconfirmed: consistent, but the signer is not confirmed',
        ),
      ),
    checkedAt: moment,
    findings: z.array(z.object({ place: z.string(), meaning: z.string() })),
  })
  .register(z.globalRegistry, {
    id: 'SealCheck',
    description:
      'Says whether the recording is unchanged since this server signed it. It is no proof against the operator of the server.',
  });
export type SealCheck = z.infer<typeof SealCheck>;

/** `channels=1,2`: which legs to hear; absent means all. */
const SoundQuery = z.object({
  channels: z
    .optional(z.string().check(z.regex(/^\d{1,3}(,\d{1,3}){0,31}$/)))
    .check(z.describe('Numbers of the legs to hear, separated by commas; all when absent')),
  purpose,
});
const CopyParams = z.object({
  talkId: id.check(z.describe('Id of the talk')),
  kind: z
    .enum(['legs', 'wav', 'mp3'])
    .check(z.describe('legs: exactly as received; wav: on the wall clock; mp3: derived')),
});

export const talkRoutes = table({
  listTalks: {
    method: 'GET',
    path: '/talks',
    tag: 'talks',
    summary: 'Talks, in the order of time',
    access: 'login',
    query: TalkQuery,
    answer: json(TalkPage),
    problems: [],
  },
  getTalk: {
    method: 'GET',
    path: '/talks/{talkId}',
    tag: 'talks',
    summary: 'One talk',
    access: 'login',
    params: TalkParams,
    query: ReadingQuery,
    answer: json(Talk),
    problems: ['talk-not-found'],
  },
  listPurposes: {
    method: 'GET',
    path: '/talks/{talkId}/purposes',
    tag: 'talks',
    summary: 'For what you may use this recording: what was announced, and why not for something else',
    access: 'login',
    params: TalkParams,
    answer: json(TalkPurposes),
    problems: ['talk-not-found'],
  },
  listInterruptions: {
    method: 'GET',
    path: '/talks/{talkId}/interruptions',
    tag: 'talks',
    summary: 'Gaps, holds and silence of the line, with their place in time',
    access: 'login',
    params: TalkParams,
    query: ReadingQuery,
    answer: json(Interruptions),
    problems: ['talk-not-found', 'recording-damaged'],
  },
  listMoments: {
    method: 'GET',
    path: '/talks/{talkId}/moments',
    tag: 'talks',
    summary: 'Bookmarks, pauses and what else happened during the talk, from its seal',
    access: 'login',
    params: TalkParams,
    answer: json(Moments),
    problems: ['talk-not-found', 'recording-damaged'],
  },
  listLedger: {
    method: 'GET',
    path: '/talks/{talkId}/ledger',
    tag: 'talks',
    summary: 'What was done with the talk, oldest first',
    access: 'login',
    params: TalkParams,
    query: ReadingQuery,
    answer: json(Ledger),
    problems: ['talk-not-found'],
  },
  listRawMetadata: {
    method: 'GET',
    path: '/talks/{talkId}/raw-metadata',
    tag: 'talks',
    summary: 'Signalling metadata as received',
    access: 'login',
    params: TalkParams,
    query: ReadingQuery,
    answer: json(RawMetadata),
    problems: ['talk-not-found', 'talk-destroyed'],
  },
  getPeaks: {
    method: 'GET',
    path: '/talks/{talkId}/peaks',
    tag: 'talks',
    summary: 'Loudest and softest sample per step, for drawing (layout: decodePeaks)',
    access: 'login',
    params: TalkParams,
    query: ReadingQuery,
    answer: { kind: 'bytes', mediaTypes: ['application/vnd.woordelijk.peaks'], ranges: false },
    problems: ['talk-not-found', 'talk-destroyed', 'codec-unknown', 'recording-silent', 'recording-damaged'],
  },
  playSound: {
    method: 'GET',
    path: '/talks/{talkId}/sound',
    tag: 'talks',
    summary: 'Sound to play: 16-bit WAV on the wall clock, one channel for each leg',
    access: 'login',
    params: TalkParams,
    query: SoundQuery,
    answer: { kind: 'bytes', mediaTypes: ['audio/wav'], ranges: true },
    problems: [
      'purpose-not-announced',
      'talk-not-found',
      'talk-destroyed',
      'channel-not-found',
      'codec-unknown',
      'recording-silent',
      'sound-too-long',
      'range-not-satisfiable',
      'recording-damaged',
    ],
  },
  makeCopy: {
    method: 'GET',
    path: '/talks/{talkId}/copies/{kind}',
    tag: 'talks',
    summary: 'A copy to keep: the file itself, or a zip where there are several',
    access: 'login',
    params: CopyParams,
    query: ReadingQuery,
    answer: { kind: 'bytes', mediaTypes: ['application/zip', 'audio/wav', 'audio/mpeg'], ranges: false },
    problems: [
      'purpose-not-announced',
      'talk-not-found',
      'talk-live',
      'talk-storing',
      'talk-destroyed',
      'codec-unknown',
      'recording-silent',
      'sound-too-long',
      'recording-damaged',
    ],
  },
  checkSeal: {
    method: 'POST',
    path: '/talks/{talkId}/seal-checks',
    tag: 'talks',
    summary: 'Checks now whether the recording is unchanged since this server signed it',
    access: 'login',
    params: TalkParams,
    answer: json(SealCheck),
    problems: ['talk-not-found'],
  },
});
