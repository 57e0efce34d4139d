/**
 * The route table: every door of the HTTP interface once. The server mounts it, the client calls by it, the OpenAPI
 * document is printed from it. Paths stand below `/v1`.
 */

import { absentRoutes } from './absents.ts';
import { callRoutes } from './calls.ts';
import { documentRoutes } from './documents.ts';
import { editRoutes } from './edits.ts';
import { handedRoutes } from './handed.ts';
import { incidentRoutes } from './incidents.ts';
import { keepingRoutes } from './keeping.ts';
import { mailRoutes } from './mails.ts';
import { oversightRoutes } from './oversight.ts';
import { ownRecordingRoutes } from './own-recordings.ts';
import { peopleRoutes } from './people.ts';
import { personalRoutes } from './personal.ts';
import { planRoutes } from './plans.ts';
import type { ProblemCode } from './problems.ts';
import { processorRoutes } from './processors.ts';
import { qualityRoutes } from './quality.ts';
import { recorderRoutes } from './recorder.ts';
import { rightsRoutes } from './rights.ts';
import { empty, json, type Route, table } from './route.ts';
import { ruleRoutes } from './rules.ts';
import * as s from './schemas.ts';
import { sharingRoutes } from './sharing.ts';
import { signRoutes } from './signs.ts';
import { tableRoutes } from './table.ts';
import { watchRoutes } from './watch.ts';

export const routes = table({
  ...ruleRoutes,
  ...peopleRoutes,
  ...tableRoutes,
  ...signRoutes,
  ...personalRoutes,
  ...handedRoutes,
  ...ownRecordingRoutes,
  ...recorderRoutes,
  ...keepingRoutes,
  ...callRoutes,
  ...sharingRoutes,
  ...rightsRoutes,
  ...absentRoutes,
  ...planRoutes,
  ...oversightRoutes,
  ...documentRoutes,
  ...qualityRoutes,
  ...processorRoutes,
  ...incidentRoutes,
  ...watchRoutes,
  ...mailRoutes,
  ...editRoutes,
  listTalks: {
    method: 'GET',
    path: '/talks',
    tag: 'talks',
    summary: 'Talks, in the order of time',
    access: 'login',
    query: s.TalkQuery,
    answer: json(s.TalkPage),
    problems: [],
  },
  getTalk: {
    method: 'GET',
    path: '/talks/{talkId}',
    tag: 'talks',
    summary: 'One talk',
    access: 'login',
    params: s.TalkParams,
    query: s.ReadingQuery,
    answer: json(s.Talk),
    problems: ['talk-not-found'],
  },
  listPurposes: {
    method: 'GET',
    path: '/talks/{talkId}/purposes',
    tag: 'talks',
    summary: 'For what you may use this recording: what was announced, and why not for something else',
    access: 'login',
    params: s.TalkParams,
    answer: json(s.TalkPurposes),
    problems: ['talk-not-found'],
  },
  listInterruptions: {
    method: 'GET',
    path: '/talks/{talkId}/interruptions',
    tag: 'talks',
    summary: 'Gaps, holds and silence of the line, with their place in time',
    access: 'login',
    params: s.TalkParams,
    query: s.ReadingQuery,
    answer: json(s.Interruptions),
    problems: ['talk-not-found', 'recording-damaged'],
  },
  listMoments: {
    method: 'GET',
    path: '/talks/{talkId}/moments',
    tag: 'talks',
    summary: 'Bookmarks, pauses and what else happened during the talk, from its seal',
    access: 'login',
    params: s.TalkParams,
    answer: json(s.Moments),
    problems: ['talk-not-found', 'recording-damaged'],
  },
  listLedger: {
    method: 'GET',
    path: '/talks/{talkId}/ledger',
    tag: 'talks',
    summary: 'What was done with the talk, oldest first',
    access: 'login',
    params: s.TalkParams,
    query: s.ReadingQuery,
    answer: json(s.Ledger),
    problems: ['talk-not-found'],
  },
  listRawMetadata: {
    method: 'GET',
    path: '/talks/{talkId}/raw-metadata',
    tag: 'talks',
    summary: 'Signalling metadata as received',
    access: 'login',
    params: s.TalkParams,
    query: s.ReadingQuery,
    answer: json(s.RawMetadata),
    problems: ['talk-not-found', 'talk-destroyed'],
  },
  getPeaks: {
    method: 'GET',
    path: '/talks/{talkId}/peaks',
    tag: 'talks',
    summary: 'Loudest and softest sample per step, for drawing (layout: decodePeaks)',
    access: 'login',
    params: s.TalkParams,
    query: s.ReadingQuery,
    answer: { kind: 'bytes', mediaTypes: ['application/vnd.woordelijk.peaks'], ranges: false },
    problems: ['talk-not-found', 'talk-destroyed', 'codec-unknown', 'recording-silent', 'recording-damaged'],
  },
  playSound: {
    method: 'GET',
    path: '/talks/{talkId}/sound',
    tag: 'talks',
    summary: 'Sound to play: 16-bit WAV on the wall clock, one channel for each leg',
    access: 'login',
    params: s.TalkParams,
    query: s.SoundQuery,
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
    params: s.CopyParams,
    query: s.ReadingQuery,
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
    params: s.TalkParams,
    answer: json(s.SealCheck),
    problems: ['talk-not-found'],
  },
  watchLive: {
    method: 'GET',
    path: '/live-events',
    tag: 'live',
    summary: 'Talks under way as server-sent events: length and level of each leg, and what begins and ends',
    access: 'login',
    query: s.LiveQuery,
    answer: { kind: 'events', events: { levels: s.LiveLevels, talk: s.LiveChange } },
    problems: ['too-many-streams'],
  },
  addOrganisation: {
    method: 'POST',
    path: '/organisations',
    tag: 'organisations',
    summary: 'Adds an organisation',
    access: 'login',
    body: s.NewOrganisation,
    answer: json(s.Organisation, 201),
    problems: ['organisation-exists'],
  },
  listLines: {
    method: 'GET',
    path: '/lines',
    tag: 'organisations',
    summary: 'Lines: which number or trunk belongs to which organisation',
    access: 'login',
    answer: json(s.Lines),
    problems: [],
  },
  addLine: {
    method: 'POST',
    path: '/lines',
    tag: 'organisations',
    summary: 'Assigns a number, address or trunk to an organisation',
    access: 'login',
    body: s.NewLine,
    answer: json(s.Line, 201),
    problems: ['organisation-not-found', 'line-exists', 'line-malformed'],
  },
  removeLine: {
    method: 'DELETE',
    path: '/lines/{lineId}',
    tag: 'organisations',
    summary: 'Takes a line away; talks already recorded stay where they are',
    access: 'login',
    params: s.LineParams,
    answer: empty,
    problems: ['line-not-found'],
  },
  endSession: {
    method: 'DELETE',
    path: '/session',
    tag: 'login',
    summary: 'Logs out',
    access: 'open',
    answer: empty,
    problems: [],
  },
  beginAdministrator: {
    method: 'POST',
    path: '/administrators/options',
    tag: 'login',
    summary: 'Options for the first passkey of the first administrator',
    access: 'open',
    body: s.AdministratorOptionsRequest,
    answer: json(s.Ceremony),
    problems: ['administrator-link-refused', 'administrator-exists', 'passkey-needs-name'],
    guessable: true,
  },
  createAdministrator: {
    method: 'POST',
    path: '/administrators',
    tag: 'login',
    summary: 'Uses up the administrator link: account, passkey, recovery codes and a session',
    access: 'open',
    body: s.NewAdministrator,
    answer: json(s.FirstAdministrator, 201),
    problems: ['administrator-link-refused', 'administrator-exists', 'ceremony-expired', 'passkey-refused'],
    guessable: true,
  },
  makeAdministratorLink: {
    method: 'POST',
    path: '/administrator-links',
    tag: 'login',
    summary: 'Makes a one-time link for the first administrator',
    access: 'local',
    answer: json(s.AdministratorLink, 201),
    problems: ['administrator-exists'],
  },
  beginLogin: {
    method: 'POST',
    path: '/session/passkey-options',
    tag: 'login',
    summary: 'Options for logging in with a passkey',
    access: 'open',
    answer: json(s.Ceremony),
    problems: ['passkey-needs-name'],
    guessable: true,
  },
  login: {
    method: 'POST',
    path: '/session/passkey',
    tag: 'login',
    summary: 'Logs in with a passkey',
    access: 'open',
    body: s.PasskeyResponse,
    answer: json(s.Account),
    problems: ['passkey-refused', 'ceremony-expired'],
    guessable: true,
  },
  recover: {
    method: 'POST',
    path: '/session/recovery-code',
    tag: 'login',
    summary: 'Logs in with a recovery code, which is then used up',
    access: 'open',
    body: s.RecoveryCode,
    answer: json(s.Account),
    problems: ['recovery-code-refused'],
    guessable: true,
  },
  beginPasskey: {
    method: 'POST',
    path: '/passkeys/options',
    tag: 'login',
    summary: 'Options for one more passkey',
    access: 'person',
    answer: json(s.Ceremony),
    problems: ['passkey-needs-name'],
    guessable: true,
  },
  addPasskey: {
    method: 'POST',
    path: '/passkeys',
    tag: 'login',
    summary: 'Adds a passkey to the account that is logged in',
    access: 'person',
    body: s.PasskeyResponse,
    answer: empty,
    problems: ['passkey-refused', 'ceremony-expired', 'passkey-exists'],
    guessable: true,
  },
  listAccessTokens: {
    method: 'GET',
    path: '/access-tokens',
    tag: 'login',
    summary: 'Access tokens for programs, newest first, also those that ended',
    access: 'person',
    answer: json(s.AccessTokens),
    problems: [],
  },
  makeAccessToken: {
    method: 'POST',
    path: '/access-tokens',
    tag: 'login',
    summary: 'Makes an access token; the token itself is told this once',
    access: 'local',
    body: s.NewAccessToken,
    answer: json(s.MadeAccessToken, 201),
    problems: [],
  },
  revokeAccessToken: {
    method: 'DELETE',
    path: '/access-tokens/{tokenId}',
    tag: 'login',
    summary: 'Ends an access token',
    access: 'person',
    params: s.AccessTokenParams,
    answer: empty,
    problems: ['access-token-not-found'],
  },
});

export type Routes = typeof routes;
export type RouteName = keyof Routes;

/** Problem codes that a route can answer with: its own and those that belong to its access and shape. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  const shared: ProblemCode[] = ['host-unknown', 'too-many-requests', 'internal', 'stopping'];
  if (route.params || route.query || route.method !== 'GET') shared.push('request-invalid');
  if (route.body || route.bytes) shared.push('request-too-large', 'media-type-unknown');
  if (route.access !== 'local') shared.push('token-refused');
  if (route.access === 'login' || route.access === 'person') shared.push('login-needed', 'not-allowed');
  if (route.access === 'visit' || route.access === 'share') shared.push('visit-needed');
  if (route.access === 'person') shared.push('person-only');
  if (route.access === 'local') shared.push('local-only');
  if (route.method !== 'GET') shared.push('request-not-from-page');
  return [...new Set([...route.problems, ...shared])];
}
