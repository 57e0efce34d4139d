/** The browser that tests use, and how it judges a page. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where a Chromium is found; undefined where there is none. */
export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/** Starts a browser without a window. `more`: further arguments. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath!, args: [...ARGUMENTS, ...more] });
}

/** The same with a profile that outlives it, so that it can be killed and opened again. */
export function openProfile(folder: string, more: readonly string[] = []): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath!,
    args: [...ARGUMENTS, ...more],
    locale: 'nl-NL',
  });
}

/** A browser that goes on by itself while nobody watches: an attached debugger keeps what the network carries. */
export interface LoneBrowser {
  readonly pid: number;
  /** Attaches; closing what it gives lets go, and the browser goes on. */
  attach(): Promise<Browser>;
  end(): void;
}

/** Starts one with a profile of its own. */
export async function openAlone(folder: string, more: readonly string[] = []): Promise<LoneBrowser> {
  const words = [...ARGUMENTS, '--remote-debugging-port=0', `--user-data-dir=${folder}`, ...more, 'about:blank'];
  const child = spawn(chromiumPath!, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const address = await new Promise<string>((ready, failed) => {
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString('utf8');
      const [found] = /ws:\/\/\S+/.exec(said) ?? [];
      if (found !== undefined) ready(found);
    });
    child.once('exit', () => failed(new Error(`The browser ended:\n${said}`)));
  });
  return { pid: child.pid!, attach: () => chromium.connectOverCDP(address), end: () => child.kill('SIGKILL') };
}

/** Arguments that make a sound file the microphone, heard again and again, without asking anybody. */
export function microphoneOf(wav: string): string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${wav}`,
    '--autoplay-policy=no-user-gesture-required',
  ];
}

/** Puts an authenticator into the page's browser that makes and uses passkeys without asking anybody. */
export async function giveAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
}

/**
 * Fails on any axe violation that stays, and on content that stays wider than the screen: after a change of colours or
 * width the browser shows the old for some frames, on a busy machine for many.
 */
export async function judge(page: Page, name: string): Promise<void> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe);
  await expect.poll(async () => [name, await violations(page)], { interval: 500 }).toEqual([name, []]);
  const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  await expect.poll(async () => [name, await page.evaluate(sideways)]).toEqual([name, 0]);
}

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
      };
    };
    const found = (await axe.run({ resultTypes: ['violations'] })).violations;
    return found.map(
      (v) => `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`).join(' | ')}`,
    );
  });
}
