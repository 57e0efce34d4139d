import { createCipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../src/ledger/canonical.ts';
import { hashOf, macOf, NOTHING_BEFORE, rowBytes } from '../src/ledger/chain.ts';
import { ledgerPlace } from '../src/ledger/write.ts';
import { deriveKeys, seal, unseal, unsealJson } from '../src/sealed.ts';
import { engine, meddle } from './database.ts';
import { newHouse, newTalk, problemsOf, TODAY } from './house.ts';
import { putInOrder } from './in-order.ts';

const page = readFileSync(new URL('../../../docs/spec/ledger.md', import.meta.url), 'utf8');
/** A value of the worked example, by its name in the page's table. */
const given = (name: string) =>
  new RegExp(`\\| ${name} \\| \`([^\`]*)\``).exec(page.slice(page.indexOf('## Worked example')))![1]!;
const bytes = (name: string) => Buffer.from(given(name), 'hex');

describe('the worked example of docs/spec/ledger.md', () => {
  const row = {
    organisation_id: given('organisation'),
    seq: Number(given('seq')),
    at: Number(given('at')),
    actor: given('actor'),
    act: given('act'),
    talk_id: given('talk'),
  };
  const keys = deriveKeys(bytes('talk key'));

  it('is what the code makes', () => {
    expect(keys.seal.export().toString('hex')).toBe(given('seal key'));
    expect(keys.mac.export().toString('hex')).toBe(given('MAC key'));
    const mac = macOf(keys.mac, given('detail'));
    expect(Buffer.from(mac).toString('hex')).toBe(given('MAC'));
    expect(Buffer.from(rowBytes(NOTHING_BEFORE, { ...row, mac })).toString('hex')).toBe(given('hashed'));
    expect(Buffer.from(hashOf(NOTHING_BEFORE, { ...row, mac })).toString('hex')).toBe(given('hash'));
    const nonce = { random: () => new Uint8Array(bytes('nonce')) };
    const sealed = seal(nonce, keys, ledgerPlace(row), Buffer.from(given('detail')));
    expect(Buffer.from(sealed).toString('hex')).toBe(given('sealed'));
    expect(unsealJson(keys, ledgerPlace(row), sealed)).toEqual(JSON.parse(given('detail')));
  });

  it('is what anybody makes from the page alone', () => {
    const derive = (info: string) => Buffer.from(hkdfSync('sha256', bytes('talk key'), '', info, 32));
    const mac = createHmac('sha256', derive('woordelijk/dossier/ledger-mac/v1')).update(given('detail')).digest();
    const u64 = (n: number) => Buffer.from(n.toString(16).padStart(16, '0'), 'hex');
    const text = (s: string) => Buffer.concat([Buffer.from([s.length >> 8, s.length & 255]), Buffer.from(s)]);
    const hashed = Buffer.concat([
      Buffer.from('woordelijk-ledger/v1\n'),
      Buffer.alloc(32),
      u64(row.seq),
      u64(row.at),
      text(row.organisation_id),
      text(row.actor),
      text(row.act),
      text(row.talk_id),
      mac,
    ]);
    expect(createHash('sha256').update(hashed).digest('hex')).toBe(given('hash'));
    const cipher = createCipheriv('aes-256-gcm', derive('woordelijk/dossier/seal/v1'), bytes('nonce'));
    cipher.setAAD(Buffer.from(`ledger/${row.organisation_id}/${row.seq}`));
    const body = Buffer.concat([cipher.update(given('detail')), cipher.final(), cipher.getAuthTag()]);
    expect(Buffer.concat([Buffer.of(1), bytes('nonce'), body]).toString('hex')).toBe(given('sealed'));
  });
});

describe('canonical JSON', () => {
  it('is one text per value, whatever the order of the keys, and reads back as the value', () => {
    const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), fc.dictionary(fc.string(), tie('value'))),
    }));
    const shuffled = (v: unknown): unknown =>
      Array.isArray(v)
        ? v.map(shuffled)
        : v !== null && typeof v === 'object'
          ? Object.fromEntries(
              Object.entries(v)
                .reverse()
                .map(([k, m]) => [k, shuffled(m)]),
            )
          : v;
    fc.assert(
      fc.property(value, (v) => {
        expect(canonicalJson(shuffled(v))).toBe(canonicalJson(v));
        expect(canonicalJson(JSON.parse(canonicalJson(v)))).toBe(canonicalJson(v));
      }),
    );
  });

  it.each([1.5, Number.NaN, 2 ** 60, () => 1, 1n])('refuses %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});

describe('a sealed value', () => {
  it('opens in its own place only, and not with one bit changed', () => {
    const keys = deriveKeys(new Uint8Array(32).fill(1));
    const random = { random: (n: number) => new Uint8Array(n).fill(2) };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), (clear, bit) => {
        const sealed = seal(random, keys, 'party/a/b', clear);
        expect(unseal(keys, 'party/a/b', sealed)).toEqual(clear);
        const damaged = { code: 'row-damaged' };
        expect(() => unseal(keys, 'party/a/c', sealed)).toThrow(expect.objectContaining(damaged));
        const at = bit % (sealed.length * 8);
        sealed[at >> 3]! ^= 1 << (at & 7);
        expect(() => unseal(keys, 'party/a/b', sealed)).toThrow(expect.objectContaining(damaged));
        expect(() => unseal(keys, 'party/a/b', sealed.subarray(0, bit % 29))).toThrow(expect.objectContaining(damaged));
      }),
    );
  });
});

describe('the ledger in the database', () => {
  it('holds no name, number or label in clear, nor does any other table', async () => {
    const house = await newHouse();
    const talk = newTalk(house, { rawMetadata: '<recording>Inwoner</recording>' });
    const { recordingId } = await house.dossier.recordings.begin(talk);
    await house.dossier.recordings.end(recordingId, 'bye', talk.startedAt + 1000);
    await house.dossier.settled();
    const tables =
      engine === 'sqlite'
        ? await meddle(house.database, "select name from sqlite_master where type = 'table'")
        : await meddle(house.database, "select tablename as name from pg_tables where schemaname = 'public'");
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables)
      for (const row of await meddle(house.database, `select * from ${name}`))
        for (const value of Object.values(row)) {
          const text = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
          for (const secret of ['Inwoner', 'Medewerker', '612345678', 'balie', '"p1"', 'sip:'])
            expect(text.includes(secret) && `${name}: ${secret}`).toBe(false);
        }
  });

  it('is one chain per organisation, however many write at once', async () => {
    const house = await newHouse();
    const { dossier } = house;
    const demo = (await dossier.organisations()).find(({ kind }) => kind === 'demo')!;
    await putInOrder(dossier, demo.id, TODAY);
    const seqs = async () =>
      (await meddle(house.database, 'select seq from ledger_head order by seq')).map((head) => Number(head.seq));
    const before = await seqs();
    const begun = await Promise.all(
      Array.from({ length: 40 }, (_, i) => dossier.recordings.begin(newTalk(house, { demo: i % 2 === 0 }))),
    );
    expect(new Set(begun.map((b) => b.talkId)).size).toBe(40);
    const after = await seqs();
    expect(after.reduce((sum, seq) => sum + seq, 0)).toBe(before.reduce((sum, seq) => sum + seq, 40));
    expect(after.slice(-2).map((seq, i) => seq - before.slice(-2)[i]!)).toEqual([20, 20]);
    expect(await problemsOf(dossier)).toEqual([]);
  });
});
