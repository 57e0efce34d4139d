/**
 * Sockets: SIP over UDP and TCP on one port. Sources are checked against the allow-list before a byte is parsed.
 * TLS belongs here too, as a third listener that gives the same Flow.
 */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { MessageFramer } from './framing.ts';
import { canonicalAddress } from './ip-address.ts';
import type { Drop } from './junk.ts';
import { type MessageLimits, parseMessage, type SipMessage } from './message.ts';

export type TransportName = 'udp' | 'tcp';

/** A way back to the peer from whom a message came. */
export interface Flow {
  readonly transport: TransportName;
  readonly reliable: boolean;
  /** Remote end. */
  readonly address: string;
  readonly port: number;
  readonly open: boolean;
  /** Sends; false where the flow is closed or too far behind. UDP: to `address`/`port` unless told otherwise. */
  send(bytes: Uint8Array, to?: { readonly address: string; readonly port: number }): boolean;
}

export interface TransportLimits {
  readonly connections: number;
  readonly connectionsPerAddress: number;
  /** Milliseconds without any byte after which a connection is closed. */
  readonly idle: number;
  /** Milliseconds in which a message that was begun must be complete, and a new connection must have said something. */
  readonly message: number;
  /** Bytes that may wait to be written to one connection. */
  readonly backlog: number;
}

export const TRANSPORT_LIMITS: TransportLimits = {
  connections: 4_096,
  connectionsPerAddress: 2_048,
  idle: 7_200_000,
  message: 30_000,
  backlog: 1_048_576,
};

/** A socket that could not be opened. `port-in-use`: another program holds it; `sip-listen`: anything else. */
export class ListenError extends Error {
  readonly code: 'port-in-use' | 'sip-listen';
  constructor(code: 'port-in-use' | 'sip-listen', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ListenError';
    this.code = code;
  }
}

export interface TransportSettings {
  readonly host: string;
  /** 0: any free port; UDP and TCP then share the one that was found. */
  readonly port: number;
  readonly transports: readonly TransportName[];
  readonly allowed: (address: string) => boolean;
  readonly messageLimits: MessageLimits;
  readonly limits: TransportLimits;
  readonly drop: Drop;
  readonly onMessage: (message: SipMessage, flow: Flow) => void;
  /** A TCP connection ended, for whatever reason. */
  readonly onClose: (flow: Flow) => void;
}

/** The open sockets of one endpoint. */
export class Transports {
  readonly #settings: TransportSettings;
  readonly #connections = new Map<string, TcpFlow>();
  readonly #perAddress = new Map<string, number>();
  #udp: UdpSocket | undefined;
  #tcp: Server | undefined;
  #port = 0;
  #closed = false;

  private constructor(settings: TransportSettings) {
    this.#settings = settings;
  }

  /** Opens the sockets. Throws ListenError. */
  static async open(settings: TransportSettings): Promise<Transports> {
    // With port 0 the port that TCP was given may be taken for UDP: then another one is asked for.
    for (let attempt = settings.port === 0 ? 5 : 1; ; attempt -= 1) {
      const transports = new Transports(settings);
      try {
        await transports.#listen();
        return transports;
      } catch (cause) {
        await transports.close();
        if (attempt <= 1) throw listenError(settings, cause);
      }
    }
  }

  /** The port in use. */
  get port(): number {
    return this.#port;
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** A UDP flow to anywhere; undefined where UDP is not open. */
  udpFlow(address: string, port: number): Flow | undefined {
    const socket = this.#udp;
    return socket && new UdpFlow(socket, address, port);
  }

  /** An open connection to that address and port, or a new one. Bytes sent before it stands are queued. */
  tcpFlow(address: string, port: number): Flow | undefined {
    if (this.#closed) return undefined;
    const known = this.#connections.get(`${address}|${port}`);
    if (known?.open) return known;
    if (this.#connections.size >= this.#settings.limits.connections) return undefined;
    return this.#adopt(connect({ host: address, port }), address, port);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const flow of [...this.#connections.values()]) flow.end();
    await Promise.all([
      this.#udp && new Promise<void>((done) => this.#udp!.close(() => done())),
      this.#tcp && new Promise<void>((done) => this.#tcp!.close(() => done())),
    ]);
  }

  async #listen(): Promise<void> {
    const { transports, port } = this.#settings;
    this.#port = port;
    if (transports.includes('tcp')) await this.#listenTcp();
    if (transports.includes('udp')) await this.#listenUdp();
  }

  async #listenTcp(): Promise<void> {
    const server = createServer((socket) => this.#accept(socket));
    this.#tcp = server;
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen({ host: this.#settings.host, port: this.#port }, () => {
        server.off('error', fail);
        server.on('error', () => this.#settings.drop('overload')); // e.g. out of file descriptors: keep serving
        done();
      });
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
  }

  async #listenUdp(): Promise<void> {
    const { host } = this.#settings;
    const type = host.includes(':') ? 'udp6' : 'udp4';
    const socket = createSocket({ type, recvBufferSize: 1_048_576, lookup: literal });
    this.#udp = socket;
    await new Promise<void>((done, fail) => {
      socket.once('error', fail);
      socket.bind({ address: host, port: this.#port, exclusive: true }, () => {
        socket.off('error', fail);
        socket.on('error', () => this.#settings.drop('overload'));
        done();
      });
    });
    this.#port = socket.address().port;
    socket.on('message', (bytes, from) => this.#datagram(socket, bytes, from.address, from.port));
  }

  #datagram(socket: UdpSocket, bytes: Buffer, from: string, port: number): void {
    const { drop, allowed, messageLimits, onMessage } = this.#settings;
    if (!allowed(from)) {
      drop('not-allowed');
      return;
    }
    if (bytes.length <= 4 && /^[\r\n\0]*$/.test(bytes.toString('latin1'))) return; // keep-alive
    const message = parseMessage(bytes, drop, messageLimits);
    if (message !== undefined) onMessage(message, new UdpFlow(socket, from, port));
  }

  #accept(socket: Socket): void {
    const address = canonicalAddress(socket.remoteAddress ?? '') ?? '';
    const { limits, allowed, drop } = this.#settings;
    const refuse = (reason: 'not-allowed' | 'overload') => {
      drop(reason);
      socket.destroy();
    };
    socket.on('error', () => undefined); // told by 'close'
    if (this.#closed || !allowed(address)) {
      refuse('not-allowed');
      return;
    }
    if (
      this.#connections.size >= limits.connections ||
      (this.#perAddress.get(address) ?? 0) >= limits.connectionsPerAddress
    ) {
      refuse('overload');
      return;
    }
    this.#adopt(socket, address, socket.remotePort ?? 0);
  }

  #adopt(socket: Socket, address: string, port: number): TcpFlow {
    const key = `${address}|${port}`;
    const flow = new TcpFlow(socket, address, port, this.#settings, () => {
      if (this.#connections.get(key) === flow) this.#connections.delete(key);
      const left = (this.#perAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#perAddress.set(address, left);
      else this.#perAddress.delete(address);
      this.#settings.onClose(flow);
    });
    this.#connections.set(key, flow);
    this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1);
    return flow;
  }
}

class UdpFlow implements Flow {
  readonly transport = 'udp';
  readonly reliable = false;
  readonly open = true;
  readonly address: string;
  readonly port: number;
  readonly #socket: UdpSocket;

  constructor(socket: UdpSocket, address: string, port: number) {
    this.#socket = socket;
    this.address = address;
    this.port = port;
  }

  send(bytes: Uint8Array, to: { readonly address: string; readonly port: number } = this): boolean {
    try {
      this.#socket.send(bytes, to.port, to.address, () => undefined);
      return true;
    } catch {
      return false; // closed while a timer still wanted to send
    }
  }
}

class TcpFlow implements Flow {
  readonly transport = 'tcp';
  readonly reliable = true;
  readonly address: string;
  readonly port: number;
  readonly #socket: Socket;
  readonly #backlog: number;
  #open = true;

  constructor(socket: Socket, address: string, port: number, settings: TransportSettings, onClose: () => void) {
    this.#socket = socket;
    this.address = address;
    this.port = port;
    this.#backlog = settings.limits.backlog;
    const { limits, drop } = settings;
    const framer = new MessageFramer(drop, settings.messageLimits);
    const hurry = () =>
      setTimeout(() => {
        drop('stalled');
        socket.destroy();
      }, limits.message);
    let unfinished: NodeJS.Timeout | undefined = hurry();
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);
    socket.setTimeout(limits.idle, () => socket.destroy());
    socket.on('error', () => undefined); // 'close' follows
    socket.on('data', (chunk: Buffer) => {
      for (const frame of framer.push(chunk)) {
        clearTimeout(unfinished);
        unfinished = undefined;
        if (frame.kind === 'ping') this.send(Buffer.from('\r\n'));
        else if (frame.kind === 'broken') socket.destroy();
        else settings.onMessage(frame.message, this);
      }
      if (framer.unfinished > 0) unfinished ??= hurry();
    });
    socket.on('close', () => {
      this.#open = false;
      clearTimeout(unfinished);
      onClose();
    });
  }

  get open(): boolean {
    return this.#open && !this.#socket.destroyed && this.#socket.writable;
  }

  send(bytes: Uint8Array): boolean {
    if (!this.open) return false;
    if (this.#socket.writableLength > this.#backlog) {
      this.#socket.destroy();
      return false;
    }
    this.#socket.write(bytes);
    return true;
  }

  /** Lets what was written go out, then closes; at once where the peer does not take it. */
  end(): void {
    this.#socket.end();
    setTimeout(() => this.#socket.destroy(), 250).unref();
  }
}

function listenError(settings: TransportSettings, cause: unknown): ListenError {
  const where = `${settings.host}:${settings.port}`;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE')
    return new ListenError(
      'port-in-use',
      `SIP ${where} is in use by another program. Stop it or choose another port.`,
      {
        cause,
      },
    );
  return new ListenError('sip-listen', `SIP cannot listen on ${where} (${String(code ?? cause)}). Check the address.`, {
    cause,
  });
}

/** Peers are addresses, never names: no look-up, so that what is sent is on its way before anything can close the socket. */
function literal(
  address: string,
  _options: unknown,
  found: (error: NodeJS.ErrnoException | null, address: string, family: number) => void,
): void {
  found(null, address, address.includes(':') ? 6 : 4);
}
