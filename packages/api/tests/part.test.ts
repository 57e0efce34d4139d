import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import {
  chainNext,
  chainStart,
  importPartKey,
  makePartHeader,
  markRecord,
  openPartKey,
  openRecord,
  PART_HEADER_LENGTH,
  PartError,
  type PartRecord,
  type ReaderKey,
  readPartHeader,
  readRecords,
  sealRecord,
} from '@woordelijk/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const recording = Uint8Array.from({ length: 16 }, (_, i) => i);

async function reader(): Promise<ReaderKey & { pair: { privateKey: CryptoKey; publicKey: CryptoKey } }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { privateKey: pair.privateKey, publicKey, pair };
}

describe('the key of a part', () => {
  it('opens for the reader, and for nobody else', async () => {
    const mine = await reader();
    const { header, key } = await makePartHeader(recording, 7, mine.publicKey);
    expect(header.length).toBe(PART_HEADER_LENGTH);
    expect(readPartHeader(header)).toMatchObject({ recording, part: 7 });
    expect(await openPartKey(header, mine)).toEqual(key);
    expect(await openPartKey(header, await reader())).toBeUndefined();
    for (const at of [0, 20, 36, 50, 120]) {
      const changed = header.slice();
      changed[at]! ^= 1;
      expect(await openPartKey(changed, mine)).toBeUndefined();
    }
  });

  it('is sealed by RFC 9180 as another implementation reads it', async () => {
    const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
    const { pair, publicKey } = await reader();
    const { header, key } = await makePartHeader(recording, 0, publicKey);
    const opened = await suite.open(
      {
        recipientKey: pair.privateKey,
        enc: header.slice(45, 110).buffer,
        info: new TextEncoder().encode('woordelijk/part-key/v1').buffer,
      },
      header.slice(110).buffer,
      header.slice(0, 110).buffer,
    );
    expect(new Uint8Array(opened)).toEqual(key);
  });
});

describe('records', () => {
  async function file() {
    const key = await importPartKey(crypto.getRandomValues(new Uint8Array(32)));
    const header = new Uint8Array(PART_HEADER_LENGTH);
    let chain = chainStart(header);
    const records: Uint8Array[] = [];
    for (const n of [0, 1, 2]) {
      records.push(
        await sealRecord(key, n === 0 ? 'event' : 'sound', n, 1_760_000_000_000 + n, Uint8Array.of(n, n, n)),
      );
      chain = chainNext(chain, records.at(-1)!);
    }
    records.push(markRecord(3, 1_760_000_000_003, chain));
    return { key, chain, bytes: Buffer.concat(records) };
  }

  it('come back as they were written; a torn end is left', async () => {
    const { key, chain, bytes } = await file();
    const read = [...readRecords(bytes.subarray(0, bytes.length))];
    expect(read.map(({ type, number, wall }) => [type, number, wall - 1_760_000_000_000])).toEqual([
      ['event', 0, 0],
      ['sound', 1, 1],
      ['sound', 2, 2],
      ['mark', 3, 3],
    ]);
    expect(await openRecord(key, read[1]!)).toEqual(Uint8Array.of(1, 1, 1));
    expect(Buffer.from(read[3]!.content).equals(chain)).toBe(true);
    for (let cut = 0; cut < bytes.length; cut++) {
      const whole = [...readRecords(bytes.subarray(0, cut))];
      expect(whole.every((record, i) => record.number === i)).toBe(true);
      expect(whole.length).toBeLessThan(4);
    }
  });

  it('open only as they are and where they stand', async () => {
    const { key, bytes } = await file();
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      let read: PartRecord[];
      try {
        read = [...readRecords(changed)];
      } catch (error) {
        expect(error).toBeInstanceOf(PartError);
        continue;
      }
      const sealed = read.filter(({ type }) => type !== 'mark');
      const opened = await Promise.all(sealed.map((record) => openRecord(key, record)));
      const good = opened.filter((clear) => clear !== undefined).length;
      const mark = read.find(({ type }) => type === 'mark');
      const whole = mark !== undefined && Buffer.from(mark.bytes).equals(bytes.subarray(bytes.length - 47));
      expect(good < 3 || !whole).toBe(true);
    }
  });

  it('of any bytes end in records or in a PartError, without holding more than there is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          for (const { bytes: record } of readRecords(bytes)) expect(record.length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(PartError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
