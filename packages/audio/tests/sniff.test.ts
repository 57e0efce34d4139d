import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { SNIFF_LENGTH, sniff } from '../src/index.ts';

/** A second of tone as ffmpeg writes it. */
function made(...how: string[]): Uint8Array {
  const input = ['-v', 'error', '-f', 'lavfi', '-i', 'sine=frequency=440:duration=1'];
  return execFileSync('ffmpeg', [...input, ...how, 'pipe:1'], { maxBuffer: 1 << 24 }).subarray(0, SNIFF_LENGTH);
}

describe('what a file is by its first bytes', () => {
  it.each([
    ['audio/wav', ['-f', 'wav']],
    ['audio/mpeg', ['-f', 'mp3']],
    ['audio/mpeg', ['-f', 'mp3', '-id3v2_version', '0', '-write_xing', '0']],
    ['audio/mpeg', ['-f', 'mp3', '-id3v2_version', '0', '-ar', '22050', '-b:a', '32k']],
    ['audio/mp4', ['-f', 'mp4', '-movflags', 'frag_keyframe+empty_moov', '-c:a', 'aac']],
    ['audio/ogg', ['-f', 'ogg', '-c:a', 'libopus']],
    ['audio/ogg', ['-f', 'ogg', '-c:a', 'libvorbis']],
    ['audio/webm', ['-f', 'webm', '-c:a', 'libopus']],
  ] as const)('knows %s (%j)', (type, how) => {
    expect(sniff(made(...how))).toBe(type);
  });

  it('knows nothing else, and takes no harm from any bytes', () => {
    for (const text of ['', 'MZ\x90', '%PDF-1.7', '<html>', 'RIFF\0\0\0\0AVI ', '\x1a\x45\xdf\xa3 matroska', 'OggS\0'])
      expect(sniff(Buffer.from(text, 'latin1'))).toBeUndefined();
    expect(sniff(made('-f', 'flac'))).toBeUndefined();
    expect(sniff(Uint8Array.of(0xff, 0xfb, 0x90, 0x00, ...new Uint8Array(500)))).toBeUndefined(); // one header alone
    for (let seed = 1; seed < 2000; seed++)
      sniff(Uint8Array.from({ length: seed % 70 }, (_, i) => (seed * 2_654_435_761 * (i + 1)) >>> 24));
  });
});
