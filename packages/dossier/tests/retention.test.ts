/** How long talks are kept, and rounds that destroy what is due. */
import { describe, expect, it } from 'vitest';
import { breaking } from './breaking.ts';
import { closedHouse, newHouse, problemsOf, storedTalk, type TestHouse } from './house.ts';
import { planContent, putInOrder } from './in-order.ts';

const DAY = 86_400_000;
const LINE = 'sip:+999800200@pbx.example';
const asking = { actor: 'user:archivaris' } as const;

/** An organisation that records under a plan of these contents, with a line. */
async function office(house: TestHouse, changes: Parameters<typeof putInOrder>[3] = {}): Promise<string> {
  const { id } = await house.dossier.addOrganisation('Kantoor', 'cli');
  await house.dossier.addLine(id, LINE, 'cli');
  await putInOrder(house.dossier, id, '2026-03-02', { sector: 'organisatie', ...changes });
  return id;
}
const call = async (house: TestHouse) => (await storedTalk(house, 1, { lines: [LINE] })).talkId;

describe('a talk', () => {
  it('says how long it is kept, and starts to count when its case has ended', async () => {
    const house = await newHouse();
    const { retention } = house.dossier;
    const [purpose] = planContent('organisatie').purposes;
    const keep = { amount: 3, unit: 'months', from: 'case', because: 'Bezwaartermijn' } as const;
    await office(house, { purposes: [{ ...purpose!, keep }] });
    const talkId = await call(house);
    expect(await retention.of(talkId)).toMatchObject({
      plan: { version: 1, name: 'Gesprekken' },
      uses: [{ goal: 'bewijs', until: null, because: 'Bezwaartermijn' }],
      dueAt: null,
    });
    await expect(retention.endCase(talkId, { on: '2026-03-03', contract: null }, asking)).rejects.toMatchObject({
      code: 'facts-malformed',
    }); // a day that has not been
    const ended = await retention.endCase(talkId, { on: '2026-03-02', contract: null }, asking);
    expect(ended).toMatchObject({ dueAt: Date.UTC(2026, 5, 2, 22), caseEndedOn: '2026-03-02' });
    expect(await retention.endCase(talkId, { on: null, contract: null }, asking)).toMatchObject({ dueAt: null });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('that nobody chose to keep goes; chosen, it stays', async () => {
    const house = await newHouse();
    const { retention } = house.dossier;
    const organisation = await office(house, { bufferDays: 14 });
    const [kept, left] = [await call(house), await call(house)];
    expect(await retention.keep(kept, 'Klacht aangekondigd.', asking)).toMatchObject({ kept: true });
    house.time += 16 * DAY;
    expect((await retention.due(organisation, { limit: 9 })).map(({ talkId }) => talkId)).toEqual([left]);
  });

  it('that the law says must be kept is not destroyed, whoever asks', async () => {
    const house = await newHouse();
    const [purpose] = planContent('organisatie').purposes;
    const basis = { counterpart: 'wettelijke_plicht', staff: 'wettelijke_plicht' };
    const keep = { amount: 5, unit: 'years', from: 'talk', because: 'Wft' } as const;
    const words = { nl: 'omdat de wet ons verplicht dit gesprek op te nemen', en: 'because the law obliges us' };
    await office(house, { purposes: [{ ...purpose!, goal: 'wettelijke_plicht', words, basis, keep }] });
    const talkId = await call(house);
    await expect(house.dossier.destructions.decide(talkId, 'request', 'Verzoek.', 'cli')).rejects.toMatchObject({
      code: 'talk-must-stay',
    });
  });
});

describe('a round', () => {
  it('destroys what is due, leaves what is held, and counts both; the next finds the rest', async () => {
    const house = await newHouse();
    const { retention, holds, destructions } = house.dossier;
    const organisation = await office(house, { bufferDays: 14 });
    const talks = [await call(house), await call(house), await call(house)].sort();
    house.time += 10 * DAY;
    const young = await call(house);
    house.time += 10 * DAY;
    const hold = { reason: 'court', owner: 'Jurist', words: 'Zaak.', reviewAt: house.time + 30 * DAY } as const;
    const { id } = await holds.place(talks[1]!, hold, { actor: 'cli' });
    expect(await retention.overview(organisation)).toMatchObject({ due: 3, held: 1, nightly: false });
    const due = await retention.due(organisation, { limit: 9 });
    expect(due.map(({ talkId, held }) => [talkId, held])).toEqual(talks.map((talk) => [talk, talk === talks[1]]));
    const begun = await retention.sweep(organisation, { ...asking, once: 'a-key' });
    expect(await retention.sweep(organisation, { ...asking, once: 'a-key' })).toMatchObject({ id: begun.id });
    await house.dossier.settled();
    expect(await retention.sweeps(organisation)).toMatchObject([
      { id: begun.id, by: 'user:archivaris', total: 3, destroyed: 2, held: 1, stayed: 0, progress: 1 },
    ]);
    expect((await destructions.of(talks[0]!))!.certificate).toMatchObject({
      ground: 'not-kept',
      words: 'Gesprekken: niet gekozen om te bewaren binnen 14 dagen',
      decidedBy: 'user:archivaris',
      sweep: begun.id,
    });
    expect(await destructions.of(young)).toBeUndefined();
    expect(await problemsOf(house.dossier)).toEqual([]);
    await holds.lift(talks[1]!, id, 'Uitspraak.', 'cli');
    await retention.sweep(organisation, asking);
    await house.dossier.settled();
    expect(await destructions.of(talks[1]!)).toMatchObject({ destroyedAt: house.time });
  });

  it('that stops in the middle goes on where it was', async () => {
    const house = await closedHouse();
    const armed = { now: false };
    await house.open((vault) => breaking(vault, 'destroy', 'before', armed));
    const organisation = await office(house, { bufferDays: 14 });
    const talks = [await call(house), await call(house)];
    house.time += 20 * DAY;
    armed.now = true;
    await house.dossier.retention.sweep(organisation, asking);
    await house.dossier.settled();
    await house.close();
    house.time += 3_600_000;
    const dossier = await house.open();
    await dossier.settled();
    for (const talk of talks)
      expect(await dossier.destructions.of(talk)).toMatchObject({ destroyedAt: expect.any(Number) });
    expect(await dossier.retention.sweeps(organisation)).toMatchObject([{ destroyed: 2, held: 0 }]);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('is begun every night where a company arranged so; a public body does it by a person', async () => {
    const house = await newHouse();
    const { retention, destructions } = house.dossier;
    const organisation = await office(house, { bufferDays: 1 });
    expect(await retention.arrange(organisation, true, 'user:archivaris')).toMatchObject({ nightly: true });
    const talkId = await call(house);
    house.time += 3 * DAY;
    await house.dossier.settled();
    house.time += 1000;
    await house.dossier.settled();
    expect((await destructions.of(talkId))?.certificate.decidedBy).toBe('system');
    await retention.arrange(organisation, false, 'user:archivaris');
    const { id } = await house.dossier.addOrganisation('Gemeente', 'cli');
    await house.dossier.arrange(id, 'gemeente', 'cli');
    await expect(retention.arrange(id, true, 'cli')).rejects.toMatchObject({ code: 'sweep-by-person' });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('is not stopped by a talk that cannot be read, nor by a plan with many words', async () => {
    const house = await newHouse();
    const [purpose] = planContent('organisatie').purposes;
    const keep = { amount: 1, unit: 'days', from: 'talk', because: 'Zo lang duurt de controle. '.repeat(17) } as const;
    const purposes = ['bewijs', 'afspraken', 'klacht'].map((goal) => ({ ...purpose!, id: goal, goal, keep }));
    const organisation = await office(house, { purposes });
    const [lost, whole] = [await call(house), await call(house)];
    house.time += 3 * DAY;
    await house.vault.keys.destroy(lost);
    await house.dossier.retention.sweep(organisation, asking);
    await house.dossier.settled();
    expect(await house.dossier.retention.sweeps(organisation)).toMatchObject([{ destroyed: 1, stayed: 1 }]);
    expect((await house.dossier.destructions.of(whole))!.certificate.words).toHaveLength(1000);
    expect(house.logged.some((line) => line.includes('retention.talk-unreadable'))).toBe(true);
  });

  it('leaves talks of a kind that the rules say are kept', async () => {
    const house = await newHouse();
    const organisation = await office(house, { sector: 'gemeente', kinds: ['bestuurlijk'], bufferDays: 1 });
    const talkId = await call(house);
    house.time += 3 * DAY;
    await house.dossier.retention.sweep(organisation, asking);
    await house.dossier.settled();
    expect(await house.dossier.retention.sweeps(organisation)).toMatchObject([{ destroyed: 0, stayed: 1 }]);
    expect(await house.dossier.destructions.of(talkId)).toBeUndefined();
  });
});
