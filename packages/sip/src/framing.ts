/** Cuts a TCP byte stream into SIP messages (RFC 3261 section 18.3) and keep-alives (RFC 5626 section 3.5.1). Pure. */
import { type Drop, dropSilently } from './junk.ts';
import { contentLength, endOfHead, MESSAGE_LIMITS, type MessageLimits, parseHead, type SipMessage } from './message.ts';

export type Frame =
  | { readonly kind: 'message'; readonly message: SipMessage }
  /** CRLF CRLF from the peer; answer with one CRLF. */
  | { readonly kind: 'ping' }
  /** The stream cannot be followed any further: close it. */
  | { readonly kind: 'broken' };

/** Holds at most one unfinished message: never more than `limits.message` bytes plus one chunk. */
export class MessageFramer {
  readonly #limits: MessageLimits;
  readonly #drop: Drop;
  #pending: Buffer = Buffer.alloc(0);
  #scanned = 0;
  #head: { message: SipMessage; end: number; total: number } | undefined;
  #broken = false;

  constructor(drop: Drop = dropSilently, limits: MessageLimits = MESSAGE_LIMITS) {
    this.#drop = drop;
    this.#limits = limits;
  }

  /** Bytes of a message that is not complete yet. */
  get unfinished(): number {
    return this.#pending.length;
  }

  /** Takes the next chunk and gives what became complete. After 'broken' it gives nothing more. */
  push(chunk: Uint8Array): Frame[] {
    if (this.#broken) return [];
    this.#pending = this.#pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#pending, chunk]);
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== undefined; frame = this.#next()) {
      frames.push(frame);
      if (frame.kind === 'broken') {
        this.#broken = true;
        this.#pending = Buffer.alloc(0);
        break;
      }
    }
    return frames;
  }

  #next(): Frame | undefined {
    if (this.#head === undefined) {
      const ping = this.#leadingBreaks();
      if (ping) return { kind: 'ping' };
      if (this.#pending.length === 0) return undefined;
      const end = endOfHead(this.#pending, Math.max(0, this.#scanned - 3));
      if (end < 0) {
        this.#scanned = this.#pending.length;
        if (this.#pending.length > this.#limits.head) return this.#break('too-large');
        return undefined;
      }
      const message = parseHead(this.#pending.subarray(0, end), this.#drop, this.#limits);
      if (message === undefined) return { kind: 'broken' };
      // Over TCP the length is mandatory; without one only an empty body makes sense.
      const length = contentLength(message) ?? 0;
      if (length === 'bad') return this.#break('content-length');
      if (end + length > this.#limits.message) return this.#break('too-large');
      this.#head = { message, end, total: end + length };
    }
    const { message, end, total } = this.#head;
    if (this.#pending.length < total) return undefined;
    const body = Buffer.from(this.#pending.subarray(end, total));
    this.#consume(total);
    this.#head = undefined;
    return { kind: 'message', message: { ...message, body } };
  }

  /** Takes line breaks between messages away; true when a double one (a ping) was among them. */
  #leadingBreaks(): boolean {
    const p = this.#pending;
    let n = 0;
    while (n + 1 < p.length && p[n] === 0x0d && p[n + 1] === 0x0a && n < 4) n += 2;
    if (n > 0) this.#consume(n);
    return n === 4;
  }

  #consume(bytes: number): void {
    this.#pending = this.#pending.subarray(bytes);
    this.#scanned = 0;
  }

  #break(reason: Parameters<Drop>[0]): Frame {
    this.#drop(reason);
    return { kind: 'broken' };
  }
}
