/**
 * A recording's outline: where its sound stands, in what codecs, what interrupts it, and its peaks. It is drawn by one
 * walk over the leaves, so that playing from the middle, the waveform and a copy's file names need no such walk again.
 */
import {
  type ChannelFormat,
  decodedRate,
  G711_RATE,
  isSoundless,
  PeakMeter,
  SoundPlacer,
  type Span,
  spanOf,
  unpackEntries,
} from '@woordelijk/audio';
import type { OpenedLeaf } from '@woordelijk/vault';
import type { DeviceEvent } from '../device/face.ts';
import { eventIn } from '../recording/leaves.ts';
import { MOMENTS, type MomentKind } from '../talk/face.ts';
import type { Interruption } from './face.ts';

/** One leaf that holds sound we can render: `from` and `to` in ticks of the channel's rate. */
export interface Stretch extends Span {
  readonly leaf: number;
  /** Epoch microseconds at which the leaf starts. */
  readonly start: number;
  /** Place in the channel's formats. */
  readonly format: number;
}

export interface ChannelOutline {
  readonly channel: number;
  readonly label: string;
  /** Ticks a second of its decoded sound. */
  readonly rate: number;
  /** Formats in force, one after the other. */
  readonly formats: readonly ChannelFormat[];
  readonly stretches: readonly Stretch[];
  /** Codec names that were really used. */
  readonly codecs: readonly string[];
  /** Min and max by turns, per step. */
  readonly peaks: Int8Array;
}

/** A stretch without sound, in epoch microseconds; `to` null while it lasts. */
export interface Pause {
  readonly channel: number;
  readonly kind: Interruption['kind'];
  readonly from: number;
  readonly to: number | null;
}

/** Something that happened; `at` in epoch microseconds. */
export interface DrawnMoment {
  readonly at: number;
  readonly kind: MomentKind;
  readonly text: string | null;
}

export interface Outline {
  /** Epoch microseconds of tick 0. */
  readonly startedUs: number;
  /** Epoch microseconds of the last moment that any leaf covers. */
  readonly lastUs: number;
  readonly channels: readonly ChannelOutline[];
  readonly pauses: readonly Pause[];
  readonly moments: readonly DrawnMoment[];
}

/** More pauses than this are not listed; the exact copy's timeline lists all. */
const MOST_PAUSES = 20_000;
const MOST_MOMENTS = 5_000;
const KINDS: ReadonlySet<string> = new Set(MOMENTS);
/** Gaps that follow within this are one pause to a reader, in microseconds. */
const SAME_GAP_US = 20_000;

interface Drawn {
  label: string;
  /** Of the first sound that can be decoded. */
  rate: number | undefined;
  readonly placer: SoundPlacer;
  readonly formats: ChannelFormat[];
  readonly stretches: Stretch[];
  readonly codecs: Set<string>;
  readonly meter: PeakMeter;
}

/** Draws an outline leaf by leaf; may be asked for it at any moment. */
export class OutlineDrawer {
  readonly #startedUs: number;
  readonly #channels = new Map<number, Drawn>();
  readonly #pauses: { channel: number; kind: Interruption['kind']; from: number; to: number | null }[] = [];
  readonly #moments: DrawnMoment[] = [];
  #lastUs: number;
  #leaves = 0;

  constructor(startedUs: number) {
    this.#startedUs = startedUs;
    this.#lastUs = startedUs;
  }

  /** Leaves seen. */
  get leaves(): number {
    return this.#leaves;
  }

  /** Epoch microseconds of the last moment seen. */
  get lastUs(): number {
    return this.#lastUs;
  }

  /** Leaves in order; one seen before is passed over. */
  async add(leaf: OpenedLeaf): Promise<void> {
    if (leaf.index < this.#leaves) return;
    this.#leaves = leaf.index + 1;
    this.#lastUs = Math.max(this.#lastUs, leaf.start + leaf.duration);
    if (leaf.kind === 'event') this.#event(leaf);
    else await this.#entries(leaf);
  }

  /** Lets the decoders go; the outline stays, and what is added later opens new ones. */
  rest(): void {
    for (const { placer } of this.#channels.values()) placer.close();
  }

  outline(): Outline {
    return {
      startedUs: this.#startedUs,
      lastUs: this.#lastUs,
      channels: [...this.#channels]
        .sort(([a], [b]) => a - b)
        .map(([channel, { label, rate, formats, stretches, codecs, meter }]) => ({
          channel,
          label,
          rate: rate ?? G711_RATE,
          formats,
          stretches,
          codecs: [...codecs],
          peaks: meter.pairs(),
        })),
      pauses: this.#pauses,
      moments: this.#moments,
    };
  }

  #event(leaf: OpenedLeaf): void {
    const event = eventIn(leaf);
    if (event !== undefined && KINDS.has(event.event)) this.#moment(event as DeviceEvent);
    switch (event?.event) {
      case 'begin':
        for (const { channel, label, format } of event.channels) {
          const drawn = this.#channel(channel);
          drawn.label = label;
          drawn.formats.push(format);
        }
        break;
      case 'format': {
        const drawn = this.#channel(event.channel);
        if (event.format !== undefined) drawn.formats.push(event.format);
        drawn.label = event.label ?? drawn.label;
        break;
      }
      case 'hold':
        this.#open(event.channel, 'hold', event.at);
        break;
      case 'resume':
        this.#close(leaf.channel, 'hold', event.at);
        this.#close(leaf.channel, 'pause', event.at);
        break;
      case 'media-missing':
        this.#open(event.channel, 'no-media', event.at);
        break;
      case 'media-back':
        this.#close(event.channel, 'no-media', event.at);
        break;
      case 'pause':
        this.#open(leaf.channel, 'pause', event.at);
        break;
      case 'end':
        for (const pause of this.#pauses) pause.to ??= Math.max(pause.from, event.at);
        break;
    }
  }

  async #entries(leaf: OpenedLeaf): Promise<void> {
    const drawn = this.#channel(leaf.channel);
    const format = drawn.formats.at(-1);
    const entries = [...unpackEntries(leaf.content)];
    let decodable = true;
    for (const entry of entries) {
      if (entry.kind === 'gap') {
        const rate = format?.clockRate ?? 8000;
        const from = this.#startedUs + Math.round((entry.at / rate) * 1e6);
        this.#gap(leaf.channel, from, from + Math.round((entry.duration / rate) * 1e6));
        continue;
      }
      const codec = format?.codecs[entry.payloadType];
      const name = codec?.name ?? `payload-type-${entry.payloadType}`;
      drawn.codecs.add(name);
      if (isSoundless(name)) continue;
      const rate = decodedRate(codec);
      if (rate !== undefined) drawn.rate ??= rate;
      decodable &&= rate !== undefined && rate === drawn.rate;
    }
    if (format === undefined || !decodable) return;
    const placed = await drawn.placer.place(entries, format);
    const span = spanOf(placed);
    if (span.to <= span.from) return;
    for (const sound of placed) drawn.meter.add(sound, drawn.rate);
    drawn.stretches.push({ leaf: leaf.index, start: leaf.start, ...span, format: drawn.formats.length - 1 });
  }

  #moment({ event, at, text }: DeviceEvent): void {
    if (this.#moments.length < MOST_MOMENTS) this.#moments.push({ at, kind: event as MomentKind, text: text ?? null });
  }

  #channel(channel: number): Drawn {
    let drawn = this.#channels.get(channel);
    if (drawn === undefined) {
      drawn = {
        label: String(channel),
        rate: undefined,
        placer: new SoundPlacer(),
        formats: [],
        stretches: [],
        codecs: new Set(),
        meter: new PeakMeter(),
      };
      this.#channels.set(channel, drawn);
    }
    return drawn;
  }

  #open(channel: number, kind: Interruption['kind'], from: number): void {
    const open = this.#pauses.some((p) => p.channel === channel && p.kind === kind && p.to === null);
    if (!open && this.#pauses.length < MOST_PAUSES) this.#pauses.push({ channel, kind, from, to: null });
  }

  #close(channel: number, kind: Interruption['kind'], to: number): void {
    const open = this.#pauses.findLast((p) => p.channel === channel && p.kind === kind && p.to === null);
    if (open !== undefined) open.to = Math.max(open.from, to);
  }

  #gap(channel: number, from: number, to: number): void {
    const before = this.#pauses.at(-1);
    if (before?.kind === 'gap' && before.channel === channel && before.to !== null && from <= before.to + SAME_GAP_US)
      before.to = Math.max(before.to, to);
    else if (this.#pauses.length < MOST_PAUSES) this.#pauses.push({ channel, kind: 'gap', from, to });
  }
}

/**
 * An outline as bytes: u32 length (big-endian) · JSON, with stretches as lists of numbers · the peaks of each channel.
 */
export function packOutline(outline: Outline): Uint8Array {
  const head = Buffer.from(
    JSON.stringify({
      ...outline,
      channels: outline.channels.map((channel) => ({
        ...channel,
        stretches: channel.stretches.flatMap((s) => [s.leaf, s.start - outline.startedUs, s.from, s.to, s.format]),
        peaks: channel.peaks.length,
      })),
    }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const peaks = outline.channels.map(({ peaks }) => new Uint8Array(peaks.buffer, peaks.byteOffset, peaks.byteLength));
  return Buffer.concat([length, head, ...peaks]);
}

/** Reads an outline back. */
export function unpackOutline(bytes: Uint8Array): Outline {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headEnd = 4 + buffer.readUInt32BE(0);
  const head = JSON.parse(buffer.toString('utf8', 4, headEnd));
  let o = headEnd;
  return {
    moments: [],
    ...head,
    channels: head.channels.map((channel: { stretches: number[]; peaks: number }) => {
      const stretches: Stretch[] = [];
      for (let i = 0; i < channel.stretches.length; i += 5) {
        const [leaf, start, from, to, format] = channel.stretches.slice(i, i + 5) as [
          number,
          number,
          number,
          number,
          number,
        ];
        stretches.push({ leaf, start: head.startedUs + start, from, to, format });
      }
      const peaks = new Int8Array(buffer.buffer, buffer.byteOffset + o, channel.peaks).slice();
      o += channel.peaks;
      return { rate: G711_RATE, ...channel, stretches, peaks };
    }),
  };
}
