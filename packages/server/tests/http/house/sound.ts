/** Sound of talks that never were: PCM that is synthesised, cut with gaps, put into WAV and measured for peaks. */
import type { Interruption, Peaks, Talk } from '@woordelijk/dossier';
import { random } from './random.ts';

const RATE = 8000;

/** Where a talk of 40 seconds and more is cut: one gap, and a hold of both. */
export function interruptionsOf(talk: Talk): Interruption[] {
  if (talk.endedAt === null || talk.endedAt - talk.startedAt < 40_000) return [];
  return [
    { channel: 1, kind: 'gap', fromMs: 21_040, toMs: 21_320 },
    { channel: 1, kind: 'hold', fromMs: 30_000, toMs: 36_500 },
    { channel: 2, kind: 'hold', fromMs: 30_000, toMs: 36_500 },
  ];
}

/** Two voices that take turns: harmonics under syllables, silent where the talk is interrupted. */
export function pcmOf(talk: Talk): Int16Array[] {
  const seconds = ((talk.endedAt ?? talk.startedAt + 10_000) - talk.startedAt) / 1000;
  const silent = interruptionsOf(talk);
  return talk.channels.map(({ channel }) => {
    const samples = new Int16Array(Math.round(seconds * RATE));
    const next = random(Number(talk.id.slice(-6)) * 31 + channel);
    let loudness = 0;
    let target = 0;
    for (let n = 0; n < samples.length; n++) {
      const at = n / RATE;
      const speaking = Math.sin(at * 0.45 + (channel === 1 ? 0 : Math.PI)) > -0.15;
      if (n % 900 === 0) target = speaking && next() > 0.22 ? 0.25 + next() * 0.75 : 0.015;
      loudness += (target - loudness) * 0.004;
      const pitch = channel === 1 ? 118 + 14 * Math.sin(at * 3) : 196 + 22 * Math.sin(at * 2.6);
      const tone =
        Math.sin(2 * Math.PI * pitch * at) +
        0.6 * Math.sin(4 * Math.PI * pitch * at) +
        0.35 * Math.sin(7 * Math.PI * pitch * at);
      samples[n] = loudness * (tone * 8200 + (next() - 0.5) * 5000);
    }
    for (const { channel: c, fromMs, toMs } of silent)
      if (c === channel) samples.fill(0, (fromMs * RATE) / 1000, ((toMs ?? 0) * RATE) / 1000);
    return samples;
  });
}

/** As the dossier measures them. */
export function peaksOf(pcm: Int16Array[]): Peaks {
  const stepMs = 25;
  const step = (RATE * stepMs) / 1000;
  return {
    stepMs,
    channels: pcm.map((samples, i) => {
      const pairs = new Int8Array(Math.ceil(samples.length / step) * 2);
      for (let p = 0; p < pairs.length / 2; p++) {
        let min = 0;
        let max = 0;
        for (let n = p * step; n < Math.min(samples.length, (p + 1) * step); n++) {
          min = Math.min(min, samples[n]!);
          max = Math.max(max, samples[n]!);
        }
        pairs[p * 2] = min >> 8;
        pairs[p * 2 + 1] = max >> 8;
      }
      return { channel: i + 1, pairs };
    }),
  };
}

/** One channel for each leg. */
export function wavOf(pcm: Int16Array[]): Buffer {
  const length = pcm[0]!.length;
  const data = length * pcm.length * 2;
  const out = Buffer.alloc(44 + data);
  out.write('RIFF', 0);
  out.writeUInt32LE(36 + data, 4);
  out.write('WAVEfmt ', 8);
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(pcm.length, 22);
  out.writeUInt32LE(RATE, 24);
  out.writeUInt32LE(RATE * pcm.length * 2, 28);
  out.writeUInt16LE(pcm.length * 2, 32);
  out.writeUInt16LE(16, 34);
  out.write('data', 36);
  out.writeUInt32LE(data, 40);
  for (let n = 0; n < length; n++)
    for (let c = 0; c < pcm.length; c++) out.writeInt16LE(pcm[c]![n]!, 44 + (n * pcm.length + c) * 2);
  return out;
}
