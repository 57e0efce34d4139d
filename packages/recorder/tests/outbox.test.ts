import { randomBytes, randomUUID } from 'node:crypto';
import {
  ApiError,
  type Client,
  type Delivered,
  importPartKey,
  openPartKey,
  openRecord,
  PART_HEADER_LENGTH,
  PartError,
  type ReaderKey,
  readPartHeader,
  readRecords,
} from '@woordelijk/api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { base64url, uuidv7 } from '../src/outbox/bytes.ts';
import { NOTE_FILE, type OfficeNote } from '../src/outbox/note.ts';
import { Outbox } from '../src/outbox/outbox.ts';
import type { Waiting } from '../src/outbox/waiting.ts';
import { MemoryDisk, MemoryShelf } from './memory-disk.ts';

const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
const reader: ReaderKey = {
  privateKey: pair.privateKey,
  publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
};

/** A server that keeps its promises: takes records in order, passes over what it has, refuses what does not follow. */
class Server {
  begun = false;
  ended: { parts: number; records: number } | undefined;
  locked = false;
  down = false;
  loggedIn = true;
  /** A beginning is answered after this. */
  answer: Promise<void> = Promise.resolve();
  /** Contents of sound records by part. */
  readonly sound: string[][] = [];
  /** Forgets what was taken beyond this, as a server that stopped does. */
  part = 0;
  next = 0;

  get #state(): Delivered {
    const { part, next } = this;
    return {
      part,
      next,
      sealed: next,
      ended: this.ended !== undefined,
      receivedMs: 0,
      headToken: 'x',
      otherRecords: false,
    };
  }

  readonly client = {
    beginRecording: async () => {
      this.#up();
      if (!this.loggedIn) throw new ApiError('login-needed', 401, '');
      this.begun = true;
      await this.answer;
      return { talkId: 'talk' };
    },
    getDelivered: async () => this.#up() ?? this.#state,
    lockRecording: async () => {
      this.#up();
      this.locked = true;
    },
    deliverRecords: async (input: { params: { part: string }; query: { record: string }; bytes: Uint8Array }) => {
      this.#up();
      return await this.#take(Number(input.params.part), Number(input.query.record), input.bytes);
    },
    endRecording: async ({ body }: { body: { parts: number; records: number } }) => {
      this.#up();
      const all = body.parts === 0 || (this.part === body.parts - 1 && this.next >= body.records);
      if (!all) throw new ApiError('recording-incomplete', 409, '');
      this.ended = body;
      return this.#state;
    },
  } as unknown as Client;

  async #take(part: number, record: number, body: Uint8Array): Promise<Delivered> {
    const follows = (part === this.part && record <= this.next) || (part === this.part + 1 && record === 0);
    if (!follows) {
      const wanted = { part: this.part, record: this.next };
      const problem = { type: '', title: '', status: 409, detail: '', code: 'record-unexpected', wanted };
      throw new ApiError('record-unexpected', 409, '', { problem });
    }
    expect(readPartHeader(body).part).toBe(part);
    if (part > this.part) {
      this.part = part;
      this.next = 0;
    }
    const key = await importPartKey((await openPartKey(body.subarray(0, PART_HEADER_LENGTH), reader))!);
    for (const one of readRecords(body.subarray(PART_HEADER_LENGTH))) {
      if (one.number < this.next) continue;
      expect(one.number).toBe(this.next);
      this.next += 1;
      if (one.type !== 'sound') continue;
      this.sound[part] ??= [];
      this.sound[part].push(Buffer.from((await openRecord(key, one))!).toString());
    }
    return this.#state;
  }

  #up(): undefined {
    if (this.down) throw new ApiError('unreachable', 0, '');
  }
}

/** An outbox on a disk, closed when the test is done. */
function outboxOn(disk: MemoryDisk, server: Server): Outbox {
  const outbox = new Outbox({
    disk,
    keys: new MemoryShelf(),
    person: server.client,
    holder: () => server.client,
    now: () => 1_760_000_000_000,
    wait: (_, signal) =>
      new Promise((done) => {
        if (signal.aborted) done();
        signal.addEventListener('abort', () => done());
      }),
    changed: () => undefined,
  });
  onTestFinished(() => outbox.close());
  return outbox;
}

/** A new device, and the server that it delivers to. */
function device() {
  const [disk, server] = [new MemoryDisk(), new Server()];
  return { disk, server, outbox: outboxOn(disk, server) };
}

const start = { startedAt: 1_760_000_000_000, mediaType: 'audio/webm', reason: 'start' } as const;
const end = { endedAt: '2026-03-02T10:00:00.000Z', ending: 'stopped' } as const;

const until = (done: () => boolean): Promise<void> => expect.poll(done, { interval: 2 }).toBe(true);

async function say(outbox: Outbox, id: string, ...words: string[]): Promise<void> {
  for (const word of words) await outbox.sound(id, Buffer.from(word), start.startedAt);
}

/** A recording begins, and these words are said in it; gives its id. */
async function record(outbox: Outbox, ...words: string[]): Promise<string> {
  const recordingId = randomUUID();
  await outbox.add({
    recordingId,
    secret: 'secret',
    readerKey: base64url(reader.publicKey),
    begin: {
      startedAt: '2026-03-02T09:00:00.000Z',
      participants: ['official', 'inwoner'],
    } as unknown as OfficeNote['begin'],
    talkId: null,
    end: null,
  });
  await outbox.begin(recordingId, start);
  await say(outbox, recordingId, ...words);
  return recordingId;
}

const only = (outbox: Outbox): Waiting => outbox.list()[0]!;

describe('the outbox', () => {
  it('delivers in order while it is written, ends, and forgets when the server has it', async () => {
    const { disk, server, outbox } = device();
    await outbox.load();
    void outbox.run();
    const id = await record(outbox, 'a', 'b');
    await outbox.flush();
    await until(() => server.sound[0]?.length === 2);
    await say(outbox, id, 'c');
    await outbox.begin(id, { ...start, reason: 'device' });
    await say(outbox, id, 'd');
    await outbox.finish(id, end);
    await until(() => outbox.list().length === 0);
    expect(server.sound).toEqual([['a', 'b', 'c'], ['d']]);
    expect(disk.folders.size).toBe(0);
  });

  it('delivers nothing that a power cut could still take from the device', async () => {
    const { server, outbox } = device();
    const id = await record(outbox, 'a');
    await outbox.flush();
    await say(outbox, id, 'b');
    void outbox.run();
    await until(() => server.sound[0]?.length === 1);
    await until(() => only(outbox).step === 'idle');
    expect(server.sound).toEqual([['a']]);
    await outbox.flush();
    await until(() => server.sound[0]?.length === 2);
  });

  it('lives through a kill at any byte: whole records are there, a torn one is not, and nothing comes twice', async () => {
    const { disk, outbox } = device();
    const id = await record(outbox, 'a', 'b', 'c', 'd');
    const file = disk.file(id, 'part-00000');
    for (let cut = 0; cut <= file.size; cut += 13) {
      const after = disk.crashed();
      after.file(id, 'part-00000').truncate(cut);
      const fresh = new Server();
      const next = outboxOn(after, fresh);
      await next.load();
      void next.run();
      expect(only(next)).toMatchObject({ recording: false, ended: false });
      await next.begin(id, { ...start, reason: 'restart' });
      await say(next, id, 'z');
      await next.finish(id, end);
      await until(() => next.list().length === 0);
      const all = fresh.sound.flat();
      expect('abcd'.startsWith(all.slice(0, -1).join(''))).toBe(true);
      expect(all.at(-1)).toBe('z');
    }
  });

  it('forgets nothing before the server has it: down, gone back to what it had sealed, logged out', async () => {
    const { server, outbox } = device();
    server.loggedIn = false;
    const id = await record(outbox, 'a');
    void outbox.run();
    await until(() => outbox.list()[0]?.step === 'login-needed');
    server.loggedIn = true;
    outbox.retry();
    await outbox.flush();
    await until(() => server.sound[0]?.length === 1);
    server.loggedIn = false; // from here on only the secret counts
    server.down = true;
    await say(outbox, id, 'b', 'c');
    await outbox.finish(id, end);
    await until(() => only(outbox).step === 'unreachable');
    expect(only(outbox).bytes).toBeGreaterThan(PART_HEADER_LENGTH);
    server.down = false;
    server.next = 0; // it was killed before it had sealed anything
    server.sound.splice(0);
    outbox.retry();
    await until(() => outbox.list().length === 0);
    expect(server.sound).toEqual([['a', 'b', 'c']]);
  });

  it('that stops a recording while the server begins it, keeps both; thrown away then, nothing of it comes back', async () => {
    for (const act of ['finish', 'discard'] as const) {
      const { disk, server, outbox } = device();
      const begun = Promise.withResolvers<void>();
      server.answer = begun.promise;
      const id = await record(outbox, 'a');
      await outbox.endPart(id);
      const running = outbox.run();
      await until(() => server.begun);
      // The answer comes while the note is open for the stop; the throwing away, while it is open for the answer.
      const soon = disk.opening;
      const open = Promise.withResolvers<void>();
      disk.opening = async () => {
        open.resolve();
        begun.resolve();
        for (let turn = 0; turn < 5; turn++) await soon(NOTE_FILE);
      };
      if (act === 'discard') {
        begun.resolve();
        await open.promise;
        await outbox.discard(id);
      } else await outbox.finish(id, end);
      await until(() => outbox.list().length === 0);
      if (act === 'finish') expect([server.sound, server.ended]).toEqual([[['a']], expect.anything()]);
      expect(disk.folders.size).toBe(0);
      outbox.close();
      await running;
    }
  });

  it('keeps what an ended recording on the server does not have', async () => {
    const { disk, server, outbox } = device();
    const id = await record(outbox, 'a');
    void outbox.run();
    await outbox.flush();
    await until(() => server.sound[0]?.length === 1);
    server.down = true;
    await say(outbox, id, 'b');
    await outbox.endPart(id);
    server.ended = { parts: 1, records: 2 }; // somebody ended it without this device
    server.down = false;
    const next = outboxOn(disk.crashed(), server);
    await next.load();
    void next.run();
    await until(() => only(next).step === 'refused');
    expect(only(next)).toMatchObject({ code: 'recording-ended' });
    expect(only(next).bytes).toBeGreaterThan(PART_HEADER_LENGTH);
  });

  it('delivers the others while one has trouble on this device, tells it, and delivers it when that is over', async () => {
    for (const [file, error, step] of [
      [NOTE_FILE, new DOMException('No room.', 'QuotaExceededError'), 'device-full'],
      ['part-00000', new PartError('Byte 9 begins no record.'), 'damaged'],
      ['part-00000', new DOMException('Not now.', 'NotReadableError'), 'device-failed'],
    ] as const) {
      const { disk, server, outbox } = device();
      const trouble = await record(outbox, 'a');
      await outbox.finish(trouble, end);
      const broken = disk.file(trouble, file);
      broken[file === NOTE_FILE ? 'append' : 'read'] = () => {
        throw error;
      };
      const running = outbox.run();
      await until(() => outbox.list()[0]?.step === step);
      server.begun = false;
      const other = await record(outbox);
      await outbox.finish(other, { ...end, ending: 'private' });
      await until(() => outbox.list().length === 1);
      expect([server.locked, only(outbox).recordingId, only(outbox).step]).toEqual([true, trouble, step]);
      expect(disk.file(trouble, 'part-00000').size).toBeGreaterThan(PART_HEADER_LENGTH);
      Object.assign(server, { part: 0, next: 0, ended: undefined, sound: [] });
      Reflect.deleteProperty(broken, file === NOTE_FILE ? 'append' : 'read'); // as the class has it again
      outbox.retry();
      await until(() => outbox.list().length === 0);
      expect(server.sound).toEqual([['a']]);
      outbox.close();
      await running;
    }
  });

  it('begins with what opens; what does not is told, kept as it is, and read later', async () => {
    for (const closed of [NOTE_FILE, 'part-00001']) {
      const { disk, outbox } = device();
      const trouble = await record(outbox, 'a');
      await outbox.begin(trouble, { ...start, reason: 'device' });
      await say(outbox, trouble, 'b');
      await outbox.finish(trouble, end);
      const before = disk.crashed();
      const [after, server] = [disk.crashed(), new Server()];
      server.ended = { parts: 0, records: 0 }; // nothing may be thought delivered for want of parts
      const ofTrouble = after.folders.get(trouble)!.get(closed)!;
      ofTrouble.open = true; // as somebody else holds it
      const next = outboxOn(after, server);
      await next.load();
      expect(next.list()).toMatchObject([{ recordingId: trouble, step: 'device-failed' }]);
      const running = next.run();
      if (closed !== NOTE_FILE) await expect(next.begin(trouble, start)).rejects.toThrow('open already');
      for (const name of [NOTE_FILE, 'part-00000', 'part-00001'])
        expect(after.file(trouble, name).bytes).toEqual(before.file(trouble, name).bytes);
      server.ended = undefined;
      ofTrouble.open = false;
      next.retry();
      await until(() => server.sound.length === 2);
      await until(() => next.list().length === 0);
      expect(server.sound).toEqual([['a'], ['b']]);
      next.close();
      await running;
    }
  });

  it('locks a private recording before it delivers anything more', async () => {
    const { server, outbox } = device();
    const id = await record(outbox, 'a');
    await outbox.finish(id, { ...end, ending: 'private' });
    void outbox.run();
    await until(() => outbox.list().length === 0);
    expect(server.locked).toBe(true);
  });

  it('keeps nothing readable on the device', async () => {
    const { disk, outbox } = device();
    const id = await record(outbox, 'hoorbaar');
    expect(Buffer.from(disk.file(id, 'part-00000').bytes).includes('hoorbaar')).toBe(false);
  });

  it('makes ids that sort by time', () => {
    const random = (length: number) => new Uint8Array(randomBytes(length));
    expect(uuidv7(1, random) < uuidv7(1_760_000_000_000, random)).toBe(true);
    expect(uuidv7(1_760_000_000_000, random)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
