import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ExpectedCase, RuleFile, RuleFiles } from '../src/index.ts';

const home = join(import.meta.dirname, '..');

/** The rule files on disk, freshly parsed at each call so that a test may break its own copy. */
export function ruleFiles(): RuleFiles {
  const one = (name: string): RuleFile => ({ name: `regels/${name}`, content: read(`regels/${name}`) });
  const all = (folder: string) =>
    readdirSync(join(home, 'regels', folder))
      .sort()
      .map((name) => one(`${folder}/${name}`));
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

/** Our own cases. */
export function ownCases(): ExpectedCase[] {
  return readdirSync(join(home, 'cases'))
    .sort()
    .flatMap((name) => {
      const { vraag, gevallen } = read(`cases/${name}`) as { vraag: string; gevallen: Known[] };
      return gevallen.map(({ id, datum, organisatie, als, dan, plicht, niveau, regime, bron, delict }) => ({
        id: `${name} ${id}`,
        vraag,
        datum: datum ?? '2026-11-21',
        organisatie: organisatie ?? [],
        situation: als ?? {},
        expect: {
          verdict: dan,
          duties: plicht ?? [],
          ...(niveau === undefined ? {} : { level: niveau }),
          ...(regime === undefined ? {} : { regime }),
          ...(bron === undefined ? {} : { sources: bron }),
          ...(delict === undefined ? {} : { offences: delict }),
        },
      }));
    });
}

interface Known {
  id: string;
  dan: string;
  datum?: string;
  organisatie?: string[];
  als?: Record<string, string>;
  plicht?: string[];
  niveau?: string;
  regime?: string;
  bron?: string[];
  delict?: string[];
}

/** A sheet of freshly parsed files, to break. */
export function sheetIn(files: RuleFiles, key: string): { file: string; rows: Record<string, unknown>[] } {
  const found = [...files.sheets, ...files.overlays].find(({ name }) => name.endsWith(`/${key}.yaml`)) as RuleFile;
  return { file: found.name, rows: (found.content as { regels: Record<string, unknown>[] }).regels };
}

function read(name: string): unknown {
  return parse(readFileSync(join(home, name), 'utf8'), { merge: true });
}
