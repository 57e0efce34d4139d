/** `woordelijk`: the command line. JSON on standard output, everything for people on standard error. */

import { text } from 'node:stream/consumers';
import { SETTINGS } from '@woordelijk/server/local';
import { Command, Option } from 'commander';
import { administratorLink, listTokens, makeToken, revokeToken } from './admin.ts';
import { connect, dataFolder } from './connect.ts';
import { COPY_KINDS, type CopyKind, exportTalk } from './export.ts';
import { fail, harmless, printJson, say } from './output.ts';
import { listTalks, showTalk } from './talks.ts';
import { VERSION } from './version.ts';

const program = new Command('woordelijk')
  .description(
    'Record conversations lawfully. Speaks to the server on the data folder WOORDELIJK_DATA (default ./data),\nor at WOORDELIJK_URL with WOORDELIJK_TOKEN.',
  )
  .version(VERSION)
  .showHelpAfterError()
  .configureOutput({ outputError: (text, write) => write(harmless(text)) });

const serveCommand = program
  .command('serve')
  .description('start the server')
  .option('--config <file>', 'settings file (YAML)');
for (const { name, meaning, byDefault } of SETTINGS) {
  serveCommand.option(`--${name} <value>`, `${meaning}${byDefault === '' ? '' : ` (default: ${byDefault})`}`);
}
serveCommand.action(async (options: Record<string, string>) => {
  const { serve } = await import('./serve.ts');
  await serve(Object.fromEntries(Object.entries(options).map(([name, value]) => [dashed(name), value])));
});

const talks = program.command('talks').description('recorded talks');
talks
  .command('list')
  .description('list talks, newest first')
  .option('--search <words>', 'start of a name, or start or end of a number')
  .option('--from <time>', 'begun at or after (ISO 8601)')
  .option('--to <time>', 'begun before (ISO 8601)')
  .option('--limit <n>', 'at most so many', whole('limit', 1))
  .option('--json', 'as JSON (always so; for scripts that say it)')
  .action(async (options) => printJson(await listTalks(connect(), options)));
talks
  .command('show <id>')
  .description('one talk: parties, legs, interruptions, ledger')
  .option('--json', 'as JSON (always so; for scripts that say it)')
  .action(async (id: string) => printJson(await showTalk(connect(), id)));

program
  .command('export <id>')
  .description('make a copy of a talk')
  .addOption(
    new Option(
      '--as <kind>',
      'legs: exactly what was received, a file per leg; wav: on the wall clock; mp3: to listen, proves nothing',
    )
      .choices(COPY_KINDS)
      .default('legs'),
  )
  .requiredOption('--out <dir>', 'folder for the files')
  .action(async (id: string, options: { as: CopyKind; out: string }) => {
    printJson({
      talk: id,
      as: options.as,
      out: options.out,
      files: await exportTalk(connect(), id, options.as, options.out),
    });
  });

program
  .command('verify <path>')
  .description(
    'check an exported copy, or a whole data folder (also beside a running server); exit status 0 intact, 1 damaged',
  )
  .option('--key <vkey...>', 'verifier keys that you trust, or files that hold them')
  .option('--held <file>', 'fingerprints that you kept during the talk: the copy must continue from each')
  .action(async (path: string, options: { key?: string[]; held?: string }) => {
    const { verify } = await import('./verify.ts');
    const report = await verify(path, options.key ?? [], options.held);
    printJson(report);
    say(report.meaning);
    if (report.state === 'damaged') process.exitCode = 1;
  });

program
  .command('ask')
  .description(
    '"mag dat?": a case, or an array of cases, as JSON on standard input; what the law and the rules say as JSON; needs no server',
  )
  .action(async () => {
    const { ask, rules } = await import('@woordelijk/rules');
    process.stdout.write(ask(rules, await text(process.stdin)));
  });

const rulesCommand = program.command('rules').description('the rules behind "mag dat?"; needs no server');
rulesCommand
  .command('check [files...]')
  .description("prove the rules, and an organisation's own rules (YAML or JSON) with them; exit status 1 on a problem")
  .action(async (files: string[]) => {
    const { checkRules } = await import('./rules.ts');
    const report = await checkRules(files);
    printJson(report);
    for (const problem of report.problems) say(problem);
    if (report.problems.length > 0) process.exitCode = 1;
  });
rulesCommand
  .command('tables')
  .description('write the tables that a privacy officer reads, as Markdown')
  .requiredOption('--out <dir>', 'folder for the files')
  .action(async ({ out }: { out: string }) => {
    const { writeTables } = await import('./rules.ts');
    printJson({ out, files: await writeTables(out) });
  });
rulesCommand
  .command('diff <old> [new]')
  .description(
    'which situations change from what to what, from which day; a kept version (part of its name or hash) or a file',
  )
  .action(async (older: string, newer?: string) => {
    const { diffRules } = await import('./rules.ts');
    printJson(await diffRules(older, newer));
  });

const admin = program.command('admin').description('the first administrator, and access tokens for programs');
admin
  .command('link')
  .description('make a new one-time link for the first administrator')
  .action(async () => printJson(await administratorLink(connect())));
admin
  .command('token')
  .description('make an access token, by which a program (or this command line) comes in over the network')
  .requiredOption('--name <name>', 'what it is for')
  .option('--days <n>', 'how many days it lives, at most 366', whole('days', 1), 90)
  .action(async (options) => printJson(await makeToken(connect(), options)));
admin
  .command('tokens')
  .description('list access tokens, newest first, also those that ended')
  .action(async () => printJson(await listTokens(connect())));
admin
  .command('revoke <id>')
  .description('end an access token')
  .action(async (id: string) => printJson(await revokeToken(connect(), id)));

program
  .command('act [name] [fields...]')
  .description('any act or question of the HTTP interface by its name; without a name: the list of them')
  .option('--body <json>', 'fields of the body as JSON; `-` reads them from standard input')
  .option('--once <key>', 'a key of its own for this act: sent again under it, it is not done again')
  .option('--out <file>', 'where an answer that is a file goes')
  .addHelpText(
    'after',
    '\nFields: name=text, or name:=json. For example:\n  woordelijk act decideRequest talkId=… requestId=… outcome=granted decidedBy=Teamleider',
  )
  .action(
    async (name: string | undefined, fields: string[], options: { body?: string; once?: string; out?: string }) => {
      const { act, listActs } = await import('./act.ts');
      if (name === undefined) return printJson(listActs());
      const body = options.body === '-' ? { body: await text(process.stdin) } : {};
      printJson(await act(connect(), name, fields, { ...options, ...body }));
    },
  );
program
  .command('backup <folder>')
  .description('back the data folder up, also while the server runs; copies only what is new')
  .requiredOption('--recipient <age1…>', 'to whom it is encrypted; backup-key makes one')
  .action(async (folder: string, { recipient }: { recipient: string }) => {
    const { makeBackup } = await import('./backup.ts');
    printJson(await makeBackup(folder, recipient));
  });
program
  .command('backup-key <file>')
  .description('make the key that opens backups, and print whom to encrypt them to')
  .action(async (file: string) => {
    const { backupKey } = await import('./backup.ts');
    printJson(await backupKey(file));
  });
program
  .command('restore <folder>')
  .description('restore a backup into a new data folder; what was destroyed since stays destroyed')
  .requiredOption('--data <dir>', 'the data folder to make')
  .requiredOption('--identity <file>', 'what backup-key made')
  .option('--snapshot <name>', 'which one; the last by default')
  .action(async (folder: string, options: { data: string; identity: string; snapshot?: string }) => {
    const { restoreBackup } = await import('./backup.ts');
    printJson(await restoreBackup(folder, options));
  });

const demo = program.command('demo').description('see it work');
demo
  .command('data')
  .description('fill the running server with a municipality and a company to look at')
  .action(async () => {
    const { demoData } = await import('./demo-data.ts');
    printJson(await demoData(connect()));
  });
demo
  .command('call')
  .description('place test calls with two Dutch sample voices against the running server')
  .option('--calls <n>', 'how many at once', whole('calls', 1), 1)
  .option('--seconds <n>', 'how long', whole('seconds', 1), 12)
  .addOption(new Option('--transport <name>', 'SIP over').choices(['udp', 'tcp']).default('udp'))
  .action(async (options) => {
    const { demoCall } = await import('./demo.ts');
    printJson(await demoCall(connect(), options));
  });

program
  .command('doctor')
  .description('check this machine and the data folder, and say how to mend what is wrong')
  .action(async () => {
    const { doctor } = await import('./doctor.ts');
    const report = await doctor(dataFolder());
    printJson(report);
    if (report.checks.some((check) => check.state === 'wrong')) process.exitCode = 1;
  });

await program.parseAsync().catch(fail);
// Sockets that linger must not keep a finished command alive; what was written goes out first, also into a slow pipe.
process.stdout.write('', () => process.exit());

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function whole(name: string, least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < least)
      program.error(`error: --${name} must be a whole number of at least ${least}, not '${text}'`);
    return value;
  };
}
