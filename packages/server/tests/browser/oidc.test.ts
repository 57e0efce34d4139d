import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../src/http/index.ts';
import type { OwnLogin } from '../../src/logins.ts';
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

describe.runIf(chromiumPath)('login by the organisation itself', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    open = await stage();
  }, 120_000);
  afterAll(() => open.close());

  beforeEach(async () => {
    real = await realDossier();
    const { dossier } = real;
    const { id } = await dossier.addOrganisation('Gemeente Oost', 'cli');
    await dossier.staff.addDepartment(id, 'Wmo', { actor: 'cli' });
    const { token } = await dossier.people.makeAdministratorLink('cli');
    const passkey = { id: 'AAAA', publicKey: new Uint8Array(1), counter: 0, transports: [] };
    await dossier.people.createAdministrator(token, 'Beheerder', passkey);
    const made = house({ talks: 0, webRoot: open.webRoot, real: true });
    app = await createHttp({ ...made, dossier, config: { ...made.config, logins } });
    await app.listen({ host: '127.0.0.1', port: 0 });
    base = `http://localhost:${(app.server.address() as AddressInfo).port}`;
    idp = await identityProvider(base, {
      wmo: { name: 'Medewerker Wmo', groups: ['wmo'], acr: 'high' },
      guest: { name: 'Gast', groups: [], acr: 'high' },
      weak: { name: 'Medewerker Jeugd', groups: ['wmo'], acr: 'low' },
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
    // The settings are read at the start; this address is known only now.
    await app.close();
    app = await createHttp({ ...made, dossier, config: { ...made.config, logins } });
    await app.listen({ host: '127.0.0.1', port: Number(new URL(base).port) });
    context = await open.browser.newContext();
    page = await context.newPage();
  });
  afterEach(async () => {
    logins.splice(0);
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
});
