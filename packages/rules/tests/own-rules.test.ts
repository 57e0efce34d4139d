import { describe, expect, it } from 'vitest';
import { evaluate, ownRulesFile, RuleFileError, rules, withOwnRules } from '../src/index.ts';

const header = {
  key: 'voorbeeldstad',
  name: 'Gemeente Voorbeeldstad',
  legalForm: 'spelregels',
  decidedBy: 'college',
  decidedOn: '2026-10-01',
  publishedAt: 'de website van de gemeente',
  publishedOn: '2026-10-05',
  link: 'https://voorbeeldstad.example/spelregels',
  from: '2026-10-06',
  disclaimer: { nl: 'Dit zijn onze eigen regels.', en: 'These are our own rules.' },
};
const example = rules.ruleSet.overlays.flatMap(({ rows }) => rows);
const rowNamed = (id: string) => example.filter((row) => row.id === id);
const load = (content: unknown) => withOwnRules(rules.ruleSet, { name: 'eigen regels', content });

function refused(content: unknown): string {
  try {
    load(content);
  } catch (error) {
    if (error instanceof RuleFileError) return error.message;
    throw error;
  }
  throw new Error('it loaded');
}

describe('own rules', () => {
  it('can start from every example, and then say the same', () => {
    for (const { key, rows } of rules.ruleSet.overlays) {
      const own = load(ownRulesFile(header, rows)).overlays.at(-1);
      expect(
        own?.rows.map(({ says, when, verdict }) => ({ says, when, verdict })),
        key,
      ).toEqual(rows.map(({ says, when, verdict }) => ({ says, when, verdict })));
    }
  });

  it('count from their own day, with their own source', () => {
    const own = { ruleSet: load(ownRulesFile(header, rowNamed('SG-BEELD'))), hash: 'x' };
    const asked = (datum: string) =>
      evaluate(own, {
        vraag: 'opnemen',
        datum,
        organisatie: ['voorbeeldstad'],
        situation: { opnemer: 'inwoner', wederpartij: 'gemeente', drager: 'beeld', gemeld: 'alle' },
      });
    expect(asked('2026-10-06').verdict).toBe('VERBODEN');
    expect(asked('2026-10-05').verdict).not.toBe('VERBODEN');
    const cited = asked('2026-10-06').sources.find(({ short }) => short === 'Gemeente Voorbeeldstad');
    expect(cited?.link).toBe('https://voorbeeldstad.example/spelregels');
  });

  it('are refused where they lower, close a road, or say nothing of their publication', () => {
    const file = ownRulesFile(header, rowNamed('SG-BEELD')) as { regels: Record<string, unknown>[] };
    const lowering = {
      ...file,
      regels: [
        { ...file.regels[0], blad: 'melden', als: { opnemer: ['organisatie'] }, dan: 'TOEGESTAAN', mag_zodra: [] },
      ],
    };
    expect(refused(lowering)).toMatch(/^eigen regels, row VOORBEELDSTAD-1, cell .*own rules can only be stricter/);
    expect(refused({ ...file, link: 'javascript:alert(1)' })).toContain('cell link');
    expect(refused({ ...file, organisatie: 'Voorbeeld Stad' })).toContain('cell organisatie');
    expect(refused({ ...file, organisatie: 'enschede' })).toContain("rules of 'enschede' already");
    expect(refused({ ...file, weer: 'zon' })).toContain('cell weer: unknown key');
    expect(refused(null)).toContain('must be a map');
    const closing = { ...file, regels: [{ ...file.regels[0], blad: 'inzage' }] };
    expect(refused(closing)).toContain('rights of people on the recording cannot be narrowed');
  });
});
