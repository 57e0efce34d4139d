import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.ts';

/**
 * Words of the table that must not be used in another sense in our sources: what they mean here is taken. `home`: where they
 * stand in their own sense; `code`: codes of acts, rights and problems that do.
 */
const TAKEN: readonly {
  readonly word: RegExp;
  readonly mend: string;
  readonly home?: RegExp;
  readonly code?: RegExp;
}[] = [
  { word: /\bcontroller\b/i, mend: '"controller" means verwerkingsverantwoordelijke; HTTP has routes' },
  {
    word: /\bprocessor\b/i,
    mend: '"processor" means verwerker; sound has stages',
    home: /\/processors?[/.-]/,
    code: /\bprocessor[./-][a-z-]+/gi,
  },
];

/** What is wrong with docs/glossary.md or with the words in the sources. */
export function glossaryProblems(): string[] {
  const page = readFileSync(join(root, 'docs/glossary.md'), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| English') && !line.startsWith('|--'));
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const [, english = '', dutch = '', meaning = ''] = row.split('|').map((cell) => cell.trim());
    if (english === '' || dutch === '' || meaning === '') problems.push(`docs/glossary.md: a row lacks a cell: ${row}`);
    if (seen.has(english)) problems.push(`docs/glossary.md: '${english}' stands there twice`);
    seen.add(english);
  }
  if (rows.length === 0) problems.push('docs/glossary.md has no rows');
  for (const file of sources()) {
    const text = readFileSync(file, 'utf8').replace(
      /AbortController|ReadableStreamDefaultController|ServiceWorkerController|AudioController/g,
      '',
    );
    for (const { word, mend, home, code } of TAKEN)
      if (home?.test(file) !== true && word.test(code === undefined ? text : text.replace(code, '')))
        problems.push(`${file.slice(root.length + 1)}: ${mend}`);
  }
  return problems;
}

function sources(): string[] {
  return readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /^[^/]+\/src\/.*\.tsx?$/.test(name))
    .map((name) => join(root, 'packages', name));
}
