import { describe, expect, it } from 'vitest';
import { canonicalJson, checkSheet, loadRuleSet, RuleFileError, rowsWithoutSource, rules } from '../src/index.ts';
import { ruleFiles, sheetIn } from './rule-files.ts';

/** Loads after breaking one row; gives the error. */
function broken(sheet: string, row: string, change: (row: Record<string, unknown>) => void): RuleFileError {
  const files = ruleFiles();
  const found = sheetIn(files, sheet).rows.find(({ id }) => id === row);
  if (found === undefined) throw new Error(`the test names a row that does not exist: ${row}`);
  change(found);
  try {
    loadRuleSet(files);
  } catch (error) {
    if (error instanceof RuleFileError) return error;
    throw error;
  }
  throw new Error('it loaded');
}

describe('loading', () => {
  it('gives what is compiled', () => {
    expect(canonicalJson(loadRuleSet(ruleFiles()))).toBe(canonicalJson(rules.ruleSet));
  });

  it('names an unknown value of a dimension', () => {
    const error = broken('melden', 'ML-ORG-NIET', (row) => {
      row.als = { opnemer: ['ambtenaar'], gemeld: ['iemand'] };
    });
    expect(error.message).toBe(
      "regels/nl/melden.yaml, row ML-ORG-NIET, cell als.gemeld: 'iemand' is not a value of 'gemeld' (alle, eigen_kant, niemand)",
    );
  });

  it('names an unknown dimension, and one that the sheet does not look at', () => {
    const set = (als: unknown) => (row: Record<string, unknown>) => {
      row.als = als;
    };
    expect(broken('melden', 'ML-ORG', set({ weer: ['zon'] })).message).toContain("there is no dimension 'weer'");
    expect(broken('melden', 'ML-ORG', set({ plaats: ['thuis'] })).message).toContain(
      "row ML-ORG, cell als.plaats: the sheet does not look at 'plaats'",
    );
  });

  it('names a source that does not resolve', () => {
    const error = broken('melden', 'ML-ORG', (row) => {
      row.bron = [{ ref: 'avg:131' }];
    });
    expect(error.message).toBe("regels/nl/melden.yaml, row ML-ORG, cell bron: source 'avg:131' is not in bronnen.yaml");
  });

  it('names an exception of a row that is gone', () => {
    const files = ruleFiles();
    const { rows } = sheetIn(files, 'or');
    rows.splice(
      rows.findIndex(({ id }) => id === 'OR-NVT'),
      1,
    );
    expect(() => loadRuleSet(files)).toThrow(
      "regels/nl/or.yaml, row OR-JA, cell op: there is no row 'OR-NVT' to except",
    );
  });

  it.each([
    ['dan', 'MISSCHIEN', "there is no verdict 'MISSCHIEN'"],
    ['plicht', ['LIEF-ZIJN'], "there is no duty 'LIEF-ZIJN'"],
    ['niveau', 'hoog', "there is no norm level 'hoog'"],
    ['zekerheid', 'zeker', "'zeker' is not one of hoog, midden, laag"],
    ['zegt', '', 'must be a text'],
    ['bron', [], 'a row needs at least one source'],
    ['geldig', { vanaf: '2026-02-30' }, "'2026-02-30' is not a date"],
  ])('refuses %s: %j', (cell, value, problem) => {
    const error = broken('melden', 'ML-ORG', (row) => {
      row[cell] = value;
    });
    expect(error.message).toContain(problem);
    expect(error.row).toBe('ML-ORG');
    expect(error.cell).toContain(cell);
  });

  it('wants to know what heals a no, what a person must weigh, and which offence it is', () => {
    const without = (key: string) => (row: Record<string, unknown>) => {
      delete row[key];
    };
    expect(broken('melden', 'ML-ORG-NIET', without('mag_zodra')).message).toContain('cell mag_zodra: say which duties');
    expect(broken('overtreding', 'OV-OVERLEG', without('vragen')).message).toContain(
      'cell vragen: say which questions',
    );
    expect(broken('strafrecht', 'SR-139A', without('delict')).message).toContain('cell delict: say which offence');
  });

  it('wants every sheet to answer a question', () => {
    const files = ruleFiles();
    const terms = files.terms.content as { vragen: { weigeren: { bladen: string[] } } };
    terms.vragen.weigeren.bladen = ['bewerken'];
    expect(() => loadRuleSet(files)).toThrow('regels/nl/weigeren.yaml: no question uses this sheet');
  });

  it('refuses an unknown key, so that a typing error is never a silent change', () => {
    const error = broken('melden', 'ML-ORG', (row) => {
      row.plichten = [];
    });
    expect(error.message).toContain('row ML-ORG, cell plichten: unknown key');
  });
});

describe('completeness', () => {
  it.each(rules.ruleSet.sheets.map((sheet) => [sheet.key, sheet] as const))(
    '%s: one verdict in each cell',
    (_, sheet) => {
      expect(checkSheet(rules.ruleSet, sheet)).toMatchObject({ gaps: 0, contradictions: 0, dead: [], examples: [] });
    },
  );

  it('has a source in force for each row on each day that it holds', () => {
    expect(rowsWithoutSource(rules.ruleSet)).toEqual([]);
  });

  it('names the cell of a gap when a row is taken out', () => {
    const files = ruleFiles();
    const { rows } = sheetIn(files, 'weigeren');
    rows.splice(
      rows.findIndex(({ id }) => id === 'WG-ALTERNATIEF'),
      1,
    );
    const ruleSet = loadRuleSet(files);
    const sheet = ruleSet.sheets.find(({ key }) => key === 'weigeren');
    const report = checkSheet(ruleSet, sheet as NonNullable<typeof sheet>);
    expect(report.gaps).toBe(2);
    expect(report.examples[0]).toBe(
      'regels/nl/weigeren.yaml: no row at wederpartij=gemeente, weigering=zwaarwegend_zonder_alternatief, datum=2014-11-27',
    );
  });

  it('names the rows of a contradiction when an exception link is taken out', () => {
    const files = ruleFiles();
    const row = sheetIn(files, 'strafrecht').rows.find(({ id }) => id === 'SR-RUIMTE') as Record<string, unknown>;
    delete row.op;
    const ruleSet = loadRuleSet(files);
    const sheet = ruleSet.sheets.find(({ key }) => key === 'strafrecht');
    const report = checkSheet(ruleSet, sheet as NonNullable<typeof sheet>);
    expect(report.contradictions).toBeGreaterThan(0);
    expect(report.examples[0]).toContain('regels/nl/strafrecht.yaml: more than one row at deelname=');
    expect(report.examples[0]).toContain('(rows SR-139A, SR-RUIMTE)');
  });

  it('finds a row that never decides', () => {
    const files = ruleFiles();
    const { rows } = sheetIn(files, 'bewerken');
    rows.push({ ...(rows[0] as object), id: 'BW-DOOD', dan: 'TOEGESTAAN', op: [], als: { bewerking: ['geen'] } });
    (rows[0] as Record<string, unknown>).op = ['BW-DOOD'];
    const ruleSet = loadRuleSet(files);
    const sheet = ruleSet.sheets.find(({ key }) => key === 'bewerken');
    expect(checkSheet(ruleSet, sheet as NonNullable<typeof sheet>).dead).toEqual(['BW-DOOD']);
  });
});

describe('own rules of organisations', () => {
  const house = (row: string, change: Record<string, unknown>, overlay = 's-hertogenbosch') =>
    broken(overlay, row, (found) => {
      for (const key of ['mag_zodra', 'vragen']) delete found[key];
      Object.assign(found, { mag_zodra: [], ...change });
    });

  it('refuses a row that lowers, and names the cell', () => {
    const error = house('SH-VOORAF', { dan: 'TOEGESTAAN' });
    expect(error.file).toBe('regels/organisaties/s-hertogenbosch.yaml');
    expect(error.message).toContain(
      'row SH-VOORAF, cell opnemer=inwoner, wederpartij=gemeente, gemeld=eigen_kant, datum=2018-05-25',
    );
    expect(error.message).toContain('the national rule says ONBEHOORLIJK, this row TOEGESTAAN');
  });

  it.each(['adviseur', 'procedure', 'toezichthouder', 'aangifte'])('refuses to close the road %s', (use) => {
    const error = house('SH-DELEN', { als: { gebruik: ['derden', use] } });
    expect(error.message).toContain(`row SH-DELEN, cell gebruik=${use}: this road stays open`);
  });

  it('refuses to close those roads by saying nothing about the use', () => {
    expect(house('SH-DELEN', { als: {} }).cell).toBe('gebruik=adviseur');
  });

  it('refuses to ban residents’ recording as such', () => {
    const error = house('SH-BEELD', { als: { opnemer: ['inwoner'], plaats: ['kantoor'] } });
    expect(error.message).toContain('cell opnemer=inwoner, wederpartij=gemeente, plaats=kantoor, gemeld=alle');
    expect(error.message).toContain('cannot be banned');
  });

  it.each(['strafrecht', 'inzage', 'bewijs', 'regime'])('refuses a row on the sheet %s', (sheet) => {
    expect(house('SH-BEELD', { blad: sheet }).cell).toBe(`blad=${sheet}`);
  });

  it('refuses a row that calls itself law', () => {
    expect(house('SH-BEELD', { niveau: 'wet' }).cell).toBe('niveau');
  });
});
