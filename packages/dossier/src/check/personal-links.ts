/** The personal links of a talk: each row beside what its acts say. */

import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { PersonalLinkRow } from '../personal/tables.ts';
import type { ItemKeys } from '../sealed.ts';
import { type Fact, paired } from './pairs.ts';

/** Pairs of row and fact; one of them undefined where the other has no match. */
export function personalLinks(
  keys: ItemKeys,
  { links, acts }: { readonly links: readonly PersonalLinkRow[]; readonly acts: readonly LedgerRow[] },
): Generator<readonly [PersonalLinkRow | undefined, Fact | undefined]> {
  const facts = new Map<string, Fact>();
  for (const row of acts) {
    if (row.act === 'personal-link.made') {
      const { id, sha256: secret_sha256, madeAt: made_at } = readDetail(keys, row) as Acts['personal-link.made'];
      const { organisation_id, talk_id } = row;
      facts.set(id, { id, organisation_id, talk_id, secret_sha256, made_at, revoked_at: null });
    } else if (row.act === 'personal-link.revoked') {
      const { id, revokedAt: revoked_at } = readDetail(keys, row) as Acts['personal-link.revoked'];
      facts.set(id, { ...facts.get(id), revoked_at });
    }
  }
  return paired(links, facts);
}
