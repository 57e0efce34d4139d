import { ownRulesFile, type Receipt, rules, verifyReceipt } from '@woordelijk/rules';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, judge } from './chromium.ts';
import { type Look, type Scene, type Stage, scene, stage } from './visitor.ts';

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;
const COVERT =
  '#vraag=opnemen&datum=2026-11-22&opnemer=inwoner&wederpartij=gemeente&deelname=deelnemer&plaats=kantoor&drager=geluid&gemeld=niemand';
/** A theme changes colours and a width the layout: two visits see both of each. */
const LOOKS = [
  { width: 1280, dark: false },
  { width: 390, dark: true },
];

describe.runIf(chromiumPath)('the public pages', { timeout: 120_000 }, () => {
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
    here = await scene(open, { dossier: real.dossier, ...look });
    return here;
  };
  const choose = (page: Page, answer: string) => page.getByRole('button', { name: answer, exact: true }).click();
  const verdict = (page: Page, said: string) =>
    page.locator('.w-outcome-verdict').getByText(said, { exact: true }).waitFor();
  const receiptOn = async (page: Page): Promise<Receipt> =>
    JSON.parse((await page.locator('.w-receipt').textContent()) ?? '');

  it('the resident who takes part and records secretly: no offence, but improper; telling makes it right', async () => {
    const { page, base } = await come({ width: 390 });
    await page.goto(`${base}/mag-dat`);
    await page.getByRole('button', { name: /^Een gesprek opnemen/ }).click();
    await page.getByRole('heading', { name: 'Wie neemt op?' }).waitFor();
    await choose(page, 'Een inwoner of klant, voor zichzelf');
    await choose(page, 'Een gemeente');
    await choose(page, 'Ja, als deelnemer');
    await choose(page, 'In een kantoor of ander besloten lokaal');
    await choose(page, 'Alleen geluid');
    await choose(page, 'Niemand');
    await verdict(page, 'Niet strafbaar, wel onbehoorlijk');
    const card = (name: string) => page.locator('.w-four .w-card', { has: page.getByRole('heading', { name }) });
    await card('Strafrecht').getByText('Niet strafbaar').first().waitFor();
    await card('Behoorlijkheid').getByText('Onbehoorlijk').first().waitFor();
    await card('Regels van de organisatie').getByText('U koos geen organisatie').waitFor();
    await page.getByText('Nog niet door een jurist nagekeken').first().waitFor();
    await card('Strafrecht').locator('summary').click();
    await card('Strafrecht').getByText('zonder deelnemer aan dat gesprek te zijn').waitFor();
    expect(await card('Strafrecht').locator('a').first().getAttribute('href')).toContain('wetten.overheid.nl');

    await page.getByLabel('Zeg voor het gesprek dat u wilt opnemen.').check();
    await verdict(page, 'Het mag, onder voorwaarden');
    await page.goBack();
    await verdict(page, 'Niet strafbaar, wel onbehoorlijk');
  });

  it('a training recording as evidence: not allowed, and nothing makes it right', async () => {
    const { page, base } = await come();
    await page.goto(`${base}/mag-dat`);
    await page.getByRole('button', { name: /^Een opname voor iets anders gebruiken/ }).click();
    await choose(page, 'Een bedrijf of andere organisatie, of een medewerker voor het werk');
    await choose(page, 'Training');
    await choose(page, 'Bewijs');
    await verdict(page, 'Het mag niet');
    await page.getByText('Het nieuwe doel hangt niet samen met het aangekondigde doel.').first().waitFor();
    await page.getByText('Niets maakt dit goed.').waitFor();
    await page.getByLabel('Neem opnieuw op met het nieuwe doel in de aankondiging.').check();
    await page.getByRole('button', { name: /Voor welk nieuw doel.*Training/s }).click();
    await page.getByRole('button', { name: 'Ga verder met dit antwoord' }).click();
    await verdict(page, 'Het mag');
  });

  it('asks less the more is known, and says what it took for granted', async () => {
    const { page, base } = await come();
    await page.goto(`${base}/mag-dat`);
    await page.getByRole('button', { name: /^Een gesprek opnemen/ }).click();
    await choose(page, 'Een inwoner of klant, voor zichzelf');
    await choose(page, 'Een gemeente');
    await choose(page, 'Nee');
    await choose(page, 'In een kantoor of ander besloten lokaal');
    await choose(page, 'Alleen geluid');
    await verdict(page, 'Het is strafbaar'); // whom they told no longer matters
    await page.getByText('Artikel 139a Wetboek van Strafrecht: ten hoogste 6 maanden').waitFor();
    await page.getByLabel('Wie besloot dat het apparaat in de ruimte staat?').selectOption('gebruiker_ruimte');
    await page.getByRole('heading', { name: 'Is het apparaat te zien?' }).waitFor();
    await choose(page, 'Ja');
    await choose(page, 'Iedereen in het gesprek');
    await verdict(page, 'Het mag, onder voorwaarden');
    await page.getByRole('button', { name: 'Wijzig: Neemt wie opneemt zelf deel aan het gesprek?' }).click();
    await page.getByRole('heading', { name: 'Neemt wie opneemt zelf deel aan het gesprek?' }).waitFor();
    await page.getByRole('button', { name: 'Sla de rest over en toon het antwoord' }).click();
    await page.getByRole('heading', { name: 'Hier gingen wij van uit' }).waitFor();
  });

  it('an open norm is put to a person, and never filled in', async () => {
    const { page, base } = await come();
    await page.goto(
      `${base}/mag-dat#vraag=opnemen&datum=2026-11-22&opnemer=organisatie&wederpartij=particulier&deelname=deelnemer&plaats=telefoon&gemeld=alle&doel=bewijs&grondslag=gerechtvaardigd_belang&patroon=incidenteel&or=instemming&instemming=niet_gevraagd`,
    );
    await verdict(page, 'Een mens moet dit afwegen');
    await page.getByText('Welk belang heeft u precies?').waitFor();
    const weighing = page.getByLabel('Weeg uw belang af tegen dat van de ander en leg dat vast.');
    await weighing.and(page.locator(':disabled')).waitFor();
    await page.getByRole('button', { name: /afweging door een mens.*het mag, met redenen/is }).click();
    await page.getByText('Alleen een mens kan dit vaststellen.').waitFor();
    expect(await page.getByRole('button', { name: 'Ga verder met dit antwoord' }).count()).toBe(0);
    expect((await receiptOn(page)).facts.weging).toBe('onbeoordeeld');
  });

  it('old law is answered by its own day', async () => {
    const { page, base } = await come();
    await page.goto(`${base}/mag-dat#vraag=inzage&datum=2026-11-22&opnemer=organisatie`);
    await page.getByText('Andere dag of organisatie').click();
    await page.getByLabel('Op welke dag gebeurt of gebeurde het?').fill('2017-03-01');
    await page.getByRole('button', { name: 'Sla de rest over en toon het antwoord' }).click();
    await page.getByText('Antwoord binnen vier weken.').waitFor();
    await page.getByLabel('Op welke dag gebeurt of gebeurde het?').fill('1999-01-01');
    await page.getByText('Kies een dag vanaf 1 september 2001.').waitFor();
    expect((await receiptOn(page)).datum).toBe('2017-03-01');
  });

  it('the link gives the same receipt again, and these rules confirm it', async () => {
    const { page, base, context } = await come();
    await page.goto(`${base}/mag-dat${COVERT}`);
    const copy = 'Geef de ander een kopie als die dat wil.';
    await page.getByLabel(copy).check();
    await page.getByLabel(copy).and(page.locator(':checked')).waitFor();
    const link = await page.locator('.w-link-text').innerText();
    const first = await receiptOn(page);
    const other = await context.newPage();
    await other.goto(link);
    await other.getByLabel(copy).and(other.locator(':checked')).waitFor();
    expect(await receiptOn(other)).toEqual(first);
    expect(verifyReceipt(rules, first)).toEqual({ ok: true });
    await page.getByRole('button', { name: 'Kopieer de link' }).click();
    await page.getByRole('button', { name: 'De link is gekopieerd' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(link);
    await other.goto('about:blank');
    await other.goto(`${link.replace(/regels=\w+/, 'regels=000000000000')}&opnemer2=x`);
    await other.getByText('Deze link is gemaakt met een andere versie van de regels.').waitFor();
    await other.getByText('Een deel van deze link klopt niet').waitFor();
  });

  it('works without a connection once it was loaded', async () => {
    const { page, base, context, complaints } = await come({ width: 390 });
    await page.goto(`${base}/mag-dat`);
    await page.evaluate('navigator.serviceWorker.ready');
    const worker = await (await context.request.get(`${base}/mag-dat-worker.js`)).text();
    expect(worker).not.toMatch(/Talk|Settings|Login/); // nothing of the office is kept on a visitor's device
    await context.setOffline(true);
    await page.goto(`${base}/mag-dat${COVERT}`);
    await page.reload();
    await verdict(page, 'Niet strafbaar, wel onbehoorlijk');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'May this talk be recorded?' }).waitFor();
    await verdict(page, 'Not an offence, but improper');
    expect(complaints.splice(0).every((text) => text.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true);
  });

  it('can be used with the keyboard alone', async () => {
    const { page, base } = await come();
    await page.goto(`${base}/mag-dat`);
    await page.getByRole('heading', { name: 'Wat wilt u doen?' }).waitFor();
    const focused = () => page.evaluate<string>('document.activeElement.innerText ?? ""');
    const reach = async (text: string) => {
      for (let presses = 0; presses < 60; presses++) {
        if ((await focused()).startsWith(text)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reached ${text}`);
    };
    for (const answer of [
      'Een opname delen of op internet zetten',
      'Een inwoner of klant',
      'Alleen geluid',
      'Iedereen (openbaar',
      'Niet gevraagd',
      'Ja',
    ]) {
      await reach(answer);
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await focused()).startsWith(answer)).toBe(false); // the next heading has it
    }
    await verdict(page, 'Het mag niet');
    await page.getByText('Kan strafbaar zijn').waitFor(); // defamation is for a court to say
    await expect.poll(focused).toContain('Het antwoord');
    await page.keyboard.press('Shift+Tab');
    await reach('English');
    await page.keyboard.press('Enter');
    await page.getByText('Not allowed').first().waitFor();
  });

  it('an organisation’s rules count, as published and not on its behalf', async () => {
    const { page, base } = await come();
    await page.goto(
      `${base}/mag-dat${COVERT.replace('drager=geluid', 'drager=beeld').replace('niemand', 'alle')}&apparaat=openlijk`,
    );
    await verdict(page, 'Het mag, onder voorwaarden');
    await page.getByText('Andere dag of organisatie').click();
    await page.getByLabel('Gelden er regels van een organisatie?').selectOption({ label: "Gemeente 's-Hertogenbosch" });
    await verdict(page, 'Niet toegestaan volgens de regels van deze organisatie; niet strafbaar');
    await page.getByText("niet namens Gemeente 's-Hertogenbosch").first().waitFor();
    await page.getByRole('link', { name: 'Alle regels van deze organisatie' }).click();
    await page.getByRole('heading', { name: "Factsheet gesprekken opnemen: Gemeente 's-Hertogenbosch" }).waitFor();
  });

  it('rules that an organisation adopted on this server count too, with the receipt that the server gives', async () => {
    const { page, base, parts, context } = await come();
    const { id } = await parts.dossier.addOrganisation('Gemeente Oost', 'cli');
    const example = rules.ruleSet.overlays.find(({ key }) => key === 's-hertogenbosch')!;
    const header = {
      key: 'gemeente-oost',
      name: 'Gemeente Oost',
      kind: 'gemeente' as const,
      legalForm: 'spelregels',
      decidedBy: 'college',
      decidedOn: null,
      publishedAt: 'de website',
      publishedOn: '2026-10-01',
      link: 'https://oost.example/spelregels',
      from: '2026-10-01',
      disclaimer: { nl: 'Onze eigen regels.', en: 'Our own rules.' },
    };
    await parts.dossier.ownRules.adopt(id, ownRulesFile(header, example.rows), 'cli');
    await page.goto(`${base}/mag-dat#organisatie=gemeente-oost`);
    await page.getByText('Regels die Gemeente Oost zelf heeft vastgesteld: de website.').waitFor();
    await page.goto('about:blank');
    const facts = COVERT.replace('drager=geluid', 'drager=beeld').replace('niemand', 'alle');
    await page.goto(`${base}/mag-dat${facts}&apparaat=openlijk&organisatie=gemeente-oost`);
    await page.getByText('Niet toegestaan volgens de regels van deze organisatie').first().waitFor();
    const shown = await receiptOn(page);
    const { opnemer, wederpartij, deelname, plaats, drager, gemeld, apparaat } = shown.facts;
    const answer = await context.request.post(`${base}/v1/verdicts`, {
      headers: { 'woordelijk-request': '1' },
      data: {
        vraag: 'opnemen',
        datum: '2026-11-22',
        organisatie: ['gemeente-oost'],
        situation: { opnemer, wederpartij, deelname, plaats, drager, gemeld, apparaat },
      },
    });
    expect((await answer.json()).receipt).toEqual(shown);

    await page.goto(`${base}/vraag`);
    await page.getByLabel('Uw vraag').fill('Mag het aan de balie?');
    await page.getByLabel('Aan wie stelt u de vraag?').selectOption({ label: 'Gemeente Oost' });
    await judge(page, 'a question to an organisation');
    await page.getByRole('button', { name: 'Verstuur de vraag' }).click();
    await page.locator('.w-notice code').waitFor();
    expect(await parts.dossier.questions.register([id])).toMatchObject([{ text: 'Mag het aan de balie?' }]);
  });

  it('a question is put, answered by the office, and found by its code; what is public all can read', async () => {
    const { page, base, parts } = await come();
    await page.goto(`${base}/vraag`);
    await page.getByText('Er is nog geen vraag openbaar beantwoord.').waitFor();
    await page.getByRole('button', { name: 'Verstuur de vraag' }).click();
    await page.getByText('Vul uw vraag in.').waitFor();
    await page.getByLabel('Uw vraag').fill('Mag mijn buurman meeluisteren?');
    await page.getByRole('button', { name: 'Verstuur de vraag' }).click();
    const code = await page.locator('.w-notice code').innerText();
    const [asked] = await parts.dossier.questions.register();
    await parts.dossier.questions.answer(
      asked!.id,
      { question: 'Mag een buurman meeluisteren?', answer: 'Nee.' },
      'cli',
    );
    await page.getByLabel('Uw code').fill(code);
    await page.getByRole('button', { name: 'Zoek mijn antwoord' }).click();
    await page.getByText('Antwoord: Nee.').waitFor();
    await page.reload();
    await page.getByText('Mag een buurman meeluisteren?').click();
    await page.getByText('Nee.', { exact: true }).waitFor();
    await page.getByLabel('Zoek in de antwoorden').fill('buurman nee');
    await expect.poll(() => page.locator('.w-answers > li').count()).toBe(1);
    await judge(page, 'published answers');
    await page.getByLabel('Zoek in de antwoorden').fill('overbuur');
    await page.getByText('Geen vraag gevonden.').waitFor();
    await page.getByLabel('Uw code').fill('verkeerd');
    await page.getByRole('button', { name: 'Zoek mijn antwoord' }).click();
    await page.getByText('We kennen deze code niet.').waitFor();
    expect(here!.complaints.splice(0).every((text) => text.includes('404'))).toBe(true);
  });

  it('explanation needs no scripts, and no link in it leads nowhere', async () => {
    const { base, context } = await come();
    const plain = await open.browser.newContext({ javaScriptEnabled: false });
    const page = await plain.newPage();
    await page.goto(`${base}/uitleg`);
    await page.getByRole('link', { name: 'Als particulier uw eigen gesprekken opnemen' }).click();
    await page.getByText('Hoe was het vroeger?').first().click();
    await page.getByText('Onder de Wbp', { exact: false }).or(page.getByText('De Wbp gold.')).first().waitFor();
    await page.goto(`${base}/mag-dat`);
    await page.getByRole('link', { name: 'Uitleg over gesprekken opnemen' }).waitFor();
    await plain.close();

    const read = new Map<string, string>();
    const queue = ['/uitleg'];
    const wanted: [from: string, to: string][] = [];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (read.has(path)) continue;
      const answer = await context.request.get(base + path);
      expect([path, answer.status()]).toEqual([path, 200]);
      const text = await answer.text();
      read.set(path, text);
      if (!path.includes('uitleg')) continue;
      for (const [, href] of text.matchAll(/<a [^>]*href="([^"]+)"/gi)) {
        const to = new URL(href!.replaceAll('&amp;', '&'), base + path);
        if (to.origin !== new URL(base).origin) continue;
        queue.push(to.pathname);
        if (to.pathname.includes('uitleg') && to.hash !== '') wanted.push([path, to.pathname + to.hash]);
      }
    }
    expect(read.size).toBeGreaterThan(100);
    for (const [from, to] of wanted) {
      const [path, anchor] = to.split('#') as [string, string];
      expect([from, to, read.get(path)?.includes(`id="${anchor}"`)]).toEqual([from, to, true]);
    }
  });

  it('paper shows every source, and nothing to press', async () => {
    const { page, base } = await come();
    await page.goto(`${base}/mag-dat${COVERT}`);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    await page.getByText('zonder deelnemer aan dat gesprek te zijn').waitFor();
    await page.getByRole('button', { name: 'Begin opnieuw' }).waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'Wat als …?' }).waitFor({ state: 'hidden' });
  });

  describe.each(LOOKS)('for everybody, at $width wide, dark $dark', (look) => {
    it('no page breaks a rule of axe or scrolls sideways', async () => {
      const { page, base } = await come(look);
      const visit = async (name: string, path: string, ready: string) => {
        await page.goto('about:blank');
        await page.goto(base + path);
        await page.locator(ready).first().waitFor();
        await judge(page, name);
      };
      await visit('start', '/mag-dat', '.w-choices');
      await visit('question', '/mag-dat#vraag=opnemen&datum=2026-11-22&opnemer=inwoner', '.w-choices');
      await visit('answer', `/mag-dat${COVERT}`, '.w-outcome');
      for (const summary of await page.locator('main summary').all()) await summary.click();
      await page.locator('.w-flip').first().click();
      await judge(page, 'answer unfolded');
      await visit(
        'forbidden',
        '/mag-dat#vraag=hergebruik&datum=2026-11-22&opnemer=organisatie&doel=training&doel_nieuw=bewijs',
        '.w-outcome',
      );
      await visit('old law', '/mag-dat#vraag=opnemen&datum=2010-01-01&organisatie=uwv&klaar=ja', '.w-outcome');
      await visit('questions', '/vraag', '.w-card');
      if ((look.width === 390) !== look.dark) return; // explanation: the same components, once in each light and width
      for (const name of [
        '',
        '/particulier',
        '/factsheet/s-hertogenbosch',
        '/bronnen',
        '/tabellen/grondslag',
        '/tabellen/wijzigingen',
      ])
        await visit(`explanation ${name}`, `/uitleg${name}`, 'h1');
      await visit('English', '/en/uitleg/bedrijven', 'h1');
    });
  });
});
