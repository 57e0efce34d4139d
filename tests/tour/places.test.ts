/** The tour leaves no page out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../system/product.ts';
import { PLACES } from './places.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, one]) => one!);

it('visits every address that the router, the server and the entries know', () => {
  const visited = new Set(PLACES.map(({ at }) => at));
  const routed = found(read('packages/web/src/router.tsx'), /path: '([^']+)'/g);
  const [, named = ''] = /const NAMED = \[([^\]]+)\]/.exec(read('packages/server/src/http/web-app.ts')) ?? [];
  const served = found(named, /'([^']+)'/g).map((name) => `/${name}`);
  const entries = readdirSync(join(root, 'packages/web'))
    .filter((name) => name.endsWith('.html') && name !== 'index.html')
    .map((name) => `/${name.replace('.html', '')}`);
  const http = 'packages/server/src/http';
  const plain = readdirSync(join(root, http))
    .filter((file) => read(`${http}/${file}`).includes('plain-page.ts'))
    .flatMap((file) => found(read(`${http}/${file}`), /app\.get(?:<[^(]*>)?\('([^']+)'/g))
    .filter((path) => !path.endsWith('/geluid'));
  for (const list of [routed, served, entries, plain]) expect(list.length).toBeGreaterThan(4);
  expect([...routed, ...served, ...entries, ...plain].filter((path) => !visited.has(path))).toEqual([]);
});

it('names every place once', () => {
  const names = PLACES.map(({ name }) => name);
  expect([...new Set(names)]).toEqual(names);
});
