/** A browser with the pages as they are built, in front of a real server. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Dossier } from '@woordelijk/dossier';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createHttp } from '../../src/http/index.ts';
import { type House, house } from '../http/house.ts';
import { administratorSession } from '../http/real-dossier.ts';
import { openBrowser } from './chromium.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const BUILD = pathToFileURL(join(ROOT, 'packages/web/build.ts')).href;
const PAGES = join(ROOT, '.build/pages');
export interface Stage {
  readonly browser: Browser;
  readonly webRoot: string;
  close(): Promise<void>;
}

/** The pages as they are built (once, while their sources stay the same), and a browser. */
export async function stage(): Promise<Stage> {
  mkdirSync(join(ROOT, '.build'), { recursive: true });
  const script = `import('${BUILD}').then(({ builtPages }) => builtPages(() => {}, ${JSON.stringify(PAGES)}))`;
  // In a process of its own: a bundler needs the environment of production, and the tests that of tests.
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const browser = await openBrowser();
  return { browser, webRoot: PAGES, close: () => browser.close() };
}

export interface Scene {
  readonly parts: House;
  readonly app: FastifyInstance;
  readonly base: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about: errors, refused styles and scripts. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface Look {
  readonly width?: number;
  readonly dark?: boolean;
  readonly talks?: number;
  /** A real dossier in place of the one in memory. */
  readonly dossier?: Dossier;
  /** Logged in from the start. */
  readonly inside?: boolean;
}

const CLOSING_MS = 10_000;

/** A server with its own house, and a fresh visitor. */
export async function scene({ browser, webRoot }: Stage, look: Look = {}): Promise<Scene> {
  const made = house({ talks: look.talks ?? 30, webRoot, real: true });
  const parts = look.dossier ? { ...made, dossier: look.dossier } : made;
  const app = await createHttp(parts);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://localhost:${(app.server.address() as AddressInfo).port}`;
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: 900 },
    colorScheme: look.dark ? 'dark' : 'light',
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (look.inside) {
    const token = await administratorSession(parts.dossier);
    await context.addCookies([{ name: 'woordelijk', value: token, url: base, httpOnly: true, sameSite: 'Strict' }]);
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  let closing = false; // what breaks off then is no complaint
  const complain = (text: string) => closing || complaints.push(text);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complain(message.text());
  });
  page.on('pageerror', (error) => complain(String(error)));
  return {
    parts,
    app,
    base,
    context,
    page,
    complaints,
    async close() {
      closing = true;
      // Now and then Chromium never answers that a context with an authenticator is gone; it goes with the browser then.
      await Promise.race([context.close(), new Promise((later) => setTimeout(later, CLOSING_MS).unref())]);
      await app.close();
    },
  };
}
