/** The other side's page in a real browser at the width of a phone: from the staff's link to the copy, and strangers outside. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heldTalk } from '../http/held-talk.ts';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, judge } from './chromium.ts';
import { type Scene, type Stage, scene, stage } from './visitor.ts';

/** Pictures for docs/, where a run is asked for them. */
const PICTURES = process.env.WOORDELIJK_PICTURES;
const asking = { actor: 'cli' } as const;

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;
let phone: BrowserContext | undefined;

describe.runIf(chromiumPath)('the other side’s own page', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    open = await stage();
    if (PICTURES !== undefined) mkdirSync(PICTURES, { recursive: true });
  }, 180_000);
  afterEach(async () => {
    const complaints = here?.complaints ?? [];
    await phone?.close();
    await here?.close();
    await real?.close();
    expect(complaints).toEqual([]);
  });
  afterAll(() => open.close());

  async function picture(page: Page, name: string): Promise<void> {
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `mine-${name}.png`), fullPage: true });
  }

  it('opens by link and code, shows, plays, gives a copy with a receipt, takes an objection and a complaint', async () => {
    real = await realDossier();
    const { dossier } = real;
    const { talkId } = await heldTalk(dossier);
    here = await scene(open, { dossier, width: 1280, inside: true });
    const { page: desk, base } = here;

    // The staff make a link and read out a code.
    await desk.goto(`${base}/gesprekken/${talkId}`);
    await desk.getByText('Geef iemand een link').click();
    await desk.getByRole('button', { name: 'Maak een link', exact: true }).click();
    const address = await desk.getByRole('link', { name: /\/mijn#/ }).getAttribute('href');
    const letter = desk.waitForEvent('download');
    await desk.getByRole('button', { name: 'Download de uitnodiging als tekst' }).click();
    expect(readFileSync(await (await letter).path(), 'utf8')).toContain('/mijn#');
    const secret = address!.split('#')[1]!;
    const readOut = async () => {
      await desk.getByRole('button', { name: 'Maak een code voor Inwoner Eén' }).click();
      return /\d{6}/.exec(await desk.getByText(/^Lees voor/).innerText())![0];
    };
    const code = await readOut();
    await judge(desk, 'the staff’s side');
    await desk.setViewportSize({ width: 390, height: 844 });
    await judge(desk, 'the staff’s side, 390 px');
    await picture(desk, 'staff');

    // On a phone: without the link there is nothing; with it and a wrong code neither.
    phone = await open.browser.newContext({ viewport: { width: 390, height: 844 }, acceptDownloads: true });
    const page = await phone.newPage();
    await page.goto(`${base}/mijn`);
    await page.getByRole('heading', { name: 'Open uw eigen link' }).waitFor();
    await judge(page, 'no link');
    await page.goto(`${base}/mijn#${secret}`);
    await page.getByRole('heading', { name: 'Uw eigen pagina' }).waitFor();
    expect(page.url(), 'the secret leaves the address bar').toBe(`${base}/mijn`);
    await page.getByRole('button', { name: 'Stuur mij een code' }).click();
    await page.getByText('Klopt uw link? Dan krijgt u zo een code').waitFor();
    await page.getByRole('button', { name: 'Open mijn pagina' }).click();
    await page.getByText('Vul de zes cijfers van de code in.').waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: 'Open mijn pagina' }).click();
    await page.getByText('Een code geldt 10 minuten').waitFor();
    await judge(page, 'the door');
    await picture(page, 'door');
    await page.getByRole('textbox', { name: 'Code' }).fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('button', { name: 'Open mijn pagina' }).click();

    await page.getByRole('heading', { name: 'Uw gesprek met Gemeente Oost' }).waitFor();
    await page.getByText('U bevestigde dit op').waitFor();
    await page.getByText('Toon het hele stuk met zegel').click();
    await judge(page, 'my talk');
    await picture(page, 'talk');

    // Listen.
    const seconds = await page.evaluate<number>(`(async () => {
      const audio = document.querySelector('audio');
      audio.muted = true;
      await audio.play();
      return audio.duration;
    })()`);
    expect(seconds).toBeCloseTo(2, 0);

    // A copy, and then its receipt, which names the very bytes.
    const take = async (name: string) => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      return await (await download).path();
    };
    const mp3 = readFileSync(await take('Kopie om te beluisteren (MP3)'));
    await page.getByRole('button', { name: 'Ontvangstbewijs van de laatste kopie' }).waitFor();
    const receipt = readFileSync(await take('Ontvangstbewijs van de laatste kopie'), 'utf8');
    expect(receipt).toContain(createHash('sha256').update(mp3).digest('hex'));

    // Hand in a copy of one's own; the line breaks in the middle, and it goes on where it was.
    const own = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), randomBytes(1_500_000)]);
    await page.getByRole('button', { name: 'Ga verder' }).click();
    await page.getByText('Kies een antwoord.').waitFor();
    await page.getByLabel('Ik deed mee aan het gesprek en nam het op').check();
    await page.getByLabel('Waarmee is de opname gemaakt?').fill('Met mijn telefoon');
    await page.getByRole('button', { name: 'Ga verder' }).click();
    await page.getByText('De organisatie neemt deze opname aan.').waitFor();
    await judge(page, 'hand in');
    const file = (buffer: Buffer, name = 'gesprek.wav') => ({ name, mimeType: 'audio/wav', buffer });
    await page.getByLabel('Kies het bestand').setInputFiles(file(Buffer.from('<html>geen geluid</html>')));
    await page.getByText('Wij kijken naar de inhoud, niet naar de naam.').waitFor();
    let broken = 0;
    await page.route('**/v1/files/*', (route) =>
      route.request().method() === 'PUT' && route.request().url().includes('offset=262144') && broken++ < 2
        ? route.abort('connectionreset')
        : route.continue(),
    );
    await page.getByLabel('Kies het bestand').setInputFiles(file(own));
    await page.getByText('Het bestand is helemaal binnen').waitFor();
    expect(broken).toBeGreaterThan(1);
    await page.getByText(createHash('sha256').update(own).digest('hex')).waitFor();
    expect(readFileSync(await take('Download wat ik inleverde'))).toEqual(own);
    await picture(page, 'handed-in');

    // Object, complain, see it back.
    await page.getByRole('button', { name: 'Maak bezwaar' }).click();
    await page.getByText('Uw bezwaar staat in het register.').waitFor();
    await page.getByRole('button', { name: 'Stuur mijn klacht' }).click();
    await page.getByText('Schrijf eerst op wat er is gebeurd.').waitFor();
    await page.getByLabel('Wat is er gebeurd?').fill('Ik hoorde pas achteraf van de opname.');
    await page.getByRole('button', { name: 'Stuur mijn klacht' }).click();
    await page.getByText('Uw klacht is binnen.').waitFor();
    // The rules as they hold for this person, and a request that the office answers.
    await page.getByText('Mag de opname nu op internet?').click();
    await page.getByText('Vraag iedereen op de opname om toestemming voor dit gebruik.').last().waitFor();
    const ask = page.getByRole('region', { name: 'Vraag iets over uw gegevens' });
    await ask.getByRole('button', { name: 'Stuur mijn vraag' }).click();
    await ask.getByText('Schrijf eerst op wat u vraagt.').waitFor();
    await ask.getByText('U hebt hier te maken met de overheid.').waitFor();
    await ask.getByLabel('Wat vraagt u precies?').fill('Ik wil horen wat er is gezegd.');
    await ask.getByRole('button', { name: 'Stuur mijn vraag' }).click();
    await ask.getByText('Uw vraag is binnen.').waitFor();
    await judge(page, 'my requests');

    // The office: who asks is known by the code; what there is is looked for; somebody else is masked; it decides.
    const span = {
      fromMs: 500,
      toMs: 900,
      channel: null,
      treatment: 'tone',
      reason: 'third-person',
      why: 'een buurvrouw',
    } as const;
    const edit = await dossier.edits.declare(
      talkId,
      { spans: [span], why: 'Buurvrouw onhoorbaar', by: 'Coördinator' },
      asking,
    );
    for (const to of ['Inwoner Eén', 'Medewerker'])
      await dossier.edits.tell(talkId, edit.id, { to, how: 'letter' }, asking);
    await dossier.edits.make(talkId, edit.id, asking);
    await dossier.settled();
    await desk.goto(`${base}/verzoeken`);
    await desk.getByRole('heading', { name: 'Open verzoeken' }).waitFor();
    await judge(desk, 'requests, 390 px');
    await picture(desk, 'requests');
    await desk.getByRole('link', { name: 'Inzage, gevraagd door Inwoner Eén' }).click();
    await desk.getByText('Kwam binnen met de code van de eigen pagina').waitFor();
    await desk.getByRole('button', { name: 'Zoek gesprekken' }).click();
    await desk.getByLabel(/^Hoort bij dit verzoek/).check();
    await desk.getByLabel('Wie praat er nog meer').fill('Een buurvrouw praat mee.');
    await desk.getByLabel('Waar hebt u gezocht?').fill('Op nummer, in alle gesprekken.');
    await judge(desk, 'what there is, 390 px');
    await picture(desk, 'request-found');
    await desk.getByRole('button', { name: 'Leg vast wat er is' }).click();
    await desk.getByRole('radio', { name: 'Geef een kopie waarin anderen onhoorbaar zijn' }).check();
    await desk.getByLabel('Uw uitleg aan wie vraagt').fill('U hoort uzelf en onze medewerker. De buurvrouw niet.');
    await judge(desk, 'the decision, 390 px');
    await desk.getByRole('button', { name: 'Neem deze beslissing' }).click();
    await desk.getByText(/^Bezwaar kan tot en met/).waitFor();
    const decision = desk.waitForEvent('download');
    await desk.getByRole('link', { name: 'Brief met de beslissing om te lezen' }).click();
    expect(readFileSync(await (await decision).path(), 'utf8')).toContain('De buurvrouw niet.');
    await desk.setViewportSize({ width: 1280, height: 900 });
    await judge(desk, 'a request, 1280 px');
    await picture(desk, 'request-decided');

    // The holder takes the package; the request is closed, in term.
    await page.reload();
    await page.getByText('U hoort uzelf en onze medewerker. De buurvrouw niet.').waitFor();
    await judge(page, 'what was decided');
    await picture(page, 'decided');
    const parcel = readFileSync(await take('Download wat ik vroeg'));
    expect(parcel.toString('latin1')).not.toContain('recording.sealed');
    await page.getByRole('button', { name: 'Download het ontvangstbewijs' }).waitFor();
    const proof = readFileSync(await take('Download het ontvangstbewijs'), 'utf8');
    expect(proof).toContain(createHash('sha256').update(parcel).digest('hex'));
    await desk.goto(`${base}/verzoeken`);
    await desk.getByText('Er wacht nu geen verzoek.').waitFor();
    await desk.getByText('Op tijd').waitFor();
    await desk.goto(`${base}/mijn-opnamen`);
    await desk.getByText('U vroeg nog niets.').waitFor();
    await judge(desk, 'my recordings, 1280 px');
    await page.reload();
    await page.getByText('U luisterde, voor inzage of een kopie.').waitFor();
    await page.getByText('Het systeem hield iemand tegen').waitFor();
    await page.reload();
    await page.getByText('U luisterde, voor inzage of een kopie.').waitFor(); // the visit goes on
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Your talk with Gemeente Oost' }).waitFor();
    await judge(page, 'in English');
    await page.emulateMedia({ colorScheme: 'dark' });
    await judge(page, 'in the dark');
    await picture(page, 'dark');

    // The holder closes the link for good.
    await page.getByRole('button', { name: 'Close my link for good' }).click();
    await page.getByRole('button', { name: 'Yes, close my link for good' }).click();
    await page.getByRole('heading', { name: 'Your link is closed' }).waitFor();
    await page.goto(`${base}/mijn#${secret}`);
    await page.getByRole('textbox', { name: 'Code' }).fill('123456');
    await page.getByRole('button', { name: 'Open my page' }).click();
    await page.getByText('A code works for 10 minutes').waitFor();
  });
});
