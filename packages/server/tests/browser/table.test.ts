/** The talk at the table in a real browser, on a real dossier: from the wish to record to the copy, and every no on the way. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packEntries, wavHeader } from '@woordelijk/audio';
import type { Dossier, Post } from '@woordelijk/dossier';
import { ownRulesFile, rules } from '@woordelijk/rules';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { putInOrder } from '../../../dossier/tests/in-order.ts';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, judge } from './chromium.ts';
import { type Scene, type Stage, scene, stage } from './visitor.ts';

/** Pictures for docs/, where a run is asked for them. */
const PICTURES = process.env.WOORDELIJK_PICTURES;

let open: Stage;
let real: RealDossier | undefined;
let here: Scene | undefined;
const more: BrowserContext[] = [];

describe.runIf(chromiumPath)('the talk at the table', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    open = await stage();
    if (PICTURES !== undefined) mkdirSync(PICTURES, { recursive: true });
  }, 180_000);
  afterEach(async () => {
    const complaints = here?.complaints ?? [];
    for (const context of more.splice(0)) await context.close();
    await here?.close();
    await real?.close();
    here = undefined;
    expect(complaints).toEqual([]);
  });
  afterAll(() => open.close());

  interface Town {
    readonly page: Page;
    readonly base: string;
    readonly dossier: Dossier;
    readonly organisationId: string;
    readonly departmentId: string;
    /** A page of somebody with these roles, on a device of their own. */
    as(name: string, ...posts: Omit<Post, 'id'>[]): Promise<Page>;
  }

  /** A municipality under the rules that 's-Hertogenbosch published, seen by an official of its Wmo desk on a phone. */
  async function town(width = 390): Promise<Town> {
    real = await realDossier();
    const { dossier } = real;
    here = await scene(open, { dossier, width });
    const { base, page } = here;
    const { id: organisationId } = await dossier.addOrganisation('Gemeente Oost', 'cli');
    await putInOrder(dossier, organisationId, new Date().toISOString().slice(0, 10));
    const header = {
      key: 'oost',
      name: 'Gemeente Oost',
      kind: 'gemeente',
      legalForm: 'spelregels',
      decidedBy: 'college',
      decidedOn: null,
      publishedAt: 'de website',
      publishedOn: '2026-01-01',
      link: 'https://oost.example/spelregels',
      from: '2026-01-01',
      disclaimer: { nl: 'Onze eigen regels.', en: 'Our own rules.' },
    } as const;
    const published = rules.ruleSet.overlays.find(({ key }) => key === 's-hertogenbosch')!;
    await dossier.ownRules.adopt(organisationId, ownRulesFile(header, published.rows), 'cli');
    const { id: departmentId } = await dossier.staff.addDepartment(organisationId, 'Wmo', { actor: 'cli' });
    const enter = async (context: BrowserContext, organisation: string, name: string, posts: Omit<Post, 'id'>[]) => {
      const { token } = await dossier.staff.invite(organisation, name, posts, 'cli');
      const passkey = { id: `passkey of ${name}`, publicKey: new Uint8Array(1), counter: 0, transports: [] };
      const { account } = await dossier.staff.join(token, passkey);
      const session = await dossier.people.openSession(account.id);
      await context.addCookies([
        { name: 'woordelijk', value: session.token, url: base, httpOnly: true, sameSite: 'Strict' },
      ]);
    };
    await enter(here.context, organisationId, 'Medewerker Wmo', [{ role: 'employee', departmentId }]);
    return {
      page,
      base,
      dossier,
      organisationId,
      departmentId,
      async as(name, ...posts) {
        const context = await open.browser.newContext({ viewport: { width: 1280, height: 900 } });
        more.push(context);
        await enter(context, organisationId, name, posts);
        return await context.newPage();
      },
    };
  }

  /** Plans a talk on the page; ends on its page. */
  async function plan(
    { page, base }: Town,
    place = 'Op kantoor',
    resident = 'Inwoner Eén',
    number = '',
  ): Promise<string> {
    await page.goto(base);
    await page.getByRole('link', { name: 'Plan een gesprek' }).click();
    await page.getByLabel('Naam van de inwoner of klant').fill(resident);
    if (number !== '') await page.getByLabel('Telefoonnummer').fill(number);
    await page.getByLabel('Waar', { exact: true }).selectOption({ label: place });
    await judge(page, 'plan');
    await picture(page, 'plan');
    await page.getByRole('button', { name: 'Zet het gesprek klaar' }).click();
    await page.getByRole('heading', { name: 'Wil iemand opnemen? Leg het verzoek vast' }).waitFor();
    return page.url().split('/').at(-1)!;
  }

  /** Registers the wish with what is filled in already. */
  async function ask(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Leg het verzoek vast' }).click();
    await page.getByRole('heading', { name: 'Beslis over het verzoek' }).waitFor();
  }

  async function refuse(page: Page, alternative: string): Promise<void> {
    await page.getByText('Weigeren', { exact: true }).click();
    await page.getByRole('button', { name: 'Weiger de opname' }).click();
    await expect.poll(() => page.getByText('Vul dit in.').count()).toBe(3); // nothing was sent
    await page.getByLabel('De zwaarwegende reden').and(page.locator(':focus')).waitFor(); // the first that is wrong
    await page.getByText('Kies een antwoord.').waitFor();
    await judge(page, 'refusal that is not complete');
    await page.getByLabel('De zwaarwegende reden').fill('Er worden gegevens van een ander kind besproken.');
    await page.getByLabel('Zo legde u het uit').fill('Aan tafel uitgelegd.');
    await page.getByLabel('Wat kwam er uit het gesprek daarover?').fill('De inwoner wil het rustig kunnen nalezen.');
    await page.getByRole('button', { name: 'Weiger de opname' }).click(); // still without an alternative
    await page.getByText('Kies een antwoord.').waitFor();
    await page.getByLabel(alternative).check();
    await page.getByRole('button', { name: 'Weiger de opname' }).click();
    await page.getByRole('heading', { name: 'Alternatief', exact: true }).waitFor();
  }

  /** Two seconds of sound for the planned talk. */
  async function record(dossier: Dossier, talkId: string): Promise<void> {
    const startedAt = Date.now() * 1000;
    const format = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };
    const { recordingId } = await dossier.recordings.begin({
      startedAt,
      planned: talkId,
      source: 'phone',
      lines: [],
      demo: false,
      parties: [],
      channels: [{ channel: 1, label: '1', format, parties: ['p1'] }],
    });
    for (const second of [0, 1]) {
      const entries = Array.from({ length: 50 }, (_, i) => {
        const at = second * 8000 + i * 160;
        const payload = Uint8Array.from({ length: 160 }, (_, tick) => (at + tick) & 0xff);
        return {
          kind: 'packet' as const,
          at,
          arrival: at * 125,
          payloadType: 8,
          sequence: i,
          timestamp: at,
          ssrc: 1,
          marker: i === 0,
          payload,
        };
      });
      const leaf = { start: startedAt + second * 1e6, duration: 1e6, entries: packEntries(entries) };
      await dossier.recordings.append(recordingId, { channel: 1, leaves: [leaf] });
    }
    await dossier.recordings.end(recordingId, 'bye', startedAt + 2e6);
    await dossier.settled();
  }

  /** A WAV of a tone: 8 kHz, mono. */
  function wavOf(seconds: number): Buffer {
    const frames = seconds * 8000;
    const samples = Int16Array.from({ length: frames }, (_, at) => 8000 * Math.sin(at / 3));
    const header = wavHeader({ encoding: 'pcm16', channels: 1, frames, rate: 8000 });
    return Buffer.concat([header, Buffer.from(samples.buffer)]);
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `table-${name}.png`), fullPage: true });
  }

  /** Goes on by Tab until what has the focus is called so, and the focus can be seen; fails after a round. */
  async function reach(page: Page, name: string): Promise<void> {
    for (let tabs = 0; tabs < 80; tabs += 1) {
      await page.keyboard.press('Tab');
      const [called, seen] = (await page.evaluate(`(() => {
        const at = document.activeElement;
        const label = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent;
        const style = getComputedStyle(at);
        return [label.trim(), style.outlineStyle !== 'none' || style.boxShadow !== 'none'];
      })()`)) as [string, boolean];
      if (called !== name) continue;
      expect([name, seen]).toEqual([name, true]);
      return;
    }
    throw new Error(`no Tab leads to '${name}'`);
  }

  /** At both widths. */
  async function judgeBoth(page: Page, name: string): Promise<void> {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await judge(page, `${name}, ${width} px`);
    }
    await picture(page, name.replaceAll(' ', '-'));
  }

  it('goes from plan to an agreement by the keyboard alone', async () => {
    const { page, base } = await town(1280);
    await page.goto(base);
    await page.getByRole('link', { name: 'Plan een gesprek' }).waitFor();
    await reach(page, 'Plan een gesprek');
    await page.keyboard.press('Enter');
    await page.getByLabel('Naam van de inwoner of klant').waitFor();
    await reach(page, 'Naam van de inwoner of klant');
    await page.keyboard.type('Inwoner Eén');
    await reach(page, 'Zet het gesprek klaar');
    await page.keyboard.press('Enter');
    for (const [button, heading] of [
      ['Leg het verzoek vast', 'Beslis over het verzoek'],
      ['Ja, opnemen mag', 'Maak de afspraken'],
    ] as const) {
      await page.getByRole('button', { name: button }).waitFor();
      await reach(page, button);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: heading }).first().waitFor();
    }
    await reach(page, 'Maak de afspraken');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Laat bevestigen op een eigen toestel' }).waitFor();
    await reach(page, 'Laat bevestigen op een eigen toestel');
  });

  it('a refusal without an alternative is impossible; a companion joins the talk', async () => {
    const place = await town();
    const { page } = place;
    await plan(place);
    await ask(page);
    await refuse(page, 'Een gemachtigde of iemand anders komt mee');
    const [letter] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Brief over de weigering', exact: true }).click(),
    ]);
    expect(readFileSync(await letter.path(), 'utf8')).toContain('geen besluit waartegen u bezwaar kunt maken');
    await judgeBoth(page, 'alternative companion');
    await page.getByLabel('Naam van wie meekomt').fill('Zus van de inwoner');
    await page.getByRole('button', { name: 'Voeg toe aan het gesprek' }).click();
    await page.getByText('Uitgevoerd').waitFor();
    await page.getByRole('listitem').getByText('Zus van de inwoner').first().waitFor();
    await page.getByRole('heading', { name: 'Er is nu niets te doen' }).waitFor();
  });

  it('the office records in its place, and the other side listens', async () => {
    const place = await town();
    const { page, dossier } = place;
    const talkId = await plan(place);
    await ask(page);
    await refuse(page, 'Wij nemen op, de ander luistert terug');
    await page.getByLabel('Waar?').fill('Luisterkamer stadhuis');
    await page.getByRole('button', { name: 'Spreek het luistermoment af' }).click();
    await page.getByText('Luisterkamer stadhuis').waitFor();
    await record(dossier, talkId);
    await page.reload();
    await page.getByLabel('Opmerking').fill('Alles gehoord.');
    await page.getByRole('button', { name: 'Er is geluisterd' }).click();
    await page.getByText('Uitgevoerd').waitFor();
    await judgeBoth(page, 'alternative listening');
  });

  it('a written account gets a draft, remarks beside it, and is made final', async () => {
    const place = await town();
    const { page } = place;
    await plan(place);
    await ask(page);
    await refuse(page, 'Een schriftelijke weergave van het gesprek');
    await page.getByLabel('Tekst van het verslag').fill('Wij spraken over hulp bij het huishouden.');
    await page.getByRole('button', { name: 'Bewaar als concept' }).click();
    await page.getByText('Concept 1').waitFor();
    await page.getByLabel('De opmerking, in eigen woorden').fill('Er is ook over vervoer gesproken.');
    await page.getByRole('button', { name: 'Bewaar de opmerking' }).click();
    await page.getByRole('heading', { name: 'Opmerkingen van de ander' }).waitFor();
    await judgeBoth(page, 'alternative account');
    await page.getByRole('button', { name: 'Maak het verslag definitief' }).click();
    await page.getByText('Dit verslag is definitief.').waitFor();
    await page.getByLabel('Tekst van het verslag').waitFor({ state: 'detached' });
  });

  it('an objection of yesterday stops the recording of today, until a named person says why it does not count', async () => {
    const place = await town();
    const { page, base } = place;
    await page.goto(`${base}/privacy`);
    await page.getByText('Er staat niemand in het register.').waitFor();
    await judgeBoth(page, 'privacy');
    await page.getByRole('button', { name: 'Zet in het register' }).click();
    await page.getByText('Vul een naam of een nummer in, of allebei.').nth(1).waitFor();
    await page.getByLabel('Telefoonnummer').fill('+999612345678');
    await page.getByLabel('Hoe en waar is dit gezegd?').fill('Aan de balie');
    await page.getByRole('button', { name: 'Zet in het register' }).click();
    await page.getByText('+999612345678').first().waitFor();
    await judgeBoth(page, 'privacy with an objection');
    await plan(place, 'Op kantoor', 'Inwoner Eén', '+999612345678');
    await page.getByText('De opname mag niet beginnen.').waitFor();
    await judgeBoth(page, 'objection');
    await page.getByText('Het bezwaar geldt hier niet').click();
    await page.getByLabel('Waarom?').fill('De inwoner vraagt nu zelf om de opname.');
    await page.getByRole('button', { name: 'Leg vast waarom het bezwaar hier niet geldt' }).click();
    await page.getByText('De opname mag niet beginnen.').waitFor({ state: 'detached' });
  });

  it('a camera at home that was not told gives a warning, and the talk moves to another place', async () => {
    const place = await town();
    const { page } = place;
    await plan(place, 'Bij de inwoner thuis');
    await page.getByLabel('Ja, maar dat was niet verteld').check();
    await ask(page);
    await page.getByRole('listitem').getByText('Vertel voor het gesprek dat er een camera in de ruimte is.').waitFor();
    await judgeBoth(page, 'camera at home');
    await page.getByLabel('Waarom verplaatst u het gesprek?').fill('Er hangt een camera.');
    await page.getByRole('button', { name: 'Verplaats het gesprek' }).click();
    await page.getByText('Op kantoor').first().waitFor();
  });

  it('somebody of another department or organisation sees nothing of it', async () => {
    const place = await town();
    const { base, dossier, organisationId } = place;
    const talkId = await plan(place);
    const tax = await dossier.staff.addDepartment(organisationId, 'Belastingen', { actor: 'cli' });
    const stranger = await place.as('Medewerker Belastingen', { role: 'employee', departmentId: tax.id });
    await stranger.goto(base);
    await stranger.getByText('Er staan geen gesprekken gepland.').waitFor();
    await stranger.goto(`${base}/gesprekken/${talkId}`);
    await stranger.getByText('Dit gesprek is er niet').waitFor();
    const fg = await place.as('FG', { role: 'dpo', departmentId: null });
    await fg.goto(`${base}/gesprekken/${talkId}`);
    await fg.getByRole('heading', { name: 'Wie zitten er aan tafel?' }).waitFor();
    const west = await dossier.addOrganisation('Gemeente West', 'cli');
    const desk = await dossier.staff.addDepartment(west.id, 'Wmo', { actor: 'cli' });
    const { token } = await dossier.staff.invite(west.id, 'West', [{ role: 'employee', departmentId: desk.id }], 'cli');
    const { account } = await dossier.staff.join(token, {
      id: 'w',
      publicKey: new Uint8Array(1),
      counter: 0,
      transports: [],
    });
    const session = await dossier.people.openSession(account.id);
    const answer = await fetch(`${base}/v1/talks/${talkId}/file`, {
      headers: { cookie: `woordelijk=${session.token}` },
    });
    const { code } = (await answer.json()) as { code: string };
    expect([answer.status, code]).toEqual([404, 'talk-not-found']);
  });

  it('a recording by who took no part is not taken in; the FG decides; misuse is closed case by case', async () => {
    const place = await town();
    const { page, base } = place;
    const talkId = await plan(place);
    await page.getByText('De ander geeft een opname').click();
    await page.getByLabel('Door iemand die niet meedeed').check();
    await page.getByLabel('Wat zei de ander erover?').fill('Door de buurman gemaakt.');
    const saves = page.getByRole('button', { name: 'Leg vast', exact: true });
    await saves.click();
    await page.getByText('Niet bewaard en niet afgespeeld. De FG beslist.').waitFor();
    expect(await page.getByLabel('Kies het bestand').count()).toBe(0);

    // One made by who took part is taken in with its file, and comes out as it came.
    await page.getByText('De ander geeft een opname').click();
    await page.getByLabel('Door iemand die aan het gesprek meedeed').check();
    await page.getByLabel('Wat zei de ander erover?').fill('Met de telefoon gemaakt.');
    await saves.click();
    await page.getByText('Aangenomen: wij zijn ervoor verantwoordelijk').waitFor();
    const tone = wavOf(2);
    const name = 'opname van de inwoner.wav';
    await page.getByLabel('Kies het bestand').setInputFiles({ name, mimeType: 'audio/wav', buffer: tone });
    await page.getByText('Het bestand is helemaal binnen').waitFor();
    await page.getByLabel(`Luister naar ${name}`).waitFor();
    const seconds = await page.evaluate<number>(`(async () => {
      const audio = document.querySelector('audio[aria-label="Luister naar ${name}"]');
      audio.muted = true;
      await audio.play();
      return audio.duration;
    })()`);
    expect(seconds).toBe(2);
    const [back] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download zoals het binnenkwam' }).click(),
    ]);
    expect(readFileSync(await back.path())).toEqual(tone);
    await page.getByText('Meld het').click();
    await page.getByLabel('Wat is er gebeurd?').fill('De opname staat op internet.');
    await page.getByRole('button', { name: 'Verstuur de melding' }).click();
    await page.getByText('In behandeling').waitFor();
    await judgeBoth(page, 'offer and report');
    const fg = await place.as('FG', { role: 'dpo', departmentId: null });
    await fg.goto(`${base}/gesprekken/${talkId}`);
    await fg.getByLabel('Waarom?').first().fill('Afgeluisterd.');
    await fg.getByRole('button', { name: 'Leg de beslissing vast' }).click();
    await fg.getByText('De FG besloot: niet aannemen').waitFor();
    await fg.getByLabel('Wat is er gedaan?').fill('Gebeld; de opname is weggehaald.');
    await fg.getByRole('button', { name: 'Rond de melding af' }).click();
    await fg.getByText('Afgerond').waitFor();
    await judge(fg, 'as the FG');
  });
});
