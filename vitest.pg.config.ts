import { defineConfig } from 'vitest/config';
import { findPostgres } from './packages/dossier/tests/postgres-server.ts';

/** The dossier's tests once more, on a private PostgreSQL server from the Debian package `postgresql`. */
const found = findPostgres();
if (found === undefined) {
  const message = 'PostgreSQL is not installed (looked in /usr/lib/postgresql/*/bin): apt-get install postgresql';
  if (process.env.CI) throw new Error(message);
  console.error(`\n!!! NOT RUN: the dossier's tests on PostgreSQL. ${message}\n`);
}

export default defineConfig({
  test: {
    include: found === undefined ? [] : ['packages/dossier/tests/**/*.test.ts'],
    // A file of SQLite is what an earlier version left.
    exclude: ['packages/dossier/tests/upgrade.test.ts'],
    passWithNoTests: found === undefined,
    globalSetup: ['packages/dossier/tests/postgres-server.ts'],
    testTimeout: 120_000, // the last in the row on a machine that others fill
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    maxWorkers: 2,
    env: { TZ: 'Europe/Amsterdam' },
  },
});
