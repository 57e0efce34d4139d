/** Puts packets on the recording's timeline, and cuts that into leaves of about a second. Pure: no clock, no network. */
import { EntryPacker, FRAME_RATE, type Frame } from '@woordelijk/audio';
import type { RecordingChunk } from '@woordelijk/dossier';

export type Leaf = RecordingChunk['leaves'][number];

/** Where the timeline stands; ticks of 48,000 a second since the recording's start. */
export interface Place {
  /** Tick 0 of the part's own clock. */
  readonly start: number;
  /** Where the last sound ended. */
  readonly end: number;
  /** Packets so far, of all parts. */
  readonly packets: number;
  /** Least milliseconds by which wall clock was ahead of the sound, when the part began. */
  readonly lag: number | null;
}

/** Payload types of the one channel. */
export const PAYLOAD = { opus: 96, aac: 97, container: 127 } as const;

const LEAF_TICKS = FRAME_RATE;
/**
 * Sound that stays later than this by its own clock leaves a gap: one packet of the longest that browsers send. It must
 * stay so for a while, because a browser stamps sound when it gets to it: on a busy machine some comes late and then
 * catches up, and nothing is missing.
 */
const JUMP_TICKS = 2_880;
const JUMP_WINDOW_TICKS = 2 * FRAME_RATE;
/** No leaf tells of a longer gap: its duration has 32 bits of microseconds. */
const LONGEST_GAP_TICKS = 3_600 * FRAME_RATE;
/** A clock that says more was lost than this is not believed. */
const MOST_MISSING_TICKS = 24 * LONGEST_GAP_TICKS;
/** Between two parts less than this is no gap to tell of. */
const LEAST_GAP_TICKS = FRAME_RATE / 50;
/** How far sound may fall behind the wall clock before that is told, and how long it must have. Milliseconds. */
const LAG_TOLD_MS = 250;
const LAG_WINDOW_MS = 10_000;
const LAG_SETTLES_MS = 5_000;

/** Gathers leaves; `take` hands them on. */
export class Placing {
  readonly #startedUs: number;
  readonly #packer = new EntryPacker(16_384);
  #place: Place;
  #leaves: Leaf[] = [];
  #leafStart = 0;
  #leafEnd = 0;
  #lates: { end: number; late: number }[] = [];
  #lags: { wall: number; lag: number }[] = [];
  #marker = false;

  /** `startedUs`: epoch microseconds of tick 0. */
  constructor(startedUs: number, place: Place = { start: 0, end: 0, packets: 0, lag: null }) {
    this.#startedUs = startedUs;
    this.#place = place;
  }

  get place(): Place {
    return this.#place;
  }

  /** Milliseconds of the talk that have a place. */
  get milliseconds(): number {
    return Math.round((this.#place.end * 1000) / FRAME_RATE);
  }

  /** A part begins at this moment (epoch milliseconds). `silent`: what lies between was meant (a pause), so no gap. */
  begin(at: number, silent: boolean): void {
    const wanted = Math.round(((at * 1000 - this.#startedUs) * FRAME_RATE) / 1e6);
    const start = Math.min(Math.max(wanted, this.#place.end), this.#place.end + MOST_MISSING_TICKS);
    const missing = start - this.#place.end;
    if (!silent && missing > LEAST_GAP_TICKS) this.#gap(missing);
    this.#place = { ...this.#place, start, end: start, lag: null };
    this.#lags = [];
    this.#lates = [];
    this.#marker = true;
  }

  /** A packet of the part. `wall`: epoch milliseconds at which the device had it. */
  packet({ at, duration, payload }: Frame, payloadType: number, part: number, wall: number): void {
    const { start, end, packets } = this.#place;
    this.#jump(start + at - end, end);
    const place = this.#place.end;
    this.#make(place, duration);
    const arrival = Math.max(0, Math.round(wall * 1000 - this.#startedUs));
    this.#packer.packet(
      place,
      arrival,
      payloadType,
      packets & 0xffff,
      (place - start) >>> 0,
      part,
      this.#marker,
      payload,
    );
    this.#marker = false;
    this.#took(place + duration);
    this.#place = { ...this.#place, packets: packets + 1 };
  }

  /**
   * Compares sound with the wall clock after the packets of a record. Milliseconds of sound that the device did not give,
   * though its own clock says nothing of it; they become a gap. Undefined while both agree.
   */
  compare(wall: number): number | undefined {
    const lag = wall - (this.#startedUs / 1000 + (this.#place.end * 1000) / FRAME_RATE);
    const lived = ((this.#place.end - this.#place.start) * 1000) / FRAME_RATE;
    this.#lags = this.#lags.filter((seen) => seen.wall > wall - LAG_WINDOW_MS);
    this.#lags.push({ wall, lag });
    const least = Math.min(...this.#lags.map((seen) => seen.lag));
    if (lived < LAG_SETTLES_MS || this.#place.lag === null) {
      this.#place = { ...this.#place, lag: Math.min(this.#place.lag ?? lag, lag) };
      return undefined;
    }
    const missing = least - this.#place.lag;
    if (missing < LAG_TOLD_MS || this.#lags[0]!.wall > wall - LAG_WINDOW_MS * 0.8) return undefined;
    const ticks = Math.min(Math.round((missing * FRAME_RATE) / 1000), MOST_MISSING_TICKS);
    this.#gap(ticks);
    this.#place = { ...this.#place, start: this.#place.start + ticks };
    this.#lags = [];
    return missing;
  }

  /** A leaf that is no sound, in its place among the others. */
  put(leaf: Leaf): void {
    this.#closeLeaf();
    this.#leaves.push(leaf);
  }

  /** Everything gathered so far. */
  take(): Leaf[] {
    this.#closeLeaf();
    return this.#leaves.splice(0);
  }

  /** Leaves a gap where the container says that sound is missing, and goes on saying so. */
  #jump(late: number, end: number): void {
    this.#lates = this.#lates.filter((seen) => seen.end > end - JUMP_WINDOW_TICKS);
    this.#lates.push({ end, late });
    const least = Math.min(...this.#lates.map((seen) => seen.late));
    const settled = this.#lates[0]!.end <= end - JUMP_WINDOW_TICKS * 0.9;
    const missing = late > JUMP_WINDOW_TICKS ? late : settled ? least : 0;
    if (missing <= JUMP_TICKS || missing > MOST_MISSING_TICKS) return;
    this.#gap(missing);
    this.#lates = [];
  }

  #gap(ticks: number): void {
    for (let left = ticks; left > 0; ) {
      const length = Math.min(left, LONGEST_GAP_TICKS);
      this.#closeLeaf();
      this.#make(this.#place.end, length);
      this.#packer.gap(this.#place.end, length, 0);
      this.#took(this.#place.end + length);
      this.#closeLeaf();
      left -= length;
    }
  }

  #make(at: number, length: number): void {
    if (this.#packer.length > 0 && at + length - this.#leafStart > LEAF_TICKS) this.#closeLeaf();
    if (this.#packer.length > 0) return;
    this.#leafStart = at;
    this.#leafEnd = at;
  }

  #took(end: number): void {
    this.#leafEnd = Math.max(this.#leafEnd, end);
    this.#place = { ...this.#place, end: Math.max(this.#place.end, end) };
  }

  #closeLeaf(): void {
    if (this.#packer.length === 0) return;
    const us = (ticks: number) => this.#startedUs + Math.round((ticks * 1e6) / FRAME_RATE);
    const start = us(this.#leafStart);
    this.#leaves.push({ start, duration: us(this.#leafEnd) - start, entries: this.#packer.take() });
  }
}
