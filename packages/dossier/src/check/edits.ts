/** Edited copies of a talk: each row beside what its acts say. */
import type { EditedCopyRow } from '../edit/tables.ts';
import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { ItemKeys } from '../sealed.ts';
import { type Fact, paired } from './pairs.ts';

/** Pairs of row and fact; one of them undefined where the other has no match. */
export function editsBeside(
  keys: ItemKeys,
  { edits, acts }: { readonly edits: readonly EditedCopyRow[]; readonly acts: readonly LedgerRow[] },
): Generator<readonly [EditedCopyRow | undefined, Fact | undefined]> {
  const facts = new Map<string, Fact>();
  const change = (id: string, now: Fact) => facts.set(id, { ...facts.get(id), ...now });
  for (const row of acts) {
    const read = <C extends keyof Acts>(_: C) => readDetail(keys, row) as Acts[C];
    const act = row.act as keyof Acts;
    if (act === 'edit.declared') {
      const { edit: id, declaredAt: declared_at } = read(act);
      const { organisation_id, talk_id } = row;
      const nothing = { made_at: null, bytes: null, sha256: null, leaves: null, root: null };
      const place = { object_name: null, object_bytes: null, object_sha256: null };
      facts.set(id, { id, organisation_id, talk_id, state: 'declared', declared_at, ...nothing, ...place });
    } else if (act === 'edit.begun') change(read(act).edit, { state: 'making' });
    else if (act === 'edit.made') {
      const { edit, madeAt: made_at, bytes, sha256, leaves, root, object } = read(act);
      const place = { object_name: object.name, object_bytes: object.bytes, object_sha256: object.sha256 };
      change(edit, { state: 'made', made_at, bytes, sha256, leaves, root, ...place });
    } else if (act === 'edit.withdrawn') change(read(act).edit, { state: 'withdrawn' });
  }
  return paired(edits, facts);
}
