import {
  bodyParts,
  type Header,
  JunkCounter,
  mergeMetadata,
  parseMetadata,
  parseSdp,
  parseTime,
  writeSdpAnswer,
} from '@woordelijk/sip';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const runs = process.env.SLOW ? 20_000 : 300;
const bytes = (text: string): Buffer => Buffer.from(text);
const message = (type: string, body: string): { headers: Header[]; body: Buffer } => ({
  headers: [{ name: 'content-type', value: type }],
  body: bytes(body),
});

describe('multipart', () => {
  const sdp = 'Content-Type: application/sdp\r\n\r\nv=0\r\n';
  const xml = 'c: application/rs-metadata\r\nContent-Disposition: recording-session\r\n\r\n<recording/>';

  test.each([
    ['in order', 'multipart/mixed;boundary=b', `--b\r\n${sdp}\r\n--b\r\n${xml}\r\n--b--\r\n`],
    ['quoted boundary', 'multipart/mixed; boundary="b c"', `--b c\r\n${sdp}\r\n--b c\r\n${xml}\r\n--b c--`],
    ['no last boundary', 'multipart/mixed;boundary=b', `--b\r\n${sdp}\r\n--b\r\n${xml}`],
    [
      'preamble and epilogue',
      'multipart/mixed;boundary=b',
      `hi\r\n--b\r\n${sdp}\r\n--b  \r\n${xml}\r\n--b--\r\nbye --b\r\n`,
    ],
    ['bare line feeds', 'Multipart/Mixed;boundary=b', `--b\r\n${sdp}\r\n--b\n${xml}\n--b--`.replaceAll('\r\n', '\n')],
    ['a boundary that begins another', 'multipart/mixed;boundary=b', `--b\r\n${sdp}--bb\r\n--b\r\n${xml}\r\n--b--`],
  ])('%s', (_, type, body) => {
    const parts = bodyParts(message(type, body))!;
    expect(parts.map((part) => part.type)).toEqual(['application/sdp', 'application/rs-metadata']);
    expect(Buffer.from(parts[1]!.bytes).toString()).toBe('<recording/>');
  });

  test('a delimiter in the middle of a line is text', () => {
    const parts = bodyParts(message('multipart/mixed;boundary=b', '--b\r\n\r\nsee --b\r\nfor more\r\n--b--'))!;
    expect(parts.map((part) => Buffer.from(part.bytes).toString())).toEqual(['see --b\r\nfor more']);
  });

  test('other order, nested, bare, empty', () => {
    const turned = bodyParts(message('multipart/mixed;boundary=b', `--b\r\n${xml}\r\n--b\r\n${sdp}\r\n--b--`))!;
    expect(turned.map((part) => part.type)).toEqual(['application/rs-metadata', 'application/sdp']);
    const nested = `--a\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n--b\r\n${sdp}\r\n--b--\r\n--a--`;
    expect(bodyParts(message('multipart/mixed;boundary=a', nested))!.map((p) => p.type)).toEqual(['application/sdp']);
    expect(bodyParts(message('application/sdp', 'v=0'))!.length).toBe(1);
    expect(bodyParts(message('application/sdp', ''))).toEqual([]);
  });

  test.each([
    ['no type', '', 'x'],
    ['no boundary', 'multipart/mixed', '--b\r\n'],
    ['a boundary that never comes', 'multipart/mixed;boundary=b', 'xxxx'],
    ['too many parts', 'multipart/mixed;boundary=b', `${'--b\r\n\r\nx\r\n'.repeat(20)}--b--`],
    ['a bad part header', 'multipart/mixed;boundary=b', '--b\r\nnot a header\r\n\r\nx\r\n--b--'],
  ])('%s is junk', (_, type, body) => {
    const junk = new JunkCounter();
    expect(bodyParts(message(type, body), junk.drop)).toBeUndefined();
    expect(Object.keys(junk.counts).length).toBe(1);
  });

  test('any bytes between boundaries come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { minLength: 1, maxLength: 8 }), (contents) => {
        const boundary = '==boundary==';
        const body = Buffer.concat([
          ...contents.flatMap((content) => [
            bytes(`--${boundary}\r\nContent-Type: application/octet-stream\r\n\r\n`),
            content,
            bytes('\r\n'),
          ]),
          bytes(`--${boundary}--\r\n`),
        ]);
        const parts = bodyParts({ headers: message(`multipart/mixed;boundary="${boundary}"`, '').headers, body })!;
        expect(parts.map((part) => Buffer.from(part.bytes).toString('hex'))).toEqual(
          contents.map((content) => Buffer.from(content).toString('hex')),
        );
      }),
      { numRuns: runs },
    );
  });
});

const OFFER = `v=0
o=src 7 9 IN IP4 192.0.2.1
s=-
c=IN IP4 192.0.2.1
t=0 0
a=sendonly
m=audio 4000 RTP/AVP 8 101 96
a=rtpmap:96 opus/48000/2
a=fmtp:96 useinbandfec=1
a=rtpmap:101 telephone-event/8000
a=ptime:20
a=label:1
m=audio 4002/2 RTP/SAVP 0
c=IN IP6 2001:DB8:0:0::7
a=label:links boven
a=inactive
m=video 0 RTP/AVP 99
m=application 9 UDP/DTLS/SCTP webrtc-datachannel
m=audio 4010 RTP/AVP 18 13
c=IN IP4 0.0.0.0
`.replaceAll('\n', '\r\n');

describe('SDP', () => {
  test('an offer of several shapes', () => {
    const offer = parseSdp(bytes(OFFER))!;
    expect(offer).toMatchObject({ sessionId: '7', version: '9' });
    const [first, second, third, fourth, fifth] = offer.media;
    expect(first).toMatchObject({ kind: 'audio', port: 4000, address: '192.0.2.1', direction: 'sendonly', label: '1' });
    expect(first!.codecs).toEqual([
      { payloadType: 8, name: 'PCMA', clockRate: 8000, channels: 1 },
      { payloadType: 101, name: 'TELEPHONE-EVENT', clockRate: 8000, channels: 1 },
      { payloadType: 96, name: 'OPUS', clockRate: 48000, channels: 2, parameters: 'useinbandfec=1' },
    ]);
    expect(second).toMatchObject({ port: 4002, protocol: 'RTP/SAVP', address: '2001:db8::7', direction: 'inactive' });
    expect(second!.label).toBe('links boven');
    expect(third).toMatchObject({ kind: 'video', port: 0 });
    expect(fourth).toMatchObject({ kind: 'application', formats: 'webrtc-datachannel', codecs: [] });
    expect(fifth).toMatchObject({ unspecified: true, codecs: [{ name: 'G729' }, { name: 'CN' }] });
  });

  test('the answer keeps every line in its place and can be read back', () => {
    const offer = parseSdp(bytes(OFFER))!;
    const media = offer.media.map((m) => ({
      offer: m,
      port: m.index === 0 ? 20_000 : 0,
      direction: 'recvonly' as const,
    }));
    const answer = parseSdp(writeSdpAnswer({ address: '192.0.2.9', sessionId: 5, version: 2, media }))!;
    expect(answer.media.map((m) => [m.kind, m.port, m.protocol, m.formats])).toEqual(
      offer.media.map((m) => [m.kind, m.index === 0 ? 20_000 : 0, m.protocol, m.formats]),
    );
    expect(answer.media[0]).toMatchObject({ direction: 'recvonly', label: '1', codecs: offer.media[0]!.codecs });
  });

  test.each([
    ['empty', ''],
    ['no media', 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n'],
    ['no origin', 'v=0\r\nm=audio 1 RTP/AVP 8\r\n'],
    ['an m-line without formats', 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\nm=audio 1 RTP/AVP\r\n'],
    ['a port too high', 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\nm=audio 70000 RTP/AVP 8\r\n'],
    ['too many lines', `v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n${'m=audio 1 RTP/AVP 8\r\n'.repeat(40)}`],
    ['too many formats', `v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\nm=audio 1 RTP/AVP${' 8'.repeat(70)}\r\n`],
    ['a line too long', `v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\nm=audio 1 RTP/AVP 8\r\na=${'x'.repeat(3000)}\r\n`],
  ])('%s is junk', (_, text) => {
    const junk = new JunkCounter();
    expect(parseSdp(bytes(text), junk.drop)).toBeUndefined();
    expect(junk.counts).toEqual({ sdp: 1 });
  });

  test('any lines: never a throw; what is answered never holds a line break of theirs', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        ...OFFER.split('\r\n'),
        'a=rtpmap:8 /',
        'a=label:',
        'm=audio 1 RTP/AVP 8 8 999 x',
        'a=fmtp:8 \u2028x',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const offer = parseSdp(bytes(`v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n${lines.join('\r\n')}\r\n`));
        if (offer === undefined) return;
        const media = offer.media.map((m) => ({ offer: m, port: 20_000, direction: 'recvonly' as const }));
        const answer = writeSdpAnswer({ address: '192.0.2.9', sessionId: 5, version: 2, media });
        expect(parseSdp(answer)?.media.length).toBe(offer.media.length);
      }),
      { numRuns: runs },
    );
  });
});

describe('recording metadata', () => {
  const complete = (namespace: string, prefix: string, id: (kind: string) => string) => {
    const p = prefix === '' ? '' : `${prefix}:`;
    const xmlns = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    return `<?xml version="1.0"?>
      <${p}recording ${xmlns}="${namespace}"><${p}datamode>complete</${p}datamode>
      <${p}session ${id('session')}="S"><${p}start-time>2026-01-15T09:00:00+0000</${p}start-time></${p}session>
      <${p}participant ${id('participant')}="A"><${p}nameID aor="sip:+999201234567@kantoor.example"><${p}name>Balie &amp; co</${p}name></${p}nameID></${p}participant>
      <${p}participant ${id('participant')}="B"><${p}nameID aor="tel:+999612345678"/></${p}participant>
      <${p}stream ${id('stream')}="1" session_id="S"><${p}label>96</${p}label></${p}stream>
      <${p}participantstreamassoc participant_id="A"><${p}send> 1 </${p}send></${p}participantstreamassoc>
      </${p}recording>`;
  };

  test.each([
    ['RFC 7866', 'urn:ietf:params:xml:ns:recording:1', '', (kind: string) => `${kind}_id`],
    ['without version', 'urn:ietf:params:xml:ns:recording', '', () => 'id'],
    ['an old draft, with prefix', 'urn:ietf:params:xml:ns:siprec', 'rec', () => 'id'],
  ])('%s', (_, namespace, prefix, id) => {
    const metadata = parseMetadata(bytes(complete(namespace, prefix, id)))!;
    expect(metadata).toEqual({
      mode: 'complete',
      sessions: [{ id: 'S', startedAt: Date.UTC(2026, 0, 15, 9) }],
      participants: [
        { id: 'A', aor: 'sip:+999201234567@kantoor.example', name: 'Balie & co' },
        { id: 'B', aor: 'tel:+999612345678' },
      ],
      streams: [{ id: '1', label: '96' }],
      associations: [{ participant: 'A', send: ['1'], receive: [] }],
      warnings: [],
    });
  });

  test('other roots, other namespaces and missing ids are warned of, not refused', () => {
    const text =
      '<recording_metadata xmlns="urn:x"><dataMode>Partial</dataMode><participant/><stream/></recording_metadata>';
    const metadata = parseMetadata(bytes(text))!;
    expect(metadata.mode).toBe('partial');
    expect(metadata.warnings).toEqual(['unknown namespace', 'participant without id', 'stream without id']);
  });

  test('partial updates change what they name', () => {
    const first = parseMetadata(bytes(complete('urn:ietf:params:xml:ns:recording:1', '', () => 'id')))!;
    const update = parseMetadata(
      bytes(`<recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>partial</datamode>
        <participant participant_id="C"><nameID aor="sip:c@kantoor.example"/></participant>
        <participant participant_id="B"><nameID><name>Loket</name></nameID></participant>
        <participantstreamassoc participant_id="A"><disassociate-time>2026-01-15T09:00:11Z</disassociate-time></participantstreamassoc>
        </recording>`),
    )!;
    const merged = mergeMetadata(first, update);
    expect(merged.participants).toEqual([
      first.participants[0],
      { id: 'B', aor: 'tel:+999612345678', name: 'Loket' },
      { id: 'C', aor: 'sip:c@kantoor.example' },
    ]);
    expect(merged.streams).toEqual(first.streams);
    expect(merged.associations).toEqual([
      { participant: 'A', send: ['1'], receive: [], disassociated: Date.UTC(2026, 0, 15, 9, 0, 11) },
    ]);
    expect(mergeMetadata(merged, first)).toBe(first);
  });

  test.each([
    ['2026-01-15T09:00:00Z', Date.UTC(2026, 0, 15, 9)],
    ['2026-01-15T10:00:00.123456+01:00', Date.UTC(2026, 0, 15, 9, 0, 0, 123)],
    ['2026-01-15T10:00:00+0100', Date.UTC(2026, 0, 15, 9)],
    ['2026-01-15 09:00:00', Date.UTC(2026, 0, 15, 9)],
    ['yesterday', undefined],
    ['2026-99-15T09:00:00Z', undefined],
  ])('the time %s', (text, expected) => {
    expect(parseTime(text)).toBe(expected);
  });

  test.each([
    ['no XML', 'hello'],
    ['another root', '<html/>'],
    ['a document type', '<!DOCTYPE r [<!ENTITY a "b">]><recording>&a;</recording>'],
    ['a billion laughs', `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(100)}">]><recording/>`],
    ['too deep', `<recording>${'<a>'.repeat(50)}${'</a>'.repeat(50)}</recording>`],
    ['too many elements', `<recording>${'<a/>'.repeat(3000)}</recording>`],
    ['too large', `<recording>${' '.repeat(70_000)}</recording>`],
  ])('%s is junk', (_, text) => {
    const junk = new JunkCounter();
    expect(parseMetadata(bytes(text), junk.drop)).toBeUndefined();
    expect(junk.counts).toEqual({ metadata: 1 });
  });

  test('unknown entities are not expanded', () => {
    const text =
      '<recording xmlns="urn:ietf:params:xml:ns:recording:1"><participant id="A"><name>&evil;x</name></participant></recording>';
    const metadata = parseMetadata(bytes(text))!;
    expect(metadata.warnings).toContain('not well-formed');
    expect(metadata.participants[0]!.name).toBe('&evil;x');
  });

  test('any text: never a throw', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        '<recording>',
        '<participant id="',
        '">',
        '<send>',
        '</send>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '&amp;',
        '&#x41;',
        '<?a',
        '</recording>',
        '__proto__',
        '<__proto__ __proto__="x">',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const metadata = parseMetadata(bytes(`<recording>${pieces.join('')}`));
        if (metadata !== undefined) mergeMetadata(metadata, { ...metadata, mode: 'partial' });
      }),
      { numRuns: runs },
    );
  });
});
