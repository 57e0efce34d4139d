/** Persons only talked about, and what they are found by: each row beside what its acts say. */
import { nameTokens } from '../absent/absents.ts';
import type { AbsentPersonRow, AbsentTokenRow } from '../absent/tables.ts';
import type { Acts } from '../ledger/acts.ts';
import { readDetail } from '../ledger/read.ts';
import type { LedgerRow } from '../ledger/tables.ts';
import type { ItemKeys } from '../sealed.ts';
import { type Fact, paired } from './pairs.ts';

interface AbsentRows {
  readonly absents: readonly AbsentPersonRow[];
  readonly absentTokens: readonly AbsentTokenRow[];
  readonly acts: readonly LedgerRow[];
}

/** Pairs of row and fact; one of them undefined where the other has no match. */
export function absentsBeside(
  keys: ItemKeys,
  { absents, acts }: AbsentRows,
): Generator<readonly [AbsentPersonRow | undefined, Fact | undefined]> {
  return paired(absents, new Map(told(keys, acts).map(({ name: _, ...fact }) => [fact.id, fact])));
}

/** Whether they are found by the names they have, and by no other. */
export function absentTokensRight(searchKey: Uint8Array, keys: ItemKeys, { absentTokens, acts }: AbsentRows): boolean {
  const expected = told(keys, acts).flatMap(({ id, state, name, organisation_id, talk_id }) =>
    state === 'struck'
      ? []
      : nameTokens(searchKey, name).map((token) => [id, organisation_id, talk_id, token].join(' ')),
  );
  const there = absentTokens.map((row) => [row.absent_id, row.organisation_id, row.talk_id, row.token].join(' '));
  return expected.sort().join() === there.sort().join();
}

/** The rows that the acts tell of, each with its name. */
function told(keys: ItemKeys, acts: readonly LedgerRow[]): (AbsentPersonRow & { readonly name: string | null })[] {
  const facts = new Map<string, AbsentPersonRow & { readonly name: string | null }>();
  const state = (id: string, now: AbsentPersonRow['state']) => facts.set(id, { ...facts.get(id)!, state: now });
  for (const row of acts) {
    const read = <C extends keyof Acts>(_: C) => readDetail(keys, row) as Acts[C];
    const act = row.act as keyof Acts;
    if (act === 'absent.named') {
      const { id, name, dueOn: due_on, namedAt: named_at } = read(act);
      const place = { organisation_id: row.organisation_id, talk_id: row.talk_id! };
      facts.set(id, { id, ...place, state: 'named', due_on, named_at, name });
    } else if (act === 'absent.decided') {
      const { id, tell } = read(act);
      state(id, tell ? 'to-tell' : 'excepted');
    } else if (act === 'absent.told') state(read(act).id, 'told');
    else if (act === 'absent.struck') state(read(act).id, 'struck');
  }
  return [...facts.values()];
}
