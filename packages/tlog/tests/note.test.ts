import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNote, formatVerifierKey, parseNote, parseVerifierKey, sha256, signatureBy } from '../src/index.ts';

// The worked example that accompanies the signed-note format in Go's documentation: a check against another implementation.
const KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const NOTE =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n\n" +
  '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

const ed25519 = (publicKey: Uint8Array) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]),
    format: 'der',
    type: 'spki',
  });

describe('signed notes', () => {
  it('reads and writes what another implementation signed', () => {
    const key = parseVerifierKey(sha256, KEY)!;
    const note = parseNote(NOTE)!;
    const signature = signatureBy(note, key)!;
    expect(verify(null, Buffer.from(note.text), ed25519(key.publicKey), signature)).toBe(true);
    expect(formatNote(note)).toBe(NOTE);
    expect(formatVerifierKey(sha256, key.name, key.publicKey)).toBe(KEY);
  });

  it('refuses a key whose hash does not fit, and names that cannot be key names', () => {
    expect(parseVerifierKey(sha256, KEY.replace('c74f20a3', 'c74f20a4'))).toBeUndefined();
    expect(() => formatVerifierKey(sha256, 'two words', new Uint8Array(32))).toThrow(RangeError);
    expect(() => formatVerifierKey(sha256, 'a+b', new Uint8Array(32))).toThrow(RangeError);
  });

  it('never throws on junk', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        parseVerifierKey(sha256, text);
        const note = parseNote(text);
        if (note !== undefined) expect(formatNote(note)).toBe(text);
      }),
    );
    for (const broken of [
      '',
      '\n\n',
      'a\n',
      'a\n\n',
      'a\n\nb\n',
      'a\n\n\u2014 x AAAA',
      `${NOTE}x`,
      NOTE.slice(0, -1),
    ]) {
      expect(parseNote(broken)).toBeUndefined();
    }
  });
});
