import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, giveAuthenticator, judge } from './chromium.ts';
import { type Look, type Scene, type Stage, scene, stage } from './visitor.ts';

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;

describe.runIf(chromiumPath)('the people of an organisation', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    open = await stage();
  }, 120_000);
  afterEach(async () => {
    const complaints = here?.complaints ?? [];
    await here?.close();
    await real?.close();
    here = undefined;
    expect(complaints).toEqual([]);
  });
  afterAll(() => open.close());

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
});
