import { defineConfig } from 'vitest/config';

/** Unit and property tests of every package; the slower suites against real peers live in `tests/` (see scripts/test.ts). */
export default defineConfig({
  test: {
    include: ['packages/*/tests/**/*.test.{ts,tsx}'],
    testTimeout: 60_000, // nothing is timed here: a busy machine may take its time
    hookTimeout: 60_000, // a browser that closes on a busy machine
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    maxWorkers: 2,
    env: { TZ: 'Europe/Amsterdam' },
  },
});
