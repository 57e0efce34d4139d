/** The gate's steps: types, lint, architecture, generated files, rules and unit tests. The same here and in CI. */
import { failures, type Outcome, runStep, testCounts } from './run.ts';

export const CHECKS = [
  { name: 'types', command: ['node_modules/tsc7/bin/tsc', '--build'] },
  { name: 'lint', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  {
    name: 'architecture',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      'packages',
      'scripts',
      'bench',
      'tests',
      '--config',
      '.dependency-cruiser.mjs',
    ],
  },
  { name: 'generated files', command: ['scripts/gen.ts', '--check'] },
  { name: 'rules', command: ['scripts/rules.ts', 'check'] },
  { name: 'unit tests', command: ['node_modules/vitest/vitest.mjs', 'run'] },
] as const;

/** Runs the gate; all steps, also after one failed. */
export async function check(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of CHECKS) outcomes.push(await runStep(step));
  return outcomes;
}

/** Prints what went wrong, how each step ended, and a last line of counts. Sets the exit status. */
export function conclude(outcomes: readonly Outcome[]): void {
  process.stdout.write('\n');
  for (const { ok, output } of outcomes)
    if (!ok) for (const failure of failures(output)) process.stdout.write(`${failure}\n`);
  let [passed, failed, skipped] = [0, 0, 0];
  for (const { name, ok, seconds, output } of outcomes) {
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)\n`);
    const tests = testCounts(output);
    passed += tests.passed;
    failed += tests.failed + (ok || tests.failed > 0 ? 0 : 1);
    skipped += tests.skipped;
  }
  process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
}
