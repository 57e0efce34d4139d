import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, giveAuthenticator, judge } from './chromium.ts';
import { type Look, type Scene, type Stage, scene, stage } from './visitor.ts';

let open: Stage;
let here: Scene | undefined;

/** Needs Chromium (Debian: apt install chromium); the pages are built by the test itself. */
describe.runIf(chromiumPath)('the pages in a browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    open = await stage();
  }, 120_000);
  afterEach(async () => {
    const complaints = here?.complaints ?? [];
    await here?.close();
    here = undefined;
    expect(complaints).toEqual([]);
  });
  afterAll(() => open.close());

  const come = async (look: Look = {}): Promise<Scene> => {
    here = await scene(open, { inside: true, ...look });
    return here;
  };

  it('first administrator, recovery codes, log out, log in again by passkey and by code', async () => {
    const { page, parts, base, context, complaints } = await come({ inside: false });
    await giveAuthenticator(context, page);
    await page.goto(base);
    await page.getByRole('heading', { name: 'Er is nog geen beheerder' }).waitFor();
    const { token } = await parts.dossier.people.makeAdministratorLink('cli');
    await page.goto(`${base}/#/eerste-beheerder/${token}`);
    await page.getByRole('button', { name: 'Maak een passkey' }).click();
    await page.getByText('Vul uw naam in.').waitFor();
    expect(page.url()).toBe(`${base}/eerste-beheerder`);
    await page.getByLabel('Uw naam').fill('Beheerder');
    await page.getByRole('button', { name: 'Maak een passkey' }).click();
    await page.getByRole('heading', { name: 'Bewaar uw herstelcodes' }).waitFor();
    const codes = await page.locator('.w-codes code').allTextContents();
    expect(codes).toHaveLength(8);
    await page.getByRole('button', { name: 'Kopieer' }).click();
    await page.getByRole('button', { name: 'Gekopieerd' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(codes.join('\n'));
    await page.getByLabel('Ik heb de codes op een veilige plek bewaard').check();
    await page.getByRole('link', { name: 'Naar de gesprekken' }).click();
    await page.getByRole('heading', { name: 'Gesprekken', level: 1 }).waitFor();
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])')).not.toContain(token);

    // The first day: a tour a step at a time, skipped once and for all, and found again in the help; the keys by `?`.
    const step = (name: string) => page.getByRole('heading', { name, level: 2 });
    await page.getByRole('button', { name: 'Volgende stap' }).press('Enter');
    await step('Zet een gesprek klaar').and(page.locator(':focus')).waitFor();
    await judge(page, 'first day');
    await page.getByRole('button', { name: 'Sla de rondleiding over' }).click();
    await page.reload();
    await page.getByText('Hulp bij deze pagina').click();
    expect(await page.getByRole('button', { name: 'Volgende stap' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Bekijk de rondleiding' }).click();
    await step('Hier begint u').waitFor();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Toetsen' });
    await keys.waitFor();
    await judge(page, 'keys');
    await keys.getByLabel('Losse toetsen gebruiken').uncheck();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await page.keyboard.press('?');
    expect(await keys.count()).toBe(0);
    await page.getByRole('button', { name: 'Sla de rondleiding over' }).click();

    await page.getByRole('button', { name: 'Uitloggen' }).click();
    await page.getByRole('button', { name: 'Log in met passkey' }).click();
    await page.getByRole('heading', { name: 'Gesprekken', level: 1 }).waitFor();

    await page.getByRole('button', { name: 'Uitloggen' }).click();
    await page.getByRole('button', { name: 'Gebruik een herstelcode' }).click();
    await page.getByLabel('Herstelcode').fill('verkeerde-code');
    await page.getByRole('button', { name: 'Log in met herstelcode' }).click();
    await page.getByText('De herstelcode klopt niet').waitFor();
    expect(complaints.splice(0).every((c) => c.includes('401'))).toBe(true); // the browser notes the refusal itself
    await page.getByLabel('Herstelcode').fill(codes[3]!);
    await page.getByRole('button', { name: 'Log in met herstelcode' }).click();
    await page.getByRole('heading', { name: 'Gesprekken', level: 1 }).waitFor();

    await page.goto(`${base}/#/eerste-beheerder/${token}`);
    const again = await context.request.post(`${base}/v1/administrators/options`, {
      headers: { 'woordelijk-request': '1' },
      data: { token, name: 'Iemand anders' },
    });
    expect(again.status()).toBe(409);
  });

  it('the list: days, search by number, nothing found, more pages', async () => {
    const { page, base, parts } = await come();
    await page.goto(base);
    await page.getByText('25 gesprekken getoond').waitFor();
    expect(await page.locator('.w-talks-row').count()).toBe(25);
    await page.getByRole('button', { name: 'Toon meer gesprekken' }).click();
    await page.getByText('30 gesprekken getoond').waitFor();
    const wanted = parts.talks[17]!.parties[0]!.number!;
    await page.getByLabel('Zoek op naam of nummer').fill(wanted.slice(-6));
    await page.getByText('1 gesprek getoond').waitFor();
    expect(page.url()).toBe(`${base}/`);
    await page.locator('.w-talks-row a').click();
    await page.getByRole('heading', { name: 'Luisteren' }).waitFor();
    await page.goBack();
    await page.getByText('1 gesprek getoond').waitFor();
    await page.getByLabel('Zoek op naam of nummer').fill('zzz');
    await page.getByRole('heading', { name: 'Geen gesprek gevonden' }).waitFor();
    await page.getByRole('button', { name: 'Wis zoekvelden' }).last().click();
    await page.getByText('25 gesprekken getoond').or(page.getByText('30 gesprekken getoond')).waitFor();
    await page.getByLabel('Volgorde').selectOption({ label: 'Oudste eerst' });
    const oldest = parts.talks.at(-1)!.parties[0]!.number!;
    await page.locator('.w-talks-row').first().getByText(oldest).waitFor();
  });

  it('an empty house tells how to place a test call, and the call then shows by itself', async () => {
    const { page, base, parts } = await come({ talks: 0 });
    await page.goto(base);
    await page.getByText('npx woordelijk demo call').waitFor();
    const talk = parts.begin();
    await page.getByText('Er wordt nu 1 gesprek opgenomen').waitFor();
    await expect.poll(() => page.getByRole('meter').count()).toBe(2);
    await page.locator('.w-live-card a').click();
    await page.getByRole('heading', { name: 'Dit gesprek wordt nu opgenomen' }).waitFor();
    parts.end(talk.id);
    await page.getByRole('heading', { name: 'Luisteren' }).waitFor();
  });

  it('a talk plays, seeks, skips by key, and lets one leg be heard', async () => {
    const { page, base, parts } = await come();
    const talk = parts.talks.find((t) => t.endedAt! - t.startedAt === 83_000)!;
    await page.goto(`${base}/gesprekken/${talk.id}`);
    const slider = page.getByRole('slider', { name: 'Plaats in het gesprek' });
    const stands = (at: string) =>
      expect.poll(() => slider.getAttribute('aria-valuetext')).toBe(`${at} van 1 minuut 23 seconden`);
    await stands('0 seconden');
    expect(parts.played).toEqual([]); // looking is not listening
    await slider.fill('63');
    await stands('1 minuut 3 seconden');
    await page.getByRole('button', { name: 'Afspelen' }).click();
    await page.getByRole('button', { name: 'Pauzeren' }).waitFor();
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThanOrEqual(64);
    expect(parts.played[0]).toBe(talk.id);
    await page.getByText('U luisterde naar dit gesprek.').first().waitFor();
    await page.getByRole('heading', { name: 'Luisteren' }).click();
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Afspelen' }).waitFor();
    await slider.fill('30');
    await page.keyboard.press('j');
    await stands('20 seconden');
    await page.keyboard.press('L');
    await stands('30 seconden');
    await page.getByRole('heading', { name: 'Luisteren' }).click();
    await slider.blur();
    await page.keyboard.press('ArrowRight');
    await stands('35 seconden');
    await page.getByLabel('Toetsen gebruiken').uncheck();
    await page.keyboard.press('l');
    await page.getByRole('button', { name: '10 seconden terug' }).click();
    await stands('25 seconden'); // the key did nothing any more
    await page.getByLabel('Snelheid').selectOption('1.5');
    await page.locator('.w-segments').getByRole('radio', { name: 'Beller Een' }).check();
    await page.getByRole('button', { name: 'Ga naar 0:21' }).click();
    await stands('21 seconden');
  });

  it('the seal says exactly what it means, intact and damaged', async () => {
    const { page, base, parts } = await come();
    await page.goto(`${base}/gesprekken/${parts.talks[0]!.id}`);
    await page.getByRole('button', { name: 'Controleer nu' }).click();
    await page.getByText('Ongewijzigd sinds deze server het ondertekende', { exact: true }).waitFor();
    await page.getByText('Dit is geen bewijs tegen de beheerder van deze server zelf.').waitFor();
    parts.seal = { state: 'damaged', findings: [{ place: '<img src=x onerror=alert(1)>', meaning: 'leaf 7 changed' }] };
    await page.getByRole('button', { name: 'Controleer opnieuw' }).click();
    await page.getByText('Beschadigd of gewijzigd').waitFor();
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('.w-findings img').count()).toBe(0);
  });

  it('hands out a copy as a file', async () => {
    const { page, base, parts } = await come();
    await page.goto(`${base}/gesprekken/${parts.talks[0]!.id}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Exacte kopie downloaden' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^gesprek-\d{4}-\d\d-\d\d-\w{8}-legs\.zip$/);
    expect(
      readFileSync(await download.path())
        .subarray(0, 4)
        .toString('latin1'),
    ).toBe('PK\u0003\u0004');
  });

  it('names from the wire are text wherever they stand', async () => {
    const { page, base, parts } = await come();
    const evil = '<img src=x onerror="document.title=1">"\'&amp;';
    parts.talks[0] = {
      ...parts.talks[0]!,
      parties: parts.talks[0]!.parties.map((p) => ({ ...p, name: evil, aor: 'javascript:alert(1)' })),
    };
    await page.goto(base);
    await page.getByText(evil).first().waitFor();
    await page.goto(`${base}/gesprekken/${parts.talks[0]!.id}`);
    await page.getByRole('heading', { level: 1 }).getByText(evil).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
  });

  it('lines: add, and remove after a question', async () => {
    const { page, base, parts } = await come();
    await page.goto(`${base}/instellingen`);
    await page.getByLabel('Nummer, adres of trunk').fill('+999701000077');
    await page.getByRole('button', { name: 'Lijn toevoegen' }).click();
    await page.getByText('+999701000077 is toegevoegd.').waitFor();
    const remove = page.getByRole('button', { name: 'Verwijder lijn +999701000077' });
    await remove.click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Annuleer' }).click();
    expect(parts.lines).toHaveLength(2);
    await remove.click();
    await page.getByRole('button', { name: 'Verwijder de lijn' }).click();
    await page.getByText('+999701000077 is verwijderd.').waitFor();
    expect(parts.lines).toHaveLength(1);
  });

  it('speaks English when asked, and keeps to it', async () => {
    const { page, base } = await come();
    await page.goto(base);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Talks', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Talks', level: 1 }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.goto(`${base}/nowhere`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    here?.complaints.splice(0); // the browser notes the 404 itself
  });

  it('shows the login page when the session ends, and an error with a way on when the server fails', async () => {
    const { page, base, parts, complaints } = await come();
    await page.goto(base);
    await page.locator('.w-talks').waitFor();
    const talks = parts.dossier.talks;
    parts.dossier.talks = async () => {
      throw new Error('broken');
    };
    await page.reload();
    await page.getByText('Er ging iets mis op de server').waitFor();
    parts.dossier.talks = talks;
    await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await page.locator('.w-talks').waitFor();
    parts.pass(61 * 60_000);
    await page.getByLabel('Zoek op naam of nummer').fill('beller');
    await page.getByRole('button', { name: 'Log in met passkey' }).waitFor();
    expect(complaints.splice(0).every((c) => /status of (401|500)/.test(c))).toBe(true);
  });

  // A theme changes colours and a width the layout: two visits see both of each.
  describe.each([
    { width: 1280, dark: false },
    { width: 390, dark: true },
  ])('for everybody, at $width wide, dark $dark', (look) => {
    it('no page breaks a rule of axe or scrolls sideways', async () => {
      const { page, base, parts } = await come(look);
      const talk = parts.talks.find((t) => t.endedAt! - t.startedAt === 83_000)!;
      await page.goto(base);
      await page.locator('.w-talks').waitFor();
      await judge(page, 'list');
      const live = parts.begin();
      await page.locator('.w-live-card').waitFor();
      await judge(page, 'list with a call');
      await page.goto(`${base}/gesprekken/${live.id}`);
      await page.locator('.w-live-leg').first().waitFor();
      await judge(page, 'call under way');
      await page.goto(`${base}/gesprekken/${talk.id}`);
      await page.getByRole('button', { name: 'Controleer nu' }).click();
      await page.getByRole('button', { name: 'Controleer opnieuw' }).waitFor();
      await page.getByText('Toon de gegevens zoals ontvangen').click();
      await page.locator('.w-raw pre').waitFor();
      await judge(page, 'talk');
      await page.goto(`${base}/instellingen`);
      await page.locator('.w-lines').waitFor();
      await judge(page, 'settings');
      await page.getByRole('button', { name: /^Verwijder lijn/ }).click();
      await page.getByRole('alertdialog').waitFor();
      await judge(page, 'question');
      await page.goto(`${base}/over`);
      await page.locator('.w-about').waitFor();
      await judge(page, 'about');
      await page.goto(`${base}/`);
      await page.getByRole('button', { name: 'Uitloggen' }).click();
      await page.getByRole('button', { name: 'Log in met passkey' }).waitFor();
      await judge(page, 'login');
      await page.getByRole('button', { name: 'Gebruik een herstelcode' }).click();
      await judge(page, 'recovery');
    });
  });
});
