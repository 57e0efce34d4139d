import { expect, it } from 'vitest';
import { newHouse, problemsOf } from './house.ts';

const code = (code: string) => expect.objectContaining({ code });

it('an organisation’s own login lets people in, and what they are for follows it each time', async () => {
  const house = await newHouse();
  const { dossier } = house;
  const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await dossier.staff.addDepartment(east.id, 'Wmo', { actor: 'cli' });
  await dossier.staff.addDepartment(east.id, 'Jeugd', { actor: 'cli' });
  const who = { organisationId: east.id, issuer: 'https://login.oost.example', subject: 'abc', name: 'Medewerker' };
  const employee = (department: string) => ({ role: 'employee', department }) as const;
  await expect(dossier.staff.signIn({ ...who, posts: [] })).rejects.toEqual(code('no-role'));
  await expect(dossier.staff.signIn({ ...who, posts: [employee('Zorg')] })).rejects.toEqual(
    code('department-not-found'),
  );
  const unbound = [{ role: 'manager', department: null }] as const;
  await expect(dossier.staff.signIn({ ...who, posts: unbound })).rejects.toEqual(code('posts-malformed'));
  expect(await dossier.staff.members(east.id)).toEqual([]);

  const account = await dossier.staff.signIn({ ...who, posts: [employee('Wmo'), employee('Wmo')] });
  const roles = async () =>
    (await dossier.staff.members(east.id)).map(({ posts }) => posts.map(({ role }) => role).sort());
  expect(await roles()).toEqual([['employee']]);
  const session = await dossier.people.openSession(account.id);
  const dpo = { role: 'dpo', department: null } as const;
  const again = await dossier.staff.signIn({ ...who, name: 'Andere naam', posts: [employee('Jeugd'), dpo] });
  expect(again).toEqual(account);
  expect(await roles()).toEqual([['dpo', 'employee']]);
  expect((await dossier.people.session(session.token))?.seats).toHaveLength(2);
  const other = await dossier.staff.signIn({ ...who, subject: 'abd', posts: [dpo] });
  expect(other.id).not.toBe(account.id);

  await dossier.staff.signOut(who);
  await dossier.staff.signOut({ ...who, subject: 'nobody' });
  expect(await dossier.people.session(session.token)).toBeUndefined();
  const later = await dossier.people.openSession(account.id);
  await expect(dossier.staff.signIn({ ...who, posts: [] })).rejects.toEqual(code('no-role'));
  expect(await dossier.people.session(later.token)).toBeUndefined();
  expect((await roles()).sort()).toEqual([[], ['dpo']]);

  await dossier.staff.endAccount(east.id, other.id, 'cli');
  const ended = dossier.staff.signIn({ ...who, subject: 'abd', posts: [dpo] });
  await expect(ended).rejects.toEqual(code('account-ended'));
  expect(await problemsOf(dossier)).toEqual([]);
});
