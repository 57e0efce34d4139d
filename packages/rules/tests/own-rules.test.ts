import { describe, expect, it } from 'vitest';
import { evaluate, ownRulesFile, publicPage, RuleFileError, rules, withOwnRules } from '../src/index.ts';

const header = {
  key: 'voorbeeldstad',
  name: 'Gemeente Voorbeeldstad',
  kind: 'gemeente' as const,
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

describe('the public page', () => {
  const page = {
    rules: { ruleSet: load(ownRulesFile(header, rowNamed('SG-BEELD'))), hash: 'x' },
    name: 'Gemeente <b>Voorbeeldstad</b>',
    kind: 'gemeente' as const,
    date: '2026-11-01',
    contacts: [{ name: 'Privacycoördinator', reach: '"balie" & telefoon' }],
    askAt: '/mag-dat',
  } as const;

  it('tells own rules, what follows from them, and who helps; as text, never markup', () => {
    const html = publicPage({ ...page, key: 'voorbeeldstad' }, 'nl');
    expect(html).toContain('Gemeente &lt;b&gt;Voorbeeldstad&lt;/b&gt;');
    expect(html).toContain('&quot;balie&quot; &amp; telefoon');
    expect(html).toMatch(/Mag ik ook beeld opnemen\?<\/h3>\n<p><strong>[^<]*(niet strafbaar|regels van)/i);
    expect(html).toContain('Geldt vanaf: 6 oktober 2026');
    expect(html).toContain('href="https://voorbeeldstad.example/spelregels"');
    expect(publicPage({ ...page, key: 'voorbeeldstad' }, 'en')).toContain('Holds from: 6 October 2026');
  });

  it('tells the national rules where there are none of its own, or not yet', () => {
    for (const html of [
      publicPage(page, 'nl'),
      publicPage({ ...page, key: 'voorbeeldstad', date: '2026-10-05' }, 'nl'),
    ]) {
      expect(html).toContain('Wij hebben geen strengere eigen regels');
      expect(html).not.toContain('Onze eigen regels');
    }
  });
});
