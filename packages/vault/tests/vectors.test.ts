import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../src/index.ts';
import { type VerifiedLeaf, type VerifyOptions, verifySealed, webCrypto } from '../src/verify.ts';

const vectors = join(import.meta.dirname, '../../../docs/spec/vectors');
const file = (name: string) => readFileSync(join(vectors, name));
const key = Buffer.from(file('example.key').toString().trim(), 'hex');
const vkey = file('example.vkey').toString().trim();
const cases = JSON.parse(file('cases.json').toString()) as { file: string; why: string }[];

async function* bytes(content: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let o = 0; o < content.length; o += size) yield content.subarray(o, o + size);
}
const check = (content: Uint8Array, options: Partial<VerifyOptions> = {}) =>
  verifySealed(bytes(content), { crypto: nodeCrypto, recordingKey: key, pinned: [vkey], ...options });

describe.each([
  ['node', nodeCrypto],
  ['web', webCrypto],
] as const)('the vectors of the format page, with %s cryptography', (_name, crypto) => {
  it('finds the example intact, whatever the sizes it arrives in', async () => {
    for (const size of [1, 7, 47, 100_000]) {
      const leaves: VerifiedLeaf[] = [];
      const result = await verifySealed(bytes(file('example.sealed'), size), {
        crypto,
        recordingKey: key,
        pinned: [vkey],
        onLeaf: (leaf) => leaves.push(leaf),
      });
      expect(result).toMatchObject({
        state: 'intact',
        signer: 'confirmed',
        opened: true,
        leaves: 4,
        signedAt: 1760000000185,
        recording: '019340e2-a000-7abc-8def-0123456789ab',
      });
      expect(leaves.map((leaf) => [leaf.index, leaf.channel, leaf.kind])).toEqual([
        [0, 0, 2],
        [1, 1, 1],
        [2, 1, 1],
        [3, 0, 2],
      ]);
      expect(JSON.parse(Buffer.from(leaves[3]!.content).toString())).toMatchObject({ event: 'end', ending: 'bye' });
    }
  });

  it('gives back the file that is sealed in the other example, byte for byte', async () => {
    const parts: VerifiedLeaf[] = [];
    const fileKey = Buffer.from(file('file.key').toString().trim(), 'hex');
    const options = { crypto, recordingKey: fileKey, pinned: [vkey] };
    const result = await verifySealed(bytes(file('file.sealed')), {
      ...options,
      onLeaf: (leaf) => parts.push(leaf),
    });
    expect(result).toMatchObject({ state: 'intact', signer: 'confirmed', leaves: 4 });
    const stretches = parts.filter(({ kind }) => kind === 3);
    expect(stretches.map(({ start, duration }) => [start, duration])).toEqual([
      [0, 600],
      [600, 400],
    ]);
    const content = Buffer.concat(stretches.map((leaf) => leaf.content));
    expect(content.subarray(0, 4).toString()).toBe('RIFF');
    expect(JSON.parse(Buffer.from(parts[3]!.content).toString())).toMatchObject({
      ending: 'complete',
      sha256: createHash('sha256').update(content).digest('hex'),
    });
  });

  it('finds it consistent without the sound’s key, and says that the signer is unconfirmed without a pinned key', async () => {
    expect(await verifySealed(bytes(file('example.sealed')), { crypto })).toMatchObject({
      state: 'intact',
      signer: 'unconfirmed',
      opened: false,
    });
  });

  it('compares heads that were held while it was recorded', async () => {
    const { root } = await check(file('example.sealed'));
    const whole = Buffer.from(root, 'hex');
    expect((await check(file('example.sealed'), { crypto, held: [{ size: 4, root: whole }] })).state).toBe('intact');
    for (const head of [
      { size: 2, root: whole },
      { size: 5, root: whole },
    ])
      expect((await check(file('example.sealed'), { crypto, held: [head] })).findings).toMatchObject([
        { code: 'head-differs' },
      ]);
  });

  it.each(cases)('finds $file damaged: $why', async ({ file: name }) => {
    const result = await verifySealed(bytes(file(name)), { crypto, recordingKey: key, pinned: [vkey] });
    expect(result.state).toBe('damaged');
    expect(result.findings.length).toBeGreaterThan(0);
  });

  it('tells another signer from the pinned one', async () => {
    const stranger = file('stranger.sealed');
    expect(await verifySealed(bytes(stranger), { crypto, recordingKey: key })).toMatchObject({
      state: 'intact',
      signer: 'unconfirmed',
    });
    expect(await verifySealed(bytes(stranger), { crypto, recordingKey: key, pinned: [vkey] })).toMatchObject({
      state: 'damaged',
      signer: 'wrong',
    });
  });
});

describe('one bit', () => {
  it('flipped anywhere in the file is found, and nothing throws', async () => {
    const example = file('example.sealed');
    const every = process.env.SLOW === undefined ? 7 : 1;
    const unnoticed: number[] = [];
    for (let bit = 0; bit < example.length * 8; bit += every) {
      const copy = Buffer.from(example);
      copy[bit >> 3]! ^= 1 << (bit & 7);
      const result = await check(copy);
      if (result.state === 'intact') unnoticed.push(bit >> 3);
    }
    expect(unnoticed).toEqual([]);
    expect((await check(example)).state).toBe('intact');
  });

  it('cut off anywhere is found', async () => {
    const example = file('example.sealed');
    for (let length = 0; length < example.length; length += 5)
      expect((await check(example.subarray(0, length))).state).toBe('damaged');
  });

  it('the wrong key is found', async () => {
    expect((await check(file('example.sealed'), { recordingKey: Buffer.alloc(32) })).findings[0]?.code).toBe(
      'chunk-changed',
    );
  });
});
