import { defineConfig } from 'vitest/config';

/** Tests with other people's programs as peers (sipp, ffmpeg, …): real time, one after the other. */
export default defineConfig({
  test: {
    include: ['tests/peers/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    env: { TZ: 'Europe/Amsterdam' },
  },
});
