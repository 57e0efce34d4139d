import { type KeyObject, sign } from 'node:crypto';
import { formatNote, inclusionPath, parseNote, parseVerifierKey, rootOf } from '@woordelijk/tlog';
import {
  type CommitFields,
  commitText,
  HEAD_LENGTH,
  type HeadFields,
  hashHead,
  headBytes,
  idText,
  parseCommitText,
  parseHead,
} from './format.ts';
import type { Signer } from './keys.ts';
import { nodeSha256 } from './node-crypto.ts';
import type { SignedHead } from './vault.ts';

/**
 * One group commit: the heads of every recording that got chunks in it, and one signed note over the tree of those
 * heads. One signature serves all; each recording's proof is its path in that small tree, made only when asked for.
 */
export class Commit {
  readonly fields: CommitFields;
  readonly note: string;
  readonly heads: readonly HeadFields[];
  /** SHA-256 of the note's text: what the next commit names as its previous one. */
  readonly hash: Uint8Array;

  constructor(fields: CommitFields, note: string, heads: readonly HeadFields[]) {
    this.fields = fields;
    this.note = note;
    this.heads = heads;
    this.hash = nodeSha256(Buffer.from(commitText(fields)));
  }

  /** The proof for the head at `index` of this commit. */
  signedHead(index: number): SignedHead {
    const head = this.heads[index]!;
    const { heads, note } = this;
    return {
      head: { recording: idText(head.recording), size: head.size, root: head.root, closed: head.closed },
      index,
      note,
      get path() {
        return inclusionPath(
          nodeSha256,
          heads.map((h) => hashHead(nodeSha256, h)),
          index,
        );
      },
    };
  }

  /** As a journal frame's body: u32 count ‖ heads ‖ note. */
  body(): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.heads.length);
    return Buffer.concat([count, ...this.heads.map(headBytes), Buffer.from(this.note)]);
  }
}

/** Signs a new commit over `heads`. `time`: epoch milliseconds. */
export function makeCommit(
  heads: readonly HeadFields[],
  number: number,
  previous: Uint8Array,
  time: number,
  signer: Signer,
): Commit {
  const root = rootOf(
    nodeSha256,
    heads.map((head) => hashHead(nodeSha256, head)),
  );
  const fields = { number, heads: heads.length, root, previous, time };
  const text = commitText(fields);
  return new Commit(fields, formatNote({ text, signatures: [signature(text, signer)] }), heads);
}

/** Reads a commit frame's body and checks that its note fits its heads; undefined where it does not. The signature is checked elsewhere. */
export function parseCommit(body: Buffer): Commit | undefined {
  if (body.length < 4) return undefined;
  const count = body.readUInt32BE(0);
  const notesAt = 4 + count * HEAD_LENGTH;
  if (count === 0 || notesAt >= body.length) return undefined;
  const heads = Array.from({ length: count }, (_, i) =>
    parseHead(body.subarray(4 + i * HEAD_LENGTH, 4 + (i + 1) * HEAD_LENGTH)),
  );
  const note = body.toString('utf8', notesAt);
  const fields = parseCommitText(parseNote(note)?.text ?? '');
  if (fields === undefined || fields.heads !== count) return undefined;
  const root = rootOf(
    nodeSha256,
    heads.map((head) => hashHead(nodeSha256, head)),
  );
  return Buffer.from(fields.root).equals(root) ? new Commit(fields, note, heads) : undefined;
}

/** Signs a text that is no commit. Throws RangeError for text that is one, or that a note cannot hold. */
export function signText(text: string, signer: Signer): string {
  if (parseCommitText(text) !== undefined) throw new RangeError('This text reads as a commit of the journal.');
  return formatNote({ text, signatures: [signature(text, signer)] });
}

function signature(text: string, signer: { readonly verifierKey: string; readonly privateKey: KeyObject }) {
  const { name, keyId } = parseVerifierKey(nodeSha256, signer.verifierKey)!;
  return { name, keyId, signature: new Uint8Array(sign(null, Buffer.from(text), signer.privateKey)) };
}
