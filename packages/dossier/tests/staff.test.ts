import { describe, expect, it } from 'vitest';
import { type Dossier, OPERATOR, type Seat, type Standing, sightOf } from '../src/index.ts';
import { meddle } from './database.ts';
import { newHouse, newTalk, problemsOf, TODAY } from './house.ts';
import { putInOrder } from './in-order.ts';

const PASSKEY = { publicKey: Uint8Array.of(1, 2, 3), counter: 0, transports: ['internal'] };
const code = (code: string) => expect.objectContaining({ code });

/** Invites somebody, who joins; their standing is asked anew each time. */
async function newcomer(
  dossier: Dossier,
  organisationId: string,
  name: string,
  ...posts: Omit<Seat, 'organisationId'>[]
): Promise<{ id: string; token: string; standing(): Promise<Standing> }> {
  const { token } = await dossier.staff.invite(organisationId, name, posts as never, 'cli');
  const { account } = await dossier.staff.join(token, { ...PASSKEY, id: `passkey of ${name}` });
  const session = await dossier.people.openSession(account.id);
  return {
    id: account.id,
    token: session.token,
    async standing() {
      return { accountId: account.id, seats: (await dossier.people.session(session.token))?.seats ?? [] };
    },
  };
}

describe('staff', () => {
  it('come in by an invitation, once, with the roles that it names', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const desk = await dossier.staff.addDepartment(east.id, 'Wmo', { actor: 'cli' });
    const post = { role: 'employee', departmentId: desk.id } as const;
    const { token, invitation } = await dossier.staff.invite(east.id, 'Medewerker Wmo', [post], 'cli');
    expect(await dossier.staff.invited(token)).toMatchObject({ name: 'Medewerker Wmo', organisation: { id: east.id } });
    const made = await dossier.staff.join(token, { ...PASSKEY, id: 'p1' });
    expect(made.recoveryCodes).toHaveLength(10);
    await expect(dossier.staff.join(token, { ...PASSKEY, id: 'p2' })).rejects.toEqual(code('invitation-invalid'));
    expect(await dossier.staff.invited(token)).toBeUndefined();
    expect(await dossier.staff.invitations(east.id)).toMatchObject([{ id: invitation.id, state: 'used' }]);
    expect(await dossier.staff.members(east.id)).toMatchObject([
      { account: { name: 'Medewerker Wmo' }, posts: [post] },
    ]);
    expect(await dossier.people.redeemRecoveryCode(made.recoveryCodes[3]!)).toMatchObject({ id: made.account.id });
    expect(await dossier.people.administratorExists()).toBe(false); // somebody of the staff is none
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('refuses what cannot be: roles without a bound, departments of another, what ended', async () => {
    const { dossier } = await newHouse();
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const west = await dossier.addOrganisation('Gemeente West', 'cli');
    const asking = { actor: 'cli' } as const;
    const desk = await dossier.staff.addDepartment(west.id, 'Wmo', asking);
    const invite = (posts: object[]) => dossier.staff.invite(east.id, 'Iemand', posts as never, 'cli');
    await expect(invite([])).rejects.toEqual(code('posts-malformed'));
    await expect(invite([{ role: 'employee', departmentId: null }])).rejects.toEqual(code('posts-malformed'));
    await expect(invite([{ role: 'king', departmentId: null }])).rejects.toEqual(code('posts-malformed'));
    await expect(invite([{ role: 'employee', departmentId: desk.id }])).rejects.toEqual(code('department-not-found'));
    await expect(dossier.staff.addDepartment(west.id, 'Wmo', asking)).rejects.toEqual(code('department-exists'));
    await expect(dossier.staff.departments('nobody')).rejects.toEqual(code('organisation-not-found'));
    const { invitation, token } = await invite([{ role: 'dpo', departmentId: null }]);
    await dossier.staff.withdrawInvitation(east.id, invitation.id, 'cli');
    await expect(dossier.staff.join(token, { ...PASSKEY, id: 'p' })).rejects.toEqual(code('invitation-invalid'));
    await expect(dossier.staff.withdrawInvitation(east.id, invitation.id, 'cli')).rejects.toEqual(
      code('invitation-not-found'),
    );
    await expect(dossier.staff.endAccount(east.id, 'nobody', 'cli')).rejects.toEqual(code('person-not-found'));
    await expect(dossier.arrange(east.id, 'atlantis' as never, 'cli')).rejects.toEqual(code('sector-unknown'));
    expect(await dossier.arrange(east.id, 'gemeente', 'cli')).toMatchObject({ sector: 'gemeente' });
  });

  it('an invitation grows old', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const { token } = await dossier.staff.invite(east.id, 'FG', [{ role: 'dpo', departmentId: null }], 'cli');
    house.time += 7 * 86_400_000;
    await expect(dossier.staff.join(token, { ...PASSKEY, id: 'p' })).rejects.toEqual(code('invitation-invalid'));
    expect(await dossier.staff.invitations(east.id)).toMatchObject([{ state: 'expired' }]);
  });

  it('who leaves is out at the next question, and comes back by nothing they had', async () => {
    const { dossier } = await newHouse();
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const { token } = await dossier.staff.invite(east.id, 'FG', [{ role: 'dpo', departmentId: null }], 'cli');
    const { account, recoveryCodes } = await dossier.staff.join(token, { ...PASSKEY, id: 'p' });
    const session = await dossier.people.openSession(account.id);
    expect(await dossier.people.session(session.token)).toMatchObject({ seats: [{ role: 'dpo' }] });
    await dossier.staff.endAccount(east.id, account.id, 'cli');
    expect(await dossier.people.session(session.token)).toBeUndefined();
    await expect(dossier.people.openSession(account.id)).rejects.toEqual(code('account-not-found'));
    expect(await dossier.people.redeemRecoveryCode(recoveryCodes[0]!)).toBeUndefined();
    expect(await dossier.staff.members(east.id)).toMatchObject([{ posts: [], endedAt: expect.any(Number) }]);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('a role that ends counts no more, and one that is given counts at once', async () => {
    const { dossier } = await newHouse();
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const who = await newcomer(dossier, east.id, 'FG', { role: 'dpo', departmentId: null });
    const asking = { actor: 'cli', once: 'k1' } as const;
    const archive = { role: 'archivist', departmentId: null } as const;
    const post = await dossier.staff.givePost(east.id, who.id, archive, asking);
    expect(await dossier.staff.givePost(east.id, who.id, archive, asking)).toEqual(post); // sent again
    await expect(
      dossier.staff.givePost(east.id, who.id, { role: 'administrator', departmentId: null }, asking),
    ).rejects.toEqual(code('once-reused'));
    expect((await who.standing()).seats.map(({ role }) => role).sort()).toEqual(['archivist', 'dpo']);
    await dossier.staff.endPost(east.id, post.id, 'cli');
    await expect(dossier.staff.endPost(east.id, post.id, 'cli')).rejects.toEqual(code('post-not-found'));
    expect((await who.standing()).seats.map(({ role }) => role)).toEqual(['dpo']);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('the contact directory is sealed, and tells who can be asked now', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const desk = await dossier.staff.addDepartment(east.id, 'Wmo', { actor: 'cli' });
    const list = (duty: 'dpo' | 'privacy-contact', departmentId: string | null) =>
      dossier.staff.listContact(
        east.id,
        { duty, departmentId, name: `Contact ${duty}`, reach: '+999701000050' },
        { actor: 'cli' },
      );
    const local = await list('privacy-contact', desk.id);
    const dpo = await list('dpo', null);
    expect(await dossier.staff.contacts(east.id)).toEqual([dpo, local]);
    await dossier.staff.endContact(east.id, local.id, 'cli');
    expect(await dossier.staff.contacts(east.id)).toEqual([dpo]);
    const rows = await meddle(house.database, 'select * from contact');
    expect(JSON.stringify(rows.map((row) => Buffer.from(row.sealed as Uint8Array).toString('latin1')))).not.toContain(
      'Contact',
    );
    expect(await problemsOf(dossier)).toEqual([]);
    await meddle(house.database, 'update contact set duty = ?', ['privacy-officer']);
    expect(await problemsOf(dossier)).toHaveLength(2);
  });
});

describe('the policy', () => {
  it('shows a talk to those whose it is, and to nobody of another department or organisation', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const asking = { actor: 'cli' } as const;
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const west = await dossier.addOrganisation('Gemeente West', 'cli');
    const [wmo, tax] = await Promise.all(
      ['Wmo', 'Belastingen'].map((name) => dossier.staff.addDepartment(east.id, name, asking)),
    );
    const desk = await dossier.staff.addDepartment(west.id, 'Wmo', asking);
    const official = await newcomer(dossier, east.id, 'Wmo', { role: 'employee', departmentId: wmo!.id });
    const colleague = await newcomer(dossier, east.id, 'Wmo 2', { role: 'employee', departmentId: wmo!.id });
    const other = await newcomer(dossier, east.id, 'Belastingen', { role: 'employee', departmentId: tax!.id });
    const manager = await newcomer(dossier, east.id, 'Chef', { role: 'manager', departmentId: wmo!.id });
    const dpo = await newcomer(dossier, east.id, 'FG', { role: 'dpo', departmentId: null });
    const works = await newcomer(dossier, east.id, 'OR', { role: 'works-council', departmentId: null });
    const stranger = await newcomer(dossier, west.id, 'West', { role: 'employee', departmentId: desk.id });
    const plan = {
      plannedAt: house.time + 3_600_000,
      kind: 'gewoon',
      place: 'kantoor',
      subject: 'Aanvraag',
      departmentIds: [wmo!.id],
      participants: [
        { part: 'resident', name: 'Inwoner Één', number: '+999612345678' },
        { part: 'official', name: 'zie account', accountId: official.id },
      ],
    } as const;
    const talk = await dossier.plan(east.id, plan, asking);
    expect(talk).toMatchObject({
      state: 'planned',
      recordingId: null,
      parties: [{ name: 'Inwoner Één' }, { name: 'Wmo' }],
    });
    const sees = async (who: { standing(): Promise<Standing> }, right: Parameters<Dossier['admit']>[1] = 'talk.see') =>
      dossier.admit(await who.standing(), right, { talkId: talk.id }).catch((error) => error.code);
    expect(await sees(official)).toBe('talk');
    expect(await sees(colleague)).toBe('talk');
    expect(await sees(manager)).toBe('talk');
    expect(await sees(dpo)).toBe('oversight');
    for (const nobody of [other, works, stranger]) expect(await sees(nobody)).toBe('talk-not-found');
    expect(await sees(official, 'talk.hear')).toBe('talk');
    expect(await sees(colleague, 'talk.hear')).toBe('not-allowed'); // not their talk
    expect(await sees(dpo, 'talk.copy')).toBe('not-allowed');
    const listed = async (who: { standing(): Promise<Standing> }) =>
      (await dossier.talks({ limit: 10, state: 'planned', sight: sightOf(await who.standing(), 'talk.see') })).items
        .length;
    expect(await Promise.all([official, colleague, manager, dpo, other, works, stranger].map(listed))).toEqual([
      1, 1, 1, 1, 0, 0, 0,
    ]);
    const found = async (who: { standing(): Promise<Standing> }) =>
      (
        await dossier.talks({
          limit: 10,
          state: 'planned',
          search: '5678',
          sight: sightOf(await who.standing(), 'talk.see'),
        })
      ).items.length;
    expect(await Promise.all([official, other, stranger].map(found))).toEqual([1, 0, 0]);
    await expect(dossier.admit(await dpo.standing(), 'talk.see', { talkId: talk.id }, 'talk')).rejects.toEqual(
      code('not-allowed'), // a purpose that is not theirs
    );
    const to = { organisationId: west.id };
    await expect(dossier.admit(await dpo.standing(), 'people.see', to)).rejects.toEqual(code('organisation-not-found'));
    await expect(dossier.admit(await dpo.standing(), 'organisation.add', {})).rejects.toEqual(code('not-allowed'));
    expect((await dossier.talks({ limit: 10 })).items).toEqual([]); // planned is not held
    expect(await problemsOf(dossier)).toEqual([]);
  });
});

describe('a planned talk', () => {
  it('becomes the talk that is recorded, with its people and its place in lists', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const asking = { actor: 'cli', once: 'same' } as const;
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const wmo = await dossier.staff.addDepartment(east.id, 'Wmo', { actor: 'cli' });
    const plan = {
      plannedAt: house.time + 3_600_000,
      kind: 'gewoon',
      place: 'thuis',
      subject: 'Huisbezoek',
      departmentIds: [wmo.id],
      participants: [
        { part: 'resident', name: 'Inwoner Één' },
        { part: 'official', name: 'Medewerker' },
      ],
    } as const;
    const talk = await dossier.plan(east.id, plan, asking);
    expect((await dossier.plan(east.id, plan, asking)).id).toBe(talk.id);
    await expect(dossier.plan(east.id, { ...plan, place: 'maan' }, asking)).rejects.toEqual(code('plan-malformed'));
    await expect(dossier.play(talk.id, 'cli')).rejects.toEqual(code('recording-silent'));
    await putInOrder(dossier, east.id, TODAY);
    house.time += 7_200_000;
    const started = newTalk(house, { planned: talk.id, parties: [] });
    const { recordingId } = await dossier.recordings.begin(started);
    await expect(dossier.recordings.begin(started)).rejects.toEqual(code('talk-not-planned'));
    const held = await dossier.talk(talk.id);
    expect(held).toMatchObject({
      state: 'live',
      recordingId,
      startedAt: house.time,
      parties: [{ name: 'Inwoner Één' }, {}],
    });
    await dossier.recordings.end(recordingId, 'bye', house.time * 1000 + 1);
    await dossier.settled();
    const sight = { all: false, organisations: [], subjects: [wmo.id] };
    expect((await dossier.talks({ limit: 5, sight, search: 'inwoner' })).items.map(({ id }) => id)).toEqual([talk.id]);
    expect(await problemsOf(dossier)).toEqual([]);
    await meddle(house.database, 'update attendance set subject = ?', ['another']);
    expect(await problemsOf(dossier)).toMatchObject([{ place: 'table attendance' }]);
  });

  it('is called off once, and is read with a purpose that stands in the ledger once', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const wmo = await dossier.staff.addDepartment(east.id, 'Wmo', { actor: 'cli' });
    const participants = [
      { part: 'resident', name: 'Inwoner Één' },
      { part: 'official', name: 'Medewerker' },
    ] as const;
    const about = { kind: 'gewoon', place: 'kantoor', subject: '', departmentIds: [wmo.id], participants };
    const talk = await dossier.plan(east.id, { ...about, plannedAt: house.time }, { actor: 'cli' });
    await Promise.all([1, 2, 3].map(() => dossier.noteReading(talk.id, 'user:x', 'complaint')));
    house.time += 600_000;
    await dossier.noteReading(talk.id, 'user:x', 'complaint');
    const listing = [[talk.organisation.id, talk.organisation.id], OPERATOR, 'user:x', { searched: true }] as const;
    await Promise.all([1, 2].map(() => dossier.noteListing(...listing)));
    const listed = await meddle(house.database, 'select count(*) as n from ledger where act = ?', ['talks.listed']);
    expect(Number(listed[0]!.n)).toBe(1);
    await dossier.callOff(talk.id, 'ziek', { actor: 'cli' });
    await expect(dossier.callOff(talk.id, 'ziek', { actor: 'cli' })).rejects.toEqual(code('talk-not-planned'));
    expect((await dossier.ledger(talk.id)).map(({ act }) => act)).toEqual([
      'talk.planned',
      'talk.read',
      'talk.read',
      'talk.called-off',
    ]);
    expect((await dossier.talks({ limit: 5, state: 'planned' })).items).toEqual([]);
    expect(await problemsOf(dossier)).toEqual([]);
  });
});
