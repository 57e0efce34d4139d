/**
 * The errands of one call to the door: chunks, events, parties, in order, with a bound on what is not acknowledged yet.
 * A door that fails or falls behind is told once; the call then ends with `storage`.
 */
import type { CallChannel, CallChunk, CallEnding, CallEvent, CallParty, RecordingDoor } from './door.ts';
import type { TelephonyLimits } from './settings.ts';

export class Errands {
  readonly #door: RecordingDoor;
  readonly #recordingId: string;
  readonly #limits: TelephonyLimits;
  readonly #onTrouble: (why: 'rejected' | 'backlog', error?: unknown) => void;
  #chunks = 0;
  #bytes = 0;
  #running = 0;
  #troubled = false;
  #idle: (() => void) | undefined;

  constructor(
    door: RecordingDoor,
    recordingId: string,
    limits: TelephonyLimits,
    onTrouble: (why: 'rejected' | 'backlog', error?: unknown) => void,
  ) {
    this.#door = door;
    this.#recordingId = recordingId;
    this.#limits = limits;
    this.#onTrouble = onTrouble;
  }

  /** Chunks handed over and not acknowledged yet. */
  get backlog(): number {
    return this.#chunks;
  }

  append(chunk: CallChunk, bytes: number): void {
    if (this.#troubled) return;
    if (this.#chunks >= this.#limits.backlogChunks || this.#bytes + bytes > this.#limits.backlogBytes) {
      this.#trouble('backlog');
      return;
    }
    this.#chunks += 1;
    this.#bytes += bytes;
    this.#run(
      () => this.#door.append(this.#recordingId, chunk),
      () => {
        this.#chunks -= 1;
        this.#bytes -= bytes;
      },
    );
  }

  event(event: CallEvent): void {
    this.#run(() => this.#door.event(this.#recordingId, event));
  }

  parties(parties: readonly CallParty[], channels: readonly CallChannel[], rawMetadata: string): void {
    this.#run(() => this.#door.parties(this.#recordingId, parties, channels, rawMetadata));
  }

  /** The last errand: waits for the others, at most `settle` milliseconds, then ends the recording. Never rejects. */
  async end(ending: CallEnding, at: number, settle: number): Promise<void> {
    if (this.#running > 0) await this.#settled(settle);
    await this.#attempt(() => this.#door.end(this.#recordingId, this.#troubled ? 'storage' : ending, at));
  }

  #settled(within: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(() => {
        this.#trouble('backlog');
        done();
      }, within);
      this.#idle = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  #run(errand: () => Promise<void>, always?: () => void): void {
    this.#running += 1;
    void this.#attempt(errand).finally(() => {
      always?.();
      this.#running -= 1;
      if (this.#running === 0) this.#idle?.();
    });
  }

  async #attempt(errand: () => Promise<void>): Promise<void> {
    try {
      await errand();
    } catch (error) {
      this.#trouble('rejected', error);
    }
  }

  #trouble(why: 'rejected' | 'backlog', error?: unknown): void {
    if (this.#troubled) return;
    this.#troubled = true;
    this.#onTrouble(why, error);
  }
}
