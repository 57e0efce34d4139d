/** Tells the worker of the page "Mag dat?" which files to keep, and under which name. */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const WORKER = 'mag-dat-worker.js';
const PAGE = 'mag-dat.html';

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
        const entry = Object.keys(made).find((name) => made[name]?.facadeModuleId?.endsWith(`/${PAGE}`));
        const worker = made[WORKER];
        if (entry === undefined || worker?.code === undefined) return;
        const files = ['/mag-dat', '/favicon.svg', ...[...reached(made, entry)].sort().map((name) => `/${name}`)];
        const store = `mag-dat-${createHash('sha256').update(files.join()).digest('hex').slice(0, 12)}`;
        worker.code = worker.code
          .replace(/(['"`])__FILES__\1/, JSON.stringify(files))
          .replace(/(['"`])__STORE__\1/, JSON.stringify(store));
      },
    },
  };
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
