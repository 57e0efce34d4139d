/**
 * Where packets stand in time. A run is anchored to the wall clock at its first packet and then follows the RTP
 * timestamps, so that sound stays exact; it is anchored again where RTP time and wall clock have drifted further apart
 * than `reanchor` (a sender that stopped its clock while silent, or jumped). Nothing is ever placed before what was
 * placed already. All in ticks of the channel's clock since the recording's start. Pure.
 */

export interface TimelineSettings {
  /** Ticks per second of the channel. */
  readonly clockRate: number;
  /** Microseconds. */
  readonly reanchor: number;
}

export class Timeline {
  readonly #clockRate: number;
  readonly #reanchor: number;
  #lastAt = 0;
  #lastTimestamp = 0;
  #end = 0;
  #anchored = false;
  #settledFrom = 0;

  constructor(settings: TimelineSettings) {
    this.#clockRate = settings.clockRate;
    this.#reanchor = (settings.reanchor * settings.clockRate) / 1_000_000;
  }

  /** End of the last packet or gap that was placed. */
  get end(): number {
    return this.#end;
  }

  /** A run begins: its first packet to arrive did so at `arrival` (microseconds since the recording's start). */
  begin(arrival: number, timestamp: number): void {
    this.#lastAt = this.ticks(arrival);
    this.#lastTimestamp = timestamp;
    this.#anchored = false;
  }

  /**
   * The machine stood still until now: arrivals are stamped too late for a while, so that until `arrival` (microseconds)
   * no run is moved later because of them.
   */
  settle(arrival: number): void {
    this.#settledFrom = arrival;
  }

  /**
   * Place of the next packet in order. `codecClock`: ticks per second of its RTP timestamps; `length`: its ticks on the
   * channel. Undefined for sound so far ahead of the wall clock that it cannot be live.
   */
  place(timestamp: number, codecClock: number, arrival: number, length: number): number | undefined {
    const step = (((timestamp - this.#lastTimestamp) | 0) * this.#clockRate) / codecClock;
    const now = this.ticks(arrival);
    let at = Math.round(this.#lastAt + step);
    if (this.#anchored && step <= 0) at = this.#end;
    const ahead = at - now;
    if (ahead > this.#reanchor || (ahead < -this.#reanchor && arrival >= this.#settledFrom)) at = now;
    if (at < this.#end) at = this.#end;
    if (at - now > 30 * this.#clockRate) return undefined;
    this.#anchored = true;
    this.#lastAt = at;
    this.#lastTimestamp = timestamp;
    this.#end = at + length;
    return at;
  }

  /** Microseconds since the recording's start → ticks. */
  ticks(micros: number): number {
    return Math.round((micros * this.#clockRate) / 1_000_000);
  }
}
