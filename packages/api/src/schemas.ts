/**
 * What travels over HTTP, as zod schemas. Times are RFC 3339 in UTC with milliseconds; lengths are milliseconds; ids are
 * UUIDv7 text. All text in a talk came off a telephone wire: it is text, never markup.
 */
import * as z from 'zod/mini';

// A browser with a strict Content-Security-Policy forbids `new Function`, which zod otherwise tries at the first parse.
z.config({ jitless: true });

/** An id in a path or body. */
export const id = z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/));
/** Years that this house can tell days in: what lies outside is a mistake, and breaks calendars. */
const within = (text: string) => text >= '1900' && text < '2200';
/** A moment: RFC 3339. */
export const moment = z.iso.datetime({ offset: true }).check(z.refine(within));
/** A day that there is: YYYY-MM-DD. */
export const day = z.iso.date().check(z.refine(within));

/** Why somebody reads a recording or what is known of it (doel); it stands in the ledger with the reading. */
export const PurposeName = z.enum([
  'talk',
  'request',
  'complaint',
  'oversight',
  'archive',
  'operation',
  'evidence',
  'agreements',
  'account',
  'training',
  'quality',
  'staff-review',
]);
export type PurposeName = z.infer<typeof PurposeName>;

const purpose = z
  .optional(PurposeName)
  .check(z.describe('What the reading is for; the usual one of your role when absent'));
export const ReadingQuery = z.object({ purpose });

/** Path parameter of everything below one talk. */
export const TalkParams = z.object({ talkId: id.check(z.describe('Id of the talk')) });
export const OrganisationParams = z.object({ organisationId: id.check(z.describe('Id of the organisation')) });
export const LineParams = z.object({ lineId: id.check(z.describe('Id of the line')) });

export const Organisation = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['unassigned', 'demo', 'organisation']),
    sector: z
      .nullable(z.enum(['gemeente', 'overheid_anders', 'organisatie']))
      .check(z.describe('What it is to the law; null: not told yet')),
  })
  .register(z.globalRegistry, {
    id: 'Organisation',
    description: 'Whose talks these are. Calls on unknown lines land in the unassigned one.',
  });
export type Organisation = z.infer<typeof Organisation>;

export const Party = z
  .object({
    id: z.string(),
    name: z.nullable(z.string()),
    number: z.nullable(z.string()).check(z.describe('E.164 where it could be normalised, else as received')),
    address: z.nullable(z.string()).check(z.describe('Address of record as received')),
  })
  .register(z.globalRegistry, { id: 'Party' });
export type Party = z.infer<typeof Party>;

export const Channel = z
  .object({
    channel: z.int(),
    label: z.string(),
    codecs: z.array(z.string()).check(z.describe('RTP encoding names, such as PCMA')),
    clockRate: z.int(),
    parties: z.array(z.string()).check(z.describe('Ids of the parties whose voice this leg carries')),
  })
  .register(z.globalRegistry, { id: 'Channel', description: 'One leg of the call: one direction of sound.' });
export type Channel = z.infer<typeof Channel>;

export const TalkState = z.enum(['planned', 'called-off', 'unrecorded', 'live', 'storing', 'stored']);
export type TalkState = z.infer<typeof TalkState>;

const lockedBecause = z
  .enum(['private', 'not-kept'])
  .check(z.describe('The talk was private, or who recorded it did not keep it'));

export const Talk = z
  .object({
    id: z.string(),
    recordingId: z.nullable(z.string()).check(z.describe('null: nothing was recorded (yet)')),
    organisation: Organisation,
    state: TalkState,
    source: z
      .enum(['phone', 'browser', 'table'])
      .check(z.describe('A telephone system, or a browser on a device; table: planned, and nothing recorded yet')),
    startedAt: moment,
    endedAt: z.nullable(moment),
    ending: z
      .nullable(
        z.enum([
          'objection',
          'no-plan',
          'excluded',
          'bye',
          'no-media',
          'no-ack',
          'dialog-lost',
          'shutdown',
          'storage',
          'interrupted',
          'stopped',
          'private',
        ]),
      )
      .check(z.describe('Why the recording ended; interrupted: the server stopped without warning')),
    parties: z.array(Party),
    channels: z.array(Channel),
    subject: z.optional(z.string()).check(z.describe('What a planned talk is about')),
    private: z
      .optional(z.object({ because: lockedBecause, destroyAt: moment, destroyedAt: z.nullable(moment) }))
      .check(z.describe('Not for keeping: locked to everyone, and destroyed')),
    destruction: z
      .optional(z.object({ decidedAt: moment, destroyedAt: z.nullable(moment) }))
      .check(z.describe('Destroyed, or being destroyed: only the certificate is left')),
  })
  .register(z.globalRegistry, { id: 'Talk' });
export type Talk = z.infer<typeof Talk>;

export const TalkQuery = z.object({
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

const said = z.object({ nl: z.string(), en: z.string() });
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

export const TalkPage = z
  .object({ items: z.array(Talk), next: z.optional(z.string()).check(z.describe('Absent on the last page')) })
  .register(z.globalRegistry, { id: 'TalkPage' });
export type TalkPage = z.infer<typeof TalkPage>;

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
export const Interruptions = z
  .object({ items: z.array(Interruption) })
  .register(z.globalRegistry, { id: 'Interruptions' });

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
export const Moments = z.object({ items: z.array(Moment) }).register(z.globalRegistry, { id: 'Moments' });

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
export const Ledger = z.object({ items: z.array(LedgerLine) }).register(z.globalRegistry, { id: 'Ledger' });

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
export const SoundQuery = z.object({
  channels: z
    .optional(z.string().check(z.regex(/^\d{1,3}(,\d{1,3}){0,31}$/)))
    .check(z.describe('Numbers of the legs to hear, separated by commas; all when absent')),
  purpose,
});
export const CopyParams = z.object({
  talkId: id.check(z.describe('Id of the talk')),
  kind: z
    .enum(['legs', 'wav', 'mp3'])
    .check(z.describe('legs: exactly as received; wav: on the wall clock; mp3: derived')),
});

export const LiveTalk = z
  .object({
    talkId: z.string(),
    seconds: z.number().check(z.describe('Length so far')),
    channels: z.array(
      z.object({
        channel: z.int(),
        level: z.number().check(z.minimum(0), z.maximum(1)),
        packets: z.number(),
        lost: z.number(),
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'LiveTalk' });
export type LiveTalk = z.infer<typeof LiveTalk>;

/** Events of the live stream by name; `data` is JSON of this shape. */
export const LiveLevels = z
  .object({ talks: z.array(LiveTalk), total: z.int().check(z.describe('Talks under way, also those not listed here')) })
  .register(z.globalRegistry, {
    id: 'LiveLevels',
    description: 'Event `levels`: at least twice a second while any talk is under way.',
  });
export type LiveLevels = z.infer<typeof LiveLevels>;
export const LiveChange = z
  .object({ talkId: z.string(), change: z.enum(['begun', 'updated', 'ended']) })
  .register(z.globalRegistry, {
    id: 'LiveChange',
    description: 'Event `talk`: something changed; ask for the talk to see what.',
  });
export type LiveChange = z.infer<typeof LiveChange>;
export const LiveQuery = z.object({ talkId: z.optional(id).check(z.describe('Only this talk')) });

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
export const Lines = z.object({ items: z.array(Line) }).register(z.globalRegistry, { id: 'Lines' });
export const Organisations = z
  .object({ items: z.array(Organisation) })
  .register(z.globalRegistry, { id: 'Organisations' });
export const NewOrganisation = z
  .object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) })
  .register(z.globalRegistry, { id: 'NewOrganisation' });
export const NewLine = z
  .object({
    organisationId: id,
    key: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    departmentId: z.optional(id),
  })
  .register(z.globalRegistry, { id: 'NewLine' });

export const Account = z.object({ id: z.string(), name: z.string() }).register(z.globalRegistry, { id: 'Account' });
export type Account = z.infer<typeof Account>;
export const Session = z
  .object({
    account: z.nullable(Account).check(z.describe('null: nobody is logged in')),
    seats: z
      .array(
        z.object({
          role: z.string().check(z.describe('A role, or `operator`: of the whole installation')),
          organisationId: z.nullable(z.string()),
          departmentId: z.nullable(z.string()),
        }),
      )
      .check(z.describe('What whoever is logged in is for, and where')),
    administratorExists: z.boolean(),
    logins: z
      .array(z.object({ key: z.string(), name: z.string() }))
      .check(z.describe("Organisations' own logins; each begins at /inloggen/{key}")),
  })
  .register(z.globalRegistry, { id: 'Session' });
export type Session = z.infer<typeof Session>;

const ceremony = z
  .string()
  .check(z.minLength(16), z.maxLength(64))
  .check(z.describe('Names the ceremony that the options belong to'));
const webauthn = z.record(z.string(), z.unknown());
const token = z.string().check(z.minLength(8), z.maxLength(200));
const personName = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));

export const Ceremony = z
  .object({
    ceremony,
    options: webauthn.check(z.describe('Options for navigator.credentials, as JSON (WebAuthn level 3)')),
  })
  .register(z.globalRegistry, { id: 'Ceremony' });
export type Ceremony = z.infer<typeof Ceremony>;
export const AdministratorOptionsRequest = z
  .object({ token, name: personName })
  .register(z.globalRegistry, { id: 'AdministratorOptionsRequest' });
export const NewAdministrator = z
  .object({ token, ceremony, response: webauthn })
  .register(z.globalRegistry, { id: 'NewAdministrator' });
export const FirstAdministrator = z
  .object({ account: Account, recoveryCodes: z.array(z.string()) })
  .register(z.globalRegistry, { id: 'FirstAdministrator', description: 'The recovery codes are told this once.' });
export type FirstAdministrator = z.infer<typeof FirstAdministrator>;
export const PasskeyResponse = z
  .object({ ceremony, response: webauthn })
  .register(z.globalRegistry, { id: 'PasskeyResponse' });
export const RecoveryCode = z
  .object({ code: z.string().check(z.trim(), z.minLength(4), z.maxLength(100)) })
  .register(z.globalRegistry, { id: 'RecoveryCode' });
export const AdministratorLink = z
  .object({ link: z.string().check(z.describe('The whole address, to open in a browser')), expiresAt: moment })
  .register(z.globalRegistry, { id: 'AdministratorLink' });
export type AdministratorLink = z.infer<typeof AdministratorLink>;

export const AccessTokenParams = z.object({ tokenId: id.check(z.describe('Id of the access token')) });
const accessToken = {
  id: z.string(),
  name: z.string(),
  createdAt: moment,
  expiresAt: moment,
};
export const AccessToken = z
  .object({
    ...accessToken,
    state: z.enum(['living', 'expired', 'revoked']),
    lastUsed: z.nullable(day).check(z.describe('Day (UTC) of the last use; null: never used')),
  })
  .register(z.globalRegistry, { id: 'AccessToken', description: 'By which a program comes in over the network.' });
export type AccessToken = z.infer<typeof AccessToken>;
export const AccessTokens = z
  .object({ items: z.array(AccessToken) })
  .register(z.globalRegistry, { id: 'AccessTokens' });
export const NewAccessToken = z
  .object({
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    days: z
      .optional(z.int().check(z.minimum(1), z.maximum(366)))
      .check(z.describe('How long it lives; 90 when absent')),
  })
  .register(z.globalRegistry, { id: 'NewAccessToken' });
export const MadeAccessToken = z
  .object({ ...accessToken, token: z.string().check(z.describe('Goes behind `Authorization: Bearer`')) })
  .register(z.globalRegistry, { id: 'MadeAccessToken', description: 'The token itself is told this once.' });
export type MadeAccessToken = z.infer<typeof MadeAccessToken>;

export const ServerInfo = z
  .object({
    name: z.literal('Woordelijk'),
    version: z.string(),
    administratorExists: z.boolean(),
    verifierKey: z.string().check(z.describe('Public key that the seals of this server are checked with (C2SP vkey)')),
    recorderKey: z
      .string()
      .check(z.describe('Public key (P-256, uncompressed, base64url) that devices seal what they record to')),
    sip: z.array(z.string()).check(z.describe('Where calls are received, such as udp:127.0.0.1:5060')),
    testCall: z.string().check(z.describe('Command that places a test call')),
  })
  .register(z.globalRegistry, { id: 'ServerInfo' });
export type ServerInfo = z.infer<typeof ServerInfo>;

const words = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const facts = z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(60)));

export const GateFacts = z
  .object({
    date: day.check(z.describe('Day of the talk: decides which law counts')),
    organisations: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(10)),
    situation: facts.check(z.describe('Facts in the words of the rules')),
    decisions: z
      .array(z.object({ feit: words(40), door: words(100), op: day, reden: words(2000) }))
      .check(z.maxLength(10))
      .check(z.describe('What named persons decided about open norms')),
  })
  .register(z.globalRegistry, {
    id: 'GateFacts',
    description: 'What the rules are asked about a talk before it begins.',
  });
export type GateFacts = z.infer<typeof GateFacts>;
export const GateQuestion = z
  .object({
    ...GateFacts.shape,
    talkId: z.optional(id).check(z.describe('The planned talk that would be recorded')),
    organisationId: z.optional(id),
    participants: z
      .optional(z.array(words(200)).check(z.maxLength(50)))
      .check(z.describe('Who would be recorded: looked up in the register of objections')),
  })
  .register(z.globalRegistry, { id: 'GateQuestion' });

const text = z.object({ nl: z.string(), en: z.string() });
export const GateAnswer = z
  .object({
    may: z.boolean(),
    because: z.nullable(
      z.enum(['rules', 'open-norm', 'duty', 'objection', 'no-plan', 'refused', 'theirs-only', 'not-agreed']),
    ),
    verdict: z.string(),
    explanation: text,
    approvedWords: z
      .optional(text)
      .check(z.describe('What the organisation approved to say, in its live recording plan')),
    openQuestions: z.array(text).check(z.describe('What a named person must decide first')),
    duties: z.array(z.object({ code: z.string(), met: z.nullable(z.boolean()), text })),
  })
  .register(z.globalRegistry, { id: 'GateAnswer' });
export type GateAnswer = z.infer<typeof GateAnswer>;

export const RecordingParams = z.object({
  recordingId: z.uuid().check(z.describe('Id of the recording, made on the device')),
});
export const PartParams = z.object({
  recordingId: z.uuid().check(z.describe('Id of the recording')),
  part: z.string().check(z.regex(/^\d{1,5}$/), z.describe('Number of the part, from 0')),
});
export const PartQuery = z.object({
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
export const BegunRecording = z.object({ talkId: z.string() }).register(z.globalRegistry, { id: 'BegunRecording' });

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
export const LockOfRecording = z
  .object({
    at: moment.check(z.describe('When the official said that it was not for keeping')),
    because: z.optional(lockedBecause).check(z.describe('private when absent')),
  })
  .register(z.globalRegistry, { id: 'LockOfRecording' });
export const EndOfRecording = z
  .object({
    endedAt: moment,
    parts: z.int().check(z.minimum(0), z.maximum(65535)).check(z.describe('How many parts there are')),
    records: z.int().check(z.minimum(0)).check(z.describe('How many records the last part has')),
    ending: z.enum(['stopped', 'private']),
  })
  .register(z.globalRegistry, { id: 'EndOfRecording' });

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const HeadParams = z.object({
  recordingId: z.uuid().check(z.describe('Id of the recording')),
  token: z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/), z.describe('What opens the head, from the link')),
});
export const HeadQuery = z.object({
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

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().check(z.describe('What to do next, in the language of Accept-Language')),
    code: z.string(),
    about: z.optional(z.string()).check(z.describe('Which part of the request is wrong, and why (English)')),
    requestId: z.optional(z.string()),
    wanted: z
      .optional(z.object({ part: z.int(), record: z.int() }))
      .check(z.describe('Of record-unexpected: what to send instead')),
    gate: z.optional(GateAnswer).check(z.describe('Of start-refused: what the rules say')),
  })
  .register(z.globalRegistry, { id: 'Problem', description: 'RFC 9457.' });
export type Problem = z.infer<typeof Problem>;
