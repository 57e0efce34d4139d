/**
 * Client transactions as pure machines (RFC 3261 section 17.1, RFC 6026). Same manners as the server ones: time goes in,
 * bytes and events come out. Responses that the user should see are told by the return of `receive`.
 */
import { NOTHING, type SipTimers, type TransactionOutput } from './timers.ts';

const NEVER = Number.POSITIVE_INFINITY;

export interface ClientTransaction {
  readonly over: boolean;
  readonly due: number;
  start(now: number): readonly TransactionOutput[];
  /** `pass`: whether the response goes up to the user. */
  receive(status: number, now: number): { readonly pass: boolean; readonly outputs: readonly TransactionOutput[] };
  tick(now: number): readonly TransactionOutput[];
}

type InviteState = 'calling' | 'proceeding' | 'completed' | 'accepted' | 'terminated';

/** INVITE (17.1.1), timers A, B, D and RFC 6026's M. `acknowledge` gives the ACK for a refusal, once it is known. */
export class InviteClientTransaction implements ClientTransaction {
  readonly #timers: SipTimers;
  readonly #reliable: boolean;
  readonly #request: Uint8Array;
  readonly #acknowledge: () => Uint8Array;
  #state: InviteState = 'calling';
  #ack: Uint8Array | undefined;
  #resendAt = NEVER;
  #interval: number;
  #endAt = NEVER;

  constructor(timers: SipTimers, reliable: boolean, request: Uint8Array, acknowledge: () => Uint8Array) {
    this.#timers = timers;
    this.#reliable = reliable;
    this.#request = request;
    this.#acknowledge = acknowledge;
    this.#interval = timers.t1;
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

  start(now: number): readonly TransactionOutput[] {
    this.#resendAt = this.#reliable ? NEVER : now + this.#interval; // A
    this.#endAt = now + 64 * this.#timers.t1; // B
    return [{ kind: 'send', bytes: this.#request }];
  }

  receive(status: number, now: number): { pass: boolean; outputs: readonly TransactionOutput[] } {
    if (this.#state === 'terminated') return { pass: false, outputs: NOTHING };
    if (this.#state === 'accepted') return { pass: status >= 200 && status < 300, outputs: NOTHING };
    if (this.#state === 'completed')
      return { pass: false, outputs: status >= 300 ? [{ kind: 'send', bytes: this.#ack! }] : NOTHING };
    this.#resendAt = NEVER;
    if (status < 200) {
      this.#state = 'proceeding';
      this.#endAt = NEVER;
      return { pass: true, outputs: NOTHING };
    }
    if (status < 300) {
      this.#state = 'accepted';
      this.#endAt = now + 64 * this.#timers.t1; // M
      return { pass: true, outputs: NOTHING };
    }
    this.#ack = this.#acknowledge();
    this.#state = 'completed';
    this.#endAt = now + (this.#reliable ? 0 : Math.max(64 * this.#timers.t1, 32)); // D
    return { pass: true, outputs: [{ kind: 'send', bytes: this.#ack }] };
  }

  tick(now: number): readonly TransactionOutput[] {
    if (now >= this.#endAt) {
      const unheard = this.#state === 'calling';
      this.#state = 'terminated';
      this.#resendAt = NEVER;
      this.#endAt = NEVER;
      return unheard ? [{ kind: 'timeout' }, { kind: 'terminated' }] : [{ kind: 'terminated' }];
    }
    if (now < this.#resendAt) return NOTHING;
    this.#interval *= 2;
    this.#resendAt = now + this.#interval;
    return [{ kind: 'send', bytes: this.#request }];
  }
}

type RequestState = 'trying' | 'proceeding' | 'completed' | 'terminated';

/** Every other method (17.1.2), timers E, F and K. */
export class RequestClientTransaction implements ClientTransaction {
  readonly #timers: SipTimers;
  readonly #reliable: boolean;
  readonly #request: Uint8Array;
  #state: RequestState = 'trying';
  #resendAt = NEVER;
  #interval: number;
  #endAt = NEVER;

  constructor(timers: SipTimers, reliable: boolean, request: Uint8Array) {
    this.#timers = timers;
    this.#reliable = reliable;
    this.#request = request;
    this.#interval = timers.t1;
  }

  get state(): RequestState {
    return this.#state;
  }

  get over(): boolean {
    return this.#state === 'terminated';
  }

  get due(): number {
    return Math.min(this.#resendAt, this.#endAt);
  }

  start(now: number): readonly TransactionOutput[] {
    this.#resendAt = this.#reliable ? NEVER : now + this.#interval; // E
    this.#endAt = now + 64 * this.#timers.t1; // F
    return [{ kind: 'send', bytes: this.#request }];
  }

  receive(status: number, now: number): { pass: boolean; outputs: readonly TransactionOutput[] } {
    if (this.#state === 'completed' || this.#state === 'terminated') return { pass: false, outputs: NOTHING };
    if (status < 200) {
      this.#state = 'proceeding';
      return { pass: true, outputs: NOTHING };
    }
    this.#state = 'completed';
    this.#resendAt = NEVER;
    this.#endAt = now + (this.#reliable ? 0 : this.#timers.t4); // K
    return { pass: true, outputs: NOTHING };
  }

  tick(now: number): readonly TransactionOutput[] {
    if (now >= this.#endAt) {
      const unheard = this.#state !== 'completed';
      this.#state = 'terminated';
      this.#resendAt = NEVER;
      this.#endAt = NEVER;
      return unheard ? [{ kind: 'timeout' }, { kind: 'terminated' }] : [{ kind: 'terminated' }];
    }
    if (now < this.#resendAt) return NOTHING;
    this.#interval = this.#state === 'proceeding' ? this.#timers.t2 : Math.min(this.#interval * 2, this.#timers.t2);
    this.#resendAt = now + this.#interval;
    return [{ kind: 'send', bytes: this.#request }];
  }
}
