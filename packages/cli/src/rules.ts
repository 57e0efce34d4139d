/** `woordelijk rules`: what an organisation needs to see of the rules that this installation uses. Needs no server. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Change,
  canonicalJson,
  changesBetween,
  checkSheet,
  type HashedRules,
  RuleFileError,
  rowsWithoutSource,
  rules,
  rulesPages,
  withOwnRules,
} from '@woordelijk/rules';
import { CliError } from './output.ts';

/** Every rule set of a release, by which receipts of then can be run again. */
const ARCHIVE = fileURLToPath(new URL('../archief', import.meta.resolve('@woordelijk/rules')));

/** What the proof found. `problems` is empty when all is well. */
export interface RulesReport {
  readonly version: string;
  readonly hash: string;
  readonly sheets: number;
  readonly rows: number;
  readonly cells: number;
  readonly gaps: number;
  readonly contradictions: number;
  readonly deadRows: number;
  /** Rows that no named lawyer or privacy officer has reviewed. */
  readonly notReviewed: number;
  readonly organisations: readonly { readonly key: string; readonly rows: number; readonly file: string }[];
  readonly problems: readonly string[];
}

/**
 * Proves that in every situation each sheet gives exactly one verdict, and reads the organisation's own rules in `files`
 * (YAML or JSON) on top.
 */
export async function checkRules(files: readonly string[]): Promise<RulesReport> {
  const problems: string[] = [];
  let ruleSet = rules.ruleSet;
  for (const file of files) {
    try {
      ruleSet = withOwnRules(ruleSet, { name: file, content: await parsed(file) });
    } catch (error) {
      if (!(error instanceof RuleFileError)) throw error;
      problems.push(error.message);
    }
  }
  const reports = ruleSet.sheets.map((sheet) => checkSheet(ruleSet, sheet));
  for (const { sheet, dead, examples } of reports)
    problems.push(...examples, ...dead.map((row) => `sheet ${sheet}: row ${row} never decides anything`));
  problems.push(...rowsWithoutSource(ruleSet));
  const total = (key: 'rows' | 'cells' | 'gaps' | 'contradictions') =>
    reports.reduce((sum, report) => sum + report[key], 0);
  const rows = [...ruleSet.sheets, ...ruleSet.overlays].flatMap((part) => part.rows);
  return {
    version: ruleSet.version,
    hash: rules.hash,
    sheets: reports.length,
    rows: total('rows'),
    cells: total('cells'),
    gaps: total('gaps'),
    contradictions: total('contradictions'),
    deadRows: reports.reduce((sum, { dead }) => sum + dead.length, 0),
    notReviewed: rows.filter(({ reviewed }) => reviewed === null).length,
    organisations: ruleSet.overlays.map(({ key, rows: own, file }) => ({ key, rows: own.length, file })),
    problems,
  };
}

/** Writes the tables that a privacy officer reads as Markdown files into `folder`; their names. */
export async function writeTables(folder: string): Promise<string[]> {
  const pages = rulesPages(rules);
  await mkdir(folder, { recursive: true });
  for (const [name, page] of Object.entries(pages)) await writeFile(join(folder, name), page);
  return Object.keys(pages);
}

/** Which situations change from what to what, from which day, between two versions; without `newer`: today's. */
export async function diffRules(
  older: string,
  newer?: string,
): Promise<{ from: string; to: string; changes: Change[] }> {
  const before = await version(older);
  const after = newer === undefined ? rules : await version(newer);
  return { from: before.hash, to: after.hash, changes: changesBetween(before.ruleSet, after.ruleSet) };
}

/** A kept version, by (part of) its file name, version or hash, or a file that holds one. */
async function version(name: string): Promise<HashedRules> {
  if (rules.hash.startsWith(name)) return rules;
  const kept = (await readdir(ARCHIVE)).filter((file) => file.includes(name));
  if (kept.length > 1)
    throw new CliError('rules-version-unclear', `'${name}' fits ${kept.join(' and ')}. Give more of the name.`);
  const path = kept[0] === undefined ? name : join(ARCHIVE, kept[0]);
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new CliError(
      'rules-version-unknown',
      `There is no kept version '${name}', nor a file of that name. Kept versions lie in ${ARCHIVE}.`,
      { cause },
    );
  });
  try {
    const ruleSet = JSON.parse(text) as HashedRules['ruleSet'];
    return { ruleSet, hash: createHash('sha256').update(canonicalJson(ruleSet)).digest('hex') };
  } catch (cause) {
    throw new CliError('rules-version-malformed', `${path} holds no rule set as JSON.`, { cause });
  }
}

async function parsed(file: string): Promise<unknown> {
  const { parse } = await import('yaml'); // reads JSON as well
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new CliError('nothing-there', `${file} cannot be read.`, { cause });
  });
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (cause) {
    throw new RuleFileError({ file }, `this is not YAML: ${(cause as Error).message}`);
  }
}
