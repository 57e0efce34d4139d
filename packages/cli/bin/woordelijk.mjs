#!/usr/bin/env node
// `npx woordelijk …`: hands over to the launcher, which finds a Node that is new enough.
import { fileURLToPath } from 'node:url';

process.argv.splice(1, 1, fileURLToPath(new URL('../../../launch.mjs', import.meta.url)), 'packages/cli/src/main.ts');
await import('../../../launch.mjs');
