/**
 * Every page of the product, each in the states that matter, in the order in which a new user meets them. A page that
 * stands in no place here fails a test (places.test.ts).
 */
import type { Page } from 'playwright-core';
import { chooseOrganisation, type House, skipFirstDay } from './house.ts';

/** One page in one state. */
export interface Place {
  /** Stable: the pictures are named by it. */
  readonly name: string;
  /** The address as the router, the entry or the server writes it. */
  readonly at: string;
  /** What it is for. */
  readonly says: string;
  /** Who looks: the administrator of the house, somebody who came by an invitation, or somebody without a login. */
  readonly who: 'administrator' | 'clerk' | 'stranger';
  /** A house in which nothing was done yet, or one full of examples. */
  readonly house: 'fresh' | 'lively';
  readonly go: (page: Page, house: House) => Promise<void>;
  /** What the browser may complain about here: an address that is not there is refused, and the browser says so. */
  readonly complains?: RegExp;
}

const NOT_FOUND = /404/;

/** Goes to an address of the house and waits for its heading. */
const to =
  (path: string | ((house: House) => string)): Place['go'] =>
  async (page, house) => {
    // Another address first: of a page that is open already the browser changes the part after the hash only.
    await page.goto('about:blank');
    await page.goto(new URL(typeof path === 'string' ? path : path(house), house.url).href);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  };

const place = (
  house: Place['house'],
  who: Place['who'],
  name: string,
  at: string,
  says: string,
  go: Place['go'] = to(at),
  complains?: RegExp,
): Place => ({ name, at, says, who, house, go, ...(complains && { complains }) });

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** Lists that say what to do while they are empty: the same pages again in a fresh house. */
const STAFF: readonly (readonly [name: string, at: string, says: string])[] = [
  [
    'opnameplan',
    '/opnameplan',
    'The recording plan: what is recorded, what for, who decided. Step by step to the first lawful recording.',
  ],
  ['verwerkers', '/verwerkers', 'The register of processors.'],
  ['eigen-regels', '/eigen-regels', "The organisation's own rules of conduct."],
  ['documenten', '/documenten', 'All documents, as a page and for a word processor.'],
  ['vragen', '/vragen', 'Questions of the public, answered once for all.'],
  ['privacy', '/privacy', 'Objections, signs, and whom to ask.'],
  ['verzoeken', '/verzoeken', 'Requests under somebody’s rights, with the days that are left.'],
  ['mijn-opnamen', '/mijn-opnamen', 'Recordings in which this employee speaks: who played them, and their own rights.'],
  ['bewaren', '/bewaren', 'What is kept and why, what is due to go, and what went.'],
  ['toezicht', '/toezicht', 'Oversight: self-audit, figures, decisions of named persons, refused readings.'],
  [
    'ondernemingsraad',
    '/ondernemingsraad',
    'The works council: what was agreed, what asks again, figures about nobody.',
  ],
  ['kwaliteit', '/kwaliteit', 'Quality monitoring: a protocol, and samples that chance draws.'],
  ['incidenten', '/incidenten', 'Data breaches with their clock of 72 hours, and rules that were not kept.'],
  ['controle', '/controle', 'The nightly check of recordings and ledger.'],
  ['mensen', '/mensen', 'Departments, staff with their roles, invitations, whom to ask.'],
  ['instellingen', '/instellingen', 'Organisations, lines, letterhead, passkeys, display.'],
  ['plannen', '/plannen', 'Puts a talk on the calendar.'],
];

const TALKS: readonly (readonly [name: string, talk: keyof House['talks'], says: string])[] = [
  ['gesprek-verzoek', 'asked', 'A talk to come: the resident wants to record, and somebody must decide.'],
  ['gesprek-camera', 'camera', 'A talk at home with a camera that nobody was told of.'],
  ['gesprek-afspraken', 'ready', 'A talk whose agreement both confirmed.'],
  ['gesprek-bezwaar', 'objected', 'A talk with somebody who objected to being recorded.'],
  ['gesprek-verslag', 'account', 'Recording refused; a written account in its place.'],
  ['gesprek-meeluisteren', 'listening', 'Recording refused; the office records and the resident listens.'],
  ['gesprek-opgenomen', 'stored', 'A recorded call: player, seal, term, rights, sharing, copies, history.'],
  ['gesprek-niet-opgenomen', 'unrecorded', 'A call of somebody who objected: answered, not recorded.'],
  ['gesprek-vernietigd', 'destroyed', 'What is left of a talk that was destroyed.'],
];

export const PLACES: readonly Place[] = [
  place(
    'fresh',
    'stranger',
    'eerste-beheerder',
    '/eerste-beheerder',
    'The link that the server printed makes the first administrator.',
    to((house) => house.firstLink),
  ),
  place('fresh', 'stranger', 'eerste-beheerder-zonder-link', '/eerste-beheerder', 'The same page without the link.'),
  place('fresh', 'administrator', 'gesprekken-leeg', '/', 'The list before the first talk.'),
  ...STAFF.map(([name, at, says]) => place('fresh', 'administrator', `${name}-leeg`, at, says)),
  place('fresh', 'stranger', 'regels-leeg', '/regels', 'Public list of rules of conduct, while there are none.'),
  place('fresh', 'stranger', 'wij-nemen-op-leeg', '/wij-nemen-op', 'Public list of who records, while nobody does.'),
  place('fresh', 'stranger', 'vraag-leeg', '/vraag', 'The public question box before the first answer.'),

  place('lively', 'stranger', 'inloggen', '/', 'Login: with a passkey, or with a recovery code.'),
  place('lively', 'stranger', 'herstelcode', '/', 'Login with a recovery code.', async (page, house) => {
    await to('/')(page, house);
    await button(page, 'Gebruik een herstelcode').click();
  }),
  place(
    'lively',
    'stranger',
    'uitnodiging',
    '/uitnodiging',
    'Somebody who was invited makes a passkey.',
    to((house) => house.invitation),
  ),
  place('lively', 'stranger', 'uitnodiging-zonder-link', '/uitnodiging', 'The same page without the link.'),
  place('lively', 'clerk', 'eerste-dag', '/', 'The first login: a tour of the first day, a step at a time.'),
  place(
    'lively',
    'clerk',
    'eerste-dag-menu',
    '/',
    'A later step of it: what it speaks of is outlined.',
    async (page) => {
      for (const _ of ['plan', 'record', 'menu']) await button(page, 'Volgende stap').click();
    },
  ),
  place('lively', 'clerk', 'toetsen', '/', 'The map of keys, opened by the key ?', async (page, house) => {
    await skipFirstDay(page);
    await to('/')(page, house);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Toetsen' }).waitFor();
  }),
  place('lively', 'clerk', 'gesprekken-medewerker', '/', 'The start page of an employee.'),
  place('lively', 'clerk', 'menu-medewerker', '/', 'The menu of an employee.', async (page, house) => {
    await to('/')(page, house);
    await button(page, 'Menu').click();
  }),
  place(
    'lively',
    'clerk',
    'gesprek-medewerker',
    '/gesprekken/$talkId',
    'A talk to come as an employee sees it.',
    to((house) => `/gesprekken/${house.talks.asked}`),
  ),
  place('lively', 'administrator', 'gesprekken', '/', 'The start page: what waits, and the talks.'),
  place(
    'lively',
    'administrator',
    'gesprekken-niets-gevonden',
    '/',
    'A search that finds nothing.',
    async (page, house) => {
      await to('/')(page, house);
      await page.getByRole('searchbox').fill('niemand heet zo');
      await page.locator('.w-empty').waitFor();
    },
  ),
  place('lively', 'administrator', 'menu', '/', 'The menu.', async (page, house) => {
    await to('/')(page, house);
    await button(page, 'Menu').click();
  }),
  ...STAFF.map(([name, at, says]) => place('lively', 'administrator', name, at, says)),
  place(
    'lively',
    'administrator',
    'kwaliteit-bedrijf',
    '/kwaliteit',
    'Quality monitoring of a company: a protocol, a draw, a card that waits.',
    async (page, house) => {
      await to('/kwaliteit')(page, house);
      await page.getByLabel('Organisatie').selectOption({ label: 'Energiebedrijf Voorbeeld' });
      await page.getByText('Geloot op').waitFor();
      await chooseOrganisation(page, house.organisationId); // and not the company, for what comes after
    },
  ),
  ...TALKS.map(([name, talk, says]) =>
    place(
      'lively',
      'administrator',
      name,
      '/gesprekken/$talkId',
      says,
      to((house) => `/gesprekken/${house.talks[talk]}`),
    ),
  ),
  place(
    'lively',
    'administrator',
    'verzoek',
    '/verzoeken/$requestId',
    'One request: identity, what there is, the decision, what is given.',
    to((house) => `/verzoeken/${house.request}`),
  ),
  place('lively', 'administrator', 'over', '/over', 'Version, public key, and what stands behind it.'),
  place(
    'lively',
    'administrator',
    'niet-gevonden',
    '/',
    'An address that is not there.',
    to('/bestaat-niet'),
    NOT_FOUND,
  ),
  place(
    'lively',
    'administrator',
    'gesprek-niet-gevonden',
    '/gesprekken/$talkId',
    'A talk that is not there.',
    to('/gesprekken/00000000-0000-7000-8000-000000000000'),
    NOT_FOUND,
  ),

  place(
    'lively',
    'clerk',
    'opnemen',
    '/opnemen',
    'The recorder: begins a recording, and shows what lies on this device.',
    async (page, house) => {
      await to('/opnemen')(page, house);
      await button(page, 'Nieuwe opname').waitFor();
    },
  ),
  place(
    'lively',
    'clerk',
    'opnemen-vragen',
    '/opnemen',
    'With whom, where, what for: the rules are asked first.',
    async (page) => {
      await button(page, 'Nieuwe opname').click();
      await page.getByLabel('Met wie praat u?').fill('Inwoner');
    },
  ),
  place('lively', 'clerk', 'opnemen-afwegen', '/opnemen', 'An open norm: a named person weighs it.', async (page) => {
    await button(page, 'Vraag of dit mag').click();
    await page.getByLabel('Uw afweging').fill('Het vorige verslag leidde twee keer tot onenigheid.');
  }),
  place(
    'lively',
    'clerk',
    'opnemen-vertellen',
    '/opnemen',
    'Telling it; without it the recording does not start.',
    async (page) => {
      await button(page, 'Ik vind opnemen hier nodig').click();
      await page.getByText('We horen u.').waitFor();
    },
  ),
  place('lively', 'clerk', 'opnemen-bezig', '/opnemen', 'While it records.', async (page) => {
    await page.getByLabel('Iedereen die erbij is, weet dat ik opneem').check();
    await button(page, 'Start de opname').click();
    await page.getByRole('heading', { name: 'Er wordt opgenomen' }).waitFor();
  }),
  place(
    'lively',
    'clerk',
    'opnemen-klaar',
    '/opnemen',
    'After the talk: is it safe, and is it for keeping?',
    async (page) => {
      await button(page, 'Stop de opname').click();
      await page.getByText('Alles staat veilig op de server.').waitFor();
    },
  ),
  place('lively', 'stranger', 'opnemen-zonder-login', '/opnemen', 'The recorder of somebody who is not logged in.'),
  place(
    'lively',
    'stranger',
    'zelf-opnemen',
    '/opnemen',
    'The other side records on a device of their own, by a link.',
    to((house) => house.ownLink),
  ),

  place(
    'lively',
    'stranger',
    'afspraken',
    '/afspraken',
    'The other side reads the agreement and confirms it.',
    to((house) => house.agreement),
  ),
  place('lively', 'stranger', 'afspraken-zonder-link', '/afspraken', 'The same page without the link.'),
  place(
    'lively',
    'stranger',
    'mijn-deur',
    '/mijn',
    'The personal page asks for a code.',
    to((house) => house.personal.link),
  ),
  place(
    'lively',
    'stranger',
    'mijn',
    '/mijn',
    'The personal page: listen, take a copy, agree, ask, object, complain.',
    async (page, house) => {
      await to(house.personal.link)(page, house);
      await page.getByRole('textbox', { name: 'Code' }).fill(await house.personal.code());
      await button(page, 'Open mijn pagina').click();
      await page.locator('#requests').waitFor();
    },
  ),
  place(
    'lively',
    'stranger',
    'mijn-zonder-link',
    '/mijn',
    'The same page without a link.',
    async (page, house) => {
      await page.context().clearCookies();
      await to('/mijn')(page, house);
    },
    /401/,
  ),
  place(
    'lively',
    'stranger',
    'gedeeld-deur',
    '/gedeeld',
    'Somebody with whom a recording is shared is asked for a code.',
    to((house) => house.shared.link),
  ),
  place(
    'lively',
    'stranger',
    'gedeeld',
    '/gedeeld',
    'The shared recording, and how long it is open.',
    async (page, house) => {
      await to(house.shared.link)(page, house);
      await page.getByRole('textbox', { name: 'Code' }).fill(await house.shared.code());
      await button(page, 'Open mijn pagina').click();
      await page.getByText('Geef de opname aan niemand door').waitFor();
    },
  ),
  place(
    'lively',
    'stranger',
    'openbaar',
    '/openbaar/:address',
    'A recording that all who speak in it made public.',
    to((house) => house.publication),
  ),

  place('lively', 'stranger', 'mag-dat', '/mag-dat', '"Mag dat?": may I record, share or keep this talk?'),
  place('lively', 'stranger', 'uitleg', '/uitleg', 'Explanation for everybody, written out.'),
  place('lively', 'stranger', 'uitleg-engels', '/uitleg', 'The same in English.', to('/en/uitleg')),
  place('lively', 'stranger', 'vraag', '/vraag', 'The public question box.'),
  place('lively', 'stranger', 'vingerafdruk', '/vingerafdruk', 'The running fingerprint, for who wants to keep it.'),
  place('lively', 'stranger', 'regels', '/regels', 'Rules of conduct that organisations published.'),
  place(
    'lively',
    'stranger',
    'regels-organisatie',
    '/regels/:key',
    'Rules of one organisation.',
    to('/regels/voorbeeld'),
  ),
  place(
    'lively',
    'stranger',
    'regels-insluiten',
    '/regels/:key/insluiten',
    'The same, to show within their own site.',
    to('/regels/voorbeeld/insluiten'),
  ),
  place('lively', 'stranger', 'wij-nemen-op', '/wij-nemen-op', 'Who records, and what for.'),
  place(
    'lively',
    'stranger',
    'wij-nemen-op-organisatie',
    '/wij-nemen-op/:id',
    'What one organisation records.',
    to((house) => `/wij-nemen-op/${house.organisationId}`),
  ),
  place(
    'lively',
    'stranger',
    'wij-nemen-op-insluiten',
    '/wij-nemen-op/:id/insluiten',
    'The same, to show within their own site.',
    to((house) => `/wij-nemen-op/${house.organisationId}/insluiten`),
  ),
];
