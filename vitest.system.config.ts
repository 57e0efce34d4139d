import { defineConfig } from 'vitest/config';

/** The product as a whole: real processes, real peers, kills. One file at a time, since each wants the machine for itself. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/soak/**'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    env: { TZ: 'Europe/Amsterdam' },
  },
});
