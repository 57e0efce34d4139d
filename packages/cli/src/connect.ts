/** How the command line reaches a server: over the local socket of a data folder, or at an address with a token. */
import { request } from 'node:http';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { type Client, createClient, type Fetch } from '@woordelijk/api';
import { localSocketPath } from '@woordelijk/server/local';
import { CliError } from './output.ts';

/** Reads WOORDELIJK_URL and WOORDELIJK_TOKEN, or WOORDELIJK_DATA (default `./data`). */
export function connect(env: Readonly<Record<string, string | undefined>> = process.env): Client {
  const url = env.WOORDELIJK_URL;
  if (url !== undefined && url !== '') {
    const token = env.WOORDELIJK_TOKEN;
    if (token === undefined || token === '')
      throw new CliError(
        'token-missing',
        'WOORDELIJK_URL needs WOORDELIJK_TOKEN. Make one with: woordelijk admin token',
      );
    return createClient(fetch as Fetch, url.replace(/\/$/, ''), () => ({ authorization: `Bearer ${token}` }));
  }
  return createClient(socketFetch(dataFolder(env)));
}

/** The data folder that the commands speak about. */
export function dataFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return resolve(env.WOORDELIJK_DATA ?? 'data');
}

/** `fetch` over a Unix socket. */
function socketFetch(data: string): Fetch {
  const socketPath = localSocketPath(data);
  return (url, { method, headers, body, signal }) =>
    new Promise((done, failed) => {
      const call = request(
        {
          socketPath,
          path: url,
          method,
          headers: { host: 'localhost', ...headers },
          ...(signal === undefined ? {} : { signal }),
        },
        (answer) => {
          const kept = Object.entries(answer.headers).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, String(value)] as [string, string]],
          );
          const status = answer.statusCode ?? 500;
          const empty = status === 204 || status === 304;
          if (empty) answer.resume();
          done(
            new Response(empty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>), {
              status,
              headers: kept,
            }),
          );
        },
      );
      call.on('error', (cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT' || cause.code === 'ECONNREFUSED') {
          failed(
            new CliError(
              'server-not-running',
              `No Woordelijk runs on the data folder ${data}. Start it with npm start, or set WOORDELIJK_DATA to its folder.`,
              { cause },
            ),
          );
        } else failed(cause);
      });
      call.end(body);
    });
}
