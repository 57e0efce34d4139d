/** One recorded stream of a call: its socket, its peer, its packets in order, on the timeline, cut into chunks. */
import type { ChannelFormat } from '@woordelijk/audio';
import type { SdpMedia } from '@woordelijk/sip';
import { Cutter } from './cutter.ts';
import type { CallChunk } from './door.ts';
import { Latch } from './rtp/latch.ts';
import { type RtpHeader, readRtp, rtpHeader } from './rtp/packet.ts';
import { channelFormat, DIGITS, NOISE, Payloads, UNKNOWN } from './rtp/payloads.ts';
import type { RtpSocket } from './rtp/ports.ts';
import { type OrderedSink, Sequencer } from './rtp/sequencer.ts';
import { Timeline } from './rtp/timeline.ts';
import type { TelephonyLimits, TelephonyTerms } from './settings.ts';

/** Counted per stream since the call began. */
export interface StreamCounters {
  /** Packets kept. */
  packets: number;
  /** Payload bytes kept. */
  bytes: number;
  lost: number;
  late: number;
  duplicate: number;
  /** From another address or port than the negotiated one, or strays of another numbering. */
  foreign: number;
  /** No RTP, an unnegotiated payload type, or empty. */
  junk: number;
  rtcp: number;
  dtmf: number;
  /** Arrived while the stream was on hold or paused: not recorded. */
  held: number;
  /** So far ahead of the clock that it cannot be live sound. */
  overrun: number;
}

export interface StreamSettings {
  readonly channel: number;
  readonly rtp: RtpSocket;
  readonly media: SdpMedia;
  /** Epoch microseconds of tick 0. */
  readonly startedAt: number;
  readonly terms: TelephonyTerms;
  readonly limits: TelephonyLimits;
  readonly now: () => number;
  readonly onChunk: (chunk: CallChunk, bytes: number) => void;
}

export class Stream implements OrderedSink {
  readonly channel: number;
  readonly port: number;
  readonly counters: StreamCounters = {
    packets: 0,
    bytes: 0,
    lost: 0,
    late: 0,
    duplicate: 0,
    foreign: 0,
    junk: 0,
    rtcp: 0,
    dtmf: 0,
    held: 0,
    overrun: 0,
  };
  /** Epoch microseconds of the last packet that was kept, or since when packets may be expected. */
  lastPacketAt: number;
  /** The client put the stream on hold, or took it away. */
  held = false;
  /** Paused from this side. */
  paused = false;
  /** `media-missing` was told and no packet came since. */
  missing = false;
  /** Payload (and its type) of the latest packet kept, for a level meter. */
  latestPayload: Uint8Array | undefined;
  latestType = 0;
  media: SdpMedia;
  format: ChannelFormat;

  readonly #settings: StreamSettings;
  readonly #header: RtpHeader = rtpHeader();
  readonly #latch = new Latch();
  readonly #sequencer: Sequencer;
  readonly #timeline: Timeline;
  readonly #cutter: Cutter;
  #payloads: Payloads;
  #typicalLength: number;
  #lastTimestamp = 0;
  #gatheringSince = 0;
  #arrival = 0;
  /** Losses told with packets that are not kept, for the next one that is. */
  #missing = 0;
  #closeDoorAt = Number.POSITIVE_INFINITY;
  #recording = true;
  #closed = false;

  constructor(settings: StreamSettings) {
    const { media, terms, limits, startedAt } = settings;
    this.#settings = settings;
    this.channel = settings.channel;
    this.port = settings.rtp.port;
    this.media = media;
    this.lastPacketAt = settings.now();
    this.#payloads = new Payloads(media.codecs);
    const { clockRate } = this.#payloads;
    this.format = channelFormat(media.codecs, clockRate);
    this.#typicalLength = clockRate / 50;
    this.#timeline = new Timeline({ clockRate, reanchor: terms.reanchor * 1_000 });
    this.#sequencer = new Sequencer(this, this.counters, limits.reorderPackets, terms.reorder * 1_000);
    this.#cutter = new Cutter({
      channel: this.channel,
      clockRate,
      startedAt,
      leaf: terms.leaf,
      chunk: terms.chunk,
      onChunk: (chunk, bytes) => {
        this.#gatheringSince = this.#arrival;
        settings.onChunk(chunk, bytes);
      },
    });
    this.held = isHeld(media);
    this.#recording = !this.held;
    this.#latch.negotiate(media.address, media.port);
    settings.rtp.socket.on('message', (datagram, from) => this.#datagram(datagram, from.address, from.port));
  }

  get quiet(): boolean {
    return this.held || this.paused;
  }

  /** A new offer for this stream. Tells what changed. */
  renegotiate(media: SdpMedia): { readonly held: boolean; readonly resumed: boolean; readonly format: boolean } {
    const wasHeld = this.held;
    this.held = isHeld(media);
    let format = media.label !== this.media.label;
    // A line on hold may name no usable address and few codecs: packets under way still come as agreed before.
    if (!this.held) {
      this.#sequencer.reset();
      this.#latch.negotiate(media.address, media.port);
      const renewed = channelFormat(media.codecs, this.format.clockRate);
      format ||= JSON.stringify(renewed) !== JSON.stringify(this.format);
      this.#payloads = new Payloads(media.codecs, this.format.clockRate);
      this.format = renewed;
    }
    this.media = this.held ? { ...this.media, label: media.label, direction: media.direction } : media;
    this.#quietChanged();
    return { held: this.held && !wasHeld, resumed: wasHeld && !this.held, format };
  }

  /** Our own pause: nothing changes in the SDP, packets are counted and not kept. */
  pause(paused: boolean): void {
    this.paused = paused;
    this.#quietChanged();
  }

  /** Work of the shared timer. `stood`: how long this process stood still just now (microseconds), 0 normally. */
  tick(now: number, stood: number): void {
    if (stood > 0) this.#timeline.settle(now - this.#settings.startedAt + stood * 2 + 500_000);
    else if (this.#sequencer.waiting) this.#sequencer.tick(now);
    if (now >= this.#closeDoorAt) {
      this.#closeDoorAt = Number.POSITIVE_INFINITY;
      this.#recording = false;
      this.#sequencer.reset();
      this.#cutter.flush();
    }
    if (this.#cutter.filled && now - this.#gatheringSince >= this.#settings.terms.chunk * 1_000) this.#cutter.flush();
  }

  /** Hands on everything and lets go of the socket. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#sequencer.flush();
    this.#cutter.flush();
    this.#settings.rtp.close();
  }

  #quietChanged(): void {
    if (!this.quiet) {
      this.#closeDoorAt = Number.POSITIVE_INFINITY;
      this.#recording = true;
      this.lastPacketAt = this.#settings.now();
    } else if (this.#recording)
      this.#closeDoorAt = this.#settings.now() + (this.paused ? 0 : this.#settings.terms.holdGrace * 1_000);
  }

  #datagram(datagram: Buffer, address: string, port: number): void {
    if (this.#closed) return;
    const { counters } = this;
    const kind = readRtp(datagram, this.#header);
    if (!this.#latchAccepts(kind, address, port)) counters.foreign += 1;
    else if (kind === 'junk') counters.junk += 1;
    else if (kind === 'rtcp') counters.rtcp += 1;
    else if (!this.#recording || this.paused) counters.held += 1;
    else this.#rtp(datagram);
  }

  /** Only real RTP may latch a port; anything else is merely looked at. */
  #latchAccepts(kind: 'rtp' | 'rtcp' | 'junk', address: string, port: number): boolean {
    return kind === 'rtp' ? this.#latch.accepts(address, port) : address === this.media.address;
  }

  #rtp(datagram: Buffer): void {
    const header = this.#header;
    const kind = this.#payloads.kind(header.payloadType);
    if (kind === UNKNOWN) this.counters.junk += 1;
    else if (kind === DIGITS) this.counters.dtmf += 1;
    else if (header.payloadEnd === header.payloadStart) this.counters.junk += 1;
    // What is not kept still takes part in the numbering, or it would look like loss.
    if (kind !== UNKNOWN && kind !== DIGITS) this.#sequencer.receive(header, datagram, this.#settings.now());
    else if (this.#sequencer.belongs(header)) this.#sequencer.receive(header, datagram, this.#settings.now());
  }

  /** OrderedSink: a new numbering begins. */
  begin(arrival: number, timestamp: number): void {
    this.#timeline.begin(arrival - this.#settings.startedAt, timestamp);
    this.#missing = 0;
    this.#lastTimestamp = timestamp;
  }

  /** OrderedSink: the next packet in order. This is the path every packet takes. */
  packet(header: Readonly<RtpHeader>, datagram: Uint8Array, arrival: number, missing: number): void {
    const { payloadType, timestamp } = header;
    const kind = this.#payloads.kind(payloadType);
    const size = header.payloadEnd - header.payloadStart;
    this.#missing += missing;
    if (kind === UNKNOWN || kind === DIGITS || size === 0) return;
    const clock = this.#payloads.clock(payloadType);
    const length = kind === NOISE ? 0 : this.#length(payloadType, size, timestamp, clock);
    const before = this.#timeline.end;
    const sinceStart = arrival - this.#settings.startedAt;
    const at = this.#timeline.place(timestamp, clock, sinceStart, length);
    if (at === undefined) {
      this.counters.overrun += 1;
      return;
    }
    this.#arrival = arrival;
    if (!this.#cutter.filled) this.#gatheringSince = arrival;
    if (this.#missing > 0) this.#gap(before, at);
    const payload = datagram.subarray(header.payloadStart, header.payloadEnd);
    this.#cutter.packet(
      at,
      length,
      sinceStart,
      payloadType,
      header.sequence,
      timestamp,
      header.ssrc,
      header.marker,
      payload,
    );
    if (length > 0) this.#typicalLength = length;
    this.#lastTimestamp = timestamp;
    this.latestPayload = payload;
    this.latestType = payloadType;
    this.lastPacketAt = arrival;
    this.counters.packets += 1;
    this.counters.bytes += size;
  }

  /** Lost sound between what was placed before and the packet at `at`. Silence beyond the lost packets is no loss. */
  #gap(before: number, at: number): void {
    const length = Math.min(at - before, Math.round(this.#missing * this.#typicalLength));
    if (length > 0) this.#cutter.gap(before, length, this.#missing);
    this.#missing = 0;
  }

  /** Ticks of the channel; where the size does not tell, the step from the packet before. */
  #length(payloadType: number, size: number, timestamp: number, clock: number): number {
    const known = this.#payloads.length(payloadType, size);
    if (known > 0) return known;
    const step = (timestamp - this.#lastTimestamp) | 0;
    const longest = clock * 0.12;
    return step > 0 && step <= longest ? Math.round((step * this.format.clockRate) / clock) : this.#typicalLength;
  }
}

/** Not sending to us: inactive, receive-only, taken away, or c=0.0.0.0. */
export function isHeld(media: SdpMedia): boolean {
  return media.port === 0 || media.unspecified || media.direction === 'inactive' || media.direction === 'recvonly';
}
