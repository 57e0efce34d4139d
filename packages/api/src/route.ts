/** What a route is, and the words to write one with. */
import type * as z from 'zod/mini';
import type { ProblemCode } from './problems.ts';

/** What a route answers with when all is well. */
export type Answer =
  | { readonly kind: 'json'; readonly status: 200 | 201; readonly schema: z.ZodMiniType }
  | { readonly kind: 'empty'; readonly status: 204 }
  | { readonly kind: 'bytes'; readonly mediaTypes: readonly string[]; readonly ranges: boolean }
  | { readonly kind: 'events'; readonly events: Readonly<Record<string, z.ZodMiniType>> };

/**
 * Who may come in. `open`: anybody. `login`: a session, an access token (`Authorization: Bearer …`), or the local socket.
 * `person`: a session or the local socket, no token: a leaked token must not open more doors or close others' ones.
 * `local`: the local socket only. `recording`: whoever holds the recording's own secret, as a bearer token, logged in or
 * not. `visit`: whoever came in by a personal link and a code; `share`: by a shared link and a code. Every route that is not a GET also needs the header `Woordelijk-Request: 1` (a request
 * with a token and without cookies does not) and, from a browser, the same origin.
 */
export type Access = 'open' | 'login' | 'person' | 'local' | 'recording' | 'visit' | 'share';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly tag:
    | 'talks'
    | 'table'
    | 'live'
    | 'rules'
    | 'mine'
    | 'sharing'
    | 'oversight'
    | 'rights'
    | 'organisations'
    | 'keeping'
    | 'plans'
    | 'processors'
    | 'incidents'
    | 'watch'
    | 'login'
    | 'recorder'
    | 'server';
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  /** Most bytes of a body that is no JSON; sent as application/octet-stream. */
  readonly bytes?: number;
  readonly answer: Answer;
  readonly problems: readonly ProblemCode[];
  /** Strictly rate limited: guessing here would pay. */
  readonly guessable?: true;
}

/** Answers JSON of this shape. */
export const json = <S extends z.ZodMiniType>(schema: S, status: 200 | 201 = 200) =>
  ({ kind: 'json', status, schema }) as const;
/** Answers nothing but that it is done. */
export const empty = { kind: 'empty', status: 204 } as const;
/** Keeps each route's own types. */
export const table = <T extends Readonly<Record<string, Route>>>(routes: T): T => routes;
