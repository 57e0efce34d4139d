import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, judge } from './chromium.ts';
import { type Look, type Scene, type Stage, scene, stage } from './visitor.ts';

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;

describe.runIf(chromiumPath)('the office’s pages about rules', { timeout: 120_000 }, () => {
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

  it('own rules: from a copy to a public page, at phone width and in the dark too', async () => {
    const { page, base, parts } = await come({ width: 390, dark: true });
    await page.goto(`${base}/eigen-regels`);
    await page.getByText('Voeg bij Instellingen eerst een organisatie toe.').waitFor();
    await judge(page, 'no organisation');
    await parts.dossier.addOrganisation('Gemeente Oost', 'cli');
    await page.reload();
    await page.getByText('heeft nog geen eigen regels').waitFor();
    await judge(page, 'no rules');
    await page.getByLabel('Begin met de regels van').selectOption({ label: "Gemeente 's-Hertogenbosch" });
    const video = page.getByLabel('Deze organisatie staat geen beeldopname van een gesprek toe.').first();
    await video.and(page.locator(':checked')).waitFor();
    await page.getByRole('button', { name: 'Neem deze regels aan' }).click();
    await expect.poll(() => page.getByText('Vul dit in.').count()).toBe(3);
    await judge(page, 'missing');
    expect(await page.getByLabel('Korte naam').inputValue()).toBe('gemeente-oost');
    await page.getByLabel('Vastgesteld door').fill('college');
    await page.getByLabel('Gepubliceerd in').fill('de website');
    await page.getByLabel('Webadres van de publicatie').fill('javascript:alert(1)');
    const adopt = async () => {
      await page.getByRole('button', { name: 'Neem deze regels aan' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Neem deze regels aan' }).click();
    };
    await adopt();
    await page.getByText('cell link').waitFor();
    expect(here!.complaints.splice(0).every((text) => text.includes('422'))).toBe(true);
    await page.getByLabel('Webadres van de publicatie').fill('https://oost.example/spelregels');
    await adopt();
    await page.getByText('De regels zijn aangenomen.').waitFor();
    await page.getByText('6 eigen regels').waitFor();
    await judge(page, 'adopted');
    await page.getByRole('link', { name: 'Openbare pagina' }).click();
    await page.getByRole('heading', { name: 'Gesprekken opnemen bij Gemeente Oost' }).waitFor();
    await page.getByText('Niet toegestaan volgens de regels van deze organisatie; niet strafbaar.').waitFor();
    await judge(page, 'public page');
  });

  it('questions: one is answered for all, the next is referred to it, a third is closed', async () => {
    const { page, base, parts } = await come();
    await page.goto(`${base}/vragen`);
    await page.getByText('Er is nog geen vraag gesteld.').waitFor();
    await judge(page, 'no questions');
    const { questions } = parts.dossier;
    const { secret } = await questions.ask('Mag ik mijn gesprek met Jansje van het loket opnemen?');
    await page.reload();
    await page.getByRole('button', { name: 'Verstuur antwoord' }).click();
    await page.getByText('Vul dit in.').waitFor();
    await judge(page, 'open');
    await page.getByLabel('Uw antwoord').fill('Ja, als u het vooraf zegt.');
    await page.getByLabel('De vraag zoals iedereen die leest').fill('Mag ik mijn gesprek opnemen?');
    await page.getByRole('button', { name: 'Verstuur antwoord' }).click();
    await page.getByText('Het antwoord is verstuurd.').waitFor();
    await questions.ask('Mag een opname?');
    await questions.ask('Hoe laat is het?');
    await page.reload();
    const one = (text: string) => page.locator('article', { hasText: text });
    await one('Mag een opname?').getByRole('button', { name: 'Dit antwoord is er al' }).click();
    await one('Mag een opname?').getByRole('button', { name: 'Verwijs', exact: true }).click();
    await page.getByText('Verwezen naar een eerder antwoord').waitFor();
    await one('Hoe laat').getByRole('button', { name: 'Sluit zonder antwoord' }).click();
    await one('Hoe laat').getByLabel('Waarom sluit u deze vraag?').fill('Dit gaat niet over opnemen.');
    await one('Hoe laat').getByRole('button', { name: 'Sluit de vraag' }).click();
    await page.getByText('De vraag is gesloten.').waitFor();
    await page.getByText('Er zijn geen open vragen.').waitFor();
    await judge(page, 'all settled');
    expect(JSON.stringify(await questions.published())).not.toContain('Jansje');
    expect(await questions.asked(secret)).toMatchObject({ answer: 'Ja, als u het vooraf zegt.' });
  });
});
