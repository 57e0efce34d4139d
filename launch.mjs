#!/usr/bin/env node
// The launcher: every npm script and `npx woordelijk` enters here. Plain JavaScript without dependencies, so that it
// runs straight after a clone on any Node from version 20. It sees to two things and then steps aside:
//   1. a Node that the product runs on (24 or newer; else the pinned one from the npm registry, kept in .node/);
//   2. installed dependencies that match package-lock.json.
// Usage: node launch.mjs SCRIPT [ARG ...]   (SCRIPT relative to this folder)
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const FLOOR = 24;
const PINNED = '24.21.0';
const root = dirname(realpathSync(fileURLToPath(import.meta.url)));

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('Usage: node launch.mjs SCRIPT [ARG ...]');
const [node] = await Promise.all([suitableNode(), install()]);
await run(node, script, args);

/** Path of a Node that is new enough: this one, or the pinned one, fetched once into .node/. */
async function suitableNode() {
  if (Number(process.versions.node.split('.')[0]) >= FLOOR) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = platform === 'darwin' ? `node-bin-darwin-${process.arch}` : `node-${platform}-${process.arch}`;
  const home = join(root, '.node', PINNED);
  const binary = join(home, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  say(
    `Node ${process.versions.node} is too old to run Woordelijk; fetching Node ${PINNED} from the npm registry (once) …`,
  );
  const staging = `${home}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  writeFileSync(join(staging, 'package.json'), '{"private":true}\n');
  const words = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  if ((await npm([...words, `${name}@${PINNED}`], staging)) !== 0) {
    rmSync(staging, { recursive: true, force: true });
    fail(
      `Could not fetch Node ${PINNED} for ${platform}-${process.arch}. Install Node ${FLOOR} or newer (https://nodejs.org) and try again.`,
    );
  }
  try {
    renameSync(staging, home);
  } catch {
    rmSync(staging, { recursive: true, force: true }); // another launcher was first: use its copy
  }
  if (!existsSync(binary))
    fail(
      `The npm package ${name} holds no Node binary. Install Node ${FLOOR} or newer (https://nodejs.org) and try again.`,
    );
  return binary;
}

/** `npm ci` when node_modules is missing or older than the lock file; the stamp is written last, so a broken install is redone. */
async function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.woordelijk-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const marker = join(root, 'node_modules', '.package-lock.json');
  if (
    !existsSync(stamp) &&
    existsSync(marker) &&
    existsSync(join(root, 'node_modules', '@woordelijk')) &&
    sameAsLock(marker)
  ) {
    writeFileSync(stamp, lock); // somebody ran `npm ci` by hand
    return;
  }
  say('Installing dependencies (npm ci) …');
  if ((await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], root)) !== 0) {
    fail('npm ci failed (its message stands above). Check the connection to the npm registry and try again.');
  }
  writeFileSync(stamp, lock);
}

/** Whether npm's own record of what it installed lists the packages of package-lock.json, in the same versions. */
function sameAsLock(marker) {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(marker, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') || entry.optional || entry.peer || found[path]?.version === entry.version,
  );
}

/** Runs npm, its words on standard error; resolves with its exit code. */
function npm(words, cwd) {
  const env = { ...process.env };
  // npm's own per-call settings of an outer `npm start` must not steer the inner call
  for (const key of Object.keys(env)) {
    if (/^npm_(config_(global|prefix|local_prefix|workspace.*|include.*|omit$)|package_|lifecycle_)/i.test(key))
      delete env[key];
  }
  return new Promise((done) => {
    const child = spawn('npm', words, { cwd, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
}

/** Hands over to the script: in this very process where its Node will do, else in a child with signals and exit code passed through. */
async function run(nodePath, file, words) {
  if (nodePath === process.execPath) {
    const emitWarning = process.emitWarning.bind(process);
    process.emitWarning = (warning, ...rest) => {
      const type = typeof rest[0] === 'object' ? rest[0]?.type : rest[0];
      if (type !== 'ExperimentalWarning') emitWarning(warning, ...rest); // node:sqlite and type stripping, both pinned and tested
    };
    // Compiled code of an earlier start is used again: a start takes half the time.
    module.enableCompileCache?.(join(root, 'node_modules', '.cache', 'woordelijk'));
    process.argv = [process.execPath, join(root, file), ...words];
    withParent(() => process.kill(process.pid, 'SIGTERM'));
    await import(pathToFileURL(join(root, file)).href);
    return;
  }
  const child = spawn(nodePath, ['--disable-warning=ExperimentalWarning', join(root, file), ...words], {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'woordelijk'),
      PATH: `${dirname(nodePath)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
    },
  });
  // A terminal sends SIGINT to the whole group; a service manager only to us. The child decides when to end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  withParent(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`Could not start ${nodePath}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + (constants.signals[signal] ?? 0)));
}

/**
 * Ends with the shell that npm started us in: npm passes a signal to that shell only, which dies of it and leaves us
 * behind, still running.
 */
function withParent(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, 250).unref();
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
