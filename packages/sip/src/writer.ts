/** Writes SIP messages. Nothing that came from elsewhere can add a header or end the head early. */
import type { Header, SipMessage } from './message.ts';

/** A message of ours that cannot be written: a caller's mistake, or text from elsewhere that holds a line break. */
export class SipWriteError extends Error {
  readonly code = 'sip-unwritable';
  constructor(message: string) {
    super(message);
    this.name = 'SipWriteError';
  }
}

const NAMES: Readonly<Record<string, string>> = {
  'call-id': 'Call-ID',
  cseq: 'CSeq',
  'mime-version': 'MIME-Version',
  'min-se': 'Min-SE',
  'www-authenticate': 'WWW-Authenticate',
};
const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
const BREAKS = /[\0\r\n]/;

/** The bytes of a message. Content-Length is always ours. Throws SipWriteError (`sip-unwritable`) for line breaks in any part. */
export function writeMessage(message: SipMessage): Buffer {
  const lines: string[] = [];
  if (message.kind === 'request') {
    if (!TOKEN.test(message.method) || /\s/.test(message.uri) || message.uri === '' || BREAKS.test(message.uri))
      throw new SipWriteError('The request line holds a space or a line break. Check method and URI.');
    lines.push(`${message.method} ${message.uri} SIP/2.0`);
  } else {
    if (!Number.isInteger(message.status) || message.status < 100 || message.status > 699)
      throw new SipWriteError(`${message.status} is no SIP status. Use 100 to 699.`);
    lines.push(`SIP/2.0 ${message.status} ${clean(message.reason)}`);
  }
  for (const h of message.headers) if (h.name !== 'content-length') lines.push(writeHeader(h));
  lines.push(`Content-Length: ${message.body.length}`, '', '');
  const head = Buffer.from(lines.join('\r\n'), 'utf8');
  return message.body.length === 0 ? head : Buffer.concat([head, message.body]);
}

/** `Name: value`, the name in its usual capitals. */
export function writeHeader(h: Header): string {
  if (!TOKEN.test(h.name)) throw new SipWriteError('A header name holds a character that is not allowed there.');
  return `${capitals(h.name)}: ${clean(h.value)}`;
}

function clean(text: string): string {
  if (BREAKS.test(text)) throw new SipWriteError('A header value holds a line break. Strip it first.');
  return text;
}

function capitals(name: string): string {
  return NAMES[name] ?? name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}
