/** The recording server for phone calls: takes SIPREC sessions in and hands their sound to the door. */
import { networkInterfaces } from 'node:os';
import { levelOf } from '@woordelijk/audio';
import {
  Dialog,
  dialogIdOf,
  type Endpoint,
  type Flow,
  hostForUri,
  type IncomingRequest,
  isLoopback,
  JunkCounter,
  openEndpoint,
  parseSdp,
  SIP_TIMERS,
  type SipRequest,
} from '@woordelijk/sip';
import { Call, codeOf, type Surroundings } from './call.ts';
import { RECEIVE_BUFFER, RtpPorts } from './rtp/ports.ts';
import {
  type Log,
  RTP_PORTS,
  TELEPHONY_LIMITS,
  TELEPHONY_TERMS,
  TelephonyError,
  type TelephonySettings,
} from './settings.ts';
import { ACCEPT, isRecordingSession, readProposal } from './siprec.ts';
import type { Stream, StreamCounters } from './stream.ts';

/** A call under way, as it is now. */
export interface CallSnapshot {
  /** Undefined until the door has begun the recording. */
  readonly recordingId: string | undefined;
  /** Epoch microseconds. */
  readonly startedAt: number;
  /** Chunks not acknowledged by the door yet. */
  readonly backlog: number;
  readonly channels: readonly ChannelSnapshot[];
}

export interface ChannelSnapshot {
  readonly channel: number;
  readonly label: string;
  readonly held: boolean;
  readonly paused: boolean;
  readonly mediaMissing: boolean;
  /** Epoch microseconds of the last packet kept. */
  readonly lastPacketAt: number;
  /** Loudness of the latest packet, 0 to 1; undefined where the codec is not decoded or nothing came yet. */
  readonly level: number | undefined;
  readonly counters: Readonly<StreamCounters>;
}

export interface Telephony {
  readonly addresses: { readonly sip: { readonly host: string; readonly port: number } };
  calls(): CallSnapshot[];
  /** Counters of the whole server. */
  state(): {
    readonly calls: number;
    readonly connections: number;
    readonly junk: Readonly<Record<string, number>>;
    /** Smallest receive buffer the kernel gave, in bytes; undefined before the first call. */
    readonly receiveBuffer: number | undefined;
  };
  /** Stops keeping sound of that recording, or goes on; false where it is not under way. The client is not told. */
  pause(recordingId: string, paused: boolean): boolean;
  /** Ends running calls in order (`shutdown`) and closes every socket. Resolves when the door was told of all. */
  stop(): Promise<void>;
}

/** Milliseconds that the last BYEs get for their answers. */
const GOODBYE = 1_000;
const METHODS = ['INVITE', 'BYE', 'UPDATE', 'OPTIONS'];
const SUPPORTED = ['siprec', 'timer'];

/**
 * Opens the sockets and takes calls. Throws TelephonyError (`sip-needs-allow-list`, `rtp-ports`) and, from the SIP layer,
 * errors with code `port-in-use`, `sip-listen` or `bad-cidr`.
 */
export async function startTelephony(settings: TelephonySettings): Promise<Telephony> {
  const { sip, allow } = settings;
  if (!isLoopback(sip.host) && allow.length === 0)
    throw new TelephonyError(
      'sip-needs-allow-list',
      `SIP on ${sip.host} would be open to everyone. Name the addresses of your telephone exchange in the allow-list.`,
    );
  const server = new Server(settings);
  await server.open();
  return server;
}

class Server implements Telephony {
  readonly #settings: TelephonySettings;
  readonly #log: Log;
  /** Whole microseconds. */
  readonly #now: () => number;
  readonly #junk = new JunkCounter();
  readonly #ports: RtpPorts;
  readonly #limits: typeof TELEPHONY_LIMITS;
  readonly #terms: typeof TELEPHONY_TERMS;
  readonly #calls = new Set<Call>();
  readonly #dialogs = new Map<string, Call>();
  #endpoint: Endpoint | undefined;
  #around: Surroundings | undefined;
  #ticker: NodeJS.Timeout | undefined;
  #lastTick = 0;
  #stopped: Promise<void> | undefined;
  #emptied: (() => void) | undefined;
  #toldBuffer = false;

  constructor(settings: TelephonySettings) {
    this.#settings = settings;
    this.#log = settings.log ?? (() => undefined);
    this.#now = () => Math.round(settings.now());
    this.#limits = { ...TELEPHONY_LIMITS, ...settings.limits };
    this.#terms = { ...TELEPHONY_TERMS, ...settings.terms };
    const { host, portMin = RTP_PORTS.portMin, portMax = RTP_PORTS.portMax } = settings.rtp;
    this.#ports = new RtpPorts(host, portMin, portMax, settings.random);
  }

  async open(): Promise<void> {
    const { sip, rtp, allow, random, timers, transport, door } = this.#settings;
    const now = this.#now;
    this.#endpoint = await openEndpoint({
      host: sip.host,
      port: sip.port,
      allow,
      methods: METHODS,
      supported: SUPPORTED,
      accept: ACCEPT,
      timers: timers ?? SIP_TIMERS,
      limits: transport ?? {},
      now: () => now() / 1_000,
      random,
      onRequest: (request) => this.#request(request),
      onAck: (ack) => this.#ack(ack),
      onFlowClosed: (flow) => {
        for (const call of this.#calls) call.flowClosed(flow);
      },
      onFault: (error) => this.#log('error', 'request-fault', { error: codeOf(error) }),
    });
    this.#around = {
      endpoint: this.#endpoint,
      ports: this.#ports,
      door,
      limits: this.#limits,
      terms: this.#terms,
      now,
      log: this.#log,
      family: rtp.host.includes(':') ? 6 : 4,
      addressFor: (flow) => rtp.advertised ?? ownAddress(rtp.host, flow),
      contactFor: (flow) => {
        const host = hostForUri(ownAddress(sip.host, flow));
        return `sip:woordelijk@${host}:${this.#endpoint!.port};transport=${flow.transport}`;
      },
      onOver: (call) => this.#forget(call),
    };
    this.#lastTick = now();
    this.#ticker = setInterval(() => this.#tick(), this.#terms.tick);
  }

  get addresses(): Telephony['addresses'] {
    return { sip: { host: this.#settings.sip.host, port: this.#endpoint?.port ?? 0 } };
  }

  calls(): CallSnapshot[] {
    return [...this.#calls].filter((call) => !call.over).map(snapshot);
  }

  state(): ReturnType<Telephony['state']> {
    const sip = this.#endpoint?.state;
    return {
      calls: this.#calls.size,
      connections: sip?.connections ?? 0,
      junk: { ...sip?.junk, ...this.#junk.counts },
      receiveBuffer: this.#ports.smallestBuffer,
    };
  }

  pause(recordingId: string, paused: boolean): boolean {
    for (const call of this.#calls) {
      if (call.recordingId !== recordingId || call.over) continue;
      call.pause(paused);
      return true;
    }
    return false;
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    for (const call of [...this.#calls]) call.end('shutdown');
    if (this.#calls.size > 0) await this.#allOver();
    clearInterval(this.#ticker);
    await this.#endpoint?.close(GOODBYE);
  }

  /** Waits for the door; one that never answers does not keep this process alive. */
  #allOver(): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(() => {
        this.#log('error', 'stopped-without-the-door', { calls: this.#calls.size });
        done();
      }, this.#terms.settle + GOODBYE);
      this.#emptied = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  #request(request: IncomingRequest): void | Promise<void> {
    const { message } = request;
    const dialogId = dialogIdOf(message);
    if (message.method === 'OPTIONS' && (dialogId === undefined || this.#dialogs.has(dialogId)))
      return request.respond(capabilities());
    if (dialogId !== undefined) {
      const call = this.#dialogs.get(dialogId);
      if (call === undefined) return request.respond({ status: 481 });
      return call.request(request, () => readProposal(message, this.#junk.drop));
    }
    if (message.method !== 'INVITE') return request.respond({ status: 481 });
    return this.#invite(request);
  }

  async #invite(request: IncomingRequest): Promise<void> {
    const startedAt = this.#now();
    if (this.#stopped !== undefined || this.#calls.size >= this.#limits.calls) {
      const reason = this.#stopped !== undefined ? 'The recording server is stopping' : 'Too many calls';
      return request.respond({ status: 503, reason, headers: [{ name: 'retry-after', value: '10' }] });
    }
    const result = readProposal(request.message, this.#junk.drop);
    if ('refusal' in result) return request.respond(result.refusal);
    const { proposal } = result;
    if (!isRecordingSession(request.message, proposal))
      return request.respond({ status: 488, reason: 'Only recording sessions (SIPREC) are answered here' });
    const { offer } = proposal;
    if (offer === undefined) return request.respond({ status: 488, reason: 'A recording session needs an SDP offer' });
    const dialog = Dialog.ofServer(request.message, request.localTag);
    if (dialog === undefined) return request.respond({ status: 400, reason: 'Bad or missing Contact header' });
    const call = new Call(this.#around!, request, dialog, startedAt);
    this.#calls.add(call);
    this.#dialogs.set(dialog.id, call);
    await call.begin(request, { ...proposal, offer });
    this.#checkBuffer();
  }

  #ack(ack: SipRequest): void {
    if (ack.body.length === 0) return;
    const answer = parseSdp(ack.body, this.#junk.drop);
    const call = this.#dialogs.get(dialogIdOf(ack) ?? '');
    if (answer !== undefined) call?.acknowledged(answer);
  }

  #forget(call: Call): void {
    this.#calls.delete(call);
    this.#dialogs.delete(call.dialog.id);
    if (this.#calls.size === 0) this.#emptied?.();
  }

  #tick(): void {
    const now = this.#now();
    const late = now - this.#lastTick - this.#terms.tick * 1_000;
    this.#lastTick = now;
    const stood = late > 200_000 ? late : 0;
    if (stood > 500_000) this.#log('warn', 'stood-still', { milliseconds: Math.round(stood / 1_000) });
    for (const call of this.#calls) call.tick(now, stood);
  }

  /** Linux reports twice what it gives; less than asked means sound can be lost when this machine is busy. */
  #checkBuffer(): void {
    const size = this.#ports.smallestBuffer;
    if (this.#toldBuffer || size === undefined || size >= RECEIVE_BUFFER) return;
    this.#toldBuffer = true;
    this.#log('warn', 'receive-buffer-small', { bytes: size, wanted: RECEIVE_BUFFER });
  }
}

function capabilities(): Parameters<IncomingRequest['respond']>[0] {
  return {
    status: 200,
    headers: [
      { name: 'accept', value: ACCEPT.join(', ') },
      { name: 'allow', value: [...METHODS, 'ACK', 'CANCEL'].join(', ') },
      { name: 'supported', value: SUPPORTED.join(', ') },
    ],
  };
}

function snapshot(call: Call): CallSnapshot {
  return {
    recordingId: call.recordingId,
    startedAt: call.startedAt,
    backlog: call.backlog,
    channels: call.streams.map((stream) => ({
      channel: stream.channel,
      label: stream.media.label ?? String(stream.channel),
      held: stream.held,
      paused: stream.paused,
      mediaMissing: stream.missing,
      lastPacketAt: stream.lastPacketAt,
      level: level(stream),
      counters: { ...stream.counters },
    })),
  };
}

function level(stream: Stream): number | undefined {
  const { latestPayload: payload, latestType: payloadType, format } = stream;
  if (payload === undefined) return undefined;
  const rest = { at: 0, arrival: 0, sequence: 0, timestamp: 0, ssrc: 0, marker: false };
  return levelOf([{ kind: 'packet', payloadType, payload, ...rest }], format);
}

/** The address a peer can reach us at: the one we listen on, or the first of this machine where that is "any". */
function ownAddress(host: string, flow: Flow): string {
  if (host !== '0.0.0.0' && host !== '::') return host;
  if (isLoopback(flow.address)) return host === '::' ? '::1' : '127.0.0.1';
  const family = host === '::' ? 'IPv6' : 'IPv4';
  for (const addresses of Object.values(networkInterfaces()))
    for (const one of addresses ?? [])
      if (one.family === family && !one.internal && !one.address.startsWith('fe80')) return one.address;
  return host;
}
