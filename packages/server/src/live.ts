import { type ChannelFormat, countEntries, levelOf, unpackEntries } from '@woordelijk/audio';
import type { CallChunk, IncomingCall } from '@woordelijk/telephony';
import type { Live, LiveChange, LiveTalk } from './http/index.ts';

/** Calls under way, as the pages watch them: fed by the phone door, asked by the HTTP hall. */
export interface LiveBoard extends Live {
  begun(talkId: string, recordingId: string, call: IncomingCall): void;
  /** The newest chunk of a channel; its level is only worked out when somebody looks. */
  heard(recordingId: string, chunk: CallChunk): void;
  updated(recordingId: string): void;
  ended(recordingId: string): void;
}

interface Channel {
  readonly format: ChannelFormat;
  packets: number;
  lost: number;
  newest: { readonly entries: Uint8Array; level: number | undefined } | undefined;
  heardAt: number;
}

interface Running {
  readonly talkId: string;
  readonly startedAt: number;
  readonly channels: Map<number, Channel>;
}

/** `clock`: epoch milliseconds. */
export function liveBoard(clock: () => number): LiveBoard {
  const running = new Map<string, Running>();
  const watchers = new Set<(change: LiveChange) => void>();
  const tell = (recordingId: string, change: LiveChange['change']) => {
    const talk = running.get(recordingId);
    if (talk !== undefined) for (const watcher of watchers) watcher({ talkId: talk.talkId, change });
  };
  return {
    begun(talkId, recordingId, call) {
      const channels = new Map(call.channels.map(({ channel, format }) => [channel, newChannel(format)]));
      running.set(recordingId, { talkId, startedAt: call.startedAt / 1000, channels });
      tell(recordingId, 'begun');
    },
    heard(recordingId, chunk) {
      const channel = running.get(recordingId)?.channels.get(chunk.channel);
      if (channel === undefined) return;
      channel.newest = { entries: chunk.leaves.at(-1)!.entries, level: undefined };
      channel.heardAt = clock();
      for (const leaf of chunk.leaves) {
        const { packets, lost } = countEntries(leaf.entries);
        channel.packets += packets;
        channel.lost += lost;
      }
    },
    updated: (recordingId) => tell(recordingId, 'updated'),
    ended(recordingId) {
      tell(recordingId, 'ended');
      running.delete(recordingId);
    },
    current: () => Array.from(running, ([recordingId, talk]) => shown(recordingId, talk, clock())).reverse(),
    subscribe(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

function newChannel(format: ChannelFormat): Channel {
  return { format, packets: 0, lost: 0, newest: undefined, heardAt: 0 };
}

function shown(recordingId: string, talk: Running, now: number): LiveTalk {
  return {
    talkId: talk.talkId,
    recordingId,
    seconds: Math.max(0, (now - talk.startedAt) / 1000),
    channels: Array.from(talk.channels, ([channel, state]) => ({
      channel,
      level: level(state, now),
      packets: state.packets,
      lost: state.lost,
    })),
  };
}

function level(channel: Channel, now: number): number {
  const { newest } = channel;
  if (newest === undefined || now - channel.heardAt > 2500) return 0;
  newest.level ??= levelOf(unpackEntries(newest.entries), channel.format) ?? 0;
  return newest.level;
}
