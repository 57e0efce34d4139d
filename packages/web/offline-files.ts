/** Tells the worker of a page that works without a connection which files to keep, and under which name. */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Pages that have a worker of their own, `NAME-worker.js`. */
const PAGES = ['mag-dat', 'opnemen'];

interface Made {
  readonly type: string;
  readonly facadeModuleId?: string | null;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly viteMetadata?: { readonly importedCss: Set<string>; readonly importedAssets: Set<string> };
  code?: string;
}

/** Fills in the files that the page's entry reaches; the store is named after them, so that a new build is a new store. */
export function offlineFiles(): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const made = bundle as unknown as Record<string, Made>;
        for (const page of PAGES) fill(made, page);
      },
    },
  };
}

function fill(made: Record<string, Made>, page: string): void {
  const entry = Object.keys(made).find((name) => made[name]?.facadeModuleId?.endsWith(`/${page}.html`));
  const worker = made[`${page}-worker.js`];
  if (entry === undefined || worker?.code === undefined) return;
  const reach = reached(made, entry);
  // A page's web worker is named in its code only.
  for (const name of Object.keys(made))
    if ([...reach].some((file) => made[file]?.code?.includes(`/${name}`))) reach.add(name);
  const files = [`/${page}`, '/favicon.svg', ...[...reach].sort().map((name) => `/${name}`)];
  const store = `${page}-${createHash('sha256').update(files.join()).digest('hex').slice(0, 12)}`;
  worker.code = worker.code
    .replace(/(['"`])__FILES__\1/, JSON.stringify(files))
    .replace(/(['"`])__STORE__\1/, JSON.stringify(store));
}

function reached(made: Record<string, Made>, name: string, found = new Set<string>()): Set<string> {
  const chunk = made[name];
  if (chunk === undefined || found.has(name)) return found;
  found.add(name);
  const { importedCss = new Set<string>(), importedAssets = new Set<string>() } = chunk.viteMetadata ?? {};
  for (const file of [...importedCss, ...importedAssets]) found.add(file);
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) reached(made, next, found);
  return found;
}
