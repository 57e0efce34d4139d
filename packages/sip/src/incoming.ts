/** A request of the peer on its way through the endpoint: answered once, cancelled perhaps. */
import type { SipRequest } from './message.ts';
import { type Answer, responseTo } from './response.ts';
import type { Flow } from './transports.ts';
import { writeMessage } from './writer.ts';

/** A request of the peer that waits for our answer. */
export interface IncomingRequest {
  readonly message: SipRequest;
  readonly flow: Flow;
  /** The tag our answer will carry in To (the dialog's, where the request came inside one). */
  readonly localTag: string;
  /** True once the peer sent CANCEL; the INVITE has then been answered 487 already. */
  readonly cancelled: boolean;
  onCancel: (() => void) | undefined;
  /** The ACK for our 2xx came. */
  onConfirmed: (() => void) | undefined;
  /** No ACK came for our 2xx within 64*T1. */
  onUnconfirmed: (() => void) | undefined;
  /** Answers; a second final answer is ignored. */
  respond(answer: Answer): void;
}

/** The endpoint's own side of an IncomingRequest; `key` is its transaction. */
export class Incoming implements IncomingRequest {
  readonly message: SipRequest;
  readonly flow: Flow;
  readonly localTag: string;
  readonly key: string;
  onCancel: (() => void) | undefined;
  onConfirmed: (() => void) | undefined;
  onUnconfirmed: (() => void) | undefined;
  readonly #send: (bytes: Uint8Array, status: number) => void;
  #final = false;
  #cancelled = false;

  constructor(
    message: SipRequest,
    flow: Flow,
    localTag: string,
    key: string,
    send: (bytes: Uint8Array, status: number) => void,
  ) {
    this.message = message;
    this.flow = flow;
    this.localTag = localTag;
    this.key = key;
    this.#send = send;
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  respond(answer: Answer): void {
    if (this.#final) return;
    const tag = answer.status === 100 ? undefined : this.localTag;
    const bytes = writeMessage(responseTo(this.message, this.flow, answer, tag));
    this.#final = answer.status >= 200;
    this.#send(bytes, answer.status);
  }

  /** CANCEL came: 487 where no final answer was given yet, else nothing (RFC 3261 section 9.2). */
  cancel(): void {
    if (this.#final) return;
    this.#cancelled = true;
    this.respond({ status: 487 });
    this.onCancel?.();
  }
}
