/** The pages as a person meets them: the product itself, a browser, a passkey, and a real call. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCaller } from '@woordelijk/telephony/caller';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { putInOrder } from '../../packages/cli/src/demo-plan.ts';
import { chromiumPath, giveAuthenticator, judge, openBrowser } from '../../packages/server/tests/browser/chromium.ts';
import { type Product, root, startProduct, storedTalks, temporaryFolder, unzip } from './product.ts';

if (chromiumPath === undefined && process.env.CI)
  throw new Error('These tests need Chromium: apt-get install chromium');
if (chromiumPath === undefined)
  console.warn('\n*** SKIPPED: the pages of the product need Chromium (apt-get install chromium). ***\n');

const SECONDS = 10; // the page shows it while it lasts
const WIDTHS = [1280, 390];

describe.skipIf(chromiumPath === undefined)('the pages of the product', () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the browser complained about: errors, refused styles and scripts. */
  const complaints: string[] = [];

  beforeAll(async () => {
    product = await startProduct(await temporaryFolder());
    browser = await openBrowser();
    context = await browser.newContext({ acceptDownloads: true, locale: 'nl-NL' });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await giveAuthenticator(context, page);
  });
  afterEach(() => expect(complaints.splice(0)).toEqual([]));
  afterAll(async () => {
    await browser?.close();
    expect(await product?.stop()).toBe(0);
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string, level?: number) =>
    page.getByRole('heading', { name, ...(level === undefined ? {} : { level }) });
  const judgeAtAllWidths = async (name: string) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await judge(page, `${name}, ${width} px`);
    }
  };

  let link: string;
  let codes: string[];
  it('the link that the server printed makes the first administrator, once', async () => {
    link = /http\S+#\/eerste-beheerder\/\S+/.exec(product.output())![0];
    await page.goto(link);
    await heading('Word de eerste beheerder').waitFor();
    expect(page.url()).not.toContain(link.split('/').at(-1)!);
    await judgeAtAllWidths('first administrator');
    await page.getByLabel('Uw naam').fill('Beheerder');
    await button('Maak een passkey').click();
    await heading('Bewaar uw herstelcodes').waitFor();
    codes = await page.locator('.w-codes code').allTextContents();
    expect(codes).toHaveLength(10);
    await judgeAtAllWidths('recovery codes');
    await page.getByLabel('Ik heb de codes op een veilige plek bewaard').check();
    await page.getByRole('link', { name: 'Naar de gesprekken' }).click();
    await heading('Er zijn nog geen gesprekken').waitFor();
    await judgeAtAllWidths('empty list');
  });

  it('the link is dead from then on, for the page and for whoever keeps its token', async () => {
    const elsewhere = await browser.newContext({ locale: 'nl-NL' });
    const other = await elsewhere.newPage();
    await other.goto(link);
    await other.getByRole('heading', { name: 'Er is al een beheerder' }).waitFor();
    expect(await other.getByLabel('Uw naam').count()).toBe(0);
    const token = link.split('/').at(-1)!;
    const post = (path: string, data: object) =>
      elsewhere.request.post(`${new URL(link).origin}/v1/${path}`, { headers: { 'woordelijk-request': '1' }, data });
    const begun = await post('administrators/options', { token, name: 'Tweede' });
    expect([begun.status(), (await begun.json()).code]).toEqual([409, 'administrator-exists']);
    const made = await post('administrators', { token, ceremony: 'x'.repeat(24), response: {} });
    expect(made.ok()).toBe(false);
    await elsewhere.close();
    await expect(product.client.makeAdministratorLink()).rejects.toMatchObject({ code: 'administrator-exists' });
  });

  it('a call shows while it lasts, then plays, is checked, and is handed out exactly as it was sent', async () => {
    const voices = join(root, 'packages/cli/voices');
    const [desk, resident] = await Promise.all(
      ['medewerker', 'inwoner'].map(async (name) =>
        (await readFile(join(voices, `${name}.al`))).subarray(0, 8000 * SECONDS),
      ),
    );
    const demo = (await product.client.listOrganisations()).items.find(({ kind }) => kind === 'demo')!;
    await putInOrder(product.client, demo.id, 'gemeente');
    const caller = await openCaller({ sip: product.sip, now: () => performance.now(), random: Math.random });
    const call = caller.placeCall({
      headers: [{ name: 'x-woordelijk-demo', value: 'yes' }],
      legs: [
        { label: '1', codec: 'PCMA', payload: desk!, aor: 'sip:+999201234567@gemeente.example', name: 'Balie' },
        { label: '2', codec: 'PCMA', payload: resident!, aor: 'tel:+999612345678', name: 'Inwoner' },
      ],
    });
    const card = page.locator('.w-live-card');
    await card.waitFor();
    await card.getByText('Balie').first().waitFor();
    await expect
      .poll(() => card.getByRole('meter').evaluateAll((all) => all.map((m) => Number(m.getAttribute('aria-valuenow')))))
      .toSatisfy((levels: number[]) => levels.length === 2 && levels.some((level) => level > 0));
    await judgeAtAllWidths('list with a call');
    expect((await call).ending).toBe('played');
    await caller.close();
    await card.waitFor({ state: 'detached' });
    await page.locator('.w-talks-row a').first().click();

    await heading('Luisteren').waitFor();
    const slider = page.getByRole('slider', { name: 'Plaats in het gesprek' });
    await slider.waitFor();
    expect(await slider.inputValue()).toBe('0');
    await button('Afspelen').click();
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThanOrEqual(2);
    await button('Controleer nu').click();
    await page.getByText('Ongewijzigd sinds deze server het ondertekende', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Exacte kopie downloaden' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^gesprek-\d{4}-\d\d-\d\d-\w{8}-legs\.zip$/);
    const files = await unzip(await readFile(await download.path()));
    expect(files.get('1.alaw')!.equals(desk!)).toBe(true);
    expect(files.get('2.alaw')!.equals(resident!)).toBe(true);
    await page.getByText('U luisterde naar dit gesprek.').waitFor();
    await page.getByText('U maakte een kopie (exacte kopie).').waitFor();
    await judgeAtAllWidths('talk');
    const [talk] = await storedTalks(product.client, 1);
    expect(page.url()).toContain(talk!.id);
  });

  it('settings and about', async () => {
    const { id } = await product.client.makeAccessToken({ body: { name: 'Nachtexport' } });
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Instellingen' }).click();
    await button('Trek in: Nachtexport').waitFor();
    await judgeAtAllWidths('settings');
    await button('Trek in: Nachtexport').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Trek het token in' }).click();
    await page.getByText('Nachtexport is ingetrokken.').waitFor();
    expect((await product.client.listAccessTokens()).items).toMatchObject([{ id, state: 'revoked' }]);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Over', exact: true }).click();
    await page.locator('.w-about').waitFor();
    await judgeAtAllWidths('about');
  });

  it('who logs out comes back with the passkey, and with a recovery code', async () => {
    await page.getByRole('link', { name: 'Gesprekken' }).first().click();
    await button('Uitloggen').click();
    await button('Log in met passkey').waitFor();
    await judgeAtAllWidths('login');
    await button('Log in met passkey').click();
    await heading('Gesprekken', 1).waitFor();
    await judgeAtAllWidths('list');
    await button('Uitloggen').click();
    await button('Gebruik een herstelcode').click();
    await judgeAtAllWidths('recovery');
    const code = codes[4]!;
    await page.getByLabel('Herstelcode').fill(code);
    await button('Log in met herstelcode').click();
    await heading('Gesprekken', 1).waitFor();
    await page.locator('.w-talks-row').waitFor();
    await button('Uitloggen').click();
    await button('Gebruik een herstelcode').click();
    await page.getByLabel('Herstelcode').fill(code); // used up
    await button('Log in met herstelcode').click();
    await page.getByText('De herstelcode klopt niet').waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining('401')]); // the browser notes the refusal itself
  });
});
