/** The endpoint over real sockets: what it answers by itself, what it hands on, what it drops. */
import { createSocket } from 'node:dgram';
import {
  Dialog,
  type Endpoint,
  type EndpointSettings,
  header,
  headerList,
  type IncomingRequest,
  openEndpoint,
  type SipMessage,
  type SipResponse,
} from '@woordelijk/sip';
import { afterEach, describe, expect, test } from 'vitest';
import { type RawPeer, tcpPeer, udpPeer } from './raw-peer.ts';

const close: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const one of close.splice(0).reverse()) await one();
});

async function endpoint(
  settings: Partial<EndpointSettings> = {},
): Promise<{ sip: Endpoint; handed: IncomingRequest[] }> {
  const handed: IncomingRequest[] = [];
  const sip = await openEndpoint({
    host: '127.0.0.1',
    port: 0,
    allow: [],
    methods: ['INVITE', 'BYE', 'OPTIONS'],
    supported: ['siprec'],
    accept: ['application/sdp'],
    timers: { t1: 20, t2: 80, t4: 100 },
    now: () => performance.now(),
    random: Math.random,
    onRequest: (request) => void handed.push(request),
    ...settings,
  });
  close.push(() => sip.close());
  return { sip, handed };
}

async function peerOf(sip: Endpoint, transport: string, address?: string): Promise<RawPeer> {
  const peer = await (transport === 'tcp' ? tcpPeer : udpPeer)(sip.port, address);
  close.push(() => peer.close());
  return peer;
}

let counter = 0;
interface Ask {
  method?: string;
  cseq?: string;
  branch?: string;
  callId?: string;
  to?: string;
  via?: string;
  more?: string;
  version?: string;
  body?: string;
}
/** A whole request with sensible headers, unless told otherwise. */
function ask(peer: RawPeer, p: Ask = {}): string {
  counter += 1;
  const method = p.method ?? 'INVITE';
  const via = p.via ?? `SIP/2.0/UDP 127.0.0.1:${peer.port};branch=${p.branch ?? `z9hG4bK-${counter}`};rport`;
  const body = p.body ?? '';
  return `${method} sip:srs@127.0.0.1 ${p.version ?? 'SIP/2.0'}
Via: ${via}
From: <sip:a@kantoor.example>;tag=a1
To: ${p.to ?? '<sip:srs@127.0.0.1>'}
Call-ID: ${p.callId ?? `call-${counter}`}
CSeq: ${p.cseq ?? `1 ${method}`}
Contact: <sip:a@127.0.0.1:${peer.port}>
Content-Length: ${body.length}
${p.more ?? ''}
${body}`;
}
const is = (status: number) => (m: SipMessage) => m.kind === 'response' && m.status === status;

describe.each(['udp', 'tcp'])('over %s', (transport) => {
  test('INVITE: 100 at once, the answer kept for a repeated request, sent until ACK', async () => {
    const { sip, handed } = await endpoint();
    const peer = await peerOf(sip, transport);
    const text = ask(peer, { branch: 'z9hG4bK-inv', callId: 'c1', more: 'Record-Route: <sip:proxy.example;lr>\n' });
    peer.send(text);
    const trying = (await peer.next(is(100))) as SipResponse;
    expect(header(trying, 'to')).toBe('<sip:srs@127.0.0.1>');
    expect(header(trying, 'via')).toContain(`rport=${peer.port}`);
    expect(header(trying, 'via')).toContain('received=127.0.0.1');
    peer.send(text);
    await peer.next(is(100), 1);
    expect(handed.length).toBe(1);
    let confirmed = 0;
    handed[0]!.onConfirmed = () => {
      confirmed += 1;
    };
    handed[0]!.respond({ status: 200, headers: [{ name: 'contact', value: '<sip:srs@127.0.0.1>' }] });
    handed[0]!.respond({ status: 500 });
    const ok = (await peer.next(is(200))) as SipResponse;
    await peer.next(is(200), 2); // nobody acknowledged
    expect(header(ok, 'to')).toMatch(/;tag=.+/);
    expect(headerList(ok, 'record-route')).toEqual(['<sip:proxy.example;lr>']);
    const ack = ask(peer, { method: 'ACK', cseq: '1 ACK', callId: 'c1', to: header(ok, 'to')! });
    peer.send(ack);
    peer.send(ack);
    while (confirmed === 0) await new Promise((done) => setTimeout(done, 5));
    const count = peer.received.filter(is(200)).length;
    await new Promise((done) => setTimeout(done, 300));
    expect(peer.received.filter(is(200)).length).toBe(count);
    expect(confirmed).toBe(1);
    expect(peer.received.some(is(500))).toBe(false);
  });

  test('no ACK at all is told', async () => {
    const { sip, handed } = await endpoint();
    const peer = await peerOf(sip, transport);
    peer.send(ask(peer));
    await peer.next(is(100));
    const unconfirmed = new Promise<void>((done) => {
      handed[0]!.onUnconfirmed = done;
    });
    handed[0]!.respond({ status: 200 });
    await unconfirmed;
  });

  test('CANCEL before the answer: 200 and 487; after it: 200 only; of nothing: 481', async () => {
    const { sip, handed } = await endpoint();
    const peer = await peerOf(sip, transport);
    const cancel = (branch: string, callId: string) =>
      ask(peer, { method: 'CANCEL', cseq: '1 CANCEL', branch, callId });
    peer.send(ask(peer, { branch: 'z9hG4bK-c1', callId: 'cancel1' }));
    await peer.next(is(100));
    const told = new Promise<void>((done) => {
      handed[0]!.onCancel = done;
    });
    peer.send(cancel('z9hG4bK-c1', 'cancel1'));
    await peer.next(is(200));
    await peer.next(is(487));
    await told;
    expect(handed[0]!.cancelled).toBe(true);
    handed[0]!.respond({ status: 200 });
    peer.send(ask(peer, { method: 'ACK', cseq: '1 ACK', branch: 'z9hG4bK-c1', callId: 'cancel1' }));
    peer.send(cancel('z9hG4bK-never', 'cancel2'));
    await peer.next(is(481));
    const answers = peer.received.filter((m) => m.kind === 'response' && header(m, 'cseq') === '1 INVITE');
    expect(answers.map((m) => (m as SipResponse).status).filter((status) => status === 200)).toEqual([]);
  });

  test.each<[string, Ask, number]>([
    ['another version', { version: 'SIP/3.0' }, 505],
    ['an unknown method', { method: 'PUBLISH' }, 405],
    ['a CSeq of another method', { cseq: '1 BYE' }, 400],
    ['a CSeq that is no number', { cseq: 'x INVITE' }, 400],
    ['a To that is no address', { to: 'nonsense' }, 400],
    ['an extension we do not have', { more: 'Require: siprec, 100rel\n' }, 420],
    ['a coded body', { more: 'Content-Encoding: gzip\n', body: 'x' }, 415],
  ])('%s is answered', async (_, what, status) => {
    const { sip, handed } = await endpoint();
    const peer = await peerOf(sip, transport);
    peer.send(ask(peer, what));
    const answer = await peer.next(is(status));
    if (status === 420) expect(header(answer, 'unsupported')).toBe('100rel');
    if (status === 405) expect(header(answer, 'allow')).toContain('INVITE');
    expect(handed).toEqual([]);
  });

  test('the same call by another way is a merged request: 482', async () => {
    const { sip, handed } = await endpoint();
    const peer = await peerOf(sip, transport);
    peer.send(ask(peer, { branch: 'z9hG4bK-m1', callId: 'merged' }));
    peer.send(ask(peer, { branch: 'z9hG4bK-m2', callId: 'merged' }));
    await peer.next(is(482));
    expect(handed.length).toBe(1);
  });

  test('more than can be kept in mind is sent away with 503', async () => {
    const { sip } = await endpoint({ limits: { transactions: 1 } });
    const peer = await peerOf(sip, transport);
    peer.send(ask(peer));
    peer.send(ask(peer));
    expect(header(await peer.next(is(503)), 'retry-after')).toBe('10');
    expect(sip.state.junk).toEqual({ overload: 1 });
  });

  test('a fault of the user becomes 500', async () => {
    const faults: unknown[] = [];
    const { sip } = await endpoint({
      onRequest: async () => {
        throw new Error('broken');
      },
      onFault: (error) => faults.push(error),
    });
    const peer = await peerOf(sip, transport);
    peer.send(ask(peer));
    await peer.next(is(500));
    expect(faults.length).toBe(1);
  });

  test('requests of ours: answers, refusals and silence', async () => {
    const { sip } = await endpoint();
    const { sip: other, handed } = await endpoint();
    const invite = {
      kind: 'request' as const,
      method: 'INVITE',
      uri: 'sip:other',
      version: 'SIP/2.0',
      headers: [
        { name: 'from', value: '<sip:a@kantoor.example>;tag=f' },
        { name: 'to', value: '<sip:b@kantoor.example>' },
        { name: 'call-id', value: 'ours' },
        { name: 'cseq', value: '7 INVITE' },
        { name: 'contact', value: `<sip:a@127.0.0.1:${sip.port}>` },
      ],
      body: Buffer.alloc(0),
    };
    const target = { address: '127.0.0.1', port: other.port, transport: transport as 'udp' | 'tcp' };
    const seen: string[] = [];
    const listener = {
      onResponse: (response: SipResponse) => seen.push(String(response.status)),
      onFailure: (why: string) => seen.push(why),
    };
    sip.request(invite, target, listener);
    while (handed.length === 0) await new Promise((done) => setTimeout(done, 5));
    handed[0]!.respond({ status: 486 });
    while (!seen.includes('486')) await new Promise((done) => setTimeout(done, 5));
    expect(seen).toEqual(['100', '486']);
    while (other.state.transactions > 0) await new Promise((done) => setTimeout(done, 5)); // our ACK arrived

    const cancelled = sip.request(
      { ...invite, headers: invite.headers.map((h) => (h.name === 'call-id' ? { ...h, value: 'x' } : h)) },
      target,
      listener,
    );
    while (handed.length < 2) await new Promise((done) => setTimeout(done, 5));
    cancelled();
    while (!seen.includes('487')) await new Promise((done) => setTimeout(done, 5));

    const dialog = Dialog.ofServer(handed[0]!.message, 'local')!;
    await other.close();
    sip.request(dialog.request('BYE', []), target, listener);
    while (!seen.includes('timeout') && !seen.includes('transport')) await new Promise((done) => setTimeout(done, 5));
    expect(seen.at(-1)).toBe(transport === 'udp' ? 'timeout' : 'transport');
  });
});

test('sources outside the list are not heard', async () => {
  const { sip, handed } = await endpoint({ allow: ['127.0.0.2', '2001:db8::/32'] });
  const stranger = await peerOf(sip, 'udp');
  const friend = await peerOf(sip, 'udp', '127.0.0.2');
  stranger.send(ask(stranger));
  friend.send(ask(friend, { via: `SIP/2.0/UDP 127.0.0.2:${friend.port};branch=z9hG4bK-friend` }));
  await friend.next(is(100));
  expect(handed.length).toBe(1);
  const connection = await peerOf(sip, 'tcp');
  while (!connection.closed) await new Promise((done) => setTimeout(done, 5));
  expect(sip.state.junk).toEqual({ 'not-allowed': 2 });
  expect(stranger.received).toEqual([]);
});

test('TCP: several messages in a chunk, split messages, keep-alives, garbage, a stalled sender, too many', async () => {
  const { sip, handed } = await endpoint({ limits: { connections: 4, message: 1_500 } });
  const peer = await peerOf(sip, 'tcp');
  peer.send(`\n\n${ask(peer)}${ask(peer)}`);
  await peer.next(is(100), 1);
  const third = ask(peer, { body: 'x'.repeat(500) });
  peer.send(third.slice(0, 100));
  await new Promise((done) => setTimeout(done, 30));
  peer.send(third.slice(100));
  await peer.next(is(100), 2);
  expect(handed.length).toBe(3);

  const garbage = await peerOf(sip, 'tcp');
  garbage.send('GET / HTTP/1.1\n\n');
  while (!garbage.closed) await new Promise((done) => setTimeout(done, 5));
  const stalled = await peerOf(sip, 'tcp');
  stalled.send('INVITE sip:x SIP/2.0\nVia: ');
  while (!stalled.closed) await new Promise((done) => setTimeout(done, 5));
  expect(sip.state.junk).toMatchObject({ 'start-line': 1, stalled: 1 });

  const many = await Promise.all(Array.from({ length: 5 }, () => peerOf(sip, 'tcp')));
  while (!many.some((one) => one.closed)) await new Promise((done) => setTimeout(done, 5));
  expect(sip.state.connections).toBeLessThanOrEqual(4);
});

test('an endpoint that cannot listen says why', async () => {
  const { sip } = await endpoint();
  await expect(endpoint({ port: sip.port })).rejects.toMatchObject({ code: 'port-in-use' });
  const taken = createSocket('udp4');
  await new Promise<void>((done) => taken.bind(0, '127.0.0.1', done));
  close.push(() => new Promise<void>((done) => taken.close(done)));
  await expect(endpoint({ port: taken.address().port })).rejects.toMatchObject({ code: 'port-in-use' });
  await expect(endpoint({ host: '192.0.2.200' })).rejects.toMatchObject({ code: 'sip-listen' });
  await expect(endpoint({ allow: ['10.0.0.0/64'] })).rejects.toMatchObject({ code: 'bad-cidr' });
});

test('no datagram takes it down', async () => {
  const { sip } = await endpoint();
  const peer = await peerOf(sip, 'udp');
  const good = ask(peer);
  for (let i = 0; i < 400; i += 1) {
    const at = (i * 7919) % good.length;
    peer.send(good.slice(0, at) + String.fromCharCode((i * 31) % 256) + good.slice(at + (i % 5)));
    if (i % 50 === 0) await new Promise((done) => setTimeout(done, 5));
  }
  peer.send(ask(peer, { method: 'OPTIONS', branch: 'z9hG4bK-last', more: 'Require: nothing\n' }));
  await peer.next((m) => is(420)(m) && header(m, 'cseq') === '1 OPTIONS');
});
