/**
 * One recorded call: its dialog, its streams, its recording. Lives from the INVITE to the last errand to the door.
 * Order at the start: validate, open RTP sockets, `door.begin`, 200 OK; nothing is acknowledged that is not recorded.
 */
import {
  type Answer,
  type Dialog,
  type Endpoint,
  type Flow,
  header,
  type IncomingRequest,
  isLoopback,
  parseNameAddress,
  type SdpMedia,
  type SdpOffer,
  type SipRequest,
} from '@woordelijk/sip';
import type { CallChannel, CallChunk, CallEnding, IncomingCall, RecordingDoor } from './door.ts';
import { Errands } from './errands.ts';
import { isRecordable, keepsItsPlace, writeAnswer } from './negotiation.ts';
import { Roster } from './roster.ts';
import type { RtpPorts } from './rtp/ports.ts';
import { expiresAfter, type SessionTimer, sessionTimerHeaders, sessionTimerOf } from './session-timer.ts';
import type { Log, TelephonyLimits, TelephonyTerms } from './settings.ts';
import type { Proposal } from './siprec.ts';
import { Stream } from './stream.ts';

/** What all calls of a server share. */
export interface Surroundings {
  readonly endpoint: Endpoint;
  readonly ports: RtpPorts;
  readonly door: RecordingDoor;
  readonly limits: TelephonyLimits;
  readonly terms: TelephonyTerms;
  readonly now: () => number;
  readonly log: Log;
  /** 4 or 6. */
  readonly family: number;
  /** Our media address and Contact URI as that peer should see them. */
  readonly addressFor: (flow: Flow) => string;
  readonly contactFor: (flow: Flow) => string;
  /** The call is over and the door was told. */
  readonly onOver: (call: Call) => void;
}

type State = 'beginning' | 'running' | 'over';

export class Call {
  readonly dialog: Dialog;
  readonly startedAt: number;
  readonly streams: Stream[] = [];
  readonly #around: Surroundings;
  readonly #roster = new Roster();
  readonly #sessionId: number;
  #state: State = 'beginning';
  #recordingId: string | undefined;
  #errands: Errands | undefined;
  #version = 0;
  #body: Buffer = Buffer.alloc(0);
  #offer: SdpOffer | undefined;
  #flow: Flow;
  #flowLost = false;
  #negotiating = false;
  #timer: SessionTimer | undefined;
  #expiresAt = Number.POSITIVE_INFINITY;
  #refreshAt = Number.POSITIVE_INFINITY;
  #quietSince: number | undefined;
  /** Ended while the door was still asked. */
  #early: CallEnding | undefined;
  /** How and when it ended, while its last packets are still read. */
  #ended: { readonly ending: CallEnding; readonly at: number } | undefined;

  constructor(around: Surroundings, invite: IncomingRequest, dialog: Dialog, startedAt: number) {
    this.#around = around;
    this.dialog = dialog;
    this.startedAt = startedAt;
    this.#flow = invite.flow;
    this.#sessionId = Math.floor(startedAt / 1_000);
  }

  get recordingId(): string | undefined {
    return this.#recordingId;
  }

  get over(): boolean {
    return this.#state === 'over';
  }

  get backlog(): number {
    return this.#errands?.backlog ?? 0;
  }

  // — the start —

  /** Answers the INVITE that opened this call. */
  async begin(invite: IncomingRequest, proposal: Proposal & { readonly offer: SdpOffer }): Promise<void> {
    const refusal = await this.#tryToBegin(invite, proposal);
    if (refusal === undefined) return;
    this.#closeStreams();
    this.#state = 'over';
    invite.respond(refusal);
    this.#around.onOver(this);
  }

  async #tryToBegin(
    invite: IncomingRequest,
    proposal: Proposal & { readonly offer: SdpOffer },
  ): Promise<Answer | undefined> {
    const { limits, terms, door, log, family } = this.#around;
    const session = sessionTimerOf(invite.message, terms.minimumSession / 1_000);
    if ('refusal' in session) return session.refusal;
    if (!proposal.offer.media.some((media) => isRecordable(media, family)))
      return { status: 488, reason: 'No sound in the offer that can be recorded' };
    if (!(await this.#openStreams(proposal.offer))) return { status: 503, headers: [RETRY_LATER] };
    if (proposal.metadata !== undefined) this.#roster.update(proposal.metadata);

    let begun: Awaited<ReturnType<RecordingDoor['begin']>>;
    try {
      begun = await door.begin(this.#incomingCall(invite, proposal.rawMetadata));
    } catch (error) {
      log('error', 'call-not-begun', { error: codeOf(error) });
      return { status: 500, reason: 'The recording could not be started' };
    }
    if ('refused' in begun) {
      const headers = begun.status === 503 || begun.status === 480 ? [RETRY_LATER] : [];
      return { status: begun.status, reason: REFUSALS[begun.refused], headers };
    }
    this.#recordingId = begun.recordingId;
    this.#errands = new Errands(door, begun.recordingId, limits, (why, error) => {
      log('error', 'storage-trouble', { recording: begun.recordingId, why, error: codeOf(error) });
      this.end('storage');
    });
    this.#state = 'running';
    if (invite.cancelled || this.#early !== undefined) {
      this.end(this.#early ?? 'bye', false);
      invite.respond({ status: this.#early === 'shutdown' ? 503 : 487 });
      return undefined;
    }
    this.#setTimer(session.timer);
    log('info', 'call-begun', { recording: begun.recordingId, streams: this.streams.length });
    invite.onUnconfirmed = () => this.end('no-ack');
    invite.respond(this.#answer(invite, proposal.offer, session.timer));
    for (const stream of this.streams) {
      stream.lastPacketAt = this.#around.now();
      if (stream.held) this.#tell('hold', stream);
    }
    return undefined;
  }

  /** Opens a socket for each line that is recorded and has none yet; false (and all as before) where no port is free. */
  async #openStreams(offer: SdpOffer): Promise<boolean> {
    const { limits, ports, terms, family, now } = this.#around;
    const opened: Stream[] = [];
    for (const media of offer.media) {
      if (!isRecordable(media, family) || this.#streamFor(media) !== undefined) continue;
      if (this.streams.length + opened.length >= limits.streams) break;
      try {
        const rtp = await ports.open();
        const { startedAt } = this;
        const onChunk = (chunk: CallChunk, bytes: number) => this.#errands?.append(chunk, bytes);
        opened.push(new Stream({ channel: media.index + 1, rtp, media, startedAt, terms, limits, now, onChunk }));
      } catch (error) {
        this.#around.log('error', 'no-rtp-port', { error: codeOf(error) });
        for (const stream of opened) stream.close();
        return false;
      }
    }
    if (this.over) {
      for (const stream of opened) stream.close(); // the call ended while a port was looked for
      return false;
    }
    this.streams.push(...opened);
    return true;
  }

  #incomingCall(invite: IncomingRequest, rawMetadata: string | undefined): IncomingCall {
    const { message, flow } = invite;
    const loopback = isLoopback(flow.address);
    return {
      startedAt: this.startedAt,
      callId: this.dialog.callId,
      from: parseNameAddress(header(message, 'from') ?? '')?.uri ?? '',
      to: parseNameAddress(header(message, 'to') ?? '')?.uri ?? '',
      requestUri: message.uri,
      peer: { address: flow.address, port: flow.port, transport: flow.transport, loopback },
      demo: loopback && header(message, 'x-woordelijk-demo') !== undefined,
      parties: this.#roster.parties,
      channels: this.#channels(),
      ...(rawMetadata === undefined ? {} : { rawMetadata }),
    };
  }

  #channels(): CallChannel[] {
    return this.streams.map((stream) => ({
      channel: stream.channel,
      label: labelOf(stream),
      format: stream.format,
      parties: this.#roster.speakersOn(stream.media),
    }));
  }

  // — requests inside the dialog —

  /** re-INVITE, UPDATE or BYE. */
  async request(request: IncomingRequest, read: () => { proposal: Proposal } | { refusal: Answer }): Promise<void> {
    const { method } = request.message;
    if (!this.dialog.accepts(request.message)) return request.respond({ status: 500, reason: 'Request out of order' });
    this.#flow = request.flow;
    this.#flowLost = false;
    if (method === 'BYE') {
      request.respond({ status: 200 });
      return this.end('bye', false);
    }
    if (this.#state !== 'running' || this.#negotiating) return request.respond({ status: 491 });
    this.#negotiating = true;
    try {
      await this.#change(request, read);
    } finally {
      this.#negotiating = false;
    }
  }

  async #change(request: IncomingRequest, read: () => { proposal: Proposal } | { refusal: Answer }): Promise<void> {
    const result = read();
    if ('refusal' in result) return request.respond(result.refusal);
    const { proposal } = result;
    const session = sessionTimerOf(request.message, this.#around.terms.minimumSession / 1_000);
    if ('refusal' in session) return request.respond(session.refusal);
    const known = this.streams.length;
    if (proposal.offer !== undefined) {
      const acceptable = proposal.offer.media.some(
        (media) => this.#isUsable(media) || (media.port === 0 && this.#streamFor(media) !== undefined),
      );
      if (!acceptable) return request.respond({ status: 488 });
      if (!(await this.#openStreams(proposal.offer))) return request.respond({ status: 503, headers: [RETRY_LATER] });
      if (this.over) return request.respond({ status: 481 });
    }
    this.dialog.refresh(request.message);
    this.#setTimer(session.timer ?? this.#timer);
    if (proposal.offer !== undefined) this.#apply(proposal.offer, known);
    request.onUnconfirmed = () => this.end('no-ack');
    request.respond(this.#answer(request, proposal.offer, session.timer));
    if (proposal.metadata !== undefined) this.#roster.update(proposal.metadata);
    if (proposal.rawMetadata !== undefined || this.streams.length > known)
      this.#errands?.parties(this.#roster.parties, this.#channels(), proposal.rawMetadata ?? '');
  }

  /** Holds, resumes and changes the streams as a (new) offer wants. */
  #apply(offer: SdpOffer, known: number): void {
    for (const [i, stream] of this.streams.entries()) {
      if (i >= known) {
        this.#tellFormat(stream);
        continue;
      }
      const media = offer.media[stream.channel - 1];
      if (media === undefined) continue;
      const changed = stream.renegotiate(this.#isUsable(media) ? media : { ...media, port: 0 });
      if (changed.format) this.#tellFormat(stream);
      if (changed.held) this.#tell('hold', stream);
      if (changed.resumed) this.#tell('resume', stream);
    }
  }

  /** The ACK of a re-INVITE without offer carries the client's answer to ours. */
  acknowledged(answer: SdpOffer): void {
    if (this.#state === 'running') this.#apply(answer, this.streams.length);
  }

  #answer(request: IncomingRequest, offer: SdpOffer | undefined, timer: SessionTimer | undefined): Answer {
    const headers = [
      { name: 'contact', value: `<${this.#around.contactFor(request.flow)}>;+sip.srs` },
      { name: 'allow', value: 'INVITE, ACK, CANCEL, BYE, UPDATE, OPTIONS' },
      { name: 'supported', value: 'siprec, timer' },
      ...sessionTimerHeaders(timer),
    ];
    const wanted = offer ?? (request.message.method === 'INVITE' ? this.#offer : undefined);
    if (wanted === undefined) return { status: 200, headers };
    this.#offer = wanted;
    const body = writeAnswer({
      offer: wanted,
      address: this.#around.addressFor(request.flow),
      sessionId: this.#sessionId,
      version: this.#version,
      portOf: (media) => this.#portFor(media),
    });
    if (!body.equals(this.#body)) {
      this.#version += 1;
      this.#body = body;
    }
    return { status: 200, headers: [...headers, { name: 'content-type', value: 'application/sdp' }], body };
  }

  #portFor(media: SdpMedia): number {
    return this.#isUsable(media) ? (this.#streamFor(media)?.port ?? 0) : 0;
  }

  #isUsable(media: SdpMedia): boolean {
    return isRecordable(media, this.#around.family) || (this.#streamFor(media) !== undefined && keepsItsPlace(media));
  }

  #streamFor(media: SdpMedia): Stream | undefined {
    return this.streams.find((stream) => stream.channel === media.index + 1);
  }

  // — time —

  /** Work of the shared timer. `stood`: microseconds this process stood still just now, 0 normally. */
  tick(now: number, stood: number): void {
    for (const stream of this.streams) stream.tick(now, stood);
    if (this.#state === 'over') this.#drain(now, stood);
    if (this.#state !== 'running' || stood > 0) return;
    this.#watchMedia(now);
    if (now >= this.#expiresAt) this.end('dialog-lost');
    else if (now >= this.#refreshAt) this.#refresh(now);
  }

  #watchMedia(now: number): void {
    const { terms } = this.#around;
    let sounding = 0;
    let latest = 0;
    for (const stream of this.streams) {
      if (stream.quiet) continue;
      sounding += 1;
      latest = Math.max(latest, stream.lastPacketAt);
      const silent = now - stream.lastPacketAt;
      if (!stream.missing && silent >= terms.mediaMissing * 1_000) {
        stream.missing = true;
        this.#errands?.event({ event: 'media-missing', at: stream.lastPacketAt, channel: stream.channel });
      } else if (stream.missing && silent < terms.mediaMissing * 1_000) {
        stream.missing = false;
        this.#errands?.event({ event: 'media-back', at: stream.lastPacketAt, channel: stream.channel });
      }
    }
    if (sounding === 0) {
      this.#quietSince ??= now;
      if (now - this.#quietSince >= terms.longestHold * 1_000) this.end('no-media');
      return;
    }
    this.#quietSince = undefined;
    if (now - latest >= terms.noMedia * 1_000) this.end('no-media');
    else if (this.#flowLost && now - latest >= terms.mediaMissing * 1_000) this.end('dialog-lost');
  }

  #setTimer(timer: SessionTimer | undefined): void {
    this.#timer = timer;
    this.#expiresAt = Number.POSITIVE_INFINITY;
    this.#refreshAt = Number.POSITIVE_INFINITY;
    if (timer === undefined) return;
    const now = this.#around.now();
    if (timer.refresher === 'uac') this.#expiresAt = now + expiresAfter(timer) * 1_000;
    else this.#refreshAt = now + timer.interval * 500_000;
  }

  /** Our refresh: an UPDATE without offer. Without an answer by the end of the interval the dialog is lost. */
  #refresh(now: number): void {
    const timer = this.#timer!;
    this.#refreshAt = Number.POSITIVE_INFINITY;
    this.#expiresAt = now + timer.interval * 500_000;
    const headers = [
      { name: 'contact', value: `<${this.#around.contactFor(this.#flow)}>;+sip.srs` },
      { name: 'session-expires', value: `${timer.interval};refresher=uac` },
      { name: 'supported', value: 'siprec, timer' },
    ];
    this.#send('UPDATE', headers, (status) => {
      if (status === 481 || status === 408) this.end('dialog-lost', false);
      else if (status >= 200 && this.#state === 'running') this.#setTimer(timer);
    });
  }

  /** The TCP connection the dialog came over ended: no end of the call while its sound flows. */
  flowClosed(flow: Flow): void {
    if (flow === this.#flow) this.#flowLost = true;
  }

  // — pause and end —

  /** Our own pause or resume of the whole recording; the client is not told. */
  pause(paused: boolean): void {
    for (const stream of this.streams) {
      if (stream.paused === paused) continue;
      const quiet = stream.quiet;
      stream.pause(paused);
      if (stream.quiet !== quiet) this.#tell(paused ? 'hold' : 'resume', stream);
    }
  }

  /** Ends the call and its recording, in order: flush, BYE where the client does not know yet, last errand. */
  end(ending: CallEnding, sayBye = true): void {
    if (this.over) return;
    if (this.#state === 'beginning') {
      this.#early = ending; // begin() comes by here again once the door has answered
      return;
    }
    this.#state = 'over';
    if (sayBye) this.#send('BYE', [], () => undefined);
    const { now, log } = this.#around;
    this.#ended = { ending, at: now() };
    log('info', 'call-ended', { recording: this.#recordingId ?? '', ending });
    if (ending !== 'bye' && ending !== 'shutdown') this.#finish();
  }

  /**
   * The signalling may overtake the sound: what lies in the sockets when the call ends, or is still under way, is part
   * of it. The sockets stay open until no packet came for `drain`, at most fifty times that (a server that fell behind reads what its sockets still hold).
   */
  #drain(now: number, stood: number): void {
    if (this.#ended === undefined) return;
    const { drain } = this.#around.terms;
    const since = Math.max(this.#ended.at, ...this.streams.map((stream) => stream.lastPacketAt));
    const quiet = stood === 0 && now - since >= drain * 1_000;
    if (quiet || now - this.#ended.at >= drain * 50_000) this.#finish();
  }

  #finish(): void {
    const { terms, onOver } = this.#around;
    const { ending, at } = this.#ended!;
    this.#ended = undefined;
    this.#closeStreams();
    void this.#errands?.end(ending, at, terms.settle).finally(() => onOver(this));
  }

  #closeStreams(): void {
    for (const stream of this.streams) stream.close();
  }

  #send(method: string, headers: SipRequest['headers'], onFinal: (status: number) => void): void {
    const { endpoint } = this.#around;
    const message = this.dialog.request(method, headers);
    endpoint.request(message, endpoint.targetFor(this.dialog.nextHop, this.#flow), {
      onResponse: (response) => {
        if (response.status >= 200) onFinal(response.status);
      },
      onFailure: () => onFinal(408),
    });
  }

  #tell(event: 'hold' | 'resume', stream: Stream): void {
    this.#errands?.event({ event, at: this.#around.now(), channel: stream.channel });
  }

  #tellFormat(stream: Stream): void {
    const { channel, format } = stream;
    this.#errands?.event({ event: 'format', at: this.#around.now(), channel, format, label: labelOf(stream) });
  }
}

const RETRY_LATER = { name: 'retry-after', value: '10' };

const REFUSALS = {
  'storage-full': 'Recording storage is full',
  stopping: 'The recording server is stopping',
  'not-allowed': 'Recording is not allowed here',
} as const;

function labelOf(stream: Stream): string {
  return stream.media.label ?? String(stream.channel);
}

/** The stable code of an error, for the log. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'none';
}
