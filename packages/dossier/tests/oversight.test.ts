/** Whether the rules are kept: figures by week, the self-audit, what persons decided, who was refused. */
import { expect, it } from 'vitest';
import { FEWEST, sightOf } from '../src/index.ts';
import { newHouse, newTalk, problemsOf, storedTalk, type TestHouse } from './house.ts';

const DAY = 86_400_000;

const state = async (house: TestHouse, subject: string) =>
  (await house.dossier.oversight.selfAudit(house.organisationId!)).find((item) => item.subject === subject);

it('counts by week what was done, and for what it was listened to', async () => {
  const house = await newHouse();
  const { dossier, organisationId } = house;
  await storedTalk(house, 2);
  house.time += 7 * DAY;
  const { talkId } = await storedTalk(house, 1);
  await dossier.play(talkId, 'cli', [1, 2], 'evidence');
  await dossier.noteReading(talkId, 'cli', 'oversight');
  await dossier.recordings.unrecorded(newTalk(house), { because: 'no-plan', objections: [] });
  const { weeks, readings, unrecorded, cut } = await dossier.oversight.figures(organisationId!);
  expect(weeks).toHaveLength(12);
  expect(weeks.slice(-2).map(({ from, counts }) => [from, counts.recorded, counts.unrecorded])).toEqual([
    ['2026-03-02', 1, 0],
    ['2026-03-09', 1, 1],
  ]);
  expect(weeks.at(-2)).toMatchObject({ soundMs: 4_000, lostMs: 0 });
  expect([readings, unrecorded, cut]).toEqual([{ evidence: 1, oversight: 1 }, { 'no-plan': 1 }, false]);
  await expect(dossier.oversight.figures('nobody')).rejects.toMatchObject({ code: 'organisation-not-found' });
});

it('says what is in order and what is not, as it becomes so', async () => {
  const house = await newHouse();
  const { dossier, organisationId } = house;
  const items = await dossier.oversight.selfAudit(organisationId!);
  expect(items.filter((item) => item.state !== 'good').map(({ subject }) => subject)).toEqual(['seals']);
  await dossier.watch.begin('cli');
  await dossier.settled();
  expect(await state(house, 'seals')).toMatchObject({ state: 'good', figures: { open: 0 } });
  expect(items.find(({ subject }) => subject === 'plans')).toMatchObject({ figures: { live: 1, drafts: 0 } });
  const { id: other } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  expect((await dossier.oversight.selfAudit(other)).find(({ subject }) => subject === 'plans')).toMatchObject({
    state: 'attention',
  });

  const { talkId } = await storedTalk(house, 1);
  const hold = { reason: 'woo', owner: 'Woo-coördinator', words: 'Woo-verzoek.', reviewAt: house.time + DAY } as const;
  const { id: holdId } = await dossier.holds.place(talkId, hold, { actor: 'cli' });
  expect(await state(house, 'holds')).toMatchObject({ state: 'good', figures: { open: 1, late: 0 } });
  house.time += 2 * DAY;
  expect(await state(house, 'holds')).toMatchObject({ state: 'attention', figures: { open: 1, late: 1 } });
  await dossier.holds.lift(talkId, holdId, 'Het verzoek is afgehandeld.', 'cli');

  house.time += 366 * DAY;
  expect(await state(house, 'retention')).toMatchObject({ state: 'attention', figures: { due: 1 } });
  house.time += 40 * DAY;
  expect(await state(house, 'retention')).toMatchObject({ state: 'wrong' });
  await dossier.destructions.decide(talkId, 'decision', 'De termijn is voorbij.', 'cli');
  await dossier.settled();
  expect(await state(house, 'retention')).toMatchObject({ state: 'good', figures: { due: 0 } });
  const [newest] = await dossier.oversight.decisions(organisationId!, { limit: 1 });
  expect(newest).toMatchObject({ act: 'destruction.decided', outcome: 'decision', reasons: 'De termijn is voorbij.' });
});

it('writes down who was refused a recording for a purpose, once', async () => {
  const house = await newHouse();
  const { dossier, organisationId } = house;
  const { talkId } = await storedTalk(house, 1);
  const desk = await dossier.staff.addDepartment(organisationId!, 'Wmo', { actor: 'cli' });
  const posts = [{ role: 'dpo', departmentId: null }] as const;
  const { token } = await dossier.staff.invite(organisationId!, 'FG', posts as never, 'cli');
  const passkey = { id: 'p', publicKey: Uint8Array.of(1), counter: 0, transports: [] };
  const { account } = await dossier.staff.join(token, passkey);
  const session = await dossier.people.openSession(account.id);
  const who = { accountId: account.id, seats: (await dossier.people.session(session.token))!.seats };
  expect([desk.name, sightOf(who, 'talk.see').organisations]).toEqual(['Wmo', [organisationId]]);
  for (const _ of [1, 2])
    await expect(dossier.admit(who, 'talk.hear', { talkId }, 'training')).rejects.toMatchObject({
      code: 'not-allowed',
    });
  expect(await dossier.admit(who, 'talk.hear', { talkId }, 'oversight')).toBe('oversight');
  expect(await dossier.oversight.refused(organisationId!, 9)).toMatchObject([
    { actor: `user:${account.id}`, talkId, purpose: 'training', code: 'not-allowed' },
  ]);
  expect(await state(house, 'refused')).toMatchObject({ state: 'attention', figures: { refused: 1 } });
  expect(await problemsOf(dossier)).toEqual([]);
});

it('tells the works council what was agreed and figures, none of which could be about one employee', async () => {
  const house = await newHouse();
  const { dossier, organisationId } = house;
  const id = organisationId!;
  const desk = await dossier.staff.addDepartment(id, 'Wmo', { actor: 'cli' });
  const posts = [{ role: 'employee', departmentId: desk.id }] as const;
  const hire = async (n: number) => {
    const { token } = await dossier.staff.invite(id, `Medewerker ${n}`, posts, 'cli');
    await dossier.staff.join(token, { id: `p${n}`, publicKey: Uint8Array.of(n), counter: 0, transports: [] });
  };
  const figures = async () => (await dossier.oversight.council(id)).figures;
  expect(await figures()).toMatchObject({ recorded: 0, readings: {}, refused: 0, drawn: 0 });
  for (let n = 1; n < FEWEST; n++) await hire(n);
  const talks: string[] = [];
  for (let n = 0; n < FEWEST; n++) talks.push((await storedTalk(house, 1)).talkId);
  // Five talks, and four who could have held them.
  expect(await figures()).toMatchObject({ recorded: null });
  await hire(FEWEST);
  expect(await figures()).toMatchObject({ recorded: FEWEST });
  for (const talkId of talks) await dossier.play(talkId, 'user:een', [1, 2], 'training');
  // Always by the same person.
  expect(await figures()).toMatchObject({ readings: { training: null } });
  await dossier.play(talks[0]!, 'user:twee', [1, 2], 'training');
  await dossier.play(talks[0]!, 'user:twee', [1, 2], 'evidence');
  expect(await figures()).toMatchObject({ readings: { training: FEWEST + 1, evidence: null } });

  const view = await dossier.oversight.council(id);
  expect(view).toMatchObject({
    protocol: null,
    plans: [{ live: { number: 1 }, again: false, changes: [], council: { way: expect.any(String) } }],
  });
  expect(JSON.stringify(view)).not.toMatch(/Medewerker|user:/);
  const [plan] = await dossier.recordingPlans.of(id);
  const [purpose] = plan!.content.purposes;
  const words = { nl: 'om van te leren', en: 'to learn from' };
  const content = {
    ...plan!.content,
    bufferDays: 14,
    purposes: [
      { ...purpose!, keep: { ...purpose!.keep!, amount: 99 } },
      { ...purpose!, id: 'nieuw', words },
    ],
  };
  await dossier.recordingPlans.draft(id, plan!.id, content, { actor: 'cli' });
  const [changed] = (await dossier.oversight.council(id)).plans;
  expect(changed).toMatchObject({ again: true, purposes: [{ words: purpose!.words }] });
  expect(changed!.changes.map(({ what }) => what)).toEqual(['term', 'purpose', 'buffer']);
  expect(changed!.changes[1]).toMatchObject({ before: null, after: words });
  await expect(dossier.oversight.council('none')).rejects.toMatchObject({ code: 'organisation-not-found' });
});
