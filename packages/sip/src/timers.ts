/** The timer values of RFC 3261 table 4, in milliseconds. Everything else is computed from these. */
export interface SipTimers {
  /** Round-trip estimate; first retransmission interval. */
  readonly t1: number;
  /** Longest retransmission interval for non-INVITE requests and INVITE responses. */
  readonly t2: number;
  /** Longest time a message stays in the network. */
  readonly t4: number;
}

export const SIP_TIMERS: SipTimers = { t1: 500, t2: 4_000, t4: 5_000 };

/** What a transaction wants done. `bytes` go out as they are. */
export type TransactionOutput =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  /** ACK seen for a 2xx answer (server). */
  | { readonly kind: 'acknowledged' }
  /** Nothing came within 64*T1: no ACK (server), no answer (client). */
  | { readonly kind: 'timeout' }
  /** The transaction is over: forget it. */
  | { readonly kind: 'terminated' };

export const NOTHING: readonly TransactionOutput[] = [];
