/** Looks at this machine and the data folder, and says how to mend what is wrong. Changes nothing but a small trial file. */
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { access, constants, mkdtemp, open, readFile, rm, stat, statfs } from 'node:fs/promises';
import { connect as connectTo, createServer } from 'node:net';
import { join } from 'node:path';
import { localSocketPath, readConfig } from '@woordelijk/server/local';
import { VERSION } from './version.ts';

export interface Check {
  readonly name: string;
  readonly state: 'good' | 'poor' | 'wrong';
  readonly found: string;
  readonly mend?: string;
}

export interface DoctorReport {
  readonly version: string;
  readonly checks: readonly Check[];
}

const RECEIVE_BUFFER = 256 * 1024;

/** `data`: the folder that the server uses or will use. */
export async function doctor(data: string): Promise<DoctorReport> {
  const config = readConfig({ flags: { data }, env: process.env, cwd: process.cwd() });
  const running = await answers(localSocketPath(data));
  const checks = [
    versions(),
    { name: 'server', state: 'good', found: running ? `running on ${data}` : `not running on ${data}` } satisfies Check,
    running ? undefined : await tcpPort('port for pages (http)', config.http, '--http HOST:PORT'),
    running ? undefined : await tcpPort('port for calls (sip, TCP)', config.sip, '--sip HOST:PORT'),
    running ? undefined : await udpPort('port for calls (sip, UDP)', config.sip),
    await receiveBuffer(config.rtpHost),
    await ephemeralRange(config.rtpPorts),
    ...(await folder(data, config.minimumFree)),
    clock(),
  ];
  return { version: VERSION, checks: checks.filter((check) => check !== undefined) };
}

function versions(): Check {
  const major = Number(process.versions.node.split('.')[0]);
  const found = `Node ${process.versions.node}, OpenSSL ${process.versions.openssl}, ${process.platform} ${process.arch}`;
  return major >= 24
    ? { name: 'versions', state: 'good', found }
    : { name: 'versions', state: 'wrong', found, mend: 'Install Node 24 or newer.' };
}

/** Whether a server answers on a Unix socket. */
function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connectTo(path);
    socket.on('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
}

function tcpPort(name: string, { host, port }: { host: string; port: number }, flag: string): Promise<Check> {
  return new Promise((done) => {
    const server = createServer();
    server.on('error', (error: NodeJS.ErrnoException) =>
      done({
        name,
        state: 'wrong',
        found: `${host}:${port}: ${error.code}`,
        mend: `Stop the program that uses it, or choose another with ${flag}.`,
      }),
    );
    server.listen(port, host, () =>
      server.close(() => done({ name, state: 'good', found: `${host}:${port} is free` })),
    );
  });
}

function udpPort(name: string, { host, port }: { host: string; port: number }): Promise<Check> {
  return new Promise((done) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.on('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      done({
        name,
        state: 'wrong',
        found: `${host}:${port}: ${error.code}`,
        mend: 'Stop the program that uses it, or choose another with --sip HOST:PORT.',
      });
    });
    socket.bind(port, host, () => socket.close(() => done({ name, state: 'good', found: `${host}:${port} is free` })));
  });
}

/** A stream keeps its packets in the kernel while the server is busy: 256 KiB outlasts a stall of two seconds. */
function receiveBuffer(host: string): Promise<Check> {
  const name = 'receive buffer for sound';
  return new Promise((done) => {
    const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: RECEIVE_BUFFER });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      done({
        name,
        state: 'wrong',
        found: `${host}: ${error.code}`,
        mend: 'Set rtp-host to an address of this machine.',
      });
    });
    socket.bind(0, host, () => {
      const got = socket.getRecvBufferSize(); // Linux says double, for its own bookkeeping
      const kept = process.platform === 'linux' ? got / 2 : got;
      socket.close(() =>
        done(
          kept >= RECEIVE_BUFFER
            ? { name, state: 'good', found: `${kept} bytes` }
            : {
                name,
                state: 'poor',
                found: `${kept} bytes; ${RECEIVE_BUFFER} wanted`,
                mend: `As root: sysctl -w net.core.rmem_max=${RECEIVE_BUFFER * 2}`,
              },
        ),
      );
    });
  });
}

async function ephemeralRange({ portMin, portMax }: { portMin: number; portMax: number }): Promise<Check> {
  const name = 'ports for sound';
  const text = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '');
  const [low, high] = text.trim().split(/\s+/).map(Number);
  const found = `${portMin}-${portMax}`;
  if (low === undefined || high === undefined || portMax < low || portMin > high) return { name, state: 'good', found };
  return {
    name,
    state: 'poor',
    found: `${found}, inside ${low}-${high} that the system hands out itself`,
    mend: 'Set rtp-ports to a range outside it, such as 20000-29998.',
  };
}

async function folder(data: string, minimumFree: number): Promise<Check[]> {
  if (!existsSync(data))
    return [{ name: 'data folder', state: 'good', found: `${data} is not there yet; the server makes it` }];
  try {
    await access(data, constants.W_OK);
  } catch {
    return [
      {
        name: 'data folder',
        state: 'wrong',
        found: `${data} cannot be written`,
        mend: 'Give this user the right to write there, or choose another with --data.',
      },
    ];
  }
  const { mode } = await stat(data);
  const { bavail, bsize } = await statfs(data);
  const free = bavail * bsize;
  return [
    (mode & 0o077) === 0
      ? { name: 'data folder', state: 'good', found: `${data}, for this user only` }
      : { name: 'data folder', state: 'poor', found: `${data} is open to others`, mend: `chmod 700 ${data}` },
    free >= minimumFree
      ? { name: 'disk', state: 'good', found: `${gigabytes(free)} free` }
      : {
          name: 'disk',
          state: 'wrong',
          found: `${gigabytes(free)} free, less than the ${gigabytes(minimumFree)} that new calls need`,
          mend: 'Free some space, or set minimum-free lower.',
        },
    await flushing(data),
  ];
}

/** How long it takes until written data is really on the disk: every acknowledged second of sound waits for it. */
async function flushing(data: string): Promise<Check> {
  const name = 'flushing to disk';
  const trial = await mkdtemp(join(data, '.doctor-'));
  try {
    const handle = await open(join(trial, 'trial'), 'w');
    const took: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      await handle.write(Buffer.alloc(16_384, i), 0, 16_384, i * 16_384);
      const before = performance.now();
      await handle.datasync();
      took.push(performance.now() - before);
    }
    await handle.close();
    const median = took.sort((a, b) => a - b)[10]!;
    const found = `${median.toFixed(1)} ms for a flush (median of 20)`;
    if (median < 0.02)
      return {
        name,
        state: 'poor',
        found: `${found}: too fast to be true`,
        mend: 'This disk does not really flush (memory disk or write cache): a power cut may lose sound that was acknowledged.',
      };
    return median < 100
      ? { name, state: 'good', found }
      : { name, state: 'poor', found, mend: 'Use a faster disk for the data folder: sound is acknowledged late.' };
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

function clock(): Check {
  const year = new Date().getUTCFullYear();
  const name = 'clock';
  return year >= 2026
    ? { name, state: 'good', found: new Date().toISOString() }
    : {
        name,
        state: 'wrong',
        found: new Date().toISOString(),
        mend: 'Set the clock of this machine (and keep it with NTP): every recording carries its time.',
      };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
