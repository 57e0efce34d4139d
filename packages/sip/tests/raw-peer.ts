/** A peer that speaks whatever bytes the test wants, over a real UDP or TCP socket. */
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { MessageFramer, parseMessage, type SipMessage } from '@woordelijk/sip';

export interface RawPeer {
  readonly port: number;
  /** Everything received, in order. */
  readonly received: SipMessage[];
  /** Bare line feeds become CRLF. */
  send(text: string): void;
  /** The n-th (from 0) message that fits; waits for it. */
  next(fits: (message: SipMessage) => boolean, n?: number): Promise<SipMessage>;
  /** Whether the server closed the connection. */
  readonly closed: boolean;
  close(): void;
}

export function wire(text: string): Buffer {
  return Buffer.from(text.replace(/\r?\n/g, '\r\n'));
}

function waiting(received: SipMessage[]): RawPeer['next'] {
  return async (fits, n = 0) => {
    for (;;) {
      const found = received.filter(fits)[n];
      if (found !== undefined) return found;
      await new Promise((done) => setTimeout(done, 5));
    }
  };
}

export async function udpPeer(serverPort: number, address = '127.0.0.1'): Promise<RawPeer> {
  const socket = createSocket('udp4');
  const received: SipMessage[] = [];
  socket.on('message', (bytes) => {
    const message = parseMessage(bytes);
    if (message !== undefined) received.push(message);
  });
  await new Promise<void>((done) => socket.bind(0, address, done));
  return {
    port: socket.address().port,
    received,
    send: (text) => socket.send(wire(text), serverPort, '127.0.0.1'),
    next: waiting(received),
    closed: false,
    close: () => socket.close(),
  };
}

export async function tcpPeer(serverPort: number, address = '127.0.0.1'): Promise<RawPeer> {
  const received: SipMessage[] = [];
  const framer = new MessageFramer();
  const socket = connect({ host: '127.0.0.1', port: serverPort, localAddress: address });
  let closed = false;
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
  });
  socket.on('data', (chunk: Buffer) => {
    for (const frame of framer.push(chunk)) if (frame.kind === 'message') received.push(frame.message);
  });
  await new Promise<void>((done) => socket.once('connect', done));
  return {
    port: socket.localPort ?? 0,
    received,
    send: (text) => socket.write(wire(text)),
    next: waiting(received),
    get closed() {
      return closed;
    },
    close: () => socket.destroy(),
  };
}
