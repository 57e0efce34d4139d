import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MailRefused, type SendMail } from '@woordelijk/dossier';
import type { FastifyInstance } from 'fastify';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { putInOrder } from '../../../dossier/tests/in-order.ts';
import { createHttp } from '../../src/http/index.ts';
import type { OwnLogin, ProofLogin } from '../../src/logins.ts';
import { heldTalk } from '../http/held-talk.ts';
import { house } from '../http/house.ts';
import { type RealDossier, realDossier } from '../http/real-dossier.ts';
import { chromiumPath, judge } from './chromium.ts';
import { type IdentityProvider, identityProvider } from './identity-provider.ts';
import { type Stage, stage } from './visitor.ts';

let open: Stage;
let real: RealDossier;
let app: FastifyInstance;
let idp: IdentityProvider;
let base: string;
let context: BrowserContext;
let page: Page;
const logins: OwnLogin[] = [];
const proofs: ProofLogin[] = [];
/** Numbers of nobody that pass the test of eleven. */
const [BSN, OTHER] = ['999990019', '999990020'];
let handOver: SendMail;
let administrator: string;
/** Pictures for docs/, where a run is asked for them. */
const PICTURES = process.env.WOORDELIJK_PICTURES;

describe.runIf(chromiumPath)('login by the organisation itself', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    open = await stage();
  }, 120_000);
  afterAll(() => open.close());

  beforeEach(async () => {
    handOver = async () => undefined;
    real = await realDossier({ sendMail: (mail) => handOver(mail) });
    const { dossier } = real;
    const { id } = await dossier.addOrganisation('Gemeente Oost', 'cli');
    await dossier.staff.addDepartment(id, 'Wmo', { actor: 'cli' });
    const { token } = await dossier.people.makeAdministratorLink('cli');
    const passkey = { id: 'AAAA', publicKey: new Uint8Array(1), counter: 0, transports: [] };
    administrator = (await dossier.people.createAdministrator(token, 'Beheerder', passkey)).account.id;
    idp = await identityProvider({
      wmo: { name: 'Medewerker Wmo', groups: ['wmo'], acr: 'high' },
      guest: { name: 'Gast', groups: [], acr: 'high' },
      weak: { name: 'Medewerker Jeugd', groups: ['wmo'], acr: 'low' },
      resident: { name: 'Inwoner', groups: [], acr: 'high', bsn: BSN },
      other: { name: 'Een ander', groups: [], acr: 'high', bsn: OTHER },
    });
    logins.push({
      key: 'oost',
      name: 'Gemeente Oost',
      organisation: 'Gemeente Oost',
      issuer: idp.issuer,
      clientId: 'woordelijk',
      clientSecret: idp.clientSecret,
      acr: ['high'],
      scope: 'openid profile groups',
      groupsClaim: 'groups',
      roles: [
        { group: 'wmo', role: 'employee', department: 'Wmo' },
        { group: 'fg', role: 'dpo', department: null },
      ],
    });
    proofs.push({
      key: 'digid',
      name: 'DigiD',
      organisation: 'Gemeente Oost',
      issuer: idp.issuer,
      clientId: 'woordelijk',
      clientSecret: idp.clientSecret,
      acr: ['high'],
      scope: 'openid bsn',
      claim: 'bsn',
      kind: 'bsn',
    });
    const made = house({ talks: 0, webRoot: open.webRoot, real: true });
    const senders = { mail: async () => undefined };
    app = await createHttp({ ...made, dossier, senders, config: { ...made.config, logins, proofs } });
    await app.listen({ host: '127.0.0.1', port: 0 });
    base = `http://localhost:${(app.server.address() as AddressInfo).port}`;
    idp.knows(base);
    context = await open.browser.newContext();
    page = await context.newPage();
  });
  afterEach(async () => {
    logins.splice(0);
    proofs.splice(0);
    await context.close();
    await app.close();
    await idp.close();
    await real.close();
  });

  const enter = async (who: string) => {
    await page.goto(base);
    await page.getByRole('link', { name: 'Log in via Gemeente Oost' }).click();
    await page.getByLabel('Wie').fill(who);
    await page.getByRole('button', { name: 'Verder' }).click();
  };
  const seats = () =>
    page.evaluate("fetch('/v1/session').then((a) => a.json()).then(({ seats }) => seats)") as Promise<
      { role: string }[]
    >;

  it('makes an account, gives the roles of the groups, and takes them away when the groups change', async () => {
    await page.goto(base);
    await page.getByRole('link', { name: 'Log in via Gemeente Oost' }).waitFor();
    await judge(page, 'login with a button of the organisation');
    await enter('wmo');
    await page.getByRole('heading', { name: 'Gesprekken', level: 1 }).waitFor();
    expect(await seats()).toMatchObject([{ role: 'employee' }]);
    idp.people.wmo!.groups = ['fg'];
    await context.clearCookies({ name: 'woordelijk' });
    await page.goto(`${base}/inloggen/oost`); // still logged in at the provider: no form
    await page.getByRole('heading', { name: 'Gesprekken', level: 1 }).waitFor();
    expect(await seats()).toMatchObject([{ role: 'dpo' }]);
    const [organisation] = (await real.dossier.organisations()).filter(({ kind }) => kind === 'organisation');
    expect(await real.dossier.staff.members(organisation!.id)).toHaveLength(1);
  });

  it('ends here when it ends there, in the middle of a session; and when the account is ended here', async () => {
    await enter('wmo');
    await page.getByRole('heading', { name: 'Gesprekken', level: 1 }).waitFor();
    const other = await context.newPage();
    await other.goto(`${idp.issuer}/session/end`);
    await other.locator('button[name=logout]').click();
    await expect.poll(async () => (await seats()).length).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'Inloggen' }).waitFor();

    await enter('wmo');
    await page.getByRole('heading', { name: 'Gesprekken', level: 1 }).waitFor();
    const [organisation] = (await real.dossier.organisations()).filter(({ kind }) => kind === 'organisation');
    const [member] = await real.dossier.staff.members(organisation!.id);
    await real.dossier.staff.endAccount(organisation!.id, member!.account.id, 'cli');
    const next = await page.evaluate("fetch('/v1/talks').then(({ status }) => status)");
    expect(next).toBe(401);
    await page.goto(`${base}/inloggen/oost`);
    await page.getByText('Uw account hier is gesloten.').waitFor();
  });

  it('refuses who has no role, who logs in too weakly, and answers that it did not ask for', async () => {
    await enter('guest');
    await page.getByText('u hebt hier geen taak').waitFor();
    await judge(page, 'refused');
    await context.clearCookies();
    await enter('weak');
    await page.getByText('U moet op een veiliger manier inloggen').waitFor();
    await page.goto(`${base}/inloggen/oost/terug?code=x&state=y`);
    await page.getByText('Probeer het opnieuw. Blijft het misgaan?').waitFor();
    expect((await fetch(`${base}/inloggen/west`)).status).toBe(404);
    const forged = await fetch(`${base}/inloggen/oost/afgemeld`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: 'eyJhbGciOiJub25lIn0.e30.' }),
    });
    expect(forged.status).toBe(400);
    await idp.close();
    await context.clearCookies();
    expect(await seats()).toEqual([]);
  });

  it('of the other side by a broker opens their own page; the office mails the link and sees what became of the mail', async () => {
    const organisation = (await real.dossier.organisations()).find(({ name }) => name === 'Gemeente Oost')!;
    await putInOrder(real.dossier, organisation.id, new Date().toISOString().slice(0, 10));
    const { talkId } = await heldTalk(real.dossier, undefined, organisation.id);
    const { token } = await real.dossier.people.openSession(administrator);
    await context.addCookies([{ name: 'woordelijk', value: token, url: base, httpOnly: true, sameSite: 'Strict' }]);
    handOver = async () => {
      throw new MailRefused('smtp-550');
    };
    await page.goto(`${base}/gesprekken/${talkId}`);
    const office = page.getByRole('region', { name: 'Eigen pagina voor de ander' });
    await office.getByText('Geef iemand een link').click();
    await office.getByLabel('Met DigiD: de persoon logt in, zonder code').check();
    await office.getByLabel('Burgerservicenummer (BSN)').fill(BSN);
    await office.getByLabel('Mail de uitnodiging naar (mag leeg)').fill('inwoner@post.example');
    await office.getByRole('button', { name: 'Maak een link', exact: true }).click();
    const address = await office.getByRole('link', { name: /\/mijn#/ }).getAttribute('href');
    await real.dossier.settled();
    await page.reload();
    await office.getByText('Niet gelukt').waitFor();
    await office.getByText('De mailserver nam de mail niet aan (smtp-550, 1 keer geprobeerd).').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await judge(page, 'outbox, 390 px');
    if (PICTURES !== undefined) await office.screenshot({ path: join(PICTURES, 'outbox.png') });
    handOver = async () => undefined;
    await office.getByRole('button', { name: 'Stuur opnieuw aan Inwoner Eén' }).click();
    await office.getByText('Niet gelukt').waitFor({ state: 'detached' });
    await real.dossier.settled();
    await page.reload();
    await office.getByText('Verstuurd', { exact: true }).waitFor();

    const outside = await open.browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'nl-NL' });
    try {
      const mine = await outside.newPage();
      const secret = address!.split('#')[1];
      const enterAs = async (who: string) => {
        await outside.clearCookies();
        await mine.goto('about:blank'); // a fragment alone loads no page anew
        await mine.goto(`${base}/mijn#${secret}`);
        await mine.getByRole('button', { name: 'Log in met DigiD voor Gemeente Oost' }).click();
        await mine.getByLabel('Wie').fill(who);
        await mine.getByRole('button', { name: 'Verder' }).click();
      };
      await mine.goto(`${base}/mijn#${secret}`);
      await mine.getByRole('button', { name: 'Log in met DigiD voor Gemeente Oost' }).waitFor();
      await judge(mine, 'the door with DigiD, 390 px');
      if (PICTURES !== undefined) await mine.screenshot({ path: join(PICTURES, 'door-digid.png'), fullPage: true });
      await enterAs('other');
      await mine.getByText('U bent niet binnengekomen').waitFor();
      await mine.setViewportSize({ width: 1280, height: 900 });
      await enterAs('resident');
      await mine.getByRole('heading', { name: 'Uw gesprek met Gemeente Oost' }).waitFor();
      await judge(mine, 'inside by DigiD, 1280 px');
    } finally {
      await outside.close();
    }
  });
});
