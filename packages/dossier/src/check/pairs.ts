/** Rows beside what the acts of their talk say they must be. */

export type Fact = Readonly<Record<string, unknown>>;

/** Pairs of row and fact; one of them undefined where the other has no match. Empties `facts`. */
export function* paired<R extends { readonly id: string }>(
  rows: readonly R[],
  facts: Map<string, Fact>,
): Generator<readonly [R | undefined, Fact | undefined]> {
  for (const row of rows) {
    yield [row, facts.get(row.id)];
    facts.delete(row.id);
  }
  for (const fact of facts.values()) yield [undefined, fact];
}
