/** Sessions as a cookie. The token is kept by the browser alone; the dossier keeps its hash. */
import type { Account, People } from '@woordelijk/dossier';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Visitor } from '../http/mount.ts';
import { HttpProblem } from '../http/problems.ts';

/** Opens, recognises and closes sessions over HTTP. */
export class Sessions {
  readonly #people: People;
  readonly #clock: () => number;

  constructor(people: People, clock: () => number) {
    this.#people = people;
    this.#clock = clock;
  }

  /** Who is logged in; undefined for a stranger or a session that has ended. */
  async visitor(request: FastifyRequest): Promise<Visitor | undefined> {
    const token = request.cookies[cookieName(request)];
    if (token === undefined || token === '' || token.length > 200) return undefined;
    const session = await this.#people.session(token);
    if (session === undefined) return undefined;
    const { account, seats } = session;
    return { actor: `user:${account.id}`, account, standing: { accountId: account.id, seats } };
  }

  /** Opens a session and gives the browser its cookie; a session it had before is closed. Returns whose it is. */
  async open(request: FastifyRequest, reply: FastifyReply, accountId: string): Promise<Account> {
    await this.#forget(request);
    const { token, expiresAt } = await this.#people.openSession(accountId);
    reply.setCookie(cookieName(request), token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
      maxAge: Math.max(0, Math.floor((expiresAt - this.#clock()) / 1000)),
    });
    const session = await this.#people.session(token);
    if (session === undefined) throw new HttpProblem('login-needed');
    return session.account;
  }

  /** Closes the session and takes the cookie away. */
  async close(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.#forget(request);
    reply.clearCookie(cookieName(request), {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
    });
  }

  async #forget(request: FastifyRequest): Promise<void> {
    const token = request.cookies[cookieName(request)];
    if (token !== undefined && token !== '' && token.length <= 200) await this.#people.closeSession(token);
  }
}

/** Over TLS the name itself forbids that a sister domain sets it (RFC 6265bis, `__Host-`). */
function cookieName(request: FastifyRequest): string {
  return request.protocol === 'https' ? '__Host-woordelijk' : 'woordelijk';
}
