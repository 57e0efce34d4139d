import { type ChannelFormat, type ChannelSound, type PlacedSound, spanOf } from '@woordelijk/audio';

/** G.711 with both laws, as a telephone leg negotiates it. */
export const TELEPHONE: ChannelFormat = {
  clockRate: 8000,
  codecs: {
    0: { name: 'PCMU', clockRate: 8000, channels: 1 },
    8: { name: 'PCMA', clockRate: 8000, channels: 1 },
    13: { name: 'CN', clockRate: 8000, channels: 1 },
    111: { name: 'OPUS', clockRate: 48000, channels: 2 },
  },
};

/** A channel whose stretches are held in memory; counts how often each was read. */
export function channelOf(stretches: readonly (readonly PlacedSound[])[]): ChannelSound & { readonly reads: number[] } {
  const reads = stretches.map(() => 0);
  return {
    reads,
    rate: 8000,
    spans: stretches.map((stretch) => spanOf(stretch)),
    async *read(first, end) {
      for (let i = first; i < end; i++) {
        reads[i]!++;
        yield stretches[i]!;
      }
    },
  };
}

export async function collect(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return new Uint8Array(Buffer.concat(all));
}

/** A sine in 16-bit samples of 8000 a second. */
export function sine(hertz: number, samples: number, amplitude = 12000): Int16Array {
  return Int16Array.from({ length: samples }, (_, i) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * hertz * i) / 8000)),
  );
}
