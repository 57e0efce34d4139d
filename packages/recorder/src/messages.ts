/** What page and worker say to one another. A message with `ask` is answered when it is done. */
import type { Note } from './outbox/note.ts';
import type { PartStart } from './outbox/part-writer.ts';
import type { Waiting } from './outbox/waiting.ts';

export type ToWorker = { readonly ask?: number } & (
  | { readonly kind: 'add'; readonly note: Note }
  | { readonly kind: 'part'; readonly recordingId: string; readonly start: PartStart }
  | { readonly kind: 'sound'; readonly recordingId: string; readonly bytes: ArrayBuffer; readonly wall: number }
  | {
      readonly kind: 'event';
      readonly recordingId: string;
      readonly event: Readonly<Record<string, unknown>>;
      readonly wall: number;
    }
  | { readonly kind: 'end-part'; readonly recordingId: string }
  | { readonly kind: 'finish'; readonly recordingId: string; readonly end: NonNullable<Note['end']> }
  | { readonly kind: 'discard'; readonly recordingId: string }
  | { readonly kind: 'content'; readonly recordingId: string }
  | { readonly kind: 'retry' }
);

export type FromWorker =
  | { readonly kind: 'ready' | 'list'; readonly list: readonly Waiting[] }
  /** Another tab of this browser records or delivers. */
  | { readonly kind: 'taken' }
  /** Sound up to this moment (epoch milliseconds) is in the file. */
  | { readonly kind: 'written'; readonly recordingId: string; readonly wall: number }
  /** What stays here, a file for each part; before the answer. */
  | { readonly kind: 'content'; readonly recordingId: string; readonly files: readonly Blob[] }
  | { readonly kind: 'answer'; readonly ask: number; readonly failure?: string }
  /** Something failed that nobody asked for by itself: the name of the error. */
  | { readonly kind: 'trouble'; readonly name: string };
