/**
 * `npm test`: the gate, and then the product as a whole against real peers: sipp and ffmpeg as telephone system, a real
 * browser, a real PostgreSQL, and processes killed without warning. Debian's packages are installed where they can be;
 * where not, what is skipped is said loudly, and in CI it fails.
 */
import { spawnSync } from 'node:child_process';
import { check, conclude } from './gate.ts';
import { runStep } from './run.ts';

const TOOLS: readonly { readonly package: string; readonly proof: readonly string[] }[] = [
  { package: 'sip-tester', proof: ['sipp', '-v'] },
  { package: 'ffmpeg', proof: ['ffmpeg', '-version'] },
  { package: 'sox', proof: ['sox', '--version'] },
  { package: 'asterisk-core-sounds-en-wav', proof: ['test', '-f', '/usr/share/asterisk/sounds/en/demo-congrats.wav'] },
  { package: 'chromium', proof: ['test', '-x', '/usr/bin/chromium'] },
  { package: 'libreoffice-writer-nogui', proof: ['test', '-x', '/usr/bin/soffice'] },
  { package: 'poppler-utils', proof: ['sh', '-c', 'command -v pdftotext'] },
  { package: 'postgresql', proof: ['sh', '-c', 'ls /usr/lib/postgresql/*/bin/initdb'] },
];

/** Installs what is missing, where this is Debian and we may. Returns what is still missing. */
function installTools(): string[] {
  const missing = () =>
    TOOLS.filter(
      ({ proof: [command, ...args] }) =>
        spawnSync(command!, args, { stdio: 'ignore' }).error !== undefined || failed(command!, args),
    ).map((t) => t.package);
  const failed = (command: string, args: string[]) => {
    const { status } = spawnSync(command, args, { stdio: 'ignore' });
    return command === 'sipp' ? status === null : status !== 0; // sipp -v ends with 99
  };
  const before = missing();
  if (before.length === 0 || process.platform !== 'linux') return before;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...words: string[]) =>
    spawnSync([...sudo, 'apt-get'][0]!, [...[...sudo, 'apt-get'].slice(1), ...words], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  process.stdout.write(`Installing Debian packages for the tests: ${before.join(', ')} …\n`);
  if (apt('update', '-qq')) apt('install', '-y', '-qq', '--no-install-recommends', ...before);
  return missing();
}

const missing = installTools();
if (missing.length > 0) {
  process.stdout.write(
    `\n!! Missing Debian packages: ${missing.join(', ')}. The tests that need them are SKIPPED${process.env.CI === undefined ? '' : ' — which CI does not allow'}.\n!! Install them with: apt-get install ${missing.join(' ')}\n`,
  );
  if (process.env.CI !== undefined) process.exit(1);
}

const outcomes = await check();
const vitest = (config: string, ...words: string[]) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  config,
  ...words,
];
const system = (name: string, ...words: string[]) =>
  runStep({ name, command: vitest('vitest.system.config.ts', ...words) });
// These are watched in their own time: a starved caller gives up, a starved microphone loses sound of its own.
const alone = ['tests/faults/kill', 'tests/system/recorder-durable'];
// The others leave the machine idle for the greater part: the dossier once more, beside them.
const beside = runStep({ name: 'dossier on PostgreSQL', command: vitest('vitest.pg.config.ts'), beside: true });
outcomes.push(await system('the product with real peers', ...alone.flatMap((path) => ['--exclude', `${path}**`])));
outcomes.push(await beside);
outcomes.push(await system('kills of server and recorder', ...alone));
conclude(outcomes);
