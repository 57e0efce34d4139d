import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { offlineFiles } from './offline-files.ts';
import { prerendered } from './prerendered.ts';

/** Leaves a .br and a .gz beside every text file, so that the server never compresses by itself. */
function packed(): Plugin {
  let folder = '';
  return {
    name: 'packed',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler() {
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          const path = join(folder, name);
          if (!/\.(html|js|css|svg)$/.test(name) || statSync(path).size < 1024) continue;
          const bytes = readFileSync(path);
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
          writeFileSync(
            `${path}.br`,
            brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
          );
        }
      },
    },
  };
}

/** Every HTML file beside this one is an entry with its own scripts; the server answers with `name.html` at `/name`. */
const entries = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.html'))
  .map((name) => join(import.meta.dirname, name));

/** The style of pages that the server writes itself: at an address that stays the same. */
const PUBLIC_STYLE = join(import.meta.dirname, 'src/style/regels.css');
/** Workers keep their name, so that a browser finds the newer one. */
const WORKERS = ['src/public/ask/mag-dat-worker.ts', 'src/recorder/opnemen-worker.ts'].map((file) =>
  join(import.meta.dirname, file),
);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), offlineFiles(), prerendered(), packed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome123', 'firefox125', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: [...entries, PUBLIC_STYLE, ...WORKERS],
      output: {
        assetFileNames: ({ names }) => (names.includes('regels.css') ? 'regels.css' : 'assets/[name]-[hash][extname]'),
        entryFileNames: ({ name }) => (name.endsWith('-worker') ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
