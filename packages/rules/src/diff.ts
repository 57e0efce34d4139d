import { cells } from './cells.ts';
import { decide } from './evaluate.ts';
import type { RuleSet, Sheet } from './rule-set.ts';

/** Situations of one sheet that change in the same way from the same day. */
export interface Change {
  readonly sheet: string;
  /** First day on which it differs. */
  readonly from: string;
  /** Verdict, duties and regime before and after; `-` where a sheet, value or row did not exist. */
  readonly before: string;
  readonly after: string;
  readonly cells: number;
  /** The facts these situations share: per dimension the values that occur, left out where all values do. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
}

/** What changes for whom from when between two versions of the rules (national sheets). */
export function changesBetween(before: RuleSet, after: RuleSet): Change[] {
  const keys = [...new Set([...before.sheets, ...after.sheets].map(({ key }) => key))];
  return keys.flatMap((key) => sheetChanges(before, after, key));
}

function sheetChanges(before: RuleSet, after: RuleSet, key: string): Change[] {
  const [old, now] = [before, after].map(({ sheets }) => sheets.find((sheet) => sheet.key === key));
  const base = (now ?? old) as Sheet;
  // Cells over what either version looks at, on the days on which either changes.
  const both: Sheet = {
    ...base,
    looksAt: [...new Set([...(old?.looksAt ?? []), ...(now?.looksAt ?? [])])],
    rows: [...(old?.rows ?? []), ...(now?.rows ?? [])],
  };
  const groups = new Map<string, { change: Omit<Change, 'facts' | 'cells'>; facts: Record<string, string>[] }>();
  for (const { facts, date } of cells(after, both)) {
    const was = said(before, old, facts, date);
    const is = said(after, now, facts, date);
    if (was === is) continue;
    const name = `${date}|${was}|${is}`;
    const group = groups.get(name) ?? { change: { sheet: key, from: date, before: was, after: is }, facts: [] };
    group.facts.push(facts);
    groups.set(name, group);
  }
  return [...groups.values()].map(({ change, facts }) => ({
    ...change,
    cells: facts.length,
    facts: shared(after, both.looksAt, facts),
  }));
}

function said(ruleSet: RuleSet, sheet: Sheet | undefined, facts: Record<string, string>, date: string): string {
  if (sheet === undefined || date < ruleSet.from) return '-';
  try {
    const { deciding, counting } = decide(ruleSet, sheet, facts, date);
    const duties = [...new Set(counting.flatMap((row) => row.duties))].sort();
    return [deciding.verdict, ...duties, ...(deciding.regime === undefined ? [] : [deciding.regime])].join(' ');
  } catch {
    return '-'; // a version with a gap: shown as nothing said
  }
}

function shared(ruleSet: RuleSet, keys: readonly string[], facts: readonly Record<string, string>[]) {
  const found: Record<string, readonly string[]> = {};
  for (const key of keys) {
    const occurring = [...new Set(facts.map((one) => one[key] as string))];
    const all = [...ruleSet.dimensions, ...ruleSet.derived].find((dimension) => dimension.key === key)?.values.length;
    if (occurring.length !== all) found[key] = occurring;
  }
  return found;
}
