/** A new company, from empty to its first lawful recorded call, by the setup guide and nothing else. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, checkData, makeBackupKey } from '@woordelijk/server';
import { openCaller } from '@woordelijk/telephony/caller';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, judge, openBrowser } from '../../packages/server/tests/browser/chromium.ts';
import { openHouse } from '../faults/keeper-house.ts';
import { type Product, startProduct, type storedTalks, temporaryFolder } from './product.ts';
import { logIn } from './recorder-page.ts';

/** Pictures for docs/, where a run is asked for them. */
const PICTURES = process.env.PICTURES;
const LINE = '+999800300';

describe.skipIf(chromiumPath === undefined)('a new company', () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    product = await startProduct(join(await temporaryFolder(), 'data'));
    browser = await openBrowser();
    context = await browser.newContext({ locale: 'nl-NL', viewport: { width: 1280, height: 900 } });
    ({ page } = await logIn(product, context));
  });
  afterAll(async () => {
    await browser?.close();
    expect(await product?.stop()).toBe(0);
  });

  /** A SIPREC call of two seconds on the company's line. */
  async function call(
    payload: Uint8Array = new Uint8Array(16_000).fill(0x55),
    [name, number] = ['Klantenservice', '+999612345678'],
  ): Promise<void> {
    const caller = await openCaller({ sip: product.sip, now: () => performance.now(), random: Math.random });
    await caller.placeCall({
      legs: [
        { label: '1', codec: 'PCMA', payload, aor: `sip:${LINE}@bedrijf.example`, name },
        { label: '2', codec: 'PCMA', payload, aor: `tel:${number}` },
      ],
    });
    await caller.close();
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  const missing = (text: string | RegExp) => page.locator('.w-plan-findings').getByText(text).first();
  async function look(name: string): Promise<void> {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await judge(page, `${name}, ${width} px`);
      if (PICTURES === undefined) continue;
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `plan-${name}-${width}.png`), fullPage: true });
    }
  }

  it('says who it is, and hears that a call without a plan is not recorded', async () => {
    await page.goto(new URL('/', page.url()).href);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Opnameplan' }).click();
    await button('Voeg de organisatie toe').click();
    await page.getByText('Vul dit in.').waitFor();
    await look('empty');
    await page.getByLabel('Naam van uw organisatie').fill('Energiebedrijf Voorbeeld');
    await button('Voeg de organisatie toe').click();
    await page.getByLabel('Een bedrijf, vereniging of zelfstandige').check();
    await button('Leg vast').click();
    await page.getByLabel('Naam of functie').fill('Privacyloket');
    await page.getByLabel('Telefoonnummer of e-mailadres').fill('privacy@bedrijf.example');
    await button('Zet op de lijst').click();
    await page.getByLabel('Telefoonnummer, adres of trunk').fill(LINE);
    await button('Voeg de lijn toe').click();
    await page.getByText('Kies hieronder waarmee u begint.').waitFor();
    await call();
    await page.getByText('Er kwam 1 gesprek binnen zonder opnameplan.').waitFor();
    const { items } = await product.client.listTalks({ query: { state: 'unrecorded' } });
    expect(items).toMatchObject([{ ending: 'no-plan', recordingId: null }]);
  });

  it('is stopped by each missing piece in its own words', async () => {
    await button('Klantgesprekken aan de telefoon').click();
    await missing('Er is geen bewaartermijn.').waitFor();
    await missing(/Wie zich beroept op een eigen belang, moet dat eerst afwegen/).waitFor();
    await missing(/Het personeel is nog niet gehoord/).waitFor();
    await missing(/De teksten zijn nog niet goedgekeurd/).waitFor();
    await missing(/Leg het plan eerst voor aan het aanspreekpunt privacy/).waitFor();
    await missing(/Ga na of een DPIA nodig is/).waitFor();
    expect(await button('Laat dit plan gaan lopen').count()).toBe(0);
    await button('Pas het plan aan').click();
    await page.getByLabel('Maak de zin af: “Wij nemen dit gesprek op …”').fill('voor servicedoeleinden');
    await button('Leg het plan vast').click();
    await missing(/“servicedoel”: “Service” zegt niet wat u met de opname doet/).waitFor();
    await look('missing');
  });

  it('writes a plan that is in order, has it judged and approved, and puts it live', async () => {
    await button('Pas het plan aan').click();
    const words = page.getByLabel('Maak de zin af: “Wij nemen dit gesprek op …”');
    await words.fill('om later te kunnen bewijzen wat er is gezegd, als daar verschil van mening over komt');
    await page.getByLabel('Waarom kan dit niet zonder opname?').fill('Het gaat om mondelinge overeenkomsten.');
    await page.getByLabel(/^Waarom is iets anders niet genoeg/).fill('Een bevestiging per mail komt niet altijd aan.');
    await page.getByLabel('Hoe lang bewaren?').fill('6');
    await page.getByLabel('Waarom zo lang?').fill('Binnen zes maanden komen vrijwel alle geschillen.');
    await page.getByLabel('Waar kan iemand terecht die niet wil worden opgenomen?').fill('U kunt ook mailen.');
    await page.getByLabel('Dezelfde zin in het Engels', { exact: true }).fill('You can also send a mail.');
    await look('form');
    await button('Leg het plan vast').click();
    await missing('Er is geen bewaartermijn.').waitFor({ state: 'detached' });

    for (const person of ['voor de gesprekspartner', 'voor het personeel']) {
      const norm = page.locator('details.w-plan-norm', { hasText: person });
      await norm.locator('summary').click();
      const answers = norm.getByRole('textbox');
      for (let i = 0; i < 4; i++) await answers.nth(i).fill('Zonder opname staat woord tegenover woord.');
      await norm.getByLabel('Het mag, met deze redenen').check();
      await norm.getByRole('button', { name: 'Leg de beoordeling vast' }).click();
      await norm.getByText('Het mag, met deze redenen').first().waitFor();
    }
    const impact = card('Risico’s voor mensen (DPIA)');
    await impact.getByLabel('Waarom is er geen DPIA nodig?').fill('Geen van deze dingen past.');
    await impact.getByRole('button', { name: 'Leg de beoordeling vast' }).click();
    const advice = card('Advies over privacy');
    await advice.getByLabel('Ja, dit kan zo').check();
    await advice.getByLabel('Het advies').fill('Kan zo, met dit alternatief.');
    await advice.getByRole('button', { name: 'Leg de beoordeling vast' }).click();
    const council = card('Het personeel');
    await council.getByLabel('Wat is er gebeurd?').selectOption('no-council');
    await council.getByLabel('Uit welk stuk blijkt dat?').fill('Bericht aan alle medewerkers');
    await council.getByLabel('Waar gaat het over?').fill('Doelen, en dat alle klantgesprekken worden opgenomen.');
    await council.getByRole('button', { name: 'Leg de beoordeling vast' }).click();
    const texts = card('Teksten');
    await texts
      .getByText(/neemt dit gesprek op om later te kunnen bewijzen/)
      .first()
      .waitFor();
    await texts.getByRole('button', { name: 'Keur de teksten goed' }).click();
    await button('Laat dit plan gaan lopen').waitFor();
    await look('ready');
    await button('Laat dit plan gaan lopen').click();
    await page.getByText(/Versie 1 loopt sinds/).waitFor();
  });

  it('holds its first call, which is recorded under the plan', async () => {
    await call();
    await page.getByRole('heading', { name: 'Uw huis is op orde' }).waitFor({ timeout: 20_000 });
    await card('Register van verwerkingen').locator('summary').click();
    await look('live');
    const from = new Date(Date.now() - 60_000).toISOString();
    await expect
      .poll(async () => (await product.client.listTalks({ query: { from, state: 'stored' } })).items.length)
      .toBe(1);
    const talk = (await storedTalksOf(product)).at(0)!;
    expect(talk).toMatchObject({ state: 'stored', organisation: { name: 'Energiebedrijf Voorbeeld' } });
    const params = { talkId: talk.id };
    await expect(product.client.playSound({ params, query: { purpose: 'training' } })).rejects.toMatchObject({
      code: 'purpose-not-announced',
    });
    expect((await product.client.playSound({ params, query: { purpose: 'evidence' } })).ok).toBe(true);
  });

  it('asks on the page for what a recording is used, and opens another purpose only when it was judged', async () => {
    const [talk] = await storedTalksOf(product);
    await page.goto(new URL(`/gesprekken/${talk!.id}`, page.url()).href);
    const use = card('Waarvoor gebruikt u deze opname?');
    await use.getByText(/Aangekondigd bij deze opname: om later te kunnen bewijzen/).waitFor();
    const chosen = use.getByRole('combobox');
    expect(await chosen.locator('option').allTextContents()).not.toContain('om een verslag te maken');
    await use.locator('summary').click();
    await use.getByText(/mag niet worden gebruikt voor training/).waitFor();
    await look('purposes');
    await use.getByRole('link', { name: 'Ga naar het opnameplan' }).first().click();
    const uses = card('Ander gebruik van opnamen');
    await uses.getByText('Een verslag maken: eerst beoordelen').click();
    await uses.getByRole('button', { name: 'Leg de beoordeling vast' }).click();
    await uses.getByText('Vul dit in.').first().waitFor();
    for (const area of await uses.locator('textarea:visible').all())
      await area.fill('Wie belt, verwacht dat wij opschrijven wat er is afgesproken.');
    await uses.getByLabel('past bij wat is aangekondigd', { exact: true }).check();
    await look('compatibility');
    await uses.getByRole('button', { name: 'Leg de beoordeling vast' }).click();
    await uses.getByText('Een verslag maken: past bij wat is aangekondigd').waitFor();
    await page.goto(new URL(`/gesprekken/${talk!.id}`, page.url()).href);
    await chosen.selectOption({ label: 'om een verslag te maken' });
    await use.getByText(/Dit is een ander gebruik dan is aangekondigd/).waitFor();
    await page
      .getByRole('link', { name: /downloaden/ })
      .first()
      .waitFor();
    expect(
      await page
        .getByRole('link', { name: /downloaden/ })
        .first()
        .getAttribute('href'),
    ).toContain('purpose=account');
    await page.goto(new URL('/', page.url()).href);
    const search = page.getByLabel('Waarvoor zoekt u?');
    await search.selectOption({ label: 'om medewerkers te trainen' });
    await page.getByText('Geen gesprek gevonden').waitFor();
    await look('search by purpose');
    await search.selectOption({ label: 'om een verslag te maken' });
    await page.locator('.w-talks tbody tr').first().waitFor();
  });

  it('destroys for good what was private and what is past its term, but nothing under a hold', async () => {
    const { data, client } = product;
    const sounds = [randomBytes(16_000), randomBytes(16_000)] as const;
    const newest = async (known: readonly string[]) => {
      const stored = async () => (await storedTalksOf(product)).length;
      await expect.poll(stored, { timeout: 20_000 }).toBe(known.length + 1);
      return (await storedTalksOf(product)).find(({ id }) => !known.includes(id))!;
    };
    const before = (await storedTalksOf(product)).map(({ id }) => id);
    await call(sounds[0], ['Privételefoon', '+999611111111']);
    const hidden = await newest([...before]);
    await call(sounds[1], ['Inwoner Eén', '+999622222222']);
    const due = await newest([...before, hidden.id]);
    expect([hidden.recordingId, due.recordingId]).not.toContain(null);

    // Announced for evidence: whoever wants it for training hears no, also with the keys of the house.
    const training = { params: { talkId: due.id }, query: { purpose: 'training' } } as const;
    await expect(client.playSound(training)).rejects.toMatchObject({ code: 'purpose-not-announced' });
    await expect(client.makeCopy({ ...training, params: { talkId: due.id, kind: 'wav' } })).rejects.toMatchObject({
      code: 'purpose-not-announced',
    });
    await client.makeTalkPrivate({ params: { talkId: hidden.id } });
    await expect(client.playSound({ params: { talkId: hidden.id } })).rejects.toMatchObject({ code: 'talk-private' });
    const reviewAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const hold = { reason: 'court', owner: 'Bedrijfsjurist', words: 'Zaak 12', reviewAt } as const;
    const placed = await client.placeHold({ params: { talkId: due.id }, body: hold });

    const copies = join(data, '..', 'backup');
    const recipient = await makeBackupKey(join(data, '..', 'identity'));
    const backedUp = () => backup({ data, folder: copies, recipient, version: 'test', env: {}, now: Date.now });
    await backedUp();
    const traces = await tracesOf(data, [hidden.recordingId!, due.recordingId!], [due.id]);
    for (const trace of traces) expect([await onDisk(data, trace), await onDisk(copies, trace)]).toEqual([true, true]);
    expect(await product.stop()).toBe(0);

    const organisationId = due.organisation.id;
    const day = await openHouse(data, 25 * 3_600_000);
    await day.dossier.settled();
    expect((await day.dossier.talk(hidden.id)).private).toMatchObject({ destroyedAt: expect.any(Number) });
    await day.close();
    const years = await openHouse(data, 12 * 366 * 86_400_000);
    const round = async () => {
      const { id } = await years.dossier.retention.sweep(organisationId, { actor: 'cli' });
      await years.dossier.settled();
      return (await years.dossier.retention.sweeps(organisationId)).find((one) => one.id === id);
    };
    expect(await round()).toMatchObject({ held: 1 });
    expect(await years.dossier.destructions.of(due.id)).toBeUndefined();
    await years.dossier.holds.lift(due.id, placed.id, 'De zaak is klaar', 'cli');
    expect(await round()).toMatchObject({ held: 0, destroyed: 1 });
    await years.close();

    expect(await checkData(data, {})).toMatchObject({ state: 'intact', problems: [] });
    await backedUp();
    const said = ['Privételefoon', '611111111', 'Inwoner Eén', '622222222'].map((text) => Buffer.from(text));
    for (const secret of [...traces, ...said, ...sounds.map((sound) => sound.subarray(4_000, 4_160))])
      expect([await onDisk(data, secret), await onDisk(copies, secret)]).toEqual([false, false]);

    const [http, sip] = [product.url, `http://${product.sip}`].map((url) => Number(new URL(url).port));
    product = await startProduct(data, [], {}, [http!, sip!]);
    await page.goto(new URL(`/gesprekken/${due.id}`, page.url()).href);
    await page.getByRole('heading', { name: 'Vernietigd gesprek' }).waitFor();
    await page.getByText('Dit gesprek is vernietigd').waitFor();
    await look('tombstone');
    await page.goto(new URL(`/gesprekken/${hidden.id}`, page.url()).href);
    await page.getByText('Dit gesprek is vernietigd').waitFor();
  });
});

/** What stands on disk of these recordings: a piece of each sealed file, and each key as it is kept. */
async function tracesOf(data: string, recordings: readonly string[], talks: readonly string[]): Promise<Buffer[]> {
  const keys = [...recordings, ...talks].map(async (id) =>
    (await readFile(join(data, 'keys/items', id.slice(-2), `${id}.key`))).subarray(18),
  );
  const files = await readdir(join(data, 'objects'), { recursive: true });
  const sealed = recordings.map(async (id) => {
    const bytes = await readFile(join(data, 'objects', files.find((file) => file.includes(id))!));
    return bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 64);
  });
  return await Promise.all([...keys, ...sealed]);
}

/** Whether any file below a folder holds these bytes. */
async function onDisk(folder: string, bytes: Buffer): Promise<boolean> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  for (const file of files) if ((await readFile(join(file.parentPath, file.name))).includes(bytes)) return true;
  return false;
}

async function storedTalksOf({ client }: Product): ReturnType<typeof storedTalks> {
  return (await client.listTalks({ query: { state: 'stored' } })).items;
}
