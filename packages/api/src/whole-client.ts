/** The client of every route. */
import { type ClientOf, clientOf, type Fetch } from './client.ts';
import { type Routes, routes } from './routes.ts';

export type Client = ClientOf<Routes>;

/** As `clientOf`, of all routes. */
export function createClient(fetch: Fetch, base?: string, headers?: () => Record<string, string>): Client {
  return clientOf(routes, fetch, base, headers);
}
