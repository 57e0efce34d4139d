/** Three people on one recording, each at a screen of their own: consent, publication, a shared link, and a withdrawal. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heldTalk } from '../http/held-talk.ts';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, judge } from './chromium.ts';
import { type Scene, type Stage, scene, stage } from './visitor.ts';

/** Pictures for docs/, where a run is asked for them. */
const PICTURES = process.env.WOORDELIJK_PICTURES;
const PEOPLE = [
  { part: 'resident', name: 'Inwoner Eén', number: '+999612345678' },
  { part: 'official', name: 'Medewerker' },
  { part: 'companion', name: 'Begeleider' },
] as const;

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;
const contexts: BrowserContext[] = [];

describe.runIf(chromiumPath)('sharing and publishing', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    open = await stage();
    if (PICTURES !== undefined) mkdirSync(PICTURES, { recursive: true });
  }, 180_000);
  afterEach(async () => {
    const complaints = here?.complaints ?? [];
    for (const context of contexts.splice(0)) await context.close();
    await here?.close();
    await real?.close();
    expect(complaints).toEqual([]);
  });
  afterAll(() => open.close());

  const picture = async (of: Page | Locator, name: string) => {
    const path = join(PICTURES ?? '', `sharing-${name}.png`);
    if (PICTURES !== undefined) await of.screenshot('goto' in of ? { path, fullPage: true } : { path });
  };

  it('needs everybody’s yes, and one withdrawal takes page and link away at once', async () => {
    real = await realDossier();
    const { dossier } = real;
    const { talkId } = await heldTalk(dossier, PEOPLE);
    here = await scene(open, { dossier, width: 1280, inside: true });
    const { page: desk, base } = here;

    /** A person of the talk on a phone of their own, inside on their own page. */
    const person = async (party: string): Promise<Page> => {
      const { link, secret } = await dossier.personal.make(talkId, { party, codeBy: 'desk' }, 'cli');
      const { code } = await dossier.personal.makeCode(talkId, link.id, 'cli');
      const context = await open.browser.newContext({ viewport: { width: 390, height: 844 } });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(`${base}/mijn#${secret}`);
      await page.getByRole('textbox', { name: 'Code' }).fill(code);
      await page.getByRole('button', { name: 'Open mijn pagina' }).click();
      await page.getByRole('heading', { name: 'Uw gesprek met Gemeente Oost' }).waitFor();
      return page;
    };

    // The office asks for two uses.
    await desk.goto(`${base}/gesprekken/${talkId}`);
    const consent = desk.getByRole('region', { name: 'Toestemming' });
    const ask = async (use: string, what: string) => {
      await consent.getByRole('radio', { name: use }).check();
      await consent.getByLabel('Wat gaat u precies doen?').fill(what);
      await consent.getByLabel('Wie krijgt het te horen?').fill('iedereen met de link');
      await consent.getByRole('button', { name: 'Vraag om toestemming', disabled: false }).click();
      await consent.getByText(what).first().waitFor();
    };
    await consent.getByText('Vraag om toestemming').first().click();
    await ask('Openbaar maken', 'Een fragment op onze website zetten');
    await ask('Delen met anderen', 'Laten horen aan de hogeschool');
    await judge(desk, 'the office asked');

    const [resident, official, companion] = [await person('p1'), await person('p2'), await person('p3')];
    const say = async (page: Page, what: string, button: string) => {
      await page.locator('.w-mine-asked', { hasText: what }).getByRole('button', { name: button }).click();
    };
    await official.getByText('Ook u mag nee zeggen').waitFor();
    for (const page of [resident, official]) {
      await say(page, 'website', 'Ja, dit mag');
      await page.locator('.w-mine-asked', { hasText: 'website' }).getByText('U zei ja.').waitFor();
    }
    for (const page of [resident, official, companion]) {
      await say(page, 'hogeschool', 'Ja, dit mag');
      await page.locator('.w-mine-asked', { hasText: 'hogeschool' }).getByText('U zei ja.').waitFor();
    }
    await judge(companion, 'my consents');
    await picture(companion.locator('#consents').locator('..'), 'consents');

    // Two of three: no, and who is missing.
    await desk.reload();
    const share = desk.getByRole('region', { name: 'Delen en openbaar maken' });
    await share.getByText('Deel deze opname of maak haar openbaar').click();
    await share.getByLabel('Wie krijgt het?').fill('iedereen');
    await share.getByLabel('Waarom is dit nodig?').fill('Voorlichting over het keukentafelgesprek');
    await share.getByRole('button', { name: 'Vraag de regels en deel', disabled: false }).click();
    await share.getByText('Het mag nu niet').waitFor();
    await share.getByRole('alert').getByText('Begeleider: nog geen antwoord').waitFor();
    await judge(desk, 'refused');
    await picture(share, 'refused');

    // The third says yes: it is allowed, and everybody can hear it.
    await say(companion, 'website', 'Ja, dit mag');
    await companion.locator('.w-mine-asked', { hasText: 'website' }).getByText('U zei ja.').waitFor();
    await share.getByRole('button', { name: 'Vraag de regels en deel', disabled: false }).click();
    await share.getByText('Het mag. De pagina staat open.').waitFor();
    const published = await share
      .getByRole('link', { name: /\/openbaar\// })
      .first()
      .getAttribute('href');
    const address = base + new URL(published!).pathname;
    const outside = await open.browser.newContext({ viewport: { width: 390, height: 844 }, acceptDownloads: true });
    contexts.push(outside);
    const anybody = await outside.newPage();
    await anybody.goto(address);
    await anybody.getByRole('heading', { name: 'Opname van een gesprek bij Gemeente Oost' }).waitFor();
    const seconds = `(async () => {
      const audio = document.querySelector('audio');
      audio.muted = true;
      await audio.play();
      return audio.duration;
    })()`;
    expect(await anybody.evaluate<number>(seconds)).toBeCloseTo(2, 0);
    await judge(anybody, 'published');
    await picture(anybody, 'published');

    // A link for the school, with a code read out, and a download.
    await share.getByRole('radio', { name: 'Delen met iemand anders' }).check();
    await share.getByLabel('Wie krijgt het?').fill('Hogeschool');
    await share.getByRole('checkbox', { name: /Downloaden mag/ }).check();
    await share.getByRole('button', { name: 'Vraag de regels en deel', disabled: false }).click();
    await share.getByText('Het mag. Dit is de link.').waitFor();
    const shared = await share.getByRole('link', { name: /\/gedeeld#/ }).getAttribute('href');
    await share.getByRole('button', { name: 'Maak een code voor Hogeschool', disabled: false }).click();
    const code = /\d{6}/.exec(await share.getByText(/^Lees voor/).innerText())![0];
    const school = await outside.newPage();
    await school.goto(`${base}/gedeeld#${shared!.split('#')[1]}`);
    await school.getByRole('textbox', { name: 'Code' }).fill(code);
    await judge(school, 'the shared door');
    await school.getByRole('button', { name: 'Open mijn pagina' }).click();
    await school.getByText('Geef de opname aan niemand door').waitFor();
    expect(await school.evaluate<number>(seconds)).toBeCloseTo(2, 0);
    const download = school.waitForEvent('download');
    await school.getByRole('button', { name: 'Download de opname' }).click();
    await (await download).path();
    await judge(school, 'shared');
    await picture(school, 'shared');

    // One withdraws both: page and link are gone at once, and the download is named.
    await companion.reload();
    await say(companion, 'website', 'Trek mijn ja in');
    await companion.getByText('De pagina of link is meteen gesloten.').waitFor();
    expect((await anybody.goto(address))?.status()).toBe(410);
    await anybody.getByRole('heading', { name: 'Deze opname staat hier niet meer' }).waitFor();
    await judge(anybody, 'gone');
    await say(companion, 'hogeschool', 'Trek mijn ja in');
    await companion.getByText('MP3, Hogeschool,').first().waitFor();
    await judge(companion, 'withdrawn');
    await picture(companion.locator('#consents').locator('..'), 'withdrawn');
    await school.getByRole('button', { name: 'Download de opname' }).click();
    await school.getByRole('heading', { name: 'Dit wordt niet meer gedeeld' }).waitFor();
    await desk.reload();
    await share
      .getByText(/want Begeleider het ja in|want Begeleider trok het ja in/)
      .first()
      .waitFor();
    await share.getByText('Dit kunt u niet terughalen').first().click();
    await share.getByText('MP3, Hogeschool,').waitFor();
    await desk.setViewportSize({ width: 390, height: 844 });
    await desk.emulateMedia({ colorScheme: 'dark' });
    await judge(desk, 'the office, narrow and dark');
  });

  it('has an edited copy made from a stretch drawn on the waveform, which says what it is wherever it is heard', async () => {
    real = await realDossier();
    const { dossier } = real;
    const { talkId } = await heldTalk(dossier);
    here = await scene(open, { dossier, width: 1280, inside: true });
    const { page: desk, base } = here;
    await desk.goto(`${base}/gesprekken/${talkId}`);
    const edits = desk.getByRole('region', { name: 'Bewerkte kopieën' });
    await edits.getByText('Maak een bewerkte kopie').click();

    // With the pointer, then to the tenth with the keyboard, then typed.
    const wave = edits.locator('.w-waves-choose .w-wave');
    const { width } = (await wave.boundingBox())!;
    await wave.hover({ position: { x: width / 4, y: 10 } }); // waits until the page stands still
    await desk.mouse.down();
    await wave.hover({ position: { x: width / 2, y: 10 } });
    await desk.mouse.up();
    const [from, to] = [edits.getByRole('textbox', { name: 'Van' }), edits.getByRole('textbox', { name: 'Tot' })];
    await expect.poll(() => from.inputValue()).toMatch(/^0:00\.[45]\d\d$/);
    const drawn = Number((await from.inputValue()).slice(2));
    await from.press('ArrowUp');
    await expect.poll(async () => Number((await from.inputValue()).slice(2))).toBeCloseTo(drawn + 0.1, 5);
    await edits.getByRole('button', { name: 'Leg de bewerking vast' }).click();
    await edits.getByText('Vul dit in.').first().waitFor();
    await judge(desk, 'an edit with mistakes');
    await from.fill('0:00.500');
    await to.fill('0:01');
    await edits.getByRole('radio', { name: 'Een toon in plaats van het geluid' }).check();
    await edits.getByLabel('Leg uit waarom dit stuk niet te horen mag zijn').fill('de stem van iemand op de gang');
    await edits.getByLabel('Waarvoor is de kopie').fill('Kopie voor wie inzage vroeg');
    await edits.getByLabel('Wie bewerkt?').fill('Coördinator privacy');
    await edits.getByRole('button', { name: 'Luister hoe het wordt' }).click();
    await edits.getByText('U hoort nu hoe het wordt.').waitFor();
    await picture(edits, 'edit-choose');
    await edits.getByRole('button', { name: 'Leg de bewerking vast', disabled: false }).click();

    const copy = edits.getByRole('article', { name: 'Bewerkte kopie: Kopie voor wie inzage vroeg' });
    await copy.getByText('Vastgelegd, nog niet gemaakt').waitFor();
    await copy.getByRole('button', { name: 'Maak de kopie' }).click();
    await copy.getByText('Vertel het eerst, en leg vast aan wie.').waitFor();
    await judge(desk, 'an edit not told');
    await copy.getByRole('button', { name: 'Leg vast dat het is verteld' }).click();
    await copy.getByText(/^Verteld aan Inwoner Eén, met een brief/).waitFor();
    await copy.getByRole('button', { name: 'Maak de kopie', disabled: false }).click();
    await copy.getByText('Klaar', { exact: true }).waitFor();
    await copy.getByText('Wat staat er in het bestand?').click();
    await copy.getByText('BEWERKTE KOPIE / EDITED COPY').waitFor();
    await copy.getByText('Geef de kopie aan iemand').click();
    await copy.getByRole('button', { name: 'Leg vast dat u haar geeft' }).click();
    await copy.getByText(/^Gegeven aan Inwoner Eén/).waitFor();
    await picture(edits, 'edit-made');
    await judge(desk, 'an edited copy');
    const seconds = (player: string) => `(async () => {
      const audio = document.querySelector('${player}');
      audio.muted = true;
      await audio.play();
      return audio.duration;
    })()`;
    expect(await desk.evaluate<number>(seconds('article audio'))).toBeCloseTo(2, 0);

    // The resident hears it on their own page, with what was changed.
    const { link, secret } = await dossier.personal.make(talkId, { party: 'p1', codeBy: 'desk' }, 'cli');
    const { code } = await dossier.personal.makeCode(talkId, link.id, 'cli');
    const context = await open.browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    contexts.push(context);
    const mine = await context.newPage();
    await mine.goto(`${base}/mijn#${secret}`);
    await mine.getByRole('textbox', { name: 'Code' }).fill(code);
    await mine.getByRole('button', { name: 'Open mijn pagina' }).click();
    const card = mine.getByRole('region', { name: 'Bewerkte kopieën' });
    await card.getByText('Reden: de stem van iemand op de gang').waitFor();
    expect(await mine.evaluate<number>(seconds('section[aria-labelledby=edits] audio'))).toBeCloseTo(2, 0);
    const download = mine.waitForEvent('download');
    await card.getByRole('button', { name: 'Download de bewerkte kopie' }).click();
    await (await download).path();
    await judge(mine, 'my edited copies');
    await picture(card, 'edit-mine');

    await copy.getByText('Trek deze bewerking in').click();
    await copy.getByLabel('Waarom trekt u haar in?').fill('vergissing');
    await copy.getByRole('button', { name: 'Vernietig de kopie nu' }).click();
    await copy.getByText(/^Ingetrokken op/).waitFor();
    await desk.setViewportSize({ width: 390, height: 844 });
    await desk.emulateMedia({ colorScheme: 'dark' });
    await edits.getByText('Maak een bewerkte kopie').scrollIntoViewIfNeeded();
    await judge(desk, 'edits, narrow and dark');
    await picture(edits, 'edit-narrow');
  });
});
