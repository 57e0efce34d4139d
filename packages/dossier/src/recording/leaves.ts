/** The events in a recording as leaves of the vault: JSON without names or numbers. */

import type { ChannelFormat } from '@woordelijk/audio';
import type { NewLeaf, OpenedLeaf } from '@woordelijk/vault';
import type { DeviceEvent } from '../device/face.ts';
import type { Channel } from '../talk/face.ts';
import type { RecordingEnding, RecordingEvent } from './face.ts';

/** What an event leaf says. `at` and `startedAt`: epoch microseconds. */
export type LeafEvent =
  | {
      readonly event: 'begin';
      readonly startedAt: number;
      readonly source: string;
      readonly channels: readonly {
        readonly channel: number;
        readonly label: string;
        readonly format: ChannelFormat;
      }[];
    }
  | { readonly event: 'parties'; readonly at: number; readonly parties: number }
  | { readonly event: 'end'; readonly ending: RecordingEnding; readonly at: number }
  | RecordingEvent
  | DeviceEvent;

/** Leaf 0: when it began, from where, and in what the channels are. */
export function beginLeaf(startedAt: number, source: string, channels: readonly Channel[]): NewLeaf {
  return eventLeaf(startedAt, {
    event: 'begin',
    startedAt,
    source,
    channels: channels.map(({ channel, label, format }) => ({ channel, label, format })),
  });
}

/** The last leaf. */
export function endLeaf(ending: RecordingEnding, at: number): NewLeaf {
  return eventLeaf(at, { event: 'end', ending, at });
}

/** An event at a moment (epoch microseconds). */
export function eventLeaf(at: number, event: LeafEvent): NewLeaf {
  return { kind: 'event', start: at, duration: 0, content: Buffer.from(JSON.stringify(event)) };
}

/** The event in a leaf; undefined for sound, and for events this version does not know. */
export function eventIn(leaf: OpenedLeaf): LeafEvent | undefined {
  if (leaf.kind !== 'event') return undefined;
  const event = JSON.parse(Buffer.from(leaf.content).toString('utf8')) as LeafEvent;
  return typeof event === 'object' && event !== null && typeof event.event === 'string' ? event : undefined;
}
