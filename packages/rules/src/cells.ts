import { nextDay, plusDays } from './dutch-time.ts';
import type { Conditions, Period, RuleSet, Sheet } from './rule-set.ts';

/** A stretch of days in which the same rows of a sheet are in force; the end is open in the last one. */
export interface Interval {
  readonly from: string;
  readonly until: string | undefined;
}

/** The intervals in which a sheet does not change, from the first day of the rules. */
export function intervals(ruleSet: RuleSet, periods: readonly Period[]): Interval[] {
  const starts = new Set<string>([ruleSet.from]);
  for (const { from, until } of periods) {
    if (from !== undefined && from > ruleSet.from) starts.add(from);
    if (until !== undefined && until >= ruleSet.from) starts.add(nextDay(until));
  }
  const sorted = [...starts].sort();
  return sorted.map((from, index) => {
    const next = sorted[index + 1];
    return { from, until: next === undefined ? undefined : plusDays(next, -1) };
  });
}

/** All cells of a sheet (each combination of the values it looks at, per interval), or of those that one row matches. */
export function* cells(
  ruleSet: RuleSet,
  sheet: Sheet,
  row?: { readonly when: Conditions } & Period,
): Generator<{ readonly facts: Record<string, string>; readonly date: string }> {
  const keys = [...new Set([...sheet.looksAt, ...Object.keys(row?.when ?? {})])];
  const choices = keys.map((key) => row?.when[key] ?? valuesOf(ruleSet, key));
  for (const { from } of intervals(ruleSet, row === undefined ? sheet.rows : [...sheet.rows, row])) {
    if (row?.from !== undefined && from < row.from) continue;
    if (row?.until !== undefined && from > row.until) continue;
    for (const combination of combinations(choices)) {
      const facts: Record<string, string> = {};
      for (const [index, key] of keys.entries()) facts[key] = combination[index] as string;
      yield { facts, date: from };
    }
  }
}

/** The values of a dimension, derived ones included. */
export function valuesOf(ruleSet: RuleSet, key: string): readonly string[] {
  const dimension = [...ruleSet.dimensions, ...ruleSet.derived].find((known) => known.key === key);
  return (dimension?.values ?? []).map(({ code }) => code);
}

function* combinations(choices: readonly (readonly string[])[]): Generator<readonly string[]> {
  const places = choices.map(() => 0);
  for (;;) {
    yield choices.map((values, index) => values[places[index] as number] as string);
    let index = choices.length - 1;
    for (; index >= 0; index--) {
      places[index] = (places[index] as number) + 1;
      if ((places[index] as number) < (choices[index] as readonly string[]).length) break;
      places[index] = 0;
    }
    if (index < 0) return;
  }
}
