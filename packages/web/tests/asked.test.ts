import { evaluate, guide, PERSONS_FACTS, rules } from '@woordelijk/rules';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, caseOf, fromFragment, isDay, isOfOtherRules, toFragment } from '../src/public/ask/asked.ts';
import { factsOfDuty, flips, isForPerson, questionOfDuty, remaining } from '../src/public/ask/interview.ts';

const { ruleSet } = rules;
const today = '2026-11-22';
const asked = (question: string, facts: Record<string, string>, more: Partial<Asked> = {}): Asked => ({
  question,
  date: today,
  facts,
  done: [],
  enough: false,
  ...more,
});
const oneOf = (items: readonly { readonly code: string }[]) => fc.constantFrom(...items.map(({ code }) => code));
const anyAsked: fc.Arbitrary<Asked> = fc.record(
  {
    question: oneOf(ruleSet.questions),
    organisation: fc.constantFrom(...ruleSet.overlays.map(({ key }) => key)),
    date: fc.constantFrom('2001-09-01', '2018-05-24', '2020-02-29', today),
    facts: fc.record(Object.fromEntries(ruleSet.dimensions.map(({ key, values }) => [key, oneOf(values)])), {
      requiredKeys: [],
    }) as fc.Arbitrary<Record<string, string>>,
    done: fc.uniqueArray(oneOf(ruleSet.duties), { maxLength: 3 }).map((codes) => codes.sort()),
    enough: fc.boolean(),
  },
  { requiredKeys: ['question', 'date', 'facts', 'done', 'enough'] },
);

describe('the link of a question', () => {
  it('gives the same question again', () => {
    fc.assert(
      fc.property(anyAsked, (one) => {
        const read = fromFragment(toFragment(one, rules.hash), ruleSet, '2027-01-01');
        expect(read.asked).toEqual(one);
        expect(read.strange).toBe(false);
        expect(isOfOtherRules(read.rules, rules.hash)).toBe(false);
      }),
    );
  });

  it('leaves out what nobody knows, says so, and never fails', () => {
    const read = fromFragment(
      '#vraag=opnemen&datum=2026-02-30&opnemer=marsman&plaats=kantoor&gedaan=NIETS&organisatie=x&regels=1',
      ruleSet,
      today,
    );
    expect(read).toMatchObject({ strange: true, asked: { date: today, facts: { plaats: 'kantoor' }, done: [] } });
    expect(read.asked.organisation).toBeUndefined();
    expect(isOfOtherRules(read.rules, rules.hash)).toBe(true);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isDay(fromFragment(`#${text}`, ruleSet, today).asked.date, ruleSet.from)).toBe(true);
      }),
    );
  });
});

describe('the interview', () => {
  const resident = { opnemer: 'inwoner', wederpartij: 'gemeente', deelname: 'deelnemer', plaats: 'kantoor' };

  it('asks the next question, ends, and names what it took as usual', () => {
    const keys = (facts: Record<string, string>) =>
      remaining(ruleSet, guide, asked('opnemen', facts)).questions.map(({ key }) => key);
    expect(keys({})[0]).toBe('opnemer');
    expect(keys(resident)).toEqual(['drager', 'apparaat', 'gemeld']);
    expect(keys({ ...resident, drager: 'geluid' })).toEqual(['gemeld']);
    const done = remaining(ruleSet, guide, asked('opnemen', { ...resident, drager: 'geluid', gemeld: 'alle' }));
    expect(done.questions).toEqual([]);
    expect(done.assumed.map(({ key }) => key)).toEqual(['soort']);
  });

  it('always comes to an end, with few questions', () => {
    fc.assert(
      fc.property(anyAsked, fc.infiniteStream(fc.nat()), (one, choices) => {
        let facts: Record<string, string> = {};
        for (let steps = 0; ; steps++) {
          expect(steps).toBeLessThan(14);
          const [next] = remaining(ruleSet, guide, { ...one, enough: false, facts }).questions;
          if (next === undefined) return;
          expect(facts[next.key]).toBeUndefined();
          const { values } = ruleSet.dimensions.find(({ key }) => key === next.key)!;
          facts = { ...facts, [next.key]: values[choices.next().value! % values.length]!.code };
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never ticks off what only a person settles', () => {
    for (const { code, met } of ruleSet.duties) {
      const facts = factsOfDuty(ruleSet, code, true) ?? {};
      for (const key of PERSONS_FACTS)
        expect([code, Object.keys(facts)]).not.toEqual([code, expect.arrayContaining([key])]);
      if (Object.keys(met ?? {}).some((key) => PERSONS_FACTS.includes(key))) {
        expect(isForPerson(ruleSet, code)).toBe(true);
        expect(factsOfDuty(ruleSet, code, true)).toBeUndefined();
      }
    }
    expect(factsOfDuty(ruleSet, 'MELD-VOORAF', true)).toEqual({ gemeld: 'alle' });
    expect(questionOfDuty(ruleSet, 'GRONDSLAG-VASTLEGGEN')).toBe('grondslag');
  });

  it('says which single change gives another verdict, what is in hand first', () => {
    const secretly = asked('opnemen', { ...resident, drager: 'geluid', gemeld: 'niemand' });
    const found = flips(ruleSet, guide, secretly, evaluate(rules, caseOf(secretly)));
    expect(found[0]).toEqual({
      key: 'gemeld',
      value: 'alle',
      verdict: 'TOEGESTAAN_MITS',
      level: expect.any(String),
      byPerson: false,
    });
    expect(found).toContainEqual(expect.objectContaining({ key: 'deelname', value: 'niet', verdict: 'STRAFBAAR' }));
  });
});
