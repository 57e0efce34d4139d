/** Somebody does not want to be recorded. Sealed under a key of its own; found by HMACs, which go when it ends. */
export interface ObjectionRow {
  id: string;
  organisation_id: string;
  number_token: string | null;
  name_token: string | null;
  sealed: Uint8Array;
  created_at: number;
  ended_at: number | null;
}

/** Who does not want to be recorded. */
export interface ObjectionTables {
  objection: ObjectionRow;
}
