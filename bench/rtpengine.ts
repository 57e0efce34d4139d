/** rtpengine as a peer: started with pcap recording, told of calls over its control protocol (bencode over UDP). */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { setTimeout as later } from 'node:timers/promises';

const CONTROL = 22_222;

/** Starts rtpengine without its kernel part, recording to `folder`. */
export async function startRtpengine(folder: string): Promise<ChildProcess> {
  const engine = spawn(
    'rtpengine',
    [
      '--table=-1',
      '--interface=127.0.0.1',
      `--listen-ng=127.0.0.1:${CONTROL}`,
      '--port-min=34000',
      '--port-max=46000',
      `--recording-dir=${folder}`,
      '--recording-method=pcap',
      '--log-level=3',
      '--log-stderr',
      '--foreground',
      '--num-threads=2',
    ],
    { stdio: 'ignore' },
  );
  await later(1500);
  if (engine.exitCode !== null) throw new Error(`rtpengine did not start (exit ${engine.exitCode}).`);
  return engine;
}

/** Sets up recorded calls; the ports to send both legs of each to. */
export async function rtpengineCalls(calls: number): Promise<number[]> {
  const socket = createSocket('udp4');
  const sink = createSocket('udp4');
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  await new Promise<void>((done) => sink.bind(0, '127.0.0.1', done));
  sink.unref();
  const sdp = `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${sink.address().port} RTP/AVP 8\r\na=sendrecv\r\n`;
  const ask = async (words: Record<string, unknown>): Promise<string> => {
    const cookie = Math.random().toString(36).slice(2);
    const answer = new Promise<string>((done) => {
      const hear = (message: Buffer) => {
        const text = message.toString();
        if (!text.startsWith(`${cookie} `)) return;
        socket.off('message', hear);
        done(text);
      };
      socket.on('message', hear);
    });
    socket.send(`${cookie} ${bencode(words)}`, CONTROL, '127.0.0.1');
    return Promise.race([answer, later(5000).then(() => Promise.reject(new Error('rtpengine does not answer')))]);
  };
  const ports: number[] = [];
  for (let i = 0; i < calls; i += 1) {
    const call = { 'call-id': `bench-${i}`, 'from-tag': 'a', 'record-call': 'yes', sdp };
    ports.push(portIn(await ask({ ...call, command: 'offer' })));
    ports.push(portIn(await ask({ ...call, 'to-tag': 'b', command: 'answer' })));
  }
  socket.close();
  return ports;
}

function portIn(answer: string): number {
  const port = /m=audio (\d+) /.exec(answer)?.[1];
  if (port === undefined) throw new Error(`rtpengine refused: ${answer.slice(0, 200)}`);
  return Number(port);
}

function bencode(value: unknown): string {
  if (typeof value === 'string') return `${Buffer.byteLength(value)}:${value}`;
  const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `d${entries.map(([name, item]) => bencode(name) + bencode(item)).join('')}e`;
}
