/** The files handed in with a talk: each row beside what its acts say. */
import type { HandedFileRow } from '../handed/tables.ts';
import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { ItemKeys } from '../sealed.ts';

type Fact = Readonly<Record<string, unknown>>;

/** Pairs of row and fact; one of them undefined where the other has no match. */
export function* handedFiles(
  keys: ItemKeys,
  { files, acts }: { readonly files: readonly HandedFileRow[]; readonly acts: readonly LedgerRow[] },
): Generator<readonly [HandedFileRow | undefined, Fact | undefined]> {
  const facts = new Map<string, Fact>();
  for (const row of acts) {
    if (row.act === 'file.opened') {
      const detail = readDetail(keys, row) as Acts['file.opened'];
      const { file: id, offer: offer_id, bytes: length, sha256: secret_sha256 } = detail;
      const { organisation_id, talk_id } = row;
      const nothing = { media_type: null, sha256: null, leaves: null, root: null };
      const place = { object_name: null, object_bytes: null, object_sha256: null };
      const moments = { opened_at: detail.openedAt, expires_at: detail.expiresAt };
      const made = { id, organisation_id, talk_id, offer_id, secret_sha256, length };
      facts.set(id, { ...made, ...moments, ...nothing, ...place, state: 'receiving' });
    } else if (row.act === 'file.received') {
      const { file, mediaType: media_type, ...rest } = readDetail(keys, row) as Acts['file.received'];
      const { sha256, leaves, root } = rest;
      facts.set(file, { ...facts.get(file), state: 'storing', media_type, sha256, leaves, root });
    } else if (row.act === 'file.stored') {
      const { file, object: object_name, bytes, sha256 } = readDetail(keys, row) as Acts['file.stored'];
      const place = { object_name, object_bytes: bytes, object_sha256: sha256 };
      facts.set(file, { ...facts.get(file), state: 'stored', ...place });
    } else if (row.act === 'file.given-up') {
      const { file } = readDetail(keys, row) as Acts['file.given-up'];
      facts.set(file, { ...facts.get(file), state: 'given-up' });
    }
  }
  for (const row of files) {
    yield [row, facts.get(row.id)];
    facts.delete(row.id);
  }
  for (const fact of facts.values()) yield [undefined, fact];
}
