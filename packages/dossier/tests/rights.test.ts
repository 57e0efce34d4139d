/** Requests under somebody's rights: from taken down to handed over in term, what is kept meanwhile, and what is refused. */
import { describe, expect, it } from 'vitest';
import type { NewRightsDecision, NewRightsRequest } from '../src/index.ts';
import { failOnAct, healActs, meddle } from './database.ts';
import { newHouse, problemsOf, storedTalk, type TestHouse } from './house.ts';

const DAY = 86_400_000;
const asking = { actor: 'cli' } as const;
const code = (code: string) => expect.objectContaining({ code });
const everything = { all: true, organisations: [], subjects: [] } as const;
const nobody = { all: false, organisations: [], subjects: ['somebody else'] } as const;
const SHA = 'a'.repeat(64);
const access = {
  kind: 'access',
  name: 'Inwoner Één',
  side: 'counterpart',
  text: 'Ik wil horen wat er is gezegd.',
  way: 'letter',
} as const satisfies NewRightsRequest;
const granted = {
  outcome: 'granted',
  ground: null,
  text: 'U krijgt de opname.',
  by: 'Privacyofficier',
  evidence: null,
};
const by = 'Privacycoördinator';

/** A house with a talk, and a request of who is on it. */
async function asked(changes: Partial<NewRightsRequest> = {}) {
  const house = await newHouse();
  await house.dossier.arrange(house.organisationId!, 'gemeente', 'cli');
  const { talkId } = await storedTalk(house);
  const wanted = { ...access, talk: talkId, party: 'p1', ...changes };
  const request = await house.dossier.rights.request(house.organisationId!, wanted, asking);
  return { house, dossier: house.dossier, rights: house.dossier.rights, talkId, request, id: request.id };
}

/** Goes as far as what was found. */
async function found(
  { house: { dossier }, talkId, id }: { house: TestHouse; talkId: string; id: string },
  others = '',
) {
  const { state } = await dossier.rights.get(id);
  if (state === 'received') await dossier.rights.identify(id, { how: 'known-number', by }, asking);
  const talks = [{ talk: talkId, as: 'speaks', others }] as const;
  return await dossier.rights.find(id, { by, searched: 'Op naam en nummer.', talks }, asking);
}

const give = (talk: string, how: 'whole' | 'masked' | 'none' = 'whole', edit: string | null = null) => [
  { talk, give: how, edit },
];

describe('a request', () => {
  it('goes its way: taken down, known, found, decided, handed over, closed in term', async () => {
    const all = await asked();
    const { dossier, rights, talkId, id, request, house } = all;
    // 2 March 2026: a month later is 2 April.
    expect(request).toMatchObject({ state: 'received', dueOn: '2026-04-02', law: 'avg', source: /AVG 12/ as never });
    expect(request.rules).toMatchObject({ verdict: 'PLICHT', receipt: { vraag: 'inzage' } });
    expect(await dossier.holds.of(talkId)).toMatchObject([{ reason: 'access-request', liftedAt: null }]);
    expect((await rights.takeUp(id, by, asking)).takenUp).toMatchObject({ by });
    await expect(rights.decide(id, { ...granted, talks: [] } as NewRightsDecision, asking)).rejects.toEqual(
      code('decision-not-fitting'),
    );
    expect((await found(all, 'Een buurvrouw praat mee.')).found?.talks).toMatchObject([
      { talk: talkId, as: 'speaks', others: 'Een buurvrouw praat mee.', destroyedAt: null },
    ]);
    house.time += 10 * DAY;
    const masked = { ...granted, talks: give(talkId, 'masked', 'no-such-edit') } as NewRightsDecision;
    await expect(rights.decide(id, masked, asking)).rejects.toEqual(code('decision-not-fitting'));
    const decision = { ...granted, talks: give(talkId) } as NewRightsDecision;
    // Announced on 12 March: six weeks later is 23 April.
    expect((await rights.decide(id, decision, asking)).decision).toMatchObject({
      remedy: 'bezwaar',
      remedyUntil: '2026-04-23',
      talks: [{ give: 'whole', edit: null }],
    });
    house.time += 5 * DAY;
    const done = await rights.handOver(id, { way: 'desk', sha256: SHA }, asking);
    expect(done).toMatchObject({ state: 'closed', closed: { how: 'handed', inTerm: true, at: house.time } });
    expect(await dossier.holds.list(house.organisationId!)).toEqual([]);
    expect((await rights.handOver(id, { way: 'post', sha256: SHA }, asking)).handed).toHaveLength(2);
    await expect(rights.decide(id, decision, asking)).rejects.toEqual(code('rights-request-step'));
    expect(await rights.list(everything)).toEqual([]);
    expect(await rights.list(everything, house.time - DAY)).toMatchObject([{ id }]);
    expect(await problemsOf(dossier)).toEqual([]);
    await meddle(house.database, `update rights_request set due_on = '2027-01-01' where id = '${id}'`);
    expect(await problemsOf(dossier)).toMatchObject([{ place: expect.stringContaining('rights_request') }]);
  });

  it('is handed over with a receipt that can be signed, whatever the name of who asked holds', async () => {
    const all = await asked({ name: 'Inwoner\u0000\u0007 Twee\u007f' }); // as a telephone system may name somebody
    await found(all, 'Niemand.');
    await all.rights.decide(all.id, { ...granted, talks: give(all.talkId) } as NewRightsDecision, asking);
    const { handed } = await all.rights.handOver(all.id, { way: 'desk', sha256: SHA }, asking);
    expect(handed[0]!.receipt).toContain('\nGegeven aan: Inwoner Twee\n');
    expect(await problemsOf(all.dossier)).toEqual([]);
  });

  it('is seen by who may see its talk or its organisation; what a colleague asks, by neither of their own department', async () => {
    const { rights, house, talkId, id } = await asked();
    const staff = { ...access, side: 'staff', talk: talkId } as const;
    const mine = await rights.request(house.organisationId!, staff, asking);
    const organisation = { ...nobody, organisations: [house.organisationId!] };
    expect(await rights.list(nobody)).toEqual([]);
    const both = new Set([id, mine.id]);
    expect(new Set((await rights.list(organisation)).map((one) => one.id))).toEqual(both);
    expect(new Set((await rights.of(talkId)).map((one) => one.id))).toEqual(both);
  });

  it('is extended once, before its month is over, and never under the Wbp', async () => {
    const { rights, house, id } = await asked();
    house.time += 10 * DAY;
    expect(await rights.extend(id, 'Veel opnamen.', asking)).toMatchObject({ dueOn: '2026-06-02' });
    await expect(rights.extend(id, 'Nog eens.', asking)).rejects.toEqual(code('extension-not-possible'));
    const receivedAt = house.time - 40 * DAY;
    const late = await rights.request(house.organisationId!, { ...access, receivedAt }, asking);
    await expect(rights.extend(late.id, 'Te laat.', asking)).rejects.toEqual(code('extension-not-possible'));
    const old = { ...access, receivedAt: Date.UTC(2018, 4, 24, 10) };
    const wbp = await rights.request(house.organisationId!, old, asking);
    expect(wbp).toMatchObject({ law: 'wbp', dueOn: '2018-06-21' });
    await expect(rights.extend(wbp.id, 'Kan niet.', asking)).rejects.toEqual(code('extension-not-possible'));
  });

  it('comes once under a key, from nobody who was not there, and with words', async () => {
    const { rights, house, talkId } = await asked();
    const organisation = house.organisationId!;
    const once = { actor: 'link:x', once: 'k' } as const;
    const first = await rights.request(organisation, access, once);
    expect((await rights.request(organisation, access, once)).id).toBe(first.id);
    const wrong = (changes: Partial<NewRightsRequest>) =>
      rights.request(organisation, { ...access, ...changes }, asking);
    await expect(wrong({ talk: talkId, party: 'p9' })).rejects.toEqual(code('participant-not-found'));
    await expect(wrong({ talk: 'none' })).rejects.toEqual(code('talk-not-found'));
    await expect(wrong({ text: ' ' })).rejects.toEqual(code('words-malformed'));
    await expect(wrong({ receivedAt: house.time + DAY })).rejects.toEqual(code('facts-malformed'));
    await expect(wrong({ born: '2026-13-01' })).rejects.toEqual(code('facts-malformed'));
    await expect(rights.get('none')).rejects.toEqual(code('rights-request-not-found'));
  });

  it('of the own page and of an own account has its identity from the door', async () => {
    const { rights, house, talkId } = await asked();
    const page = { ...access, way: 'own-page', talk: talkId, party: 'p1' } as const;
    expect(await rights.request(house.organisationId!, page, asking)).toMatchObject({
      state: 'identified',
      identity: { how: 'visit-code' },
    });
  });
});

describe('a child', () => {
  it.each([
    ['2026-08-31T10:00:00+02:00', '2013-06-01', true], // twelve and more, the day before the law changes
    ['2026-09-01T10:00:00+02:00', '2013-06-01', false],
    ['2026-09-01T10:00:00+02:00', '2015-06-01', true], // eleven
    ['2026-09-01T10:00:00+02:00', '2010-09-01', false], // sixteen today
  ])('at %s, born %s: somebody else must ask: %s', async (at, born, needed) => {
    const house = await newHouse();
    await house.dossier.arrange(house.organisationId!, 'gemeente', 'cli');
    house.time = Date.parse(at);
    const { rights } = house.dossier;
    const { id, age } = await rights.request(house.organisationId!, { ...access, born }, asking);
    expect(age === 'nee').toBe(born === '2010-09-01');
    const known = rights.identify(id, { how: 'questions', by }, asking);
    if (needed) await expect(known).rejects.toEqual(code('representative-missing'));
    else expect((await known).state).toBe('identified');
    const representative = { name: 'Ouder', shown: 'Staat in het gezagsregister' };
    const through = await rights.request(house.organisationId!, { ...access, born, representative }, asking);
    expect((await rights.identify(through.id, { how: 'questions', by }, asking)).state).toBe('identified');
    // The date itself is nowhere: only what follows from it.
    expect(JSON.stringify(await rights.get(id))).not.toContain(born);
  });
});

describe('what is kept', () => {
  it('on the last day before its destruction a request freezes it; after a refusal it stays while that can be disputed', async () => {
    const { house, dossier, rights, talkId, id } = await asked();
    const destroy = () => dossier.destructions.decide(talkId, 'term', 'De termijn is om.', 'cli');
    await expect(destroy()).rejects.toEqual(code('talk-held'));
    await found({ house, talkId, id });
    const refusal = { ...granted, outcome: 'refused', ground: 'others', talks: [] } as unknown as NewRightsDecision;
    await rights.decide(id, refusal, asking);
    await rights.close(id, 'told', asking);
    await expect(destroy()).rejects.toEqual(code('talk-held'));
    const [hold] = await dossier.holds.of(talkId);
    expect(new Date(hold!.reviewAt).toISOString()).toBe('2026-04-13T22:00:00.000Z'); // the day after 13 April
  });

  it('of a withdrawn request is let go, and a talk that was wrongly found too', async () => {
    const { dossier, rights, talkId, id, house } = await asked();
    const other = await storedTalk(house);
    await rights.identify(id, { how: 'document-seen', by }, asking);
    const one = { by, searched: 'Op nummer.', talks: [{ talk: other.talkId, as: 'spoken-of', others: '' }] } as const;
    await rights.find(id, one, asking);
    expect(await dossier.holds.list(house.organisationId!)).toMatchObject([{ talkId: other.talkId }]);
    await rights.close(id, 'withdrawn', asking);
    expect(await dossier.holds.list(house.organisationId!)).toEqual([]);
    expect(await rights.of(talkId)).toEqual([]);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('is answered as no longer processed where it was destroyed before', async () => {
    const { house, dossier, rights, talkId, id } = await asked({ kind: 'deletion' });
    await found({ house, talkId, id });
    await rights.decide(id, { ...granted, talks: give(talkId) } as NewRightsDecision, asking);
    expect(await rights.carryOut(id, asking)).toMatchObject({ state: 'closed', closed: { how: 'carried-out' } });
    await dossier.settled();
    const { id: next } = await rights.request(house.organisationId!, access, asking);
    expect((await found({ house, talkId, id: next })).found?.talks).toMatchObject([{ destroyedAt: house.time }]);
    await expect(rights.decide(next, { ...granted, talks: give(talkId) } as NewRightsDecision, asking)).rejects.toEqual(
      code('decision-not-fitting'),
    );
    await rights.decide(next, { ...granted, outcome: 'gone', talks: [] } as NewRightsDecision, asking);
    expect(await rights.close(next, 'told', asking)).toMatchObject({ closed: { how: 'told', inTerm: true } });
    expect((await rights.get(id)).text).toBe(access.text); // outlives the talk
    expect(await problemsOf(dossier)).toEqual([]);
  });
});

describe('a refusal', () => {
  it('names a ground that fits, and as abuse what shows it', async () => {
    const { house, rights, talkId, id } = await asked();
    const refuse = (changes: object) =>
      rights.decide(id, { ...granted, outcome: 'refused', talks: [], ...changes } as NewRightsDecision, asking);
    await expect(refuse({ ground: 'others' })).rejects.toEqual(code('decision-not-fitting')); // not looked yet
    await found({ house, talkId, id });
    await expect(refuse({})).rejects.toEqual(code('decision-not-fitting'));
    await expect(refuse({ ground: 'must-keep' })).rejects.toEqual(code('decision-not-fitting')); // of a deletion
    await expect(refuse({ ground: 'abuse', evidence: 'Lastig.' })).rejects.toEqual(code('decision-not-fitting'));
    const evidence = 'Veertien gelijke verzoeken in twee weken, op 1, 2 en 3 maart beantwoord.';
    expect((await refuse({ ground: 'abuse', evidence })).decision).toMatchObject({ ground: 'abuse', evidence });
  });

  it('of a company opens the way to the court, and needs to know what the organisation is', async () => {
    const { house, rights, dossier, talkId, id } = await asked();
    await found({ house, talkId, id });
    await dossier.arrange(house.organisationId!, 'organisatie', 'cli');
    const refused = { ...granted, outcome: 'refused', ground: 'others', talks: [] } as unknown as NewRightsDecision;
    expect((await rights.decide(id, refused, asking)).decision).toMatchObject({ remedy: 'court' });
  });
});

describe('what was granted is done', () => {
  it('a restriction shuts the talk for all but what the law lets be done, until it is lifted', async () => {
    const { house, dossier, rights, talkId, id } = await asked({ kind: 'restriction' });
    await found({ house, talkId, id });
    await rights.decide(id, { ...granted, talks: give(talkId) } as NewRightsDecision, asking);
    await rights.carryOut(id, asking);
    expect(await rights.restriction(talkId)).toMatchObject({ talkId });
    const seat = (role: 'operator' | 'privacy-officer') => ({
      accountId: null,
      seats: [{ role, organisationId: null, departmentId: null }],
    });
    const hear = (purpose?: 'request' | 'training') =>
      dossier.admit(seat('operator'), 'talk.hear', { talkId }, purpose);
    await expect(hear()).rejects.toEqual(code('talk-restricted'));
    await expect(hear('training')).rejects.toEqual(code('talk-restricted'));
    expect(await hear('request')).toBe('request');
    await expect(dossier.destructions.decide(talkId, 'term', 'De termijn is om.', 'cli')).rejects.toEqual(
      code('talk-held'),
    );
    await rights.liftRestriction(talkId, 'Nagegaan: het klopt. De inwoner weet het.', asking);
    await expect(rights.liftRestriction(talkId, 'Nog eens.', asking)).rejects.toEqual(code('restriction-not-found'));
    expect(await hear()).toBe('operation');
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('an objection is looked for before each recording from then on', async () => {
    const { house, dossier, rights, talkId, id } = await asked({ kind: 'objection' });
    await found({ house, talkId, id });
    await rights.decide(id, { ...granted, talks: give(talkId) } as NewRightsDecision, asking);
    await rights.carryOut(id, asking);
    const caller = [{ name: 'Inwoner Één' }];
    expect(await dossier.objections.against(house.organisationId!, caller)).toHaveLength(1);
    expect(await rights.carryOut(id, asking)).toMatchObject({ state: 'closed' }); // pressed again
  });

  it('an own reading stands beside the recording, once', async () => {
    const { house, dossier, rights, talkId, id } = await asked({ kind: 'correction', text: 'Ik zei maandag.' });
    await found({ house, talkId, id });
    await rights.decide(id, { ...granted, talks: give(talkId) } as NewRightsDecision, asking);
    await rights.carryOut(id, asking);
    expect(await rights.readings(talkId)).toMatchObject([{ text: 'Ik zei maandag.', name: 'Inwoner Één' }]);
    expect(await problemsOf(dossier)).toEqual([]);
  });
});

describe('a stop in between', () => {
  it.each(['hold.placed', 'rights.requested'])('at %s leaves no half request, and no hold without one', async (act) => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId } = await storedTalk(house);
    await failOnAct(house.database, act);
    const wanted = { ...access, talk: talkId };
    await expect(dossier.rights.request(house.organisationId!, wanted, asking)).rejects.toThrow();
    await healActs(house.database);
    expect(await dossier.rights.list(everything)).toEqual([]);
    expect(await dossier.holds.list(house.organisationId!)).toEqual([]);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('leaves what was granted half done and the request open; pressed again, the rest is done, once', async () => {
    const { house, dossier, rights, talkId, id } = await asked({ kind: 'restriction' });
    await found({ house, talkId, id });
    await rights.decide(id, { ...granted, talks: give(talkId) } as NewRightsDecision, asking);
    await failOnAct(house.database, 'rights.closed');
    await expect(rights.carryOut(id, asking)).rejects.toThrow();
    await healActs(house.database);
    expect((await rights.get(id)).state).toBe('decided');
    expect(await rights.restriction(talkId)).toBeDefined();
    expect((await rights.carryOut(id, asking)).state).toBe('closed');
    const placed = (await dossier.ledger(talkId)).filter(({ act }) => act === 'restriction.placed');
    expect(placed).toHaveLength(1);
    expect(await problemsOf(dossier)).toEqual([]);
  });
});

describe('a request that was closed', () => {
  const YEARS = 5 * 366 * DAY;

  it('is forgotten when its term is over: nobody can read it then, and what stays names nobody', async () => {
    const all = await asked();
    const { dossier, rights, house, id } = all;
    const department = await dossier.staff.addDepartment(house.organisationId!, 'Wmo', asking);
    const posts = [{ role: 'employee', departmentId: department.id }] as const;
    const { token } = await dossier.staff.invite(house.organisationId!, 'Medewerker', posts, 'cli');
    const { account } = await dossier.staff.join(token, {
      id: 'p',
      publicKey: Uint8Array.of(1),
      counter: 0,
      transports: [],
    });
    const own = { ...access, side: 'staff', way: 'staff-page', account: account.id } as const;
    const mine = await rights.request(house.organisationId!, own, asking);
    for (const one of [id, mine.id]) await rights.close(one, 'withdrawn', asking);
    house.time += YEARS - 40 * DAY;
    await dossier.settled();
    expect((await rights.get(id)).name).toBe(access.name);
    house.time += 41 * DAY;
    await dossier.settled();
    for (const one of [id, mine.id]) await expect(rights.get(one)).rejects.toEqual(code('rights-request-not-found'));
    expect(await rights.list(everything, 0)).toEqual([]);
    expect(await rights.ofAccount(account.id)).toEqual([]);
    await expect(rights.takeUp(id, by, asking)).rejects.toEqual(code('rights-request-not-found'));
    await expect(house.vault.keys.get(id)).rejects.toEqual(code('key-missing'));
    // What anybody finds in the database: the kind, and the days.
    const acts = await meddle(house.database, `select * from ledger where talk_id = '${id}'`);
    expect(acts.length).toBeGreaterThan(1);
    expect(acts.every(({ sealed }) => sealed === null)).toBe(true);
    expect(await meddle(house.database, `select * from rights_talk where request_id = '${id}'`)).toEqual([]);
    expect(await meddle(house.database, `select * from rights_request where id = '${mine.id}'`)).toMatchObject([
      { kind: 'access', state: 'closed', account_id: null },
    ]);
    expect(await problemsOf(dossier)).toEqual([]);
    await meddle(house.database, `update rights_forgotten set forgotten_at = 1 where request_id = '${id}'`);
    expect(await problemsOf(dossier)).toMatchObject([{ place: expect.stringContaining('rights_forgotten') }]);
  });

  it('waits while a talk that it is about is held, goes on after a stop, and goes again after an older backup came back', async () => {
    const { dossier, rights, house, id, talkId } = await asked();
    await rights.close(id, 'withdrawn', asking);
    const hold = { reason: 'complaint', owner: 'Klachten', words: 'Klacht.', reviewAt: house.time + DAY } as const;
    const { id: holdId } = await dossier.holds.place(talkId, hold, asking);
    house.time += YEARS;
    await dossier.settled();
    expect((await rights.get(id)).id).toBe(id);
    await dossier.holds.lift(talkId, holdId, 'De klacht is afgehandeld.', 'cli');
    await failOnAct(house.database, 'rights.forgotten');
    house.time += 31 * DAY;
    await dossier.settled();
    // Its key is gone, and its end not written yet: nobody reads it, and the check knows why.
    await expect(rights.get(id)).rejects.toEqual(code('rights-request-not-found'));
    expect(await problemsOf(dossier)).toEqual([]);
    await healActs(house.database);
    house.time += DAY;
    await dossier.settled();
    const [stone] = await meddle(house.database, 'select * from rights_forgotten');
    expect([stone!.request_id, Number(stone!.forgotten_at)]).toEqual([id, house.time]);
    expect(await problemsOf(dossier)).toEqual([]);

    const again = await rights.request(house.organisationId!, access, asking);
    await house.vault.keys.destroy(again.id); // as a restore finds it: on the list, and whole in the database
    expect(await dossier.destructions.reapply([again.id])).toBe(1);
    await dossier.settled();
    expect(await dossier.destructions.reapply([again.id])).toBe(0);
    await expect(rights.get(again.id)).rejects.toEqual(code('rights-request-not-found'));
    expect(await problemsOf(dossier)).toEqual([]);
  });
});
