import { decodeG711 } from '@woordelijk/audio';
import { describe, expect, it } from 'vitest';
import { byteAt, bytesOf, chunk, fileOf, newHouse, newTalk, PCMA, problemsOf, SPEEX, storedTalk } from './house.ts';

const playedActs = async (dossier: Awaited<ReturnType<typeof newHouse>>['dossier'], talkId: string) =>
  (await dossier.ledger(talkId)).filter((line) => line.act === 'sound.played');

describe('playing', () => {
  it('gives any piece of a WAV in which every sample is the one that was sealed', async () => {
    const house = await newHouse();
    const { talkId } = await storedTalk(house, 3);
    const sound = await house.dossier.play(talkId, 'user:a');
    expect(sound).toMatchObject({ mediaType: 'audio/wav', bytes: 44 + 4 * 24_000 });
    const whole = await bytesOf(sound.read(0, sound.bytes));
    expect(whole.length).toBe(sound.bytes);
    for (let tick = 0; tick < 24_000; tick += 97)
      for (const channel of [1, 2]) {
        const sample = decodeG711('alaw', Uint8Array.of(byteAt(channel, tick)))[0];
        expect(whole.readInt16LE(44 + 4 * tick + 2 * (channel - 1))).toBe(sample);
      }
    for (const [start, end] of [
      [0, 1],
      [43, 47],
      [50_001, 50_003],
      [sound.bytes - 5, sound.bytes],
    ] as const)
      expect(Buffer.compare(await bytesOf(sound.read(start, end)), whole.subarray(start, end))).toBe(0);
    const right = await house.dossier.play(talkId, 'user:a', [2]);
    expect((await bytesOf(right.read(44, 46))).readInt16LE(0)).toBe(whole.readInt16LE(46));
    await expect(house.dossier.play(talkId, 'user:a', [7])).rejects.toMatchObject({ code: 'channel-not-found' });
  });

  it('is one act per listening, however many pieces are asked for', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId } = await storedTalk(house, 1);
    for (let n = 0; n < 5; n++) {
      await dossier.play(talkId, 'user:a');
      house.time += 9 * 60_000;
    }
    await dossier.play(talkId, 'user:b');
    expect((await playedActs(dossier, talkId)).map((line) => line.actor)).toEqual(['user:a', 'user:b']);
    house.time += 10 * 60_000;
    await dossier.play(talkId, 'user:a');
    expect(await playedActs(dossier, talkId)).toHaveLength(3);
  });

  it('of a talk still going on gives what is acknowledged, and more a second later', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const talk = newTalk(house);
    const { talkId, recordingId } = await dossier.recordings.begin(talk);
    const say = (from: number) => dossier.recordings.append(recordingId, chunk(talk.startedAt, 1, { from }));
    await say(0);
    const first = await dossier.play(talkId, 'user:a');
    expect(first.bytes).toBe(44 + 4 * 8000);
    expect((await dossier.peaks(talkId)).channels[0]!.pairs.length).toBe(2 * 20);
    await dossier.recordings.event(recordingId, { event: 'hold', at: talk.startedAt + 1_000_000, channel: 1 });
    expect(await dossier.interruptions(talkId)).toEqual([{ channel: 1, kind: 'hold', fromMs: 1000, toMs: null }]);
    await dossier.recordings.event(recordingId, { event: 'resume', at: talk.startedAt + 1_500_000, channel: 1 });
    await say(16_000);
    const second = await dossier.play(talkId, 'user:a');
    expect(second.bytes).toBe(44 + 4 * 24_000);
    const samples = await bytesOf(second.read(44 + 4 * 16_000, 46 + 4 * 16_000));
    expect(samples.readInt16LE(0)).toBe(decodeG711('alaw', Uint8Array.of(byteAt(1, 16_000)))[0]);
    expect(await playedActs(dossier, talkId)).toHaveLength(1);
    await dossier.recordings.end(recordingId, 'bye', talk.startedAt + 3_000_000);
    await dossier.settled();
    // drawn bit by bit or at once: the same outline
    expect(await dossier.interruptions(talkId)).toEqual([{ channel: 1, kind: 'hold', fromMs: 1000, toMs: 1500 }]);
    expect((await dossier.play(talkId, 'user:a')).bytes).toBe(second.bytes);
  });

  it('leaves nothing open when the listener goes away in the middle', async () => {
    const house = await newHouse();
    const { talkId, recordingId } = await storedTalk(house, 5);
    const sound = await house.dossier.play(talkId, 'user:a');
    let open = 0;
    const real = house.vault.read.bind(house.vault);
    house.vault.read = (...args) => {
      const inner = real(...args)[Symbol.asyncIterator]();
      open++;
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => inner.next(),
          return: async () => {
            open--;
            return (await inner.return?.()) ?? { done: true, value: undefined };
          },
        }),
      };
    };
    for await (const piece of sound.read(44, sound.bytes)) {
      expect(piece.length).toBeGreaterThan(0);
      expect(open).toBe(2);
      break;
    }
    expect(open).toBe(0);
    expect(recordingId).toHaveLength(36);
  });
});

describe('peaks', () => {
  it('are as long as the sound, and are drawn from it', async () => {
    const house = await newHouse();
    const { talkId } = await storedTalk(house, 2);
    const { stepMs, channels } = await house.dossier.peaks(talkId);
    expect(stepMs).toBe(50);
    expect(channels.map((c) => c.channel)).toEqual([1, 2]);
    for (const { channel, pairs } of channels) {
      expect(pairs.length).toBe(2 * 40);
      for (const step of [0, 17, 39]) {
        const samples = decodeG711(
          'alaw',
          Uint8Array.from({ length: 400 }, (_, i) => byteAt(channel, step * 400 + i)),
        );
        const high = [...samples].map((s) => s >> 8);
        expect([pairs[2 * step], pairs[2 * step + 1]]).toEqual([Math.min(0, ...high), Math.max(0, ...high)]);
      }
    }
  });
});

describe('sound that cannot be decoded', () => {
  it('is copied exactly, with the size of every packet, and not passed off as anything else', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const talk = newTalk(house, { channels: [{ channel: 1, label: '10', format: SPEEX, parties: [] }] });
    const { talkId, recordingId } = await dossier.recordings.begin(talk);
    await dossier.recordings.append(recordingId, chunk(talk.startedAt, 1, { from: 0, packets: 3, payloadType: 111 }));
    await dossier.recordings.end(recordingId, 'bye', talk.startedAt + 1_000_000);
    await dossier.settled();
    const files = await dossier.copy(talkId, 'legs', 'cli');
    expect((await fileOf(files, '10.speex')).length).toBe(480);
    const timeline = JSON.parse((await fileOf(files, 'timeline.json')).toString());
    expect(timeline.files[0].entries).toEqual([
      { kind: 'packets', tick: 0, byte: 0, bytes: 480, packets: 3, places: [0, 160, 320], sizes: [160, 160, 160] },
    ]);
    const refused = { code: 'codec-not-decodable' };
    await expect(dossier.play(talkId, 'cli')).rejects.toMatchObject(refused);
    await expect(dossier.copy(talkId, 'wav', 'cli')).rejects.toMatchObject(refused);
    await expect(dossier.copy(talkId, 'mp3', 'cli')).rejects.toMatchObject(refused);
    expect(await playedActs(dossier, talkId)).toEqual([]);
    expect((await dossier.peaks(talkId)).channels[0]!.pairs.every((v) => v === 0)).toBe(true);
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('does not spoil a leg that changes to a codec we know: both are copied, each in its own file', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const talk = newTalk(house, { channels: [{ channel: 1, label: '10', format: SPEEX, parties: ['p1'] }] });
    const { talkId, recordingId } = await dossier.recordings.begin(talk);
    await dossier.recordings.append(recordingId, chunk(talk.startedAt, 1, { from: 0, packets: 3, payloadType: 111 }));
    const at = talk.startedAt + 500_000;
    await dossier.recordings.event(recordingId, { event: 'format', at, channel: 1, format: PCMA, label: '11' });
    await dossier.recordings.append(recordingId, chunk(talk.startedAt, 1, { from: 8000, packets: 2 }));
    await dossier.recordings.end(recordingId, 'bye', talk.startedAt + 2_000_000);
    await dossier.settled();
    expect((await dossier.talk(talkId)).channels).toEqual([{ channel: 1, label: '11', format: PCMA, parties: ['p1'] }]);
    const files = await dossier.copy(talkId, 'legs', 'cli');
    expect((await fileOf(files, '11.speex')).length).toBe(480);
    expect((await fileOf(files, '11.alaw')).length).toBe(320);
    expect(await problemsOf(dossier)).toEqual([]);
  });
});

describe('copies', () => {
  it('as MP3 come with a note that they prove nothing', async () => {
    const house = await newHouse();
    const { talkId } = await storedTalk(house, 2);
    const files = await house.dossier.copy(talkId, 'mp3', 'cli');
    expect(files.map((file) => file.name)).toEqual(['gesprek.mp3', 'LEESMIJ.txt']);
    const mp3 = await fileOf(files, 'gesprek.mp3');
    expect(mp3.readUInt16BE(0) & 0xffe0).toBe(0xffe0);
    expect(Math.abs(mp3.length - 2 * 6000)).toBeLessThan(2500);
    expect((await fileOf(files, 'LEESMIJ.txt')).toString()).toContain('afgeleid');
  });

  it('are refused while the talk goes on, and where nothing was recorded', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const { talkId } = await dossier.recordings.begin(newTalk(house));
    await expect(dossier.copy(talkId, 'legs', 'cli')).rejects.toMatchObject({ code: 'talk-live' });
    expect((await dossier.ledger(talkId)).map((line) => line.act)).toEqual(['talk.begun']);
  });

  it('take the names of files from the wire without trusting them', async () => {
    const house = await newHouse();
    const labels = ['../../etc/passwd', 'CON', '', 'timeline', 'é\u0000\n', 'x'.repeat(400)];
    const channels = labels.map((label, i) => ({ channel: i + 1, label, format: PCMA, parties: [] }));
    const { talkId } = await storedTalk(house, 1, { channels });
    const names = (await house.dossier.copy(talkId, 'legs', 'cli')).map((file) => file.name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(proof\/)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,90}$/);
    expect(names.some((name) => /^con\./i.test(name))).toBe(false);
  });
});
