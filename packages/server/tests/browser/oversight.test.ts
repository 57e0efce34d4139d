/** Oversight, quality monitoring and documents, as a manager and who looks after privacy see them; the menu by keyboard. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chunk, newTalk } from '../../../dossier/tests/house.ts';
import { planContent, putInOrder } from '../../../dossier/tests/in-order.ts';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, judge } from './chromium.ts';
import { type Scene, type Stage, scene, stage } from './visitor.ts';

const LINE = 'sip:+999800100@pbx.example';
const asking = { actor: 'cli' } as const;

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;

describe.runIf(chromiumPath)('oversight', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    open = await stage();
  }, 120_000);
  afterEach(async () => {
    const complaints = (here?.complaints ?? []).filter((one) => !one.includes('403 (Forbidden)')); // a refusal that was asked for
    await here?.close();
    await real?.close();
    expect(complaints).toEqual([]);
  });
  afterAll(() => open.close());

  /** An organisation that looks at how its talks go, with one of them. */
  async function office(dossier: RealDossier['dossier']): Promise<void> {
    const { id } = await dossier.addOrganisation('Bedrijf Voorbeeld', 'cli');
    const department = await dossier.staff.addDepartment(id, 'Klantenservice', asking);
    await dossier.addLine(id, LINE, 'cli', department.id);
    const [purpose] = planContent('organisatie').purposes;
    const words = { nl: 'om te leren hoe wij u beter kunnen helpen', en: 'to learn how we can help you better' };
    const purposes = [{ ...purpose!, goal: 'kwaliteit', words, roles: ['manager'] as const }];
    const today = new Date().toISOString().slice(0, 10);
    await putInOrder(dossier, id, today, { sector: 'organisatie', purposes: purposes as never });
    const talk = newTalk({ time: Date.now() } as never, { lines: [LINE] });
    const { recordingId } = await dossier.recordings.begin(talk);
    await dossier.recordings.append(recordingId, chunk(talk.startedAt, 1, { from: 0 }));
    await dossier.recordings.end(recordingId, 'bye', talk.startedAt + 1e6);
    await dossier.settled();
  }

  it('says what is in order; chance draws a talk, a person fills in its card; all documents are at hand', async () => {
    real = await realDossier();
    await office(real.dossier);
    here = await scene(open, { inside: true, dossier: real.dossier });
    const { page, base } = here;
    const button = (name: string) => page.getByRole('button', { name });
    const at = async (width: number, name: string) => {
      await page.setViewportSize({ width, height: 900 });
      await judge(page, `${name}, ${width} px`);
    };

    await page.goto(base);
    await button('Menu').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Toezicht' }).waitFor();
    await at(390, 'menu');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('link', { name: 'Toezicht' }).isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Menu');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Toezicht' }).click();
    await page.getByText('1 plan loopt.').waitFor();
    await page.getByRole('heading', { name: 'Wat mensen besloten' }).waitFor();
    await page.getByText('Advies over een opnameplan').waitFor();
    await at(1280, 'oversight');
    await at(390, 'oversight');

    await page.goto(`${base}/kwaliteit`);
    await button('Stel het protocol vast').click();
    await page.getByLabel('Waar kijkt u naar?').fill('Luistert uit\nVat de afspraken samen');
    await page.getByLabel('Waarvoor gebruikt u de kaarten, en waarvoor niet?').fill('Om te leren.');
    await page.getByLabel('Wat zei de ondernemingsraad?').fill('Ingestemd op 1 november.');
    await page.getByLabel('Uw naam').fill('Teamleider');
    await page.getByLabel('Software herkent gevoelens in de stem').check();
    await button('Stel het protocol vast').click();
    await page.getByText('AI-verordening artikel 5 lid 1 onder f').waitFor();
    await at(390, 'protocol refused');
    await page.getByLabel('Een mens luistert en vult de kaart in').check();
    await button('Stel het protocol vast').click();
    await page.getByText('Er is nog niet geloot.').waitFor();
    await page.getByLabel('Hoeveel gesprekken?').fill('1');
    await button('Loot gesprekken').click();
    await page.getByText('1 van 1 gesprekken.').waitFor();
    await at(1280, 'quality');
    await page.getByRole('link', { name: 'Gesprek 1' }).click();
    const card = page.getByRole('region', { name: 'Kwaliteit van dit gesprek' });
    await card.getByLabel('Gaat goed').first().check();
    await card.getByRole('button', { name: 'Sla de kaart op' }).click();
    await card.getByText('Kies een antwoord.').waitFor();
    await card.getByLabel('Kan beter').last().check();
    await card.getByRole('button', { name: 'Sla de kaart op' }).click();
    await card.getByLabel('Wat vindt u van deze kaart?').fill('Dat klopt, ik vat het voortaan samen.');
    await card.getByRole('button', { name: 'Verstuur het antwoord' }).click();
    await card.getByText('Dat klopt, ik vat het voortaan samen.').waitFor();
    await at(390, 'card');

    const absent = page.getByRole('region', { name: 'Wie wordt besproken en was er niet bij?' });
    await absent.getByText('Leg iemand vast').click();
    await absent.getByLabel('Wie is het?').fill('de buurvrouw');
    await absent.getByLabel('Wat voor gegevens zijn het?').fill('Gezondheid.');
    await absent.getByLabel('Waar in de opname?').fill('1:20');
    await absent.getByLabel('Uw naam').fill('Teamleider');
    await absent.getByRole('button', { name: 'Leg vast' }).click();
    await absent.getByText('Schrijf elk stuk als 1:20–1:55').waitFor();
    await absent.getByLabel('Waar in de opname?').fill('0:00–0:01');
    await absent.getByRole('button', { name: 'Leg vast' }).click();
    await absent.getByText('Beslis of deze persoon het hoort.').waitFor();
    await absent.getByText('Beslis', { exact: true }).click();
    await absent.getByLabel('Nee, er geldt een uitzondering').check();
    await absent.getByLabel('Welke uitzondering?').selectOption('impairs');
    await at(390, 'who is talked about');
    await absent.getByLabel('Ja, wij vertellen het').check();
    await absent.getByLabel('Waarom?').first().fill('Zij weet het niet.');
    await absent.getByLabel('Uw naam').first().fill('Teamleider');
    await absent.getByRole('button', { name: 'Neem deze beslissing' }).click();
    const letter = absent.getByRole('link', { name: 'Brief aan deze persoon als Word' });
    const [notice] = await Promise.all([page.waitForEvent('download'), letter.click()]);
    expect(notice.suggestedFilename()).toMatch(/^bericht-.*\.docx$/);
    await page.goto(`${base}/verzoeken`);
    await page.getByText('Moet het nog horen.').waitFor();
    await at(1280, 'requests, with who must be told');

    await page.goto(`${base}/ondernemingsraad`);
    await page.getByText('De ondernemingsraad heeft ingestemd').waitFor();
    await page.getByText('Vat de afspraken samen').waitFor();
    await page.getByText('Geen getal gaat over één medewerker.').waitFor();
    await page.getByText('te weinig om te noemen').first().waitFor();
    await at(1280, 'works council');
    await at(390, 'works council');

    await page.goto(`${base}/documenten`);
    const form = page.getByRole('link', { name: 'Word: Richtlijn kwaliteitsmonitoring' });
    const [file] = await Promise.all([page.waitForEvent('download'), form.click()]);
    expect(file.suggestedFilename()).toBe('quality-guideline.docx');
    await page.getByText('Hulp bij deze pagina').click();
    await page.getByText('Elk formulier kunt u bekijken of in Word openen.').waitFor();
    await at(1280, 'documents');
    await at(390, 'documents');
  });
});
