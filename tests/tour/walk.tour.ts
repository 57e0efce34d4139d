/**
 * The tour: a new user goes through every page, and each is looked at in both widths and both colour schemes. Writes the
 * pictures and their index into docs/tour. `npm run tour`; `TOUR='^gesprek' npm run tour` for the places whose name fits that.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { microphoneOf, openBrowser } from '../../packages/server/tests/browser/chromium.ts';
import { root, temporaryFolder } from '../system/product.ts';
import { speechFile } from '../system/recorder-page.ts';
import { freshHouse, livelyHouse, type OpenHouse } from './house.ts';
import { indexOf } from './index-page.ts';
import { lookAt, pictureName, SHOWINGS } from './look.ts';
import { PLACES, type Place } from './places.ts';

const FOLDER = join(root, 'docs/tour');
/** Together, so that the source stays a source. */
const MOST_BYTES = 16_000_000;
const wanted = new RegExp(process.env.TOUR ?? '');
/** Goes on from the place before it. */
const GOES_ON = /^(opnemen|eerste-dag|toetsen)/;
let browser: Browser;
const wrong: string[] = [];

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await openBrowser(['--lang=nl', ...microphoneOf(speechFile(await temporaryFolder(), 60))]);
});
afterAll(() => browser?.close());

/** All of them in their order; those that are not wanted are visited where the next one goes on from them. */
async function walk(open: OpenHouse, places: readonly Place[]): Promise<void> {
  for (const place of places) {
    if (!wanted.test(place.name) && !GOES_ON.test(place.name)) continue;
    const page = open.visitors[place.who];
    try {
      await place.go(page, open.house);
      if (place.who !== 'stranger' && (await page.getByRole('heading', { name: 'Inloggen' }).count()) > 0)
        throw new Error('it is the login page');
      if (wanted.test(place.name))
        for (const showing of SHOWINGS) wrong.push(...(await lookAt(page, place.name, showing, FOLDER)));
    } catch (error) {
      wrong.push(`${place.name}: ${String(error)}`);
      await page.screenshot({ path: join(root, '.build', `tour-${place.name}.png`) });
    }
    for (const complaint of open.complaints())
      if (place.complains?.test(complaint) !== true) wrong.push(`${place.name}: the browser says ${complaint}`);
  }
}

const of = (house: Place['house']) => PLACES.filter((place) => place.house === house);
const any = (house: Place['house']) => of(house).some(({ name }) => wanted.test(name));

it.runIf(any('fresh'))('walks through a house in which nothing was done yet', async () => {
  const before = (place: Place) => place.at === '/eerste-beheerder';
  const open = await freshHouse(browser, (early) => walk(early, of('fresh').filter(before)));
  await walk(
    open,
    of('fresh').filter((place) => !before(place)),
  );
  await open.close();
});

it.runIf(any('lively'))('walks through a house full of examples', async () => {
  const open = await livelyHouse(browser);
  await walk(open, of('lively'));
  await open.close();
});

it('leaves a picture of every place, an index, and nothing else', () => {
  const names = new Set(PLACES.flatMap(({ name }) => SHOWINGS.map((showing) => pictureName(name, showing))));
  for (const file of readdirSync(FOLDER)) if (!names.has(file)) rmSync(join(FOLDER, file));
  const files = readdirSync(FOLDER);
  const bytes = files.reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0);
  writeFileSync(join(FOLDER, 'README.md'), indexOf(PLACES, files.length, bytes));
  expect(wrong).toEqual([]);
  expect(files.sort()).toEqual([...names].sort());
  expect(bytes).toBeLessThan(MOST_BYTES);
});
