import type { CallSnapshot } from '@woordelijk/telephony';
import type { Live, LiveChange } from './http/index.ts';

/** Calls under way, as the pages watch them: told by the phone door, filled in from telephony's own counters. */
export interface LiveBoard extends Live {
  begun(recordingId: string, talkId: string): void;
  /** A talk came to be that is not recorded. */
  told(talkId: string): void;
  updated(recordingId: string): void;
  ended(recordingId: string): void;
}

/** `snapshots`: the calls as telephony sees them now. `clock`: epoch milliseconds. */
export function liveBoard(snapshots: () => readonly CallSnapshot[], clock: () => number): LiveBoard {
  const talks = new Map<string, string>();
  const watchers = new Set<(change: LiveChange) => void>();
  const tell = (recordingId: string, change: LiveChange['change']) => {
    const talkId = talks.get(recordingId);
    if (talkId !== undefined) for (const watcher of watchers) watcher({ talkId, change });
  };
  return {
    begun(recordingId, talkId) {
      talks.set(recordingId, talkId);
      tell(recordingId, 'begun');
    },
    told(talkId) {
      for (const watcher of watchers) watcher({ talkId, change: 'updated' });
    },
    updated: (recordingId) => tell(recordingId, 'updated'),
    ended(recordingId) {
      tell(recordingId, 'ended');
      talks.delete(recordingId);
    },
    current: () =>
      snapshots()
        .flatMap(({ recordingId, startedAt, channels }) => {
          const talkId = recordingId === undefined ? undefined : talks.get(recordingId);
          if (recordingId === undefined || talkId === undefined) return [];
          const legs = channels.map(({ channel, level, counters }) => ({
            channel,
            level: level ?? 0,
            packets: counters.packets,
            lost: counters.lost,
          }));
          return [
            { talkId, recordingId, seconds: Math.max(0, clock() / 1000 - startedAt / 1_000_000), channels: legs },
          ];
        })
        .reverse(),
    subscribe(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
