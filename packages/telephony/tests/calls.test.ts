/** Whole calls: the project's own client against the server over real sockets. */
import type { Gap, Packet } from '@woordelijk/audio';
import { openCaller, placeCall } from '@woordelijk/telephony/caller';
import { describe, expect, test } from 'vitest';
import { entriesOf, payloadOf } from './memory-door.ts';
import { nowMs, running, SHORT_TIMERS, sound, stopLater, until } from './running.ts';

const legs = (seconds: number) => [
  {
    label: 'a',
    codec: 'PCMA' as const,
    payload: sound(seconds, 1),
    aor: 'sip:+999201234567@kantoor.example',
    name: 'Balie',
  },
  { label: 'b', codec: 'PCMU' as const, payload: sound(seconds, 2), aor: 'tel:+999612345678' },
];
const client = { now: nowMs, random: Math.random };

describe.each(['udp', 'tcp'] as const)('a call over %s', (transport) => {
  test('is recorded byte for byte on both legs, cut and named', async () => {
    const { door, sip, telephony } = await running();
    const order = legs(2.5);
    const report = await placeCall({ ...client, sip, transport, legs: order });
    const kept = door.calls[0]!;
    await until(() => kept.ending);
    expect(report.ending).toBe('played');
    expect(report.legs.map((leg) => [leg.label, leg.packets, leg.bytes])).toEqual([
      ['a', 125, 20_000],
      ['b', 125, 20_000],
    ]);
    expect(kept.ending).toBe('bye');
    expect(payloadOf(kept, 1).equals(order[0]!.payload)).toBe(true);
    expect(payloadOf(kept, 2).equals(order[1]!.payload)).toBe(true);
    expect(kept.call.channels.map((c) => [c.label, c.parties, Object.values(c.format.codecs)[0]?.name])).toEqual([
      ['a', ['p0'], 'PCMA'],
      ['b', ['p1'], 'PCMU'],
    ]);
    expect(kept.call.parties).toEqual([
      { id: 'p0', aor: 'sip:+999201234567@kantoor.example', name: 'Balie' },
      { id: 'p1', aor: 'tel:+999612345678' },
    ]);
    expect(kept.call.peer).toMatchObject({ address: '127.0.0.1', transport, loopback: true });
    expect(telephony.calls()).toEqual([]);
    for (const chunk of kept.chunks) {
      expect(chunk.leaves.length).toBeGreaterThan(0);
      for (const leaf of chunk.leaves) expect(leaf.duration).toBeLessThanOrEqual(200_000);
    }
    for (const channel of [1, 2]) {
      const packets = entriesOf(kept, channel) as Packet[];
      packets.forEach((packet, i) => {
        expect(packet.at).toBe(packets[0]!.at + i * 160);
      });
      const first = kept.chunks.find((chunk) => chunk.channel === channel)!.leaves[0]!;
      expect(first.start).toBe(kept.call.startedAt + packets[0]!.at * 125);
    }
  });

  test('with hold and resume keeps the silence in its place and every byte', async () => {
    const { door, sip } = await running();
    const order = legs(1.6);
    await placeCall({ ...client, sip, transport, legs: order, hold: { at: 0.8, for: 0.6 } });
    const kept = door.calls[0]!;
    await until(() => kept.ending);
    expect(payloadOf(kept, 1).equals(order[0]!.payload)).toBe(true);
    expect(payloadOf(kept, 2).equals(order[1]!.payload)).toBe(true);
    expect(kept.events.map((e) => [e.event, e.channel])).toEqual([
      ['hold', 1],
      ['hold', 2],
      ['resume', 1],
      ['resume', 2],
    ]);
    const [hold, , resume] = kept.events;
    const packets = entriesOf(kept, 1) as Packet[];
    const jump = packets.findIndex((packet, i) => i > 0 && packet.at - packets[i - 1]!.at > 160);
    expect(jump).toBeGreaterThan(0);
    const before = kept.call.startedAt + (packets[jump - 1]!.at + 160) * 125;
    const after = kept.call.startedAt + packets[jump]!.at * 125;
    expect(Math.abs(before - hold!.at)).toBeLessThan(500_000);
    expect(Math.abs(after - resume!.at)).toBeLessThan(500_000);
  });
});

test('loss, order and duplicates: identical except for the marked gaps', async () => {
  const { door, sip } = await running();
  const order = legs(3);
  const mischief = {
    drop: (_: string, n: number) => n % 23 === 7 || (n >= 60 && n < 65),
    duplicate: (_: string, n: number) => n % 11 === 3,
    swap: (_: string, n: number) => n % 13 === 0,
  };
  const report = await placeCall({ ...client, sip, legs: order, mischief });
  const kept = door.calls[0]!;
  await until(() => kept.ending);
  for (const channel of [1, 2]) {
    const { payload } = order[channel - 1]!;
    const { dropped } = report.legs[channel - 1]!;
    const entries = entriesOf(kept, channel);
    const packets = entries.filter((e): e is Packet => e.kind === 'packet');
    const gaps = entries.filter((e): e is Gap => e.kind === 'gap');
    const origin = packets[0]!.at;
    const rebuilt = new Uint8Array(payload.length);
    for (const packet of packets) rebuilt.set(packet.payload, packet.at - origin);
    const expected = Uint8Array.from(payload);
    for (const n of dropped) expected.fill(0, n * 160, n * 160 + 160);
    expect(Buffer.from(rebuilt).equals(expected)).toBe(true);
    const missing = gaps.flatMap((gap) => Array.from({ length: gap.packets }, (_, i) => (gap.at - origin) / 160 + i));
    expect(missing).toEqual(dropped);
    for (const gap of gaps) expect(gap.duration).toBe(gap.packets * 160);
  }
});

test('many calls at once from one caller', async () => {
  const { door, sip, telephony } = await running();
  const caller = await openCaller({ ...client, sip });
  stopLater({ stop: () => caller.close() });
  const order = legs(1.5);
  const reports = await Promise.all(Array.from({ length: 20 }, () => caller.placeCall({ legs: order })));
  await until(() => door.calls.every((call) => call.ending !== undefined));
  expect(reports.map((report) => report.ending)).toEqual(Array(20).fill('played'));
  expect(door.calls.length).toBe(20);
  for (const call of door.calls) {
    expect(payloadOf(call, 1).equals(order[0]!.payload)).toBe(true);
    expect(payloadOf(call, 2).equals(order[1]!.payload)).toBe(true);
  }
  expect(telephony.state().calls).toBe(0);
});

test('a stop ends running calls in order, and the client hears it', async () => {
  const { door, sip, telephony } = await running();
  const call = placeCall({ ...client, sip, legs: legs(1), seconds: 600 });
  await until(() => door.calls[0]?.chunks.length);
  await telephony.stop();
  const report = await call;
  expect(report.ending).toBe('server');
  expect(door.calls[0]!.ending).toBe('shutdown');
});

test('a call can be hung up by its signal, and refused calls say so', async () => {
  const { door, sip } = await running();
  const hangUp = new AbortController();
  const call = placeCall({ ...client, sip, legs: legs(1), seconds: 600, signal: hangUp.signal });
  await until(() => door.calls[0]?.chunks.length);
  hangUp.abort();
  expect((await call).ending).toBe('aborted');
  await until(() => door.calls[0]!.ending === 'bye');

  door.beforeBegin = async () => ({ refused: 'storage-full', status: 503 });
  await expect(placeCall({ ...client, sip, legs: legs(1) })).rejects.toMatchObject({
    code: 'caller-refused',
    status: 503,
  });
  door.beforeBegin = async () => {
    throw new Error('disk gone');
  };
  await expect(placeCall({ ...client, sip, legs: legs(1) })).rejects.toMatchObject({
    code: 'caller-refused',
    status: 500,
  });
});

test('over IPv6', async () => {
  const { door, telephony } = await running({ sip: { host: '::1', port: 0 }, rtp: { host: '::1' } });
  const order = legs(1);
  const sip = `[::1]:${telephony.addresses.sip.port}`;
  for (const transport of ['udp', 'tcp'] as const) await placeCall({ ...client, sip, transport, legs: order });
  await until(() => door.calls.length === 2 && door.calls.every((call) => call.ending === 'bye'));
  for (const call of door.calls) {
    expect(call.call.peer).toMatchObject({ address: '::1', loopback: true });
    expect(payloadOf(call, 2).equals(order[1]!.payload)).toBe(true);
  }
});

test('the mark of a demonstration', async () => {
  const { door, sip } = await running();
  const headers = [{ name: 'x-woordelijk-demo', value: '1' }];
  await placeCall({ ...client, sip, legs: legs(1), headers });
  expect(door.calls[0]!.call.demo).toBe(true);
});

test('a call given up during hold leaves nothing behind', async () => {
  const { door, sip } = await running();
  const caller = await openCaller({ ...client, sip });
  stopLater({ stop: () => caller.close() });
  const hangUp = new AbortController();
  const call = caller.placeCall({ legs: legs(1), hold: { at: 0.3, for: 0.3 }, signal: hangUp.signal });
  await until(() => door.calls[0]?.events.length === 2);
  hangUp.abort();
  const report = await call;
  await until(() => door.calls[0]!.ending === 'bye');
  await caller.placeCall({ legs: legs(1) });
  expect(report.ending).toBe('aborted');
  expect(door.calls[0]!.events.map((e) => e.event)).toEqual(['hold', 'hold']);
});

test('nobody there: a clear error', async () => {
  const { sip, telephony } = await running();
  await telephony.stop();
  const order = { ...client, sip, legs: legs(1), timers: SHORT_TIMERS };
  await expect(placeCall({ ...order, transport: 'udp' })).rejects.toMatchObject({ code: 'caller-no-answer' });
  await expect(placeCall({ ...order, transport: 'tcp' })).rejects.toMatchObject({ code: 'caller-unreachable' });
});

test('pause on our side keeps nothing, and the client is not told', async () => {
  const { door, sip, telephony } = await running();
  const order = legs(3);
  const call = placeCall({ ...client, sip, legs: order });
  await until(() => door.calls[0]?.chunks.length);
  expect(telephony.pause('r1', true)).toBe(true);
  await until(() => telephony.calls()[0]!.channels[0]!.counters.held >= 10);
  const paused = telephony.calls()[0]!.channels[0]!;
  expect(paused.paused).toBe(true);
  telephony.pause('r1', false);
  await call;
  const kept = door.calls[0]!;
  await until(() => kept.ending);
  expect(kept.events.map((e) => e.event)).toEqual(['hold', 'hold', 'resume', 'resume']);
  expect(payloadOf(kept, 1).length).toBeLessThan(order[0]!.payload.length);
  expect(telephony.pause('r1', true)).toBe(false);
});
