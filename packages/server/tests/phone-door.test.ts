import { packEntries } from '@woordelijk/audio';
import type { IncomingCall } from '@woordelijk/telephony';
import { afterEach, describe, expect, it } from 'vitest';
import { putInOrder } from '../../dossier/tests/in-order.ts';
import { liveBoard } from '../src/live.ts';
import { phoneDoor } from '../src/phone-door.ts';
import { type RealDossier, realDossier } from './http/real-dossier.ts';

const LINE = 'sip:+999800100@pbx.example';
const OBJECTOR = '+999612345678';
const FORMAT = { clockRate: 8000, codecs: { 8: { name: 'PCMA', clockRate: 8000, channels: 1 } } };
const CHANNELS = [{ channel: 1, label: '1', format: FORMAT, parties: ['p1'] }];

let real: RealDossier | undefined;
afterEach(() => real?.close());

/** A house whose line belongs to an organisation that may record, and in which somebody objected. */
async function objected(plan = true) {
  real = await realDossier();
  const { dossier } = real;
  const { id } = await dossier.addOrganisation('Gemeente Oost', 'cli');
  await dossier.addLine(id, LINE, 'cli');
  if (plan) await putInOrder(dossier, id, new Date().toISOString().slice(0, 10));
  await dossier.objections.register(id, { name: null, number: OBJECTOR, note: '' }, { actor: 'cli' });
  const told: string[] = [];
  const board = liveBoard(() => [], Date.now);
  board.subscribe(({ change }) => told.push(change));
  const door = phoneDoor(dossier, board, {
    enoughSpace: () => true,
    storageProblem: () => undefined,
    stopping: () => false,
    now: () => Date.now() * 1000,
  });
  return { dossier, door, told };
}

function call(parties: IncomingCall['parties']): IncomingCall {
  const peer = { address: '127.0.0.1', port: 5060, transport: 'udp', loopback: true } as const;
  const startedAt = Date.now() * 1000;
  return {
    callId: 'c',
    peer,
    demo: false,
    requestUri: LINE,
    to: LINE,
    from: 'sip:pbx.example',
    startedAt,
    parties,
    channels: CHANNELS,
  };
}

function second(startedAt: number) {
  const payload = new Uint8Array(160).fill(0x55);
  const entries = Array.from({ length: 50 }, (_, i) => {
    const at = i * 160;
    const packet = {
      at,
      arrival: at * 125,
      payloadType: 8,
      sequence: i,
      timestamp: at,
      ssrc: 1,
      marker: i === 0,
      payload,
    };
    return { kind: 'packet' as const, ...packet };
  });
  return { channel: 1, leaves: [{ start: startedAt, duration: 1e6, entries: packEntries(entries) }] };
}

describe('the phone door', () => {
  it('lets a call of somebody who objected go on, and keeps nothing of it but that it came', async () => {
    const { dossier, door, told } = await objected();
    const made = call([{ id: 'p1', aor: `tel:${OBJECTOR}` }]);
    const begun = await door.begin(made);
    if (!('recordingId' in begun)) throw new Error('The call was refused.');
    await door.append(begun.recordingId, second(made.startedAt));
    await door.event(begun.recordingId, { event: 'hold', at: made.startedAt, channel: 1 });
    await door.end(begun.recordingId, 'bye', made.startedAt + 1e6);
    const { items } = await dossier.talks({ limit: 5 });
    expect(items).toMatchObject([{ state: 'unrecorded', ending: 'objection', recordingId: null }]);
    expect(told).toEqual(['updated']);
  });

  it('answers a call without a live plan, keeps nothing of it, and tells the office', async () => {
    const { dossier, door, told } = await objected(false);
    const made = call([{ id: 'p2', aor: 'tel:+999600000000' }]);
    const begun = await door.begin(made);
    if (!('recordingId' in begun)) throw new Error('The call was refused.');
    await door.append(begun.recordingId, second(made.startedAt));
    await door.parties(begun.recordingId, [{ id: 'p2', aor: 'tel:+999600000000' }], CHANNELS, '<recording/>');
    await door.end(begun.recordingId, 'bye', made.startedAt + 1e6);
    const { items } = await dossier.talks({ limit: 5 });
    expect(items).toMatchObject([{ state: 'unrecorded', ending: 'no-plan', recordingId: null }]);
    await expect(dossier.play(items[0]!.id, 'cli')).rejects.toMatchObject({ code: 'recording-silent' });
    expect(told).toEqual(['updated']);
    const problems = [];
    for await (const problem of dossier.check()) problems.push(problem);
    expect(problems).toEqual([]);
  });

  it('stops a recording the moment it hears that somebody who objected takes part', async () => {
    const { dossier, door } = await objected();
    const made = call([]);
    const begun = await door.begin(made);
    if (!('recordingId' in begun)) throw new Error('The call was refused.');
    const { recordingId } = begun;
    await door.append(recordingId, second(made.startedAt));
    await door.parties(recordingId, [{ id: 'p1', aor: `tel:${OBJECTOR}` }], CHANNELS, '<recording/>');
    await door.append(recordingId, second(made.startedAt + 1e6)); // telephony goes on; nothing of it is kept
    await door.end(recordingId, 'bye', made.startedAt + 2e6);
    await dossier.settled();
    const { items } = await dossier.talks({ limit: 5 });
    expect(items).toMatchObject([{ state: 'stored', ending: 'objection' }]);
    const sound = await dossier.play(items[0]!.id, 'cli');
    expect(sound.bytes).toBeLessThan(44 + 2 * 8000 * 1.5);
    const problems = [];
    for await (const problem of dossier.check()) problems.push(problem);
    expect(problems).toEqual([]);
  });
});
