/** Access tokens over HTTP: the programs that come in by one, and the doors that make, list and end them. */
import type { AccessToken as OnTheWire } from '@woordelijk/api';
import { type AccessToken, type People, PROGRAM } from '@woordelijk/dossier';
import type { FastifyRequest } from 'fastify';
import type { Handlers, Visitor } from '../http/mount.ts';
import type { HttpParts } from '../http/ports.ts';
import { HttpProblem } from '../http/problems.ts';

const DAYS = 90;

/** What `createRateLimit` of @fastify/rate-limit gives; it counts one more for this address each time it is called. */
export type CountFailure = (
  request: FastifyRequest,
) => Promise<{ readonly isAllowed: true } | { readonly isAllowed: false; readonly isExceeded: boolean; ttl: number }>;

/**
 * The program behind a token. Throws `token-refused`, in the same words for one that is unknown, expired or revoked.
 * Only failures count towards the limit, and a right token is never held up by them: others behind the same address must
 * not be able to shut a program out, and 256 bits are not guessed at any pace. Beyond it, `too-many-requests`.
 */
export async function programOf(
  people: People,
  token: string,
  request: FastifyRequest,
  countFailure: CountFailure,
): Promise<Visitor> {
  const known = token === '' ? undefined : await people.accessToken(token);
  if (known !== undefined) return { actor: `token:${known.id}`, standing: PROGRAM };
  const limit = await countFailure(request);
  if (!limit.isAllowed && limit.isExceeded)
    throw new HttpProblem('too-many-requests', { headers: { 'retry-after': String(Math.ceil(limit.ttl / 1000)) } });
  throw new HttpProblem('token-refused', { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });
}

type TokenHandlers = Pick<Handlers, 'listAccessTokens' | 'makeAccessToken' | 'revokeAccessToken'>;

/** Handlers for access tokens. `dismiss` ends what a program still has open when its token is revoked. */
export function tokenHandlers(
  { dossier: { people }, clock }: HttpParts,
  dismiss: (visitor: string) => void,
): TokenHandlers {
  return {
    async listAccessTokens() {
      return { items: (await people.accessTokens()).map((token) => onTheWire(token, clock())) };
    },
    async makeAccessToken({ body, visitor }) {
      const { token, secret } = await people.makeAccessToken(body.name, body.days ?? DAYS, visitor.actor);
      const { id, name, createdAt, expiresAt } = onTheWire(token, clock());
      return { id, name, createdAt, expiresAt, token: secret };
    },
    async revokeAccessToken({ params, visitor }) {
      await people.revokeAccessToken(params.tokenId, visitor.actor);
      dismiss(`token:${params.tokenId}`);
    },
  };
}

function onTheWire({ id, name, createdAt, expiresAt, revokedAt, usedDay }: AccessToken, now: number): OnTheWire {
  return {
    id,
    name,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    state: revokedAt !== null ? 'revoked' : expiresAt <= now ? 'expired' : 'living',
    lastUsed: usedDay === null ? null : new Date(usedDay).toISOString().slice(0, 10),
  };
}
