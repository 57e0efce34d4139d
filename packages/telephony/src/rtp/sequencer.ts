/**
 * Puts the packets of one stream back in order (RFC 3550 appendix A.1). Pure: packets and time go in, ordered packets and
 * losses come out. A *run* is an unbroken numbering: one SSRC, sequence numbers that follow each other.
 *
 * Packets in order pass straight through. One that is ahead waits, with at most `packets` others and at most `wait`
 * microseconds, for the missing; then the missing are told lost. The first packets of a run are gathered for a moment, so
 * that a swapped first pair is not lost. A foreign numbering in between (another SSRC, a far jump) becomes a run of its
 * own only when it goes on; a single stray packet is dropped and counted.
 */
import type { RtpHeader } from './packet.ts';

/** Where ordered packets go. */
export interface OrderedSink {
  /** A new run begins; the next `packet` is its first. `arrival` and `timestamp`: of the packet that arrived first. */
  begin(arrival: number, timestamp: number): void;
  /** `missing`: packets lost just before this one. The payload is `datagram[payloadStart, payloadEnd)`. */
  packet(header: Readonly<RtpHeader>, datagram: Uint8Array, arrival: number, missing: number): void;
}

export interface SequencerCounters {
  /** Told lost: never came, or came too late. */
  lost: number;
  /** Came after it had been told lost. */
  late: number;
  duplicate: number;
  /** Strays of another numbering. */
  foreign: number;
}

interface Held extends RtpHeader {
  readonly datagram: Uint8Array;
  readonly arrival: number;
}

const MAX_DROPOUT = 3_000;
const MAX_MISORDER = 100;
/** So many packets show that a new numbering is there to stay. */
const CONVINCING = 4;
const SEEN = 256;

export class Sequencer {
  readonly #sink: OrderedSink;
  readonly #counters: SequencerCounters;
  readonly #packets: number;
  readonly #wait: number;
  readonly #seen = new Int32Array(SEEN).fill(-1);
  #running = false;
  #ssrc = 0;
  #next = 0;
  #lastArrival = 0;
  /** Ahead of their turn, in order of sequence number. */
  #ahead: Held[] = [];
  #candidate: Held[] = [];

  /** `packets`: how many may wait; `wait`: how long, in microseconds. */
  constructor(sink: OrderedSink, counters: SequencerCounters, packets: number, wait: number) {
    this.#sink = sink;
    this.#counters = counters;
    this.#packets = packets;
    this.#wait = wait;
  }

  /** Whether packets wait for others: only then `tick` has work. */
  get waiting(): boolean {
    return this.#ahead.length > 0 || this.#candidate.length > 0;
  }

  /** Whether a header continues the present run. */
  belongs(header: Readonly<RtpHeader>): boolean {
    if (!this.#running || header.ssrc !== this.#ssrc) return false;
    const step = distance(this.#next, header.sequence);
    return step >= -MAX_MISORDER && step < MAX_DROPOUT;
  }

  /** Takes a packet. Neither header nor datagram is changed; the datagram may be kept for a while. */
  receive(header: Readonly<RtpHeader>, datagram: Uint8Array, arrival: number): void {
    if (!this.belongs(header)) {
      this.#stranger(header, datagram, arrival);
      return;
    }
    const step = distance(this.#next, header.sequence);
    this.#lastArrival = arrival;
    if (step === 0) {
      this.#mark(header.sequence);
      this.#next = (header.sequence + 1) & 0xffff;
      this.#sink.packet(header, datagram, arrival, 0);
      if (this.#ahead.length > 0) this.#drain();
    } else if (this.#seen[header.sequence % SEEN] === header.sequence) this.#counters.duplicate += 1;
    else if (step < 0) this.#counters.late += 1;
    else {
      this.#mark(header.sequence);
      insert(this.#ahead, { ...header, datagram, arrival });
      if (this.#ahead.length > this.#packets) this.#skip();
      else this.#release(arrival);
    }
  }

  /** Lets go of packets that waited long enough. */
  tick(now: number): void {
    this.#release(now);
    const first = this.#candidate[0];
    if (first !== undefined && now - earliest(this.#candidate) >= this.#wait) this.#judge(now);
  }

  /** Gives out everything that waits, telling what is missing in between; the run goes on. */
  flush(): void {
    if (this.#candidate.length > 1 || (this.#candidate.length === 1 && !this.#running)) this.#promote();
    while (this.#ahead.length > 0) this.#skip();
    this.#counters.foreign += this.#candidate.length;
    this.#candidate = [];
  }

  /** Forgets the numbering: whatever comes next begins a new run (after hold, or a new negotiation). */
  reset(): void {
    this.flush();
    this.#running = false;
  }

  #mark(sequence: number): void {
    this.#seen[sequence % SEEN] = sequence;
  }

  #drain(): void {
    while (this.#ahead.length > 0 && this.#ahead[0]!.sequence === this.#next) this.#emit(this.#ahead.shift()!, 0);
  }

  #emit(held: Held, missing: number): void {
    this.#next = (held.sequence + 1) & 0xffff;
    this.#sink.packet(held, held.datagram, held.arrival, missing);
  }

  #release(now: number): void {
    while (this.#ahead.length > 0 && now - earliest(this.#ahead) >= this.#wait) this.#skip();
  }

  /** Tells what is missing before the first that waits, and gives that one out. */
  #skip(): void {
    const first = this.#ahead.shift()!;
    const missing = distance(this.#next, first.sequence);
    this.#counters.lost += missing;
    this.#emit(first, missing);
    this.#drain();
  }

  #stranger(header: Readonly<RtpHeader>, datagram: Uint8Array, arrival: number): void {
    const first = this.#candidate[0];
    if (first !== undefined) {
      const step = distance(first.sequence, header.sequence);
      if (header.ssrc !== first.ssrc || Math.abs(step) > MAX_MISORDER) {
        // With nothing to compare with, the first that came is the stream; beside a living one it was a stray.
        if (!this.#running) {
          this.#promote();
          this.receive(header, datagram, arrival);
          return;
        }
        this.#counters.foreign += this.#candidate.length;
        this.#candidate = [];
      } else if (this.#candidate.some((held) => held.sequence === header.sequence)) {
        this.#counters.duplicate += 1;
        return;
      }
    }
    insert(this.#candidate, { ...header, datagram, arrival });
    if (this.#candidate.length >= CONVINCING) this.#promote();
    else if (arrival - earliest(this.#candidate) >= this.#wait) this.#judge(arrival);
  }

  /** The candidate waited long enough: it is the stream now, unless it is a lone packet beside a living run. */
  #judge(now: number): void {
    if (this.#candidate.length > 1 || !this.#running || now - this.#lastArrival >= this.#wait) this.#promote();
    else {
      this.#counters.foreign += this.#candidate.length;
      this.#candidate = [];
    }
  }

  #promote(): void {
    const run = this.#candidate;
    this.#candidate = [];
    while (this.#ahead.length > 0) this.#skip();
    const first = run[0]!;
    let soonest = first;
    for (const held of run) if (held.arrival < soonest.arrival) soonest = held;
    this.#running = true;
    this.#ssrc = first.ssrc;
    this.#next = first.sequence;
    this.#lastArrival = run.at(-1)!.arrival;
    this.#seen.fill(-1);
    this.#sink.begin(soonest.arrival, soonest.timestamp);
    for (const held of run) {
      this.#mark(held.sequence);
      insert(this.#ahead, held);
    }
    this.#drain();
  }
}

/** How far `to` lies ahead of `from` on the circle of 16 bits: -32768 … 32767. */
export function distance(from: number, to: number): number {
  return ((to - from) << 16) >> 16;
}

function insert(list: Held[], held: Held): void {
  let i = list.length;
  while (i > 0 && distance(held.sequence, list[i - 1]!.sequence) > 0) i -= 1;
  list.splice(i, 0, held);
}

function earliest(list: readonly Held[]): number {
  let time = Number.POSITIVE_INFINITY;
  for (const held of list) if (held.arrival < time) time = held.arrival;
  return time;
}
