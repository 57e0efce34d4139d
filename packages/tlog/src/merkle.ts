/**
 * Merkle trees as in RFC 9162, section 2.1: leaf hash SHA-256(0x00 ‖ leaf), node hash SHA-256(0x01 ‖ left ‖ right).
 * The hash function is a parameter, so that a server can use its native one and a browser a portable one.
 */

/** SHA-256 of one byte string; 32 bytes out. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The root of the tree without leaves: SHA-256 of nothing (RFC 9162, 2.1.1). */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array(0));
}

/** Hash of a leaf's bytes (RFC 9162, 2.1.1). */
export function leafHash(sha256: Sha256, leaf: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(leaf.length + 1);
  prefixed.set(leaf, 1);
  return sha256(prefixed);
}

/** Hash of an inner node (RFC 9162, 2.1.1). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(65);
  prefixed[0] = 1;
  prefixed.set(left, 1);
  prefixed.set(right, 33);
  return sha256(prefixed);
}

/**
 * A tree that only grows at its right edge: keeps one hash per complete subtree (at most log2 of the size), so a leaf
 * costs one or two node hashes and a root at most as many as there are subtrees.
 */
export class GrowingTree {
  readonly #sha256: Sha256;
  /** Roots of the complete subtrees, largest first; their sizes are the set bits of #size. */
  readonly #subtrees: Uint8Array[] = [];
  #size = 0;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** Number of leaves. */
  get size(): number {
    return this.#size;
  }

  /** Adds the hash of the next leaf. */
  push(hash: Uint8Array): void {
    let node = hash;
    for (let bits = this.#size; bits % 2 === 1; bits = Math.floor(bits / 2)) {
      node = nodeHash(this.#sha256, this.#subtrees.pop()!, node);
    }
    this.#subtrees.push(node);
    this.#size += 1;
  }

  /** The root over the leaves so far. */
  root(): Uint8Array {
    const last = this.#subtrees.length - 1;
    if (last < 0) return emptyRoot(this.#sha256);
    let node = this.#subtrees[last]!;
    for (let i = last - 1; i >= 0; i -= 1) node = nodeHash(this.#sha256, this.#subtrees[i]!, node);
    return node;
  }
}

/** The root over a list of leaf hashes. */
export function rootOf(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const tree = new GrowingTree(sha256);
  for (const hash of hashes) tree.push(hash);
  return tree.root();
}

/** Path that proves leaf `index` in the tree over `hashes` (RFC 9162, 2.1.3.1). Throws RangeError outside the tree. */
export function inclusionPath(sha256: Sha256, hashes: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= hashes.length) {
    throw new RangeError(`Leaf ${index} is not in a tree of ${hashes.length}.`);
  }
  if (hashes.length === 1) return [];
  const k = split(hashes.length);
  return index < k
    ? [...inclusionPath(sha256, hashes.slice(0, k), index), rootOf(sha256, hashes.slice(k))]
    : [...inclusionPath(sha256, hashes.slice(k), index - k), rootOf(sha256, hashes.slice(0, k))];
}

/** Root that a leaf hash and its path lead to (RFC 9162, 2.1.3.2); undefined where path and place do not fit each other. */
export function rootFromInclusion(
  sha256: Sha256,
  hash: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  let fn = index;
  let sn = size - 1;
  let node = hash;
  for (const sibling of path) {
    if (sn === 0 || sibling.length !== 32) return undefined;
    if (fn % 2 === 1 || fn === sn) {
      node = nodeHash(sha256, sibling, node);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else node = nodeHash(sha256, node, sibling);
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 ? node : undefined;
}

/** Proof that the tree over the first `size` hashes is the start of the tree over all (RFC 9162, 2.1.4.1). */
export function consistencyPath(sha256: Sha256, hashes: readonly Uint8Array[], size: number): Uint8Array[] {
  if (!Number.isSafeInteger(size) || size < 1 || size > hashes.length) {
    throw new RangeError(`A tree of ${size} is not the start of a tree of ${hashes.length}.`);
  }
  return subProof(sha256, size, hashes, true);
}

function subProof(sha256: Sha256, m: number, hashes: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === hashes.length) return whole ? [] : [rootOf(sha256, hashes)];
  const k = split(hashes.length);
  return m <= k
    ? [...subProof(sha256, m, hashes.slice(0, k), whole), rootOf(sha256, hashes.slice(k))]
    : [...subProof(sha256, m - k, hashes.slice(k), false), rootOf(sha256, hashes.slice(0, k))];
}

/** Whether `path` proves that the tree (`oldSize`, `oldRoot`) is the start of (`newSize`, `newRoot`) (RFC 9162, 2.1.4.2). */
export function isConsistent(
  sha256: Sha256,
  oldSize: number,
  oldRoot: Uint8Array,
  newSize: number,
  newRoot: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize) || oldSize < 1 || oldSize > newSize)
    return false;
  if (path.some((hash) => hash.length !== 32)) return false;
  if (oldSize === newSize) return path.length === 0 && sameBytes(oldRoot, newRoot);
  const isPowerOfTwo = Number.isInteger(Math.log2(oldSize));
  const nodes = isPowerOfTwo ? [oldRoot, ...path] : [...path];
  const first = nodes.shift();
  if (first === undefined) return false;
  let fn = oldSize - 1;
  let sn = newSize - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let oldNode = first;
  let newNode = first;
  for (const node of nodes) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      oldNode = nodeHash(sha256, node, oldNode);
      newNode = nodeHash(sha256, node, newNode);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else newNode = nodeHash(sha256, newNode, node);
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && sameBytes(oldNode, oldRoot) && sameBytes(newNode, newRoot);
}

/** Whether two byte strings are equal. Not constant-time: hashes here are public. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** The largest power of two below `size`. */
function split(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}
