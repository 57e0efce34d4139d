/**
 * The holder of a personal link proves who they are at the organisation's broker (DigiD, eHerkenning) in place of a code:
 * OpenID Connect, authorization code with PKCE, state and nonce. The broker's number for them is compared and forgotten;
 * whoever comes with a link that is not theirs, or of nobody, gets the same answer.
 */
import type { Dossier } from '@woordelijk/dossier';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { originOf } from '../http/doorman.ts';
import type { Handlers } from '../http/mount.ts';
import type { HttpParts } from '../http/ports.ts';
import { HttpProblem } from '../http/problems.ts';
import type { VisitCookie } from '../http/visit-cookie.ts';
import type { ProofLogin } from '../logins.ts';
import { organisationId, Provider } from './oidc.ts';

const COOKIE = 'woordelijk-bewijs';
const LIVES_MS = 10 * 60_000;
const MOST_BEGUN = 10_000;

/** What became of it, as the page reads it from its address. */
type Refusal = 'mislukt' | 'te-zwak' | 'onbereikbaar';

interface Begun {
  readonly key: string;
  readonly secret: string;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly until: number;
}

/** The two routes that begin it, and `/mijn/terug/{key}`, where the browser comes back. `visit`: the cookie of visits. */
export function proofDoor(
  { dossier, clock, random, log, config }: HttpParts,
  visit: VisitCookie,
): { readonly handlers: Pick<Handlers, 'listProofs' | 'beginProof'>; mount(app: FastifyInstance): void } {
  const begun = new Map<string, Begun>();
  const providers = new Map((config.proofs ?? []).map((login) => [login.key, new Provider(login)]));
  const configurationOf = async (provider: Provider<ProofLogin>) => {
    try {
      return await provider.configuration();
    } catch (error) {
      log.error({ error: (error as Error).name }, 'an identity broker cannot be reached');
      return undefined;
    }
  };
  return {
    handlers: {
      listProofs: async () => ({
        items: (config.proofs ?? []).map(({ key, name, organisation, kind }) => ({ key, name, organisation, kind })),
      }),
      async beginProof({ body, request, reply }) {
        const provider = providers.get(body.login);
        if (provider === undefined) throw new HttpProblem('not-found');
        const configuration = await configurationOf(provider);
        if (configuration === undefined) throw new HttpProblem('broker-unreachable');
        const oidc = await import('openid-client');
        const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
        const ticket = Buffer.from(random(24)).toString('base64url');
        for (const [name, { until }] of begun) if (until <= clock() || begun.size >= MOST_BEGUN) begun.delete(name);
        begun.set(ticket, { key: body.login, secret: body.secret, verifier, state, nonce, until: clock() + LIVES_MS });
        reply.setCookie(COOKIE, ticket, { ...cookie(request), maxAge: LIVES_MS / 1000 });
        const address = oidc.buildAuthorizationUrl(configuration, {
          redirect_uri: `${originOf(request)}/mijn/terug/${body.login}`,
          scope: provider.login.scope,
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          acr_values: provider.login.acr.join(' '),
          prompt: 'login', // whoever sat at this screen before is not who comes in
        });
        return { address: address.href };
      },
    },
    mount(app) {
      app.get<{ Params: { key: string } }>('/mijn/terug/:key', async (request, reply) => {
        const ticket = request.cookies[COOKIE] ?? '';
        const begin = begun.get(ticket);
        begun.delete(ticket);
        reply.clearCookie(COOKIE, cookie(request));
        const provider = providers.get(request.params.key);
        if (provider === undefined) return reply.callNotFound();
        if (begin === undefined || begin.until <= clock() || begin.key !== provider.login.key)
          return back(reply, 'mislukt');
        const configuration = await configurationOf(provider);
        if (configuration === undefined) return back(reply, 'onbereikbaar');
        const { acr, claim, kind, key, organisation } = provider.login;
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
          if (!acr.some((one) => one === claims.acr)) return back(reply, 'te-zwak');
          const value = claims[claim];
          if (typeof value !== 'string') return back(reply, 'mislukt');
          const opened = await openBy(dossier, organisation, begin.secret, { login: key, kind, value });
          if (opened === undefined) return back(reply, 'mislukt');
          visit.set(request, reply, opened.token);
          return reply.redirect('/mijn', 303);
        } catch (error) {
          const code = String((error as { code?: unknown }).code ?? (error as Error).name);
          log.warn({ login: key, code }, 'somebody did not prove who they are');
          return back(reply, 'mislukt');
        }
      });
    },
  };
}

async function openBy(
  dossier: Dossier,
  organisation: string,
  secret: string,
  proof: Parameters<Dossier['personal']['openByProof']>[2],
) {
  return await dossier.personal.openByProof(secret, await organisationId(dossier, organisation), proof);
}

/** Comes along when the broker sends the browser back, which a strict cookie would not. */
function cookie(request: FastifyRequest) {
  return { path: '/mijn/terug', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const;
}

function back(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.redirect(`/mijn?inloggen=${refusal}`, 303);
}
