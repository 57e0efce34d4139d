/**
 * Cuts a channel into leaves (about 200 ms, boundaries between packets) and chunks (about a second) and hands each chunk
 * on as soon as it is full. Pure: no clock, no timer; whoever owns it calls `flush` when a chunk has waited long enough.
 */
import { EntryPacker } from '@woordelijk/audio';
import type { CallChunk, CallLeaf } from './door.ts';

export interface CutterSettings {
  readonly channel: number;
  readonly clockRate: number;
  /** Epoch microseconds of tick 0. */
  readonly startedAt: number;
  /** Longest leaf and chunk, in milliseconds. */
  readonly leaf: number;
  readonly chunk: number;
  /** Gets each chunk, and its bytes. */
  readonly onChunk: (chunk: CallChunk, bytes: number) => void;
}

export class Cutter {
  readonly #settings: CutterSettings;
  readonly #packer = new EntryPacker(2_048);
  readonly #leafTicks: number;
  readonly #chunkTicks: number;
  readonly #microsPerTick: number;
  #leaves: CallLeaf[] = [];
  #bytes = 0;
  #leafStart = 0;
  #leafEnd = 0;
  #chunkStart = 0;

  constructor(settings: CutterSettings) {
    this.#settings = settings;
    this.#leafTicks = (settings.leaf * settings.clockRate) / 1_000;
    this.#chunkTicks = (settings.chunk * settings.clockRate) / 1_000;
    this.#microsPerTick = 1_000_000 / settings.clockRate;
  }

  /** Whether anything was gathered since the last chunk. */
  get filled(): boolean {
    return this.#leaves.length > 0 || this.#packer.length > 0;
  }

  /** `at`, `length` in ticks; `arrival` in microseconds since the start. The payload is copied. */
  packet(
    at: number,
    length: number,
    arrival: number,
    payloadType: number,
    sequence: number,
    timestamp: number,
    ssrc: number,
    marker: boolean,
    payload: Uint8Array,
  ): void {
    this.#make(at, length);
    this.#packer.packet(at, arrival, payloadType, sequence, timestamp, ssrc, marker, payload);
    this.#took(at + length);
  }

  gap(at: number, length: number, packets: number): void {
    this.#make(at, length);
    this.#packer.gap(at, length, packets);
    this.#took(at + length);
  }

  /** Hands on what was gathered, however little. */
  flush(): void {
    this.#closeLeaf();
    if (this.#leaves.length === 0) return;
    const chunk = { channel: this.#settings.channel, leaves: this.#leaves };
    const bytes = this.#bytes;
    this.#leaves = [];
    this.#bytes = 0;
    this.#settings.onChunk(chunk, bytes);
  }

  /** Makes place for an entry: it goes into the open leaf only where that stays short enough. */
  #make(at: number, length: number): void {
    if (this.#packer.length > 0 && at + length - this.#leafStart > this.#leafTicks) this.#closeLeaf();
    if (this.#leaves.length > 0 && at + length - this.#chunkStart > this.#chunkTicks) this.flush();
    if (this.#packer.length > 0) return;
    this.#leafStart = at;
    this.#leafEnd = at;
    if (this.#leaves.length === 0) this.#chunkStart = at;
  }

  #took(end: number): void {
    if (end > this.#leafEnd) this.#leafEnd = end;
    if (this.#leafEnd - this.#leafStart >= this.#leafTicks) this.#closeLeaf();
    if (this.#packer.length === 0 && this.#leafEnd - this.#chunkStart >= this.#chunkTicks) this.flush();
  }

  #closeLeaf(): void {
    if (this.#packer.length === 0) return;
    const start = this.#settings.startedAt + Math.round(this.#leafStart * this.#microsPerTick);
    const end = this.#settings.startedAt + Math.round(this.#leafEnd * this.#microsPerTick);
    const entries = this.#packer.take();
    this.#bytes += entries.length;
    this.#leaves.push({ start, duration: end - start, entries });
  }
}
