import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSet } from '@woordelijk/rules';
import { root } from './run.ts';

/** How many requirements each source text gave; L are requirements from the law. */
const COUNTS: Readonly<Record<string, number>> = { K: 29, F: 56, T: 40, B: 56, W: 40, L: 25 };
/** Requirements that are norms: each must be served by a row of the rules. Numbers per source text. */
const NORMS: Readonly<Record<string, string>> = {
  K: '05 06 07 08 09 10 12 18 24 25',
  F: '04 05 06 11 17 18 19 21 30 35 36 37 39 45 46 47 52 53',
  T: '05 06 08 09 13 14 15 16 17 19 20 23 32',
  B: '05 06 07 08 15 16 19 21 33 39 44 47 48 49 52',
  W: '08 09 11 12 26 30 31 33 34 36 37',
};
const STATES = ['served', 'planned', 'waived'];

/** What is wrong with docs/requirements.md: ids missing or double, states unknown, rows that do not serve what it says. */
export function requirementProblems(ruleSet: RuleSet): string[] {
  const page = readFileSync(join(root, 'docs/requirements.md'), 'utf8');
  const problems: string[] = [];
  const rows = new Map<string, { state: string; where: string }>();
  for (const line of page.split('\n')) {
    if (!/^\| [A-Z]\d\d /.test(line)) continue;
    const [, id = '', text = '', state = '', where = ''] = line.split('|').map((cell) => cell.trim());
    if (rows.has(id)) problems.push(`docs/requirements.md: ${id} stands there twice`);
    if (!STATES.includes(state)) problems.push(`docs/requirements.md: ${id} has no state (${STATES.join(', ')})`);
    if (text === '' || where === '') problems.push(`docs/requirements.md: ${id} lacks its text, or where or why`);
    rows.set(id, { state, where });
  }
  const expected = Object.entries(COUNTS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`),
  );
  for (const id of expected) if (!rows.has(id)) problems.push(`docs/requirements.md: ${id} is missing`);
  for (const id of rows.keys()) if (!expected.includes(id)) problems.push(`docs/requirements.md: ${id} is unknown`);
  const serving = servingRows(ruleSet);
  for (const [letter, numbers] of Object.entries(NORMS))
    for (const number of numbers.split(' '))
      if (!serving.has(`${letter}${number}`))
        problems.push(`${letter}${number} is a norm, but no row says it serves it`);
  for (const [id, ids] of serving)
    if (!rows.get(id)?.where.includes(ids[0] as string))
      problems.push(`row ${ids[0]} says it serves ${id}; docs/requirements.md does not name it there`);
  for (const [id, { state, where }] of rows)
    if (state === 'served' && where.startsWith('rules:') && !serving.has(id))
      problems.push(`docs/requirements.md: ${id} says that a row serves it, but none does`);
  return problems;
}

/** Requirement ids with the rows that serve them. */
export function servingRows(ruleSet: RuleSet): Map<string, string[]> {
  const serving = new Map<string, string[]>();
  for (const { rows } of [...ruleSet.sheets, ...ruleSet.overlays])
    for (const { id, requirements } of rows)
      for (const requirement of requirements) serving.set(requirement, [...(serving.get(requirement) ?? []), id]);
  return serving;
}

/** How many requirements stand in which state, in words. */
export function requirementCounts(): string {
  const page = readFileSync(join(root, 'docs/requirements.md'), 'utf8');
  const states = page.split('\n').flatMap((line) => (/^\| [A-Z]\d\d /.test(line) ? [line.split('|')[3]?.trim()] : []));
  const count = (state: string) => states.filter((one) => one === state).length;
  return `${states.length} requirements: ${STATES.map((state) => `${count(state)} ${state}`).join(', ')}`;
}
