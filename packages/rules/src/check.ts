import { cells, intervals } from './cells.ts';
import { type Case, evaluate, type HashedRules } from './evaluate.ts';
import { holdsOn, matches, type Row, type RuleSet, type Sheet } from './rule-set.ts';

/** What the completeness proof of one sheet found. Lists hold at most a few examples; counts hold all. */
export interface SheetReport {
  readonly sheet: string;
  readonly rows: number;
  readonly cells: number;
  readonly intervals: number;
  readonly gaps: number;
  readonly contradictions: number;
  readonly dead: readonly string[];
  readonly examples: readonly string[];
}

/** A case of our own: a question and all that must come out. */
export interface ExpectedCase extends Case {
  readonly id: string;
  readonly expect: {
    readonly verdict: string;
    readonly level?: string;
    readonly regime?: string;
    /** Exactly these. */
    readonly duties: readonly string[];
    /** At least these, as lawyers cite them. */
    readonly sources?: readonly string[];
    readonly offences?: readonly string[];
  };
}

/** Proves for a sheet that each cell has exactly one verdict in each interval, and finds rows that never decide. */
export function checkSheet(ruleSet: RuleSet, sheet: Sheet): SheetReport {
  let [count, gaps, contradictions] = [0, 0, 0];
  const alive = new Set<string>();
  const examples: string[] = [];
  const note = (kind: string, facts: Record<string, string>, date: string, rows: readonly Row[]) => {
    if (examples.length < 5)
      examples.push(
        `${sheet.file}: ${kind} at ${sheet.looksAt.map((key) => `${key}=${facts[key]}`).join(', ')}, datum=${date}` +
          (rows.length > 0 ? ` (rows ${rows.map(({ id }) => id).join(', ')})` : ''),
      );
  };
  for (const { facts, date } of cells(ruleSet, sheet)) {
    count++;
    const hits = sheet.rows.filter((row) => holdsOn(row, date) && matches(row.when, facts));
    const standing = hits.filter((row) => !hits.some((other) => other.overrules.includes(row.id)));
    for (const { id } of standing) alive.add(id);
    const decisive = standing.filter(({ verdict }) => verdict !== undefined);
    if (decisive.length === 0) {
      gaps++;
      note('no row', facts, date, hits);
    } else if (decisive.length > 1) {
      contradictions++;
      note('more than one row', facts, date, decisive);
    }
  }
  return {
    sheet: sheet.key,
    rows: sheet.rows.length,
    cells: count,
    intervals: intervals(ruleSet, sheet.rows).length,
    gaps,
    contradictions,
    dead: sheet.rows.filter(({ id }) => !alive.has(id)).map(({ id }) => id),
    examples,
  };
}

/** Rows that have no source in force on some day on which they hold. */
export function rowsWithoutSource(ruleSet: RuleSet): string[] {
  const found: string[] = [];
  const held = ruleSet.overlays.flatMap(({ from, until, rows }) =>
    rows.map(
      (row): Row => ({ ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }), ...row }),
    ),
  );
  for (const row of [...ruleSet.sheets.flatMap(({ rows }) => rows), ...held]) {
    const sources = row.citations.map(({ ref }) => ruleSet.sources.find((source) => source.ref === ref));
    for (const { from } of intervals(ruleSet, [row, ...sources.flatMap((source) => (source ? [source] : []))]))
      if (holdsOn(row, from) && !sources.some((source) => source !== undefined && holdsOn(source, from))) {
        found.push(`${row.id} has no source in force on ${from}`);
        break;
      }
  }
  return found;
}

/** What is wrong with the answer to a case; an empty list when all is as expected. */
export function caseProblems(rules: HashedRules, known: ExpectedCase): string[] {
  const problems: string[] = [];
  const differ = (what: string, expected: string, found: string) => {
    if (expected !== found) problems.push(`${known.id}: ${what} should be ${expected}, is ${found}`);
  };
  let answer: ReturnType<typeof evaluate>;
  try {
    answer = evaluate(rules, known);
  } catch (error) {
    return [`${known.id}: ${(error as Error).message}`];
  }
  const { expect } = known;
  differ('the verdict', expect.verdict, answer.verdict);
  differ('the duties', [...expect.duties].sort().join(' '), answer.obligations.map(({ code }) => code).join(' '));
  if (expect.level !== undefined) differ('the norm level', expect.level, answer.level);
  if (expect.regime !== undefined) differ('the regime', expect.regime, String(answer.regime));
  if (expect.offences !== undefined)
    differ('the offences', expect.offences.join('; '), answer.offences.map(({ label }) => label).join('; '));
  for (const source of expect.sources ?? [])
    if (!answer.sources.some(({ short }) => short === source))
      problems.push(`${known.id}: source ${source} is missing`);
  return problems;
}

/** Rows that no case misses when they are taken out; the cases must all be right to begin with. */
export function survivors(rules: HashedRules, known: readonly ExpectedCase[]): { rows: number; survivors: string[] } {
  const { ruleSet } = rules;
  const hits = known.map((one) => new Set(evaluate(rules, one).receipt.hit));
  const all = [...ruleSet.sheets, ...ruleSet.overlays].flatMap(({ rows }): readonly Row[] => rows);
  const left = all.filter(({ id }) => {
    const mutant: HashedRules = { ...rules, ruleSet: without(ruleSet, id) };
    return !known.some((one, index) => hits[index]?.has(id) && caseProblems(mutant, one).length > 0);
  });
  return { rows: all.length, survivors: left.map(({ id }) => id) };
}

/** The rule set without one row. */
export function without(ruleSet: RuleSet, id: string): RuleSet {
  return {
    ...ruleSet,
    sheets: ruleSet.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.filter((row) => row.id !== id) })),
    overlays: ruleSet.overlays.map((overlay) => ({ ...overlay, rows: overlay.rows.filter((row) => row.id !== id) })),
  };
}
