/** The product as its users have it: a process of its own, reached over its socket, killed when a test says so. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@woordelijk/api';
import yauzl from 'yauzl';
import { connect } from '../../packages/cli/src/connect.ts';

export const root = join(import.meta.dirname, '../..');

export interface Product {
  readonly data: string;
  readonly url: string;
  /** `host:port`. */
  readonly sip: string;
  readonly process: ChildProcess;
  readonly client: Client;
  /** What it printed so far. */
  output(): string;
  /** Ends it without warning. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Ends it in order; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** A folder that is removed when the test file ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'woordelijk-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts `woordelijk serve` on free loopback ports (or the same as before); resolves when it says that it is ready. */
export async function startProduct(
  data: string,
  extra: readonly string[] = [],
  env: Record<string, string> = {},
  ports?: readonly [http: number, sip: number],
): Promise<Product> {
  const [http, sip] = ports ?? [await freePort(), await freePort()];
  const words = [
    'launch.mjs',
    'packages/cli/src/main.ts',
    'serve',
    '--data',
    data,
    '--http',
    `127.0.0.1:${http}`,
    '--sip',
    `127.0.0.1:${sip}`,
    '--minimum-free',
    '50MB',
    ...extra,
  ];
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const gone = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  await new Promise<void>((ready, failed) => {
    const hear = (part: Buffer) => {
      printed += part.toString('utf8');
      if (printed.includes('Place a test call')) ready();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    gone.then((code) => failed(new Error(`The server ended (${code}) before it was ready:\n${printed}`)));
  });
  return {
    data,
    url: `http://127.0.0.1:${http}`,
    sip: `127.0.0.1:${sip}`,
    process: child,
    client: connect({ WOORDELIJK_DATA: data }),
    output: () => printed,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      return gone;
    },
  };
}

const given = new Set<number>();

/**
 * A free TCP port on loopback, never given before by this process, and outside the ranges that the system hands out
 * itself (32768 and up) and that sound uses (20000 and up): nobody takes it between the asking and the using.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 10_000);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.on('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

/** The files of an exact copy, by name. */
export async function legsOf(client: Client, talkId: string): Promise<Map<string, Buffer>> {
  const answer = await client.makeCopy({ params: { talkId, kind: 'legs' } });
  return unzip(Buffer.from(await answer.arrayBuffer()));
}

/** Waits until every talk (begun at or after `from`) is stored; all of them, newest first. */
export async function storedTalks(
  client: Client,
  expected = 0,
  from?: string,
): Promise<Awaited<ReturnType<Client['listTalks']>>['items']> {
  for (let tries = 0; ; tries += 1) {
    const items: Awaited<ReturnType<Client['listTalks']>>['items'] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listTalks({
        query: { limit: '100', ...(from === undefined ? {} : { from }), ...(cursor === undefined ? {} : { cursor }) },
      });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    if (items.length >= expected && items.every((talk) => talk.state === 'stored')) return items;
    if (tries > 300)
      throw new Error(`Not all stored: ${JSON.stringify(items.filter((t) => t.state !== 'stored').slice(0, 3))}`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

/** The files of a zip, by name. */
export function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((done, failed) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null || zip === undefined) return failed(error);
      const files = new Map<string, Buffer>();
      zip.on('error', failed);
      zip.on('end', () => done(files));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (problem, stream) => {
          if (problem !== null || stream === undefined) return failed(problem);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('error', failed);
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(parts));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
