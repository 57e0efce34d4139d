/** Builds the pages when they are missing or older than their sources. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
/** Packages whose sources end up in the pages. */
const SOURCES = ['web', 'api', 'audio', 'recorder', 'rules', 'vault', 'tlog'];

/** Folder of the built pages. `told` is called once before a build, which takes some seconds. */
export async function builtPages(told: () => void): Promise<string> {
  const dist = join(here, 'dist');
  const stamp = join(dist, '.sources');
  const sources = fingerprint();
  if (existsSync(join(dist, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return dist;
  told();
  const { build } = await import('vite');
  await build({ configFile: join(here, 'vite.config.ts'), root: here, logLevel: 'error' });
  writeFileSync(stamp, sources);
  return dist;
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
