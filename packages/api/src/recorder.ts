/**
 * What the recorder asks: its page and its worker load these routes and no others, so that they stay small whatever else the
 * house can do.
 */
import * as z from 'zod/mini';
import { MOST_DELIVERED } from './contract.ts';
import { GateAnswer, GateFacts, GateQuestion } from './gate.ts';
import { empty, json, table } from './route.ts';
import { id, lockedBecause, moment, Organisations, ReadingQuery, TalkParams, words } from './schemas.ts';
import { ServerInfo, Session } from './session.ts';
import { TalkFile } from './table-schemas.ts';

const RecordingParams = z.object({
  recordingId: z.uuid().check(z.describe('Id of the recording, made on the device')),
});
const PartParams = z.object({
  recordingId: z.uuid().check(z.describe('Id of the recording')),
  part: z.string().check(z.regex(/^\d{1,5}$/), z.describe('Number of the part, from 0')),
});
const PartQuery = z.object({
  record: z.string().check(z.regex(/^\d{1,9}$/), z.describe('Number of the first record in the body')),
});

export const NewRecording = z
  .object({
    recordingId: z.uuid(),
    secretSha256: z
      .string()
      .check(z.regex(/^[0-9a-f]{64}$/), z.describe('Of the secret that gives the right to deliver')),
    startedAt: moment,
    talkId: z.optional(id).check(z.describe('The planned talk that is held now')),
    organisationId: z.optional(id),
    participants: z.array(words(200)).check(z.minLength(1), z.maxLength(50)).check(z.describe('The official first')),
    gate: z.object({
      facts: GateFacts,
      notice: z.object({
        words: words(4000),
        language: z.enum(['nl', 'en']),
        how: z.enum(['spoken', 'shown', 'spoken-and-shown']),
        to: words(400),
      }),
      confirmedAt: moment,
      onDevice: z.optional(z.object({ verdict: words(40), receipt: z.record(z.string(), z.unknown()) })),
    }),
  })
  .register(z.globalRegistry, { id: 'NewRecording', description: 'A talk that a person records on a device.' });
export type NewRecording = z.infer<typeof NewRecording>;
const BegunRecording = z.object({ talkId: z.string() }).register(z.globalRegistry, { id: 'BegunRecording' });

export const Delivered = z
  .object({
    part: z.int(),
    next: z.int().check(z.describe('Record of this part to send next')),
    sealed: z.int().check(z.describe('All records below it are sealed on disk and may be forgotten')),
    ended: z.boolean().check(z.describe('The recording has ended: everything may be forgotten')),
    receivedMs: z.number().check(z.describe('How much of the talk is sealed, from its start')),
    headToken: z.string().check(z.describe('Opens the running fingerprint, for the other side')),
    otherRecords: z.boolean().check(z.describe('The other side records the same talk on a device of their own')),
  })
  .register(z.globalRegistry, { id: 'Delivered', description: 'How far the server has taken a recording.' });
export type Delivered = z.infer<typeof Delivered>;
const LockOfRecording = z
  .object({
    at: moment.check(z.describe('When the official said that it was not for keeping')),
    because: z.optional(lockedBecause).check(z.describe('private when absent')),
  })
  .register(z.globalRegistry, { id: 'LockOfRecording' });
const EndOfRecording = z
  .object({
    endedAt: moment,
    parts: z.int().check(z.minimum(0), z.maximum(65535)).check(z.describe('How many parts there are')),
    records: z.int().check(z.minimum(0)).check(z.describe('How many records the last part has')),
    ending: z.enum(['stopped', 'private']),
  })
  .register(z.globalRegistry, { id: 'EndOfRecording' });

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const HeadParams = z.object({
  recordingId: z.uuid().check(z.describe('Id of the recording')),
  token: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/), z.describe('What opens the head, from the link')),
});
const HeadQuery = z.object({
  since: z
    .optional(z.string().check(z.regex(/^[1-9]\d{0,9}$/)))
    .check(z.describe('Leaves of a head held before: the proof that this one continues from it is asked for')),
});
export const RunningHead = z
  .object({
    recordingId: z.string(),
    size: z.int().check(z.describe('Leaves so far')),
    closed: z.boolean(),
    root: hash.check(z.describe('The fingerprint of all of it')),
    index: z.int(),
    path: z.array(hash),
    note: z.string().check(z.describe('Signed note over all heads of that moment')),
    consistency: z.array(hash).check(z.describe('Proof that it continues from the head of `since` leaves')),
    verifierKey: z.string(),
  })
  .register(z.globalRegistry, {
    id: 'RunningHead',
    description: 'How far a recording has come, for the other side to hold: docs/spec/sealed-recording.md.',
  });
export type RunningHead = z.infer<typeof RunningHead>;

export const recorderRoutes = table({
  askGate: {
    method: 'POST',
    path: '/recordings/gate',
    tag: 'recorder',
    summary: 'What the rules say about recording a talk with these facts; changes nothing',
    access: 'person',
    body: GateQuestion,
    answer: json(GateAnswer),
    problems: ['gate-facts-malformed', 'talk-not-found'],
  },
  beginRecording: {
    method: 'POST',
    path: '/recordings',
    tag: 'recorder',
    summary: 'Begins a recording on a device, through the gate; safe to repeat',
    access: 'person',
    body: NewRecording,
    answer: json(BegunRecording, 201),
    problems: [
      'start-refused',
      'gate-facts-malformed',
      'recording-taken',
      'organisation-not-found',
      'storage-full',
      'stopping',
    ],
  },
  getDelivered: {
    method: 'GET',
    path: '/recordings/{recordingId}/delivered',
    tag: 'recorder',
    summary: 'How far the server has taken a recording',
    access: 'recording',
    params: RecordingParams,
    answer: json(Delivered),
    problems: ['recording-not-found'],
  },
  deliverRecords: {
    method: 'PUT',
    path: '/recordings/{recordingId}/parts/{part}',
    tag: 'recorder',
    summary: 'Delivers records of a part (docs/spec/device-part.md); answers when they are sealed on disk',
    access: 'recording',
    params: PartParams,
    query: PartQuery,
    bytes: MOST_DELIVERED,
    answer: json(Delivered),
    problems: [
      'recording-not-found',
      'record-unexpected',
      'recording-ended',
      'part-damaged',
      'storage-full',
      'stopping',
    ],
  },
  lockRecording: {
    method: 'POST',
    path: '/recordings/{recordingId}/lock',
    tag: 'recorder',
    summary: 'Locks a recording that was private to everyone; it is destroyed after 24 hours; safe to repeat',
    access: 'recording',
    params: RecordingParams,
    body: LockOfRecording,
    answer: empty,
    problems: ['recording-not-found'],
  },
  getRunningHead: {
    method: 'GET',
    path: '/recordings/{recordingId}/head/{token}',
    tag: 'recorder',
    summary: 'The running fingerprint of a recording, signed, for the other side to hold',
    access: 'open',
    params: HeadParams,
    query: HeadQuery,
    answer: json(RunningHead),
    problems: ['recording-not-found'],
  },
  endRecording: {
    method: 'POST',
    path: '/recordings/{recordingId}/end',
    tag: 'recorder',
    summary: 'Ends a recording whose parts are all delivered; safe to repeat',
    access: 'recording',
    params: RecordingParams,
    body: EndOfRecording,
    answer: json(Delivered),
    problems: ['recording-not-found', 'recording-incomplete'],
  },
  getSession: {
    method: 'GET',
    path: '/session',
    tag: 'login',
    summary: 'Who is logged in',
    access: 'open',
    answer: json(Session),
    problems: [],
  },
  getServer: {
    method: 'GET',
    path: '/server',
    tag: 'server',
    summary: 'About this server: version, verifier key, how to place a test call',
    access: 'open',
    answer: json(ServerInfo),
    problems: [],
  },
  getTalkFile: {
    method: 'GET',
    path: '/talks/{talkId}/file',
    tag: 'table',
    summary: 'All that was done at the table, and what keeps the talk from being recorded now',
    access: 'login',
    params: TalkParams,
    query: ReadingQuery,
    answer: json(TalkFile),
    problems: ['talk-not-found'],
  },
  listOrganisations: {
    method: 'GET',
    path: '/organisations',
    tag: 'organisations',
    summary: 'Organisations',
    access: 'login',
    answer: json(Organisations),
    problems: [],
  },
});
