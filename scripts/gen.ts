/** Writes the generated files (`npm run gen`), or with --check says which of them are not what they should be. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapiDocument } from '@woordelijk/api';
import { dumpSchema } from '@woordelijk/dossier';
import { rulesPages } from '@woordelijk/rules';
import { SETTINGS } from '@woordelijk/server/local';
import { glossaryProblems } from './glossary.ts';
import { readabilityPage } from './readability.ts';
import { generatedGuide, generatedRules, readRules } from './rules-files.ts';
import { root } from './run.ts';

const rules = readRules();
const files: Readonly<Record<string, string>> = {
  'docs/openapi.json': `${JSON.stringify(openapiDocument(), null, 2)}\n`,
  'docs/schema.sql': await dumpSchema(),
  'docs/settings.md': settingsPage(),
  'docs/readability.md': await readabilityPage(),
  ...generatedRules(rules),
  ...generatedGuide(rules),
  ...Object.fromEntries(Object.entries(rulesPages(rules)).map(([name, page]) => [`docs/regels/${name}`, page])),
};

const checking = process.argv.includes('--check');
const problems: string[] = [...glossaryProblems()];
for (const [name, content] of Object.entries(files)) {
  const path = join(root, name);
  if (!checking) writeFileSync(path, content);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== content)
    problems.push(`${name} is not up to date: run npm run gen, look at the difference, and commit it.`);
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(
  problems.length === 0 ? `${Object.keys(files).length} generated files and the glossary are as they should be\n` : '',
);
process.exitCode = problems.length === 0 ? 0 : 1;

function settingsPage(): string {
  const rows = SETTINGS.map(
    ({ name, meaning, byDefault, example }) =>
      `| \`${name}\` | ${meaning} | ${byDefault === '' ? '' : `\`${byDefault}\``} | \`${example}\` |`,
  );
  return `# Settings

Generated from \`packages/server/src/config.ts\`.

Each setting can be given in three ways; the first that is given counts: as a flag (\`npm start -- --http 127.0.0.1:9090\`),
in the environment (\`WOORDELIJK_HTTP=127.0.0.1:9090\`; dashes become underscores), or in a YAML file named with \`--config\`
or \`WOORDELIJK_CONFIG\` (\`http: 127.0.0.1:9090\`). Settings are read once, at start. An unknown or wrong one refuses to
start and says which and why.

| setting | meaning | default | example |
|---|---|---|---|
${rows.join('\n')}
`;
}
