import { evaluate, ownRulesFile, rules } from '@woordelijk/rules';
import { describe, expect, it } from 'vitest';
import { newHouse, problemsOf } from './house.ts';

const row = rules.ruleSet.overlays.flatMap(({ rows }) => rows).find(({ id }) => id === 'SG-BEELD')!;
const header = {
  key: 'gemeente-oost',
  name: 'Gemeente Oost',
  kind: 'gemeente' as const,
  legalForm: 'spelregels',
  decidedBy: 'college',
  decidedOn: null,
  publishedAt: 'de website',
  publishedOn: '2026-10-01',
  link: 'https://oost.example/spelregels',
  from: '2026-10-01',
  disclaimer: { nl: 'Onze eigen regels.', en: 'Our own rules.' },
};
const file = (changes: object = {}) => ({ ...(ownRulesFile(header, [row]) as object), ...changes });
const video = { opnemer: 'inwoner', wederpartij: 'gemeente', drager: 'beeld', gemeld: 'alle' };

describe('own rules', () => {
  it('count from their day until a later version, and stay after a restart', async () => {
    const house = await newHouse();
    const east = await house.dossier.addOrganisation('Gemeente Oost', 'cli');
    await house.dossier.ownRules.adopt(east.id, file(), 'cli');
    await house.dossier.ownRules.adopt(east.id, file({ geldig: { vanaf: '2026-12-01' }, regels: [] }), 'cli');
    await house.close();
    const dossier = await house.open();
    const verdict = async (datum: string) => {
      const keys = await dossier.ownRules.keysFor(east.id, datum);
      const on = await dossier.ownRules.rulesOn(datum, keys);
      return evaluate(on, { vraag: 'opnemen', datum, organisatie: keys, situation: video }).verdict;
    };
    expect(await dossier.ownRules.keysFor(east.id, '2026-09-30')).toEqual([]);
    expect(await verdict('2026-11-30')).toBe('VERBODEN');
    expect(await verdict('2026-12-01')).not.toBe('VERBODEN');
    expect((await dossier.ownRules.published('gemeente-oost')).map(({ validFrom }) => validFrom)).toEqual([
      '2026-12-01',
      '2026-10-01',
    ]);
    const on = (keys: string[]) => dossier.ownRules.rulesOn('2026-11-01', keys);
    expect((await on(['gemeente-oost'])).hash).not.toBe(rules.hash);
    expect(await on(['enschede', 'unknown'])).toBe(rules);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('are refused where they lower a verdict, or take another organisation’s name', async () => {
    const { dossier } = await newHouse();
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const west = await dossier.addOrganisation('Gemeente West', 'cli');
    await dossier.ownRules.adopt(east.id, file(), 'cli');
    const code = (code: string) => expect.objectContaining({ code });
    const lowering = file({ regels: [{ ...file(), id: 'X' }] });
    await expect(dossier.ownRules.adopt(east.id, lowering, 'cli')).rejects.toEqual(code('own-rules-malformed'));
    await expect(dossier.ownRules.adopt(east.id, undefined, 'cli')).rejects.toEqual(code('own-rules-malformed'));
    await expect(dossier.ownRules.adopt(west.id, file(), 'cli')).rejects.toEqual(code('own-rules-key'));
    const renamed = ownRulesFile({ ...header, key: 'oost' }, [row]);
    await expect(dossier.ownRules.adopt(east.id, renamed, 'cli')).rejects.toEqual(code('own-rules-key'));
    await expect(dossier.ownRules.adopt('nobody', file(), 'cli')).rejects.toEqual(code('organisation-not-found'));
    expect(await dossier.ownRules.list()).toHaveLength(1);
    expect(await problemsOf(dossier)).toEqual([]);
  });
});

describe('questions to the office', () => {
  it('are answered once, for all to find; the asker’s own words stay with the office', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const east = await dossier.addOrganisation('Gemeente Oost', 'cli');
    const { secret } = await dossier.questions.ask('Mijn buurvrouw Jansje vraagt: mag ik opnemen?', east.id);
    const second = await dossier.questions.ask('Mag een opname?');
    const third = await dossier.questions.ask('Hoe laat is het?', east.id);
    expect(await dossier.questions.asked(secret)).toMatchObject({ state: 'open', answer: null });
    expect(await dossier.questions.published()).toEqual([]);
    const [, , first] = (await dossier.questions.register()).toSorted((a, b) => (a.text < b.text ? -1 : 1));
    await dossier.questions.answer(first!.id, { question: 'Mag ik opnemen?', answer: 'Ja, als u het zegt.' }, 'cli');
    const other = (await dossier.questions.register()).find(({ text }) => text === 'Mag een opname?')!;
    await dossier.questions.refer(other.id, first!.id, 'cli');
    const clock = (await dossier.questions.register([east.id])).find(({ text }) => text.startsWith('Hoe laat'))!;
    await dossier.questions.close(clock.id, 'Deze vraag gaat niet over opnemen.', 'cli');

    expect(await dossier.questions.asked(second.secret)).toMatchObject({
      state: 'answered',
      answer: 'Ja, als u het zegt.',
    });
    expect(await dossier.questions.asked(third.secret)).toMatchObject({ state: 'closed' });
    expect(await dossier.questions.asked('guess')).toBeUndefined();
    const open = await dossier.questions.published();
    expect(open).toMatchObject([{ publishedQuestion: 'Mag ik opnemen?', answer: 'Ja, als u het zegt.' }]);
    expect(JSON.stringify(open)).not.toContain('Jansje');
    expect((await dossier.questions.register([east.id])).length).toBe(2);
    expect(await dossier.questions.register([])).toEqual([]);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('cannot be settled twice, nor with nothing', async () => {
    const { dossier } = await newHouse();
    const code = (code: string) => expect.objectContaining({ code });
    await dossier.questions.ask('Mag ik opnemen?');
    const [one] = await dossier.questions.register();
    const words = { question: null, answer: 'Ja.' };
    const tries = await Promise.allSettled([
      dossier.questions.answer(one!.id, words, 'cli'),
      dossier.questions.close(one!.id, 'Nee.', 'cli'),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(dossier.questions.answer(one!.id, words, 'cli')).rejects.toEqual(code('question-settled'));
    await expect(dossier.questions.answer('none', words, 'cli')).rejects.toEqual(code('question-not-found'));
    await expect(dossier.questions.refer(one!.id, one!.id, 'cli')).rejects.toEqual(code('question-settled'));
    await expect(dossier.questions.ask(' \n ')).rejects.toEqual(code('text-malformed'));
    await expect(dossier.questions.ask('x'.repeat(4001))).rejects.toEqual(code('text-malformed'));
    await expect(dossier.questions.ask('Mag ik?', 'nobody')).rejects.toEqual(code('organisation-not-found'));
    expect(await problemsOf(dossier)).toEqual([]);
  });
});
