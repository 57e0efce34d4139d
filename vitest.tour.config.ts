import { defineConfig } from 'vitest/config';

/** `npm run tour`: every page looked at, and docs/tour made anew. */
export default defineConfig({
  test: {
    include: ['tests/tour/**/*.tour.ts'],
    testTimeout: 7_200_000,
    hookTimeout: 240_000,
    pool: 'forks',
    fileParallelism: false,
    env: { TZ: 'Europe/Amsterdam' },
  },
});
