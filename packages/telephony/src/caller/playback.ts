/** Legs being played as RTP, paced on the wall clock. Packets are built beforehand and shared by calls with one payload. */
import type { Socket } from 'node:dgram';
import { type CallerLeg, payloadTypeOf } from './invitation.ts';

/** Milliseconds of sound in a packet, and samples. */
const PTIME = 20;
const SAMPLES = 160;

/** What to do wrong on purpose, asked for each packet (counted from 0 within its leg). */
export interface Mischief {
  /** Not sent at all. */
  readonly drop?: (label: string, packet: number) => boolean;
  /** Sent twice. */
  readonly duplicate?: (label: string, packet: number) => boolean;
  /** Sent after the packet that follows it. */
  readonly swap?: (label: string, packet: number) => boolean;
}

/** What went out on one leg. */
export interface LegReport {
  readonly label: string;
  /** Packets of sound that went out, duplicates not counted. */
  readonly packets: number;
  /** Payload bytes in them. */
  readonly bytes: number;
  /** Numbers of packets that were dropped on purpose. */
  readonly dropped: readonly number[];
}

/** Ready packets per payload: the same payload and number of packets gives the same buffers. */
export class PacketShelf {
  readonly #shelves = new WeakMap<Uint8Array, Map<string, readonly Buffer[]>>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** `count` packets; a payload that is shorter begins again. Do not change them: others may send them too. */
  take(leg: CallerLeg, count: number): readonly Buffer[] {
    const shelf = this.#shelves.get(leg.payload) ?? new Map<string, readonly Buffer[]>();
    this.#shelves.set(leg.payload, shelf);
    const key = `${leg.codec} ${count}`;
    const known = shelf.get(key) ?? this.#build(leg, count);
    shelf.set(key, known);
    return known;
  }

  #build(leg: CallerLeg, count: number): Buffer[] {
    const whole = Math.max(1, Math.ceil(leg.payload.length / SAMPLES));
    const ssrc = Math.floor(this.#random() * 0xffff_ffff);
    const sequence = Math.floor(this.#random() * 0xffff);
    const timestamp = Math.floor(this.#random() * 0xffff_ffff);
    return Array.from({ length: count }, (_, n) => {
      const from = (n % whole) * SAMPLES;
      const sound = leg.payload.subarray(from, from + SAMPLES);
      const packet = Buffer.allocUnsafeSlow(12 + sound.length);
      packet[0] = 0x80;
      packet[1] = payloadTypeOf(leg) | (n === 0 ? 0x80 : 0);
      packet.writeUInt16BE((sequence + n) & 0xffff, 2);
      packet.writeUInt32BE((timestamp + n * SAMPLES) >>> 0, 4);
      packet.writeUInt32BE(ssrc, 8);
      packet.set(sound, 12);
      return packet;
    });
  }
}

/** One leg on its way to one port of the server. */
export class Playback {
  readonly #leg: CallerLeg;
  readonly #socket: Socket;
  readonly #address: string;
  readonly #port: number;
  readonly #mischief: Mischief;
  #packets: readonly Buffer[];
  #next = 0;
  #sent = 0;
  #bytes = 0;
  #held: number | undefined;
  /** When packet 0 was or would have been due. */
  #origin: number;
  readonly #dropped: number[] = [];

  constructor(p: {
    leg: CallerLeg;
    packets: readonly Buffer[];
    socket: Socket;
    address: string;
    port: number;
    mischief: Mischief;
    now: number;
  }) {
    this.#leg = p.leg;
    this.#packets = p.packets;
    this.#socket = p.socket;
    this.#address = p.address;
    this.#port = p.port;
    this.#mischief = p.mischief;
    this.#origin = p.now;
  }

  get done(): boolean {
    return this.#next >= this.#packets.length;
  }

  /** When the last packet is due. */
  get endsAt(): number {
    return this.#origin + (this.#packets.length - 1) * PTIME;
  }

  /** Sends what is due. */
  tick(now: number): void {
    while (!this.done && now >= this.#origin + this.#next * PTIME) {
      this.#play(this.#next);
      this.#next += 1;
    }
  }

  /** After a silence of `milliseconds`: the rest comes later, its timestamps on the wall clock. */
  shift(milliseconds: number): void {
    const steps = Math.round(milliseconds / PTIME);
    this.#origin += steps * PTIME;
    this.#packets = this.#packets.map((packet, n) => {
      if (n < this.#next) return packet;
      const moved = Buffer.from(packet);
      moved.writeUInt32BE((packet.readUInt32BE(4) + steps * SAMPLES) >>> 0, 4);
      if (n === this.#next) moved[1] = moved[1]! | 0x80;
      return moved;
    });
  }

  /** Ends here: sends a packet that was held back, and tells what went out. */
  report(): LegReport {
    this.#sendHeld();
    return { label: this.#leg.label, packets: this.#sent, bytes: this.#bytes, dropped: this.#dropped };
  }

  #play(n: number): void {
    const { drop, duplicate, swap } = this.#mischief;
    const { label } = this.#leg;
    if (drop?.(label, n) === true) {
      this.#dropped.push(n);
      return;
    }
    if (this.#held === undefined && swap?.(label, n) === true) {
      this.#held = n;
      return;
    }
    this.#send(n);
    if (duplicate?.(label, n) === true) this.#put(n);
    this.#sendHeld();
  }

  #sendHeld(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) this.#send(held);
  }

  #send(n: number): void {
    this.#put(n);
    this.#sent += 1;
    this.#bytes += this.#packets[n]!.length - 12;
  }

  #put(n: number): void {
    try {
      this.#socket.send(this.#packets[n]!, this.#port, this.#address, ignore);
    } catch {
      // the caller is closing
    }
  }
}

/** A datagram that could not be sent is a lost packet. */
function ignore(): void {}
