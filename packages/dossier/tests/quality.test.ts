/** Quality monitoring: a protocol, a random sample, a card that a person fills in, an answer. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OPERATOR } from '../src/index.ts';
import { newHouse, problemsOf, storedTalk, type TestHouse, TODAY } from './house.ts';
import { planContent, putInOrder } from './in-order.ts';

const LINE = 'sip:+999800200@pbx.example';
const asking = { actor: 'user:leidinggevende' } as const;
const PROTOCOL = {
  criteria: ['Zegt wie er belt en waarom', 'Vat de afspraken samen'],
  mostDrawn: 5,
  use: 'Om samen te leren. Nooit om iemand te beoordelen.',
  council: 'Instemming van de ondernemingsraad op 1 februari 2026.',
  scoredBy: 'person',
  by: 'Teamleider',
} as const;

/** An organisation whose plan does or does not announce quality, with a department and talks. */
async function office(house: TestHouse, announced: boolean, talks: number) {
  const { id } = await house.dossier.addOrganisation('Kantoor', 'cli');
  const department = await house.dossier.staff.addDepartment(id, 'Klantenservice', asking);
  await house.dossier.addLine(id, LINE, 'cli', department.id);
  const [purpose] = planContent('organisatie').purposes;
  const words = {
    nl: 'om te leren van hoe wij u helpen aan de telefoon',
    en: 'to learn from how we help you by phone',
  };
  const changes = announced ? { purposes: [{ ...purpose!, goal: 'kwaliteit', words }] } : {};
  await putInOrder(house.dossier, id, TODAY, { sector: 'organisatie', ...changes });
  const ids: string[] = [];
  for (let n = 0; n < talks; n += 1) ids.push((await storedTalk(house, 1, { lines: [LINE] })).talkId);
  return { id, departmentId: department.id, ids };
}

describe('quality monitoring', () => {
  it('draws at random what may be used, so that anybody can draw it again', async () => {
    const house = await newHouse();
    const { quality } = house.dossier;
    const { id, departmentId, ids } = await office(house, true, 4);
    const wanted = { departmentId, from: TODAY, to: TODAY, size: 2, by: 'Teamleider' };
    const draw = () => quality.draw(id, wanted, OPERATOR, asking);
    await expect(draw()).rejects.toMatchObject({ code: 'quality-protocol-missing' });
    await quality.adopt(id, PROTOCOL, asking);
    const first = await draw();
    const order = [...ids].sort((a, b) => (hashed(first.seed, a) < hashed(first.seed, b) ? -1 : 1));
    expect(first).toMatchObject({ candidates: 4, passedOver: 0 });
    expect(first.talks).toEqual(order.slice(0, 2).map((talkId) => ({ talkId, state: 'open' })));
    const second = await draw();
    expect(new Set([...first.talks, ...second.talks].map(({ talkId }) => talkId)).size).toBe(4); // none twice
    await expect(draw()).rejects.toMatchObject({ code: 'quality-nothing-to-draw' });
    await expect(quality.draw(id, { ...wanted, size: 6 }, OPERATOR, asking)).rejects.toMatchObject({
      code: 'quality-malformed',
    });
    await expect(quality.draw(id, { ...wanted, departmentId: 'x' }, OPERATOR, asking)).rejects.toMatchObject({
      code: 'department-not-found',
    });
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('draws nothing where the plan does not announce it', async () => {
    const house = await newHouse();
    const { id, departmentId } = await office(house, false, 1);
    await house.dossier.quality.adopt(id, PROTOCOL, asking);
    const wanted = { departmentId, from: TODAY, to: TODAY, size: 1, by: 'Teamleider' };
    await expect(house.dossier.quality.draw(id, wanted, OPERATOR, asking)).rejects.toMatchObject({
      code: 'quality-nothing-to-draw',
    });
  });

  it('is scored by a person once, and answered; what was not drawn has no card', async () => {
    const house = await newHouse();
    const { quality } = house.dossier;
    const { id, departmentId, ids } = await office(house, true, 2);
    await quality.adopt(id, PROTOCOL, asking);
    const wanted = { departmentId, from: TODAY, to: TODAY, size: 1, by: 'Teamleider' };
    const [drawn] = (await quality.draw(id, wanted, OPERATOR, asking)).talks;
    const { talkId } = drawn!;
    const other = ids.find((one) => one !== talkId)!;
    const marks = PROTOCOL.criteria.map((criterion) => ({ criterion, mark: 'well', note: '' }) as const);
    const card = { marks, remark: 'Rustig en duidelijk.', by: 'Teamleider' };
    expect(await quality.of(talkId)).toMatchObject({ waiting: { criteria: PROTOCOL.criteria }, reviews: [] });
    await expect(quality.score(other, card, asking)).rejects.toMatchObject({ code: 'review-not-found' });
    await expect(quality.score(talkId, { ...card, marks: marks.slice(1) }, asking)).rejects.toMatchObject({
      code: 'quality-malformed',
    });
    const { reviews, waiting } = await quality.score(talkId, card, asking);
    expect([waiting, reviews]).toMatchObject([null, [{ ...card, answers: [] }]]);
    await expect(quality.score(talkId, card, asking)).rejects.toMatchObject({ code: 'quality-scored' });
    const answer = { draw: reviews[0]!.draw, text: 'Ik vatte het wel samen, aan het eind.', by: 'Medewerker' };
    const answered = await quality.answer(talkId, answer, { actor: 'user:medewerker' });
    expect(answered.reviews[0]!.answers).toMatchObject([{ text: answer.text, by: 'Medewerker' }]);
    expect((await quality.draws(id))[0]!.talks).toEqual([{ talkId, state: 'answered' }]);
    await house.dossier.destructions.decide(talkId, 'decision', 'Niet meer nodig.', 'cli');
    await house.dossier.settled();
    expect((await quality.draws(id))[0]!.talks).toEqual([{ talkId, state: 'gone' }]);
    expect(await problemsOf(house.dossier)).toEqual([]);
  });

  it('is never done by software, and the refusal names the law', async () => {
    const house = await newHouse();
    const { quality } = house.dossier;
    const adopt = (scoredBy: 'software' | 'emotion-recognition') =>
      quality.adopt(house.organisationId!, { ...PROTOCOL, scoredBy }, asking);
    await expect(adopt('software')).rejects.toMatchObject({
      code: 'quality-method-refused',
      because: { nl: expect.stringContaining('AVG artikel 22') },
    });
    await expect(adopt('emotion-recognition')).rejects.toMatchObject({
      code: 'quality-method-refused',
      because: { nl: expect.stringMatching(/emoties herkent, is verboden.*artikel 5 lid 1/) },
    });
    expect(await quality.protocols(house.organisationId!)).toEqual([]);
  });
});

function hashed(seed: string, id: string): string {
  return createHash('sha256').update(`${seed} ${id}`).digest('hex');
}
