/** The typed client: one function per route of the table. Runs wherever `fetch` does. */
import type * as z from 'zod/mini';
import { BASE_PATH, ONCE_HEADER, REQUEST_HEADER } from './contract.ts';
import { Problem } from './problems.ts';
import type { Route } from './route.ts';

type Bytes<R> = R extends { bytes: number } ? { bytes: Uint8Array<ArrayBuffer> } : unknown;
type In<R, K extends 'params' | 'query' | 'body'> =
  R extends Record<K, infer S extends z.ZodMiniType>
    ? K extends 'query'
      ? R extends { bytes: number }
        ? { query: z.input<S> }
        : { query?: z.input<S> }
      : Record<K, z.input<S>>
    : unknown;
type Input<R> = In<R, 'params'> & In<R, 'query'> & In<R, 'body'> & Bytes<R>;
type Output<R> = R extends { answer: { kind: 'json'; schema: infer S extends z.ZodMiniType } }
  ? z.output<S>
  : R extends { answer: { kind: 'empty' } }
    ? undefined
    : Response;
type Call<R> =
  unknown extends Input<R>
    ? (input?: Record<never, never>, options?: CallOptions) => Promise<Output<R>>
    : Record<never, never> extends Input<R>
      ? (input?: Input<R>, options?: CallOptions) => Promise<Output<R>>
      : (input: Input<R>, options?: CallOptions) => Promise<Output<R>>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** A key of the client's own for this act (`Idempotency-Key`): sent again under it, it is not done again. */
  readonly once?: string;
}

/** A client's functions carry the names of the routes; JSON answers come back checked against their schema. */
export type ClientOf<T> = { readonly [N in keyof T]: Call<T[N]> } & {
  /** Address of a route, for an `<audio>` element, a link or an EventSource. */
  url<N extends keyof T>(name: N, input: Omit<Input<T[N]>, 'body' | 'bytes'>): string;
};

/** The part of `fetch` that the client uses. */
export type Fetch = (
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    body?: string | Uint8Array<ArrayBuffer>;
    signal?: AbortSignal;
  },
) => Promise<Response>;

/**
 * The server said no, or could not be reached. `code` is a problem code, or `unreachable` (nobody answered), or
 * `answer-unreadable` (somebody else answered, such as a proxy). `message` says what to do next.
 */
export class ApiError extends Error {
  readonly code: string;
  /** HTTP status; 0 when nobody answered. */
  readonly status: number;
  readonly problem: Problem | undefined;
  constructor(code: string, status: number, message: string, options?: { problem?: Problem; cause?: unknown }) {
    super(message, { cause: options?.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.problem = options?.problem;
  }
}

/**
 * A client of these routes. `base`: scheme and host, empty for the page's own. `headers` are asked before each call (language,
 * bearer token).
 */
export function clientOf<T extends Readonly<Record<string, Route>>>(
  routes: T,
  fetch: Fetch,
  base = '',
  headers: () => Record<string, string> = () => ({}),
): ClientOf<T> {
  const entries = Object.entries(routes).map(([name, route]) => [
    name,
    (input: Parts = {}, options: CallOptions = {}) => call(fetch, base, headers(), route, input, options),
  ]);
  const url = (name: keyof T, input: Parts) => base + addressOf(routes[name]!, input);
  return { ...Object.fromEntries(entries), url } as ClientOf<T>;
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

async function call(
  fetch: Fetch,
  base: string,
  headers: Record<string, string>,
  route: Route,
  input: Parts,
  options: CallOptions,
): Promise<unknown> {
  const send: Record<string, string> = { ...headers, accept: 'application/json, application/problem+json, */*;q=0.5' };
  if (route.method !== 'GET') send[REQUEST_HEADER] = '1';
  if (input.body !== undefined) send['content-type'] = 'application/json';
  if (options.once !== undefined) send[ONCE_HEADER] = options.once;
  if (input.bytes !== undefined) send['content-type'] = 'application/octet-stream';
  let response: Response;
  try {
    response = await fetch(base + addressOf(route, input), {
      method: route.method,
      headers: send,
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(input.bytes === undefined ? {} : { body: input.bytes }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError('unreachable', 0, 'The server does not answer. Check that it runs and try again.', { cause });
  }
  if (!response.ok) throw await failure(response);
  if (route.answer.kind === 'empty') return undefined;
  if (route.answer.kind !== 'json') return response;
  return readJson(response, route.answer.schema);
}

function addressOf(route: Route, input: Parts): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input.params?.[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {}))
    if (value !== undefined && value !== '') query.set(name, String(value));
  const words = query.toString();
  return `${BASE_PATH}${path}${words === '' ? '' : `?${words}`}`;
}

async function readJson(response: Response, schema: z.ZodMiniType): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined);
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw new ApiError(
    'answer-unreadable',
    response.status,
    'The answer is not what this page expects. Reload the page.',
    {
      cause: read.error,
    },
  );
}

async function failure(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = Problem.safeParse(body);
  if (problem.success)
    return new ApiError(problem.data.code, response.status, problem.data.detail, { problem: problem.data });
  return new ApiError(
    'answer-unreadable',
    response.status,
    `The server answered with status ${response.status}. Try again later.`,
  );
}
