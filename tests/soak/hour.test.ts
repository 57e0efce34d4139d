/**
 * One long recording (an hour; SOAK_MINUTES changes it): memory of page, worker and server stays flat, nothing is missing,
 * the device keeps up with what it must deliver. Part of `npm run soak`, not of `npm test`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { microphoneOf, openAlone } from '../../packages/server/tests/browser/chromium.ts';
import { startProduct, storedTalks, temporaryFolder } from '../system/product.ts';
import { recordedLines } from '../system/recorded-line.ts';
import { heard, logIn, speechFile, startRecording, stopRecording } from '../system/recorder-page.ts';
import { compare, samplesIn, withoutGaps } from '../system/sound-compare.ts';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 60);
/** What is needed to warm up does not count. */
const SETTLED = 5;
const MAY_GROW_MB = 60;

interface Memory {
  readonly total: number;
  readonly kinds: Record<string, number>;
}

/**
 * Megabytes that a process and all below it have for themselves, by kind of process. Pages of files are not counted: they
 * belong to the system's cache, and the fed microphone reads one of hundreds of megabytes.
 */
function memory(pid: number): Memory {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      parents.set(Number(entry), Number(readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]));
    } catch {
      // it ended meanwhile
    }
  }
  let total = 0;
  const kinds: Record<string, number> = {};
  for (const one of parents.keys()) {
    let up: number | undefined = one;
    while (up !== undefined && up !== pid) up = parents.get(up);
    if (up !== pid) continue;
    try {
      const words = readFileSync(`/proc/${one}/cmdline`, 'utf8').split(/[\0 ]/); // those of a zygote are one text
      const kind = words
        .filter((word) => /^--(type|utility-sub-type)=/.test(word))
        .map((word) => word.replace(/^.*[=.]/, ''))
        .join(' ');
      const own =
        Number(/^Pss_Anon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))![1]) * 1.024e-3;
      kinds[kind || 'main'] = Math.round((kinds[kind || 'main'] ?? 0) + own);
      total += own;
    } catch {
      // it ended meanwhile
    }
  }
  return { total: Math.round(total), kinds };
}

it(`records ${MINUTES} minutes with flat memory and nothing missing`, {
  timeout: (MINUTES + 30) * 60_000,
}, async () => {
  const folder = await temporaryFolder();
  const product = await startProduct(join(folder, 'data'));
  await recordedLines(product.client);
  const speech = speechFile(folder, 60 * MINUTES + 60);
  const alone = await openAlone(join(folder, 'profile'), microphoneOf(speech));
  const first = await alone.attach();
  const { page: starting } = await logIn(product, first.contexts()[0]!);
  await startRecording(starting);
  await first.close();
  const seen: { minute: number; browser: Memory; server: Memory }[] = [];
  for (let minute = 1; minute <= MINUTES; minute++) {
    await new Promise((later) => setTimeout(later, 60_000));
    seen.push({ minute, browser: memory(alone.pid), server: memory(product.process.pid!) });
    console.log(JSON.stringify(seen.at(-1)));
  }
  const last = await alone.attach();
  const page = last
    .contexts()[0]!
    .pages()
    .find((one) => one.url().includes('/opnemen'))!;
  console.log((await page.locator('.w-clocks dd').allTextContents()).join(' / '));
  await stopRecording(page, 120_000);
  const [talk] = await storedTalks(product.client, 1);
  const { samples, interruptions } = await heard(product, talk!.id);
  const found = compare(samplesIn(speech), withoutGaps(samples, interruptions));
  console.log(JSON.stringify({ ...found, told: interruptions }));
  expect({ moved: found.moved, lost: found.lost }).toEqual({ moved: [], lost: [] });
  expect(Math.abs(found.driftMs)).toBeLessThanOrEqual(20);
  const [from, to] = [seen[Math.min(SETTLED, seen.length - 1)]!, seen.at(-1)!];
  expect(to.browser.total - from.browser.total).toBeLessThan(MAY_GROW_MB);
  expect(to.server.total - from.server.total).toBeLessThan(MAY_GROW_MB);
  expect(await product.client.checkSeal({ params: { talkId: talk!.id } })).toMatchObject({ state: 'intact' });
  await last.close();
  alone.end();
  expect(await product.stop()).toBe(0);
});
