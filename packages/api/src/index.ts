export type { AbsentPerson } from './absents.ts';
export { ApiError, type CallOptions, type ClientOf, clientOf, type Fetch } from './client.ts';
export { API_VERSION, BASE_PATH, MOST_DELIVERED, ONCE_HEADER, REQUEST_HEADER } from './contract.ts';
export type { HouseDocument } from './documents.ts';
export type { Edit, EditSpan } from './edits.ts';
export type { GateAnswer, GateFacts } from './gate.ts';
export { bringingRoutes, type FileProgress, MOST_FILE_BYTES, MOST_PIECE } from './handed.ts';
export type { Alarm, Incident } from './incidents.ts';
export type { Destruction, Hold, KeepingOverview, KeptTalk, Sweep } from './keeping.ts';
export { DestructionGround as DestructionGrounds, HoldReason as HoldReasons } from './keeping.ts';
export type { LiveChange, LiveLevels, LiveTalk } from './live.ts';
export type { AccessToken, AdministratorLink, Ceremony, FirstAdministrator, MadeAccessToken } from './login.ts';
export type { Mail } from './mails.ts';
export { openapiDocument } from './openapi.ts';
export type { Line } from './organisations.ts';
export type { CouncilView, Decision, Figures, RefusedReading, SelfAudit } from './oversight.ts';
export { MOST_FINGERPRINTS, type OwnRecording, ownRecordingRoutes } from './own-recordings.ts';
export type { ReaderKey } from './part/hpke.ts';
export {
  chainNext,
  chainStart,
  importPartKey,
  keyIdOf,
  MAX_RECORD_CONTENT,
  makePartHeader,
  markRecord,
  openPartKey,
  openRecord,
  PART_HEADER_LENGTH,
  PartError,
  type PartRecord,
  RECORD_HEADER_LENGTH,
  type RecordType,
  readPartHeader,
  readRecords,
  recordNonce,
  sealRecord,
} from './part/part.ts';
export { RunningHash } from './part/running-hash.ts';
export { decodePeaks, encodePeaks, type PeaksData, PeaksError } from './peaks.ts';
export type { Contact, Department, Invitation, Letterhead, Plan, Post, RoleName, StaffMember } from './people.ts';
export { RoleName as Roles } from './people.ts';
export type { Mine, PersonalLink } from './personal.ts';
export type {
  PlanContent,
  PlanFinding,
  PlanPurpose,
  PlanTemplate,
  PlanText,
  PlanVersion,
  ProcessingLine,
  RecordingPlan,
} from './plans.ts';
export type { Problem } from './problems.ts';
export { isProblemCode, type ProblemCode, problemStatus } from './problems.ts';
export type { ListedProcessor, NewProcessor } from './processors.ts';
export type { Draw, Protocol, TalkQuality } from './quality.ts';
export { MarkName as Marks, ScoredByName as ScoredBy } from './quality.ts';
export type { Delivered, NewRecording, RunningHead } from './recorder.ts';
export { recorderRoutes } from './recorder.ts';
export type { OwnTalk, RightKind, RightsRequest } from './rights.ts';
export type { Access, Answer, Route } from './route.ts';
export {
  problemsOf,
  type RouteName,
  type Routes,
  routes,
} from './routes.ts';
export type { AskedQuestion, OwnRules, PublishedQuestion } from './rules.ts';
export type { Organisation, PurposeName } from './schemas.ts';
export { PurposeName as Purposes } from './schemas.ts';
export type { Account, ServerInfo, Session } from './session.ts';
export type { ConsentQuestion, Share, SharedTalk, ShareRefused, SharingFile, Withdrawal } from './sharing.ts';
export { MOST_SIGN_FILE, type Sign, type SignFile, type SignFinding } from './signs.ts';
export type {
  AgreementState,
  Objection,
  Participant,
  RequestState,
  RuleAnswer,
  TalkFile,
} from './table-schemas.ts';
export type { Channel, Party, Talk, TalkPage, TalkState } from './talk-schemas.ts';
export type { Interruption, LedgerLine, Moment, RawMetadata, SealCheck, TalkPurposes } from './talks.ts';
export type { WatchFinding, WatchRound, WatchState } from './watch.ts';
export { type Client, createClient } from './whole-client.ts';
