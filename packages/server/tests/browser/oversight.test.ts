/** Oversight, quality monitoring, the works council and documents; a request of an employee from the last day to the package. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chunk, newTalk } from '../../../dossier/tests/house.ts';
import { planContent, putInOrder } from '../../../dossier/tests/in-order.ts';
import { heldTalk } from '../http/held-talk.ts';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, judge } from './chromium.ts';
import { type Scene, type Stage, scene, stage } from './visitor.ts';

const LINE = 'sip:+999800100@pbx.example';
const asking = { actor: 'cli' } as const;
const DAY = 86_400_000;

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;

describe.runIf(chromiumPath)('oversight', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    open = await stage();
  }, 180_000);
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
    await page.getByRole('link', { name: 'Toezicht' }).waitFor({ state: 'hidden' });
    await button('Menu').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Toezicht' }).click();
    await page.getByText('1 plan loopt.').waitFor();
    await page.getByRole('heading', { name: 'Wat mensen besloten' }).waitFor();
    await page.getByText('Advies over een opnameplan').waitFor();
    await page.getByRole('heading', { name: 'Wat eraan komt: vernietigen en antwoorden' }).waitFor();
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

  it('an employee asks on the last day: the talk stays, others are masked, the package is taken in term; of one that is gone that is the answer', async () => {
    let ahead = -370 * DAY;
    const now = () => Date.now() + ahead;
    real = await realDossier({ now });
    const { dossier } = real;
    const { organisationId } = await heldTalk(dossier, undefined, undefined, now); // the first goes in the round below
    const [wmo] = await dossier.staff.departments(organisationId);
    const posts = [{ role: 'employee', departmentId: wmo!.id }] as const;
    const { token } = await dossier.staff.invite(organisationId, 'Medewerker Wmo', posts, 'cli');
    const passkey = { id: 'wmo', publicKey: Uint8Array.of(1), counter: 0, transports: [] };
    const { account } = await dossier.staff.join(token, passkey);
    ahead = -366 * DAY;
    const { talkId } = await heldTalk(
      dossier,
      [
        { part: 'resident', name: 'Inwoner Twee' },
        { part: 'official', name: 'Medewerker Wmo', accountId: account.id },
      ],
      organisationId,
      now,
    );
    const { dueAt } = await dossier.retention.of(talkId);
    ahead = dueAt! - 10 * 60_000 - Date.now(); // minutes before its term is over
    here = await scene(open, { inside: true, dossier });
    const { page: desk, base } = here;
    const session = (await dossier.people.openSession(account.id)).token;
    const context = await open.browser.newContext({ viewport: { width: 390, height: 844 }, acceptDownloads: true });
    try {
      await context.addCookies([{ name: 'woordelijk', value: session, url: base, httpOnly: true, sameSite: 'Strict' }]);
      const page = await context.newPage();

      await page.goto(`${base}/mijn-opnamen`);
      await page.getByLabel('Over welk gesprek?').selectOption({ index: 1 });
      await page.getByLabel('Wat vraagt u precies?').fill('Ik wil horen wat er is gezegd.');
      await page.getByRole('button', { name: 'Stuur mijn vraag' }).click();
      await page.getByText(/^U krijgt uiterlijk .* antwoord/).waitFor();
      await judge(page, 'own recordings, asked, 390 px');
      await page.setViewportSize({ width: 1280, height: 900 });
      await judge(page, 'own recordings, asked, 1280 px');

      // The term of both talks is over; a round takes the one that nobody asked about.
      ahead += 20 * 60_000;
      await desk.goto(`${base}/bewaren`);
      await desk.getByRole('button', { name: 'Vernietig wat over zijn termijn is' }).click();
      await desk.getByRole('button', { name: 'Ja, vernietig' }).click();
      await desk.getByText('1 vernietigd, 1 opgeschort').waitFor();
      await dossier.settled();

      const third = {
        called: 'een buurman',
        about: 'Geldzaken.',
        stretches: [{ fromMs: 500, toMs: 900 }],
        by: 'Medewerker',
      };
      await dossier.absents.name(talkId, third, asking);
      const span = { fromMs: 500, toMs: 900, channel: null, treatment: 'tone', reason: 'third-person' } as const;
      const spans = [{ ...span, why: 'een buurman' }];
      const { id } = await dossier.edits.declare(
        talkId,
        { spans, why: 'Buurman onhoorbaar', by: 'Coördinator' },
        asking,
      );
      for (const to of ['Inwoner Twee', 'Medewerker Wmo'])
        await dossier.edits.tell(talkId, id, { to, how: 'letter' }, asking);
      await dossier.edits.make(talkId, id, asking);
      await dossier.settled();

      await desk.goto(`${base}/verzoeken`);
      await desk.getByRole('link', { name: 'Inzage, gevraagd door Medewerker Wmo' }).click();
      await desk.getByText('Logde in met het eigen account').waitFor();
      await desk.getByLabel(/^Hoort bij dit verzoek/).check();
      await desk.getByLabel('Waar hebt u gezocht?').fill('Op naam, in alle gesprekken van dit jaar.');
      await desk.getByRole('button', { name: 'Leg vast wat er is' }).click();
      await desk.getByText('een buurman').waitFor();
      await desk.getByLabel('Uw uitleg aan wie vraagt').fill('U hoort uzelf en de inwoner. De buurman niet.');
      await desk.getByRole('button', { name: 'Neem deze beslissing' }).click();
      await desk.getByText('Vul dit in.').waitFor(); // why the whole may go
      await desk.getByRole('radio', { name: 'Geef een kopie waarin anderen onhoorbaar zijn' }).check();
      await desk.getByRole('button', { name: 'Neem deze beslissing' }).click();
      await desk.getByText(/^Bezwaar kan tot en met/).waitFor();

      await page.reload();
      await page.getByText('De buurman niet.').waitFor();
      const [parcel] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download wat ik kreeg' }).click(),
      ]);
      const bytes = readFileSync(await parcel.path());
      expect(bytes.subarray(0, 2).toString()).toBe('PK');
      expect(bytes.toString('latin1')).not.toContain('recording.sealed');
      await desk.goto(`${base}/verzoeken`);
      await desk.getByText('Er wacht nu geen verzoek.').waitFor();
      await desk.getByText('Op tijd', { exact: true }).waitFor();
      await page.reload();
      const [receipt] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download het ontvangstbewijs' }).click(),
      ]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(readFileSync(await receipt.path(), 'utf8')).toContain(sha256);
      await judge(page, 'own recordings, answered, 1280 px');

      // Somebody asks by letter for the talk that is gone.
      await desk.getByLabel('Om wie gaat het?').fill('Inwoner Eén');
      await desk.getByLabel('Wat is er gevraagd, in eigen woorden?').fill('Ik wil de opname van vorig jaar.');
      await desk.getByRole('button', { name: 'Leg het verzoek vast' }).click();
      await desk.getByRole('link', { name: 'Inzage, gevraagd door Inwoner Eén' }).click();
      await desk.getByRole('radio', { name: 'Teruggebeld op het nummer uit het gesprek' }).check();
      await desk.getByLabel('Uw naam').first().fill('Coördinator');
      await desk.getByRole('button', { name: 'Leg vast wie dit is' }).click();
      await desk.getByLabel('Naam of nummer').fill('');
      await desk.getByRole('button', { name: 'Zoek gesprekken' }).click();
      await desk.getByText(/^Vernietigd op/).waitFor();
      await desk
        .getByLabel(/^Hoort bij dit verzoek/)
        .last()
        .check();
      await desk.getByLabel('Waar hebt u gezocht?').fill('Op dag, in alle gesprekken van vorig jaar.');
      await desk.getByRole('button', { name: 'Leg vast wat er is' }).click();
      await desk.getByRole('radio', { name: 'Niet meer verwerkt: er is niets meer' }).check();
      await desk.getByLabel('Uw uitleg aan wie vraagt').fill('De bewaartermijn was voorbij.');
      await judge(desk, 'no longer processed, 1280 px');
      await desk.getByRole('button', { name: 'Neem deze beslissing' }).click();
      const [letter] = await Promise.all([
        desk.waitForEvent('download'),
        desk.getByRole('link', { name: 'Brief met de beslissing om te lezen' }).click(),
      ]);
      expect(readFileSync(await letter.path(), 'utf8')).toContain('Die zijn er niet meer.');
      await desk.getByRole('button', { name: 'Wie vroeg, kent het antwoord: sluit af' }).click();
      await desk.getByText(/Verteld op .*Op tijd/).waitFor();
    } finally {
      await context.close();
    }
  });
});
