import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chainNext,
  chainStart,
  importPartKey,
  makePartHeader,
  markRecord,
  PartError,
  type RecordType,
  sealRecord,
} from '@woordelijk/api';
import { type Packet, unpackEntries } from '@woordelijk/audio';
import { describe, expect, it } from 'vitest';
import { Intake, type Received, type Taken } from '../../src/recorder/intake.ts';
import { readerKeyFrom } from '../../src/recorder/reader-key.ts';

const webm = readFileSync(join(import.meta.dirname, '../../../audio/tests/fixtures/chrome-opus.webm'));
const reader = await readerKeyFrom(Uint8Array.from({ length: 32 }, (_, i) => i + 1));
const recording = { bytes: Uint8Array.from({ length: 16 }, (_, i) => i), startedUs: 1_760_000_000_000_000 };
const START = 1_760_000_000_000;

/** A part as a device writes it. */
class Part {
  readonly records: Uint8Array[] = [];
  header!: Uint8Array;
  #key!: CryptoKey;
  #chain!: Uint8Array;

  static async begin(part: number, at: number, reason = 'start'): Promise<Part> {
    const made = new Part();
    const { header, key } = await makePartHeader(recording.bytes, part, reader.publicKey);
    made.header = header;
    made.#key = await importPartKey(key);
    made.#chain = chainStart(header);
    await made.event({ event: 'part', startedAt: at, reason }, at);
    return made;
  }

  async add(type: Exclude<RecordType, 'mark'>, bytes: Uint8Array, wall: number): Promise<void> {
    this.#push(await sealRecord(this.#key, type, this.records.length, wall, bytes));
  }
  event(event: object, wall: number): Promise<void> {
    return this.add('event', Buffer.from(JSON.stringify(event)), wall);
  }
  mark(wall: number, chain = this.#chain): void {
    this.#push(markRecord(this.records.length, wall, chain));
  }
  /** The body of a delivery. */
  body(from = 0, to = this.records.length): Uint8Array {
    return Buffer.concat([this.header, ...this.records.slice(from, to)]);
  }
  #push(record: Uint8Array): void {
    this.records.push(record);
    this.#chain = chainNext(this.#chain, record);
  }
}

/** The fixture in pieces of a tenth of a second, with a mark each second. */
async function spoken(part: number, at: number, reason?: string, size = 408): Promise<Part> {
  const made = await Part.begin(part, at, reason);
  for (let o = 0, n = 1; o < webm.length; o += size, n++) {
    await made.add('sound', webm.subarray(o, o + size), at + n * 100);
    if (n % 10 === 0) made.mark(at + n * 100);
  }
  return made;
}

function taken(answer: Awaited<ReturnType<Intake['take']>>): Taken {
  if ('wanted' in answer) throw new Error(`wanted ${JSON.stringify(answer.wanted)}`);
  return answer;
}

const packets = (leaves: Taken['leaves']): Packet[] =>
  leaves.flatMap((leaf) =>
    'entries' in leaf ? [...unpackEntries(leaf.entries)].filter((entry) => entry.kind === 'packet') : [],
  );
const gaps = (leaves: Taken['leaves']) =>
  leaves.flatMap((leaf) =>
    'entries' in leaf ? [...unpackEntries(leaf.entries)].filter((entry) => entry.kind === 'gap') : [],
  );
const events = (leaves: Taken['leaves']) => leaves.flatMap((leaf) => ('event' in leaf ? [leaf.event] : []));
const payload = (leaves: Taken['leaves']) => Buffer.concat(packets(leaves).map((packet) => packet.payload));
const lastReceived = (leaves: Taken['leaves']) =>
  events(leaves).findLast(({ event }) => event === 'received')?.received as Received | undefined;

describe('what a device delivers', () => {
  it('becomes the packets that its browser encoded, each in its place', async () => {
    const intake = new Intake(recording, reader);
    const part = await spoken(0, START + 40);
    const { leaves, format } = taken(await intake.take(0, 0, part.body()));
    expect(format).toBeUndefined(); // plain Opus is what was told at the beginning
    expect(packets(leaves).map(({ at }) => at)).toEqual(Array.from({ length: 62 }, (_, i) => 1_920 + i * 2_880));
    expect(packets(leaves)[0]).toMatchObject({ marker: true, payloadType: 96, ssrc: 0 });
    expect(gaps(leaves)).toEqual([]);
    for (const leaf of leaves) if ('entries' in leaf) expect(leaf.duration).toBeLessThanOrEqual(1_000_000);
  });

  it('is the same when the server stops after any record, and goes on from what it had sealed', async () => {
    const part = await spoken(0, START, 'start', 331); // pieces that end anywhere in a packet
    const whole = payload(taken(await new Intake(recording, reader).take(0, 0, part.body())).leaves);
    for (let stop = 1; stop < part.records.length; stop += 3) {
      const first = taken(await new Intake(recording, reader).take(0, 0, part.body(0, stop))).leaves;
      const received = JSON.parse(JSON.stringify(lastReceived(first) ?? null)) as Received | null;
      const next = received === null ? new Intake(recording, reader) : new Intake(recording, reader, received);
      const rest = taken(await next.take(0, next.next, part.body(next.next))).leaves;
      expect(Buffer.concat([payload(first), payload(rest)]).equals(whole)).toBe(true);
    }
  });

  it('comes again without being taken twice, and is asked for where something is missing', async () => {
    const intake = new Intake(recording, reader);
    const part = await spoken(0, START);
    const first = taken(await intake.take(0, 0, part.body(0, 20)));
    expect(payload(taken(await intake.take(0, 0, part.body(0, 20))).leaves).length).toBe(0);
    expect(await intake.take(0, 25, part.body(25))).toEqual({ wanted: { part: 0, record: 20 } });
    expect(await intake.take(1, 3, part.body(25))).toEqual({ wanted: { part: 0, record: 20 } });
    const rest = taken(await intake.take(0, 10, part.body(10)));
    expect(payload(first.leaves).length + payload(rest.leaves).length).toBe(62 * 240);
  });

  it('tells a gap between parts that nobody meant, and none for a pause', async () => {
    const intake = new Intake(recording, reader);
    await intake.take(0, 0, (await spoken(0, START)).body());
    const crashed = taken(await intake.take(1, 0, (await spoken(1, START + 10_000, 'restart')).body())).leaves;
    expect(gaps(crashed)).toMatchObject([{ at: 62 * 2_880, duration: 480_000 - 62 * 2_880 }]);
    expect(events(crashed).map(({ event }) => event)).toContain('restarted');
    const paused = await Part.begin(2, START + 20_000, 'device');
    await paused.event({ event: 'pause', at: START + 21_000, text: 'telefoon' }, START + 21_000);
    await paused.add('end', new Uint8Array(), START + 21_000);
    await intake.take(2, 0, paused.body());
    const resumed = taken(await intake.take(3, 0, (await spoken(3, START + 30_000, 'resume')).body())).leaves;
    expect(gaps(resumed)).toEqual([]);
    expect(events(resumed)[0]).toEqual({ event: 'resume', at: (START + 30_000) * 1000 });
  });

  it('that cannot be read is kept as it came, and said to be so', async () => {
    const intake = new Intake(recording, reader);
    const part = await Part.begin(0, START);
    const junk = Buffer.concat([webm.subarray(0, 5_000), Buffer.alloc(3_000, 0xff), webm.subarray(5_000)]);
    for (let o = 0; o < junk.length; o += 400) await part.add('sound', junk.subarray(o, o + 400), START + o);
    const { leaves, format } = taken(await intake.take(0, 0, part.body()));
    expect(events(leaves).map(({ event }) => event)).toContain('unreadable');
    expect(format?.format.codecs[127]).toMatchObject({ name: 'CONTAINER' });
    const kept = Buffer.concat(packets(leaves).flatMap((p) => (p.payloadType === 127 ? [p.payload] : [])));
    expect(junk.subarray(junk.length - kept.length).equals(kept)).toBe(true); // from the first byte not understood
    expect(kept.length).toBeGreaterThan(junk.length - 5_500);
  });

  it.each([
    ['a changed record', (body: Buffer) => body.fill(0, 400, 404)],
    ['another recording', (body: Buffer) => body.fill(9, 19, 20)],
    ['another server’s key', (body: Buffer) => body.fill(9, 40, 41)],
    ['no part at all', (body: Buffer) => body.fill(0)],
  ])('is refused when it is %s', async (_, change) => {
    const body = Buffer.from((await spoken(0, START)).body());
    change(body);
    await expect(new Intake(recording, reader).take(0, 0, body)).rejects.toThrow(PartError);
  });

  it('is refused where its chain is broken', async () => {
    const part = await Part.begin(0, START);
    await part.add('sound', webm.subarray(0, 400), START);
    part.mark(START, new Uint8Array(32));
    await expect(new Intake(recording, reader).take(0, 0, part.body())).rejects.toThrow(/chain/);
  });

  it('with clocks that are mad takes neither time nor memory', async () => {
    const intake = new Intake(recording, reader);
    const part = await spoken(0, START);
    await intake.take(0, 0, part.body());
    const mad = await Part.begin(1, 8_640_000_000_000_000, 'restart');
    await mad.event({ event: 'mark', at: -5, text: 'x'.repeat(9_000) }, START);
    await mad.event({ event: 'pause', at: Number.MAX_VALUE }, START);
    const { leaves } = taken(await intake.take(1, 0, mad.body()));
    expect(leaves.length).toBeLessThan(40);
    for (const { text } of events(leaves)) expect((text ?? '').length).toBeLessThanOrEqual(500);
  });
});
