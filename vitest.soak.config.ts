import { defineConfig } from 'vitest/config';

/** What takes hours: `npm run soak`. One file at a time, on a machine that does nothing else. */
export default defineConfig({
  test: {
    include: ['tests/soak/**/*.test.ts', 'tests/system/recorder-durable.test.ts'],
    testTimeout: 7_200_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    env: { TZ: 'Europe/Amsterdam', SOAK: '1' },
  },
});
