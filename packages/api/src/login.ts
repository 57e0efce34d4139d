/** Coming in and going out over HTTP: passkeys, recovery codes, access tokens. */
import * as z from 'zod/mini';
import { empty, json, table } from './route.ts';
import { day, id, moment } from './schemas.ts';
import { Account } from './session.ts';

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
const AdministratorOptionsRequest = z
  .object({ token, name: personName })
  .register(z.globalRegistry, { id: 'AdministratorOptionsRequest' });
const NewAdministrator = z
  .object({ token, ceremony, response: webauthn })
  .register(z.globalRegistry, { id: 'NewAdministrator' });
export const FirstAdministrator = z
  .object({ account: Account, recoveryCodes: z.array(z.string()) })
  .register(z.globalRegistry, { id: 'FirstAdministrator', description: 'The recovery codes are told this once.' });
export type FirstAdministrator = z.infer<typeof FirstAdministrator>;
export const PasskeyResponse = z
  .object({ ceremony, response: webauthn })
  .register(z.globalRegistry, { id: 'PasskeyResponse' });
const RecoveryCode = z
  .object({ code: z.string().check(z.trim(), z.minLength(4), z.maxLength(100)) })
  .register(z.globalRegistry, { id: 'RecoveryCode' });
export const AdministratorLink = z
  .object({ link: z.string().check(z.describe('The whole address, to open in a browser')), expiresAt: moment })
  .register(z.globalRegistry, { id: 'AdministratorLink' });
export type AdministratorLink = z.infer<typeof AdministratorLink>;

const AccessTokenParams = z.object({ tokenId: id.check(z.describe('Id of the access token')) });
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
const AccessTokens = z.object({ items: z.array(AccessToken) }).register(z.globalRegistry, { id: 'AccessTokens' });
const NewAccessToken = z
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

export const loginRoutes = table({
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
    body: AdministratorOptionsRequest,
    answer: json(Ceremony),
    problems: ['administrator-link-refused', 'administrator-exists', 'passkey-needs-name'],
    guessable: true,
  },
  createAdministrator: {
    method: 'POST',
    path: '/administrators',
    tag: 'login',
    summary: 'Uses up the administrator link: account, passkey, recovery codes and a session',
    access: 'open',
    body: NewAdministrator,
    answer: json(FirstAdministrator, 201),
    problems: ['administrator-link-refused', 'administrator-exists', 'ceremony-expired', 'passkey-refused'],
    guessable: true,
  },
  makeAdministratorLink: {
    method: 'POST',
    path: '/administrator-links',
    tag: 'login',
    summary: 'Makes a one-time link for the first administrator',
    access: 'local',
    answer: json(AdministratorLink, 201),
    problems: ['administrator-exists'],
  },
  beginLogin: {
    method: 'POST',
    path: '/session/passkey-options',
    tag: 'login',
    summary: 'Options for logging in with a passkey',
    access: 'open',
    answer: json(Ceremony),
    problems: ['passkey-needs-name'],
    guessable: true,
  },
  login: {
    method: 'POST',
    path: '/session/passkey',
    tag: 'login',
    summary: 'Logs in with a passkey',
    access: 'open',
    body: PasskeyResponse,
    answer: json(Account),
    problems: ['passkey-refused', 'ceremony-expired'],
    guessable: true,
  },
  recover: {
    method: 'POST',
    path: '/session/recovery-code',
    tag: 'login',
    summary: 'Logs in with a recovery code, which is then used up',
    access: 'open',
    body: RecoveryCode,
    answer: json(Account),
    problems: ['recovery-code-refused'],
    guessable: true,
  },
  beginPasskey: {
    method: 'POST',
    path: '/passkeys/options',
    tag: 'login',
    summary: 'Options for one more passkey',
    access: 'person',
    answer: json(Ceremony),
    problems: ['passkey-needs-name'],
    guessable: true,
  },
  addPasskey: {
    method: 'POST',
    path: '/passkeys',
    tag: 'login',
    summary: 'Adds a passkey to the account that is logged in',
    access: 'person',
    body: PasskeyResponse,
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
    answer: json(AccessTokens),
    problems: [],
  },
  makeAccessToken: {
    method: 'POST',
    path: '/access-tokens',
    tag: 'login',
    summary: 'Makes an access token; the token itself is told this once',
    access: 'local',
    body: NewAccessToken,
    answer: json(MadeAccessToken, 201),
    problems: [],
  },
  revokeAccessToken: {
    method: 'DELETE',
    path: '/access-tokens/{tokenId}',
    tag: 'login',
    summary: 'Ends an access token',
    access: 'person',
    params: AccessTokenParams,
    answer: empty,
    problems: ['access-token-not-found'],
  },
});
