import { expect, it } from 'vitest';
import { meddle } from './database.ts';
import { newHouse, problemsOf, storedTalk } from './house.ts';

const DAY = 86_400_000;
const asking = { actor: 'cli' } as const;
const code = (code: string) => expect.objectContaining({ code });
const everything = { all: true, organisations: [], subjects: [] } as const;
const access = { party: 'p1', kind: 'access', text: 'Ik wil horen wat er is gezegd.', way: 'own-page' } as const;

it('a request has a month, is taken up, extended once, answered, and then leaves the list', async () => {
  const house = await newHouse();
  const { dossier } = house;
  const { talkId } = await storedTalk(house);
  // 2 March 2026: a month later is 2 April.
  const first = await dossier.rights.request(talkId, access, { actor: 'link:x' });
  expect(first).toMatchObject({ state: 'open', dueOn: '2026-04-02', name: 'Inwoner Één', receivedAt: house.time });
  const later = await dossier.rights.request(
    talkId,
    { party: 'p2', kind: 'correction', text: 'Ik zei maandag.', way: 'letter', receivedAt: house.time - 20 * DAY },
    asking,
  );
  expect((await dossier.rights.open(everything)).map(({ id }) => id)).toEqual([later.id, first.id]);
  const nobody = { all: false, organisations: [], subjects: ['somebody else'] };
  expect(await dossier.rights.open(nobody)).toEqual([]);
  const { organisation } = await dossier.talk(talkId);
  expect(await dossier.rights.open({ ...nobody, organisations: [organisation.id] })).toHaveLength(2);

  expect(await dossier.rights.takeUp(talkId, first.id, 'Privacycoördinator', asking)).toMatchObject({
    state: 'taken-up',
  });
  house.time += 10 * DAY;
  expect(await dossier.rights.extend(talkId, first.id, 'Veel opnamen.', asking)).toMatchObject({ dueOn: '2026-06-02' });
  await expect(dossier.rights.extend(talkId, first.id, 'Nog eens.', asking)).rejects.toEqual(
    code('extension-not-possible'),
  );
  house.time += 30 * DAY;
  await expect(dossier.rights.extend(talkId, later.id, 'Te laat.', asking)).rejects.toEqual(
    code('extension-not-possible'),
  );
  const answer = { outcome: 'granted', text: 'Kopie op de eigen pagina.', by: 'Privacycoördinator' } as const;
  expect(await dossier.rights.answer(talkId, first.id, answer, asking)).toMatchObject({
    state: 'answered',
    answer: { outcome: 'granted', at: house.time },
  });
  await expect(dossier.rights.answer(talkId, first.id, answer, asking)).rejects.toEqual(
    code('rights-request-answered'),
  );
  await expect(dossier.rights.takeUp(talkId, 'none', 'X', asking)).rejects.toEqual(code('rights-request-not-found'));
  expect((await dossier.rights.open(everything)).map(({ id }) => id)).toEqual([later.id]);
  expect(await problemsOf(dossier)).toEqual([]);
  await meddle(house.database, `update rights_request set due_on = '2027-01-01' where id = '${later.id}'`);
  expect(await problemsOf(dossier)).toMatchObject([{ place: expect.stringContaining('rights_request') }]);
});

it('asks the rules about access, once under a key, and of nobody who was not there', async () => {
  const house = await newHouse();
  const { dossier } = house;
  const { id: organisationId } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await dossier.arrange(organisationId, 'gemeente', 'cli');
  await dossier.addLine(organisationId, 'sip:+999800100@pbx.example', 'cli');
  const { talkId } = await storedTalk(house);
  const once = { actor: 'link:x', once: 'k' } as const;
  const first = await dossier.rights.request(talkId, access, once);
  expect((await dossier.rights.request(talkId, access, once)).id).toBe(first.id);
  expect(first.rules).toMatchObject({ verdict: 'PLICHT', receipt: { vraag: 'inzage' } });
  await expect(dossier.rights.request(talkId, { ...access, party: 'p9' }, asking)).rejects.toEqual(
    code('participant-not-found'),
  );
  await expect(dossier.rights.request(talkId, { ...access, text: ' ' }, asking)).rejects.toEqual(
    code('words-malformed'),
  );
});

it('keeps a talk from being destroyed while somebody waits for it', async () => {
  const house = await newHouse();
  const { dossier } = house;
  const { talkId } = await storedTalk(house);
  const { id } = await dossier.rights.request(talkId, access, asking);
  await expect(dossier.destructions.decide(talkId, 'request', 'Niet meer nodig.', 'cli')).rejects.toEqual(
    code('talk-held'),
  );
  await dossier.rights.answer(talkId, id, { outcome: 'granted', text: 'Gegeven.', by: 'X' }, asking);
  await dossier.destructions.decide(talkId, 'request', 'Niet meer nodig.', 'cli');
});
