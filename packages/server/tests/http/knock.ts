/** Knocks on a real server over a real socket, with any header one likes. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly json: any;
}

export interface Knock {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string | Uint8Array;
}

/** Lets the server listen and returns a way to knock on it, with its port. */
export async function listening(
  app: FastifyInstance,
): Promise<{ knock: (path: string, how?: Knock) => Promise<Answer>; port: number }> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { port, knock: (path, how = {}) => knockOn(port, path, how) };
}

function knockOn(port: number, path: string, { method = 'GET', headers = {}, body, raw }: Knock): Promise<Answer> {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Promise((done, fail) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: {
          host: `localhost:${port}`,
          ...(method === 'GET' || method === 'HEAD' ? {} : { 'woordelijk-request': '1' }),
          ...(content === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)) }),
          ...headers,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', fail);
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          const text = bytes.toString('utf8');
          const isJson = String(response.headers['content-type']).includes('json');
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text,
            json: isJson ? JSON.parse(text) : undefined,
          });
        });
      },
    );
    asked.on('error', fail);
    asked.end(content);
  });
}

/** A folder that looks like built pages. */
export function smallPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, 'uitleg'));
  writeFileSync(join(folder, 'mag-dat.html'), '<!doctype html><title>Mag dat?</title>');
  writeFileSync(join(folder, 'uitleg/index.html'), '<!doctype html><title>Uitleg</title>');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Woordelijk</title>');
  writeFileSync(join(folder, 'assets/app.js'), 'export {};');
  writeFileSync(join(folder, 'assets/app.js.gz'), 'packed');
  return folder;
}
