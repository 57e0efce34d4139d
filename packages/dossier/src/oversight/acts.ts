/** What looking after the rules leaves in the ledger. */
export interface OversightActs {
  /** Somebody wanted to hear or copy a recording, for a purpose, and was refused. `code`: of the refusal. */
  'reading.refused': { readonly right: string; readonly purpose: string | null; readonly code: string };
}
