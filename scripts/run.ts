import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Beside another step: only what that one leaves of the machine, and its output when it has ended. */
  readonly beside?: true;
}

export interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** Everything it printed. */
  readonly output: string;
}

/** Runs one step with this Node, shows its output as it comes, and says how it ended. */
export function runStep({ name, command, env = {}, beside }: Step): Promise<Outcome> {
  if (!beside) process.stdout.write(`\n── ${name}\n`);
  const began = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...command], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (beside && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const parts: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      parts.push(part);
      if (!beside) process.stdout.write(part);
    });
  }
  return new Promise((done) => {
    child.on('error', (error) => done({ name, ok: false, seconds: 0, output: String(error) }));
    child.on('close', (code) => {
      if (beside) process.stdout.write(`\n── ${name}\n${Buffer.concat(parts).toString('utf8')}`);
      done({
        name,
        ok: code === 0,
        seconds: (performance.now() - began) / 1000,
        output: Buffer.concat(parts).toString('utf8'),
      });
    });
  });
}

/** Tests that Vitest says it ran, from its last summary line. */
export function testCounts(output: string): { passed: number; failed: number; skipped: number } {
  const line =
    plain(output)
      .match(/^\s*Tests\s+.*$/gm)
      ?.at(-1) ?? '';
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/**
 * What went wrong in a step that failed: each test by name with its error, and what was thrown outside of any test. Where
 * it says neither, its last lines.
 */
export function failures(output: string): string[] {
  const said = plain(output);
  const tests = [...said.matchAll(/^ FAIL {2}(.+)\n(.*)$/gm)].map(([, name, error]) => `${name}\n  ${error}`);
  const outside = [...said.matchAll(/^⎯+ (Unhandled (?!Errors?s).+?|Uncaught .+?) ⎯+\n((?:.*\n?){1,6})/gmu)].map(
    ([, kind, error]) => `${kind}\n  ${error!.trimEnd().replace(/\n/g, '\n  ')}`,
  );
  const all = [...new Set([...tests, ...outside])].slice(0, MOST_TOLD);
  return all.length > 0 ? all : said.trimEnd().split('\n').slice(-LAST_LINES);
}

const MOST_TOLD = 30;
const LAST_LINES = 25;

function plain(output: string): string {
  return output.replace(/\u001b\[[0-9;]*m/g, '');
}
