import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalJson,
  changesBetween,
  type ExpectedCase,
  type HashedRules,
  loadGuide,
  loadPurposeWords,
  loadRuleSet,
  loadTopic,
  loadTopics,
  type RuleFile,
  RuleFileError,
  type RuleFiles,
  type RuleSet,
} from '@woordelijk/rules';
import { parse } from 'yaml';
import { root } from './run.ts';

const home = join(root, 'packages/rules');
const GUIDE_HEAD = '// Generated from packages/rules/gids by scripts/gen.ts. Change the YAML, then run npm run gen.\n';

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

/** The files of the guide: how the page asks, the topics, and the pattern of factsheets. */
export function readGuideFiles(): { guide: RuleFile; topics: RuleFile[]; factsheet: RuleFile; purposes: RuleFile } {
  const one = (name: string): RuleFile => ({ name: `gids/${name}`, content: parseFile(join(home, 'gids', name)) });
  return {
    guide: one('gids.yaml'),
    topics: names(join(home, 'gids/onderwerpen')).map((name) => one(`onderwerpen/${name}`)),
    factsheet: one('factsheet.yaml'),
    purposes: one('doelen.yaml'),
  };
}

/** Versions of the rules that were kept, the oldest first. */
export function readKept(): HashedRules[] {
  const archive = join(home, 'archief');
  return readdirSync(archive)
    .filter((name) => name.endsWith('.json'))
    .map((name) => hashed(JSON.parse(readFileSync(join(archive, name), 'utf8')) as RuleSet))
    .sort((a, b) => a.ruleSet.version.localeCompare(b.ruleSet.version, 'en', { numeric: true }));
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

/** The generated TypeScript of the guide: how the page asks; and the topics, with what changed between kept versions. */
export function generatedGuide({ ruleSet, hash }: HashedRules): Record<string, string> {
  const files = readGuideFiles();
  const topics = loadTopics(files.topics, ruleSet);
  const factsheet = loadTopic(
    files.factsheet,
    ruleSet,
    topics.map(({ slug }) => slug),
  );
  const older = readKept().filter((version) => version.hash !== hash);
  const versions = [...older, { ruleSet, hash }];
  const changes = versions.slice(1).map((version, index) => {
    const before = versions[index] as HashedRules;
    return {
      from: { version: before.ruleSet.version, hash: before.hash },
      to: { version: version.ruleSet.version, hash: version.hash },
      changes: changesBetween(before.ruleSet, version.ruleSet),
    };
  });
  const kept = versions.map((version) => ({ version: version.ruleSet.version, hash: version.hash }));
  return {
    'packages/rules/src/generated/guide.ts': `${GUIDE_HEAD}
import type { Guide } from '../guide.ts';

/** How the page "Mag dat?" asks. */
export const guide: Guide = ${JSON.stringify(loadGuide(files.guide, ruleSet))};
`,
    'packages/rules/src/generated/purposes.ts': `${GUIDE_HEAD}
import type { PurposeWords } from '../purposes.ts';

/** How purposes of recording are said, and when the risks must be assessed first. */
export const purposeWords: PurposeWords = ${JSON.stringify(loadPurposeWords(files.purposes, ruleSet))};
`,
    'packages/rules/src/generated/topics.ts': `${GUIDE_HEAD}
import type { Change } from '../diff.ts';
import type { Topic } from '../topics.ts';

/** Questions and answers by subject. */
export const topics: readonly Topic[] = ${JSON.stringify(topics)};

/** The pattern of an organisation's factsheet. */
export const factsheet: Topic = ${JSON.stringify(factsheet)};

/** Versions of the rules that receipts can be run against, the oldest first; the last is this one. */
export const kept: readonly { readonly version: string; readonly hash: string }[] = ${JSON.stringify(kept)};

/** What changed between each of them and the next. */
export const versionChanges: readonly {
  readonly from: { readonly version: string; readonly hash: string };
  readonly to: { readonly version: string; readonly hash: string };
  readonly changes: readonly Change[];
}[] = ${JSON.stringify(changes)};
`,
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
