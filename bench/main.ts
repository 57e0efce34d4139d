/** `npm run bench -- NAME`: each bench prints figures measured in this run, beside those of a peer or a limit in the same run. */
const benches: Readonly<Record<string, () => Promise<{ run(words: readonly string[]): Promise<void> }>>> = {
  begin: () => import('./begin.ts'),
  register: () => import('./register.ts'),
  rules: () => import('./rules.ts'),
  seal: () => import('./seal.ts'),
  stranger: () => import('./stranger.ts'),
  telephony: () => import('./telephony.ts'),
};

const [name, ...words] = process.argv.slice(2);
const bench = name === undefined ? undefined : benches[name];
if (bench === undefined) {
  process.stderr.write(`Usage: npm run bench -- NAME\nBenches: ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 1;
} else await (await bench()).run(words);
