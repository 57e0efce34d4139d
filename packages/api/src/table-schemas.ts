/** What travels about a talk at the table: request, decision, alternative, agreement, notice, copy. */
import * as z from 'zod/mini';
import { PartName } from './people.ts';
import { id, moment, said } from './schemas.ts';

/** Free text that somebody writes. */
export const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(4000));
/** Free text that may be empty or absent. */
export const maybeWords = z.optional(z.string().check(z.trim(), z.maxLength(4000)));
/** A name or short fact on one line. */
export const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const fact = z.string().check(z.regex(/^[a-z0-9_]{1,40}$/));

export const RecorderName = z.enum(['resident', 'office', 'both']);
export const OutcomeName = z.enum(['granted', 'refused', 'settled', 'withdrawn']);
export const AlternativeName = z.enum(['companion', 'office-records', 'written-account']);
export const NoticeWay = z.enum(['spoken', 'shown', 'spoken-and-shown', 'tape', 'sign']);
export const HandoverWay = z.enum(['in-person', 'online', 'post']);
export const ProvenanceName = z.enum(['participant', 'on-behalf', 'own-line', 'not-a-participant', 'unknown']);
export const MisuseHandler = z.enum(['privacy-coordinator', 'privacy-officer', 'dpo']);
export const OfferDecision = z.enum(['take-in', 'turn-away', 'hand-to-police']);

const done = { at: moment, actor: z.string() };

/** The file of a recording that was handed in. */
const OfferedFile = z.object({
  ...done,
  id: z.string(),
  name: z.string().check(z.describe('As whoever brought it calls it')),
  bytes: z.int(),
  state: z.enum(['receiving', 'storing', 'stored', 'given-up']),
  mediaType: z.nullable(z.string()),
  sha256: z.nullable(z.string()).check(z.describe('Of the whole file')),
  likeness: z
    .nullable(z.enum(['same', 'partly', 'differs']))
    .check(z.describe('Beside the fingerprints that came while it was made; null: there are none')),
  why: z.nullable(z.enum(['cancelled', 'expired', 'type'])).check(z.describe('Why it was given up')),
});

export const RuleAnswer = z
  .object({
    verdict: z.string(),
    level: z.string(),
    explanation: said,
    duties: z.array(z.object({ code: z.string(), met: z.nullable(z.boolean()), text: said })),
    openQuestions: z.array(said),
    receipt: z.looseObject({}).check(z.describe('Enough to run the rules again: hash, day, facts, rows hit')),
  })
  .register(z.globalRegistry, { id: 'RuleAnswer', description: 'What the rules said when the act was done.' });
export type RuleAnswer = z.infer<typeof RuleAnswer>;

export const Participant = z
  .object({
    id: z.string(),
    name: z.string(),
    side: z.enum(['resident', 'office']),
    part: PartName,
    accountId: z.nullable(z.string()),
    mandate: z.nullable(z.string()).check(z.describe('How a mandate was shown')),
    joinedAt: moment,
  })
  .register(z.globalRegistry, { id: 'Participant' });
export type Participant = z.infer<typeof Participant>;

const Decision = z.object({
  ...done,
  outcome: OutcomeName,
  grounds: z.nullable(z.string()).check(z.describe('The weighty reason of a refusal')),
  explanation: z.nullable(z.string()).check(z.describe('How it was explained to who asked')),
  conversation: z.nullable(z.string()).check(z.describe('What came of talking about it')),
  alternative: z.nullable(AlternativeName),
  decidedBy: z.string(),
  rules: z.nullable(RuleAnswer),
});

const Alternative = z.object({
  kind: AlternativeName,
  done: z.boolean().check(z.describe('Carried to its end')),
  companion: z.nullable(z.string()).check(z.describe('Id of the participant who joined')),
  listening: z.nullable(z.object({ at: moment, place: z.string(), heldAt: z.nullable(moment), note: z.string() })),
  account: z.nullable(
    z.object({
      drafts: z.array(z.object({ ...done, id: z.string(), text: z.string() })),
      remarks: z.array(z.object({ ...done, by: z.string(), text: z.string() })),
      final: z.nullable(z.object({ ...done, draft: z.string(), sha256: z.string() })),
    }),
  ),
});

export const RequestState = z
  .object({
    ...done,
    id: z.string(),
    by: z.string().check(z.describe('Participant who asks')),
    onBehalfOf: z.nullable(z.string()),
    mandate: z.nullable(z.string()),
    recorder: RecorderName,
    place: z.string(),
    camera: z.string(),
    others: z.string(),
    reason: z.nullable(z.string()).check(z.describe('Voluntary; never a condition')),
    rules: RuleAnswer,
    decision: z.nullable(Decision),
    alternative: z.nullable(Alternative),
  })
  .register(z.globalRegistry, { id: 'RecordingRequest', description: 'A wish to record the talk.' });
export type RequestState = z.infer<typeof RequestState>;

export const AgreementState = z
  .object({
    ...done,
    id: z.string(),
    lines: z.array(said),
    document: z.string().check(z.describe('What is confirmed, word for word')),
    confirmations: z.array(
      z.object({ ...done, participant: z.string(), way: z.enum(['own-device', 'on-screen']), name: z.string() }),
    ),
    confirmed: z.boolean().check(z.describe('By both sides')),
    rules: RuleAnswer,
  })
  .register(z.globalRegistry, { id: 'Agreement' });
export type AgreementState = z.infer<typeof AgreementState>;

export const TalkFile = z
  .object({
    talkId: z.string(),
    plan: z.nullable(z.object({ kind: z.string(), place: z.string(), subject: z.string(), plannedAt: moment })),
    participants: z.array(Participant),
    requests: z.array(RequestState),
    agreement: z.nullable(AgreementState),
    notices: z.array(
      z.object({
        ...done,
        id: z.string(),
        to: z.array(z.string()),
        words: z.string(),
        code: z.nullable(z.string()),
        language: z.enum(['nl', 'en']),
        how: NoticeWay,
      }),
    ),
    untold: z.array(z.string()).check(z.describe('Participants who were not told of a recording yet')),
    handovers: z.array(
      z.object({
        ...done,
        id: z.string(),
        to: z.string(),
        kind: z.string(),
        sha256: z.string(),
        way: HandoverWay,
        receipt: z.string().check(z.describe('Signed by the house (C2SP signed note)')),
      }),
    ),
    offers: z.array(
      z.object({
        ...done,
        id: z.string(),
        from: z.string(),
        provenance: ProvenanceName,
        told: z.boolean(),
        words: z.string(),
        state: z
          .enum(['kept', 'referred', 'take-in', 'turn-away', 'hand-to-police'])
          .check(z.describe('referred: neither stored nor played; the data protection officer decides')),
        judged: z.nullable(z.object({ ...done, why: z.string(), decidedBy: z.string() })),
        rules: RuleAnswer,
        files: z.array(OfferedFile),
      }),
    ),
    reports: z.array(
      z.object({
        ...done,
        id: z.string(),
        about: z.enum(['resident', 'office']),
        text: z.string(),
        to: MisuseHandler,
        notes: z.array(z.object({ ...done, text: z.string() })),
        closed: z.nullable(z.object({ ...done, text: z.string() })),
      }),
    ),
    ownRecordings: z
      .array(
        z.object({
          ...done,
          id: z.string(),
          expiresAt: moment,
          startedAt: z.nullable(moment),
          endedAt: z.nullable(moment),
          headToken: z.string(),
        }),
      )
      .check(z.describe('Recordings that stay with the other side')),
    lifted: z.array(z.string()),
    recorded: z.boolean(),
    hindrances: z
      .array(
        z.object({
          because: z.enum(['objection', 'no-plan', 'not-granted', 'refused', 'not-agreed', 'theirs-only', 'not-told']),
          objectionId: z.optional(z.string()),
          participant: z.optional(z.string()),
          since: z.optional(moment),
          participants: z.optional(z.array(z.string())),
        }),
      )
      .check(z.describe('What keeps this talk from being recorded now')),
  })
  .register(z.globalRegistry, { id: 'TalkFile', description: 'All that was done at the table.' });
export type TalkFile = z.infer<typeof TalkFile>;

export const NewRequest = z
  .object({
    by: id,
    onBehalfOf: z.optional(id),
    mandate: maybeWords.check(z.describe('How the mandate was shown; needed with onBehalfOf')),
    recorder: RecorderName,
    place: fact.check(z.describe('A value of the rules’ fact `plaats`')),
    camera: fact.check(z.describe('A value of the rules’ fact `camera_thuis`')),
    others: fact.check(z.describe('A value of the rules’ fact `derden`')),
    reason: maybeWords,
  })
  .register(z.globalRegistry, { id: 'NewRecordingRequest' });
export const NewDecision = z
  .object({
    outcome: OutcomeName,
    grounds: maybeWords,
    explanation: maybeWords,
    conversation: maybeWords,
    alternative: z.optional(AlternativeName),
    decidedBy: line.check(z.describe('Name of the person who decides')),
  })
  .register(z.globalRegistry, { id: 'NewDecision' });

export const Objection = z
  .object({
    id: z.string(),
    createdAt: moment,
    name: z.nullable(z.string()),
    number: z.nullable(z.string()),
    note: z.string(),
  })
  .register(z.globalRegistry, { id: 'Objection', description: 'Somebody does not want to be recorded.' });
export type Objection = z.infer<typeof Objection>;
export const NewObjection = z
  .object({
    name: z.nullable(z.string().check(z.trim(), z.maxLength(200))),
    number: z.nullable(z.string().check(z.trim(), z.maxLength(40))),
    note: z.string().check(z.trim(), z.maxLength(1000)),
  })
  .register(z.globalRegistry, { id: 'NewObjection' });

export const OpenRequest = z
  .object({
    talkId: id,
    startedAt: moment,
    subject: z.string(),
    request: z.string(),
    at: moment,
    name: z.string().check(z.describe('Who asks')),
    waits: z.enum(['decide', 'alternative']).check(z.describe('To be decided, or an alternative to be carried out')),
  })
  .register(z.globalRegistry, { id: 'OpenRequest' });
