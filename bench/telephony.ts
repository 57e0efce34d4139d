/**
 * How much processor time a recorded call takes, beside rtpengine writing plaintext pcap files in the same run:
 * `npm run bench -- telephony [CALLS …] [--seconds N]`, default 500 and 1000 calls of 30 s.
 *
 * The whole product runs in a process of its own (SIP, RTP, encryption, leaves, signatures, journal, database, storing);
 * the load comes from another. What the kernel does for a process counts. Needs Linux; rtpengine-daemon for the peer.
 * rtpengine forwards each packet too, as it does in use. Recorder and load each have a core to themselves; a recorder
 * that used all of it (calls × figure ÷ 1000 near 60) was slowed down, and its figure is then a lower bound.
 */
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { unpackEntries } from '@woordelijk/audio';
import { diskReader, nodeCrypto, readKeys } from '@woordelijk/vault';
import { verifySealed } from '@woordelijk/vault/verify';
import { startProduct, storedTalks } from '../tests/system/product.ts';
import { recordedLines } from '../tests/system/recorded-line.ts';
import { rtpengineCalls, startRtpengine } from './rtpengine.ts';
import { printTable } from './table.ts';

interface Figure {
  readonly name: string;
  readonly calls: number;
  /** Processor seconds while the calls ran, per 1000 call-minutes. */
  readonly during: number;
  /** The same with opening, closing and storing. */
  readonly all: number | undefined;
  readonly sent: number;
  readonly lost: string;
  readonly memory: number;
}

export async function run(words: readonly string[]): Promise<void> {
  const at = words.indexOf('--seconds');
  const seconds = at < 0 ? 30 : Number(words[at + 1]);
  const counts = words.filter((word, i) => /^\d+$/.test(word) && i !== at + 1).map(Number);
  const figures: Figure[] = [];
  for (const calls of counts.length > 0 ? counts : [500, 1000]) {
    figures.push(await ours(calls, seconds));
    const peer = await theirs(calls, seconds);
    if (peer !== undefined) figures.push(peer);
  }
  process.stdout.write(
    `\nCalls of ${seconds} s, two G.711 legs, 50 packets a second each; Node ${process.versions.node}\n\n`,
  );
  printTable(
    [
      'recorder',
      'calls',
      'CPU-s per 1000 call-minutes',
      'with opening, closing, storing',
      'packets sent',
      'lost',
      'memory MB',
    ],
    figures.map((f) => [
      f.name,
      f.calls,
      f.during.toFixed(1),
      f.all?.toFixed(1) ?? '',
      f.sent,
      f.lost,
      f.memory.toFixed(0),
    ]),
  );
  for (const f of figures.filter(({ name }) => name.startsWith('Woordelijk'))) {
    const peer = figures.find(({ name, calls }) => name.startsWith('rtpengine') && calls === f.calls);
    if (peer !== undefined)
      process.stdout.write(
        `\n${f.calls} calls: ${(f.during / peer.during).toFixed(2)} × rtpengine (${f.name} sealed, rtpengine plaintext)\n`,
      );
  }
}

async function ours(calls: number, seconds: number): Promise<Figure> {
  const data = await mkdtemp(join(tmpdir(), 'bench-telephony-'));
  const product = await startProduct(data);
  await recordedLines(product.client, '+999201234567');
  const pid = product.process.pid!;
  onCore(0, pid);
  const began = await processorTime(pid);
  const load = fork(join(import.meta.dirname, 'load.ts'), [product.sip, String(calls), String(seconds)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onCore(1, load.pid!);
  const { cpu, memory } = await steadyState(load, pid, seconds);
  const { sent } = (await message(load, 'done')) as { sent: number };
  await storedTalks(product.client, calls);
  const total = (await processorTime(pid)) - began;
  const kept = await keptPackets(data);
  await product.stop();
  await rm(data, { recursive: true });
  const minutes = (calls * seconds) / 60;
  const missing = sent - kept.packets;
  return {
    name: 'Woordelijk, sealed',
    calls,
    during: cpu,
    all: (total / minutes) * 1000,
    sent,
    lost: `${missing} (gaps told: ${kept.lost})`,
    memory,
  };
}

async function theirs(calls: number, seconds: number): Promise<Figure | undefined> {
  if (spawnSync('which', ['rtpengine']).status !== 0) {
    process.stdout.write('rtpengine is not installed (apt-get install rtpengine-daemon): no peer in this run\n');
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'bench-rtpengine-'));
  const engine = await startRtpengine(folder);
  onCore(0, engine.pid!);
  const ports = await rtpengineCalls(calls);
  const load = fork(join(import.meta.dirname, 'rtp-load.ts'), [String(seconds)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onCore(1, load.pid!);
  load.send(ports);
  const { cpu, memory } = await steadyState(load, engine.pid!, seconds);
  const { sent } = (await message(load, 'done')) as { sent: number };
  engine.kill('SIGTERM');
  await new Promise((gone) => engine.on('exit', gone));
  await rm(folder, { recursive: true, force: true });
  return { name: 'rtpengine, plaintext pcap', calls, during: cpu, all: undefined, sent, lost: 'not counted', memory };
}

/** Processor time over the middle of the run, when all calls are up: per 1000 call-minutes. */
async function steadyState(load: ChildProcess, pid: number, seconds: number): Promise<{ cpu: number; memory: number }> {
  const { calls } = (await message(load, 'up')) as { calls: number };
  await later(2000);
  const span = Math.max(4, seconds - 8);
  const [before, clock] = [await processorTime(pid), performance.now()];
  await later(span * 1000);
  const cpu = (await processorTime(pid)) - before;
  const elapsed = (performance.now() - clock) / 1000;
  return { cpu: (cpu / ((calls * elapsed) / 60)) * 1000, memory: await memoryOf(pid) };
}

function message(child: ChildProcess, kind: string): Promise<unknown> {
  return new Promise((done, failed) => {
    const hear = (word: unknown) => {
      if ((word as { kind?: string }).kind !== kind) return;
      child.off('message', hear);
      done(word);
    };
    child.on('message', hear);
    child.on('exit', (code) => failed(new Error(`The load ended (${code}) before it said '${kind}'.`)));
  });
}

/** Every packet in every stored recording, counted from the sealed files themselves. */
async function keptPackets(data: string): Promise<{ packets: number; lost: number }> {
  const blobs = diskReader(join(data, 'objects'));
  const keys = await readKeys(join(data, 'keys'));
  let packets = 0;
  let lost = 0;
  for await (const name of blobs.list()) {
    const { state } = await verifySealed(blobs.read(name), {
      crypto: nodeCrypto,
      recordingKey: await keys.get(name.replace('.sealed', '')),
      pinned: [keys.verifierKey],
      onLeaf: ({ kind, content }) => {
        if (kind !== 1) return;
        for (const entry of unpackEntries(content)) {
          if (entry.kind === 'packet') packets += 1;
          else lost += entry.packets;
        }
      },
    });
    if (state !== 'intact') throw new Error(`${name} does not verify.`);
  }
  return { packets, lost };
}

/** User and system seconds of a process with all its threads. */
async function processorTime(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function memoryOf(pid: number): Promise<number> {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Keeps recorder and load out of each other's way, where taskset is there. */
function onCore(core: number, pid: number): void {
  spawnSync('taskset', ['-a', '-p', '-c', String(core), String(pid)], { stdio: 'ignore' });
}
