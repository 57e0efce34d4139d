/** Sound to hear and to hand out, as the dossier's face has it. */

/** A stretch of a channel's timeline without sound, in milliseconds since the talk's start. `toMs` null: still so. */
export interface Interruption {
  readonly channel: number;
  readonly kind: 'gap' | 'hold' | 'no-media' | 'pause';
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** A copy to hand out or play, of known length, readable from any byte (HTTP Range). */
export interface Sound {
  readonly mediaType: string;
  readonly bytes: number;
  /** Yields exactly the bytes from `start` up to and not including `end`. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** One file of an exact copy. */
export interface CopyFile {
  /** Safe file name, no folders except `proof/…`. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** `legs`: each leg as it came, with proofs; `wav`, `mp3`: made of it to be heard anywhere. */
export type CopyKind = 'legs' | 'wav' | 'mp3';

/** Loudest and softest sample per step, for drawing: int8 pairs (min, max) per channel. */
export interface Peaks {
  readonly stepMs: number;
  readonly channels: readonly { readonly channel: number; readonly pairs: Int8Array }[];
}
