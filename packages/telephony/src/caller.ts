/**
 * A real SIP and RTP client that places recording sessions, for demonstrations, tests and load: many calls from one
 * process, with one timer, one SIP socket and one RTP socket between them. It sends; it never records.
 */
import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import {
  allowList,
  Dialog,
  dialogIdOf,
  type Endpoint,
  type Header,
  header,
  headerList,
  type IncomingRequest,
  openEndpoint,
  parseCSeq,
  parseHostPort,
  parseSdp,
  SIP_TIMERS,
  type SipRequest,
  type SipResponse,
  type SipTimers,
  type Target,
} from '@woordelijk/sip';
import { type CallerLeg, contactOf, type Invitation, invite, sessionBody } from './caller/invitation.ts';
import { type LegReport, type Mischief, PacketShelf, Playback } from './caller/playback.ts';

export type { CallerLeg } from './caller/invitation.ts';
export type { LegReport, Mischief } from './caller/playback.ts';

/**
 * A call that did not come about. `caller-unreachable`: nobody listens there. `caller-no-answer`: silence.
 * `caller-refused`: see `status`. `caller-bad-answer`: an answer that makes no sense. `caller-aborted`: by the signal.
 */
export class CallerError extends Error {
  readonly code: 'caller-unreachable' | 'caller-no-answer' | 'caller-refused' | 'caller-bad-answer' | 'caller-aborted';
  readonly status: number | undefined;
  constructor(code: CallerError['code'], message: string, status?: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CallerError';
    this.code = code;
    this.status = status;
  }
}

export interface CallerSettings {
  /** `host:port` of the recording server. */
  readonly sip: string;
  readonly transport?: 'udp' | 'tcp';
  /** 64 times `t1` is how long an answer is waited for: 32 seconds where nothing is said. */
  readonly timers?: SipTimers;
  /** Milliseconds on a clock that never steps back. */
  readonly now: () => number;
  readonly random: () => number;
}

export interface CallOrder {
  readonly legs: readonly CallerLeg[];
  /** Length of the sound; without it that of the longest leg. A shorter leg begins again. */
  readonly seconds?: number;
  /** A silence in the middle, asked for by re-INVITE. In seconds. */
  readonly hold?: { readonly at: number; readonly for: number };
  readonly headers?: readonly Header[];
  readonly mischief?: Mischief;
  /** Hangs up early. Before the answer: rejects with `caller-aborted`. */
  readonly signal?: AbortSignal;
}

export interface CallReport {
  readonly callId: string;
  /** On the caller's clock: when the answer came, and when sound stopped. */
  readonly answeredAt: number;
  readonly endedAt: number;
  /** `played`: everything was sent and we hung up. `server`: the other side hung up. */
  readonly ending: 'played' | 'server' | 'aborted';
  readonly legs: readonly LegReport[];
}

const TICK = 10;
const BYE_WAIT = 2_000;

/** Places one call with a caller of its own. */
export async function placeCall(settings: CallerSettings & CallOrder): Promise<CallReport> {
  const caller = await openCaller(settings);
  try {
    return await caller.placeCall(settings);
  } finally {
    await caller.close();
  }
}

/** Opens the sockets that many calls share. Throws CallerError (`caller-unreachable`) where the host has no address. */
export async function openCaller(settings: CallerSettings): Promise<Caller> {
  const server = await resolve(settings.sip);
  const family = isIP(server.address) === 6 ? 'udp6' : 'udp4';
  const address = await addressTowards(server, family);
  const rtp = createSocket({ type: family, lookup: literal, sendBufferSize: 1_048_576 });
  await new Promise<void>((done) => rtp.bind({ address, port: 0, exclusive: true }, done));
  const caller = new Caller(settings, server, address, rtp);
  await caller.open();
  return caller;
}

export class Caller {
  readonly #settings: CallerSettings;
  readonly #server: { readonly address: string; readonly port: number };
  readonly #address: string;
  readonly #rtp: Socket;
  readonly #shelf: PacketShelf;
  readonly #playing = new Set<Playback>();
  readonly #waiting = new Set<{ readonly at: number; readonly done: () => void }>();
  readonly #dialogs = new Map<string, { dialog: Dialog; onBye: () => void }>();
  #endpoint: Endpoint | undefined;
  #ticker: NodeJS.Timeout | undefined;

  /** Use openCaller. */
  constructor(
    settings: CallerSettings,
    server: { readonly address: string; readonly port: number },
    address: string,
    rtp: Socket,
  ) {
    this.#settings = settings;
    this.#server = server;
    this.#address = address;
    this.#rtp = rtp;
    this.#shelf = new PacketShelf(settings.random);
    rtp.on('error', () => undefined);
  }

  async open(): Promise<void> {
    const { now, random, timers } = this.#settings;
    this.#endpoint = await openEndpoint({
      host: this.#address,
      port: 0,
      transports: ['udp'],
      allow: allowList([])(this.#server.address) ? [] : [this.#server.address],
      methods: ['BYE', 'UPDATE', 'OPTIONS'],
      supported: ['timer'],
      accept: [],
      timers: timers ?? SIP_TIMERS,
      now,
      random,
      onRequest: (request) => this.#request(request),
    });
    this.#ticker = setInterval(() => this.#tick(), TICK);
  }

  /** Calls, plays and hangs up. Rejects with CallerError where the call does not come about. */
  async placeCall(order: CallOrder): Promise<CallReport> {
    const { signal } = order;
    const invitation = this.#invitation(order);
    const opening = invite(invitation);
    const answer = await this.#invite(opening, signal);
    const dialog = Dialog.ofClient(opening, answer);
    const ports = answeredPorts(answer, order.legs.length);
    if (dialog === undefined || ports === undefined)
      throw new CallerError('caller-bad-answer', 'The server answered, but without usable SDP. Is it a recorder?');
    this.#acknowledge(opening, dialog);
    const hungUp = new Promise<'server'>((done) => {
      this.#dialogs.set(dialog.id, { dialog, onBye: () => done('server') });
    });
    const aborted = whenAborted(signal);
    const answeredAt = this.#settings.now();
    const playbacks = this.#play(order, ports, answeredAt);
    const stage = { over: false };
    const played = this.#perform(order, playbacks, dialog, invitation, stage).then(() => 'played' as const);
    played.catch(() => undefined); // told by the race, unless the call was over before
    try {
      const ending = await Promise.race([played, hungUp, aborted]);
      const endedAt = this.#settings.now();
      for (const playback of playbacks) this.#playing.delete(playback);
      const legs = playbacks.map((playback) => playback.report());
      if (ending !== 'server') await this.#bye(dialog);
      return { callId: dialog.callId, answeredAt, endedAt, ending, legs };
    } finally {
      stage.over = true;
      for (const playback of playbacks) this.#playing.delete(playback);
      this.#dialogs.delete(dialog.id);
    }
  }

  /** Stops the timer and closes the sockets; calls under way are left as they are. */
  async close(): Promise<void> {
    clearInterval(this.#ticker);
    for (const { done } of this.#waiting) done();
    await this.#endpoint?.close();
    await new Promise<void>((done) => this.#rtp.close(() => done()));
  }

  get #target(): Target {
    return { ...this.#server, transport: this.#settings.transport ?? 'udp' };
  }

  #invitation(order: CallOrder): Invitation {
    const endpoint = this.#endpoint!;
    return {
      server: this.#server,
      transport: this.#settings.transport ?? 'udp',
      address: this.#address,
      sipPort: endpoint.port,
      rtpPort: this.#rtp.address().port,
      callId: `${endpoint.token()}@caller.example`,
      tag: endpoint.token(),
      legs: order.legs,
      headers: order.headers ?? [],
    };
  }

  #play(order: CallOrder, ports: readonly number[], now: number): Playback[] {
    const longest = Math.max(...order.legs.map((leg) => leg.payload.length)) / 8_000;
    return order.legs.map((leg, i) => {
      const seconds = order.seconds ?? longest;
      const count = Math.round(order.seconds === undefined ? Math.ceil(leg.payload.length / 160) : seconds * 50);
      const playback = new Playback({
        leg,
        packets: this.#shelf.take(leg, count),
        socket: this.#rtp,
        address: this.#server.address,
        port: ports[i]!,
        mischief: order.mischief ?? {},
        now,
      });
      this.#playing.add(playback);
      return playback;
    });
  }

  /** Lets the legs play to their end, with the silence where it was ordered. */
  async #perform(
    order: CallOrder,
    playbacks: readonly Playback[],
    dialog: Dialog,
    invitation: Invitation,
    stage: { readonly over: boolean },
  ): Promise<void> {
    const { hold } = order;
    if (hold !== undefined) {
      await this.#until(this.#settings.now() + hold.at * 1_000);
      if (stage.over) return;
      const from = this.#settings.now();
      for (const playback of playbacks) this.#playing.delete(playback);
      await this.#reinvite(dialog, invitation, 'inactive', 2);
      await this.#until(from + hold.for * 1_000);
      if (stage.over) return;
      await this.#reinvite(dialog, invitation, 'sendonly', 3);
      if (stage.over) return;
      for (const playback of playbacks) {
        playback.shift(this.#settings.now() - from);
        this.#playing.add(playback);
      }
    }
    while (!stage.over && playbacks.some((playback) => !playback.done))
      await this.#until(Math.max(...playbacks.map((playback) => playback.endsAt)));
    // The last packet's own 20 ms pass before anybody hangs up.
    await this.#until(this.#settings.now() + 20);
  }

  async #reinvite(dialog: Dialog, p: Invitation, direction: 'sendonly' | 'inactive', version: number): Promise<void> {
    const { headers, body } = sessionBody(p, direction, version, false);
    const request = dialog.request('INVITE', [{ name: 'contact', value: contactOf(p) }, ...headers], body);
    await this.#invite(request, undefined);
    this.#acknowledge(request, dialog);
  }

  /** Sends an INVITE and waits for its final answer; repeated 2xx answers are acknowledged again. */
  #invite(request: SipRequest, signal: AbortSignal | undefined): Promise<SipResponse> {
    return new Promise((done, fail) => {
      let given: 'answer' | 'up' | undefined;
      const abort = () => {
        given = 'up';
        cancel?.();
        fail(new CallerError('caller-aborted', 'The call was given up before it was answered.'));
      };
      const cancel = signal?.aborted
        ? undefined
        : this.#endpoint!.request(request, this.#target, {
            onResponse: (response) => {
              if (response.status < 200) return;
              signal?.removeEventListener('abort', abort);
              if (response.status >= 300) fail(refused(response));
              else if (given === undefined) {
                given = 'answer';
                done(response);
              } else this.#answeredAgain(request, response, given);
            },
            onFailure: (why) => {
              signal?.removeEventListener('abort', abort);
              fail(unanswered(why, this.#settings.sip));
            },
          });
      if (cancel === undefined) abort();
      else if (given === undefined) signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** A 2xx repeated because our ACK was lost, or one that crossed our giving up: acknowledged, and hung up. */
  #answeredAgain(request: SipRequest, response: SipResponse, given: 'answer' | 'up'): void {
    const dialog = Dialog.ofClient(request, response);
    if (dialog === undefined) return;
    this.#acknowledge(request, dialog);
    if (given === 'up') void this.#bye(dialog);
  }

  #acknowledge(request: SipRequest, dialog: Dialog): void {
    const { number } = parseCSeq(header(request, 'cseq'))!;
    this.#endpoint!.acknowledge(dialog.request('ACK', [], undefined, number), this.#target);
  }

  async #bye(dialog: Dialog): Promise<void> {
    await new Promise<void>((done) => {
      this.#endpoint!.request(dialog.request('BYE', []), this.#target, {
        onResponse: (response) => {
          if (response.status >= 200) done();
        },
        onFailure: () => done(),
      });
      void this.#until(this.#settings.now() + BYE_WAIT).then(done);
    });
  }

  #request(request: IncomingRequest): void {
    const known = this.#dialogs.get(dialogIdOf(request.message) ?? '');
    if (known === undefined) {
      request.respond({ status: 481 });
      return;
    }
    request.respond({ status: 200 });
    if (request.message.method === 'BYE') known.onBye();
  }

  #tick(): void {
    const now = this.#settings.now();
    for (const playback of this.#playing) playback.tick(now);
    for (const waiter of this.#waiting) {
      if (waiter.at > now) continue;
      this.#waiting.delete(waiter);
      waiter.done();
    }
  }

  #until(at: number): Promise<void> {
    return new Promise((done) => this.#waiting.add({ at, done }));
  }
}

function answeredPorts(answer: SipResponse, legs: number): number[] | undefined {
  const sdp = parseSdp(answer.body);
  if (sdp === undefined || sdp.media.length < legs || headerList(answer, 'contact').length === 0) return undefined;
  const ports = sdp.media.slice(0, legs).map((media) => media.port);
  return ports.includes(0) ? undefined : ports;
}

function refused(response: SipResponse): CallerError {
  const { status, reason } = response;
  return new CallerError('caller-refused', `The server refused the call: ${status} ${reason}.`, status);
}

function unanswered(why: 'timeout' | 'transport', sip: string): CallerError {
  if (why === 'transport')
    return new CallerError('caller-unreachable', `Nothing listens for SIP on ${sip}. Is the server running?`);
  return new CallerError(
    'caller-no-answer',
    `No SIP answer from ${sip}. Is the server running, and are we on its list?`,
  );
}

function whenAborted(signal: AbortSignal | undefined): Promise<'aborted'> {
  return new Promise((done) => {
    if (signal?.aborted) done('aborted');
    signal?.addEventListener('abort', () => done('aborted'), { once: true });
  });
}

async function resolve(sip: string): Promise<{ address: string; port: number }> {
  const parsed = parseHostPort(sip);
  if (parsed === undefined)
    throw new CallerError('caller-unreachable', `"${sip}" is no host and port. Write it like 127.0.0.1:5060.`);
  const port = parsed.port ?? 5060;
  if (isIP(parsed.host) !== 0) return { address: parsed.host, port };
  try {
    return { address: (await lookup(parsed.host)).address, port };
  } catch (cause) {
    throw new CallerError('caller-unreachable', `${parsed.host} has no address. Check the name.`, undefined, { cause });
  }
}

/** Our own address as the server will see it. */
async function addressTowards(
  server: { readonly address: string; readonly port: number },
  type: 'udp4' | 'udp6',
): Promise<string> {
  const probe = createSocket(type);
  try {
    await new Promise<void>((done, fail) => {
      probe.once('error', fail);
      probe.connect(server.port, server.address, () => done());
    });
    return probe.address().address;
  } catch (cause) {
    throw new CallerError('caller-unreachable', `No way to ${server.address}. Check the network.`, undefined, {
      cause,
    });
  } finally {
    probe.close();
  }
}

/** Addresses here are literals: no name look-up per packet. */
function literal(
  hostname: string,
  _options: unknown,
  callback: (error: NodeJS.ErrnoException | null, address: string, family: number) => void,
): void {
  callback(null, hostname, isIP(hostname));
}
