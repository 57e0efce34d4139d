/**
 * Login by the organisation's own identity provider: OpenID Connect, authorization code with PKCE (RFC 7636), state and
 * nonce. Its groups give the roles, anew each time; a logout there ends the sessions here (OIDC Back-Channel Logout 1.0).
 */
import type { Dossier } from '@woordelijk/dossier';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from 'openid-client';
import { originOf } from '../http/doorman.ts';
import type { HttpParts, Log } from '../http/ports.ts';
import type { OwnLogin } from '../logins.ts';
import type { Sessions } from './sessions.ts';

const COOKIE = 'woordelijk-inloggen';
const LIVES_MS = 10 * 60_000;
const MOST_BEGUN = 10_000;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Why a login failed, as the login page reads it from the address. */
export type Refusal = 'mislukt' | 'geen-rol' | 'te-zwak' | 'beeindigd' | 'onbereikbaar';

interface Begun {
  readonly key: string;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly until: number;
}

/** Adds `/inloggen/{key}`, where a login begins, `…/terug`, where it comes back, and `…/afgemeld`, where it is ended. */
export function mountOidc(
  app: FastifyInstance,
  { dossier, clock, random, log }: HttpParts,
  logins: readonly OwnLogin[],
  sessions: Sessions,
): void {
  if (logins.length === 0) return;
  const begun = new Map<string, Begun>();
  const providers = new Map(logins.map((login) => [login.key, new Provider(login)]));

  app.get<{ Params: { key: string } }>('/inloggen/:key', async (request, reply) => {
    const provider = providers.get(request.params.key);
    if (provider === undefined) return reply.callNotFound();
    const oidc = await import('openid-client');
    const configuration = await provider.configuration().catch((error) => unreachable(log, error));
    if (configuration === undefined) return back(reply, 'onbereikbaar');
    const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
    const ticket = Buffer.from(random(24)).toString('base64url');
    for (const [name, { until }] of begun) if (until <= clock() || begun.size >= MOST_BEGUN) begun.delete(name);
    begun.set(ticket, { key: request.params.key, verifier, state, nonce, until: clock() + LIVES_MS });
    reply.setCookie(COOKIE, ticket, { ...cookie(request), maxAge: LIVES_MS / 1000 });
    const { acr, scope } = provider.login;
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: returnAddress(request, provider.login),
      scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(acr.length > 0 ? { acr_values: acr.join(' ') } : {}),
    });
    return reply.redirect(address.href, 303);
  });

  app.get<{ Params: { key: string } }>('/inloggen/:key/terug', async (request, reply) => {
    const ticket = request.cookies[COOKIE] ?? '';
    const begin = begun.get(ticket);
    begun.delete(ticket);
    reply.clearCookie(COOKIE, cookie(request));
    const provider = providers.get(request.params.key);
    if (provider === undefined) return reply.callNotFound();
    if (begin === undefined || begin.until <= clock() || begin.key !== provider.login.key)
      return back(reply, 'mislukt');
    const configuration = await provider.configuration().catch((error) => unreachable(log, error));
    if (configuration === undefined) return back(reply, 'onbereikbaar');
    try {
      const oidc = await import('openid-client');
      const current = new URL(request.url, originOf(request));
      const tokens = await oidc.authorizationCodeGrant(configuration, current, {
        pkceCodeVerifier: begin.verifier,
        expectedState: begin.state,
        expectedNonce: begin.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const { acr, organisation } = provider.login;
      if (acr.length > 0 && !acr.some((one) => one === claims.acr)) return back(reply, 'te-zwak');
      const account = await dossier.staff.signIn({
        organisationId: await organisationId(dossier, organisation),
        issuer: claims.iss,
        subject: claims.sub,
        name: typeof claims.name === 'string' && claims.name.trim() !== '' ? claims.name : 'Medewerker',
        posts: postsOf(provider.login, claims[provider.login.groupsClaim]),
      });
      await sessions.open(request, reply, account.id);
      return reply.redirect('/', 303);
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (code === 'no-role') return back(reply, 'geen-rol');
      if (code === 'account-ended' || code === 'account-not-found') return back(reply, 'beeindigd');
      log.warn({ login: provider.login.key, code: String(code ?? (error as Error).name) }, 'a login did not succeed');
      return back(reply, 'mislukt');
    }
  });

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
  app.post<{ Params: { key: string } }>('/inloggen/:key/afgemeld', async (request, reply) => {
    const provider = providers.get(request.params.key);
    if (provider === undefined) return reply.callNotFound();
    const { logout_token: token } = (request.body ?? {}) as { logout_token?: unknown };
    try {
      const { issuer, subject } = await provider.loggedOut(String(token), clock());
      await dossier.staff.signOut({ issuer, subject });
      return reply.code(200).send();
    } catch (error) {
      log.warn({ login: provider.login.key, error: (error as Error).name }, 'a logout token was refused');
      return reply.code(400).send(); // section 2.8
    }
  });
}

/** One identity provider; what it tells of itself is asked once, and again after a failure. */
export class Provider<L extends Pick<OwnLogin, 'issuer' | 'clientId' | 'clientSecret'>> {
  readonly login: L;
  #configuration: Promise<Configuration> | undefined;

  constructor(login: L) {
    this.login = login;
  }

  /** What the provider tells of itself (OpenID Connect Discovery). Rejects where it cannot be reached. */
  async configuration(): Promise<Configuration> {
    this.#configuration ??= this.#discover();
    try {
      return await this.#configuration;
    } catch (error) {
      this.#configuration = undefined;
      throw error;
    }
  }

  async #discover(): Promise<Configuration> {
    const oidc = await import('openid-client');
    const { issuer, clientId, clientSecret } = this.login;
    // The settings allow http on this machine only, for trials.
    const options = issuer.startsWith('http://') ? { execute: [oidc.allowInsecureRequests] } : {};
    return await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, { timeout: 10, ...options });
  }

  /** Whom a logout token is about (section 2.6). Rejects for one that is not by this provider, for us, fresh. */
  async loggedOut(token: string, now: number): Promise<{ issuer: string; subject: string }> {
    const { createRemoteJWKSet, jwtVerify } = await import('jose');
    const metadata = (await this.configuration()).serverMetadata();
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(metadata.jwks_uri ?? '')), {
      issuer: metadata.issuer,
      audience: this.login.clientId,
      currentDate: new Date(now),
      maxTokenAge: '5 minutes',
    });
    const events = payload.events as Record<string, unknown> | undefined;
    if (typeof events !== 'object' || !Object.hasOwn(events, LOGOUT_EVENT) || 'nonce' in payload)
      throw new TypeError('not a logout token');
    if (payload.sub === undefined) throw new TypeError('the logout token names nobody');
    return { issuer: metadata.issuer, subject: payload.sub };
  }
}

function postsOf({ roles }: OwnLogin, groups: unknown): Pick<OwnLogin['roles'][number], 'role' | 'department'>[] {
  const held = Array.isArray(groups) ? groups : typeof groups === 'string' ? [groups] : [];
  return roles.filter(({ group }) => held.includes(group)).map(({ role, department }) => ({ role, department }));
}

/** The organisation of this id or name. Rejects `organisation-not-found`. */
export async function organisationId(dossier: Dossier, named: string): Promise<string> {
  const all = (await dossier.organisations()).filter(({ kind }) => kind === 'organisation');
  const found = all.find(({ id }) => id === named) ?? all.find(({ name }) => name === named);
  if (found === undefined) throw Object.assign(new Error('no such organisation'), { code: 'organisation-not-found' });
  return found.id;
}

function returnAddress(request: FastifyRequest, { key }: OwnLogin): string {
  return `${originOf(request)}/inloggen/${key}/terug`;
}

/** Comes along when the provider sends the browser back, which a strict cookie would not. */
function cookie(request: FastifyRequest) {
  return { path: '/inloggen', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const;
}

function back(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.redirect(`/?inloggen=${refusal}`, 303);
}

function unreachable(log: Log, error: unknown): undefined {
  log.error({ error: (error as Error).name }, 'an identity provider cannot be reached');
  return undefined;
}
