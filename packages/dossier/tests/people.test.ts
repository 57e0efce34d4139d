import { describe, expect, it } from 'vitest';
import { meddle } from './database.ts';
import { newHouse, problemsOf } from './house.ts';

const passkey = (id: string) => ({ id, publicKey: new Uint8Array([1, 2, 3]), counter: 0, transports: ['internal'] });

describe('the first administrator', () => {
  it('comes in by a link that works once, and then no link works', async () => {
    const house = await newHouse();
    const { people } = house.dossier;
    expect(await people.administratorExists()).toBe(false);
    const { token, expiresAt } = await people.makeAdministratorLink('system');
    expect(expiresAt).toBe(house.time + 30 * 60_000);
    const other = await people.makeAdministratorLink('cli');
    expect(await people.checkAdministratorLink(token)).toBe(true);
    expect(await people.checkAdministratorLink('no')).toBe(false);
    const { account, recoveryCodes } = await people.createAdministrator(token, ' Beheerder ', passkey('k1'));
    expect(account.name).toBe('Beheerder');
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await people.administratorExists()).toBe(true);
    expect(await people.checkAdministratorLink(other.token)).toBe(false);
    await expect(people.createAdministrator(other.token, 'Tweede', passkey('k2'))).rejects.toMatchObject({
      code: 'administrator-exists',
    });
    await expect(people.makeAdministratorLink('cli')).rejects.toMatchObject({ code: 'administrator-exists' });
    expect(await people.passkeysOf(account.id)).toEqual([{ ...passkey('k1'), accountId: account.id }]);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('is one, when two redeem at the same time', async () => {
    const house = await newHouse();
    const { people } = house.dossier;
    const { token } = await people.makeAdministratorLink('system');
    const other = await people.makeAdministratorLink('system');
    const tried = await Promise.allSettled([
      people.createAdministrator(token, 'Eerste', passkey('k1')),
      people.createAdministrator(token, 'Tweede', passkey('k2')),
      people.createAdministrator(other.token, 'Derde', passkey('k3')),
    ]);
    expect(tried.filter((t) => t.status === 'fulfilled')).toHaveLength(1);
    expect(await meddle(house.database, 'select id from account')).toHaveLength(1);
    expect(await meddle(house.database, 'select id from passkey')).toHaveLength(1);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('cannot use a link of more than half an hour old', async () => {
    const house = await newHouse();
    const { people } = house.dossier;
    const { token } = await people.makeAdministratorLink('system');
    house.time += 30 * 60_000;
    expect(await people.checkAdministratorLink(token)).toBe(false);
    await expect(people.createAdministrator(token, 'Laat', passkey('k1'))).rejects.toMatchObject({
      code: 'link-invalid',
    });
    expect(await people.administratorExists()).toBe(false);
  });
});

describe('an account', () => {
  const withAccount = async () => {
    const house = await newHouse();
    const { people } = house.dossier;
    const { token } = await people.makeAdministratorLink('system');
    return { house, people, ...(await people.createAdministrator(token, 'Beheerder', passkey('k1'))) };
  };

  it('keeps passkeys and their counters', async () => {
    const { house, people, account } = await withAccount();
    await people.addPasskey(account.id, passkey('k2'));
    await people.passkeyUsed('k2', 5);
    expect(await people.passkey('k2')).toMatchObject({ accountId: account.id, counter: 5 });
    expect(await people.passkey('k3')).toBeUndefined();
    await expect(people.addPasskey(account.id, passkey('k2'))).rejects.toMatchObject({ code: 'passkey-exists' });
    await expect(people.addPasskey('nobody', passkey('k4'))).rejects.toMatchObject({ code: 'account-not-found' });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('uses each recovery code once, however it is typed, and by one of two at once', async () => {
    const { people, account, recoveryCodes } = await withAccount();
    const [first, second] = recoveryCodes as [string, string];
    expect(await people.redeemRecoveryCode('aaaaa-aaaaa-aaaaa')).toBeUndefined();
    expect(await people.redeemRecoveryCode(first.toUpperCase().replaceAll('-', ' '))).toEqual(account);
    expect(await people.redeemRecoveryCode(first)).toBeUndefined();
    const both = await Promise.all([people.redeemRecoveryCode(second), people.redeemRecoveryCode(second)]);
    expect(both.filter((found) => found !== undefined)).toHaveLength(1);
  });

  it('has sessions of at most twelve hours, and one hour without use', async () => {
    const { house, people, account } = await withAccount();
    const { token, expiresAt } = await people.openSession(account.id);
    expect(expiresAt).toBe(house.time + 12 * 3600_000);
    expect(await people.session(token)).toMatchObject({ account });
    expect(await people.session('no')).toBeUndefined();
    for (let n = 0; n < 14; n++) {
      house.time += 50 * 60_000;
      expect(await people.session(token)).toMatchObject({ account }); // kept alive by use
    }
    house.time += 25 * 60_000;
    expect(await people.session(token)).toBeUndefined(); // twelve hours are over
    const idle = await people.openSession(account.id);
    house.time += 60 * 60_000;
    expect(await people.session(idle.token)).toBeUndefined();
    const closed = await people.openSession(account.id);
    await people.closeSession(closed.token);
    await people.closeSession(closed.token);
    expect(await people.session(closed.token)).toBeUndefined();
    expect(await meddle(house.database, 'select id from session')).toHaveLength(0);
  });

  it('leaves no secret in the database', async () => {
    const { house, people, account, recoveryCodes } = await withAccount();
    const { token } = await people.openSession(account.id);
    const tables = ['session', 'recovery_code', 'administrator_link', 'ledger'];
    for (const table of tables)
      for (const row of await meddle(house.database, `select * from ${table}`))
        for (const value of Object.values(row)) {
          const text = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
          for (const secret of [token, ...recoveryCodes]) expect(text.includes(secret)).toBe(false);
        }
  });
});
