/**
 * Sound at rest: what arrived on one channel, as a list of packets and gaps on the recording's timeline.
 *
 * A channel is one direction of one medium (a telephone leg, a microphone). Its timeline counts *ticks*: units of the
 * codec's RTP clock (8000 a second for G.711, 48000 for Opus) since the recording's start. The one who records decides
 * where a packet stands (`at`); everybody after that only reads it.
 */

/** One codec packet, exactly as it was received. */
export interface Packet {
  readonly kind: 'packet';
  /** Place on the channel's timeline, in ticks since the recording's start. */
  readonly at: number;
  /** Moment of arrival, in microseconds since the recording's start (wall clock). */
  readonly arrival: number;
  /** RTP payload type (RFC 3551); names the codec through the channel's format. */
  readonly payloadType: number;
  readonly sequence: number;
  /** RTP timestamp as sent (32 bits, random start). */
  readonly timestamp: number;
  readonly ssrc: number;
  readonly marker: boolean;
  readonly payload: Uint8Array;
}

/** Sound that should have been there and was not: told, never hidden. */
export interface Gap {
  readonly kind: 'gap';
  readonly at: number;
  /** Length in ticks. */
  readonly duration: number;
  /** Packets missing, as counted from sequence numbers; 0 where unknown. */
  readonly packets: number;
}

export type Entry = Packet | Gap;

/** What a channel carries. Payload types map to codecs; a call may switch between the negotiated ones. */
export interface ChannelFormat {
  /** Ticks per second of the timeline. */
  readonly clockRate: number;
  readonly codecs: Readonly<Record<number, Codec>>;
}

export interface Codec {
  /** RTP encoding name in upper case: PCMA, PCMU, OPUS, G722, … */
  readonly name: string;
  readonly clockRate: number;
  readonly channels: number;
  /** The SDP fmtp line, if any. */
  readonly parameters?: string;
}
