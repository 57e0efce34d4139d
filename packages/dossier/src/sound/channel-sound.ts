/** A channel of a recording as the sound that `@woordelijk/audio` renders, read from the vault as it goes. */
import {
  type ChannelSound,
  G711_RATE,
  HEARD_BEFORE,
  isSoundless,
  type Law,
  lawOf,
  notDecodable,
  SoundPlacer,
  unpackEntries,
} from '@woordelijk/audio';
import type { OpenedLeaf, Vault } from '@woordelijk/vault';
import type { ChannelOutline, Outline, Stretch } from './outline.ts';

/** Sound placed beyond the recording's end by more than this is not rendered, in seconds. */
const BEYOND_END = 60;

/**
 * The sound of one channel, for one rendering: it reads on through the recording, for what is asked mostly follows what
 * was asked before, and starts again only to go back.
 */
export function channelSound(vault: Vault, recordingId: string, channel: ChannelOutline): ChannelSound {
  const { stretches, rate } = channel;
  let leaves: AsyncIterator<OpenedLeaf> | undefined;
  let placer: SoundPlacer | undefined;
  let reached = -1;
  const close = async () => {
    const open = leaves;
    leaves = undefined;
    placer?.close();
    placer = undefined;
    reached = -1;
    await open?.return?.();
  };
  const entriesOf = async (stretch: Stretch) => {
    leaves ??= vault.read(recordingId, { channel: channel.channel, from: stretch.start })[Symbol.asyncIterator]();
    for (;;) {
      const next = await leaves.next();
      if (next.done) throw new Error(`Leaf ${stretch.leaf} of recording ${recordingId} is not there any more.`);
      reached = next.value.index;
      if (reached === stretch.leaf) return [...unpackEntries(next.value.content)];
    }
  };
  return {
    rate,
    spans: stretches,
    async *read(first, end) {
      for (const [i, stretch] of stretches.entries()) {
        if (i < first) continue;
        if (i >= end) return;
        const before = stretches[i - 1];
        // What is decoded depends on what stands before: that is heard unless it was what was placed last.
        if (placer === undefined || before === undefined || reached !== before.leaf) {
          await close();
          placer = new SoundPlacer();
          for (const heard of stretches.slice(Math.max(0, i - HEARD_BEFORE), i)) placer.hear(await entriesOf(heard));
        }
        yield await placer.place(await entriesOf(stretch), channel.formats[stretch.format]!);
      }
    },
    close,
  };
}

/** Ticks a second of a recording's sound. Throws `codec-not-decodable` where its channels differ. */
export function rateOf(channels: readonly ChannelOutline[]): number {
  const rates = new Set(channels.filter((c) => c.stretches.length > 0).map((c) => c.rate));
  if (rates.size > 1) throw notDecodable('OPUS beside a telephone codec');
  return [...rates][0] ?? G711_RATE;
}

/** Ticks from the recording's start to its end, or to its last sound where that lies a little later. */
export function ticksOf(outline: Outline, endedUs: number | null): number {
  const rate = rateOf(outline.channels);
  const end = Math.ceil((((endedUs ?? outline.lastUs) - outline.startedUs) * (rate / 1000)) / 1000);
  let last = end;
  for (const { stretches } of outline.channels)
    for (const { to } of stretches) if (to <= end + BEYOND_END * rate) last = Math.max(last, to);
  return last;
}

/**
 * How all sound of a channel may be written down: the law it is in; `pcm16` where the law changed during the talk or it is
 * in a codec that must be decoded; undefined where there was none. Throws `codec-not-decodable`.
 */
export function renderingOf(channel: ChannelOutline): Law | 'pcm16' | undefined {
  const laws = new Set<Law | 'pcm16'>();
  for (const name of channel.codecs) {
    if (isSoundless(name)) continue;
    const law = lawOf({ name, clockRate: G711_RATE, channels: 1 }) ?? (name === 'OPUS' ? 'pcm16' : undefined);
    if (law === undefined) throw notDecodable(name);
    laws.add(law);
  }
  return laws.size > 1 ? 'pcm16' : [...laws][0];
}
