/** UDP sockets for sound, on even ports of a range of our own (RFC 3550 section 11 leaves the odd one for RTCP). */
import { createSocket, type Socket } from 'node:dgram';
import { TelephonyError } from '../settings.ts';

/** 256 KiB: holds about two seconds of a G.711 leg while this process is busy elsewhere. */
export const RECEIVE_BUFFER = 262_144;

export interface RtpSocket {
  readonly socket: Socket;
  readonly port: number;
  /** Closes the socket and gives the port back. */
  close(): void;
}

export class RtpPorts {
  readonly #host: string;
  readonly #first: number;
  readonly #count: number;
  readonly #used = new Set<number>();
  #cursor: number;
  /** Smallest receive buffer the kernel gave; undefined before the first socket. */
  smallestBuffer: number | undefined;

  /** Throws TelephonyError (`rtp-ports`) for a range without an even port. `random` picks where to begin. */
  constructor(host: string, portMin: number, portMax: number, random: () => number) {
    this.#host = host;
    this.#first = portMin + (portMin % 2);
    this.#count = Math.floor((portMax - this.#first) / 2) + 1;
    if (
      !Number.isInteger(portMin) ||
      !Number.isInteger(portMax) ||
      portMin < 1024 ||
      portMax > 65_534 ||
      this.#count < 1
    )
      throw new TelephonyError(
        'rtp-ports',
        `RTP ports ${portMin}–${portMax} hold no even port. Use a range like 20000–29998.`,
      );
    this.#cursor = Math.floor(random() * this.#count);
  }

  /** Sockets that can be open at once. */
  get capacity(): number {
    return this.#count;
  }

  /** A bound socket on a free even port; ports that others hold are passed by. Throws `rtp-ports-exhausted`. */
  async open(): Promise<RtpSocket> {
    let cause: unknown;
    for (let tries = 0; tries < this.#count; tries += 1) {
      const port = this.#first + 2 * this.#cursor;
      this.#cursor = (this.#cursor + 1) % this.#count;
      if (this.#used.has(port)) continue;
      this.#used.add(port);
      try {
        return this.#wrap(await bind(this.#host, port), port);
      } catch (error) {
        this.#used.delete(port);
        cause = error;
        if (!passable(error)) break;
      }
    }
    throw new TelephonyError(
      'rtp-ports-exhausted',
      'No RTP port is free. Widen the range, or look for stray programs.',
      {
        cause,
      },
    );
  }

  #wrap(socket: Socket, port: number): RtpSocket {
    socket.on('error', () => undefined); // a failed receive is a lost packet, never the end of a call
    const size = socket.getRecvBufferSize();
    this.smallestBuffer = Math.min(this.smallestBuffer ?? size, size);
    let open = true;
    const close = () => {
      if (!open) return;
      open = false;
      socket.close(() => this.#used.delete(port));
    };
    return { socket, port, close };
  }
}

function bind(host: string, port: number): Promise<Socket> {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: RECEIVE_BUFFER });
  return new Promise((done, fail) => {
    const failed = (error: Error) => {
      socket.close();
      fail(error);
    };
    socket.once('error', failed);
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.off('error', failed);
      done(socket);
    });
  });
}

function passable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'EADDRINUSE' || code === 'EACCES';
}
