/** The other side's own page over HTTP: links made by the staff, and what a visit by such a link may do. */
import * as z from 'zod/mini';
import { EditSpan } from './edits.ts';
import { RightKind, RightState } from './rights.ts';
import { empty, json, table } from './route.ts';
import { id, moment, ReadingQuery, said, TalkParams } from './schemas.ts';
import { ConsentAnswer, ConsentUse, Withdrawal } from './sharing.ts';
import { line, words } from './table-schemas.ts';

const LinkParams = z.object({ talkId: id, linkId: id });
const token = z.string().check(z.minLength(8), z.maxLength(200));
const codeBy = z
  .enum(['sms', 'mail', 'desk'])
  .check(z.describe('By text message, by mail (where the link goes another way), or read out by the staff'));

export const PersonalLink = z
  .object({
    id,
    party: id,
    name: z.string(),
    codeBy,
    proofBy: z.nullable(z.string()).check(z.describe('Login where the holder proves who they are, in place of a code')),
    listenOnly: z.boolean(),
    madeAt: moment,
    revokedAt: z.nullable(moment),
    openedAt: z.nullable(moment).check(z.describe('When it was last come in by')),
    refused: z.int().check(z.describe('How often somebody had the link and not the code')),
  })
  .register(z.globalRegistry, { id: 'PersonalLink' });
export type PersonalLink = z.infer<typeof PersonalLink>;

const MadePersonalLink = z
  .object({
    link: PersonalLink,
    address: z.string().check(z.describe('Told once; the secret stands in the fragment')),
    letter: z.object({ text: z.string(), html: z.string() }),
  })
  .register(z.globalRegistry, { id: 'MadePersonalLink' });

/** What the holder of a personal link sees of their talk. */
export const Mine = z
  .object({
    name: z.string(),
    organisation: z.string(),
    authority: z.boolean().check(z.describe('Whether it is a public body: other rules hold between it and people')),
    startedAt: moment,
    endedAt: z.nullable(moment),
    subject: z.nullable(z.string()),
    visitEndsAt: moment,
    agreement: z.nullable(
      z.object({
        lines: z.array(said),
        document: z.string().check(z.describe('Signed by the house: what was agreed, with who confirmed')),
        confirmations: z.array(z.object({ name: z.string(), at: moment, mine: z.boolean() })),
      }),
    ),
    recording: z
      .enum(['none', 'later', 'ready', 'private'])
      .check(z.describe('none: nothing was recorded. later: not ended or not stored yet. private: locked')),
    copies: z.array(z.object({ id, kind: z.string(), at: moment, sha256: z.string() })),
    uses: z.array(
      z.object({
        at: moment,
        who: z.enum(['you', 'other', 'outsider', 'office', 'system']),
        act: z.string(),
        purpose: z.nullable(z.string()),
      }),
    ),
    objects: z.boolean().check(z.describe('This person said not to want to be recorded')),
    complaints: z.array(z.object({ at: moment, text: z.string(), answer: z.nullable(z.string()) })),
    contact: z.nullable(z.object({ name: z.string(), reach: z.string() })),
    handedIn: z
      .nullable(
        z.array(
          z.object({
            offerId: id,
            at: moment,
            state: z.enum(['kept', 'referred', 'take-in', 'turn-away', 'hand-to-police']),
            files: z.array(
              z.object({
                id,
                name: z.string(),
                bytes: z.int(),
                state: z.enum(['receiving', 'storing', 'stored', 'given-up']),
                sha256: z.nullable(z.string()),
              }),
            ),
          }),
        ),
      )
      .check(z.describe('Recordings that the holder handed in; null where none can be handed in here')),
    consents: z
      .array(
        z.object({
          question: id,
          party: z.string().check(z.describe('Who is asked: the holder, or somebody whom the holder represents')),
          name: z.string(),
          mine: z.boolean(),
          use: ConsentUse,
          what: z.string(),
          audience: z.string(),
          until: z.nullable(moment),
          answer: z.enum(['open', 'given', 'refused', 'withdrawn', 'expired']),
          at: z.nullable(moment),
          representative: z.boolean().check(z.describe('Only a legal representative can say yes')),
          employee: z.boolean().check(z.describe('Free to refuse: it has no consequence at work')),
        }),
      )
      .check(z.describe('What was asked of the holder')),
    rules: z
      .array(z.object({ question: said, answer: said, duties: z.array(said) }))
      .check(z.describe('What the rules of the day say for this person: computed, not written')),
    edits: z
      .array(
        z.object({
          id,
          state: z.enum(['declared', 'making', 'made', 'withdrawn']),
          by: z.string(),
          why: z.string(),
          at: moment,
          spans: z.array(EditSpan),
          statement: z.nullable(z.string()),
          sha256: z.nullable(z.string()),
          mine: z.boolean().check(z.describe('It was given to the holder: to hear and to keep')),
        }),
      )
      .check(z.describe('Edited copies of the recording: what was changed, why and by whom')),
    requests: z
      .array(
        z.object({
          id,
          kind: RightKind,
          text: z.string(),
          receivedAt: moment,
          dueOn: z.string(),
          state: RightState,
          extended: z.nullable(z.string()).check(z.describe('Why it takes longer')),
          answer: z.nullable(z.object({ outcome: z.string(), text: z.string(), by: z.string(), at: moment })),
          hasPackage: z.boolean().check(z.describe('Whether the holder can take what was granted')),
          handedAt: z.nullable(moment),
          closed: z.nullable(z.object({ at: moment, how: z.string() })),
        }),
      )
      .check(z.describe('Requests of the holder')),
    mail: z.enum(['yes', 'no-address', 'stopped']).check(z.describe('Whether mail about this talk goes to the holder')),
    listenOnly: z.boolean().check(z.describe('Supervised listening: no copy by this link. A copy can be asked for')),
    listening: z.nullable(z.object({ at: moment, place: z.string(), heldAt: z.nullable(moment) })),
  })
  .register(z.globalRegistry, { id: 'Mine' });
export type Mine = z.infer<typeof Mine>;

const own = { tag: 'mine', access: 'visit' } as const;
const staff = { tag: 'mine', access: 'person' } as const;

export const personalRoutes = table({
  listPersonalLinks: {
    ...staff,
    method: 'GET',
    path: '/talks/{talkId}/personal-links',
    summary: 'Links by which others of the talk come in, newest first',
    params: TalkParams,
    query: ReadingQuery,
    answer: json(z.object({ items: z.array(PersonalLink) })),
    problems: ['talk-not-found'],
  },
  makePersonalLink: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/personal-links',
    summary: 'Gives somebody of the talk a page of their own, with the letter that invites them',
    params: TalkParams,
    body: z
      .object({
        party: id,
        codeBy,
        number: z.optional(line),
        listenOnly: z.optional(z.boolean()),
        proof: z
          .optional(z.object({ login: z.string(), value: line }))
          .check(z.describe('Who the holder must prove to be; the number is not kept')),
        mail: z.optional(line).check(z.describe('Mails the invitation here; the code goes another way')),
        language: z.optional(z.enum(['nl', 'en'])),
      })
      .register(z.globalRegistry, { id: 'NewPersonalLink' }),
    answer: json(MadePersonalLink, 201),
    problems: [
      'talk-not-found',
      'participant-not-found',
      'listening-not-planned',
      'number-malformed',
      'mail-malformed',
      'sms-not-set',
      'mail-not-set',
      'mail-same-way',
      'proof-malformed',
    ],
  },
  revokePersonalLink: {
    ...staff,
    method: 'DELETE',
    path: '/talks/{talkId}/personal-links/{linkId}',
    summary: 'Closes a link and every visit by it',
    params: LinkParams,
    answer: empty,
    problems: ['talk-not-found', 'personal-link-not-found'],
  },
  makePersonalCode: {
    ...staff,
    method: 'POST',
    path: '/talks/{talkId}/personal-links/{linkId}/code',
    summary: 'A code to read out to its holder: ten minutes, five tries',
    params: LinkParams,
    answer: json(
      z.object({ code: z.string(), expiresAt: moment }).register(z.globalRegistry, { id: 'PersonalCode' }),
      201,
    ),
    problems: ['talk-not-found', 'personal-link-not-found'],
  },
  askPersonalCode: {
    method: 'POST',
    path: '/mine/code',
    tag: 'mine',
    summary: 'Asks for a code by text message. Answers the same whatever comes of it',
    access: 'open',
    body: z.object({ secret: token }).register(z.globalRegistry, { id: 'PersonalSecret' }),
    answer: empty,
    problems: [],
    guessable: true,
  },
  listProofs: {
    method: 'GET',
    path: '/mine/proofs',
    tag: 'mine',
    summary: 'Logins where holders of links can prove who they are (DigiD, eHerkenning)',
    access: 'open',
    answer: json(
      z.object({
        items: z.array(
          z.object({
            key: z.string(),
            name: z.string(),
            organisation: z.string(),
            kind: z.enum(['bsn', 'kvk', 'other']),
          }),
        ),
      }),
    ),
    problems: [],
  },
  beginProof: {
    method: 'POST',
    path: '/mine/proof',
    tag: 'mine',
    summary: 'Where to go to prove who one is, in place of a code. Answers the same whatever the link is',
    access: 'open',
    body: z.object({ secret: token, login: line }).register(z.globalRegistry, { id: 'NewProof' }),
    answer: json(z.object({ address: z.string() })),
    problems: ['not-found', 'broker-unreachable'],
    guessable: true,
  },
  openVisit: {
    method: 'POST',
    path: '/mine/visit',
    tag: 'mine',
    summary: 'Comes in by link and code, for half an hour. Every no is the same',
    access: 'open',
    body: z
      .object({ secret: token, code: z.string().check(z.minLength(1), z.maxLength(20)) })
      .register(z.globalRegistry, { id: 'PersonalEntry' }),
    answer: json(z.object({ visitEndsAt: moment }), 201),
    problems: ['entry-refused'],
    guessable: true,
  },
  closeVisit: {
    ...own,
    method: 'DELETE',
    path: '/mine/visit',
    summary: 'Leaves',
    answer: empty,
    problems: [],
  },
  getMine: {
    ...own,
    method: 'GET',
    path: '/mine',
    summary: 'What the holder of a link may know of their talk',
    answer: json(Mine),
    problems: [],
  },
  listenMine: {
    ...own,
    method: 'GET',
    path: '/mine/sound',
    summary: 'The sound as WAV, any range',
    answer: { kind: 'bytes', mediaTypes: ['audio/wav'], ranges: true },
    problems: ['talk-live', 'talk-private', 'recording-not-found', 'recording-silent', 'recording-damaged'],
  },
  makeTicket: {
    ...own,
    method: 'POST',
    path: '/mine/tickets',
    summary: 'A ticket for one download within a minute',
    body: z
      .object({
        what: z
          .string()
          .check(z.regex(/^(mp3|legs|agreement|receipt|(file|edit|package|decision|package-receipt):[0-9a-f-]{36})$/)),
      })
      .register(z.globalRegistry, { id: 'NewTicket' }),
    answer: json(z.object({ ticket: z.string() }), 201),
    problems: ['listening-only'],
  },
  download: {
    ...own,
    method: 'GET',
    path: '/mine/downloads/{ticket}',
    summary: 'Downloads by a ticket, which is then used up',
    params: z.object({ ticket: z.string().check(z.regex(/^[\w-]{1,100}$/)) }),
    answer: {
      kind: 'bytes',
      mediaTypes: ['audio/mpeg', 'application/zip', 'text/plain; charset=utf-8', 'text/html; charset=utf-8', 'audio/*'],
      ranges: false,
    },
    problems: [
      'ticket-refused',
      'talk-live',
      'talk-private',
      'recording-not-found',
      'recording-silent',
      'file-not-found',
      'edit-not-made',
      'rights-request-not-found',
      'rights-request-step',
      'letter-not-there',
    ],
  },
  objectMine: {
    ...own,
    method: 'POST',
    path: '/mine/objection',
    summary: 'The holder does not want to be recorded from now on',
    answer: empty,
    problems: [],
  },
  complainMine: {
    ...own,
    method: 'POST',
    path: '/mine/complaint',
    summary: 'Says that the organisation does not keep to what was agreed',
    body: z.object({ text: words }).register(z.globalRegistry, { id: 'Complaint' }),
    answer: empty,
    problems: ['words-malformed', 'idempotency-key-reused'],
  },
  askMine: {
    ...own,
    method: 'POST',
    path: '/mine/requests',
    summary: 'Asks for access, a copy, a correction, restriction or deletion, or objects to the use',
    body: z.object({ kind: RightKind, text: words }).register(z.globalRegistry, { id: 'OwnRightsRequest' }),
    answer: empty,
    problems: ['words-malformed', 'idempotency-key-reused'],
  },
  answerConsent: {
    ...own,
    method: 'POST',
    path: '/mine/consents/{questionId}',
    summary: 'Says yes or no to a use, or takes a yes back: at once',
    params: z.object({ questionId: id }),
    body: z
      .object({ party: z.string().check(z.minLength(1), z.maxLength(500)), answer: ConsentAnswer })
      .register(z.globalRegistry, { id: 'OwnConsent' }),
    answer: json(Withdrawal),
    problems: [
      'consent-question-not-found',
      'participant-not-found',
      'representative-missing',
      'consent-not-given',
      'idempotency-key-reused',
    ],
  },
  endMine: {
    ...own,
    method: 'DELETE',
    path: '/mine/link',
    summary: 'The holder closes their own link for good',
    answer: empty,
    problems: [],
  },
});
