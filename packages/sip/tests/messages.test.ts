import {
  EMPTY,
  header,
  headerList,
  JunkCounter,
  MessageFramer,
  parseCSeq,
  parseMessage,
  parseNameAddress,
  parseUri,
  parseVia,
  type SipMessage,
  type SipRequest,
  writeMessage,
} from '@woordelijk/sip';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const runs = process.env.SLOW ? 20_000 : 300;
const bytes = (text: string): Buffer => Buffer.from(text.replace(/\r?\n/g, '\r\n'));
const request = (text: string): SipRequest => {
  const message = parseMessage(bytes(text));
  if (message?.kind !== 'request') throw new Error('no request');
  return message;
};

/** Compact, folded, oddly spaced, with a list over several lines: all of it allowed by RFC 3261 section 7.3. */
const TORTUOUS = `INVITE sip:vivekg@chair-dnrc.example;unknownparam SIP/2.0
TO :
 sip:vivekg@chair-dnrc.example ;   tag    = 1918181833n
f   : "J Rosenberg \\\\\\"" <sip:jdrosen@example.example>
  ;
  tag = 98asjd8
MaX-fOrWaRdS: 0068
i: wsinv.ndaksdj@192.0.2.1
v  : SIP  / 2.0
 /UDP
    192.0.2.2;branch=390skdjuw, SIP/2.0/TCP [2001:db8::1]:5070;branch=z9hG4bK1
CSeq: 0009
  INVITE
m : "Quoted, string" <sip:jdrosen@example.example;transport=tcp>, <sip:b@example.example>
l: 3

abcdefg`;

describe('reading', () => {
  test('compact and folded headers, lists, quotes', () => {
    const m = request(TORTUOUS);
    expect(parseNameAddress(header(m, 'to')!)?.parameters.get('tag')).toBe('1918181833n');
    expect(parseNameAddress(header(m, 'from')!)).toMatchObject({ display: 'J Rosenberg \\"' });
    expect(headerList(m, 'via').map((value) => parseVia(value))).toMatchObject([
      { transport: 'UDP', host: '192.0.2.2', port: undefined },
      { transport: 'TCP', host: '2001:db8::1', port: 5070 },
    ]);
    expect(headerList(m, 'contact').length).toBe(2);
    expect(parseCSeq(header(m, 'cseq'))).toEqual({ number: 9, method: 'INVITE' });
    expect(Buffer.from(m.body).toString()).toBe('abc');
  });

  test.each([
    ['sip:a@[2001:db8::9]:5062;transport=tcp', { user: 'a', host: '2001:db8::9', port: 5062 }],
    ['sips:example.example', { scheme: 'sips', user: undefined, host: 'example.example' }],
    ['tel:+999201234567;phone-context=x', { scheme: 'tel', user: '+999201234567' }],
    ['sip:+999201234567;ext=1:secret@example.example?subject=x', { user: '+999201234567;ext=1' }],
  ])('the URI %s', (uri, expected) => {
    expect(parseUri(uri)).toMatchObject(expected);
  });

  test.each([
    ['nothing at all', ''],
    ['no empty line', 'OPTIONS sip:x SIP/2.0\nVia: x'],
    ['no start line', 'hello\nVia: x\n\n'],
    ['a header without colon', 'OPTIONS sip:x SIP/2.0\nVia\n\n'],
    ['a folded line first', 'OPTIONS sip:x SIP/2.0\n folded: x\n\n'],
    ['a status too far', 'SIP/2.0 999 x\n\n'],
    ['a null in a header', 'OPTIONS sip:x SIP/2.0\nVia: a\0b\n\n'],
    ['too many headers', `OPTIONS sip:x SIP/2.0\n${'A: b\n'.repeat(129)}\n`],
    ['a header too long', `OPTIONS sip:x SIP/2.0\nA: ${'b'.repeat(9000)}\n\n`],
    ['a fold without end', `OPTIONS sip:x SIP/2.0\nA: b\n${` ${'c'.repeat(100)}\n`.repeat(100)}\n`],
    ['an answer shorter than promised', 'SIP/2.0 200 OK\nContent-Length: 10\n\nabc'],
  ])('junk with %s is counted', (_, text) => {
    const junk = new JunkCounter();
    expect(parseMessage(bytes(text), junk.drop)).toBeUndefined();
    expect(Object.values(junk.counts).reduce((a, b) => a + b, 0)).toBe(1);
  });

  test('any bytes: never a throw, bounded work', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('INVITE sip:a@b SIP/2.0', 'Via: SIP/2.0/UDP a;branch=z9hG4bKx', 'l: 5', ' ;tag="', 'm: <<<"', ''),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.uint8Array({ maxLength: 200 }), (lines, noise) => {
        const m = parseMessage(Buffer.concat([Buffer.from(lines.join('\r\n')), noise]));
        if (m === undefined) return;
        for (const h of m.headers) {
          headerList(m, h.name).map((value) => [parseVia(value), parseNameAddress(value), parseCSeq(value)]);
          parseUri(h.value);
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('writing', () => {
  const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
  const value = fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/);

  test('what is written is read back the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: token.map((t) => `x-${t}`), value }), { maxLength: 20 }),
        fc.uint8Array({ maxLength: 300 }),
        (headers, body) => {
          const message: SipMessage = {
            kind: 'request',
            method: 'INFO',
            uri: 'sip:a@b',
            version: 'SIP/2.0',
            headers,
            body,
          };
          const back = parseMessage(writeMessage(message));
          expect(back?.headers.slice(0, -1)).toEqual(headers);
          expect(Buffer.from(back!.body).equals(Buffer.from(body))).toBe(true);
        },
      ),
      { numRuns: runs },
    );
  });

  test.each([
    { name: 'x-a', value: 'b\r\nInjected: yes' },
    { name: 'x-a', value: 'b\nInjected: yes' },
    { name: 'x a', value: 'b' },
    { name: 'x\r\na', value: 'b' },
  ])('a header cannot add another: %j', (h) => {
    const message: SipMessage = { kind: 'response', status: 200, reason: 'OK', headers: [h], body: EMPTY };
    expect(() => writeMessage(message)).toThrow(expect.objectContaining({ code: 'sip-unwritable' }));
  });

  test('neither can a reason, a method or a URI', () => {
    const base = { headers: [], body: EMPTY };
    const bad: SipMessage[] = [
      { kind: 'response', status: 200, reason: 'OK\r\nX: y', ...base },
      { kind: 'response', status: 42, reason: 'OK', ...base },
      { kind: 'request', method: 'A B', uri: 'sip:a', version: 'SIP/2.0', ...base },
      { kind: 'request', method: 'BYE', uri: 'sip:a b', version: 'SIP/2.0', ...base },
    ];
    for (const message of bad) expect(() => writeMessage(message)).toThrow();
  });
});

describe('framing a TCP stream', () => {
  const one = bytes('OPTIONS sip:a SIP/2.0\nCall-ID: 1\nl: 4\n\nbody');
  const two = bytes('SIP/2.0 200 OK\nCall-ID: 2\nContent-Length: 0\n\n');

  test('messages and pings come out the same however the stream is cut', () => {
    const stream = Buffer.concat([Buffer.from('\r\n\r\n'), one, two, one]);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
        const framer = new MessageFramer();
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const frames = edges.slice(1).flatMap((end, i) => framer.push(stream.subarray(edges[i], end)));
        const messages = frames.flatMap((f) => (f.kind === 'message' ? [f.message] : []));
        expect(messages.map((m) => [header(m, 'call-id'), m.body.length])).toEqual([
          ['1', 4],
          ['2', 0],
          ['1', 4],
        ]);
        expect(framer.unfinished).toBe(0);
      }),
      { numRuns: runs },
    );
    expect(new MessageFramer().push(stream).map((f) => f.kind)).toEqual(['ping', 'message', 'message', 'message']);
  });

  test.each([
    ['a length that is no number', 'OPTIONS sip:a SIP/2.0\nl: x\n\n'],
    ['two different lengths', 'OPTIONS sip:a SIP/2.0\nl: 1\nl: 2\n\n'],
    ['a length beyond the limit', 'OPTIONS sip:a SIP/2.0\nl: 99999999\n\n'],
    ['a head without end', 'a'.repeat(40_000)],
    ['no SIP', 'GET / HTTP/1.1\nHost: a\n\n'],
  ])('%s breaks the stream for good', (_, text) => {
    const framer = new MessageFramer();
    expect(framer.push(bytes(text)).map((f) => f.kind)).toEqual(['broken']);
    expect(framer.push(one)).toEqual([]);
    expect(framer.unfinished).toBe(0);
  });
});
