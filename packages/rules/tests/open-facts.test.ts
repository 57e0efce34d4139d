import { describe, expect, it } from 'vitest';
import { evaluate, openFacts, PERSONS_FACTS, QuestionError, rules } from '../src/index.ts';

const { ruleSet } = rules;
const datum = '2026-11-22';
const open = (vraag: string, situation: Record<string, string>, organisatie: string[] = []) =>
  openFacts(ruleSet, { vraag, datum, situation, organisatie });

describe('what still matters', () => {
  it('is nothing about video once only sound is recorded, and nothing once an offence is certain', () => {
    const resident = { opnemer: 'inwoner', wederpartij: 'gemeente', deelname: 'deelnemer', plaats: 'kantoor' };
    expect(open('opnemen', resident)).toContain('apparaat');
    expect(open('opnemen', { ...resident, drager: 'geluid' })).not.toContain('apparaat');
    const eavesdropper = { opnemer: 'inwoner', deelname: 'niet', plaats: 'kantoor', gezag: 'ander', drager: 'geluid' };
    expect(open('opnemen', eavesdropper)).toEqual([]);
  });

  it('is the legal basis and the works council for an organisation only', () => {
    expect(open('opnemen', { opnemer: 'inwoner' })).not.toEqual(expect.arrayContaining(['grondslag']));
    expect(open('opnemen', { opnemer: 'organisatie' })).toEqual(expect.arrayContaining(['grondslag', 'or', 'gemeld']));
  });

  it('follows facts that others follow from', () => {
    expect(open('hergebruik', { opnemer: 'organisatie' })).toEqual(['doel', 'doel_nieuw']);
    expect(open('hergebruik', { opnemer: 'organisatie', doel: 'training', doel_nieuw: 'bewijs' })).toEqual([]);
    expect(open('hergebruik', { opnemer: 'inwoner' })).toEqual([]);
  });

  it('grows with an organisation’s own rules', () => {
    const resident = { opnemer: 'inwoner', wederpartij: 'gemeente', deelname: 'deelnemer', plaats: 'thuis' };
    expect(open('opnemen', resident)).not.toContain('camera_thuis');
    expect(open('opnemen', resident, ['s-hertogenbosch'])).toContain('camera_thuis');
  });

  it('leaves aside what does not exist', () => {
    const resident = { opnemer: 'inwoner', wederpartij: 'gemeente', deelname: 'deelnemer', plaats: 'telefoon' };
    expect(open('opnemen', resident)).not.toContain('drager');
    expect(open('opnemen', resident, ['s-hertogenbosch'])).not.toContain('camera_thuis');
  });

  it('never names what only a person settles', () => {
    for (const { code } of ruleSet.questions)
      for (const key of PERSONS_FACTS) expect(open(code, {})).not.toContain(key);
  });

  it('depends on the law of the day', () => {
    const situation = { opnemer: 'organisatie', soort: 'verkoop_uitgaand' };
    expect(open('opnemen', situation)).toContain('beltoestemming');
    expect(openFacts(ruleSet, { vraag: 'opnemen', datum: '2020-01-01', situation })).not.toContain('beltoestemming');
  });

  it('names what is unknown', () => {
    expect(() => open('vliegen', {})).toThrow(QuestionError);
    expect(() => open('opnemen', {}, ['nergens'])).toThrow(QuestionError);
  });
});

/** A small generator, so that a failing run can be repeated. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

describe('in random situations', () => {
  const rounds = process.env.SLOW === '1' ? 20_000 : 1500;

  it('a fact that is called settled changes nothing, whatever the others turn out to be', { timeout: 180_000 }, () => {
    const roll = dice(7);
    const dimensions = ruleSet.dimensions.filter(({ key }) => !PERSONS_FACTS.includes(key));
    const pick = (key: string) => {
      const values = dimensions.find((one) => one.key === key)?.values ?? [];
      return values[roll(values.length)]?.code as string;
    };
    let settled = 0;
    for (let round = 0; round < rounds; round++) {
      const question = ruleSet.questions[roll(ruleSet.questions.length)]?.code as string;
      const organisatie = roll(3) === 0 ? ['s-hertogenbosch'] : [];
      const known = Object.fromEntries(dimensions.filter(() => roll(3) > 0).map(({ key }) => [key, pick(key)]));
      const matter = open(question, known, organisatie);
      const rest = dimensions.map(({ key }) => key).filter((key) => known[key] === undefined);
      const situation = { ...known, ...Object.fromEntries(rest.map((key) => [key, pick(key)])) };
      const idle = rest.filter((key) => !matter.includes(key));
      const [key] = idle.length === 0 ? [] : [idle[roll(idle.length)] as string];
      if (key === undefined) continue;
      const said = (facts: Record<string, string>) => {
        const answer = evaluate(rules, { vraag: question, datum, organisatie, situation: facts });
        const impossible = answer.remarks.some(({ nl }) => ruleSet.impossible.some(({ because }) => because.nl === nl));
        const duties = answer.verdict === 'STRAFBAAR' ? [] : answer.obligations.map(({ code }) => code);
        const offences = answer.offences.map(({ code }) => code).sort();
        return { impossible, told: JSON.stringify([answer.verdict, answer.level, duties, offences]) };
      };
      const before = said(situation);
      const after = said({ ...situation, [key]: pick(key) });
      if (before.impossible || after.impossible) continue;
      settled++;
      expect([question, key, known, after.told]).toEqual([question, key, known, before.told]);
    }
    expect(settled).toBeGreaterThan(rounds / 4);
  });
});
