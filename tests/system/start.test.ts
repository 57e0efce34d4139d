/** Starting and stopping: clear words when something is wrong, and nothing torn. */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openCaller } from '@woordelijk/telephony/caller';
import { expect, it } from 'vitest';
import { freePort, root, startProduct, storedTalks, temporaryFolder } from './product.ts';
import { recordedLines } from './recorded-line.ts';

/** Runs `serve` with words or settings that it should refuse; what it said. */
function refused(
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['launch.mjs', 'packages/cli/src/main.ts', 'serve', ...words], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part;
  });
  return new Promise((done) => child.on('close', (code) => done({ code, said })));
}

it.each([
  [['--http', '0.0.0.0:8080'], {}, "Setting 'http'", 'TLS'],
  [['--sip', '0.0.0.0:5060'], {}, "Setting 'sip'", 'sip-allow'],
  [['--http', 'nonsense'], {}, "Setting 'http'", 'HOST:PORT'],
  [['--colour', 'blue'], {}, 'unknown option', '--colour'],
  [[], { WOORDELIJK_COLOUR: 'blue' }, "Setting 'colour'", 'no such setting'],
  [['--minimum-free', 'much'], {}, "Setting 'minimum-free'", '2GB'],
  [['--config', '/nowhere.yaml'], {}, "Setting 'config'", 'cannot be read'],
] as const)('refuses to start with %s %s and says which setting and why', async (words, env, which, why) => {
  const { code, said } = await refused(words, env);
  expect(code).not.toBe(0);
  expect(said).toContain(which);
  expect(said).toContain(why);
});

it('reads a settings file, and refuses what it does not know in it', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'woordelijk.yaml');
  await writeFile(file, 'http: 127.0.0.1:0\nfoo: bar\n');
  const { said } = await refused(['--config', file]);
  expect(said).toContain("Setting 'foo'");
  await writeFile(file, 'http-names:\n  - gesprek.gemeente.example\n');
  const product = await startProduct(join(folder, 'data'), ['--config', file]);
  expect(product.output()).toContain('http://gesprek.gemeente.example:');
  expect(await product.stop()).toBe(0);
});

it('says that a port is taken, and by which setting to choose another', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const taken = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  const data = await temporaryFolder();
  const http = await refused(['--data', data, '--http', taken, '--sip', `127.0.0.1:${await freePort()}`]);
  expect(http.said).toContain('port-in-use');
  expect(http.said).toContain('--http');
  const sip = await refused(['--data', data, '--sip', taken, '--http', `127.0.0.1:${await freePort()}`]);
  expect(sip.said).toContain('port-in-use');
  other.close();
  const product = await startProduct(data); // nothing was left behind that keeps it from starting
  expect(await product.stop()).toBe(0);
});

it('lets one server at a time use a data folder', async () => {
  const product = await startProduct(await temporaryFolder());
  const second = await refused(['--data', product.data, '--http', '127.0.0.1:0', '--sip', '127.0.0.1:0']);
  expect(second.code).toBe(1);
  expect(second.said).toContain('data-in-use');
  expect((await fetch(product.url)).status).toBe(200);
  expect(await product.stop()).toBe(0);
});

it('says that a data folder cannot be written', async () => {
  const folder = join(await temporaryFolder(), 'readonly');
  await mkdir(folder, { mode: 0o500 });
  const root = process.getuid?.() === 0; // whom no mode stops, but a file system that is mounted read-only does
  if (root) execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', folder]);
  try {
    for (const data of [folder, join(folder, 'data')]) {
      const { code, said } = await refused(['--data', data, '--http', '127.0.0.1:0', '--sip', '127.0.0.1:0']);
      expect(code).toBe(1);
      expect(said).toContain('data-not-writable');
    }
    expect(await readdir(folder)).toEqual([]);
  } finally {
    if (root) execFileSync('umount', [folder]);
  }
});

it('closes running recordings in order when it is told to stop', async () => {
  const product = await startProduct(await temporaryFolder());
  await recordedLines(product.client, '+999800100');
  const caller = await openCaller({ sip: product.sip, now: () => performance.now(), random: Math.random });
  const call = caller.placeCall({
    seconds: 30,
    legs: [{ label: '1', codec: 'PCMA', payload: new Uint8Array(8000).fill(0x55), aor: 'tel:+999800100' }],
  });
  const live = async () => (await product.client.listTalks({ query: { state: 'live' } })).items.length;
  await Promise.race([expect.poll(live).toBe(1), call]); // a call that fails says why
  await new Promise((later) => setTimeout(later, 1500)); // some sound
  expect(await product.stop()).toBe(0);
  expect((await call).ending).toBe('server');
  await caller.close();
  const again = await startProduct(product.data);
  const [talk] = await storedTalks(again.client, 1);
  expect(talk!.ending).toBe('shutdown');
  expect(await again.stop()).toBe(0);
});

it('goes on when nobody reads any more what it says, and stops in order', async () => {
  const product = await startProduct(await temporaryFolder());
  product.process.stdout?.destroy();
  product.process.stderr?.destroy();
  product.process.kill('SIGHUP'); // said aloud: "Stopping", to nobody
  const [code] = (await once(product.process, 'exit')) as [number | null];
  expect(code).toBe(0);
});

it('refuses new calls when the disk is almost full, lets running ones go on, and says so', async () => {
  const product = await startProduct(await temporaryFolder(), ['--minimum-free', '900TB']);
  const caller = await openCaller({ sip: product.sip, now: () => performance.now(), random: Math.random });
  const leg = { label: '1', codec: 'PCMA' as const, payload: new Uint8Array(8000) };
  await expect(caller.placeCall({ seconds: 1, legs: [leg] })).rejects.toMatchObject({
    code: 'caller-refused',
    status: 503,
  });
  await caller.close();
  expect(product.output()).toContain('disk almost full');
  expect((await storedTalks(product.client)).length).toBe(0);
  expect(await product.stop()).toBe(0);
});

it('makes an administrator link that is printed once and can be made anew', async () => {
  const product = await startProduct(await temporaryFolder());
  expect(product.output()).toMatch(/#\/eerste-beheerder\/[A-Za-z0-9_-]{20,}/);
  const link = await product.client.makeAdministratorLink();
  expect(JSON.stringify(link)).toContain('eerste-beheerder');
  expect(await product.stop()).toBe(0);
});
