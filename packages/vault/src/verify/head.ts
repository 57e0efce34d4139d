/**
 * Checks a head that somebody held during a talk: that the server signed it, and that what came later continues from it.
 * docs/spec/sealed-recording.md, "Heads, commits and the seal".
 */
import { isConsistent, parseNote, parseVerifierKey, rootFromInclusion, sameBytes, signatureBy } from '@woordelijk/tlog';
import { hashHead, idBytes, parseCommitText } from '../format.ts';
import type { VerifyCrypto } from './crypto.ts';

/** How far a recording had come, with what proves that the server said so. */
export interface HeldHead {
  readonly recording: string;
  readonly size: number;
  readonly closed: boolean;
  readonly root: Uint8Array;
  /** Place of the head among those of its commit, and its inclusion path. */
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly note: string;
}

/** Epoch milliseconds at which the server signed it; undefined where it was not signed by this verifier key. */
export async function signedAt(crypto: VerifyCrypto, head: HeldHead, verifierKey: string): Promise<number | undefined> {
  const note = parseNote(head.note);
  const commit = note === undefined ? undefined : parseCommitText(note.text);
  const key = parseVerifierKey(crypto.sha256, verifierKey);
  if (note === undefined || commit === undefined || key === undefined) return undefined;
  const fields = { recording: idBytes(head.recording), size: head.size, closed: head.closed, root: head.root };
  const root = rootFromInclusion(crypto.sha256, hashHead(crypto.sha256, fields), head.index, commit.heads, head.path);
  if (root === undefined || !sameBytes(root, commit.root)) return undefined;
  const signature = signatureBy(note, key);
  if (signature === undefined) return undefined;
  const good = await crypto.verifyEd25519(key.publicKey, new TextEncoder().encode(note.text), signature);
  return good ? commit.time : undefined;
}

/** Whether the recording with the newer head begins with exactly what the older head stands for (RFC 9162, 2.1.4.2). */
export function continues(
  crypto: VerifyCrypto,
  older: Pick<HeldHead, 'recording' | 'size' | 'root'>,
  newer: Pick<HeldHead, 'recording' | 'size' | 'root'>,
  proof: readonly Uint8Array[],
): boolean {
  return (
    older.recording === newer.recording &&
    isConsistent(crypto.sha256, older.size, older.root, newer.size, newer.root, proof)
  );
}
