import { describe, expect, it } from 'vitest';
import { meddle } from './database.ts';
import { newHouse, newTalk, problemsOf } from './house.ts';

const DAY = 86_400_000;

describe('an access token', () => {
  it('is made before there is an administrator, is known by its secret, and notes the day of its last use', async () => {
    const house = await newHouse();
    const { people } = house.dossier;
    const { token, secret } = await people.makeAccessToken(' Nachtexport ', 90, 'cli');
    expect(secret).toMatch(/^woordelijk_[A-Za-z0-9_-]{43}$/);
    expect(token).toMatchObject({ name: 'Nachtexport', expiresAt: house.time + 90 * DAY, usedDay: null });
    expect(await people.accessTokens()).toEqual([token]);
    const today = Date.UTC(2026, 2, 2);
    expect(await people.accessToken(secret)).toEqual({ ...token, usedDay: today });
    house.time += DAY;
    await people.accessToken(secret);
    expect(await people.accessTokens()).toEqual([{ ...token, usedDay: today + DAY }]);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('is not known when the secret is another, has expired, or was revoked', async () => {
    const house = await newHouse();
    const { people } = house.dossier;
    const short = await people.makeAccessToken('Kort', 1, 'cli');
    house.time += 1;
    const long = await people.makeAccessToken('Lang', 366, 'cli');
    for (const secret of ['', 'x', short.secret.slice(0, -1), `${short.secret}a`, `woordelijk_${'A'.repeat(43)}`])
      expect(await people.accessToken(secret)).toBeUndefined();
    house.time += DAY - 2;
    expect(await people.accessToken(short.secret)).toMatchObject({ id: short.token.id });
    house.time += 1;
    expect(await people.accessToken(short.secret)).toBeUndefined();
    await people.revokeAccessToken(long.token.id, 'cli');
    const [ended] = await people.accessTokens();
    expect(ended).toMatchObject({ name: 'Lang', revokedAt: house.time });
    house.time += 1000;
    await people.revokeAccessToken(long.token.id, 'cli'); // again: it ended when it ended
    expect((await people.accessTokens())[0]).toEqual(ended);
    expect(await people.accessToken(long.secret)).toBeUndefined();
    await expect(people.revokeAccessToken('nothing', 'cli')).rejects.toMatchObject({ code: 'access-token-not-found' });
    const acts = await meddle(house.database, "select act from ledger where act like 'access-token%' order by seq");
    expect(acts.map(({ act }) => act)).toEqual(['access-token.made', 'access-token.made', 'access-token.revoked']);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('has a name on one line and lives 1 to 366 days', async () => {
    const { people } = (await newHouse()).dossier;
    for (const name of ['', ' ', 'a\nb', 'x'.repeat(201)])
      await expect(people.makeAccessToken(name, 90, 'cli')).rejects.toMatchObject({ code: 'name-malformed' });
    for (const days of [0, -1, 1.5, 367, Number.NaN])
      await expect(people.makeAccessToken('Goed', days, 'cli')).rejects.toMatchObject({ code: 'token-days-malformed' });
    expect(await people.accessTokens()).toEqual([]);
  });

  it('leaves no secret in the database, and stands in the ledger as the actor', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { token, secret } = await dossier.people.makeAccessToken('Koppeling', 90, 'cli');
    await dossier.addOrganisation('Gemeente Oost', `token:${token.id}`);
    for (const table of ['access_token', 'ledger'])
      for (const row of await meddle(house.database, `select * from ${table}`))
        for (const value of Object.values(row)) {
          const text = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
          expect(text.includes(secret.slice('woordelijk_'.length))).toBe(false);
        }
    const talk = await dossier.recordings.begin(newTalk(house));
    expect((await dossier.talk(talk.talkId)).state).toBe('live');
    expect(await meddle(house.database, `select act from ledger where actor = 'token:${token.id}'`)).toHaveLength(1);
  });

  it.each([
    [
      'put in',
      "insert into access_token select 'other', organisation_id, name, 'aa', created_at, expires_at, null, null from access_token limit 1",
    ],
    ['brought back to life', 'update access_token set revoked_at = null'],
    ['made to live longer', 'update access_token set expires_at = expires_at + 1'],
    ['given another secret', "update access_token set secret_sha256 = 'aa' where revoked_at is null"],
    ['named otherwise', "update access_token set name = 'Anders'"],
    ['taken out', 'delete from access_token'],
  ])('that is %s outside this program is found by the check', async (_, statement) => {
    const house = await newHouse();
    const { people } = house.dossier;
    const { token } = await people.makeAccessToken('Oud', 90, 'cli');
    await people.revokeAccessToken(token.id, 'cli');
    await people.makeAccessToken('Nieuw', 90, 'cli');
    expect(await problemsOf(house.dossier)).toEqual([]);
    await meddle(house.database, statement);
    expect((await problemsOf(house.dossier)).map(({ place }) => place)).toEqual(
      expect.arrayContaining([expect.stringContaining('table access_token')]),
    );
  });
});
