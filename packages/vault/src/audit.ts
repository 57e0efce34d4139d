/**
 * Checks a vault's folder as it lies on the disk: every key, every stored object, and the journal. Reads only, so it may
 * run beside the server that writes there.
 */
import { join } from 'node:path';
import { parseNote, parseVerifierKey, signatureBy } from '@woordelijk/tlog';
import type { BlobStore } from './blobs.ts';
import { parseCommit } from './commit.ts';
import { diskReader } from './disk-blobs.ts';
import { VaultError } from './errors.ts';
import { idText } from './format.ts';
import { segments } from './journal.ts';
import { type KeyReader, readKeys } from './keys.ts';
import { nodeCrypto, nodeSha256 } from './node-crypto.ts';
import { openChunk, parseChunkFrame, partKey, Recording } from './recording.ts';
import { scanSegment } from './segment.ts';
import { type Verification, verifySealed } from './verify.ts';

/** What was found about one thing in the vault. */
export type AuditLine =
  | { readonly what: 'object'; readonly recording: string; readonly verification: Verification }
  | { readonly what: 'journal'; readonly recording: string; readonly leaves: number; readonly closed: boolean }
  | { readonly what: 'problem'; readonly recording?: string; readonly place: string; readonly meaning: string };

/** `blobs`: where the objects are; default the folder's own. `only`: one recording. */
export async function* auditVault(
  folder: string,
  options: { readonly blobs?: Pick<BlobStore, 'read' | 'list' | 'size'>; readonly only?: string } = {},
): AsyncGenerator<AuditLine> {
  let keys: KeyReader;
  try {
    keys = await readKeys(join(folder, 'keys'));
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    yield { what: 'problem', place: 'keys', meaning: error.message };
    return;
  }
  for await (const id of keys.list()) {
    if (options.only !== undefined && id !== options.only) continue;
    const problem = await keyProblem(keys, id);
    if (problem !== undefined) yield { what: 'problem', recording: id, place: `key file of ${id}`, meaning: problem };
  }
  const blobs = options.blobs ?? diskReader(join(folder, 'objects'));
  for await (const name of blobs.list()) {
    const recording = /^([0-9a-f-]{36})\.sealed$/.exec(name)?.[1];
    if (recording === undefined || (options.only !== undefined && recording !== options.only)) continue;
    yield* auditObject(keys, blobs, name, recording);
  }
  yield* auditJournal(folder, keys, blobs, options.only);
}

async function keyProblem(keys: KeyReader, id: string): Promise<string | undefined> {
  try {
    await keys.get(id);
    return undefined;
  } catch (error) {
    // A key destroyed since it was listed is no problem.
    return error instanceof VaultError && error.code !== 'key-missing' ? error.message : undefined;
  }
}

async function* auditObject(
  keys: KeyReader,
  blobs: Pick<BlobStore, 'read'>,
  name: string,
  recording: string,
): AsyncGenerator<AuditLine> {
  let key: Uint8Array | undefined;
  try {
    key = await keys.get(recording);
  } catch (error) {
    const gone = error instanceof VaultError && error.code === 'key-missing';
    if (gone && (await keys.wasDestroyed(recording))) return; // a destruction under way: the object goes next
    const meaning = gone ? 'Its key is not there: the sound can no longer be read.' : (error as Error).message;
    yield { what: 'problem', recording, place: `object ${name}`, meaning };
  }
  const verification = await verifySealed(blobs.read(name), {
    crypto: nodeCrypto,
    pinned: [keys.verifierKey],
    ...(key === undefined ? {} : { recordingKey: key }),
  });
  yield { what: 'object', recording, verification };
  if (verification.recording !== undefined && verification.recording !== recording) {
    yield {
      what: 'problem',
      recording,
      place: `object ${name}`,
      meaning: `The object holds recording ${verification.recording}: it was put in another’s place.`,
    };
  }
}

/** Follows the journal's chain of commits, and opens every chunk of every recording that has no object yet. */
async function* auditJournal(
  folder: string,
  keys: KeyReader,
  blobs: Pick<BlobStore, 'size'>,
  only: string | undefined,
): AsyncGenerator<AuditLine> {
  const recordings = new Map<string, Recording>();
  const ignored = new Set<string>();
  const signer = parseVerifierKey(nodeSha256, keys.verifierKey)!;
  let previous: Uint8Array | undefined;
  for (const { path, header } of await segments(join(folder, 'journal'))) {
    const where = (offset: number) => `journal segment ${header.number}, byte ${offset}`;
    previous = header.previous;
    let pending: { body: Buffer; offset: number }[] = [];
    for await (const item of scanSegment(path, header)) {
      if (item.frame === 'damage') {
        yield {
          what: 'problem',
          place: where(item.offset),
          meaning: `${item.length} bytes are damaged: sound that had been acknowledged is lost or cannot be trusted.`,
        };
        continue;
      }
      if (item.frame === 'chunk') {
        pending.push(item);
        continue;
      }
      const commit = parseCommit(item.body);
      const note = commit === undefined ? undefined : parseNote(commit.note);
      const signature = note === undefined ? undefined : signatureBy(note, signer);
      if (
        commit === undefined ||
        note === undefined ||
        signature === undefined ||
        !(await nodeCrypto.verifyEd25519(signer.publicKey, Buffer.from(note.text), signature))
      ) {
        yield {
          what: 'problem',
          place: where(item.offset),
          meaning: 'A commit is malformed or not signed by this server’s key.',
        };
        continue;
      }
      if (!Buffer.from(commit.fields.previous).equals(previous)) {
        yield {
          what: 'problem',
          place: where(item.offset),
          meaning: 'A commit does not follow the one before: something between them is missing.',
        };
      }
      previous = commit.hash;
      for (const { body, offset } of pending) {
        const { id, record } = parseChunkFrame(body);
        const recording = await recordingOf(idText(id));
        if (recording === undefined) continue;
        recording.replay(record);
        const problem = await chunkProblem(keys, recording, record);
        if (problem !== undefined)
          yield { what: 'problem', recording: recording.id, place: where(offset), meaning: problem };
      }
      pending = [];
      for (const [index, head] of commit.heads.entries())
        (await recordingOf(idText(head.recording)))?.replayHead(head, commit, index);
    }
  }
  for (const recording of recordings.values()) {
    // Stored while we were reading: its object was or will be checked as such.
    if ((await blobs.size(`${recording.id}.sealed`)) !== undefined) continue;
    if (recording.damage !== undefined)
      yield {
        what: 'problem',
        recording: recording.id,
        place: 'journal',
        meaning: `The recording is damaged: ${recording.damage}.`,
      };
    else yield { what: 'journal', recording: recording.id, leaves: recording.size, closed: recording.closed };
  }

  async function recordingOf(id: string): Promise<Recording | undefined> {
    if (ignored.has(id) || (only !== undefined && id !== only)) return undefined;
    let recording = recordings.get(id);
    if (recording === undefined) {
      if ((await blobs.size(`${id}.sealed`)) !== undefined || (await keys.wasDestroyed(id))) {
        ignored.add(id);
        return undefined;
      }
      recording = new Recording(id, () => undefined);
      recordings.set(id, recording);
    }
    return recording;
  }
}

async function chunkProblem(
  keys: KeyReader,
  recording: Recording,
  record: Parameters<typeof openChunk>[1],
): Promise<string | undefined> {
  try {
    const key = await keys.get(recording.id);
    openChunk(recording.bytes, record, (part) => partKey(key, part));
    return undefined;
  } catch (error) {
    if (error instanceof VaultError) return error.message;
    throw error;
  }
}
