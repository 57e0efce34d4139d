/** Requests under somebody's rights: each row beside what its acts say. */
import type { LedgerRow, RightsRequestRow } from '../db/schema.ts';
import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { ItemKeys } from '../sealed.ts';
import { type Fact, paired } from './pairs.ts';

/** Pairs of row and fact; one of them undefined where the other has no match. */
export function rightsBeside(
  keys: ItemKeys,
  { rights, acts }: { readonly rights: readonly RightsRequestRow[]; readonly acts: readonly LedgerRow[] },
): Generator<readonly [RightsRequestRow | undefined, Fact | undefined]> {
  const facts = new Map<string, Fact>();
  const change = (id: string, changed: Fact) => facts.set(id, { ...facts.get(id), ...changed });
  for (const row of acts) {
    const read = <C extends keyof Acts>(_: C) => readDetail(keys, row) as Acts[C];
    const act = row.act as keyof Acts;
    if (act === 'rights.requested') {
      const { request: id, kind, receivedAt: received_at, dueOn: due_on } = read(act);
      const { organisation_id, talk_id } = row;
      facts.set(id, { id, organisation_id, talk_id, kind, state: 'open', received_at, due_on, answered_at: null });
    } else if (act === 'rights.taken-up') change(read(act).request, { state: 'taken-up' });
    else if (act === 'rights.extended') change(read(act).request, { due_on: read(act).dueOn });
    else if (act === 'rights.answered')
      change(read(act).request, { state: 'answered', answered_at: read(act).answeredAt });
  }
  return paired(rights, facts);
}
