/** What is shared of a talk: each row beside what its acts say. */

import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { ItemKeys } from '../sealed.ts';
import type { ShareRow } from '../share/tables.ts';
import { type Fact, paired } from './pairs.ts';

/** Pairs of row and fact; one of them undefined where the other has no match. */
export function sharesBeside(
  keys: ItemKeys,
  { shares, acts }: { readonly shares: readonly ShareRow[]; readonly acts: readonly LedgerRow[] },
): Generator<readonly [ShareRow | undefined, Fact | undefined]> {
  const facts = new Map<string, Fact>();
  const close = (id: string, closed_at: number) => facts.set(id, { ...facts.get(id), closed_at });
  for (const row of acts) {
    const read = <C extends keyof Acts>(_: C) => readDetail(keys, row) as Acts[C];
    const act = row.act as keyof Acts;
    if (act === 'share.made') {
      const { share: id, use, sha256: address_sha256, madeAt: made_at, endsAt: ends_at } = read(act);
      const kind = use === 'publication' ? 'publication' : 'link';
      const { organisation_id, talk_id } = row;
      facts.set(id, { id, organisation_id, talk_id, kind, address_sha256, made_at, ends_at, closed_at: null });
    } else if (act === 'share.closed') {
      const { share, closedAt } = read(act);
      close(share, closedAt);
    } else if (act === 'consent.withdrawn') {
      const { closed, at } = read(act);
      for (const id of closed) close(id, at);
    } else if (act === 'edit.withdrawn') {
      const { closed, at } = read(act);
      for (const id of closed) close(id, at);
    }
  }
  return paired(shares, facts);
}
