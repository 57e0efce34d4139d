/** Persons who are only talked about: named, decided about, told, found by a request of theirs, and not heard by others. */
import { expect, it } from 'vitest';
import type { NewAbsentDecision, NewRightsDecision } from '../src/index.ts';
import { failOnAct, healActs, meddle } from './database.ts';
import { newHouse, problemsOf, storedTalk } from './house.ts';

const asking = { actor: 'cli' } as const;
const code = (code: string) => expect.objectContaining({ code });
const everything = { all: true, organisations: [], subjects: [] } as const;
const nobody = { all: false, organisations: [], subjects: ['somebody else'] } as const;
const by = 'Privacycoördinator';
const neighbour = {
  called: 'de buurvrouw',
  name: 'Buurvrouw Twee',
  about: 'Haar gezondheid.',
  stretches: [{ fromMs: 1_000, toMs: 4_000 }],
  by,
} as const;
const toTell: NewAbsentDecision = { tell: true, exception: null, why: 'Zij weet het niet.', measures: null, by };

async function named() {
  const house = await newHouse();
  await house.dossier.arrange(house.organisationId!, 'gemeente', 'cli');
  const { talkId } = await storedTalk(house);
  const person = await house.dossier.absents.name(talkId, neighbour, asking);
  return { house, talkId, person, id: person.id, dossier: house.dossier, absents: house.dossier.absents };
}

it('is named as a fact with the least that does, due within a month of the talk, and waits for a person to decide', async () => {
  const { absents, talkId, person, dossier, house } = await named();
  // Held on 2 March 2026: a month later is 2 April.
  expect(person).toMatchObject({ ...neighbour, state: 'named', dueOn: '2026-04-02', decision: null });
  expect(await absents.of(talkId)).toEqual([person]);
  expect(await absents.open(everything)).toMatchObject([{ id: person.id }]);
  expect(await absents.open(nobody)).toEqual([]);
  const audited = async () =>
    (await dossier.oversight.selfAudit(house.organisationId!)).find(({ subject }) => subject === 'absents');
  expect(await audited()).toMatchObject({ state: 'attention', figures: { open: 1, late: 0 } });
  house.time += 40 * 86_400_000;
  expect(await audited()).toMatchObject({ state: 'wrong', figures: { open: 1, late: 1 } });
  const unnamed = await absents.name(talkId, { ...neighbour, called: 'een oom', name: '', stretches: [] }, asking);
  expect(unnamed.name).toBeNull();
  for (const stretches of [[{ fromMs: 5, toMs: 5 }], [{ fromMs: -1, toMs: 5 }], [{ fromMs: 0.5, toMs: 5 }]])
    await expect(absents.name(talkId, { ...neighbour, stretches }, asking)).rejects.toEqual(code('facts-malformed'));
  await expect(absents.name(talkId, { ...neighbour, called: ' ' }, asking)).rejects.toEqual(code('words-malformed'));
  await expect(absents.of('none')).rejects.toEqual(code('talk-not-found'));
  const once = { actor: 'cli', once: 'k' } as const;
  const first = await absents.name(talkId, { ...neighbour, called: 'een tante' }, once);
  expect((await absents.name(talkId, { ...neighbour, called: 'een tante' }, once)).id).toBe(first.id);
  expect(await problemsOf(dossier)).toEqual([]);
  expect(house.logged.join()).not.toContain('Buurvrouw');
});

it('is told, or not by an exception of the law with its reason and how they are protected; a named person decides', async () => {
  const { absents, talkId, id, dossier, house } = await named();
  const told = { way: 'letter', on: '2026-03-02', by } as const;
  await expect(absents.tell(talkId, id, told, asking)).rejects.toEqual(code('absent-step'));
  const not = (changes: Partial<NewAbsentDecision>) =>
    absents.decide(talkId, id, { ...toTell, tell: false, exception: 'impairs', ...changes }, asking);
  await expect(not({ exception: null })).rejects.toEqual(code('decision-not-fitting'));
  await expect(not({})).rejects.toEqual(code('decision-not-fitting'));
  await expect(not({ by: '', exception: 'knows' })).rejects.toEqual(code('words-malformed'));
  expect(await not({ measures: 'Alleen de behandelaar luistert.' })).toMatchObject({
    state: 'excepted',
    decision: { exception: 'impairs', measures: 'Alleen de behandelaar luistert.', by },
  });
  expect(await absents.open(everything)).toEqual([]);
  expect(await dossier.oversight.decisions(house.organisationId!, { limit: 1 })).toMatchObject([
    { act: 'absent.decided', by, outcome: 'impairs', reasons: toTell.why },
  ]);
  // The reason is gone: they are told after all.
  expect(await absents.decide(talkId, id, toTell, asking)).toMatchObject({ state: 'to-tell' });
  await expect(absents.tell(talkId, id, { ...told, on: '2026-03-03' }, asking)).rejects.toEqual(
    code('facts-malformed'),
  );
  expect(await absents.tell(talkId, id, told, asking)).toMatchObject({ state: 'told', told });
  await expect(absents.decide(talkId, id, toTell, asking)).rejects.toEqual(code('absent-step'));
  await expect(absents.strike(talkId, id, { why: 'Vergissing.', by }, asking)).rejects.toEqual(code('absent-step'));
  await expect(absents.tell(talkId, 'none', told, asking)).rejects.toEqual(code('absent-not-found'));
  expect(await problemsOf(dossier)).toEqual([]);
});

it('is found by a request of their own, by no list of talks, and not by a name that was struck', async () => {
  const { absents, talkId, id, dossier, house } = await named();
  const organisation = house.organisationId!;
  expect(await absents.talksAbout(organisation, 'buurvrouw twee', 10)).toEqual([talkId]);
  expect(await absents.talksAbout(organisation, 'buurvrouw drie', 10)).toEqual([]);
  expect(await absents.talksAbout(organisation, ' ', 10)).toEqual([]);
  expect(await absents.talksAbout('another', 'buurvrouw', 10)).toEqual([]);
  expect((await dossier.talks({ search: 'buurvrouw', limit: 10 })).items).toEqual([]);
  expect(await absents.strike(talkId, id, { why: 'Het ging om iemand anders.', by }, asking)).toMatchObject({
    state: 'struck',
  });
  expect(await absents.talksAbout(organisation, 'buurvrouw', 10)).toEqual([]);
  expect(await problemsOf(dossier)).toEqual([]);
});

it('is not heard in what others get: the whole goes over only with the reason why, and to themselves without', async () => {
  const { talkId, dossier, house } = await named();
  const { rights } = dossier;
  const found = async (name: string, as: 'speaks' | 'spoken-of') => {
    const wanted = { kind: 'access', name, side: 'counterpart', text: 'Graag inzage.', way: 'letter' } as const;
    const { id } = await rights.request(house.organisationId!, wanted, asking);
    await rights.identify(id, { how: 'known-number', by }, asking);
    await rights.find(id, { by, searched: 'Op naam.', talks: [{ talk: talkId, as, others: '' }] }, asking);
    return id;
  };
  const decision = (despite?: string): NewRightsDecision => ({
    outcome: 'granted',
    ground: null,
    text: 'U krijgt de opname.',
    by,
    evidence: null,
    talks: [{ talk: talkId, give: 'whole', edit: null, ...(despite === undefined ? {} : { despite }) }],
  });
  const other = await found('Inwoner Één', 'speaks');
  for (const despite of [undefined, ' '])
    await expect(rights.decide(other, decision(despite), asking)).rejects.toEqual(code('decision-not-fitting'));
  expect((await rights.decide(other, decision('Hij vertelde het zelf.'), asking)).decision?.talks).toEqual([
    { talk: talkId, give: 'whole', edit: null, despite: 'Hij vertelde het zelf.' },
  ]);
  const own = await found(neighbour.name, 'spoken-of');
  expect(await rights.decide(own, decision(), asking)).toMatchObject({ state: 'decided' });
  expect(await problemsOf(dossier)).toEqual([]);
});

it('goes with the talk, whole or not at all, and the check tells a row that was changed', async () => {
  const { absents, talkId, id, dossier, house } = await named();
  await failOnAct(house.database, 'absent.named');
  await expect(absents.name(talkId, { ...neighbour, name: 'Half Gedaan' }, asking)).rejects.toThrow();
  await healActs(house.database);
  expect(await absents.talksAbout(house.organisationId!, 'half gedaan', 10)).toEqual([]);
  expect(await problemsOf(dossier)).toEqual([]);
  await meddle(house.database, `update absent_person set state = 'told' where id = '${id}'`);
  expect(await problemsOf(dossier)).toMatchObject([{ place: expect.stringContaining('absent_person') }]);
  await meddle(house.database, `update absent_person set state = 'named' where id = '${id}'`);
  await meddle(house.database, `delete from absent_token where absent_id = '${id}'`);
  expect(await problemsOf(dossier)).toMatchObject([{ place: expect.stringContaining('absent_token') }]);
  await dossier.destructions.decide(talkId, 'decision', 'niet nodig', 'cli');
  await dossier.settled();
  expect(await absents.of(talkId)).toEqual([]);
  expect(await absents.open(everything)).toEqual([]);
});

it('of a talk the case is known by its number, however it is written, and found by nothing less', async () => {
  const { talkId, dossier, house } = await named();
  const { cases } = dossier;
  const organisation = house.organisationId!;
  expect(await cases.of(talkId)).toBeNull();
  expect(await cases.note(talkId, ' Z-2026/00123 ', asking)).toBe('Z-2026/00123');
  expect(await cases.talks(organisation, 'z2026 00123', 10)).toEqual([talkId]);
  for (const other of ['z2026 0012', '', '-']) expect(await cases.talks(organisation, other, 10)).toEqual([]);
  expect(await problemsOf(dossier)).toEqual([]);
  await meddle(house.database, `update talk_case set token = 1 where talk_id = '${talkId}'`);
  expect(await problemsOf(dossier)).toMatchObject([{ place: expect.stringContaining('talk_case') }]);
  expect(await cases.note(talkId, null, asking)).toBeNull();
  expect(await cases.talks(organisation, 'Z-2026/00123', 10)).toEqual([]);
  expect(await problemsOf(dossier)).toEqual([]);
});
