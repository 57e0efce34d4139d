/** Recording sessions as clients of many kinds open, change and lose them. */
import { createSocket } from 'node:dgram';
import type { Gap, Packet } from '@woordelijk/audio';
import { header } from '@woordelijk/sip';
import { describe, expect, test } from 'vitest';
import { entriesOf, payloadOf } from './memory-door.ts';
import { answered, RecordingClient, type Say, sdp } from './recording-client.ts';
import { running, SHORT_TIMERS, stopLater, until } from './running.ts';

const XML = `<recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>complete</datamode>
<participant participant_id="A"><nameID aor="sip:+999201234567@kantoor.example"><name>Balie</name></nameID></participant>
<participant participant_id="B"><nameID aor="tel:+999612345678"/></participant>
<stream stream_id="sb"><label>2</label></stream><stream stream_id="sa"><label>1</label></stream>
<participantstreamassoc participant_id="A"><send>sa</send><recv>sb</recv></participantstreamassoc>
<participantstreamassoc participant_id="B"><send>sb</send></participantstreamassoc></recording>`;
const SIPREC: NonNullable<Say['headers']> = [['require', 'siprec']];

async function call(say: Say, settings: Parameters<typeof running>[0] = {}, contactSigns = '') {
  const house = await running({ timers: SHORT_TIMERS, ...settings });
  const client = await RecordingClient.open(house.port);
  client.contactSigns = contactSigns;
  const answer = await client.open(say);
  return { ...house, client, answer };
}

/** A call on one line that has been answered: its port, and what was kept. */
async function oneLine(settings: Parameters<typeof running>[0] = {}) {
  const house = await running({ timers: SHORT_TIMERS, ...settings });
  const client = await RecordingClient.open(house.port);
  const answer = await client.open({ sdp: sdp([[client.rtpPort, 'sendonly', '1']]), headers: SIPREC });
  const port = answered(answer).media[0]!.port;
  const kept = await until(() => house.door.calls[0]);
  const counters = () => house.telephony.calls()[0]!.channels[0]!.counters;
  const hangUp = async () => {
    await client.say('BYE');
    await until(() => kept.ending);
  };
  return { ...house, client, answer, port, kept, counters, hangUp };
}

describe('who is recorded', () => {
  const offer = sdp([
    [4000, 'sendonly', '1'],
    [4002, 'sendonly', '2'],
  ]);
  test.each<[string, Say, string]>([
    ['Require: siprec', { sdp: offer, headers: SIPREC }, ''],
    ['a Contact with +sip.src', { sdp: offer }, ';+sip.src'],
    ['a Contact with src', { sdp: offer }, ';src'],
    ['Cisco’s header', { sdp: offer, headers: [['x-cisco-recording-participant', 'x']] }, ''],
    ['metadata', { sdp: offer, xml: XML }, ''],
    ['older metadata before the SDP', { sdp: offer, xml: XML, xmlType: 'application/rs-metadata', turned: true }, ''],
  ])('%s', async (_, say, contactSigns) => {
    const { answer, door } = await call(say, {}, contactSigns);
    expect(answer.status).toBe(200);
    expect(header(answer, 'contact')).toContain('+sip.srs');
    const media = answered(answer).media;
    expect(media.map((m) => [m.direction, m.label])).toEqual([
      ['recvonly', '1'],
      ['recvonly', '2'],
    ]);
    for (const { port } of media) {
      expect(port % 2).toBe(0);
      expect(port < 32_768 || port > 60_999).toBe(true);
    }
    const { call: incoming } = door.calls[0]!;
    expect(incoming).toMatchObject({ requestUri: 'sip:+999880000000@kantoor.example', demo: false });
    const named = say.xml === undefined ? [[], []] : [['A'], ['B']];
    expect(incoming.channels.map((c) => c.parties)).toEqual(named);
    expect(incoming.rawMetadata).toBe(say.xml);
  });

  test.each<[string, Say, number]>([
    ['a body of another kind', { xml: 'x', xmlType: 'text/plain', headers: SIPREC }, 415],
    ['broken SDP', { sdp: 'v=0\r\nnonsense\r\n', headers: SIPREC }, 400],
    ['no SDP', { headers: SIPREC }, 488],
    ['metadata alone', { xml: XML }, 488],
    ['nothing but video', { sdp: `${sdp([])}m=video 4000 RTP/AVP 99\r\n`, headers: SIPREC }, 488],
    ['encrypted sound only', { sdp: offer.replaceAll('RTP/AVP', 'RTP/SAVP'), headers: SIPREC }, 488],
    [
      'a host name as media address',
      { sdp: offer.replace('c=IN IP4 127.0.0.1', 'c=IN IP4 kantoor.example'), headers: SIPREC },
      488,
    ],
    [
      'a session timer too short',
      {
        sdp: offer,
        headers: [
          ['require', 'siprec'],
          ['supported', 'timer'],
          ['session-expires', '30'],
        ],
      },
      422,
    ],
  ])('refused: %s', async (_, say, status) => {
    const { answer, door, telephony } = await call(say);
    expect(answer.status).toBe(status);
    expect(door.calls).toEqual([]);
    expect(telephony.state().calls).toBe(0);
  });

  test('an ordinary call is refused with a reason', async () => {
    const { answer } = await call({ sdp: offer });
    expect(`${answer.status} ${answer.reason}`).toBe('488 Only recording sessions (SIPREC) are answered here');
  });

  test('lines that cannot be recorded are refused one by one', async () => {
    const mixed = `${sdp([[4000, 'sendonly', 'x']])}m=video 4004 RTP/AVP 99\r\nm=audio 4006 RTP/SAVP 8\r\nm=audio 4008 RTP/AVP 18\r\na=sendonly\r\n`;
    const { answer, door } = await call({ sdp: mixed, headers: SIPREC });
    const media = answered(answer).media;
    expect(media.map((m) => [m.kind, m.port > 0])).toEqual([
      ['audio', true],
      ['video', false],
      ['audio', false],
      ['audio', true],
    ]);
    expect(door.calls[0]!.call.channels.map((c) => [c.channel, c.label])).toEqual([
      [1, 'x'],
      [4, '4'],
    ]);
  });

  test('OPTIONS tells what is understood', async () => {
    const { client } = await oneLine();
    const answer = await client.say('OPTIONS');
    expect(answer.status).toBe(200);
    expect(header(answer, 'accept')).toContain('application/rs-metadata+xml');
    expect(header(answer, 'allow')).toContain('UPDATE');
    expect(header(answer, 'supported')).toBe('siprec, timer');
  });
});

describe('the beginning', () => {
  const say: Say = { sdp: sdp([[4000, 'sendonly', '1']]), headers: SIPREC };

  test('CANCEL while the door is asked: 487, and the recording is closed', async () => {
    const house = await running({ timers: SHORT_TIMERS });
    let asked = false;
    let open = (): void => undefined;
    house.door.beforeBegin = () => {
      asked = true;
      return new Promise((done) => {
        open = () => done(undefined);
      });
    };
    const client = await RecordingClient.open(house.port);
    const answer = client.open(say);
    await until(() => asked);
    client.cancel();
    expect((await answer).status).toBe(487);
    open();
    await until(() => house.door.calls[0]?.ending === 'bye');
    await until(() => house.telephony.state().calls === 0);
  });

  test('a stop while the door is asked', async () => {
    const house = await running({ timers: SHORT_TIMERS });
    let asked = false;
    let open = (): void => undefined;
    house.door.beforeBegin = () => {
      asked = true;
      return new Promise((done) => {
        open = () => done(undefined);
      });
    };
    const client = await RecordingClient.open(house.port);
    const answer = client.open(say);
    await until(() => asked);
    const stopped = house.telephony.stop();
    open();
    expect((await answer).status).toBe(503);
    await stopped;
    expect(house.door.calls[0]!.ending).toBe('shutdown');
  });

  test('a lost ACK: the answer is repeated; no ACK at all ends the call', async () => {
    const house = await running({ timers: SHORT_TIMERS });
    const client = await RecordingClient.open(house.port);
    await client.open(say, true);
    await until(() => client.answers.length >= 3);
    await until(() => house.door.calls[0]?.ending === 'no-ack');
    await until(() => client.heard.some((request) => request.message.method === 'BYE'));
  });

  test('the limit of calls, and of ports', async () => {
    const house = await running({ limits: { calls: 1 }, rtp: { host: '127.0.0.1', portMin: 21_000, portMax: 21_003 } });
    const first = await RecordingClient.open(house.port);
    const twoLines = {
      sdp: sdp([
        [4000, 'sendonly'],
        [4002, 'sendonly'],
        [4004, 'sendonly'],
      ]),
      headers: SIPREC,
    };
    expect((await first.open(twoLines)).status).toBe(503);
    expect((await first.open(say)).status).toBe(200);
    const second = await RecordingClient.open(house.port);
    const refusal = await second.open(say);
    expect([refusal.status, header(refusal, 'retry-after')]).toEqual([503, '10']);
    await first.say('BYE');
    await until(() => house.telephony.state().calls === 0);
    expect((await second.open(say)).status).toBe(200);
  });

  test('a port that somebody else holds is passed by', async () => {
    const taken = createSocket('udp4');
    await new Promise<void>((done) => taken.bind(21_100, '127.0.0.1', done));
    stopLater({ stop: () => new Promise((done) => taken.close(() => done())) });
    const { answer } = await call(say, {
      rtp: { host: '127.0.0.1', portMin: 21_100, portMax: 21_103 },
      random: () => 0,
    });
    expect(answered(answer).media[0]!.port).toBe(21_102);
  });

  test('a server that could be reached from outside needs a source list', async () => {
    await expect(running({ sip: { host: '0.0.0.0', port: 0 } })).rejects.toMatchObject({
      code: 'sip-needs-allow-list',
    });
    await running({ sip: { host: '0.0.0.0', port: 0 }, allow: ['127.0.0.1/32'] });
    await expect(running({ rtp: { host: '127.0.0.1', portMin: 9, portMax: 8 } })).rejects.toMatchObject({
      code: 'rtp-ports',
    });
  });
});

describe('changes during the call', () => {
  test('hold by inactive, by 0.0.0.0 and by UPDATE; each resume goes on', async () => {
    const { client, port, kept, counters, hangUp } = await oneLine({ terms: { holdGrace: 20 } });
    const expected = [await client.packets(port, 0, 20)];
    const rtp = client.rtpPort;
    const holds: [string, string][] = [
      ['INVITE', sdp([[rtp, 'inactive', '1']])],
      ['INVITE', sdp([[rtp, 'sendonly', '1']], '0.0.0.0')],
      ['UPDATE', sdp([[rtp, 'inactive', '1']])],
    ];
    let n = 20;
    for (const [method, offer] of holds) {
      const held = await client.say(method, { sdp: offer });
      expect(answered(held).media[0]).toMatchObject({ direction: 'inactive', port });
      const before = counters().held;
      await until(() => {
        client.packet(port, n++);
        return counters().held > before + 2;
      });
      const resumed = await client.say(method, { sdp: sdp([[rtp, 'sendonly', '1']]) });
      expect(answered(resumed).media[0]).toMatchObject({ direction: 'recvonly', port });
      expected.push(await client.packets(port, n, n + 10));
      n += 10;
    }
    await hangUp();
    expect(kept.events.map((e) => e.event)).toEqual(['hold', 'resume', 'hold', 'resume', 'hold', 'resume']);
    const packets = entriesOf(kept, 1).filter((e): e is Packet => e.kind === 'packet');
    for (const part of expected) expect(payloadOf(kept, 1).includes(part)).toBe(true);
    packets.slice(1).forEach((packet, i) => {
      expect(packet.at).toBeGreaterThanOrEqual(packets[i]!.at + 160);
    });
  });

  test('a stream is added, its ports change, its codecs too', async () => {
    const { client, port, kept, hangUp } = await oneLine();
    await client.packets(port, 0, 10);
    const added = await client.say('INVITE', {
      sdp: sdp([
        [client.rtpPort, 'sendonly', '1', 'a=rtpmap:8 PCMA/8000'],
        [client.rtpPort, 'sendonly', 'nieuw'],
      ]),
      xml: XML,
    });
    const second = answered(added).media[1]!.port;
    expect(second).toBeGreaterThan(0);
    const other = createSocket('udp4');
    await new Promise<void>((done) => other.bind(0, '127.0.0.1', done));
    stopLater({ stop: () => new Promise((done) => other.close(() => done())) });
    const moved = other.address().port;
    await client.say('INVITE', {
      sdp: sdp([
        [moved, 'sendonly', '1'],
        [client.rtpPort, 'sendonly', 'nieuw'],
      ]).replace('RTP/AVP 8 101', 'RTP/AVP 0 8 101'),
    });
    const here = await client.packets(port, 500, 520, { from: other, ssrc: 99, payloadType: 0 });
    const there = await client.packets(second, 0, 20);
    await hangUp();
    expect(payloadOf(kept, 1).subarray(1600).equals(here)).toBe(true);
    expect(payloadOf(kept, 2).equals(there)).toBe(true);
    const formats = kept.events.filter((e) => e.event === 'format');
    expect(formats.map((e) => [e.channel, e.label, Object.keys(e.format.codecs)])).toEqual([
      [2, 'nieuw', ['8']],
      [1, '1', ['0', '8']],
    ]);
    expect(kept.updates[0]!.channels.map((c) => [c.label, c.parties])).toEqual([
      ['1', ['A']],
      ['nieuw', []],
    ]);
  });

  test('metadata: complete, partial and bare; only together with SDP that is accepted', async () => {
    const { client, kept, hangUp } = await oneLine();
    const partial = `<recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>partial</datamode>
      <participant participant_id="C"><nameID aor="sip:c@kantoor.example"/></participant>
      <participantstreamassoc participant_id="C"><send>sa</send></participantstreamassoc></recording>`;
    expect((await client.say('UPDATE', { xml: XML })).status).toBe(200);
    expect((await client.say('UPDATE', { xml: partial })).status).toBe(200);
    expect((await client.say('INVITE', { sdp: 'v=0\r\n', xml: XML.replace('Balie', 'Vals') })).status).toBe(400);
    expect(
      (await client.say('INVITE', { sdp: `${sdp([])}m=video 1 RTP/AVP 9\r\n`, xml: XML.replace('Balie', 'Vals') }))
        .status,
    ).toBe(488);
    await hangUp();
    expect(kept.updates.length).toBe(2);
    expect(kept.updates[0]!.rawMetadata).toBe(XML);
    expect(kept.updates[1]!.parties.map((p) => p.id)).toEqual(['A', 'B', 'C']);
    expect(kept.updates[1]!.channels[0]!.parties).toEqual(['A', 'C']);
    expect(JSON.stringify(kept.updates)).not.toContain('Vals');
  });

  test('a re-INVITE without offer gets ours, and its ACK answers it', async () => {
    const { client, port, kept, hangUp } = await oneLine();
    const ours = await client.say('INVITE', {}, sdp([[client.rtpPort, 'inactive', '1']]));
    expect(answered(ours).media[0]).toMatchObject({ port, direction: 'recvonly', label: '1' });
    await until(() => kept.events.some((e) => e.event === 'hold'));
    await hangUp();
  });

  test('requests for no call, or out of order', async () => {
    const { client, hangUp } = await oneLine();
    const { dialog } = client;
    await client.say('UPDATE');
    const stale = dialog!.request('UPDATE', [], Buffer.alloc(0), 1);
    const status = await new Promise((done, fail) => {
      const target = { address: '127.0.0.1', port: 0, transport: 'udp' as const };
      const port = Number(/:(\d+)/.exec(stale.uri)![1]);
      client.endpoint.request(stale, { ...target, port }, { onResponse: (r) => done(r.status), onFailure: fail });
    });
    expect(status).toBe(500);
    await hangUp();
    expect((await client.say('BYE')).status).toBe(481);
  });
});

describe('sound', () => {
  test('other senders, control packets, digits and junk are counted and kept out', async () => {
    const { client, port, kept, counters, hangUp } = await oneLine();
    const stranger = createSocket('udp4');
    await new Promise<void>((done) => stranger.bind(0, '127.0.0.2', done));
    const neighbour = createSocket('udp4');
    await new Promise<void>((done) => neighbour.bind(0, '127.0.0.1', done));
    for (const one of [stranger, neighbour]) stopLater({ stop: async () => void one.close() });
    const first = await client.packets(port, 0, 10);
    await client.packets(port, 0, 5, { from: stranger, ssrc: 7 });
    await client.packets(port, 0, 5, { from: neighbour, ssrc: 7 });
    client.rtp.send(Buffer.from([0x80, 200, 0, 1, 0, 0, 0, 7]), port, '127.0.0.1');
    client.rtp.send(Buffer.from('no RTP at all'), port, '127.0.0.1');
    client.packet(port, 700, { payloadType: 77 });
    await client.packets(port, 10, 13, { payloadType: 101, size: 4, timestamp: 1600 });
    const rest = await client.packets(port, 13, 20);
    await until(() => counters().packets === 17);
    expect(counters()).toMatchObject({ foreign: 10, rtcp: 1, junk: 2, dtmf: 3, lost: 0, bytes: 17 * 160 });
    await hangUp();
    expect(payloadOf(kept, 1).equals(Buffer.concat([first, rest]))).toBe(true);
    expect(entriesOf(kept, 1).filter((e) => e.kind === 'gap')).toEqual([]);
  });

  test('losses are marked, silence is not loss', async () => {
    const { client, port, kept, hangUp } = await oneLine({ terms: { reorder: 30 } });
    await client.packets(port, 0, 10);
    await client.packets(port, 13, 20);
    for (let n = 20; n < 30; n += 1) client.packet(port, n, { timestamp: (n + 20) * 160, marker: n === 20 });
    await until(() => kept.chunks.length > 0);
    await hangUp();
    const entries = entriesOf(kept, 1);
    const gaps = entries.filter((e): e is Gap => e.kind === 'gap');
    const packets = entries.filter((e): e is Packet => e.kind === 'packet');
    const origin = packets[0]!.at;
    expect(gaps).toEqual([{ kind: 'gap', at: origin + 1600, duration: 480, packets: 3 }]);
    expect(packets.map((packet) => (packet.at - origin) / 160)).toEqual([
      ...Array.from({ length: 10 }, (_, i) => i),
      ...Array.from({ length: 7 }, (_, i) => i + 13),
      ...Array.from({ length: 10 }, (_, i) => i + 40),
    ]);
  });

  test('another SSRC, without a word of warning, goes on after what was', async () => {
    const { client, port, kept, hangUp } = await oneLine();
    const before = await client.packets(port, 100, 120, { ssrc: 1 });
    const after = await client.packets(port, 9, 30, { ssrc: 2, timestamp: 5 });
    await hangUp();
    expect(payloadOf(kept, 1).equals(Buffer.concat([before, after]))).toBe(true);
  });

  test('little sound waits no longer than a chunk', async () => {
    const { client, port, kept } = await oneLine({ terms: { chunk: 200 } });
    await client.packets(port, 0, 5);
    await until(() => kept.chunks.length > 0);
    expect(payloadOf(kept, 1).length).toBe(800);
  });
});

describe('how calls end', () => {
  const short = { mediaMissing: 400, noMedia: 1_600, tick: 20 }; // a busy machine stops us for longer than one thinks

  test('no sound: told missing, told back, and closed after a while', async () => {
    const { client, port, kept } = await oneLine({ terms: short });
    await until(() => kept.events.some((e) => e.event === 'media-missing'));
    await client.packets(port, 0, 10);
    await until(() => kept.events.some((e) => e.event === 'media-back'));
    await until(() => kept.ending === 'no-media');
    await until(() => client.heard.some((request) => request.message.method === 'BYE'));
    expect(kept.events.map((e) => e.event)).toEqual(['media-missing', 'media-back', 'media-missing']);
  });

  test('sound that the BYE overtook is part of the call', async () => {
    const { client, port, kept } = await oneLine();
    const first = await client.packets(port, 0, 10);
    await client.say('BYE');
    const late = await client.packets(port, 10, 3);
    await until(() => kept.ending === 'bye');
    expect(payloadOf(kept, 1).equals(Buffer.concat([first, late]))).toBe(true);
  });

  test('hold has a longer limit', async () => {
    const { client, kept } = await oneLine({ terms: { ...short, longestHold: 2_600 } });
    const since = performance.now();
    await client.say('INVITE', { sdp: sdp([[client.rtpPort, 'inactive', '1']]) });
    await until(() => kept.ending === 'no-media');
    expect(performance.now() - since).toBeGreaterThan(2_000);
    expect(kept.events.map((e) => e.event)).toEqual(['hold']);
  });

  test('a session timer that is not refreshed', async () => {
    const house = await running({ timers: SHORT_TIMERS, terms: { minimumSession: 1_000, tick: 20 } });
    const client = await RecordingClient.open(house.port);
    const headers: NonNullable<Say['headers']> = [
      ['require', 'siprec'],
      ['supported', 'timer'],
      ['session-expires', '1;refresher=uac'],
    ];
    const say = { sdp: sdp([[client.rtpPort, 'sendonly', '1']]), headers };
    const answer = await client.open(say);
    expect(header(answer, 'session-expires')).toBe('1;refresher=uac');
    expect(header(answer, 'require')).toBe('timer');
    await until(() => house.door.calls[0]?.ending === 'dialog-lost');
  });

  test('a session timer that we refresh', async () => {
    const house = await running({ timers: SHORT_TIMERS, terms: { minimumSession: 1_000, tick: 20 } });
    const client = await RecordingClient.open(house.port);
    const headers: NonNullable<Say['headers']> = [
      ['require', 'siprec'],
      ['session-expires', '1'],
    ];
    await client.open({ sdp: sdp([[client.rtpPort, 'sendonly', '1']]), headers });
    await until(() => client.heard.filter((request) => request.message.method === 'UPDATE').length >= 3);
    expect(house.door.calls[0]!.ending).toBeUndefined();
    await client.endpoint.close();
    await until(() => house.door.calls[0]!.ending === 'dialog-lost');
  });

  test('a lost TCP connection is no end while sound flows', async () => {
    const house = await running({ timers: SHORT_TIMERS, terms: { ...short, mediaMissing: 1_000, noMedia: 60_000 } });
    const client = await RecordingClient.open(house.port, 'tcp');
    const answer = await client.open({ sdp: sdp([[client.rtpPort, 'sendonly', '1']]), headers: SIPREC });
    const port = answered(answer).media[0]!.port;
    await until(() => house.telephony.state().connections === 1);
    await client.endpoint.close();
    await until(() => house.telephony.state().connections === 0);
    await client.packets(port, 0, 100);
    const kept = house.door.calls[0]!;
    expect(kept.ending).toBeUndefined();
    await until(() => kept.ending === 'dialog-lost');
    expect(payloadOf(kept, 1).length).toBe(16_000);
  });

  test('a door that fails, or falls behind, ends the call with storage', async () => {
    const failing = await oneLine({ terms: { chunk: 100, tick: 20 } });
    failing.door.beforeAppend = async () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    await failing.client.packets(failing.port, 0, 60);
    await until(() => failing.kept.ending === 'storage');
    expect(failing.logged).toContain('error storage-trouble');
    await until(() => failing.client.heard.some((request) => request.message.method === 'BYE'));

    const slow = await oneLine({ terms: { chunk: 100, tick: 20, settle: 100 }, limits: { backlogChunks: 3 } });
    slow.door.beforeAppend = () => new Promise(() => undefined);
    await slow.client.packets(slow.port, 0, 100);
    await until(() => slow.kept.ending === 'storage');
  });
});
