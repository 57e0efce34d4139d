/** A declared edit becomes a sealed copy: docs/order-of-writes.md, "An edited copy". */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DossierError } from '../error.ts';
import { closeInVault, eventLeaf, isCode, saidIn, tell } from '../handed/keep.ts';
import type { House } from '../house.ts';
import type { RunningJob } from '../jobs/jobs.ts';
import type { Acts } from '../ledger/acts.ts';
import { inTurn } from '../recording/in-turn.ts';
import { byTalk } from '../recording/row.ts';
import { keysOf } from '../sealed.ts';
import type { Outlines } from '../sound/outlines.ts';
import { actsOf } from '../talk/act.ts';
import { editedSound } from './sound.ts';
import { foldEdits } from './state.ts';
import type { EditedCopyRow } from './tables.ts';

/** The job that makes an edited copy. */
export const MAKE_EDIT = 'edit.make';
/** The job that destroys one that was withdrawn. */
export const DISCARD_EDIT = 'edit.discard';
/** Bytes sealed at a time; the same at every attempt, so that one that broke off is gone on with. */
const PIECE = 1 << 20;

/** Work of the job MAKE_EDIT. Safe to repeat after a stop at any line. */
export function makeEdit(house: House, outlines: Outlines, editId: string, job: RunningJob): Promise<void> {
  return inTurn(house, editId, async () => {
    const row = await editRow(house, editId);
    if (row?.state !== 'making') return;
    const there = await inVault(house, editId);
    const { closed, bytes: whole } = there;
    const written =
      closed === undefined ? await write(house, outlines, row, there, job) : { sha256: closed, bytes: whole };
    if (written === undefined) return; // withdrawn meanwhile
    const { sha256, bytes } = written;
    const at = house.now() * 1000;
    const sealed = (await closeInVault(
      house,
      editId,
      eventLeaf(at, { event: 'end', ending: 'complete', at, sha256 }),
    ))!;
    if (sealed.end.ending !== 'complete') return; // withdrawn in between
    const object = await house.vault.archive(editId);
    // A crash here leaves it sealed and `making`: the job comes by here again.
    const { leaves, root } = sealed;
    const { name, bytes: objectBytes, sha256: objectSha256 } = object;
    const madeAt = house.now();
    const made = { madeAt, bytes, sha256, leaves, root };
    const detail = { edit: editId, ...made, object: { name, bytes: objectBytes, sha256: objectSha256 } };
    await tell(house, row, 'system', 'edit.made', detail, (tx) => ({
      provided: tx
        .updateTable('edited_copy')
        .set({
          state: 'made',
          made_at: madeAt,
          bytes,
          sha256,
          leaves,
          root,
          object_name: name,
          object_bytes: objectBytes,
          object_sha256: objectSha256,
        })
        .where('id', '=', editId)
        .where('state', '=', 'making'),
      rows: [job.done(tx)],
    }));
  });
}

/** Work of the job DISCARD_EDIT, and before a talk is destroyed. The key goes first. Safe to repeat. */
export function discardEdit(house: House, editId: string): Promise<void> {
  return inTurn(house, editId, async () => {
    const row = await editRow(house, editId);
    if (row?.state !== 'withdrawn') return;
    const { vault, now } = house;
    const at = now() * 1000;
    try {
      await vault.end(editId, eventLeaf(at, { event: 'end', ending: 'given-up', at }));
      await vault.keys.destroy(editId);
      await vault.archive(editId); // the journal lets it go
    } catch (error) {
      if (isCode(error, 'recording-closed')) await vault.archive(editId);
      else if (!isCode(error, 'recording-unknown')) throw error;
    }
    await vault.destroy(editId);
  });
}

/** Reads the row; undefined where there is none (any more). */
export function editRow({ database }: House, editId: string): Promise<EditedCopyRow | undefined> {
  return database.read.selectFrom('edited_copy').selectAll().where('id', '=', editId).executeTakeFirst();
}

/** What an earlier attempt left. `closed`: the hash that its last leaf tells. */
interface There {
  readonly begun: boolean;
  readonly bytes: number;
  /** Of those bytes, hex. */
  readonly prefix: string;
  readonly closed: string | undefined;
}

async function inVault(house: House, editId: string): Promise<There> {
  const hash = createHash('sha256');
  let bytes = 0;
  let closed: string | undefined;
  try {
    for await (const { kind, index, content } of house.vault.read(editId)) {
      if (kind === 'event' && index > 0) closed = saidIn(content).sha256 as string | undefined;
      if (kind !== 'bytes') continue;
      hash.update(content);
      bytes += content.length;
    }
  } catch (error) {
    if (!isCode(error, 'key-missing') && !isCode(error, 'recording-unknown')) throw error;
    return { begun: false, bytes: 0, prefix: '', closed };
  }
  return { begun: true, bytes, prefix: hash.digest('hex'), closed };
}

/** Seals what is not there yet. Gives hash and length of the whole file; undefined where it was withdrawn meanwhile. */
async function write(
  house: House,
  outlines: Outlines,
  row: EditedCopyRow,
  there: There,
  job: RunningJob,
): Promise<{ sha256: string; bytes: number } | undefined> {
  const { vault } = house;
  const { wav, begin } = await planOf(house, outlines, row);
  if (!there.begun) await vault.begin(row.id, eventLeaf(begin.startedAt, begin));
  const hash = createHash('sha256');
  let done = 0;
  for await (const piece of inPieces(wav.read())) {
    hash.update(piece);
    if (done + piece.length > there.bytes)
      await vault.append(row.id, {
        channel: 1,
        leaves: [{ kind: 'bytes', start: done, duration: piece.length, content: piece }],
      });
    done += piece.length;
    if (done === there.bytes && hash.copy().digest('hex') !== there.prefix)
      throw new DossierError(
        'edit-differs',
        'What was sealed of this copy is not what is made now. Withdraw it and declare it again.',
      );
    job.progress(done / wav.bytes);
    if ((await editRow(house, row.id))?.state !== 'making') return undefined;
  }
  return { sha256: hash.digest('hex'), bytes: done };
}

/** What leaf 0 says keeps a checker from taking it for the original. */
async function planOf(house: House, outlines: Outlines, row: EditedCopyRow) {
  const keys = await keysOf(house, row.talk_id);
  const acts = await actsOf(house.database.read, keys, row.talk_id);
  const edit = foldEdits(acts).find(({ id }) => id === row.id)!;
  const begun = acts
    .filter((act) => act.row.act === 'edit.begun')
    .map(({ row: { at }, detail }) => ({ at, ...(detail as Acts['edit.begun']) }))
    .find((one) => one.edit === row.id)!;
  const recorded = await byTalk(house, row.talk_id);
  const { id: recordingId, ended_us: endedUs } = recorded.recording;
  const source = { recordingId, endedUs, outline: await outlines.of(recorded) };
  const wav = editedSound(house, source, edit.spans, { info: infoOf(begun.statement) });
  const { original, statement } = begun;
  const of = { recording: recordingId, root: original };
  const startedAt = begun.at * 1000;
  const begin = {
    event: 'begin',
    startedAt,
    source: 'edit',
    channels: [],
    bytes: wav.bytes,
    mediaType: 'audio/wav',
    of,
    statement,
  };
  return { wav, begin };
}

/** RIFF INFO: what players show of the file. */
function infoOf(statement: string): Readonly<Record<string, string>> {
  return { INAM: 'Bewerkte kopie van een opname (edited copy)', ICMT: statement, ISFT: 'Woordelijk' };
}

async function* inPieces(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const part of parts) {
    await nextTurn(); // after each second of sound: calls and pages come first
    held.push(part);
    length += part.length;
    if (length < PIECE) continue;
    const all = Buffer.concat(held);
    let at = 0;
    for (; at + PIECE <= all.length; at += PIECE) yield new Uint8Array(all.subarray(at, at + PIECE));
    held = [all.subarray(at)];
    length = all.length - at;
  }
  if (length > 0) yield new Uint8Array(Buffer.concat(held));
}
