/** WebM as browsers record it (RFC 9559, RFC 8794): elements read flat, since only clusters and blocks matter. */
import { opusDuration } from '../opus/packet.ts';
import type { Codec } from '../packets.ts';
import {
  ContainerError,
  type ContainerReader,
  type ContainerState,
  FRAME_RATE,
  type Frame,
  Waiting,
} from './container.ts';

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const BLOCK_GROUP = 0xa0;
const INFO = 0x1549a966;
const TIMESTAMP_SCALE = 0x2ad7b1;
const TRACKS = 0x1654ae6b;
const TRACK_ENTRY = 0xae;
const TRACK_NUMBER = 0xd7;
const TRACK_TYPE = 0x83;
const CODEC_ID = 0x86;
const CODEC_PRIVATE = 0x63a2;
const CLUSTER_TIMESTAMP = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;
/** Elements whose children are read as if they stood on their own; they may be of unknown length. */
const ENTERED: ReadonlySet<number> = new Set([SEGMENT, CLUSTER, BLOCK_GROUP]);
const MAX_ELEMENT = 2 * 1024 * 1024;

/** The first four bytes of every WebM. */
export const WEBM_MAGIC = 0x1a45dfa3;

interface Element {
  readonly id: number;
  /** Undefined: unknown. */
  readonly size: number | undefined;
  /** First byte of the content. */
  readonly start: number;
}

type State = Extract<ContainerState, { kind: 'webm' }>;

/** Reads the Opus packets of the first audio track. */
export class WebmReader implements ContainerReader {
  readonly #waiting = new Waiting();
  #state: State;

  constructor(state: State = { kind: 'webm', track: null, codec: null, scale: 1_000_000, cluster: 0 }) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  get unread(): Uint8Array {
    return this.#waiting.bytes;
  }

  push(bytes: Uint8Array): Frame[] {
    this.#waiting.add(bytes);
    const all = this.#waiting.bytes;
    const frames: Frame[] = [];
    let used = 0;
    for (;;) {
      const element = elementAt(all, used);
      if (element === undefined) break;
      if (ENTERED.has(element.id)) {
        used = element.start;
        continue;
      }
      if (element.size === undefined || element.size > MAX_ELEMENT)
        throw new ContainerError(`Element ${element.id.toString(16)} has no length that can be true.`);
      const end = element.start + element.size;
      if (end > all.length) break;
      this.#take(element.id, all.subarray(element.start, end), frames);
      used = end;
    }
    this.#waiting.drop(used);
    return frames;
  }

  #take(id: number, content: Uint8Array, frames: Frame[]): void {
    switch (id) {
      case INFO: {
        const scale = find(content, TIMESTAMP_SCALE);
        if (scale !== undefined) this.#state = { ...this.#state, scale: unsigned(scale) };
        break;
      }
      case TRACKS:
        this.#tracks(content);
        break;
      case CLUSTER_TIMESTAMP:
        this.#state = { ...this.#state, cluster: unsigned(content) };
        break;
      case SIMPLE_BLOCK:
      case BLOCK:
        this.#block(content, frames);
        break;
    }
  }

  #tracks(content: Uint8Array): void {
    for (const { id, content: entry } of children(content)) {
      if (id !== TRACK_ENTRY) continue;
      const type = find(entry, TRACK_TYPE);
      const number = find(entry, TRACK_NUMBER);
      const name = find(entry, CODEC_ID);
      if (type === undefined || number === undefined || name === undefined || unsigned(type) !== 2) continue;
      const codec = codecOf(new TextDecoder().decode(name), find(entry, CODEC_PRIVATE));
      this.#state = { ...this.#state, track: unsigned(number), codec };
      return;
    }
  }

  #block(content: Uint8Array, frames: Frame[]): void {
    const track = vint(content, 0);
    const { codec } = this.#state;
    if (track === undefined || content.length < track.length + 3)
      throw new ContainerError('A block is shorter than its header.');
    if (track.value !== this.#state.track || codec === null) return;
    const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
    const flags = view.getUint8(track.length + 2);
    if ((flags & 0x06) !== 0) throw new ContainerError('Laced blocks are not read: no browser writes them.');
    const time = (this.#state.cluster + view.getInt16(track.length)) * this.#state.scale;
    const payload = content.slice(track.length + 3);
    const duration = opusDuration(payload);
    if (duration === undefined) throw new ContainerError('A packet is no Opus.');
    frames.push({ at: Math.round((time * FRAME_RATE) / 1e9), duration, payload });
  }
}

/** Throws for codecs other than Opus. */
function codecOf(id: string, setup: Uint8Array | undefined): Codec {
  if (id !== 'A_OPUS') throw new ContainerError('The sound is not Opus.');
  const preSkip = setup !== undefined && setup.length >= 12 ? setup[10]! + 256 * setup[11]! : 0;
  // RFC 7587: Opus is always written as two channels; the packets themselves say how many there are.
  return {
    name: 'OPUS',
    clockRate: 48_000,
    channels: 2,
    ...(preSkip > 0 ? { parameters: `pre-skip=${preSkip}` } : {}),
  };
}

/** The element at a place; undefined where its head is not whole yet. */
function elementAt(bytes: Uint8Array, at: number): Element | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const idLength = Math.clz32(first) - 23;
  if (idLength > 4) throw new ContainerError('No element begins here.');
  if (at + idLength >= bytes.length) return undefined;
  let id = 0;
  for (let i = 0; i < idLength; i++) id = id * 256 + bytes[at + i]!;
  const size = vint(bytes, at + idLength);
  if (size === undefined) return undefined;
  return { id, size: size.unknown ? undefined : size.value, start: at + idLength + size.length };
}

/** A number of variable length (RFC 8794, section 4); undefined where it is not whole yet. */
function vint(bytes: Uint8Array, at: number): { value: number; length: number; unknown: boolean } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  const length = Math.clz32(first) - 23;
  if (length > 8) throw new ContainerError('A length is malformed.');
  if (at + length > bytes.length) return undefined;
  let value = first & (0xff >> length);
  let ones = value === 0xff >> length;
  for (let i = 1; i < length; i++) {
    value = value * 256 + bytes[at + i]!;
    ones &&= bytes[at + i] === 0xff;
  }
  return { value, length, unknown: ones };
}

function* children(content: Uint8Array): Generator<{ id: number; content: Uint8Array }> {
  for (let at = 0; at < content.length; ) {
    const element = elementAt(content, at);
    if (element?.size === undefined || element.start + element.size > content.length)
      throw new ContainerError('An element runs past the one it stands in.');
    yield { id: element.id, content: content.subarray(element.start, element.start + element.size) };
    at = element.start + element.size;
  }
}

function find(content: Uint8Array, id: number): Uint8Array | undefined {
  for (const child of children(content)) if (child.id === id) return child.content;
  return undefined;
}

function unsigned(content: Uint8Array): number {
  if (content.length > 8) throw new ContainerError('A number is too long.');
  return content.reduce((value, byte) => value * 256 + byte, 0);
}
