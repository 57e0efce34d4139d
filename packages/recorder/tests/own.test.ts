/** A recording that stays on this device: only fingerprints leave it, and it opens for this device alone. */
import { createHash, randomUUID } from 'node:crypto';
import { ApiError, type Client, type OwnRecording } from '@woordelijk/api';
import { describe, expect, it } from 'vitest';
import type { OwnNote } from '../src/outbox/note.ts';
import { Outbox } from '../src/outbox/outbox.ts';
import type { Waiting } from '../src/outbox/waiting.ts';
import { MemoryDisk, MemoryShelf } from './memory-disk.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const at = 1_760_000_000_000;
const start = { startedAt: at, mediaType: 'audio/webm', reason: 'start' } as const;
const end = { endedAt: '2026-03-02T10:00:00.000Z', ending: 'stopped' } as const;

type Held = { part: number; bytes: number; sha256: string };

/** Holds fingerprints, and says how far it is. */
class Server {
  readonly held: Held[] = [];
  readonly heard: string[] = [];
  state: OwnRecording['state'] = 'invited';
  down = false;

  readonly holder = (secret: string) =>
    ({
      getOwnRecording: async () => this.#answer(secret, 'device'),
      beginOwnRecording: async () => {
        this.#answer(secret, 'link');
        this.state = 'recording';
        return this.#answer(secret, 'link');
      },
      holdFingerprints: async ({ body }: { body: { fingerprints: Held[] } }) => {
        this.#answer(secret, 'device');
        this.heard.push(JSON.stringify(body));
        this.held.push(...body.fingerprints);
        return this.#answer(secret, 'device');
      },
      endOwnRecording: async () => {
        this.#answer(secret, 'device');
        this.state = 'storing';
        return this.#answer(secret, 'device');
      },
    }) as unknown as Client;

  #answer(secret: string, wanted: string): OwnRecording {
    if (this.down) throw new ApiError('unreachable', 0, '');
    if (secret !== wanted) throw new ApiError('recording-not-found', 404, '');
    const { part, bytes } = this.held.at(-1) ?? { part: 0, bytes: 0 };
    return { part, bytes, state: this.state, headToken: 'token', count: this.held.length } as OwnRecording;
  }
}

function outboxOn(disk: MemoryDisk, keys: MemoryShelf, { holder }: Server): Outbox {
  return new Outbox({
    disk,
    keys,
    person: undefined as never, // nobody is logged in here
    holder,
    now: () => at,
    wait: (_, signal) =>
      new Promise((done) => {
        if (signal.aborted) done();
        signal.addEventListener('abort', () => done());
      }),
    changed: () => undefined,
  });
}

function note(): OwnNote {
  const begin = { startedAt: '2026-03-02T09:00:00.000Z', secretSha256: '', participants: [] };
  return { recordingId: randomUUID(), secret: 'device', link: 'link', readerKey: '', begin, talkId: null, end: null };
}

const until = (done: () => boolean): Promise<void> => expect.poll(done, { interval: 2 }).toBe(true);

async function say(outbox: Outbox, id: string, ...words: string[]): Promise<void> {
  for (const word of words) await outbox.sound(id, Buffer.from(word), at);
}

async function heard(outbox: Outbox, id: string, part: number): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const bytes of outbox.content(id, part)) parts.push(bytes);
  return Buffer.concat(parts).toString();
}

const only = (outbox: Outbox): Waiting => outbox.list()[0]!;

describe('a recording that stays on this device', () => {
  it('tells a fingerprint at every flush, nothing of its sound, and stays when all is told', async () => {
    const [disk, keys, server] = [new MemoryDisk(), new MemoryShelf(), new Server()];
    const outbox = outboxOn(disk, keys, server);
    void outbox.run();
    const own = note();
    const id = own.recordingId;
    await outbox.add(own);
    await outbox.begin(id, start);
    await say(outbox, id, 'goede', 'middag');
    await outbox.flush();
    await until(() => server.held.length === 1);
    expect(server.held[0]).toMatchObject({ part: 0, bytes: 11, sha256: sha256('goedemiddag') });
    await say(outbox, id, ', wat');
    await outbox.endPart(id); // a pause
    await outbox.begin(id, { ...start, reason: 'resume' });
    await say(outbox, id, 'tweede deel');
    await outbox.finish(id, end);
    await until(() => only(outbox).own?.whole === true);
    expect(server.held.slice(1)).toMatchObject([
      { part: 0, bytes: 16, sha256: sha256('goedemiddag, wat') },
      { part: 1, bytes: 11, sha256: sha256('tweede deel') },
    ]);
    expect(server.heard.join()).not.toMatch(/goede|Z29lZGU/);
    expect([await heard(outbox, id, 0), await heard(outbox, id, 1)]).toEqual(['goedemiddag, wat', 'tweede deel']);
    expect(only(outbox)).toMatchObject({ ended: true, headToken: 'token', bytes: expect.any(Number) });
    const written = Buffer.from(disk.file(id, 'part-00000').bytes).toString('latin1');
    expect(written).not.toContain('goede'); // at rest it is sealed
    await outbox.discard(id);
    expect([disk.folders.size, keys.keys.size, outbox.list()]).toEqual([0, 0, []]);
    outbox.close();
  });

  it('goes on after the browser was killed and the server was away, with the very same fingerprints', async () => {
    const [disk, keys, server] = [new MemoryDisk(), new MemoryShelf(), new Server()];
    const own = note();
    const id = own.recordingId;
    server.down = true;
    const first = outboxOn(disk, keys, server);
    void first.run();
    await first.add(own);
    await first.begin(id, start);
    await say(first, id, 'een', 'twee');
    await first.flush();
    await say(first, id, 'drie'); // in the file, and not flushed
    await until(() => only(first).step === 'unreachable');
    const after = disk.crashed();
    first.close();
    server.down = false;
    const second = outboxOn(after, keys, server);
    await second.load();
    void second.run();
    await until(() => server.held.length > 0);
    await second.begin(id, { ...start, reason: 'restart' });
    await say(second, id, 'vier');
    await second.finish(id, end);
    await until(() => only(second).own?.whole === true);
    expect(server.held).toMatchObject([
      { part: 0, bytes: 7, sha256: sha256('eentwee') },
      { part: 0, bytes: 11, sha256: sha256('eentweedrie') },
      { part: 1, bytes: 4, sha256: sha256('vier') },
    ]);
    second.close();
    const third = outboxOn(after.crashed(), keys, server);
    await third.load();
    void third.run();
    await until(() => only(third).own?.whole === true);
    expect(await heard(third, id, 0)).toBe('eentweedrie');
    expect(server.held).toHaveLength(3); // nothing is told twice
    keys.keys.clear(); // another device, or a browser that was cleared
    await expect(heard(third, id, 0)).rejects.toThrow('nothing to hear');
    third.close();
  });
});
