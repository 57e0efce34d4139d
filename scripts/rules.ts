/**
 * `rules check | keep | cases FILE`: proves the rules as the sheets on disk say them, keeps this version, and runs worked
 * cases from elsewhere. What needs no checkout (own rules, tables, differences) is `woordelijk rules`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Case,
  canonicalJson,
  caseProblems,
  checkSheet,
  rules as compiled,
  evaluate,
  RuleFileError,
  rowsWithoutSource,
  survivors,
} from '@woordelijk/rules';
import { requirementCounts, requirementProblems } from './requirements.ts';
import { readCases, readRules } from './rules-files.ts';
import { root } from './run.ts';

const archive = join(root, 'packages/rules/archief');

const [command = 'check', ...words] = process.argv.slice(2);
try {
  if (command === 'check') process.exitCode = check() ? 0 : 1;
  else if (command === 'keep') keep();
  else if (command === 'cases' && words[0] !== undefined) process.exitCode = cases(words[0]) ? 0 : 1;
  else {
    say('Usage: rules check | keep | cases FILE');
    process.exitCode = 2;
  }
} catch (error) {
  if (!(error instanceof RuleFileError)) throw error;
  say(error.message);
  process.exitCode = 1;
}

/** All proofs; says what is wrong, then counts on the last line. True when nothing is. */
function check(): boolean {
  const began = performance.now();
  const rules = readRules(); // schema, sources, values, exceptions, overlays: throws and names the cell
  const { ruleSet } = rules;
  const problems: string[] = [];
  if (rules.hash !== compiled.hash) problems.push('the compiled rules are not those of the sheets: run npm run gen');
  const proofBegan = performance.now();
  const reports = ruleSet.sheets.map((sheet) => checkSheet(ruleSet, sheet));
  const proof = (performance.now() - proofBegan) / 1000;
  for (const { sheet, dead, examples } of reports) {
    problems.push(...examples);
    for (const row of dead) problems.push(`sheet ${sheet}: row ${row} never decides anything; take it out or mend it`);
  }
  problems.push(...rowsWithoutSource(ruleSet), ...requirementProblems(ruleSet));
  const cases = readCases();
  const wrong = cases.flatMap((known) => caseProblems(rules, known));
  problems.push(...wrong);
  const mutation = wrong.length > 0 ? undefined : survivors(rules, cases);
  for (const row of mutation?.survivors ?? []) problems.push(`no case misses row ${row} when it is taken out: add one`);
  for (const problem of problems) say(problem);
  say(requirementCounts());
  const total = (key: 'rows' | 'cells' | 'gaps' | 'contradictions') =>
    reports.reduce((sum, report) => sum + report[key], 0);
  const dead = reports.reduce((sum, report) => sum + report.dead.length, 0);
  const overlayRows = ruleSet.overlays.reduce((sum, { rows }) => sum + rows.length, 0);
  const kills = mutation === undefined ? 'not run' : `${mutation.rows - mutation.survivors.length}/${mutation.rows}`;
  say(
    `${problems.length === 0 ? 'ok' : `${problems.length} problems`}: ${reports.length} sheets, ${total('rows')} rows, ` +
      `${ruleSet.overlays.length} organisations with ${overlayRows} rows, ${total('cells')} cells (0 skipped), ${total('gaps')} gaps, ` +
      `${total('contradictions')} contradictions, ${dead} dead rows, ${cases.length} cases, mutation ${kills} killed, ` +
      `proof ${proof.toFixed(1)} s, all ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  return problems.length === 0;
}

/** Keeps this version, so that receipts of today can be run again later. */
function keep(): void {
  const { ruleSet, hash } = readRules();
  mkdirSync(archive, { recursive: true });
  const name = `${ruleSet.version}-${hash.slice(0, 16)}.json`;
  writeFileSync(join(archive, name), `${canonicalJson(ruleSet)}\n`);
  say(`kept packages/rules/archief/${name}`);
}

/** Runs worked cases in JSON, with `expect { verdict, obligations, regime?, sources? }`: all expected must be there. */
function cases(file: string): boolean {
  const known = JSON.parse(readFileSync(file, 'utf8')) as WorkedCase[];
  let right = 0;
  for (const one of known) {
    const answer = evaluate(compiled, one);
    const codes = answer.obligations.map(({ code }) => code);
    const shorts = answer.sources.map(({ short }) => short);
    const problems = [
      ...(answer.verdict === one.expect.verdict ? [] : [`verdict ${answer.verdict}, expected ${one.expect.verdict}`]),
      ...one.expect.obligations.filter((code) => !codes.includes(code)).map((code) => `duty ${code} is missing`),
      ...(one.expect.regime === undefined || one.expect.regime === answer.regime ? [] : [`regime ${answer.regime}`]),
    ];
    const other = [
      ...codes.filter((code) => !one.expect.obligations.includes(code)).map((code) => `also ${code}`),
      ...(one.expect.sources ?? []).filter((source) => !shorts.includes(source)).map((source) => `cites no ${source}`),
    ];
    if (problems.length === 0) right++;
    if (problems.length > 0 || other.length > 0) say(`${one.id}: ${[...problems, ...other].join('; ')}`);
  }
  say(`${right} of ${known.length} cases right`);
  return right === known.length;
}

interface WorkedCase extends Case {
  readonly id: string;
  readonly expect: { verdict: string; obligations: string[]; regime?: string; sources?: string[] };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
