import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ask,
  type Case,
  canonicalJson,
  caseProblems,
  dimensionValues,
  evaluate,
  judge,
  QuestionError,
  rank,
  rules,
  survivors,
} from '../src/index.ts';
import { ownCases } from './rule-files.ts';

const { ruleSet } = rules;
const today = '2026-11-21';
const record = (situation: Record<string, string>, more: Partial<Case> = {}) =>
  evaluate(rules, { vraag: 'opnemen', datum: today, situation, ...more });

describe('own cases', () => {
  it.each(ownCases().map((known) => [known.id, known] as const))('%s', (_, known) => {
    expect(caseProblems(rules, known)).toEqual([]);
  });

  it('miss every row that is taken out', () => {
    expect(survivors(rules, ownCases()).survivors).toEqual([]);
  });
});

describe('the four things apart', () => {
  it('a covert resident commits no offence, and is improper', () => {
    const answer = record({ gemeld: 'niemand' });
    expect(answer).toMatchObject({ verdict: 'ONBEHOORLIJK', level: 'behoorlijkheid', offences: [] });
    expect(answer.explanation.nl.split('\n')[0]).toBe('Niet strafbaar, wel onbehoorlijk (behoorlijkheid).');
    expect(answer.explanation.nl).toContain('\nStrafrecht: Wie zelf meedoet aan het gesprek');
    expect(answer.explanation.nl).toContain('\nBehoorlijkheid: Een inwoner die stiekem opneemt');
    expect(answer.explanation.nl).toContain('Het hoort zo: Zeg voor het gesprek dat u wilt opnemen.');
  });

  it('where a court may find an offence, the headline does not say that there is none', () => {
    const answer = evaluate(rules, {
      vraag: 'verstrekken',
      datum: today,
      situation: { opnemer: 'inwoner', gebruik: 'openbaar', instemming: 'niet_gevraagd' },
    });
    expect(answer.verdict).toBe('VERBODEN');
    expect(answer.headline.nl).toBe('Het mag niet (wet).');
    expect(answer.reasons.filter(({ kind }) => kind === 'criminal').map(({ rule }) => rule)).toContain('SD-SMAAD');
  });

  it('a house rule’s no says so, and says that it is no offence', () => {
    const answer = record({ drager: 'beeld' }, { organisatie: ['s-hertogenbosch'] });
    expect(answer).toMatchObject({ verdict: 'VERBODEN', level: 'huisregel' });
    expect(answer.explanation.nl.split('\n')[0]).toBe(
      'Niet toegestaan volgens de regels van deze organisatie; niet strafbaar.',
    );
    expect(answer.explanation.en.split('\n')[0]).toBe('Not allowed by the rules of this organisation; not an offence.');
  });

  it('each sheet keeps its own finding', () => {
    const findings = record({
      opnemer: 'organisatie',
      gemeld: 'eigen_kant',
      deelname: 'via_eigen_lijn',
      plaats: 'telefoon',
    }).findings;
    const of = (sheet: string) => findings.find((finding) => finding.sheet === sheet);
    expect(of('strafrecht')).toMatchObject({ verdict: 'TOEGESTAAN_MITS', level: 'strafwet', rule: 'SR-LIJN' });
    expect(of('melden')).toMatchObject({ verdict: 'VERBODEN', rule: 'ML-ORG-NIET' });
  });

  it('says that nobody checked it yet', () => {
    expect(record({}).explanation.nl).toContain('Nog niet door een jurist nagekeken.');
  });
});

describe('healing', () => {
  it('names the duty that makes it good', () => {
    const answer = record({ opnemer: 'organisatie', grondslag: 'wettelijke_plicht', gemeld: 'niemand' });
    expect(answer.healing).toEqual({ duties: ['INFORMEREN'] });
    expect(answer.explanation.nl).toContain('Het mag zodra: Vertel iedereen vooraf');
  });

  it('says that nothing does', () => {
    const answer = record({ deelname: 'niet' });
    expect(answer.healing).toEqual({ nothing: true });
    expect(answer.explanation.nl).toContain('Niets maakt dit goed.');
  });

  it('is silent where there is nothing to heal', () => {
    expect(record({}).healing).toBeUndefined();
  });
});

describe('duties', () => {
  const met = (situation: Record<string, string>, code: string) =>
    record(situation).obligations.find((duty) => duty.code === code)?.met;

  it('are met, unmet, or not to be seen from the facts', () => {
    expect(met({ opnemer: 'organisatie', gemeld: 'alle' }, 'INFORMEREN')).toBe(true);
    expect(met({ opnemer: 'organisatie', gemeld: 'niemand' }, 'INFORMEREN')).toBe(false);
    expect(met({ opnemer: 'organisatie', gemeld: 'alle' }, 'DOEL-CONCREET')).toBeNull();
  });

  it('are not called met because of a default that nobody gave', () => {
    expect(met({ opnemer: 'organisatie' }, 'INFORMEREN')).toBeNull();
  });
});

describe('time', () => {
  it('shows the amount of a fine where known, else the category', () => {
    const on = (datum: string) => record({ deelname: 'niet' }, { datum }).offences[0]?.penalties[0]?.amount;
    expect([on('2007-12-31'), on('2008-01-01'), on('2018-06-01'), on(today)]).toEqual([16_750, 18_500, 20_750, null]);
    expect(record({ deelname: 'niet' }).explanation.nl).toContain('geldboete van categorie 4.');
  });

  it('cites only sources in force on the day', () => {
    const cited = (datum: string) =>
      record({ opnemer: 'organisatie', grondslag: 'wettelijke_plicht' }, { datum }).sources.map(({ short }) => short);
    expect(cited('2018-05-24')).toContain('Wbp 33');
    expect(cited('2018-05-24')).not.toContain('AVG 13');
    expect(cited('2018-05-25')).toContain('AVG 13');
    expect(cited('2018-05-25')).not.toContain('Wbp 33');
  });

  it('refuses a day before the rules, and a day that does not exist', () => {
    expect(() => record({}, { datum: '2001-08-31' })).toThrow('datum: these rules begin on 2001-09-01');
    expect(() => record({}, { datum: '2025-02-29' })).toThrow("datum: '2025-02-29' is not a date");
  });
});

describe('own rules', () => {
  it('show a looser or closed rule as a difference and do not apply it', () => {
    const share = (organisatie: string[]) =>
      evaluate(rules, { vraag: 'verstrekken', datum: today, organisatie, situation: { gebruik: 'adviseur' } });
    const answer = share(['s-hertogenbosch']);
    expect(answer.verdict).toBe(share([]).verdict);
    expect(answer.differences.map(({ id }) => id)).toEqual(['SH-KRING']);
    expect(answer.explanation.nl).toContain('Die regel passen wij niet toe');
  });

  it('are examples, and say so', () => {
    expect(record({}, { organisatie: ['uwv'] }).remarks[0]?.nl).toContain('niet namens de organisatie');
  });

  it('never make a verdict milder or drop a duty', () => {
    fc.assert(
      fc.property(questions(), fc.constantFrom(...ruleSet.overlays.map(({ key }) => key)), (asked, key) => {
        const plain = evaluate(rules, asked);
        const house = evaluate(rules, { ...asked, organisatie: [key] });
        expect(rank(ruleSet, house.verdict)).toBeGreaterThanOrEqual(rank(ruleSet, plain.verdict));
        const duties = house.obligations.map(({ code }) => code);
        for (const { code } of plain.obligations) expect(duties).toContain(code);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('any question', () => {
  it('has an answer, the same bytes each time', () => {
    fc.assert(
      fc.property(questions(), (asked) => {
        const [once, again] = [evaluate(rules, asked), evaluate(rules, structuredClone(asked))];
        expect(canonicalJson(once)).toBe(canonicalJson(again));
        expect(judge(ruleSet, asked)).toMatchObject({ verdict: once.verdict, level: once.level });
        expect(once.findings.length).toBeGreaterThan(0);
        expect(once.sources.length).toBeGreaterThan(0);
        if (once.verdict === 'STRAFBAAR') expect(once.offences.length).toBeGreaterThan(0);
        if (once.verdict === 'WEGING') expect(once.openQuestions.length).toBeGreaterThan(0);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('ask', () => {
  const one = { id: 'a', vraag: 'weigeren', datum: today, organisatie: [], situation: {}, seed: 'extra', expect: {} };

  it('gives an object for a case and an array in the same order for an array', () => {
    expect(JSON.parse(ask(rules, JSON.stringify(one)))).toMatchObject({ id: 'a', verdict: 'TOEGESTAAN_MITS' });
    const answers = JSON.parse(ask(rules, JSON.stringify([one, { ...one, id: 'b', vraag: 'bewijs' }])));
    expect(answers.map(({ id }: { id: string }) => id)).toEqual(['a', 'b']);
    expect(Object.keys(answers[0])).toEqual(
      expect.arrayContaining(
        'id verdict level regime findings obligations sources offence explanation receipt'.split(' '),
      ),
    );
  });

  it('ignores extra fields, in the case and among the facts', () => {
    const extra = { ...one, situation: { maanstand: 'vol' } };
    expect(JSON.parse(ask(rules, JSON.stringify(extra))).verdict).toBe('TOEGESTAAN_MITS');
  });

  it.each([
    [{ ...one, situation: { weigering: 'zomaar' } }, "situation.weigering: 'zomaar' is unknown; use one of"],
    [{ ...one, situation: { weigering: 3 } }, "situation.weigering: '3' is unknown"],
    [{ ...one, vraag: 'zingen' }, "vraag: 'zingen' is unknown; ask one of opnemen"],
    [{ ...one, organisatie: ['atlantis'] }, "organisatie: 'atlantis' has no rules here"],
    [{ ...one, datum: 'gisteren' }, "datum: 'gisteren' is not a date"],
    [{ ...one, situation: [] }, 'situation: give an object of facts'],
    [[one, 7], '[1]: a case is an object'],
    [[one, { ...one, datum: undefined }], '[1].datum: give a text'],
  ])('names what is wrong in %j', (input, message) => {
    expect(() => ask(rules, JSON.stringify(input))).toThrow(message);
    expect(() => ask(rules, JSON.stringify(input))).toThrow(QuestionError);
  });

  it('names bad JSON', () => {
    expect(() => ask(rules, '{')).toThrow('input: this is not JSON');
  });

  it('does not take inherited members for facts', () => {
    expect(() =>
      ask(rules, '{"vraag":"bewijs","datum":"2026-01-01","situation":{"__proto__":{"rechter":"x"}}}'),
    ).not.toThrow();
  });
});

function questions(): fc.Arbitrary<Case> {
  const facts = Object.fromEntries(
    Object.entries(dimensionValues).map(([key, values]) => [key, fc.constantFrom(...(values as readonly string[]))]),
  );
  return fc.record({
    vraag: fc.constantFrom(...ruleSet.questions.map(({ code }) => code)),
    datum: fc
      .date({ min: new Date('2001-09-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    situation: fc.record(facts, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>,
  });
}

function runs(daily: number): number {
  return process.env.SLOW === '1' ? daily * 40 : daily;
}
