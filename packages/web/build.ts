/** Builds the pages when they are missing or older than their sources. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
/** Packages whose sources end up in the pages. */
const SOURCES = ['web', 'api', 'audio', 'recorder', 'rules', 'vault', 'tlog'];

/**
 * Folder of the built pages. `told` is called once before a build, which takes some seconds. Built beside it and put in
 * its place whole, so that it is never half there, also where two build at once.
 */
export async function builtPages(told: () => void, folder = join(here, 'dist')): Promise<string> {
  const sources = fingerprint();
  if (isOf(folder, sources)) return folder;
  told();
  const fresh = `${folder}.${process.pid}`;
  await buildElsewhere(fresh);
  writeFileSync(join(fresh, '.sources'), sources);
  if (!isOf(folder, sources)) replace(folder, fresh); // else another process was first
  rmSync(fresh, { recursive: true, force: true });
  return folder;
}

/** Both moves are whole: nobody meets a folder of which a part is gone already. */
function replace(folder: string, fresh: string): void {
  const old = `${fresh}.old`;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}

/** In a process of its own: whoever asked for the pages does not go on with the hundreds of megabytes that a build takes. */
async function buildElsewhere(folder: string): Promise<void> {
  // What is set around us (a test run sets `test`) must not make pages for development: thrice the size.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [import.meta.filename, folder], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The pages could not be built (exit code ${code}); what is wrong stands above.`);
}

if (import.meta.main) {
  const { build } = await import('vite');
  await build({
    configFile: join(here, 'vite.config.ts'),
    root: here,
    logLevel: 'error',
    mode: 'production',
    build: { outDir: process.argv[2]!, emptyOutDir: true },
  });
}

function isOf(folder: string, sources: string): boolean {
  const stamp = join(folder, '.sources');
  return existsSync(join(folder, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
}

/** One hash over all sources, the lock file, and the way of building. */
function fingerprint(): string {
  const digest = createHash('sha256');
  const take = (path: string) => digest.update(path.slice(here.length)).update(readFileSync(path));
  for (const name of SOURCES) {
    const folder = join(dirname(here), name, 'src');
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(tsx?|css|svg|html|json)$/.test(file)) take(join(folder, file));
    }
  }
  const building = readdirSync(here).filter((name) => /\.(html|ts)$/.test(name));
  for (const file of [...building.sort(), 'package.json', '../../package-lock.json']) take(join(here, file));
  return digest.digest('hex');
}
