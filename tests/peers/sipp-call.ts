/**
 * Places a recorded call with other people's programs: sipp (SIP, and the first stream) and ffmpeg (the second stream),
 * with real speech. Debian packages: sip-tester, ffmpeg, sox, asterisk-core-sounds-en-wav.
 */
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOUNDS = '/usr/share/asterisk/sounds/en';
const DIGITS = '/usr/share/sip-tester/dtmf_2833_1.pcap';
const HALF_SECONDS = 4;
const FRAME = 160;

/** What must be there, and the Debian package that brings it. */
const NEEDED: readonly (readonly [path: string, debianPackage: string])[] = [
  ['/usr/bin/sipp', 'sip-tester'],
  [DIGITS, 'sip-tester'],
  ['/usr/bin/ffmpeg', 'ffmpeg'],
  ['/usr/bin/sox', 'sox'],
  [`${SOUNDS}/demo-congrats.wav`, 'asterisk-core-sounds-en-wav'],
];

/** Debian packages that are missing on this machine; empty where the call can be placed. */
export function missingPackages(): string[] {
  return [...new Set(NEEDED.filter(([path]) => !existsSync(path)).map(([, name]) => name))];
}

export interface SippCall {
  /** Where the server under test listens, an IPv4 address. */
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp';
  /** An empty folder for the sound files and sipp's own logs. */
  readonly folder: string;
  /** Local SIP port and first media port; a run needs a pair of its own. */
  readonly sipPort: number;
  readonly mediaPort: number;
}

/** What was said: raw A-law as it went over the wire, for labels `beller` and `balie`. */
export interface SippSound {
  readonly beller: Buffer;
  readonly balie: Buffer;
}

/**
 * One call with sound, keyed digits, hold, resume, sound, BYE (about 15 seconds). Resolves with what was sent when sipp
 * went through its whole scenario; rejects with its output otherwise.
 */
export async function placeSippCall(call: SippCall): Promise<SippSound> {
  const beller = speech('demo-congrats', call.folder);
  const balie = speech('demo-instruct', call.folder);
  const half = HALF_SECONDS * 50;
  writePcap(join(call.folder, 'caller-1.pcap'), beller, 0, half);
  writePcap(join(call.folder, 'caller-2.pcap'), beller, half, 2 * half);
  writeFileSync(join(call.folder, 'callee-1.al'), balie.subarray(0, half * FRAME));
  writeFileSync(join(call.folder, 'callee-2.al'), balie.subarray(half * FRAME));
  copyFileSync(DIGITS, join(call.folder, 'digits.pcap'));
  await sipp(call);
  return { beller, balie };
}

/** Real speech as raw A-law, a whole number of 20 ms packets. */
function speech(name: string, folder: string): Buffer {
  const out = join(folder, `${name}.al`);
  const format = ['-r', '8000', '-c', '1', '-e', 'a-law', '-t', 'raw'];
  execFileSync('sox', [`${SOUNDS}/${name}.wav`, ...format, out, 'trim', '0', String(2 * HALF_SECONDS)]);
  return readFileSync(out);
}

function sipp(call: SippCall): Promise<void> {
  const { host, port, transport, folder, sipPort, mediaPort } = call;
  const scenario = join(import.meta.dirname, 'hold-and-resume.xml');
  const child = spawn(
    'sipp',
    [
      `${host}:${port}`,
      ...['-t', transport === 'udp' ? 'u1' : 't1', '-sf', scenario],
      ...['-i', host, '-p', String(sipPort), '-mp', String(mediaPort)],
      ...[
        '-m',
        '1',
        '-l',
        '1',
        '-nostdin',
        '-timeout',
        '60',
        '-timeout_error',
        '-trace_err',
        '-error_file',
        'errors.log',
      ],
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (text: Buffer) => {
    output = (output + text).slice(-4_000);
  });
  child.stderr.on('data', (text: Buffer) => {
    output = (output + text).slice(-4_000);
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code) => {
      const errors = join(folder, 'errors.log');
      const told = existsSync(errors) ? readFileSync(errors, 'utf8').slice(0, 4_000) : '';
      if (code === 0) done();
      else fail(new Error(`sipp ended with ${code}.\n${told}\n${output}`));
    });
  });
}

/** Packets `from` up to `to` of raw A-law as a pcap that sipp plays; it puts its own addresses in. */
function writePcap(path: string, sound: Buffer, from: number, to: number): void {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65_535, 16);
  head.writeUInt32LE(1, 20); // Ethernet
  const records = [head];
  for (let n = from; n < to; n += 1) {
    const payload = sound.subarray(n * FRAME, n * FRAME + FRAME);
    const frame = Buffer.alloc(14 + 20 + 8 + 12 + payload.length);
    frame.writeUInt16BE(0x0800, 12);
    frame[14] = 0x45;
    frame.writeUInt16BE(frame.length - 14, 16);
    frame[22] = 64;
    frame[23] = 17;
    frame.writeUInt32BE(0x7f000001, 26);
    frame.writeUInt32BE(0x7f000001, 30);
    frame.writeUInt16BE(6_000, 34);
    frame.writeUInt16BE(6_000, 36);
    frame.writeUInt16BE(frame.length - 34, 38);
    frame[42] = 0x80;
    frame[43] = n === from ? 0x88 : 0x08;
    frame.writeUInt16BE(n + 1, 44);
    frame.writeUInt32BE(n * FRAME, 46);
    frame.writeUInt32BE(0x11111111, 50);
    payload.copy(frame, 54);
    const record = Buffer.alloc(16);
    const at = (n - from) * 20_000;
    record.writeUInt32LE(Math.floor(at / 1_000_000), 0);
    record.writeUInt32LE(at % 1_000_000, 4);
    record.writeUInt32LE(frame.length, 8);
    record.writeUInt32LE(frame.length, 12);
    records.push(record, frame);
  }
  writeFileSync(path, Buffer.concat(records));
}
