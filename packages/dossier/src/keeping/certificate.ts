/** What stays known of a destroyed talk, taken down while it is still there. */
import type { Tx } from '../db/database.ts';
import type { Actor } from '../face.ts';
import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { RecordingRow } from '../recording/tables.ts';
import type { ItemKeys } from '../sealed.ts';
import type { TalkRow } from '../talk/tables.ts';
import type { Certificate, DestructionGround } from './face.ts';

/** The job that carries out a destruction. */
export const DESTROY = 'talk.destroy';

/** Takes it down. `keys`: of the talk; undefined where they are gone already. */
export async function certificateOf(
  tx: Tx,
  talk: TalkRow,
  keys: ItemKeys | undefined,
  decision: { ground: DestructionGround; words: string; decidedBy: Actor; at: number; sweep: string | null },
): Promise<Certificate> {
  const recording = await tx.selectFrom('recording').selectAll().where('talk_id', '=', talk.id).executeTakeFirst();
  const stop = await tx.selectFrom('private_stop').selectAll().where('talk_id', '=', talk.id).executeTakeFirst();
  const files = await tx
    .selectFrom('handed_file')
    .select(['id', 'length', 'sha256'])
    .where('talk_id', '=', talk.id)
    .where('state', '=', 'stored')
    .orderBy('id')
    .execute();
  const edits = await tx
    .selectFrom('edited_copy')
    .select(['id', 'bytes', 'sha256'])
    .where('talk_id', '=', talk.id)
    .where('state', '=', 'made')
    .orderBy('id')
    .execute();
  const acts = await tx
    .selectFrom('ledger')
    .selectAll()
    .where('talk_id', '=', talk.id)
    .where('act', 'in', ['copy.made', 'copy.handed-out', 'share.downloaded', 'edit.copied', 'edit.handed-out'])
    .orderBy('seq')
    .execute();
  return {
    talk: talk.id,
    ground: decision.ground,
    words: decision.words,
    decidedBy: decision.decidedBy,
    decidedAt: decision.at,
    sweep: decision.sweep,
    source: talk.source,
    startedAt: talk.started_at,
    endedAt: talk.ended_at,
    recording: stop?.destroyed_at != null || recording === undefined ? null : described(recording),
    files: [...files.map(({ id, length: bytes, sha256 }) => ({ id, bytes, sha256 })), ...edits.map(fileOf)],
    copies: acts.map((row) => copyOf(row, keys)),
  };
}

function fileOf({ id, bytes, sha256 }: { id: string; bytes: number | null; sha256: string | null }) {
  return { id, bytes: bytes ?? 0, sha256 };
}

function described({ id, leaves, root, object_bytes: bytes, object_sha256: sha256 }: RecordingRow) {
  return { id, leaves, root, bytes, sha256 };
}

/** Not to whom: that is a name. */
function copyOf(row: LedgerRow, keys: ItemKeys | undefined): Certificate['copies'][number] {
  const detail = keys === undefined ? null : (readDetail(keys, row) as Partial<Acts['copy.handed-out']> | null);
  const kind = row.act.startsWith('edit.') ? 'edited' : (detail?.kind ?? 'unknown');
  return { at: row.at, kind, sha256: detail?.sha256 ?? null };
}
