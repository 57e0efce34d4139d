/** A channel of a recording as the sound that `@woordelijk/audio` renders, read from the vault as it goes. */
import {
  type ChannelSound,
  isSoundless,
  type Law,
  lawOf,
  notDecodable,
  placeG711,
  unpackEntries,
} from '@woordelijk/audio';
import type { OpenedLeaf, Vault } from '@woordelijk/vault';
import type { ChannelOutline, Outline } from './outline.ts';

/** Sound placed beyond the recording's end by more than this is not rendered: a minute of ticks. */
const BEYOND_END = 60 * 8000;

/**
 * The sound of one channel, for one rendering: it reads on through the recording, for what is asked mostly follows what
 * was asked before, and starts again only to go back.
 */
export function channelSound(vault: Vault, recordingId: string, channel: ChannelOutline): ChannelSound {
  const { stretches } = channel;
  let leaves: AsyncIterator<OpenedLeaf> | undefined;
  let reached = -1;
  const close = async () => {
    const open = leaves;
    leaves = undefined;
    reached = -1;
    await open?.return?.();
  };
  return {
    spans: stretches,
    async *read(first, end) {
      for (const stretch of stretches.slice(first, end)) {
        if (stretch.leaf <= reached) await close();
        leaves ??= vault.read(recordingId, { channel: channel.channel, from: stretch.start })[Symbol.asyncIterator]();
        while (reached < stretch.leaf) {
          const next = await leaves.next();
          if (next.done) throw new Error(`Leaf ${stretch.leaf} of recording ${recordingId} is not there any more.`);
          reached = next.value.index;
          if (reached === stretch.leaf)
            yield placeG711(unpackEntries(next.value.content), channel.formats[stretch.format]!);
        }
      }
    },
    close,
  };
}

/** Ticks (8000 a second) from the recording's start to its end, or to its last sound where that lies a little later. */
export function ticksOf(outline: Outline, endedUs: number | null): number {
  const end = Math.ceil(((endedUs ?? outline.lastUs) - outline.startedUs) * 0.008);
  let last = end;
  for (const { stretches } of outline.channels)
    for (const { to } of stretches) if (to <= end + BEYOND_END) last = Math.max(last, to);
  return last;
}

/**
 * The law all sound of a channel is in; `both` where it changed during the talk; undefined where there was none. Throws
 * `codec-not-decodable`.
 */
export function lawOfChannel(channel: ChannelOutline): Law | 'both' | undefined {
  const laws = new Set<Law>();
  for (const name of channel.codecs) {
    if (isSoundless(name)) continue;
    const law = lawOf({ name, clockRate: 8000, channels: 1 });
    if (law === undefined) throw notDecodable(name);
    laws.add(law);
  }
  return laws.size > 1 ? 'both' : [...laws][0];
}
