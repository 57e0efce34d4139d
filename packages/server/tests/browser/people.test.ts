import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, giveAuthenticator, judge } from './chromium.ts';
import { type Look, type Scene, type Stage, scene, stage } from './visitor.ts';

/** Pictures for docs/, where a run is asked for them. */
const PICTURES = process.env.WOORDELIJK_PICTURES;

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;

describe.runIf(chromiumPath)('the people of an organisation', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    open = await stage();
    if (PICTURES !== undefined) mkdirSync(PICTURES, { recursive: true });
  }, 120_000);
  afterEach(async () => {
    const complaints = here?.complaints ?? [];
    await here?.close();
    await real?.close();
    here = undefined;
    expect(complaints).toEqual([]);
  });
  afterAll(() => open.close());

  const picture = async (page: Page, name: string) => {
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `people-${name}.png`), fullPage: true });
  };
  const come = async (look: Look = {}): Promise<Scene> => {
    real = await realDossier();
    here = await scene(open, { inside: true, dossier: real.dossier, ...look });
    return here;
  };

  it('are invited, join with a passkey on their own device, and see nothing any more from the moment they leave', async () => {
    const { page, base, parts } = await come();
    await page.goto(`${base}/mensen`);
    await page.getByText('Voeg bij Instellingen eerst een organisatie toe.').waitFor();
    await judge(page, 'no organisation');
    await parts.dossier.addOrganisation('Gemeente Oost', 'cli');
    await page.reload();
    await page.getByText('Er zijn nog geen afdelingen.').waitFor();
    await judge(page, 'empty');
    await page.getByLabel('Wat is deze organisatie?').selectOption('gemeente');
    await page.getByLabel('Naam van de afdeling').fill('Wmo');
    await page.getByRole('button', { name: 'Voeg de afdeling toe' }).click();
    await page.getByText('Wmo is toegevoegd.').waitFor();
    const invite = page.getByRole('region', { name: 'Nodig iemand uit' });
    await invite.getByRole('button', { name: 'Maak de uitnodiging' }).click();
    await invite.getByText('Vul dit in.').waitFor();
    await invite.getByLabel('Naam').fill('Medewerker Wmo');
    await invite.getByRole('button', { name: 'Maak de uitnodiging' }).click();
    const link = await invite.locator('code').textContent();
    expect(link).toMatch(/#\/uitnodiging\//);
    await judge(page, 'invited');

    const device = await open.browser.newContext({ viewport: { width: 390, height: 800 } });
    const their = await device.newPage();
    await giveAuthenticator(device, their);
    await their.goto(link!.replace(/^https?:\/\/[^/]+/, base));
    await their.getByText('Medewerker Wmo, u bent uitgenodigd door Gemeente Oost.').waitFor();
    expect(their.url()).toBe(`${base}/uitnodiging`);
    await judge(their, 'welcome');
    await their.getByRole('button', { name: 'Maak een passkey' }).click();
    await their.getByRole('heading', { name: 'Bewaar uw herstelcodes' }).waitFor();
    await their.getByLabel('Ik heb de codes op een veilige plek bewaard').check();
    await their.getByRole('link', { name: 'Naar de gesprekken' }).click();
    await their.getByRole('heading', { name: 'Gesprekken', level: 1 }).waitFor();

    await page.reload();
    const row = page.getByRole('article', { name: 'Medewerker Wmo' });
    await row.getByText('Medewerker · Wmo').waitFor();
    await row.getByRole('button', { name: 'Geef nog een taak' }).click();
    await row.getByLabel('Taak', { exact: true }).selectOption('dpo');
    await row.getByRole('button', { name: 'Geef deze taak' }).click();
    await row.getByText('Functionaris gegevensbescherming (FG) · De hele organisatie').waitFor();
    await judge(page, 'two roles');
    await row.getByRole('button', { name: 'Uit dienst: Medewerker Wmo' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop alle toegang' }).click();
    await page.getByText('Medewerker Wmo heeft geen toegang meer.').waitFor();
    expect(await their.evaluate("fetch('/v1/talks').then(({ status }) => status)")).toBe(401);
    await their.reload();
    await their.getByRole('heading', { name: 'Inloggen' }).waitFor();
    await their.goto(link!.replace(/^https?:\/\/[^/]+/, base));
    await their.getByText('Deze uitnodiging werkt niet').waitFor();
    await judge(their, 'used');
    await device.close();
  });

  it('that can be asked about privacy stand on a list, at phone width and in the dark too', async () => {
    const { page, base, parts } = await come({ width: 390, dark: true });
    await parts.dossier.addOrganisation('Gemeente Oost', 'cli');
    await page.goto(`${base}/mensen`);
    const card = page.getByRole('region', { name: 'Wie helpt bij privacyvragen?' });
    await card.getByText('Er staat nog niemand.').waitFor();
    await card.getByLabel('Rol').selectOption('dpo');
    await card.getByLabel('Naam of naam van het team').fill('Bureau FG');
    await card.getByLabel('Telefoon of e-mail').fill('fg@oost.example');
    await card.getByRole('button', { name: 'Voeg toe' }).click();
    await card.getByText('Bureau FG, fg@oost.example').waitFor();
    await judge(page, 'contact');
    await card.getByRole('button', { name: 'Haal weg: Bureau FG' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Haal weg' }).click();
    await card.getByText('Er staat nog niemand.').waitFor();
  });

  it('hang up signs, note where one was missing, keep photos of them, and give letters a head', async () => {
    const { page, base, parts } = await come({ width: 390 });
    await parts.dossier.addOrganisation('Gemeente Oost', 'cli');
    const save = async (name: string) => {
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name }).click();
      return readFileSync(await (await download).path(), 'utf8');
    };
    await page.goto(`${base}/privacy`);
    const signs = page.getByRole('region', { name: 'Bordjes' });
    await signs.getByLabel('Waar hangt het?').fill('Balie stadhuis');
    await signs.getByLabel('Wat staat erop?').fill('Hier worden gesprekken opgenomen.');
    await signs.getByRole('button', { name: 'Leg het bordje vast' }).click();
    await signs.getByText('Sinds').waitFor();
    expect(await save('Bordje om te printen: Balie stadhuis')).toContain('Hier worden gesprekken opgenomen.');

    // A photo: not any file, and back as it came.
    const photo = await page.screenshot();
    await signs.getByText('Foto of scan toevoegen').click();
    const choose = signs.getByLabel('Kies een foto of scan van: Balie stadhuis');
    await choose.setInputFiles({ name: 'bordje.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('geen foto') });
    await signs.getByText('Dit is geen foto of scan').waitFor();
    await expect.poll(() => here!.complaints.splice(0)).toEqual([expect.stringContaining('415')]);
    await judge(page, 'no photo, 390 px');
    await choose.setInputFiles({ name: 'bordje.png', mimeType: 'image/png', buffer: photo });
    const shown = signs.getByRole('img', { name: 'Foto of scan 1: Balie stadhuis' });
    await shown.scrollIntoViewIfNeeded();
    const width = () => shown.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
    await expect.poll(width).toBeGreaterThan(0);
    const download = page.waitForEvent('download');
    await signs.getByRole('link', { name: 'Bewaar Foto of scan 1: Balie stadhuis' }).click();
    expect(readFileSync(await (await download).path())).toEqual(photo);

    // A visitor saw none; the sheet of the place says so.
    const seen = page.getByRole('region', { name: 'Was het bordje te zien?' });
    await seen.getByRole('button', { name: 'Leg vast wat er te zien was' }).click();
    await seen.getByText('Vul dit in.').waitFor();
    await seen.getByLabel('Welke plek?').fill('Balie stadhuis');
    await seen.getByLabel('Er hing geen bordje').check();
    await seen.getByLabel('Gemeld door een bezoeker').check();
    await seen.getByLabel('Wat valt er nog over te zeggen?').fill('De deur werd geverfd.');
    await seen.getByRole('button', { name: 'Leg vast wat er te zien was' }).click();
    await seen.locator('strong', { hasText: 'Er hing geen bordje' }).waitFor();
    const sheet = await save('Feitenblad om te printen: Balie stadhuis');
    for (const said of [
      'Er hing geen bordje',
      'De deur werd geverfd.',
      createHash('sha256').update(photo).digest('hex'),
    ])
      expect(sheet).toContain(said);
    await judge(page, 'signs, 390 px');
    await picture(page, 'signs');
    await signs.getByRole('button', { name: 'Vernietig Foto of scan 1: Balie stadhuis' }).click();
    await signs.getByRole('button', { name: 'Vernietig dit bestand' }).click();
    await signs.getByText('Vul dit in.').waitFor();
    await signs.getByLabel('Waarom vernietigt u dit bestand?').fill('Er loopt iemand door het beeld.');
    await signs.getByRole('button', { name: 'Vernietig dit bestand' }).click();
    await signs.getByText('Foto of scan 1: Balie stadhuis: vernietigd op').waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await judge(page, 'signs, 1280 px, in the dark');
    await picture(page, 'signs-wide');

    // The head of letters: too large a logo is refused here, a good one stands on the next sheet.
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${base}/instellingen`);
    const head = page.getByRole('region', { name: 'Brieven' });
    await head.getByLabel('Adres, elke regel apart').fill('Postbus 1\n1000 AA Oost');
    const logo = (buffer: Buffer) =>
      head.getByLabel('Logo').setInputFiles({ name: 'l.png', mimeType: 'image/png', buffer });
    await logo(Buffer.alloc(50_000));
    await head.getByText('Dit bestand is groter dan 40 kB.').waitFor();
    await judge(page, 'letterhead, 1280 px');
    await logo(await head.getByRole('button', { name: 'Bewaar het briefhoofd' }).screenshot());
    await head.getByLabel('Formeel: Geachte heer of mevrouw').check();
    await head.getByRole('button', { name: 'Bewaar het briefhoofd' }).click();
    await head.getByText('Bewaard. Nieuwe brieven zien er zo uit.').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await judge(page, 'letterhead, 390 px');
    await picture(page, 'letterhead');
    await page.goto(`${base}/privacy`);
    const headed = await save('Feitenblad om te printen: Balie stadhuis');
    for (const said of ['Postbus 1', 'data:image/png']) expect(headed).toContain(said);
  });
});
