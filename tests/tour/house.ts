/** Two houses to walk through: one in which nothing was done yet, and one full of examples. */
import { join } from 'node:path';
import type { Client, TalkState } from '@woordelijk/api';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demoData } from '../../packages/cli/src/demo-data.ts';
import { giveAuthenticator } from '../../packages/server/tests/browser/chromium.ts';
import { type Product, startProduct, temporaryFolder } from '../system/product.ts';
import type { Place } from './places.ts';

const DAY_MS = 86_400_000;

/** A link, and the code that goes with it, made when it is needed: it does not last. */
interface Door {
  readonly link: string;
  readonly code: () => Promise<string>;
}

/** What the places need to know of the house they are in. */
export interface House {
  readonly url: string;
  readonly organisationId: string;
  /** Links and ids; empty in a house where there is nothing to link to. */
  readonly firstLink: string;
  readonly invitation: string;
  readonly request: string;
  readonly agreement: string;
  readonly ownLink: string;
  readonly publication: string;
  readonly personal: Door;
  readonly shared: Door;
  readonly talks: Readonly<
    Record<
      'asked' | 'camera' | 'ready' | 'objected' | 'account' | 'listening' | 'stored' | 'unrecorded' | 'destroyed',
      string
    >
  >;
}

/** A house with its visitors, each in a browser window of their own. */
export interface OpenHouse {
  readonly house: House;
  readonly visitors: Readonly<Record<Place['who'], Page>>;
  /** What the browsers complained about since it was asked last. */
  complaints(): string[];
  close(): Promise<void>;
}

const NOTHING: Omit<House, 'url' | 'organisationId' | 'firstLink'> = {
  invitation: '',
  request: '',
  agreement: '',
  ownLink: '',
  publication: '',
  personal: { link: '', code: async () => '' },
  shared: { link: '', code: async () => '' },
  talks: {
    asked: '',
    camera: '',
    ready: '',
    objected: '',
    account: '',
    listening: '',
    stored: '',
    unrecorded: '',
    destroyed: '',
  },
};

/** An organisation that has its name and nothing else. `first` looks around before anybody has an account. */
export async function freshHouse(browser: Browser, first: (open: OpenHouse) => Promise<void>): Promise<OpenHouse> {
  const { open, product } = await openHouse(browser);
  const { client } = product;
  const house = { ...NOTHING, url: urlOf(product), organisationId: '', firstLink: firstLinkOf(product) };
  await first({ ...open, house });
  await becomeAdministrator(open.visitors.administrator, house.firstLink);
  const { id: organisationId } = await client.addOrganisation({ body: { name: 'Gemeente Nieuw' } });
  await client.arrangeOrganisation({ params: { organisationId }, body: { sector: 'gemeente' } });
  return { ...open, house: { ...house, organisationId } };
}

/** The examples, and what comes after them: links to the pages of others, consents, a talk that was destroyed. */
export async function livelyHouse(browser: Browser): Promise<OpenHouse> {
  const { open, product } = await openHouse(browser);
  const { client } = product;
  await becomeAdministrator(open.visitors.administrator, firstLinkOf(product));
  await demoData(client);
  const organisationId = (await client.listOrganisations()).items.find(({ sector }) => sector === 'gemeente')!.id;
  const params = { organisationId };
  const departmentId = (await client.listDepartments({ params })).items.find(({ name }) => name === 'Wmo')!.id;
  const invite = async (name: string) =>
    (await client.invite({ params, body: { name, posts: [{ role: 'employee', departmentId }] } })).link;
  await joinHouse(open.visitors.clerk, await invite('Medewerker Wmo'));
  const talks = await talksOf(client, organisationId);
  await chooseOrganisation(open.visitors.administrator, organisationId);
  const { stored: talkId, ready } = talks;
  const [, caller] = (await client.getTalk({ params: { talkId } })).parties;
  const personal = await client.makePersonalLink({
    params: { talkId },
    body: { party: caller!.id, codeBy: 'desk', language: 'nl' },
  });
  const codeOfLink = { params: { talkId, linkId: personal.link.id } };
  return {
    ...open,
    house: {
      url: urlOf(product),
      organisationId,
      firstLink: '',
      invitation: await invite('Collega Wmo'),
      request: (await client.listRights({ query: {} })).items[0]!.id,
      agreement: (await client.shareAgreement({ params: { talkId: ready }, body: {} })).link,
      ownLink: (await client.inviteOwnRecording({ params: { talkId: ready } })).link,
      personal: {
        link: personal.address,
        code: async () => (await client.makePersonalCode(codeOfLink)).code,
      },
      ...(await shared(client, talkId)),
      talks,
    },
  };
}

async function openHouse(browser: Browser): Promise<{ open: Omit<OpenHouse, 'house'>; product: Product }> {
  const product = await startProduct(join(await temporaryFolder(), 'data'));
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  const visitor = async () => {
    const context = await browser.newContext({ locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
    contexts.push(context);
    const page = await context.newPage();
    page.on('console', (message) => {
      // What is refused stands below with its address.
      if (message.text().startsWith('Failed to load resource')) return;
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('response', (answer) => {
      if (answer.status() >= 400) complaints.push(`${answer.status()} for ${new URL(answer.url()).pathname}`);
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await giveAuthenticator(context, page);
    return page;
  };
  return {
    product,
    open: {
      visitors: { administrator: await visitor(), clerk: await visitor(), stranger: await visitor() },
      complaints: () => complaints.splice(0),
      async close() {
        for (const context of contexts) await context.close();
        await product.stop();
      },
    },
  };
}

/** By name: a passkey does not work at a number. */
function urlOf({ url }: Product): string {
  return url.replace('127.0.0.1', 'localhost');
}

function firstLinkOf(product: Product): string {
  return /http\S+#\/eerste-beheerder\/\S+/.exec(product.output())![0];
}

async function becomeAdministrator(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Uw naam').fill('Functioneel beheerder');
  await keepCodes(page);
  await skipFirstDay(page);
}

async function joinHouse(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await keepCodes(page);
}

async function keepCodes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Maak een passkey' }).click();
  await page.getByLabel('Ik heb de codes op een veilige plek bewaard').check();
  await page.getByRole('link', { name: 'Naar de gesprekken' }).click();
  await page.getByRole('heading', { name: 'Gesprekken', exact: true }).waitFor();
}

/** Leaves the tour of the first day. */
export async function skipFirstDay(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sla de rondleiding over' }).click();
}

/** As if it had been chosen on a page before. */
export async function chooseOrganisation(page: Page, organisationId: string): Promise<void> {
  await page.evaluate(`localStorage.setItem('woordelijk.organisation', '${organisationId}')`);
}

/** Which example is which: by whom it is with. */
async function talksOf(client: Client, organisationId: string): Promise<House['talks']> {
  const of = async (state: TalkState) =>
    (await client.listTalks({ query: { state, limit: '100' } })).items.filter(
      ({ organisation }) => organisation.id === organisationId,
    );
  const byName: Record<string, string> = {};
  for (const { id: talkId } of await of('planned')) {
    const { participants } = await client.getTalkFile({ params: { talkId } });
    byName[participants[0]!.name] = talkId;
  }
  const [destroyed, stored] = (await of('stored')).map(({ id }) => id);
  await client.destroyTalk({
    params: { talkId: destroyed! },
    body: { ground: 'request', words: 'De beller vroeg erom (voorbeeld).' },
  });
  return {
    asked: byName['Inwoner Eén']!,
    camera: byName['Inwoner Twee']!,
    ready: byName['Inwoner Drie']!,
    objected: byName['Inwoner Bezwaar']!,
    account: byName['Inwoner Zes']!,
    listening: byName['Inwoner Vijf']!,
    stored: stored!,
    unrecorded: (await of('unrecorded'))[0]!.id,
    destroyed: destroyed!,
  };
}

/** Everybody says yes: a link for a school, and a public page. */
async function shared(client: Client, talkId: string): Promise<Pick<House, 'shared' | 'publication'>> {
  const params = { talkId };
  const consented = async (use: 'third-parties' | 'publication', what: string) => {
    const body = { use, what, audience: 'iedereen met de link', protected: [] };
    const { questions, persons } = await client.askConsent({ params, body });
    const question = questions.find((one) => one.what === what)!.id;
    for (const { party } of persons)
      await client.takeConsent({
        params: { ...params, questionId: question },
        body: { party, answer: 'given', way: 'signed-form', evidence: 'Formulier in de dossierkast (voorbeeld)' },
      });
    return question;
  };
  const link = await client.makeShare({
    params,
    body: {
      use: 'third-parties',
      question: await consented('third-parties', 'Laten horen aan de hogeschool'),
      to: 'Hogeschool (voorbeeld)',
      why: 'Onderzoek naar begrijpelijke gesprekken',
      download: true,
      codeBy: 'desk',
      endsAt: new Date(Date.now() + 7 * DAY_MS).toISOString(),
    },
  });
  const page = await client.makeShare({
    params,
    body: {
      use: 'publication',
      question: await consented('publication', 'Op onze website zetten'),
      to: 'iedereen',
      why: 'Voorlichting over het gesprek',
      download: false,
    },
  });
  const codeOfShare = { params: { ...params, shareId: link.made!.id } };
  return {
    shared: { link: link.address!, code: async () => (await client.makeShareCode(codeOfShare)).code },
    publication: page.address!,
  };
}
