/**
 * A SIP endpoint: sockets, transactions and the checks of RFC 3261 section 8.2 that come before any user's own.
 * What reaches `onRequest` is well-formed, new (no retransmission), of a supported method, and waits for one answer.
 */
import { refusalOf } from './acceptance.ts';
import { acknowledgeRefusal, cancellation, outgoing } from './client-request.ts';
import { type ClientTransaction, InviteClientTransaction, RequestClientTransaction } from './client-transaction.ts';
import { tagOf } from './dialog.ts';
import { parseCSeq, parseUri } from './headers.ts';
import { Incoming, type IncomingRequest } from './incoming.ts';
import { allowList, canonicalAddress } from './ip-address.ts';
import { JunkCounter } from './junk.ts';
import { confirmKey, transactionKey } from './matching.ts';
import { header, MESSAGE_LIMITS, type SipRequest, type SipResponse } from './message.ts';
import { type Answer, responseTarget, responseTo, type Source, topVia } from './response.ts';
import { InviteServerTransaction, RequestServerTransaction, type ServerTransaction } from './server-transaction.ts';
import { SIP_TIMERS, type SipTimers, type TransactionOutput } from './timers.ts';
import { type Flow, TRANSPORT_LIMITS, type TransportLimits, type TransportName, Transports } from './transports.ts';
import { writeMessage } from './writer.ts';

export interface EndpointSettings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly transports?: readonly TransportName[];
  /** Sources that may speak to us, in CIDR form; the empty list means loopback only. */
  readonly allow: readonly string[];
  /** Methods beside ACK and CANCEL; others are answered 405. */
  readonly methods: readonly string[];
  /** Option tags that may stand in Require; others are answered 420. */
  readonly supported: readonly string[];
  /** Media types named in Accept, for 415 and OPTIONS. */
  readonly accept: readonly string[];
  readonly timers?: SipTimers;
  readonly limits?: Partial<TransportLimits> & { readonly transactions?: number };
  /** Milliseconds on a clock that never steps back. */
  readonly now: () => number;
  /** As Math.random; only for tags and branches, which need to be unique, not secret. */
  readonly random: () => number;
  /** May throw or reject: the request is then answered 500 and `onFault` told. */
  readonly onRequest: (request: IncomingRequest) => void | Promise<void>;
  /** An ACK for a 2xx answer, with its body (delayed offers). */
  readonly onAck?: (ack: SipRequest) => void;
  /** A TCP connection ended. */
  readonly onFlowClosed?: (flow: Flow) => void;
  readonly onFault?: (error: unknown) => void;
}

/** How a request of ours went. */
export interface RequestListener {
  /** Provisional and final answers; for INVITE also each repetition of a 2xx: acknowledge it again. */
  onResponse(response: SipResponse): void;
  /** `timeout`: no answer in 64*T1. `transport`: it could not be sent, or the connection was lost. */
  onFailure(why: 'timeout' | 'transport'): void;
}

export interface Target {
  readonly address: string;
  readonly port: number;
  readonly transport: TransportName;
}

interface Served {
  readonly machine: ServerTransaction;
  readonly request: Incoming;
  readonly mergeKey: string | undefined;
}

interface Asked {
  readonly machine: ClientTransaction;
  readonly flow: Flow;
  readonly listener: RequestListener;
  answered: boolean;
}

const MAX_TRANSACTIONS = 20_000;
const NOBODY: RequestListener = { onResponse: () => undefined, onFailure: () => undefined };

/** Opens the sockets and starts to listen. Throws ListenError (`port-in-use`, `sip-listen`) or AddressListError (`bad-cidr`). */
export async function openEndpoint(settings: EndpointSettings): Promise<Endpoint> {
  const endpoint = new Endpoint(settings);
  await endpoint.open();
  return endpoint;
}

export class Endpoint {
  readonly #settings: EndpointSettings;
  readonly #timers: SipTimers;
  readonly #junk = new JunkCounter();
  readonly #served = new Map<string, Served>();
  readonly #confirming = new Map<string, string>(); // ACK for 2xx: dialog and CSeq → transaction
  readonly #merge = new Map<string, string>(); // RFC 3261 8.2.2.2
  readonly #asked = new Map<string, Asked>();
  readonly #ticker: NodeJS.Timeout;
  #transports: Transports | undefined;

  /** Use openEndpoint. */
  constructor(settings: EndpointSettings) {
    this.#settings = settings;
    this.#timers = settings.timers ?? SIP_TIMERS;
    this.#ticker = setInterval(() => this.#tick(), Math.max(5, Math.min(50, this.#timers.t1 / 4)));
  }

  async open(): Promise<void> {
    const s = this.#settings;
    try {
      this.#transports = await Transports.open({
        host: s.host,
        port: s.port,
        transports: s.transports ?? ['udp', 'tcp'],
        allowed: allowList(s.allow),
        messageLimits: MESSAGE_LIMITS,
        limits: { ...TRANSPORT_LIMITS, ...s.limits },
        drop: this.#junk.drop,
        onMessage: (message, flow) => {
          try {
            if (message.kind === 'request') this.#request(message, flow);
            else this.#response(message);
          } catch (error) {
            s.onFault?.(error); // one message must never end the calls of others
          }
        },
        onClose: (flow) => this.#flowClosed(flow),
      });
    } catch (error) {
      clearInterval(this.#ticker);
      throw error;
    }
  }

  /** The port in use, the same for UDP and TCP. */
  get port(): number {
    return this.#transports?.port ?? 0;
  }

  /** Live counters. */
  get state(): {
    readonly junk: Readonly<Record<string, number>>;
    readonly transactions: number;
    readonly connections: number;
  } {
    return {
      junk: this.#junk.counts,
      transactions: this.#served.size + this.#asked.size,
      connections: this.#transports?.connections ?? 0,
    };
  }

  /** A tag or branch part nobody else uses. */
  token(): string {
    const part = () =>
      Math.floor(this.#settings.random() * 0x1_0000_0000)
        .toString(36)
        .padStart(7, '0');
    return part() + part();
  }

  /**
   * Sends a request (not ACK) and reports its answers. Via and branch are added here. Gives what cancels it: for an
   * INVITE that was not answered finally; otherwise it does nothing.
   */
  request(message: SipRequest, target: Target, listener: RequestListener): () => void {
    const flow = this.#flowTo(target);
    if (flow === undefined) {
      listener.onFailure('transport');
      return () => undefined;
    }
    const branch = `z9hG4bK${this.token()}`;
    const { message: full, bytes } = outgoing(message, branch, flow.transport, this.#viaHost(), this.port);
    const machine =
      message.method === 'INVITE'
        ? new InviteClientTransaction(this.#timers, flow.reliable, bytes, () =>
            writeMessage(acknowledgeRefusal(full, this.#lastTo.get(branch) ?? header(full, 'to') ?? '')),
          )
        : new RequestClientTransaction(this.#timers, flow.reliable, bytes);
    const asked = this.#ask(`${branch}|${message.method}`, machine, flow, listener);
    return () => {
      if (message.method !== 'INVITE' || asked.answered) return;
      const cancel = new RequestClientTransaction(this.#timers, flow.reliable, writeMessage(cancellation(full)));
      this.#ask(`${branch}|CANCEL`, cancel, flow, NOBODY);
    };
  }

  /** Sends an ACK for a 2xx answer, outside any transaction (RFC 3261 13.2.2.4). */
  acknowledge(ack: SipRequest, target: Target): void {
    const flow = this.#flowTo(target);
    if (flow === undefined) return;
    flow.send(outgoing(ack, `z9hG4bK${this.token()}`, flow.transport, this.#viaHost(), this.port).bytes);
  }

  /** Where a dialog's next request goes: its next hop where that is an IP literal, else the way the peer last came. */
  targetFor(uri: string, lastFlow: Flow): Target {
    const parsed = parseUri(uri);
    const address = parsed === undefined ? undefined : canonicalAddress(parsed.host);
    const named = parsed?.parameters.get('transport')?.toLowerCase();
    const transport = named === 'udp' || named === 'tcp' ? named : lastFlow.transport;
    if (lastFlow.transport === 'tcp' && lastFlow.open && transport === 'tcp')
      return { address: lastFlow.address, port: lastFlow.port, transport };
    if (address === undefined) return { address: lastFlow.address, port: lastFlow.port, transport: lastFlow.transport };
    return { address, port: parsed?.port ?? 5060, transport };
  }

  /** Stops; requests of ours that wait for an answer get at most `linger` milliseconds, then everything is forgotten. */
  async close(linger = 0): Promise<void> {
    const end = this.#settings.now() + linger;
    const unanswered = () => [...this.#asked.values()].some((asked) => !asked.answered);
    while (unanswered() && this.#settings.now() < end) await new Promise((done) => setTimeout(done, 10));
    clearInterval(this.#ticker);
    await this.#transports?.close();
  }

  readonly #lastTo = new Map<string, string>(); // To of the refusal that an INVITE of ours got, by branch

  #viaHost(): string {
    return this.#settings.host;
  }

  #flowTo(target: Target): Flow | undefined {
    return target.transport === 'tcp'
      ? this.#transports?.tcpFlow(target.address, target.port)
      : this.#transports?.udpFlow(target.address, target.port);
  }

  // — requests of the peer —

  #request(message: SipRequest, flow: Flow): void {
    const via = topVia(message);
    if (via === undefined) {
      this.#junk.drop('via');
      return;
    }
    const cseq = parseCSeq(header(message, 'cseq'));
    const key = transactionKey(message, via.parameters.get('branch') ?? '', `${via.host}:${via.port ?? ''}`);
    if (message.method === 'ACK') {
      this.#ack(message, key);
      return;
    }
    const known = this.#served.get(`${key}|${message.method}`);
    if (known !== undefined) {
      this.#runServed(known, known.machine.again(this.#settings.now()));
      return;
    }
    const refusal = refusalOf(message, cseq, this.#settings);
    if (refusal !== undefined) {
      this.#stateless(message, flow, refusal);
      return;
    }
    if (message.method === 'CANCEL') {
      this.#cancel(message, flow, key);
      return;
    }
    const max = this.#settings.limits?.transactions ?? MAX_TRANSACTIONS;
    if (this.#served.size >= max) {
      this.#junk.drop('overload');
      this.#stateless(message, flow, { status: 503, headers: [{ name: 'retry-after', value: '10' }] });
      return;
    }
    this.#serve(message, flow, key);
  }

  #serve(message: SipRequest, flow: Flow, key: string): void {
    const invite = message.method === 'INVITE';
    const toTag = tagOf(header(message, 'to'));
    const mergeKey =
      toTag === undefined
        ? `${header(message, 'call-id')}|${tagOf(header(message, 'from')) ?? ''}|${header(message, 'cseq')}`
        : undefined;
    if (mergeKey !== undefined && this.#merge.has(mergeKey)) {
      this.#stateless(message, flow, { status: 482 });
      return;
    }
    const machine = invite
      ? new InviteServerTransaction(this.#timers, flow.reliable)
      : new RequestServerTransaction(this.#timers, flow.reliable);
    const txKey = `${key}|${message.method}`;
    const request = new Incoming(message, flow, toTag ?? this.token(), txKey, (bytes, status) => {
      if (invite && status >= 200 && status < 300) this.#confirming.set(confirmKey(message, request.localTag), txKey);
      this.#runServed(served, machine.respond(status, bytes, this.#settings.now()));
    });
    const served: Served = { machine, request, mergeKey };
    this.#served.set(txKey, served);
    if (mergeKey !== undefined) this.#merge.set(mergeKey, txKey);
    if (invite) request.respond({ status: 100 });
    this.#hand(request);
  }

  /** Gives the request to the user; a fault of theirs is answered 500 and told. */
  #hand(request: Incoming): void {
    const failed = (error: unknown) => {
      request.respond({ status: 500 });
      this.#settings.onFault?.(error);
    };
    try {
      const done = this.#settings.onRequest(request);
      if (done instanceof Promise) done.catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  #ack(message: SipRequest, key: string): void {
    const now = this.#settings.now();
    const refused = this.#served.get(`${key}|INVITE`);
    if (refused !== undefined) this.#runServed(refused, refused.machine.ack(now));
    const txKey = this.#confirming.get(confirmKey(message, tagOf(header(message, 'to')) ?? ''));
    const accepted = txKey === undefined ? undefined : this.#served.get(txKey);
    if (accepted === undefined) {
      if (refused === undefined) this.#junk.drop('unmatched');
      return;
    }
    this.#runServed(accepted, accepted.machine.ack(now));
    this.#settings.onAck?.(message);
  }

  #cancel(message: SipRequest, flow: Flow, key: string): void {
    const invite = this.#served.get(`${key}|INVITE`);
    if (invite === undefined) {
      this.#stateless(message, flow, { status: 481 });
      return;
    }
    this.#stateless(message, flow, { status: 200 }, invite.request.localTag);
    invite.request.cancel();
  }

  /** An answer that nothing is remembered of: a repeated request gets it again. */
  #stateless(message: SipRequest, flow: Flow, answer: Answer, tag: string = this.#statelessTag(message)): void {
    sendResponse(message, flow, writeMessage(responseTo(message, flow, answer, tag)));
  }

  /** The same request must get the same tag (8.2.7): derived from its Call-ID and CSeq. */
  #statelessTag(message: SipRequest): string {
    let hash = 5381;
    for (const c of `${header(message, 'call-id')}${header(message, 'cseq')}`)
      hash = (Math.imul(hash, 33) ^ c.charCodeAt(0)) >>> 0;
    return `s${hash.toString(36)}`;
  }

  #runServed(served: Served, outputs: readonly TransactionOutput[]): void {
    const { request } = served;
    for (const output of outputs) {
      if (output.kind === 'send') sendResponse(request.message, request.flow, output.bytes);
      else if (output.kind === 'acknowledged') request.onConfirmed?.();
      else if (output.kind === 'timeout') request.onUnconfirmed?.();
      else this.#forget(served);
    }
  }

  #forget(served: Served): void {
    const { request, mergeKey } = served;
    this.#served.delete(request.key);
    this.#confirming.delete(confirmKey(request.message, request.localTag));
    if (mergeKey !== undefined) this.#merge.delete(mergeKey);
  }

  // — answers to requests of ours —

  #ask(key: string, machine: ClientTransaction, flow: Flow, listener: RequestListener): Asked {
    const asked: Asked = { machine, flow, listener, answered: false };
    this.#asked.set(key, asked);
    this.#runAsked(key, asked, machine.start(this.#settings.now()));
    return asked;
  }

  #response(message: SipResponse): void {
    const cseq = parseCSeq(header(message, 'cseq'));
    const via = topVia({ ...message, kind: 'request', method: '', uri: '', version: '' });
    const branch = via?.parameters.get('branch') ?? '';
    const key = `${branch}|${cseq?.method ?? ''}`;
    const asked = this.#asked.get(key);
    if (asked === undefined) {
      this.#junk.drop('unmatched');
      return;
    }
    if (message.status >= 300 && cseq?.method === 'INVITE') this.#lastTo.set(branch, header(message, 'to') ?? '');
    const { pass, outputs } = asked.machine.receive(message.status, this.#settings.now());
    if (message.status >= 200) asked.answered = true;
    this.#runAsked(key, asked, outputs);
    this.#lastTo.delete(branch);
    if (pass) asked.listener.onResponse(message);
  }

  #runAsked(key: string, asked: Asked, outputs: readonly TransactionOutput[]): void {
    for (const output of outputs) {
      if (output.kind === 'send') {
        if (!asked.flow.send(output.bytes)) this.#fail(key, asked, 'transport');
      } else if (output.kind === 'timeout') this.#fail(key, asked, 'timeout');
      else if (output.kind === 'terminated') this.#asked.delete(key);
    }
  }

  #fail(key: string, asked: Asked, why: 'timeout' | 'transport'): void {
    if (!this.#asked.delete(key) || asked.answered) return;
    asked.listener.onFailure(why);
  }

  #flowClosed(flow: Flow): void {
    for (const [key, asked] of [...this.#asked]) if (asked.flow === flow) this.#fail(key, asked, 'transport');
    this.#settings.onFlowClosed?.(flow);
  }

  #tick(): void {
    const now = this.#settings.now();
    for (const served of this.#served.values())
      if (served.machine.due <= now) this.#runServed(served, served.machine.tick(now));
    for (const [key, asked] of this.#asked)
      if (asked.machine.due <= now) this.#runAsked(key, asked, asked.machine.tick(now));
  }
}

function sendResponse(request: SipRequest, flow: Flow, bytes: Uint8Array): void {
  const via = topVia(request);
  const source: Source = flow;
  flow.send(bytes, via === undefined ? source : responseTarget(via, source));
}
