/**
 * What a stranger learns from the time of an answer: guesses at the door of personal links over HTTP on a whole server, in
 * turn with an unknown link, a known link with a wrong code, and a revoked link. Each guess seems to come from another
 * address, as from somebody who has many.
 *
 *   npm run bench -- stranger [--guesses 3000]
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDossier } from '@woordelijk/dossier';
import { jsonLog, startServer } from '@woordelijk/server';
import { localSocketPath, readConfig } from '@woordelijk/server/local';
import { openVault } from '@woordelijk/vault';
import { printTable } from './table.ts';

const TRIES = 5;
const STEP_MS = 0.25;
const STEPS = 24;

/** Runs the bench; flags as in the head of this file. */
export async function run(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...words], options: { guesses: { type: 'string', default: '3000' } } });
  const folder = mkdtempSync(join(tmpdir(), 'woordelijk-bench-'));
  const pages = join(folder, 'pages');
  mkdirSync(pages);
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>-</title>');
  const data = join(folder, 'data');
  const talkId = await plannedTalk(data);
  const flags = {
    data,
    http: '127.0.0.1:0',
    sip: '127.0.0.1:0',
    'trusted-proxies': '127.0.0.1',
    'minimum-free': '1MB',
  };
  const config = readConfig({ flags, env: {}, cwd: folder });
  const quiet = jsonLog(() => undefined);
  const server = await startServer({ config, log: quiet, version: 'bench', webRoot: pages });
  try {
    await guesses(server.url, localSocketPath(data), talkId, Number(values.guesses));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function guesses(url: string, socketPath: string, talkId: string, count: number): Promise<void> {
  const links = `/v1/talks/${talkId}/personal-links`;
  const link = async () => {
    const made = await ask({ socketPath, path: links, body: { party: 'p1', codeBy: 'desk' } });
    const { link, address } = JSON.parse(made.text) as { link: { id: string }; address: string };
    return { id: link.id, secret: address.split('#')[1]! };
  };
  const known = await link();
  const revoked = await link();
  await ask({ socketPath, path: `${links}/${revoked.id}`, method: 'DELETE' });
  const kinds: readonly { name: string; secret: () => string; times: number[] }[] = [
    { name: 'unknown link', secret: () => randomBytes(32).toString('base64url'), times: [] },
    { name: 'known link, wrong code', secret: () => known.secret, times: [] },
    { name: 'revoked link', secret: () => revoked.secret, times: [] },
  ];
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { port, host } = new URL(url);
  const answers = new Map<string, number>();
  let right = '';
  for (let n = 0; n < count; n++) {
    if (n % TRIES === 0) right = JSON.parse((await ask({ socketPath, path: `${links}/${known.id}/code` })).text).code;
    const code = right === '000000' ? '000001' : '000000';
    // Which comes first changes, so that none always follows what another set going.
    for (let k = 0; k < kinds.length; k++) {
      const kind = kinds[(n + k) % kinds.length]!;
      const from = `10.${k}.${n >> 8}.${n & 255}`;
      const body = { secret: kind.secret(), code };
      const began = performance.now();
      const answer = await ask({ port, host, agent, path: '/v1/mine/visit', body, from });
      kind.times.push(performance.now() - began);
      const seen = `${answer.status} ${(JSON.parse(answer.text) as { code: string }).code}`;
      answers.set(seen, (answers.get(seen) ?? 0) + 1);
    }
  }
  agent.destroy();
  process.stdout.write(
    `${count * kinds.length} guesses; answers: ${[...answers].map(([seen, times]) => `${seen} × ${times}`).join(', ')}; load average ${loadavg()[0]!.toFixed(1)}\n\n`,
  );
  const sorted = kinds.map(({ name, times }) => ({ name, times: times.slice(count / 10).sort((a, b) => a - b) }));
  printTable(
    ['guess', 'p5 (ms)', 'p25', 'p50', 'p75', 'p95'],
    sorted.map(({ name, times }) => [
      name,
      ...[0.05, 0.25, 0.5, 0.75, 0.95].map((part) => times[Math.floor(times.length * part)]!.toFixed(2)),
    ]),
  );
  process.stdout.write('\nHow many of a thousand answers took so long:\n\n');
  const from = Math.floor(Math.min(...sorted.map(({ times }) => times[0]!))); // no answer to a guess comes before a floor
  printTable(
    ['ms', ...sorted.map(({ name }) => name)],
    Array.from({ length: STEPS }, (_, step) => [
      `${(from + step * STEP_MS).toFixed(2)}${step === STEPS - 1 ? ' and more' : ''}`,
      ...sorted.map(({ times }) => {
        const inside = times.filter((ms) => Math.min(STEPS - 1, Math.floor((ms - from) / STEP_MS)) === step).length;
        return Math.round((inside * 1000) / times.length);
      }),
    ]),
  );
}

/** A talk with one party, in the data folder of a server to be started. */
async function plannedTalk(data: string): Promise<string> {
  mkdirSync(data, { recursive: true });
  const vault = await openVault({ folder: data });
  const dossier = await openDossier({
    database: { kind: 'sqlite', file: join(data, 'dossier.db') },
    vault,
    searchKey: vault.keys.derive('search'),
    now: Date.now,
    random: (length) => randomBytes(length),
  });
  const { id } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  const wmo = await dossier.staff.addDepartment(id, 'Wmo', { actor: 'cli' });
  const plan = {
    plannedAt: Date.now(),
    kind: 'gewoon',
    place: 'kantoor',
    subject: '',
    departmentIds: [wmo.id],
    participants: [
      { part: 'resident', name: 'Inwoner' },
      { part: 'official', name: 'Medewerker' },
    ],
  } as const;
  const talk = await dossier.plan(id, plan, { actor: 'cli' });
  await dossier.close();
  await vault.close();
  return talk.id;
}

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly socketPath?: string;
  readonly port?: string;
  readonly host?: string;
  readonly agent?: Agent;
  readonly from?: string;
}

function ask({ path, method = 'POST', body, socketPath, port, host, agent, from }: Asked) {
  return new Promise<{ status: number; text: string }>((done, fail) => {
    const content = body === undefined ? undefined : JSON.stringify(body);
    const sent = request(
      {
        path,
        method,
        ...(socketPath === undefined ? { port: Number(port), hostname: '127.0.0.1' } : { socketPath }),
        ...(agent === undefined ? {} : { agent }),
        headers: {
          host: host ?? 'localhost',
          'woordelijk-request': '1',
          ...(from === undefined ? {} : { 'x-forwarded-for': from }),
          ...(content === undefined ? {} : { 'content-type': 'application/json', 'content-length': content.length }),
        },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () => done({ status: answer.statusCode ?? 0, text }));
      },
    );
    sent.on('error', fail);
    sent.end(content);
  });
}
