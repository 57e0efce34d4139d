/** What the telephone server is told at its start, its limits and terms, and how it fails. */
import type { SipTimers, TransportLimits } from '@woordelijk/sip';
import type { RecordingDoor } from './door.ts';

/** `event` is a stable word; `fields` hold ids, codes and counts, never numbers, names or message text of callers. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void;

export interface TelephonyLimits {
  /** Calls at the same time; more are answered 503. */
  readonly calls: number;
  /** Streams (m-lines) that are recorded in one call; further ones are refused with port 0. */
  readonly streams: number;
  /** Chunks of one call that the door has not acknowledged yet; beyond it the call ends with `storage`. */
  readonly backlogChunks: number;
  /** Bytes of such chunks. */
  readonly backlogBytes: number;
  /** Packets that may wait for a missing one. */
  readonly reorderPackets: number;
}

export const TELEPHONY_LIMITS: TelephonyLimits = {
  calls: 2_000,
  streams: 8,
  backlogChunks: 120,
  backlogBytes: 8_388_608,
  reorderPackets: 32,
};

/** All in milliseconds. */
export interface TelephonyTerms {
  /** How long a packet may wait for a missing one. */
  readonly reorder: number;
  /** Longest leaf; a boundary always falls between two packets. */
  readonly leaf: number;
  /** After this long what was gathered goes to the door. */
  readonly chunk: number;
  /** Difference between RTP time and wall clock beyond which a stream is anchored to the wall clock again. */
  readonly reanchor: number;
  /** Packets still under way when the client asks for hold are taken in for this long. */
  readonly holdGrace: number;
  /** After the end of a call its sockets are read until no packet came for this long. */
  readonly drain: number;
  /** Without packets for this long a stream is told missing. */
  readonly mediaMissing: number;
  /** Without packets on every leg for this long the call ends with `no-media`. */
  readonly noMedia: number;
  /** All legs on hold for this long: `no-media` too. */
  readonly longestHold: number;
  /** Rhythm of the one timer that all calls share. */
  readonly tick: number;
  /** At the end of a call: how long acknowledgements are waited for. */
  readonly settle: number;
  /** Session timer granted where the client asks for none in particular (RFC 4028), and the least we accept. */
  readonly minimumSession: number;
}

export const TELEPHONY_TERMS: TelephonyTerms = {
  reorder: 150,
  leaf: 200,
  chunk: 1_000,
  reanchor: 1_000,
  holdGrace: 200,
  drain: 200,
  mediaMissing: 30_000,
  noMedia: 300_000,
  longestHold: 14_400_000,
  tick: 100,
  settle: 30_000,
  minimumSession: 90_000,
};

export interface TelephonySettings {
  /** Where SIP listens, UDP and TCP on the same port. Port 0: any free one. */
  readonly sip: { readonly host: string; readonly port: number };
  /** Where sound is received. `advertised`: the address told to clients, where it differs (NAT). */
  readonly rtp: {
    readonly host: string;
    readonly portMin?: number;
    readonly portMax?: number;
    readonly advertised?: string;
  };
  /** Sources that may place calls, in CIDR form. Empty: loopback only. */
  readonly allow: readonly string[];
  readonly limits?: Partial<TelephonyLimits>;
  readonly terms?: Partial<TelephonyTerms>;
  readonly timers?: SipTimers;
  readonly transport?: Partial<TransportLimits>;
  readonly door: RecordingDoor;
  /** Epoch microseconds; must never step back (anchor a monotonic clock to the wall clock once). */
  readonly now: () => number;
  /** As Math.random. */
  readonly random: () => number;
  readonly log?: Log;
}

/** Even ports outside Linux' ephemeral range 32768–60999. */
export const RTP_PORTS = { portMin: 20_000, portMax: 29_998 } as const;

/**
 * The telephone server cannot start.
 * `sip-needs-allow-list`: SIP would be reachable from outside without a source list. `rtp-ports`: the port range is unusable.
 * (`port-in-use`, `sip-listen` and `bad-cidr` come from `@woordelijk/sip`.)
 */
export class TelephonyError extends Error {
  readonly code: 'sip-needs-allow-list' | 'rtp-ports' | 'rtp-ports-exhausted';
  constructor(code: TelephonyError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TelephonyError';
    this.code = code;
  }
}
