/** What the recorder promises: nothing missing, doubled or moved, whatever happens to browser, server, network or login. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, microphoneOf, openProfile } from '../../packages/server/tests/browser/chromium.ts';
import { type Product, startProduct, storedTalks, temporaryFolder } from './product.ts';
import { recordedLines } from './recorded-line.ts';
import {
  browserOf,
  heard,
  logIn,
  logInAgain,
  portsOf,
  speechFile,
  startRecording,
  stopRecording,
} from './recorder-page.ts';
import { compare, samplesIn, withoutGaps } from './sound-compare.ts';

/** `npm run soak` runs these longer. */
const SOAK = process.env.SOAK === '1';
const CALM_S = SOAK ? 1_800 : 120;
const BUSY_S = SOAK ? 600 : 40;
const OUTAGE_S = SOAK ? 300 : 12;
const KILLS = SOAK ? 30 : 5;
/** Seconds that one kill of the browser may cost. */
const MOST_LOST = 0.2;

describe.skipIf(chromiumPath === undefined)('the recorder, whatever happens', () => {
  let folder: string;
  let product: Product;
  let context: BrowserContext;
  let page: Page;
  let speech: string;
  let codes: string[];
  const profile = () => join(folder, 'profile');
  let seen = 0;

  beforeAll(async () => {
    folder = await temporaryFolder();
    product = await startProduct(join(folder, 'data'));
    await recordedLines(product.client);
    speech = speechFile(folder, CALM_S + 60);
    context = await openProfile(profile(), microphoneOf(speech));
    ({ page, codes } = await logIn(product, context));
  }, 240_000);
  afterAll(async () => {
    await context?.close();
    expect(await product?.stop()).toBe(0);
  });

  /** The talk that was recorded last. */
  const last = async () => {
    seen += 1;
    return (await storedTalks(product.client, seen))[0]!;
  };
  const report = (name: string, found: object) => console.log(`${name}: ${JSON.stringify(found)}`);
  const judge = async (name: string) => {
    const talk = await last();
    const { samples, interruptions } = await heard(product, talk.id);
    const { moved, lost, ...rest } = compare(samplesIn(speech), withoutGaps(samples, interruptions));
    report(name, { ...rest, moved, lost, told: interruptions });
    expect({ moved, lost }).toEqual({ moved: [], lost: [] });
    expect(interruptions.every(({ kind }) => kind === 'gap')).toBe(true);
    expect(Math.abs(rest.driftMs)).toBeLessThanOrEqual(20);
    expect(rest.frames).toBeGreaterThan(10);
    return { talk, samples, ...rest };
  };

  it(`misses and doubles nothing in ${CALM_S} seconds`, { timeout: (CALM_S + 240) * 1_000 }, async () => {
    await startRecording(page);
    const from = performance.now();
    await page.waitForTimeout(CALM_S * 1_000);
    const seconds = (performance.now() - from) / 1_000;
    await stopRecording(page);
    const { samples } = await judge('calm');
    expect(samples.length / 8_000).toBeGreaterThan(seconds);
    const [talk] = await storedTalks(product.client, 1);
    expect(await product.client.checkSeal({ params: { talkId: talk!.id } })).toMatchObject({ state: 'intact' });
  });

  it(`neither while the machine is busy, for ${BUSY_S} seconds`, { timeout: (BUSY_S + 120) * 1_000 }, async () => {
    await startRecording(page);
    const busy = Array.from({ length: availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for(;;){}'], { stdio: 'ignore' }),
    );
    await page.waitForTimeout(BUSY_S * 1_000);
    for (const child of busy) child.kill('SIGKILL');
    await stopRecording(page);
    await judge('busy');
  });

  it('loses nothing when the server is killed, hangs, and the login ends meanwhile', {
    timeout: (3 * OUTAGE_S + 180) * 1_000,
  }, async () => {
    await startRecording(page);
    await page.waitForTimeout(4_000);
    await product.kill();
    await page.waitForTimeout(OUTAGE_S * 1_000);
    await page.getByText('U hebt nu geen verbinding.').first().waitFor();
    product = await startProduct(product.data, [], {}, portsOf(product));
    await page.waitForTimeout(3_000);
    product.process.kill('SIGSTOP'); // a network that swallows everything
    await page.waitForTimeout(OUTAGE_S * 1_000);
    product.process.kill('SIGCONT');
    await context.clearCookies();
    await page.waitForTimeout(3_000);
    await stopRecording(page, 120_000);
    await judge('server killed, hanging, login ended');
    expect(await context.cookies()).toEqual([]);
  });

  it(`a kill of the browser costs at most ${MOST_LOST} s of sound (${KILLS} kills)`, {
    timeout: (KILLS * 40 + 120) * 1_000,
  }, async () => {
    const origin = new URL(page.url()).origin;
    await context.clearCookies();
    await logInAgain(page, codes[0]!);
    await startRecording(page);
    const kills: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      await page.waitForTimeout(2_500 + Math.random() * 2_000);
      const pid = browserOf(profile());
      kills.push(Date.now());
      process.kill(pid, 'SIGKILL');
      await context.close().catch(() => undefined);
      context = await openProfile(profile(), microphoneOf(speech));
      page = context.pages()[0] ?? (await context.newPage());
      await page.goto(`${origin}/opnemen`);
      await page.getByRole('button', { name: 'Ga door met opnemen' }).click();
      await page.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
    }
    await page.waitForTimeout(2_000);
    await stopRecording(page);
    const talk = await last();
    const startedAt = Date.parse(talk.startedAt);
    const { items } = await product.client.listInterruptions({ params: { talkId: talk.id } });
    const gaps = items.filter(({ kind }) => kind === 'gap');
    expect(gaps).toHaveLength(KILLS);
    const lost = kills.map((at, i) => (at - startedAt - gaps[i]!.fromMs) / 1_000).sort((a, b) => a - b);
    report('lost by a kill, seconds', {
      kills: KILLS,
      least: lost[0],
      median: lost[Math.floor(lost.length / 2)],
      most: lost.at(-1),
      all: lost,
    });
    expect(lost.at(-1)).toBeLessThanOrEqual(MOST_LOST);
    const { items: moments } = await product.client.listMoments({ params: { talkId: talk.id } });
    expect(moments.filter(({ kind }) => kind === 'restarted')).toHaveLength(KILLS);
    expect(await product.client.checkSeal({ params: { talkId: talk.id } })).toMatchObject({ state: 'intact' });
  });
});
