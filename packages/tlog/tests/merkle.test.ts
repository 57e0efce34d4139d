import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyPath,
  emptyRoot,
  GrowingTree,
  inclusionPath,
  isConsistent,
  leafHash,
  rootFromInclusion,
  rootOf,
  sha256,
} from '../src/index.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

// The leaves and roots that Certificate Transparency implementations have shared as test vectors since RFC 6962.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const vectors = LEAVES.map((leaf) => leafHash(sha256, Buffer.from(leaf, 'hex')));
const hashes = (n: number) => Array.from({ length: n }, (_, i) => leafHash(sha256, Uint8Array.of(i & 255, i >> 8)));

describe('Merkle tree (RFC 9162)', () => {
  it('has the known roots', () => {
    expect(hex(emptyRoot(sha256))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(ROOTS.map((_, i) => hex(rootOf(sha256, vectors.slice(0, i + 1))))).toEqual(ROOTS);
  });

  it('grows to the same root as the whole list, at every size', () => {
    const tree = new GrowingTree(sha256);
    const all = hashes(70);
    for (let n = 0; n < all.length; n += 1) {
      tree.push(all[n]!);
      expect(tree.size).toBe(n + 1);
      expect(hex(tree.root())).toBe(hex(rootOf(sha256, all.slice(0, n + 1))));
    }
  });

  it('proves every leaf of every tree up to 40, and nothing else', () => {
    for (let n = 1; n <= 40; n += 1) {
      const all = hashes(n);
      const root = hex(rootOf(sha256, all));
      for (let i = 0; i < n; i += 1) {
        const path = inclusionPath(sha256, all, i);
        expect(hex(rootFromInclusion(sha256, all[i]!, i, n, path)!)).toBe(root);
        if (n > 1) {
          const other = rootFromInclusion(sha256, all[i]!, (i + 1) % n, n, path);
          expect(other === undefined ? '' : hex(other)).not.toBe(root);
        }
      }
    }
  });

  it('proves that a tree is the start of a later one, and no other root', () => {
    for (let n = 1; n <= 33; n += 1) {
      const all = hashes(n);
      const root = rootOf(sha256, all);
      for (let m = 1; m <= n; m += 1) {
        const path = consistencyPath(sha256, all, m);
        const start = rootOf(sha256, all.slice(0, m));
        expect(isConsistent(sha256, m, start, n, root, path)).toBe(true);
        expect(isConsistent(sha256, m, sha256(start), n, root, path)).toBe(false);
        expect(isConsistent(sha256, m, start, n, sha256(root), path)).toBe(false);
      }
    }
  });

  it('rejects tampered proofs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.nat(), fc.nat(255), (n, leafAt, pathAt, bit) => {
        const all = hashes(n);
        const index = leafAt % n;
        const path = inclusionPath(sha256, all, index);
        const broken = path.map((hash) => hash.slice());
        broken[pathAt % path.length]![bit >> 3]! ^= 1 << (bit & 7);
        const root = rootFromInclusion(sha256, all[index]!, index, n, broken);
        expect(root === undefined ? '' : hex(root)).not.toBe(hex(rootOf(sha256, all)));
        expect(rootFromInclusion(sha256, all[index]!, index, n, [...path, path[0]!])).toBeUndefined();
        expect(rootFromInclusion(sha256, all[index]!, index, n, path.slice(1))).toBeUndefined();
      }),
    );
  });
});
