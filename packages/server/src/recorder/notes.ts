/** What a device says beside sound: events as JSON in records of its parts. Unknown ones are passed over. */
import type { PartRecord } from '@woordelijk/api';
import { PartError } from '@woordelijk/api';
import type { MomentKind } from '@woordelijk/dossier';

/** `at`: epoch milliseconds by the device. */
export type DeviceNote =
  | { readonly kind: 'part'; readonly at: number; readonly device: boolean; readonly text: string | undefined }
  | { readonly kind: 'end' }
  | { readonly kind: 'joined'; readonly at: number; readonly text: string }
  | { readonly kind: 'moment'; readonly moment: MomentKind; readonly at: number; readonly text: string | undefined }
  | { readonly kind: 'unknown' };

/** Those that a device may tell of; the rest the server finds by itself. */
const TOLD: ReadonlySet<string> = new Set<MomentKind>([
  'mark',
  'pause',
  'muted',
  'unmuted',
  'silent',
  'sound-back',
  'clipping',
  'heads-shared',
]);
const MOST_TEXT = 500;

/** Reads an event or end record's content. Throws PartError where it is no JSON object with an event. */
export function readNote(record: PartRecord, clear: Uint8Array): DeviceNote {
  if (record.type === 'end') return { kind: 'end' };
  let said: unknown;
  try {
    said = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(clear));
  } catch (cause) {
    throw new PartError(
      `Event record ${record.number} is no JSON (${cause instanceof Error ? cause.name : 'unknown'}).`,
    );
  }
  if (typeof said !== 'object' || said === null) throw new PartError(`Event record ${record.number} is no object.`);
  const { event, at, startedAt, reason, text } = said as Record<string, unknown>;
  const moment = momentOf(at, record.wall);
  const word = typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, MOST_TEXT) : undefined;
  if (event === 'part')
    return { kind: 'part', at: momentOf(startedAt, record.wall), device: reason === 'device', text: undefined };
  if (event === 'joined' && word !== undefined) return { kind: 'joined', at: moment, text: word };
  if (typeof event === 'string' && TOLD.has(event))
    return { kind: 'moment', moment: event as MomentKind, at: moment, text: word };
  return { kind: 'unknown' };
}

function momentOf(at: unknown, wall: number): number {
  return typeof at === 'number' && Number.isFinite(at) && at >= 0 ? at : wall;
}
