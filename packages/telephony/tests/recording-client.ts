/** A recording client under the test's control: it says what the test wants, in dialog, and sends single RTP packets. */
import { createSocket, type Socket } from 'node:dgram';
import {
  type Answer,
  Dialog,
  type Endpoint,
  header,
  type IncomingRequest,
  openEndpoint,
  parseCSeq,
  parseSdp,
  type SdpOffer,
  type SipRequest,
  type SipResponse,
} from '@woordelijk/sip';
import { nowMs, SHORT_TIMERS, stopLater } from './running.ts';

export interface Say {
  readonly sdp?: string;
  readonly xml?: string;
  /** Media type of the metadata. */
  readonly xmlType?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Metadata before SDP. */
  readonly turned?: boolean;
}

/** SDP of audio lines: `[port, direction, label, extra lines]`, from 127.0.0.1 unless `address` says otherwise. */
export function sdp(
  lines: readonly (readonly [port: number, direction: string, label?: string, ...extra: string[]])[],
  address = '127.0.0.1',
  version = 1,
): string {
  const media = lines.flatMap(([port, direction, label, ...extra]) => [
    `m=audio ${port} RTP/AVP 8 101`,
    'a=rtpmap:101 telephone-event/8000',
    ...(label === undefined ? [] : [`a=label:${label}`]),
    `a=${direction}`,
    ...extra,
  ]);
  return [`v=0`, `o=- 1 ${version} IN IP4 127.0.0.1`, 's=-', `c=IN IP4 ${address}`, 't=0 0', ...media, ''].join('\r\n');
}

export class RecordingClient {
  readonly endpoint: Endpoint;
  readonly rtp: Socket;
  /** Requests of the server: answered 200 and kept. */
  readonly heard: IncomingRequest[];
  readonly #server: number;
  readonly #transport: 'udp' | 'tcp';
  dialog: Dialog | undefined;
  /** What stands behind the Contact: no sign of a recording client unless the test sets one. */
  contactSigns = '';
  invite: SipRequest | undefined;
  cancel: () => void = () => undefined;
  /** Every final answer to the INVITE under way, repetitions included. */
  answers: SipResponse[] = [];

  private constructor(
    endpoint: Endpoint,
    heard: IncomingRequest[],
    rtp: Socket,
    server: number,
    transport: 'udp' | 'tcp',
  ) {
    this.endpoint = endpoint;
    this.heard = heard;
    this.rtp = rtp;
    this.#server = server;
    this.#transport = transport;
  }

  static async open(server: number, transport: 'udp' | 'tcp' = 'udp'): Promise<RecordingClient> {
    const rtp = createSocket('udp4');
    await new Promise<void>((done) => rtp.bind(0, '127.0.0.1', done));
    const heard: IncomingRequest[] = [];
    const endpoint = await openEndpoint({
      host: '127.0.0.1',
      port: 0,
      transports: ['udp'],
      allow: [],
      methods: ['BYE', 'UPDATE'],
      supported: ['timer'],
      accept: [],
      timers: SHORT_TIMERS,
      now: nowMs,
      random: Math.random,
      onRequest: (request) => {
        heard.push(request);
        request.respond({ status: 200 } satisfies Answer);
      },
    });
    const client = new RecordingClient(endpoint, heard, rtp, server, transport);
    stopLater({
      stop: async () => {
        await endpoint.close();
        await new Promise<void>((done) => rtp.close(() => done()));
      },
    });
    return client;
  }

  get rtpPort(): number {
    return this.rtp.address().port;
  }

  /** Sends the opening INVITE; gives the final answer and acknowledges a 2xx unless `silent`. */
  async open(say: Say, silent = false): Promise<SipResponse> {
    const headers = [
      { name: 'from', value: '<sip:src@kantoor.example>;tag=c1' },
      { name: 'to', value: '<sip:opname@kantoor.example>' },
      { name: 'call-id', value: `${this.endpoint.token()}@kantoor.example` },
      { name: 'cseq', value: '1 INVITE' },
      { name: 'contact', value: this.#contact },
      ...spoken(say),
    ];
    const uri = 'sip:+999880000000@kantoor.example';
    const invite: SipRequest = { kind: 'request', method: 'INVITE', uri, version: 'SIP/2.0', headers, body: body(say) };
    this.invite = invite;
    const answer = await this.#ask(invite);
    if (answer.status < 300) {
      this.dialog = Dialog.ofClient(invite, answer)!;
      if (!silent) this.acknowledge(invite);
    }
    return answer;
  }

  /** A request inside the dialog; acknowledges an INVITE's 2xx, with `ackBody` where given. */
  async say(method: string, say: Say = {}, ackBody?: string): Promise<SipResponse> {
    const headers = [{ name: 'contact', value: this.#contact }, ...spoken(say)];
    const request = this.dialog!.request(method, headers, body(say));
    const answer = await this.#ask(request);
    if (method === 'INVITE' && answer.status < 300) this.acknowledge(request, ackBody);
    return answer;
  }

  acknowledge(invite: SipRequest, sdpText?: string): void {
    const { number } = parseCSeq(header(invite, 'cseq'))!;
    const headers = sdpText === undefined ? [] : [{ name: 'content-type', value: 'application/sdp' }];
    const ack = this.dialog!.request('ACK', headers, Buffer.from(sdpText ?? ''), number);
    this.endpoint.acknowledge(ack, this.#target);
  }

  /** One RTP packet to a port of the server; the payload's bytes are all `n & 0xff`. Gives the payload. */
  packet(port: number, n: number, p: Partial<PacketShape> = {}): Buffer {
    const { ssrc = 7, payloadType = 8, timestamp = n * 160, from = this.rtp, size = 160, marker = false } = p;
    const bytes = Buffer.alloc(12 + size, n & 0xff);
    bytes[0] = 0x80;
    bytes[1] = payloadType | (marker ? 0x80 : 0);
    bytes.writeUInt16BE(n & 0xffff, 2);
    bytes.writeUInt32BE(timestamp >>> 0, 4);
    bytes.writeUInt32BE(ssrc, 8);
    from.send(bytes, port, '127.0.0.1');
    return bytes.subarray(12);
  }

  /** Packets `from` up to `to`, paced 2 ms so that none is lost on the way. */
  async packets(port: number, from: number, to: number, p: Partial<PacketShape> = {}): Promise<Buffer> {
    const payloads: Buffer[] = [];
    for (let n = from; n < to; n += 1) {
      payloads.push(this.packet(port, n, p));
      await new Promise((done) => setTimeout(done, 2));
    }
    return Buffer.concat(payloads);
  }

  get #contact(): string {
    return `<sip:src@127.0.0.1:${this.endpoint.port};transport=${this.#transport}>${this.contactSigns}`;
  }

  get #target() {
    return { address: '127.0.0.1', port: this.#server, transport: this.#transport };
  }

  #ask(request: SipRequest): Promise<SipResponse> {
    this.answers = [];
    return new Promise((done, fail) => {
      this.cancel = this.endpoint.request(request, this.#target, {
        onResponse: (response) => {
          if (response.status < 200) return;
          this.answers.push(response);
          done(response);
        },
        onFailure: (why) => fail(new Error(why)),
      });
    });
  }
}

interface PacketShape {
  ssrc: number;
  payloadType: number;
  timestamp: number;
  from: Socket;
  size: number;
  marker: boolean;
}

/** The answer's SDP. */
export function answered(response: SipResponse): SdpOffer {
  const parsed = parseSdp(response.body);
  if (parsed === undefined) throw new Error(`no SDP in ${response.status} ${response.reason}`);
  return parsed;
}

const BOUNDARY = 'part';

function spoken(say: Say): { name: string; value: string }[] {
  const extra = (say.headers ?? []).map(([name, value]) => ({ name, value }));
  if (say.sdp !== undefined && say.xml !== undefined)
    return [...extra, { name: 'content-type', value: `multipart/mixed; boundary="${BOUNDARY}"` }];
  if (say.sdp !== undefined) return [...extra, { name: 'content-type', value: 'application/sdp' }];
  if (say.xml !== undefined)
    return [...extra, { name: 'content-type', value: say.xmlType ?? 'application/rs-metadata+xml' }];
  return extra;
}

function body(say: Say): Buffer {
  const { sdp: offer, xml } = say;
  if (offer === undefined || xml === undefined) return Buffer.from(offer ?? xml ?? '');
  const parts = [
    `--${BOUNDARY}\r\nContent-Type: application/sdp\r\n\r\n${offer}\r\n`,
    `--${BOUNDARY}\r\nContent-Type: ${say.xmlType ?? 'application/rs-metadata+xml'}\r\n\r\n${xml}\r\n`,
  ];
  return Buffer.from(`${(say.turned ? parts.reverse() : parts).join('')}--${BOUNDARY}--\r\n`);
}
