/** How the tour looks at a page: in both widths and both colour schemes, with a picture of each, and everything that is wrong. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** One way in which a page is shown. */
export interface Showing {
  readonly width: 390 | 1280;
  readonly scheme: 'light' | 'dark';
}

export const SHOWINGS: readonly Showing[] = [
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
];

const HEIGHT = 844;
/** Below this a picture is cut: nobody looks so far, and a picture has an end. */
const MOST_HEIGHT = 6000;
/** A wide page is kept smaller: it stays readable. */
const SCALE = { 390: 1, 1280: 0.75 } as const;
/** Of 100: letters stay readable, and all pictures together small enough to be kept with the source. */
const QUALITY = 30;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The file of a picture. */
export function pictureName(place: string, { width, scheme }: Showing): string {
  return `${place}-${width}-${scheme}.webp`;
}

/** Looks at a page in one way; writes its picture into `folder` and answers what is wrong. */
export async function lookAt(page: Page, place: string, showing: Showing, folder: string): Promise<string[]> {
  await page.setViewportSize({ width: showing.width, height: HEIGHT });
  await page.emulateMedia({ colorScheme: showing.scheme, reducedMotion: 'reduce' });
  await settled(page);
  const wrong = [...(await violations(page)), ...(await shape(page))];
  await writeFile(join(folder, pictureName(place, showing)), await picture(page, showing.width));
  return wrong.map((text) => `${place}, ${showing.width} px, ${showing.scheme}: ${text}`);
}

/** Waits until nothing on the page changes any more: what is fetched, its colours, its size. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const state = () => [...document.querySelectorAll('body *')].map((one) => {
      const { color, backgroundColor } = getComputedStyle(one);
      return color + backgroundColor;
    }).join() + document.documentElement.scrollHeight;
    const coming = () => [...document.querySelectorAll('main .w-skeleton, main [aria-busy=true]')]
      .some((one) => one.offsetParent !== null);
    for (let frames = 0; coming() && frames < 1200; frames += 1) await frame();
    if (coming()) throw new Error('something never comes');
    let same = 0;
    for (let before = '', frames = 0; same < 5 && frames < 200; frames += 1) {
      const now = state();
      same = now === before ? same + 1 : 0;
      before = now;
      await frame();
    }
  })()`);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return await page.evaluate<string[]>(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
    'axe ' + id + ': ' + nodes.map(({ html, failureSummary }) => html.slice(0, 160) + ' ' + failureSummary).join(' | ')))`);
}

/** What every page has: one heading on top, nothing beside the screen, a way back, and something to do or to read next. */
async function shape(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(`(() => {
    const wrong = [];
    const root = document.documentElement;
    const beside = root.scrollWidth - root.clientWidth;
    if (beside > 0) wrong.push('scrolls sideways by ' + beside + ' px');
    const heads = document.querySelectorAll('h1').length;
    if (heads !== 1) wrong.push(heads + ' headings of the first level');
    if (root.lang === '') wrong.push('does not say which language it is in');
    if (document.title.trim() === '') wrong.push('has no title');
    if (document.querySelector('header a, nav a, footer a, main a, main button') === null) wrong.push('has no way back');
    const next = 'a[href], button, summary, input, select, textarea, audio';
    const steps = [...document.querySelectorAll('main ' + next.replaceAll(', ', ', main ') + ', footer a, body > nav a')];
    if (steps.every((one) => one.closest('.w-help') !== null)) wrong.push('has no next step');
    return wrong;
  })()`);
}

async function picture(page: Page, width: Showing['width']): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page);
  try {
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    const { data } = await devtools.send('Page.captureScreenshot', {
      format: 'webp',
      quality: QUALITY,
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width, height: Math.min(Math.max(height, HEIGHT), MOST_HEIGHT), scale: SCALE[width] },
    });
    return Buffer.from(data, 'base64');
  } finally {
    await devtools.detach();
  }
}
