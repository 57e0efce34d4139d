/**
 * `woordelijk act`: every act and question of the HTTP interface by its name, so that whatever a page can do a script can do
 * too. Names, fields and answers are those of the contract.
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Client, type Route, type RouteName, routes } from '@woordelijk/api';
import { CliError } from './output.ts';

export interface ActOptions {
  /** JSON of the body; fields given by name are put into it. */
  readonly body?: string;
  /** Key of this act's own: sent again under it, it is not done again. */
  readonly once?: string;
  /** Where an answer of bytes goes. */
  readonly out?: string;
}

/** All names, with what they do and which fields their address takes. */
export function listActs(): { items: { name: string; method: string; path: string; does: string }[] } {
  const items = Object.entries<Route>(routes).map(([name, { method, path, summary }]) => ({
    name,
    method,
    path,
    does: summary,
  }));
  return { items };
}

/** Does one. `words`: `name=text`, or `name:=json` for what is no text. Gives the answer, or where its bytes went. */
export async function act(
  client: Client,
  name: string,
  words: readonly string[],
  options: ActOptions,
): Promise<unknown> {
  if (!Object.hasOwn(routes, name))
    throw new CliError('act-unknown', `There is no act ${name}. List them with: woordelijk act`);
  const route: Route = routes[name as RouteName];
  const call = client[name as RouteName] as (input: object, how: object) => Promise<unknown>;
  const once = options.once ?? crypto.randomUUID();
  const answer = await call(inputOf(route, words, options.body), route.method === 'POST' ? { once } : {});
  if (!(answer instanceof Response)) return answer ?? { done: true };
  if (options.out === undefined || answer.body === null)
    throw new CliError('out-missing', 'The answer is a file. Say where it goes: --out FILE');
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(options.out, { flags: 'wx' }));
  return { out: options.out, mediaType: answer.headers.get('content-type') };
}

/** Fields go where the contract has them: in the path, in the query, or in the body. */
export function inputOf(route: Route, words: readonly string[], json?: string): Record<string, object> {
  const params: Record<string, unknown> = {};
  const query: Record<string, unknown> = {};
  const body: Record<string, unknown> = json === undefined ? {} : parsed(json, '--body');
  for (const word of words) {
    const [, field, colon, value] = /^([A-Za-z]\w*)(:?)=(.*)$/s.exec(word) ?? [];
    if (field === undefined || value === undefined)
      throw new CliError('field-malformed', `'${word.slice(0, 60)}' is no field. Write name=text, or name:=json.`);
    const into = has(route.params, field) ? params : has(route.query, field) ? query : body;
    into[field] = colon === ':' ? parsed(value, field) : value;
  }
  const missing = Object.keys(shapeOf(route.params)).filter((field) => params[field] === undefined);
  if (missing.length > 0)
    throw new CliError('field-missing', `Give ${missing.map((field) => `${field}=…`).join(' ')}.`);
  return {
    ...(route.params === undefined ? {} : { params }),
    ...(Object.keys(query).length === 0 ? {} : { query }),
    ...(route.body === undefined ? {} : { body }),
  };
}

function has(schema: Route['params'], field: string): boolean {
  return Object.hasOwn(shapeOf(schema), field);
}

function shapeOf(schema: Route['params']): Record<string, unknown> {
  return schema === undefined ? {} : (schema.def.shape as Record<string, unknown>);
}

function parsed(json: string, where: string): Record<string, unknown> {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch (cause) {
    throw new CliError('json-malformed', `What stands at ${where} is no JSON.`, { cause });
  }
}
