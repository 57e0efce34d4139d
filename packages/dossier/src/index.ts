export type * from './absent/face.ts';
export { ABSENT_EXCEPTIONS, ABSENT_TOLD_WAYS } from './absent/face.ts';
export type { Alarm } from './alarm/alarms.ts';
export { checkDossier, type DossierCheck } from './check/beside.ts';
export type * from './consent/face.ts';
export { CONSENT_USES, CONSENT_WAYS, NO_CONSENT, PROTECTIONS } from './consent/face.ts';
export { copyDatabase, type DatabaseChoice, dumpSchema } from './db/database.ts';
export { lockFolder } from './db/lock.ts';
export type * from './device/face.ts';
export type * from './edit/face.ts';
export { EDIT_REASONS, EDIT_TOLD_WAYS } from './edit/face.ts';
export { DossierError, type DossierErrorCode, ExplainedError } from './error.ts';
export type * from './face.ts';
export type { GateAnswer, GateFacts, GatePassage, GateRequest, GivenNotice } from './gate/gate.ts';
export type * from './handed/face.ts';
export { MOST_FILE_BYTES } from './handed/face.ts';
export type { LogLine } from './house.ts';
export type * from './incident/face.ts';
export {
  BREACH_DATA,
  BREACH_NATURES,
  BREACH_RISKS,
  INCIDENT_KINDS,
  INCIDENT_TOLD,
} from './incident/face.ts';
export type * from './keeping/face.ts';
export { DESTRUCTION_GROUNDS, HOLD_REASONS } from './keeping/face.ts';
export type { Mail, MailKind, Mails, Message, SendMail } from './mail/face.ts';
export { MailRefused } from './mail/face.ts';
export type { Objection, Objections } from './objection/objections.ts';
export { type DossierOptions, openDossier } from './open.ts';
export type * from './organisation/face.ts';
export { SECTORS } from './organisation/face.ts';
export type { Letterheads, NewLetterhead, OwnLetterhead, Tone } from './organisation/letterhead.ts';
export type * from './oversight/face.ts';
export { AUDIT_SUBJECTS, COUNTED, FEWEST } from './oversight/face.ts';
export type * from './people/face.ts';
export type { CodeWay, Personal, PersonalLink, PersonalUse, SendCode, Senders, Visit } from './personal/face.ts';
export { CODE_WAYS } from './personal/face.ts';
export { PROOF_KINDS, type Proof, type ProofKind } from './personal/proofs.ts';
export type * from './plan/face.ts';
export { COUNCIL_WAYS, KEEP_UNITS, PLAN_CHANNELS, PLAN_PERSONS, TEXT_CODES } from './plan/face.ts';
export {
  OPERATOR,
  PROGRAM,
  PURPOSES,
  type Purpose,
  type Right,
  ROLES,
  type Role,
  type Seat,
  type Sight,
  type Standing,
  sightOf,
} from './policy.ts';
export type * from './processor/face.ts';
export { PROCESSOR_CLAUSES, PROCESSOR_PLACES } from './processor/face.ts';
export type * from './quality/face.ts';
export { MARKS, SCORED_BY } from './quality/face.ts';
export type * from './recording/face.ts';
export type * from './rights/face.ts';
export {
  AGES,
  HANDED_WAYS,
  IDENTITY_WAYS,
  REFUSAL_GROUNDS,
  RIGHT_KINDS,
  RIGHT_OUTCOMES,
  RIGHT_STATES,
  RIGHT_WAYS,
} from './rights/face.ts';
export { forgottenFrom } from './rights/forget.ts';
export { hasPackage } from './rights/rights.ts';
export type * from './share/face.ts';
export { SHARE_USES, WEIGHED } from './share/face.ts';
export type * from './sign/face.ts';
export { MOST_SIGN_FILE, MOST_SIGN_FILES, SIGN_FILE_TYPES, SIGN_SEEN, SIGN_SEEN_BY } from './sign/face.ts';
export type * from './sound/face.ts';
export type * from './staff/face.ts';
export { CONTACT_DUTIES } from './staff/face.ts';
export type { RuleAnswer } from './table/acts.ts';
export type * from './table/face.ts';
export { ALTERNATIVES, HANDOVER_WAYS, MISUSE_HANDLERS, NOTICE_WAYS, PROVENANCES } from './table/face.ts';
export type { Cases } from './talk/cases.ts';
export type * from './talk/face.ts';
export type * from './watch/face.ts';
