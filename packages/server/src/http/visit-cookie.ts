/** The cookie of who came in by a link and a code. */
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface VisitCookie {
  /** The token it carries; undefined where there is none. */
  token(request: FastifyRequest): string | undefined;
  set(request: FastifyRequest, reply: FastifyReply, token: string): void;
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

/** A cookie of this name, bound to the host where the browser came in over TLS. */
export function visitCookie(name: string): VisitCookie {
  const nameFor = ({ protocol }: FastifyRequest) => (protocol === 'https' ? `__Host-${name}` : name);
  const shape = ({ protocol }: FastifyRequest) =>
    ({ path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' }) as const;
  return {
    token(request) {
      const token = request.cookies[nameFor(request)];
      return token === undefined || token === '' || token.length > 200 ? undefined : token;
    },
    set: (request, reply, token) => void reply.setCookie(nameFor(request), token, shape(request)),
    clear: (request, reply) => void reply.clearCookie(nameFor(request), shape(request)),
  };
}
