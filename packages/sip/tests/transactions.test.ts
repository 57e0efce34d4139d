/** The four machines over a clock of the test's own. */
import {
  type ClientTransaction,
  InviteClientTransaction,
  InviteServerTransaction,
  RequestClientTransaction,
  RequestServerTransaction,
  type ServerTransaction,
  SIP_TIMERS,
} from '@woordelijk/sip';
import { describe, expect, test } from 'vitest';

const OK = Buffer.from('200');
const NO = Buffer.from('486');
const ASK = Buffer.from('request');

/** Ticks every 10 ms from `from` to `to`; `[time, what]` for everything that came out. */
function run(machine: ServerTransaction | ClientTransaction, from: number, to: number): [number, string][] {
  const log: [number, string][] = [];
  for (let now = from; now <= to; now += 10)
    if (machine.due <= now)
      for (const output of machine.tick(now))
        log.push([now, output.kind === 'send' ? Buffer.from(output.bytes).toString() : output.kind]);
  return log;
}

describe('INVITE, server side', () => {
  test('a 2xx is sent again until its ACK, also over TCP', () => {
    for (const reliable of [false, true]) {
      const machine = new InviteServerTransaction(SIP_TIMERS, reliable);
      machine.respond(200, OK, 0);
      expect(run(machine, 0, 12_000)).toEqual([
        [500, '200'],
        [1_500, '200'],
        [3_500, '200'],
        [7_500, '200'],
        [11_500, '200'],
      ]);
      expect(machine.ack(12_100)).toEqual([{ kind: 'acknowledged' }]);
      expect(machine.ack(12_200)).toEqual([]);
      expect(machine.again(12_300)).toEqual([]);
      expect(run(machine, 12_300, 40_000)).toEqual([[32_000, 'terminated']]);
      expect(machine.over).toBe(true);
    }
  });

  test('without ACK it gives up after 64*T1', () => {
    const machine = new InviteServerTransaction(SIP_TIMERS, false);
    machine.respond(200, OK, 0);
    expect(run(machine, 0, 40_000).slice(-2)).toEqual([
      [32_000, 'timeout'],
      [32_000, 'terminated'],
    ]);
  });

  test('a refusal: timers G, H and I', () => {
    const machine = new InviteServerTransaction(SIP_TIMERS, false);
    machine.respond(100, Buffer.from('100'), 0);
    expect(machine.again(5)).toEqual([{ kind: 'send', bytes: Buffer.from('100') }]);
    machine.respond(486, NO, 10);
    expect(run(machine, 10, 2_000).map(([at]) => at)).toEqual([510, 1_510]);
    machine.ack(2_000);
    expect(machine.state).toBe('confirmed');
    expect(machine.again(2_100)).toEqual([]);
    expect(run(machine, 2_000, 9_000)).toEqual([[7_000, 'terminated']]);
  });

  test('a refusal over TCP is not sent again, and its ACK ends it', () => {
    const machine = new InviteServerTransaction(SIP_TIMERS, true);
    machine.respond(486, NO, 0);
    expect(run(machine, 0, 20_000)).toEqual([]);
    expect(machine.ack(20_000)).toEqual([{ kind: 'terminated' }]);
  });

  test('only one final answer', () => {
    const machine = new InviteServerTransaction(SIP_TIMERS, false);
    machine.respond(200, OK, 0);
    expect(machine.respond(486, NO, 1)).toEqual([]);
  });
});

test('other requests, server side: repeated while timer J runs', () => {
  const machine = new RequestServerTransaction(SIP_TIMERS, false);
  expect(machine.again(0)).toEqual([]);
  machine.respond(200, OK, 0);
  expect(machine.again(1_000)).toEqual([{ kind: 'send', bytes: OK }]);
  expect(run(machine, 0, 40_000)).toEqual([[32_000, 'terminated']]);
  const reliable = new RequestServerTransaction(SIP_TIMERS, true);
  expect(reliable.respond(200, OK, 0)).toEqual([{ kind: 'send', bytes: OK }, { kind: 'terminated' }]);
});

describe('INVITE, client side', () => {
  const invite = (reliable: boolean) =>
    new InviteClientTransaction(SIP_TIMERS, reliable, ASK, () => Buffer.from('ACK'));

  test('timers A and B', () => {
    const machine = invite(false);
    machine.start(0);
    const log = run(machine, 0, 40_000);
    expect(log.map(([at]) => at)).toEqual([500, 1_500, 3_500, 7_500, 15_500, 31_500, 32_000, 32_000]);
    expect(log.slice(-2).map(([, what]) => what)).toEqual(['timeout', 'terminated']);
    const reliable = invite(true);
    reliable.start(0);
    expect(run(reliable, 0, 40_000).map(([, what]) => what)).toEqual(['timeout', 'terminated']);
  });

  test('a provisional answer stops both', () => {
    const machine = invite(false);
    machine.start(0);
    expect(machine.receive(100, 100).pass).toBe(true);
    expect(run(machine, 100, 100_000)).toEqual([]);
  });

  test('a refusal is acknowledged each time and told once', () => {
    const machine = invite(false);
    machine.start(0);
    const ack = { kind: 'send', bytes: Buffer.from('ACK') };
    expect(machine.receive(486, 100)).toEqual({ pass: true, outputs: [ack] });
    expect(machine.receive(486, 600)).toEqual({ pass: false, outputs: [ack] });
    expect(run(machine, 600, 40_000)).toEqual([[32_100, 'terminated']]);
  });

  test('a repeated 2xx is told each time, for its ACK', () => {
    const machine = invite(false);
    machine.start(0);
    expect(machine.receive(200, 100).pass).toBe(true);
    expect(machine.receive(200, 600).pass).toBe(true);
    expect(machine.receive(486, 700).pass).toBe(false);
    expect(run(machine, 600, 40_000)).toEqual([[32_100, 'terminated']]);
    expect(machine.receive(200, 40_000).pass).toBe(false);
  });
});

test('other requests, client side: timers E, F and K', () => {
  const machine = new RequestClientTransaction(SIP_TIMERS, false, ASK);
  machine.start(0);
  expect(run(machine, 0, 12_000).map(([at]) => at)).toEqual([500, 1_500, 3_500, 7_500, 11_500]);
  machine.receive(100, 12_000);
  expect(run(machine, 12_000, 20_000).map(([at]) => at)).toEqual([15_500, 19_500]);
  expect(machine.receive(200, 20_000).pass).toBe(true);
  expect(machine.receive(200, 20_100).pass).toBe(false);
  expect(run(machine, 20_000, 30_000)).toEqual([[25_000, 'terminated']]);
  const lonely = new RequestClientTransaction(SIP_TIMERS, true, ASK);
  lonely.start(0);
  expect(run(lonely, 0, 40_000).map(([, what]) => what)).toEqual(['timeout', 'terminated']);
});
