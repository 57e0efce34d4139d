/** Keeping and destroying, as the archivist of an office sees it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chunk, newTalk } from '../../../dossier/tests/house.ts';
import { putInOrder } from '../../../dossier/tests/in-order.ts';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, judge } from './chromium.ts';
import { type Scene, type Stage, scene, stage } from './visitor.ts';

const DAY = 86_400_000;
const LINE = 'sip:+999800100@pbx.example';

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;
/** How far the house's clock is before or behind ours. */
let ahead = 0;

/** Pictures to be looked at, where a run is asked for them. */
async function picture(page: Scene['page'], name: string): Promise<void> {
  if (process.env.PICTURES === undefined) return;
  await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
}

describe.runIf(chromiumPath)('keeping and destroying', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    open = await stage();
  }, 120_000);
  afterEach(async () => {
    const complaints = here?.complaints ?? [];
    await here?.close();
    await real?.close();
    expect(complaints).toEqual([]);
  });
  afterAll(() => open.close());

  /** A call of two seconds at the house's own moment. */
  async function call(): Promise<string> {
    const { recordings, settled } = real!.dossier;
    const talk = newTalk({ time: Date.now() + ahead } as never, { lines: [LINE] });
    const { talkId, recordingId } = await recordings.begin(talk);
    for (let second = 0; second < 2; second++)
      await recordings.append(recordingId, chunk(talk.startedAt, 1, { from: second * 8000 }));
    await recordings.end(recordingId, 'bye', talk.startedAt + 2e6);
    await settled();
    return talkId;
  }

  it('a hold keeps a talk from the round that destroys what is past its term; the certificate stays', async () => {
    ahead = -10 * DAY;
    real = await realDossier({ now: () => Date.now() + ahead });
    const { dossier } = real;
    const { id } = await dossier.addOrganisation('Bedrijf Voorbeeld', 'cli');
    await dossier.addLine(id, LINE, 'cli');
    const day = new Date(Date.now() + ahead).toISOString().slice(0, 10);
    await putInOrder(dossier, id, day, { sector: 'organisatie', bufferDays: 3 });
    const [going, held] = [await call(), await call()];
    ahead = 0;
    const later = await call();
    here = await scene(open, { inside: true, dossier });
    const { page, base } = here;

    await page.goto(`${base}/gesprekken/${held}`);
    const keeping = page.getByRole('region', { name: 'Bewaren', exact: true });
    await keeping.getByText('De termijn is voorbij. Dit gesprek gaat weg bij de volgende ronde.').waitFor();
    await keeping.getByText('Vernietiging opschorten').click();
    await keeping.getByRole('button', { name: 'Schort de vernietiging op' }).click();
    await keeping.getByText('Vul dit in.').first().waitFor();
    await keeping.getByLabel('Waarom blijft dit gesprek bewaard?').selectOption('court');
    await keeping.getByLabel('Wie gaat hierover?').fill('Bedrijfsjurist');
    await keeping.getByLabel('Toelichting', { exact: true }).fill('Zaak 12');
    const review = new Date(Date.now() + 60 * DAY).toISOString().slice(0, 10);
    await keeping.getByLabel('Wanneer kijkt u opnieuw?').fill(review);
    await judge(page, 'hold form');
    await keeping.getByRole('button', { name: 'Schort de vernietiging op' }).click();
    await keeping.getByText('Dit gesprek mag nu niet worden vernietigd.').waitFor();
    await judge(page, 'held');

    await page.goto(`${base}/bewaren`);
    await page.getByText('2 gesprekken zijn over hun termijn').waitFor();
    await page.getByText('Bekijk welke gesprekken dat zijn').click();
    await page.getByText('opgeschort, blijft').waitFor();
    await judge(page, 'due');
    await page.setViewportSize({ width: 390, height: 800 });
    await judge(page, 'due, narrow');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: 'Vernietig wat over zijn termijn is' }).click();
    await page.getByRole('alertdialog').getByText('Wilt u 2 gesprekken laten vernietigen?').waitFor();
    await judge(page, 'sure');
    await page.getByRole('button', { name: 'Ja, vernietig' }).click();
    await page.getByText('1 vernietigd, 1 opgeschort').waitFor();
    await page.getByLabel('Doe dit elke nacht vanzelf').check();
    await page.getByRole('region', { name: 'Vernietigde gesprekken' }).getByRole('link').click();
    await page.getByRole('heading', { name: 'Vernietigd gesprek' }).waitFor();
    await page.getByText('Dit gesprek is vernietigd').waitFor();
    await page.getByText('Niemand koos om het te bewaren').waitFor();
    await judge(page, 'certificate');
    await dossier.settled();
    await expect(dossier.play(going, 'cli')).rejects.toMatchObject({ code: 'talk-destroyed' });
    await dossier.play(held, 'cli');

    await page.goto(`${base}/gesprekken/${later}`);
    await keeping.getByText('Dit gesprek verdwijnt vanzelf na 3 dagen').waitFor();
    await keeping.getByLabel('Waarom bewaart u het?').fill('De klant heeft een klacht aangekondigd.');
    await keeping.getByRole('button', { name: 'Bewaar dit gesprek' }).click();
    await keeping.getByText('Iemand koos om dit gesprek te bewaren.').waitFor();
    await keeping.getByText('Dit gesprek vernietigen').click();
    await keeping.getByLabel('Iemand die erop staat, vraagt erom').check();
    await keeping.getByLabel('Toelichting, zonder namen').fill('Verzoek om te wissen.');
    await keeping.getByRole('button', { name: 'Vernietig dit gesprek' }).click();
    await page.getByRole('button', { name: 'Ja, vernietig' }).click();
    await page.getByText('Dit gesprek is vernietigd').waitFor();
    expect((await dossier.destructions.of(later))?.certificate).toMatchObject({ ground: 'request' });

    // A data breach: reported, its clock on every page, weighed, told, closed.
    await page.goto(`${base}/incidenten`);
    const report = page.getByRole('region', { name: 'Meld een incident' });
    await report.getByRole('button', { name: 'Meld het incident' }).click();
    await report.getByText('Vul dit in.').first().waitFor();
    await judge(page, 'incident form');
    await report.getByLabel('Wat is er gebeurd?').fill('Een kopie ging naar een verkeerd adres.');
    await report.getByLabel('Hoe kwam het aan het licht?').fill('De ontvanger belde.');
    await report.getByLabel('Iemand zag of hoorde iets dat niet mocht').check();
    await report.getByLabel('Om welke gesprekken gaat het?').fill(`${base}/gesprekken/${held}`);
    await report.getByLabel('Uw naam').fill('Medewerker');
    await report.getByRole('button', { name: 'Meld het incident' }).click();
    const breach = page.getByRole('region', { name: 'Datalek' });
    await breach.getByText(/Melden aan de AP uiterlijk .* \(nog 7[12] uur\)/).waitFor();
    await breach.getByText(/Gaat over 1 gesprek/).waitFor();
    await page.getByText(/Een datalek moet voor .* worden gemeld/).waitFor();
    await page.setViewportSize({ width: 390, height: 800 });
    await judge(page, 'incident, narrow');
    await picture(page, 'incident-390');
    await page.setViewportSize({ width: 1280, height: 900 });
    await picture(page, 'incident-1280');
    await breach.getByLabel(/Er is een risico: melden/).check();
    await breach.getByLabel('Waarom?', { exact: true }).fill('De ontvanger heeft geluisterd.');
    await breach.getByLabel('Stem', { exact: true }).check();
    await breach.getByLabel('Wat kan het voor mensen betekenen?').fill('Iemand weet wat niet voor hem was.');
    await breach.getByLabel('Wat is gedaan, en wat gaat u nog doen?').fill('De kopie is gewist.');
    await breach.getByRole('group', { name: 'Vertelt u het de mensen' }).getByLabel('Nee').check();
    await breach.getByLabel('Waarom wel of niet?').fill('Het risico is niet hoog.');
    await breach.getByLabel('Uw naam').first().fill('FG');
    await breach.getByRole('button', { name: 'Leg de beoordeling vast' }).click();
    await breach.getByText(/Beoordeeld door FG/).waitFor();
    await breach.getByText('Leg vast wie is ingelicht').first().click();
    await breach.getByLabel('Wat is verteld, en onder welk nummer?').fill('Meldnummer 12');
    await breach.getByLabel('Uw naam').nth(1).fill('FG');
    await breach.getByRole('button', { name: 'Leg vast wie is ingelicht' }).click();
    await breach.getByText('Op tijd gemeld aan de AP').waitFor();
    await page.getByText(/Een datalek moet voor/).waitFor({ state: 'detached' });
    await judge(page, 'incident told');

    // Who works with recordings for the organisation.
    await page.goto(`${base}/verwerkers`);
    await page.getByText('Er staat nog geen verwerker.').waitFor();
    await page.getByLabel('Naam', { exact: true }).fill('Hosting Voorbeeld');
    await page.getByLabel('Wat doet deze partij met opnamen?').fill('Beheert de server.');
    await page.getByLabel('Hoe en hoe snel meldt deze partij een datalek?').fill('Binnen 24 uur.');
    await page.getByLabel('Wanneer kijkt u opnieuw?').fill(review);
    await page.getByLabel('Wie gaat hierover?').fill('Privacy officer');
    await judge(page, 'processor form');
    await page.getByRole('button', { name: 'Voeg toe' }).click();
    await page.getByText('Er is nog geen overeenkomst.').waitFor();
    await page.setViewportSize({ width: 390, height: 800 });
    await judge(page, 'processors, narrow');
    await picture(page, 'processors-390');
    await page.setViewportSize({ width: 1280, height: 900 });

    // The nightly watch, by hand.
    await page.goto(`${base}/controle`);
    await page.getByRole('button', { name: 'Controleer nu' }).click();
    await page.getByText('Alles is zoals het is vastgelegd').waitFor();
    await judge(page, 'watch');
    await picture(page, 'watch-1280');
  });
});
