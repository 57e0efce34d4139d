import { jsonLog, startServer } from '@woordelijk/server';
import { readConfig } from '@woordelijk/server/local';
import { builtPages } from '@woordelijk/web/build';
import { say } from './output.ts';
import { VERSION } from './version.ts';

/** Starts the server and keeps it running until it is told to stop. `flags`: settings by name. */
export async function serve(flags: Readonly<Record<string, string | undefined>>): Promise<void> {
  // Who reads what we say may go away; recording goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const config = readConfig({ flags, env: process.env, cwd: process.cwd() });
  const webRoot = await builtPages(() => say('Building the pages (once) …'));
  const log = jsonLog((line) => process.stderr.write(line), 'warn');
  const server = await startServer({ config, log, version: VERSION, webRoot });
  const stopped = stopOnSignal(server.stop);
  const link = await server.administratorLink();
  process.stdout.write(
    [
      '',
      `  Woordelijk ${VERSION}`,
      '',
      `  Pages and API      ${server.url}`,
      `  Calls (SIPREC)     ${server.sip.join('  ')}`,
      `  Data               ${config.data}`,
      ...(link === undefined
        ? []
        : [
            '',
            '  First administrator (works once, for 30 minutes; a new one: npx woordelijk admin link):',
            `  ${link}`,
          ]),
      '',
      '  Place a test call:  npx woordelijk demo call',
      '  Stop:               Ctrl+C',
      '',
      '',
    ].join('\n'),
  );
  await stopped;
}

/** Resolves when a signal came and everything has been let go. Repeats of the signal within the same stop change nothing. */
function stopOnSignal(stop: () => Promise<void>): Promise<void> {
  return new Promise((done, failed) => {
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        say('Stopping: running recordings are closed …');
        stop().then(done, failed);
      });
    }
  });
}
