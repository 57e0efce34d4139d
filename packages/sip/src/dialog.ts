/** Dialogs (RFC 3261 section 12): what both ends share between the first answer and the BYE. Pure. */
import { parseCSeq, parseNameAddress } from './headers.ts';
import { EMPTY, type Header, header, headerList, type SipRequest, type SipResponse } from './message.ts';

/** Call-ID and both tags, seen from this end. */
export function dialogId(callId: string, localTag: string, remoteTag: string): string {
  return `${callId}\n${localTag}\n${remoteTag}`;
}

/** The dialog an in-dialog request (one with a To tag) belongs to; undefined without tags. */
export function dialogIdOf(request: SipRequest): string | undefined {
  const callId = header(request, 'call-id');
  const local = tagOf(header(request, 'to'));
  const remote = tagOf(header(request, 'from')) ?? '';
  return callId === undefined || local === undefined ? undefined : dialogId(callId, local, remote);
}

/** The `tag` of a From or To value. */
export function tagOf(value: string | undefined): string | undefined {
  const tag = value === undefined ? undefined : parseNameAddress(value)?.parameters.get('tag');
  return tag === '' ? undefined : tag;
}

export class Dialog {
  readonly id: string;
  readonly callId: string;
  /** From and To values for requests of ours, tags included. */
  readonly #local: string;
  readonly #remote: string;
  readonly #routes: readonly string[];
  #target: string;
  #localSequence: number;
  #remoteSequence: number;

  private constructor(p: {
    id: string;
    callId: string;
    local: string;
    remote: string;
    routes: readonly string[];
    target: string;
    localSequence: number;
    remoteSequence: number;
  }) {
    this.id = p.id;
    this.callId = p.callId;
    this.#local = p.local;
    this.#remote = p.remote;
    this.#routes = p.routes;
    this.#target = p.target;
    this.#localSequence = p.localSequence;
    this.#remoteSequence = p.remoteSequence;
  }

  /** Server side (12.1.1), from the INVITE and the To tag of our answer. Undefined where Contact or Call-ID is unusable. */
  static ofServer(invite: SipRequest, localTag: string): Dialog | undefined {
    const from = header(invite, 'from') ?? '';
    const to = header(invite, 'to') ?? '';
    const callId = header(invite, 'call-id');
    const contact = parseNameAddress(headerList(invite, 'contact')[0] ?? '');
    const cseq = parseCSeq(header(invite, 'cseq'));
    if (callId === undefined || contact === undefined || cseq === undefined) return undefined;
    return new Dialog({
      id: dialogId(callId, localTag, tagOf(from) ?? ''),
      callId,
      local: `${to};tag=${localTag}`,
      remote: from,
      routes: headerList(invite, 'record-route'),
      target: contact.uri,
      localSequence: 0,
      remoteSequence: cseq.number,
    });
  }

  /** Client side (12.1.2), from our INVITE and its 2xx answer. */
  static ofClient(invite: SipRequest, answer: SipResponse): Dialog | undefined {
    const from = header(invite, 'from') ?? '';
    const to = header(answer, 'to') ?? '';
    const callId = header(invite, 'call-id');
    const contact = parseNameAddress(headerList(answer, 'contact')[0] ?? '');
    const cseq = parseCSeq(header(invite, 'cseq'));
    if (callId === undefined || cseq === undefined) return undefined;
    return new Dialog({
      id: dialogId(callId, tagOf(from) ?? '', tagOf(to) ?? ''),
      callId,
      local: from,
      remote: to,
      routes: headerList(answer, 'record-route').reverse(),
      target: contact?.uri ?? invite.uri,
      localSequence: cseq.number,
      remoteSequence: 0,
    });
  }

  /** Where the next hop is: the first route, else the remote target. A SIP URI. */
  get nextHop(): string {
    const first = this.#routes[0];
    return (first === undefined ? undefined : parseNameAddress(first)?.uri) ?? this.#target;
  }

  /** Takes a request's sequence number in (12.2.2); false where it is older than one seen before: answer 500. */
  accepts(request: SipRequest): boolean {
    const number = parseCSeq(header(request, 'cseq'))?.number ?? -1;
    if (number < this.#remoteSequence) return false;
    this.#remoteSequence = number;
    return true;
  }

  /** A target refresh (re-INVITE, UPDATE or their answers): the remote Contact replaces the target. */
  refresh(message: SipRequest | SipResponse): void {
    const contact = parseNameAddress(headerList(message, 'contact')[0] ?? '');
    if (contact !== undefined) this.#target = contact.uri;
  }

  /** A request inside the dialog (12.2.1.1). Via is added when it is sent. ACK repeats the INVITE's number (pass `sequence`). */
  request(method: string, headers: readonly Header[], body: Uint8Array = EMPTY, sequence?: number): SipRequest {
    if (sequence === undefined) this.#localSequence += 1;
    return {
      kind: 'request',
      method,
      uri: this.#target,
      version: 'SIP/2.0',
      headers: [
        { name: 'max-forwards', value: '70' },
        ...this.#routes.map((value) => ({ name: 'route', value })),
        { name: 'from', value: this.#local },
        { name: 'to', value: this.#remote },
        { name: 'call-id', value: this.callId },
        { name: 'cseq', value: `${sequence ?? this.#localSequence} ${method}` },
        ...headers,
      ],
      body,
    };
  }
}
