import { describe, expect, it } from 'vitest';
import { byteAt, bytesOf, chunk, fileOf, MORNING, newHouse, newTalk, PCMU, problemsOf, storedTalk } from './house.ts';

describe('a recording', () => {
  it('is live, then stored, and each act is in its ledger', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const talk = newTalk(house, { rawMetadata: '<recording/>' });
    const { talkId, recordingId } = await dossier.recordings.begin(talk);
    expect(await dossier.talk(talkId)).toMatchObject({
      id: talkId,
      recordingId,
      state: 'live',
      startedAt: MORNING,
      endedAt: null,
      ending: null,
      organisation: { id: house.organisationId },
      parties: [
        { id: 'p1', name: 'Inwoner Één', number: '+999612345678', aor: 'sip:+999612345678@pbx.example' },
        { id: 'p2', name: 'Medewerker balie', number: null, aor: 'sip:balie@gemeente.example' },
      ],
      channels: [
        { channel: 1, label: '10', parties: ['p1'] },
        { channel: 2, label: '20', parties: ['p2'] },
      ],
    });
    await dossier.recordings.append(recordingId, chunk(talk.startedAt, 1, { from: 0 }));
    await dossier.recordings.end(recordingId, 'bye', talk.startedAt + 1_000_000);
    await dossier.settled();
    expect(await dossier.talk(talkId)).toMatchObject({ state: 'stored', endedAt: MORNING + 1000, ending: 'bye' });
    expect(await dossier.rawMetadata(talkId)).toMatchObject([{ text: '<recording/>' }]);
    const ledger = await dossier.ledger(talkId);
    expect(ledger.map((line) => [line.act, line.actor])).toEqual([
      ['talk.begun', 'system'],
      ['recording.ended', 'system'],
      ['recording.stored', 'system'],
    ]);
    expect(ledger[0]!.detail).toMatchObject({ recording: recordingId, startedUs: talk.startedAt });
    expect(ledger[1]!.detail).toMatchObject({ ending: 'bye', leaves: 3 });
    expect(await house.vault.verify(recordingId)).toMatchObject({ state: 'intact' });
    expect(await problemsOf(dossier)).toEqual([]);
  });

  it('gives the exact copy: the received payload per leg, and where it stands', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const talk = newTalk(house, {
      channels: [
        { channel: 1, label: 'a/../b', format: PCMU, parties: ['p1'] },
        { channel: 2, label: 'a/../B', format: PCMU, parties: ['p2'] },
      ],
    });
    const { talkId, recordingId } = await dossier.recordings.begin(talk);
    const leg = (channel: number, shape: object) =>
      dossier.recordings.append(recordingId, chunk(talk.startedAt, channel, { from: 0, payloadType: 0, ...shape }));
    await leg(1, { from: 0 });
    await leg(2, { from: 80 });
    await leg(1, { from: 8000, gap: 320, packets: 10 });
    await dossier.recordings.event(recordingId, { event: 'hold', at: talk.startedAt + 1_240_000, channel: 1 });
    await dossier.recordings.event(recordingId, { event: 'resume', at: talk.startedAt + 1_500_000, channel: 1 });
    await leg(1, { from: 12_000, packets: 5 });
    await dossier.recordings.end(recordingId, 'bye', talk.startedAt + 2_000_000);
    await dossier.settled();

    const files = await dossier.copy(talkId, 'legs', 'cli');
    expect(files.map((file) => file.name)).toEqual([
      'a_.._b.ulaw',
      'a_.._B-2.ulaw',
      'timeline.json',
      'proof/recording.sealed',
      'proof/recording.key',
    ]);
    const ticks = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
    const expected = [...ticks(0, 8000), ...ticks(8320, 1600), ...ticks(12_000, 800)].map((tick) => byteAt(1, tick));
    expect(Buffer.compare(await fileOf(files, 'a_.._b.ulaw'), Buffer.from(expected))).toBe(0);
    const other = ticks(80, 8000).map((tick) => byteAt(2, tick));
    expect(Buffer.compare(await fileOf(files, 'a_.._B-2.ulaw'), Buffer.from(other))).toBe(0);

    const timeline = JSON.parse((await fileOf(files, 'timeline.json')).toString());
    expect(timeline).toMatchObject({
      version: 1,
      talk: talkId,
      recording: recordingId,
      start: '2026-03-02T09:00:00.000000Z',
      end: '2026-03-02T09:00:02.000000Z',
      ending: 'bye',
      copy: 'legs',
    });
    expect(timeline.files[0]).toEqual({
      file: 'a_.._b.ulaw',
      label: 'a/../b',
      channel: 1,
      codec: 'PCMU',
      clockRate: 8000,
      parties: [{ id: 'p1', name: 'Inwoner Één', number: '+999612345678', aor: 'sip:+999612345678@pbx.example' }],
      entries: [
        { kind: 'hold', tick: 9920, ticks: 2080 },
        { kind: 'run', tick: 0, ticks: 8000, byte: 0, bytes: 8000, packets: 50 },
        { kind: 'gap', tick: 8000, ticks: 320, packets: 2 },
        { kind: 'run', tick: 8320, ticks: 1600, byte: 8000, bytes: 1600, packets: 10 },
        { kind: 'run', tick: 12_000, ticks: 800, byte: 9600, bytes: 800, packets: 5 },
      ],
      packets: 65,
      bytes: 10_400,
    });
    const key = (await fileOf(files, 'proof/recording.key')).toString();
    expect(key).toBe(`${Buffer.from(await house.vault.keys.get(recordingId)).toString('hex')}\n`);
    const sealed = await bytesOf(await house.vault.sealedFile(recordingId));
    expect(Buffer.compare(await fileOf(files, 'proof/recording.sealed'), sealed)).toBe(0);
    expect((await dossier.ledger(talkId)).at(-1)).toMatchObject({
      act: 'copy.made',
      actor: 'cli',
      detail: { kind: 'legs' },
    });

    expect(await dossier.interruptions(talkId)).toEqual([
      { channel: 1, kind: 'gap', fromMs: 1000, toMs: 1040 },
      { channel: 1, kind: 'hold', fromMs: 1240, toMs: 1500 },
    ]);
  });

  it('gives a WAV on the wall clock, stereo where both legs have the same law', async () => {
    const house = await newHouse();
    const { talkId } = await storedTalk(house, 2);
    const files = await house.dossier.copy(talkId, 'wav', 'cli');
    expect(files.map((file) => file.name)).toEqual([
      'gesprek.wav',
      'timeline.json',
      'proof/recording.sealed',
      'proof/recording.key',
    ]);
    const wav = await fileOf(files, 'gesprek.wav');
    expect(wav.readUInt16LE(20)).toBe(6);
    expect(wav.length).toBe(58 + 2 * 16_000);
    for (const tick of [0, 1, 7999, 8000, 15_999])
      expect([wav[58 + 2 * tick], wav[59 + 2 * tick]]).toEqual([byteAt(1, tick), byteAt(2, tick)]);
    const timeline = JSON.parse((await fileOf(files, 'timeline.json')).toString());
    expect(timeline.files.map((f: { file: string; side: number }) => [f.file, f.side])).toEqual([
      ['gesprek.wav', 0],
      ['gesprek.wav', 1],
    ]);
  });

  it('gives one WAV per leg where the laws differ', async () => {
    const house = await newHouse();
    const channels = newTalk(house).channels.map((c) => (c.channel === 2 ? { ...c, format: PCMU } : c));
    const { talkId } = await storedTalk(house, 1, { channels });
    const files = await house.dossier.copy(talkId, 'wav', 'cli');
    expect((await fileOf(files, '10.wav')).readUInt16LE(20)).toBe(6);
    expect((await fileOf(files, '20.wav')).readUInt16LE(20)).toBe(7);
  });
});
