/**
 * What a browser's recorder writes, read as it comes: WebM (Matroska, RFC 9559) or fragmented MP4 (ISO/IEC 14496-12), one
 * audio track. The bytes are hostile until shown otherwise: nothing here holds more than `MAX_UNREAD` of them, and what
 * cannot be read ends in a ContainerError, never in a wrong packet.
 */
import type { Codec } from '../packets.ts';

/** One codec packet out of a container; ticks of 48,000 a second on the container's own clock. */
export interface Frame {
  readonly at: number;
  readonly duration: number;
  readonly payload: Uint8Array;
}

/** Where a reader stands, as JSON: enough to go on with the bytes that come next. */
export type ContainerState =
  | {
      readonly kind: 'webm';
      readonly track: number | null;
      readonly codec: Codec | null;
      /** Nanoseconds of a unit of time. */
      readonly scale: number;
      readonly cluster: number;
    }
  | {
      readonly kind: 'mp4';
      readonly track: number | null;
      readonly codec: Codec | null;
      readonly timescale: number;
      readonly duration: number;
      readonly size: number;
      /** Where the next fragment begins when it does not say. */
      readonly next: number;
    };

/** Reads a container piece by piece. */
export interface ContainerReader {
  /** The packets that these bytes complete. Throws ContainerError; the reader is of no use then. */
  push(bytes: Uint8Array): Frame[];
  /** The end of what was pushed, of which no packet or header was made yet; after an error all of which none was. */
  readonly unread: Uint8Array;
  /** As it stands before the unread bytes. */
  readonly state: ContainerState;
}

/** Bytes that cannot be read as the container they seem to be. `code`: `container-unreadable`. */
export class ContainerError extends Error {
  readonly code = 'container-unreadable';
  constructor(message: string) {
    super(message);
    this.name = 'ContainerError';
  }
}

/** No header, packet or fragment is longer: a recorder's pieces are a second or so. */
export const MAX_UNREAD = 4 * 1024 * 1024;
/** The clock of frames. */
export const FRAME_RATE = 48_000;

/** The bytes that wait for more, and how far they were used. */
export class Waiting {
  #bytes: Uint8Array = new Uint8Array();

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  add(more: Uint8Array): void {
    if (this.#bytes.length === 0) this.#bytes = more.slice();
    else {
      const joined = new Uint8Array(this.#bytes.length + more.length);
      joined.set(this.#bytes);
      joined.set(more, this.#bytes.length);
      this.#bytes = joined;
    }
    if (this.#bytes.length > MAX_UNREAD) throw new ContainerError('An element is longer than any recorder writes.');
  }

  drop(count: number): void {
    this.#bytes = this.#bytes.slice(count);
  }
}
