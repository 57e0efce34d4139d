export { ApiError, type CallOptions, type Client, createClient, type Fetch } from './client.ts';
export { openapiDocument } from './openapi.ts';
export { decodePeaks, encodePeaks, type PeaksData, PeaksError } from './peaks.ts';
export type { Contact, Department, Invitation, Plan, Post, PurposeName, RoleName, StaffMember } from './people.ts';
export { PurposeName as Purposes, RoleName as Roles } from './people.ts';
export { isProblemCode, type ProblemCode, problemStatus } from './problems.ts';
export type { Access, Answer, Route } from './route.ts';
export {
  API_VERSION,
  BASE_PATH,
  ONCE_HEADER,
  problemsOf,
  REQUEST_HEADER,
  type RouteName,
  type Routes,
  routes,
} from './routes.ts';
export type { AskedQuestion, OwnRules, PublishedQuestion } from './rules.ts';
export type {
  AccessToken,
  Account,
  AdministratorLink,
  Ceremony,
  Channel,
  FirstAdministrator,
  Interruption,
  LedgerLine,
  Line,
  LiveChange,
  LiveLevels,
  LiveTalk,
  MadeAccessToken,
  Organisation,
  Party,
  Problem,
  RawMetadata,
  SealCheck,
  ServerInfo,
  Session,
  Talk,
  TalkPage,
  TalkState,
} from './schemas.ts';
export type {
  AgreementState,
  Objection,
  Participant,
  RequestState,
  RuleAnswer,
  Sign,
  TalkFile,
} from './table-schemas.ts';
