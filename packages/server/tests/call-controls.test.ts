/** A call in a person's hand: what is left out never reaches the house, and what was private is locked. */
import { afterEach, expect, it } from 'vitest';
import { chunk, newTalk } from '../../dossier/tests/house.ts';
import { putInOrder } from '../../dossier/tests/in-order.ts';
import { controlled } from '../src/call-controls.ts';
import { liveBoard } from '../src/live.ts';
import { phoneDoor } from '../src/phone-door.ts';
import { type RealDossier, realDossier } from './http/real-dossier.ts';

const LINE = 'sip:+999800100@pbx.example';
const who = 'user:medewerker';

let real: RealDossier | undefined;
afterEach(() => real?.close());

/** A call of one leg under way, its clock moved by hand. */
async function call() {
  real = await realDossier();
  const { dossier } = real;
  const { id } = await dossier.addOrganisation('Kantoor', 'cli');
  await dossier.addLine(id, LINE, 'cli');
  await putInOrder(dossier, id, new Date().toISOString().slice(0, 10));
  const made = newTalk({ time: Date.now() } as never, { lines: [LINE] });
  const clock = { now: made.startedAt };
  const board = liveBoard(() => [], Date.now);
  const house = {
    enoughSpace: () => true,
    storageProblem: () => undefined,
    stopping: () => false,
    now: () => clock.now,
  };
  const { door, controls } = controlled(phoneDoor(dossier, board, house), dossier, board, () => clock.now);
  const peer = { address: '127.0.0.1', port: 5060, transport: 'udp', loopback: true } as const;
  const asked = { callId: 'c', peer, demo: false, requestUri: LINE, to: LINE, from: 'sip:pbx.example' };
  const { channels, parties, startedAt } = made;
  const answer = await door.begin({ ...asked, startedAt, channels: channels as never, parties: parties as never });
  if (!('recordingId' in answer)) throw new Error('The call was refused.');
  const { recordingId } = answer;
  const { items } = await dossier.talks({ limit: 1, state: 'live' });
  const second = (n: number) => door.append(recordingId, chunk(startedAt, 1, { from: n * 8000 }) as never);
  return { dossier, door, controls, clock, startedAt, recordingId, talkId: items[0]!.id, second };
}

it('a pause leaves out every second that it touches, and stands in the seal and in the ledger', async () => {
  const { dossier, door, controls, clock, startedAt, recordingId, talkId, second } = await call();
  await second(0);
  clock.now = startedAt + 1_500_000;
  expect(await controls.pause(talkId, 'Betaalgegevens', who)).toBe(true);
  expect(await controls.pause(talkId, 'Betaalgegevens', who)).toBe(true); // pressed twice
  expect(await controls.paused(talkId)).toBe(true);
  await second(1);
  await second(2);
  clock.now = startedAt + 3_500_000;
  expect(await controls.resume(talkId, who)).toBe(true);
  await second(3); // its beginning lies in the pause
  await second(4);
  await door.end(recordingId, 'bye', startedAt + 5_000_000);
  await dossier.settled();
  expect(await controls.pause(talkId, 'Te laat', who)).toBe(false);
  expect(await dossier.interruptions(talkId)).toContainEqual({ channel: 1, kind: 'pause', fromMs: 1500, toMs: 3500 });
  const { audibleMs } = await heard(dossier, talkId);
  expect(audibleMs).toEqual([
    [0, 1000],
    [4000, 5000],
  ]);
  const acts = (await dossier.ledger(talkId)).filter(({ act }) => act.startsWith('recording.'));
  expect(acts.map(({ act, actor }) => [act, actor]).slice(0, 2)).toEqual([
    ['recording.paused', who],
    ['recording.resumed', who],
  ]);
});

it('a private call stops, and nothing of it can be heard any more', async () => {
  const { dossier, door, controls, startedAt, recordingId, talkId, second } = await call();
  await second(0);
  await controls.makePrivate(talkId, who);
  await controls.makePrivate(talkId, who); // pressed twice
  await second(1);
  await door.event(recordingId, { event: 'hold', at: startedAt, channel: 1 });
  await door.end(recordingId, 'bye', startedAt + 2_000_000);
  await dossier.settled();
  expect(await dossier.talk(talkId)).toMatchObject({ ending: 'private', private: { destroyedAt: null } });
  await expect(dossier.play(talkId, 'cli')).rejects.toMatchObject({ code: 'talk-private' });
});

it('under a hold no call becomes private, and goes on as it was', async () => {
  const { dossier, door, controls, startedAt, recordingId, talkId, second } = await call();
  const hold = { reason: 'police', owner: 'Jurist', words: 'Zaak.', reviewAt: Date.now() + 9e8 } as const;
  await dossier.holds.place(talkId, hold, { actor: 'cli' });
  await expect(controls.makePrivate(talkId, who)).rejects.toMatchObject({ code: 'talk-held' });
  await second(0);
  await door.end(recordingId, 'bye', startedAt + 1_000_000);
  await dossier.settled();
  expect(await dossier.talk(talkId)).toMatchObject({ ending: 'bye' });
});

/** Stretches of the first leg that hold sound, in milliseconds. */
async function heard({ play }: RealDossier['dossier'], talkId: string): Promise<{ audibleMs: [number, number][] }> {
  const sound = await play(talkId, 'cli', [1]);
  const parts: Uint8Array[] = [];
  for await (const part of sound.read(0, sound.bytes)) parts.push(part);
  const wav = Buffer.concat(parts);
  const rate = wav.readUInt32LE(24);
  const audibleMs: [number, number][] = [];
  for (let ms = 0; 44 + ((ms + 100) * rate * 2) / 1000 <= wav.length; ms += 100) {
    const from = 44 + (ms * rate * 2) / 1000;
    const quiet = wav.subarray(from, from + (rate * 2) / 10).every((byte) => byte === 0);
    if (quiet) continue;
    const last = audibleMs.at(-1);
    if (last?.[1] === ms) last[1] = ms + 100;
    else audibleMs.push([ms, ms + 100]);
  }
  return { audibleMs };
}
