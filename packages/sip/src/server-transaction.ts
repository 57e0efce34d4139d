/**
 * Server transactions as pure machines (RFC 3261 section 17.2, RFC 6026): messages and time go in, bytes to send and
 * events come out. Times are milliseconds on any clock that never steps back. `due` is when `tick` wants to be called.
 */
import { NOTHING, type SipTimers, type TransactionOutput } from './timers.ts';

const NEVER = Number.POSITIVE_INFINITY;

export interface ServerTransaction {
  readonly over: boolean;
  readonly due: number;
  /** Our answer. The bytes are kept for retransmission. */
  respond(status: number, bytes: Uint8Array, now: number): readonly TransactionOutput[];
  /** The same request came again. */
  again(now: number): readonly TransactionOutput[];
  /** An ACK came for this transaction's answer (INVITE only). */
  ack(now: number): readonly TransactionOutput[];
  tick(now: number): readonly TransactionOutput[];
}

type InviteState = 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated';

/**
 * INVITE (17.2.1 with RFC 6026's Accepted state). The 2xx answer is sent again until its ACK comes (13.3.1.4), also over
 * TCP; without ACK in 64*T1 it gives 'timeout', on which the user of the transaction hangs up.
 */
export class InviteServerTransaction implements ServerTransaction {
  readonly #timers: SipTimers;
  readonly #reliable: boolean;
  #state: InviteState = 'proceeding';
  #answer: Uint8Array | undefined;
  #acknowledged = false;
  #resendAt = NEVER;
  #interval = 0;
  #endAt = NEVER;

  constructor(timers: SipTimers, reliable: boolean) {
    this.#timers = timers;
    this.#reliable = reliable;
  }

  get state(): InviteState {
    return this.#state;
  }

  get over(): boolean {
    return this.#state === 'terminated';
  }

  get due(): number {
    return Math.min(this.#resendAt, this.#endAt);
  }

  respond(status: number, bytes: Uint8Array, now: number): readonly TransactionOutput[] {
    if (this.#state !== 'proceeding') return NOTHING;
    this.#answer = bytes;
    if (status < 200) return [{ kind: 'send', bytes }];
    const { t1 } = this.#timers;
    this.#interval = t1;
    this.#endAt = now + 64 * t1; // H, or L of RFC 6026
    if (status < 300) {
      this.#state = 'accepted';
      this.#resendAt = now + t1;
    } else {
      this.#state = 'completed';
      this.#resendAt = this.#reliable ? NEVER : now + t1; // G
    }
    return [{ kind: 'send', bytes }];
  }

  again(_now: number): readonly TransactionOutput[] {
    if (this.#answer === undefined || this.#state === 'confirmed' || this.#state === 'terminated') return NOTHING;
    if (this.#state === 'accepted' && this.#acknowledged) return NOTHING;
    return [{ kind: 'send', bytes: this.#answer }];
  }

  ack(now: number): readonly TransactionOutput[] {
    if (this.#state === 'accepted') {
      if (this.#acknowledged) return NOTHING;
      this.#acknowledged = true;
      this.#resendAt = NEVER;
      return [{ kind: 'acknowledged' }];
    }
    if (this.#state !== 'completed') return NOTHING;
    this.#state = 'confirmed';
    this.#resendAt = NEVER;
    if (this.#reliable) return this.#terminate();
    this.#endAt = now + this.#timers.t4; // I
    return NOTHING;
  }

  tick(now: number): readonly TransactionOutput[] {
    if (now >= this.#endAt) {
      const unheard = this.#state === 'completed' || (this.#state === 'accepted' && !this.#acknowledged);
      return unheard ? [{ kind: 'timeout' }, ...this.#terminate()] : this.#terminate();
    }
    if (now < this.#resendAt || this.#answer === undefined) return NOTHING;
    this.#interval = Math.min(this.#interval * 2, this.#timers.t2);
    this.#resendAt = now + this.#interval;
    return [{ kind: 'send', bytes: this.#answer }];
  }

  #terminate(): readonly TransactionOutput[] {
    this.#state = 'terminated';
    this.#resendAt = NEVER;
    this.#endAt = NEVER;
    return [{ kind: 'terminated' }];
  }
}

type RequestState = 'trying' | 'proceeding' | 'completed' | 'terminated';

/** Every other method (17.2.2), timer J. */
export class RequestServerTransaction implements ServerTransaction {
  readonly #timers: SipTimers;
  readonly #reliable: boolean;
  #state: RequestState = 'trying';
  #answer: Uint8Array | undefined;
  #endAt = NEVER;

  constructor(timers: SipTimers, reliable: boolean) {
    this.#timers = timers;
    this.#reliable = reliable;
  }

  get state(): RequestState {
    return this.#state;
  }

  get over(): boolean {
    return this.#state === 'terminated';
  }

  get due(): number {
    return this.#endAt;
  }

  respond(status: number, bytes: Uint8Array, now: number): readonly TransactionOutput[] {
    if (this.#state === 'completed' || this.#state === 'terminated') return NOTHING;
    this.#answer = bytes;
    if (status < 200) {
      this.#state = 'proceeding';
      return [{ kind: 'send', bytes }];
    }
    if (this.#reliable) {
      this.#state = 'terminated';
      return [{ kind: 'send', bytes }, { kind: 'terminated' }];
    }
    this.#state = 'completed';
    this.#endAt = now + 64 * this.#timers.t1;
    return [{ kind: 'send', bytes }];
  }

  again(_now: number): readonly TransactionOutput[] {
    if (this.#answer === undefined || this.#state === 'trying' || this.#state === 'terminated') return NOTHING;
    return [{ kind: 'send', bytes: this.#answer }];
  }

  ack(_now: number): readonly TransactionOutput[] {
    return NOTHING;
  }

  tick(now: number): readonly TransactionOutput[] {
    if (now < this.#endAt) return NOTHING;
    this.#state = 'terminated';
    this.#endAt = NEVER;
    return [{ kind: 'terminated' }];
  }
}
