/** Writes the public pages at build time: explanation as HTML without scripts, and what the others show while they load. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';

type Pages = typeof import('./src/public/prerender.tsx');

/** The page into which explanation is written; it is not kept itself. */
const PATTERN = 'uitleg.html';

/** Renders the pages with their own components once the bundle stands, around the styles that it names. */
export function prerendered(): Plugin {
  let folder = '';
  return {
    name: 'prerendered',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      async handler() {
        const { writtenPages, waitingPages } = await pages();
        const pattern = readFileSync(join(folder, PATTERN), 'utf8');
        rmSync(join(folder, PATTERN));
        for (const { address, language, title, description, other, body } of writtenPages()) {
          const head = [
            `<title>${text(title)} · Woordelijk</title>`,
            `<meta name="description" content="${text(description)}" />`,
            `<link rel="alternate" hreflang="${language === 'nl' ? 'en' : 'nl'}" href="${other}" />`,
          ];
          const file = join(folder, `${address}.html`);
          mkdirSync(dirname(file), { recursive: true });
          const page = fill(pattern, { head: head.join('\n    '), page: body });
          writeFileSync(file, page.replace('<html lang="nl">', `<html lang="${language}">`));
        }
        for (const [name, body] of Object.entries(waitingPages())) {
          const file = join(folder, name);
          writeFileSync(file, fill(readFileSync(file, 'utf8'), { page: body }));
        }
      },
    },
  };
}

/** The pages' own code, bundled for here. */
async function pages(): Promise<Pages> {
  const folder = mkdtempSync(join(tmpdir(), 'woordelijk-prerender-'));
  try {
    await build({
      configFile: false,
      root: import.meta.dirname,
      logLevel: 'error',
      plugins: [react()],
      ssr: { noExternal: true },
      build: {
        ssr: join(import.meta.dirname, 'src/public/prerender.tsx'),
        outDir: folder,
        emptyOutDir: true,
        minify: false,
        rollupOptions: { output: { entryFileNames: 'pages.mjs' } },
      },
    });
    return (await import(pathToFileURL(join(folder, 'pages.mjs')).href)) as Pages;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts texts in the place of their comments; each must be there. */
function fill(page: string, parts: Readonly<Record<string, string>>): string {
  let filled = page;
  for (const [name, part] of Object.entries(parts)) {
    if (!filled.includes(`<!--${name}-->`)) throw new Error(`The page has no place <!--${name}-->.`);
    filled = filled.replace(`<!--${name}-->`, () => part);
  }
  return filled;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
