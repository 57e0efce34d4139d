import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalJson,
  type ExpectedCase,
  type HashedRules,
  loadRuleSet,
  type RuleFile,
  RuleFileError,
  type RuleFiles,
  type RuleSet,
} from '@woordelijk/rules';
import { parse } from 'yaml';
import { root } from './run.ts';

const home = join(root, 'packages/rules');

/** The rule files as they stand on disk, parsed. File names are relative to `packages/rules`. */
export function readRuleFiles(): RuleFiles {
  const one = (name: string): RuleFile => ({ name: `regels/${name}`, content: parseFile(join(home, 'regels', name)) });
  const all = (folder: string) => names(join(home, 'regels', folder)).map((name) => one(`${folder}/${name}`));
  return {
    dimensions: one('model/dimensies.yaml'),
    terms: one('model/vragen.yaml'),
    offences: one('model/delicten.yaml'),
    duties: one('model/plichten.yaml'),
    sources: one('bronnen.yaml'),
    sheets: all('nl'),
    overlays: all('organisaties'),
  };
}

/** The rules as the files on disk say, with their hash. */
export function readRules(): HashedRules {
  return hashed(loadRuleSet(readRuleFiles()));
}

/** A rule set with the SHA-256 over its canonical JSON. */
export function hashed(ruleSet: RuleSet): HashedRules {
  return { ruleSet, hash: createHash('sha256').update(canonicalJson(ruleSet)).digest('hex') };
}

/** Our own cases, from `packages/rules/cases`. */
export function readCases(): ExpectedCase[] {
  return names(join(home, 'cases')).flatMap((name) => {
    const content = parseFile(join(home, 'cases', name)) as { vraag: string; gevallen: Record<string, unknown>[] };
    return content.gevallen.map((known) => toCase(content.vraag, known));
  });
}

function toCase(question: string, known: Record<string, unknown>): ExpectedCase {
  const expect = known.dan as string[] | string;
  return {
    id: known.id as string,
    vraag: question,
    datum: (known.datum as string | undefined) ?? '2026-11-21',
    organisatie: (known.organisatie as string[] | undefined) ?? [],
    situation: (known.als as Record<string, string> | undefined) ?? {},
    expect: {
      verdict: expect as string,
      duties: (known.plicht as string[] | undefined) ?? [],
      ...(known.niveau === undefined ? {} : { level: known.niveau as string }),
      ...(known.regime === undefined ? {} : { regime: known.regime as string }),
      ...(known.bron === undefined ? {} : { sources: known.bron as string[] }),
      ...(known.delict === undefined ? {} : { offences: known.delict as string[] }),
    },
  };
}

/** The generated TypeScript: the closed types, and the compiled rules. Path relative to the root, and content. */
export function generatedRules(rules: HashedRules = readRules()): Record<string, string> {
  const { ruleSet } = rules;
  const list = (items: readonly { readonly code: string }[]) =>
    items.map(({ code }) => JSON.stringify(code)).join(' | ');
  const dimensions = ruleSet.dimensions
    .map(
      ({ key, values }) => `  ${JSON.stringify(key)}: [${values.map(({ code }) => JSON.stringify(code)).join(', ')}],`,
    )
    .join('\n');
  const head = '// Generated from packages/rules/regels by scripts/gen.ts. Change the sheets, then run npm run gen.\n';
  return {
    'packages/rules/src/generated/dimensions.ts': `${head}
/** The values of each dimension; the first one counts when nothing is said. */
export const dimensionValues = {
${dimensions}
} as const;

/** Something we ask about a situation. */
export type Dimension = keyof typeof dimensionValues;

/** All facts of a situation. */
export type Situation = { readonly [Key in Dimension]: (typeof dimensionValues)[Key][number] };

/** A question people ask. */
export type QuestionCode = ${list(ruleSet.questions)};

/** A verdict, from mild to strict. */
export type VerdictCode = ${list(ruleSet.verdicts)};

/** A norm level. */
export type LevelCode = ${list(ruleSet.levels)};

/** A duty. */
export type DutyCode = ${list(ruleSet.duties)};
`,
    'packages/rules/src/generated/rules.ts': `${head}
import type { HashedRules } from '../evaluate.ts';

/** The compiled rules with their hash. */
export const rules: HashedRules = ${JSON.stringify(rules)};
`,
  };
}

function names(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

function parseFile(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'), { merge: true });
  } catch (cause) {
    throw new RuleFileError({ file: path.slice(home.length + 1) }, `this is not YAML: ${(cause as Error).message}`);
  }
}
