/**
 * The route table: every door of the HTTP interface once. The server mounts it, the client calls by it, the OpenAPI
 * document is printed from it. Paths stand below `/v1`.
 */
import type * as z from 'zod/mini';
import type { ProblemCode } from './problems.ts';
import * as s from './schemas.ts';

/** What a route answers with when all is well. */
export type Answer =
  | { readonly kind: 'json'; readonly status: 200 | 201; readonly schema: z.ZodMiniType }
  | { readonly kind: 'empty'; readonly status: 204 }
  | { readonly kind: 'bytes'; readonly mediaTypes: readonly string[]; readonly ranges: boolean }
  | { readonly kind: 'events'; readonly events: Readonly<Record<string, z.ZodMiniType>> };

/**
 * Who may come in. `open`: anybody. `login`: a session, an access token (`Authorization: Bearer …`), or the local socket.
 * `person`: a session or the local socket, no token: a leaked token must not open more doors or close others' ones.
 * `local`: the local socket only. Every route that is not a GET also needs the header `Woordelijk-Request: 1` (a request
 * with a token and without cookies does not) and, from a browser, the same origin.
 */
export type Access = 'open' | 'login' | 'person' | 'local';

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly tag: 'talks' | 'live' | 'organisations' | 'login' | 'server';
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniObject;
  readonly answer: Answer;
  readonly problems: readonly ProblemCode[];
  /** Strictly rate limited: guessing here would pay. */
  readonly guessable?: true;
}

const json = <S extends z.ZodMiniType>(schema: S, status: 200 | 201 = 200) =>
  ({ kind: 'json', status, schema }) as const;
const empty = { kind: 'empty', status: 204 } as const;
const table = <T extends Readonly<Record<string, Route>>>(routes: T): T => routes;

/** The header that a form or a link on another site cannot send. */
export const REQUEST_HEADER = 'woordelijk-request';
/** Version of the contract, sent with every answer in `API-Version`. */
export const API_VERSION = '1.0.0';
/** Everything stands below this path. */
export const BASE_PATH = '/v1';

export const routes = table({
  listTalks: {
    method: 'GET',
    path: '/talks',
    tag: 'talks',
    summary: 'Talks, newest first',
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
    answer: json(s.Talk),
    problems: ['talk-not-found'],
  },
  listInterruptions: {
    method: 'GET',
    path: '/talks/{talkId}/interruptions',
    tag: 'talks',
    summary: 'Gaps, holds and silence of the line, with their place in time',
    access: 'login',
    params: s.TalkParams,
    answer: json(s.Interruptions),
    problems: ['talk-not-found', 'recording-damaged'],
  },
  listLedger: {
    method: 'GET',
    path: '/talks/{talkId}/ledger',
    tag: 'talks',
    summary: 'What was done with the talk, oldest first',
    access: 'login',
    params: s.TalkParams,
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
    answer: { kind: 'bytes', mediaTypes: ['application/zip', 'audio/wav', 'audio/mpeg'], ranges: false },
    problems: [
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
  listOrganisations: {
    method: 'GET',
    path: '/organisations',
    tag: 'organisations',
    summary: 'Organisations',
    access: 'login',
    answer: json(s.Organisations),
    problems: [],
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
  getSession: {
    method: 'GET',
    path: '/session',
    tag: 'login',
    summary: 'Who is logged in',
    access: 'open',
    answer: json(s.Session),
    problems: [],
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
  getServer: {
    method: 'GET',
    path: '/server',
    tag: 'server',
    summary: 'About this server: version, verifier key, how to place a test call',
    access: 'open',
    answer: json(s.ServerInfo),
    problems: [],
  },
});

export type Routes = typeof routes;
export type RouteName = keyof Routes;

/** Problem codes that a route can answer with: its own and those that belong to its access and shape. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  const shared: ProblemCode[] = ['host-unknown', 'too-many-requests', 'internal', 'stopping'];
  if (route.params || route.query || route.method !== 'GET') shared.push('request-invalid');
  if (route.body) shared.push('request-too-large', 'media-type-unknown');
  if (route.access !== 'local') shared.push('token-refused');
  if (route.access === 'login' || route.access === 'person') shared.push('login-needed');
  if (route.access === 'person') shared.push('person-only');
  if (route.access === 'local') shared.push('local-only');
  if (route.method !== 'GET') shared.push('request-not-from-page');
  return [...new Set([...route.problems, ...shared])];
}
