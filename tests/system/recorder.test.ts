/** The recorder in the browser: what a microphone heard ends sealed on the server, packet for packet. */
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, microphoneOf, openProfile } from '../../packages/server/tests/browser/chromium.ts';
import { type Product, startProduct, storedTalks, temporaryFolder } from './product.ts';
import { logIn, speechFile, startRecording, stopRecording } from './recorder-page.ts';

if (chromiumPath === undefined && process.env.CI)
  throw new Error('These tests need Chromium: apt-get install chromium');

describe.skipIf(chromiumPath === undefined)('the recorder in the browser', () => {
  let product: Product;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    const folder = await temporaryFolder();
    product = await startProduct(join(folder, 'data'));
    context = await openProfile(join(folder, 'profile'), microphoneOf(speechFile(folder, 120)));
    ({ page } = await logIn(product, context));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
  }, 240_000);
  afterAll(async () => {
    await context?.close();
    expect(await product?.stop()).toBe(0);
  });

  it('records, delivers, seals, plays and verifies', async () => {
    await startRecording(page);
    await page.waitForTimeout(5_000);
    await stopRecording(page);
    const [talk] = await storedTalks(product.client, 1);
    expect(talk).toMatchObject({ source: 'browser', state: 'stored', ending: 'stopped' });
    expect(talk!.parties.map(({ name }) => name)).toEqual(['Klantmanager', 'Inwoner']);
    const params = { params: { talkId: talk!.id } };
    expect(await product.client.checkSeal(params)).toMatchObject({ state: 'intact' });
    const sound = await product.client.playSound(params);
    const wav = Buffer.from(await sound.arrayBuffer());
    expect(wav.readUInt32LE(24)).toBe(48_000);
    expect(wav.length).toBeGreaterThan(44 + 2 * 48_000 * 5);
    const acts = (await product.client.listLedger(params)).items.map(({ act }) => act);
    expect(acts.slice(0, 3)).toEqual(['talk.begun', 'gate.passed', 'upload.opened']);
    expect(complaints).toEqual([]);
  });
});
