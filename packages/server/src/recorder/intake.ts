/**
 * What a device delivers for one recording, opened, taken apart and placed (docs/spec/device-part.md). The device's bytes
 * are hostile until shown otherwise. Holds what is on its way only; where it stands is written down in the seal.
 */
import {
  chainNext,
  chainStart,
  importPartKey,
  keyIdOf,
  openPartKey,
  openRecord,
  PART_HEADER_LENGTH,
  PartError,
  type PartRecord,
  type ReaderKey,
  readPartHeader,
  readRecords,
} from '@woordelijk/api';
import {
  type ChannelFormat,
  ContainerError,
  type ContainerReader,
  type ContainerState,
  FRAME_RATE,
  openContainer,
  resumeContainer,
} from '@woordelijk/audio';
import type { DeviceEvent } from '@woordelijk/dossier';
import { type DeviceNote, readNote } from './notes.ts';
import { type Leaf, PAYLOAD, type Place, Placing } from './placing.ts';

/** How far the server has taken a recording; stands in the seal as the event `received`. */
export interface Received {
  readonly part: number;
  /** Records of the part below this are used up. */
  readonly sealed: number;
  /** Bytes of record `sealed` that are used too. */
  readonly skip: number;
  /** Hex, before record `sealed`. */
  readonly chain: string;
  readonly container: ContainerState | null;
  /** The part could not be read as a container: its bytes are kept as they come. */
  readonly raw: boolean;
  readonly place: Place;
  readonly paused: boolean;
  /** Names that the codecs of the channel have by now, as JSON. */
  readonly format: string;
  /** The device closed the part. */
  readonly over: boolean;
}

/** What a delivery comes to. */
export interface Taken {
  readonly leaves: readonly Leaf[];
  /** Told before the leaves: the channel's codecs are others from here. */
  readonly format: { readonly at: number; readonly format: ChannelFormat } | undefined;
  /** Who joined, and when (epoch microseconds). */
  readonly joined: readonly { readonly name: string; readonly at: number }[];
}

/** A delivery that does not follow: this is what should come instead. */
export interface Unexpected {
  readonly wanted: { readonly part: number; readonly record: number };
}

interface Recording {
  readonly bytes: Uint8Array;
  /** Epoch microseconds. */
  readonly startedUs: number;
}

/** A sound record whose bytes are not all used yet. */
interface Kept {
  readonly number: number;
  readonly length: number;
  readonly chainBefore: Uint8Array;
}

const PIECE = 60_000;
const PLAIN_OPUS = { name: 'OPUS', clockRate: 48_000, channels: 2 } as const;

/** Takes deliveries of one recording in order. After a failure it is of no use: make one anew from what was sealed. */
export class Intake {
  readonly #recording: Recording;
  readonly #reader: ReaderKey;
  readonly #placing: Placing;
  #part = -1;
  #next = 0;
  #chain: Uint8Array = new Uint8Array(32);
  #header: Uint8Array | undefined;
  #key: CryptoKey | undefined;
  #container: ContainerReader | undefined;
  /** The container's first bytes, until there are enough to know it by. */
  #first: Uint8Array = new Uint8Array();
  #raw = false;
  #skip = 0;
  #kept: Kept[] = [];
  #paused = false;
  #over = false;
  #format = '';
  #newFormat: Taken['format'];
  #joined: { name: string; at: number }[] = [];

  constructor(recording: Recording, reader: ReaderKey, received?: Received) {
    this.#recording = recording;
    this.#reader = reader;
    this.#placing = new Placing(recording.startedUs, received?.place);
    if (received === undefined) return;
    this.#part = received.part;
    this.#next = received.sealed;
    this.#skip = received.skip;
    this.#chain = Buffer.from(received.chain, 'hex');
    this.#raw = received.raw;
    this.#paused = received.paused;
    this.#over = received.over;
    this.#format = received.format;
    if (received.container !== null) this.#container = resumeContainer(received.container);
  }

  /** Where it stands. */
  get part(): number {
    return Math.max(0, this.#part);
  }
  get next(): number {
    return this.#next;
  }
  get milliseconds(): number {
    return this.#placing.milliseconds;
  }
  /** Parts that are delivered whole, where the device closed them. */
  get parts(): number {
    return this.#part + 1;
  }
  /** Records below this are used up. */
  get sealed(): number {
    return this.#kept[0]?.number ?? this.#next;
  }

  /**
   * Takes records of a part from number `from` on. Throws PartError for bytes that are no part of this recording, or were
   * changed.
   */
  async take(part: number, from: number, body: Uint8Array): Promise<Taken | Unexpected> {
    if (part > this.#part + 1 || (part === this.#part + 1 && from !== 0)) return this.#wanted();
    if (part === this.#part && from > this.#next) return this.#wanted();
    if (part < this.#part) return { leaves: [], format: undefined, joined: [] };
    const header = body.subarray(0, PART_HEADER_LENGTH);
    const key = await this.#keyOf(header, part);
    if (part === this.#part + 1) this.#open(header, part);
    for (const record of readRecords(body.subarray(PART_HEADER_LENGTH))) {
      if (record.number < this.#next) continue;
      if (record.number > this.#next) throw new PartError('Records are missing within a delivery.');
      await this.#record(key, record);
    }
    const taken = { leaves: this.#placing.take(), format: this.#newFormat, joined: this.#joined };
    this.#newFormat = undefined;
    this.#joined = [];
    if (taken.leaves.length > 0 || this.#kept.length === 0) taken.leaves.push(this.#received());
    return taken;
  }

  #wanted(): Unexpected {
    return { wanted: this.#part < 0 ? { part: 0, record: 0 } : { part: this.#part, record: this.#next } };
  }

  async #keyOf(header: Uint8Array, part: number): Promise<CryptoKey> {
    const said = readPartHeader(header);
    if (!same(said.recording, this.#recording.bytes) || said.part !== part)
      throw new PartError('This part belongs to another recording.');
    if (!same(said.keyId, keyIdOf(this.#reader.publicKey)))
      throw new PartError('This part is sealed to another server, or to one whose keys were replaced.');
    if (this.#key !== undefined && this.#header !== undefined && same(this.#header, header)) return this.#key;
    const key = await openPartKey(header, this.#reader);
    if (key === undefined) throw new PartError('The key of this part does not open.');
    this.#header = header.slice();
    this.#key = await importPartKey(key);
    return this.#key;
  }

  #open(header: Uint8Array, part: number): void {
    this.#part = part;
    this.#next = 0;
    this.#skip = 0;
    this.#chain = chainStart(header);
    this.#container = undefined;
    this.#first = new Uint8Array();
    this.#raw = false;
    this.#kept = [];
    this.#over = false;
  }

  async #record(key: CryptoKey, record: PartRecord): Promise<void> {
    const chainBefore = this.#chain;
    if (record.type === 'mark') {
      if (!same(record.content, chainBefore)) throw new PartError('The chain of this part is broken.');
    } else {
      const clear = await openRecord(key, record);
      if (clear === undefined) throw new PartError(`Record ${record.number} was changed.`);
      if (record.type === 'sound') this.#sound(record, clear, chainBefore);
      else this.#note(readNote(record, clear));
    }
    this.#chain = chainNext(chainBefore, record.bytes);
    this.#next = record.number + 1;
  }

  #sound(record: PartRecord, clear: Uint8Array, chainBefore: Uint8Array): void {
    const bytes = clear.subarray(this.#skip);
    this.#skip = 0;
    this.#kept.push({ number: record.number, length: clear.length, chainBefore });
    if (!this.#raw) {
      try {
        this.#packets(bytes, record.wall);
      } catch (error) {
        if (!(error instanceof ContainerError)) throw error;
        this.#unreadable(record);
      }
    } else this.#keepRaw(bytes, record.wall);
    const missing = this.#raw ? undefined : this.#placing.compare(record.wall);
    if (missing !== undefined) this.#tell('clock', record.wall, `${(missing / 1000).toFixed(1)} s`);
    this.#forgetUsed();
  }

  #packets(bytes: Uint8Array, wall: number): void {
    let fresh = bytes;
    if (this.#container === undefined) {
      this.#first = Buffer.concat([this.#first, bytes]);
      if (this.#first.length < 8) return;
      this.#container = openContainer(this.#first);
      fresh = this.#first;
      this.#first = new Uint8Array();
    }
    const frames = this.#container.push(fresh);
    const { codec } = this.#container.state;
    if (frames.length === 0 || codec === null) return;
    const type = codec.name === 'OPUS' ? PAYLOAD.opus : PAYLOAD.aac;
    this.#tellFormat(wall, { [PAYLOAD.opus]: PLAIN_OPUS, [type]: codec });
    for (const frame of frames) this.#placing.packet(frame, type, this.#part, wall);
  }

  /** Bytes that were not used yet are still with us: nothing is lost, it is only not understood. */
  #unreadable(record: PartRecord): void {
    const bytes = this.#unread;
    this.#raw = true;
    this.#container = undefined;
    this.#tell('unreadable', record.wall);
    this.#tellFormat(record.wall, {
      [PAYLOAD.opus]: PLAIN_OPUS,
      [PAYLOAD.container]: { name: 'CONTAINER', clockRate: FRAME_RATE, channels: 1 },
    });
    this.#keepRaw(bytes, record.wall);
  }

  #keepRaw(bytes: Uint8Array, wall: number): void {
    const at = Math.max(
      0,
      Math.round(((wall * 1000 - this.#recording.startedUs) * FRAME_RATE) / 1e6) - this.#placing.place.start,
    );
    for (let o = 0; o < bytes.length; o += PIECE)
      this.#placing.packet(
        { at, duration: 0, payload: bytes.subarray(o, o + PIECE) },
        PAYLOAD.container,
        this.#part,
        wall,
      );
  }

  get #unread(): Uint8Array {
    return this.#container?.unread ?? this.#first;
  }

  /** Records whose bytes are all in packets are forgotten; the first that is not stays at the head of the list. */
  #forgetUsed(): void {
    let unread = this.#raw ? 0 : this.#unread.length;
    let first = this.#kept.length;
    while (unread > 0 && first > 0) {
      first -= 1;
      unread -= this.#kept[first]!.length;
    }
    this.#kept = this.#kept.slice(first);
  }

  #note(note: DeviceNote): void {
    switch (note.kind) {
      case 'part':
        this.#placing.begin(note.at, this.#paused || this.#part === 0); // before the first there was nothing to miss
        if (this.#paused) this.#tell('resume', note.at);
        else if (this.#part > 0) this.#tell(note.device ? 'device-changed' : 'restarted', note.at, note.text);
        this.#paused = false;
        break;
      case 'end':
        this.#over = true;
        break;
      case 'joined':
        this.#joined.push({ name: note.text, at: this.#us(note.at) });
        break;
      case 'moment':
        if (note.moment === 'pause') this.#paused = true;
        this.#tell(note.moment, note.at, note.text);
        break;
    }
  }

  #tell(event: DeviceEvent['event'], at: number, text?: string): void {
    this.#placing.put({ event: { event, at: this.#us(at), ...(text === undefined ? {} : { text }) } });
  }

  #tellFormat(wall: number, codecs: ChannelFormat['codecs']): void {
    const format = JSON.stringify(codecs);
    const usual = this.#format === '' && format === JSON.stringify({ [PAYLOAD.opus]: PLAIN_OPUS });
    if (format === this.#format || usual) return;
    this.#format = format;
    this.#newFormat = { at: this.#us(wall), format: { clockRate: FRAME_RATE, codecs } };
  }

  /** Never before the recording began, nor beyond what a leaf can say. */
  #us(at: number): number {
    const us = Math.round(at * 1000);
    return Math.min(Math.max(us, this.#recording.startedUs), this.#recording.startedUs + 7 * 86_400_000_000);
  }

  #received(): Leaf {
    const first = this.#kept[0];
    const unread = this.#raw ? 0 : this.#unread.length;
    const held = this.#kept.reduce((sum, { length }) => sum + length, 0);
    const received: Received = {
      part: this.#part,
      sealed: this.sealed,
      skip: first === undefined ? 0 : held - unread,
      chain: Buffer.from(first?.chainBefore ?? this.#chain).toString('hex'),
      container: this.#container?.state ?? null,
      raw: this.#raw,
      place: this.#placing.place,
      paused: this.#paused,
      format: this.#format,
      over: this.#over,
    };
    const at = this.#recording.startedUs + this.#placing.milliseconds * 1000;
    return { event: { event: 'received', at, received: { ...received } } };
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.length).equals(b);
}
