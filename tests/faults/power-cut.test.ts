/**
 * A power cut: the vault writes on a file system in a file; at a random moment that file is copied as the disk held it
 * then, and mounted elsewhere. Whatever was acknowledged before must be there. Needs root and loop mounts (Linux); the
 * same with a plain kill -9 runs everywhere.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openVault } from '@woordelijk/vault';
import { describe, expect, it } from 'vitest';
import { root, temporaryFolder } from '../system/product.ts';

const RUNS = Number(process.env.POWER_CUTS ?? 3);
const RECORDINGS = 20;

/** Starts the writer; `acknowledged` grows as its lines come in. */
function startWriter(folder: string): { writer: ChildProcess; acknowledged: Map<string, number> } {
  const writer = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'tests/faults/writer.ts'), folder, String(RECORDINGS)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const acknowledged = new Map<string, number>();
  let rest = '';
  writer.stdout!.on('data', (part: Buffer) => {
    const lines = (rest + part).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      const [id, size] = line.split(' ');
      acknowledged.set(id!, Number(size));
    }
  });
  return { writer, acknowledged };
}

/** Opens what is left and checks that each recording holds at least what was acknowledged, leaf by leaf, and can be sealed and stored. */
async function expectKept(folder: string, acknowledged: ReadonlyMap<string, number>): Promise<number> {
  const vault = await openVault({ folder, segmentBytes: 512 * 1024 });
  expect(vault.recovery.problems).toEqual([]);
  const sizes = new Map(vault.unfinished.map(({ recording, size, damage }) => [recording, { size, damage }]));
  let leaves = 0;
  for (const [id, size] of acknowledged) {
    const kept = sizes.get(id);
    expect(kept?.damage).toBeUndefined();
    expect(kept?.size ?? 0, `recording ${id}`).toBeGreaterThanOrEqual(size);
    for await (const leaf of vault.read(id)) {
      if (leaf.channel === 1)
        expect(Buffer.from(leaf.content).equals(Buffer.alloc(1600, String(leaf.index)))).toBe(true);
    }
    await vault.end(id, { kind: 'event', start: 0, duration: 0, content: Buffer.from('{"event":"end"}') });
    await vault.archive(id);
    expect((await vault.verify(id)).state).toBe('intact');
    leaves += size;
  }
  await vault.close();
  return leaves;
}

/** A killed process may hold the file system for a moment more. */
async function unmount(mount: string): Promise<void> {
  for (let tries = 0; spawnSync('umount', [mount]).status !== 0; tries += 1) {
    if (tries === 100) throw new Error(`${mount} cannot be unmounted.`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

const moment = () => new Promise((later) => setTimeout(later, 700 + Math.random() * 1500));
const canMount = process.getuid?.() === 0 && process.platform === 'linux' && spawnSync('losetup', ['-f']).status === 0;
if (!canMount) console.warn('\n*** SKIPPED: power cuts need root and loop mounts. ***\n');

describe('what was acknowledged is there', () => {
  it('after kill -9 of the writer', { timeout: 300_000 }, async () => {
    let leaves = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const folder = join(await temporaryFolder(), 'vault');
      const { writer, acknowledged } = startWriter(folder);
      await moment();
      await moment();
      writer.kill('SIGKILL');
      await new Promise((gone) => writer.on('close', gone));
      expect(acknowledged.size).toBe(RECORDINGS);
      leaves += await expectKept(folder, acknowledged);
    }
    console.log(`kill -9 of the writer: ${RUNS} runs, ${leaves} leaves acknowledged, 0 lost`);
  });

  it.skipIf(!canMount)('after a power cut', { timeout: 300_000 }, async () => {
    const folder = await temporaryFolder();
    const [disk, copy, mount] = ['disk.img', 'copy.img', 'mnt'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(mount);
    let leaves = 0;
    for (let run = 0; run < RUNS; run += 1) {
      execFileSync('truncate', ['-s', '300M', disk]);
      execFileSync('mkfs.ext4', ['-q', '-F', disk]);
      execFileSync('mount', ['-o', 'loop', disk, mount]);
      let known: Map<string, number>;
      const { writer, acknowledged } = startWriter(join(mount, 'vault'));
      try {
        await moment();
        await moment();
        known = new Map(acknowledged); // what somebody had been told before the lights went out
        cpSync(disk, copy);
      } finally {
        writer.kill('SIGKILL');
        await new Promise((gone) => writer.on('close', gone));
        await unmount(mount);
      }
      execFileSync('mount', ['-o', 'loop', copy, mount]);
      try {
        expect(known.size).toBe(RECORDINGS);
        leaves += await expectKept(join(mount, 'vault'), known);
      } finally {
        await unmount(mount);
        rmSync(copy);
        rmSync(disk);
      }
    }
    console.log(`power cuts: ${RUNS} runs, ${leaves} leaves acknowledged, 0 lost`);
  });
});
