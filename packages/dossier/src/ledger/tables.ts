/** An act. */
export interface LedgerRow {
  organisation_id: string;
  seq: number;
  at: number;
  actor: string;
  act: string;
  /** The talk it concerns, or the request under somebody's rights: under whose key the detail stands. Null: the organisation's. */
  talk_id: string | null;
  mac: Uint8Array;
  /** Null after an erasure. */
  sealed: Uint8Array | null;
  hash: Uint8Array;
}

/** The end of an organisation's chain. */
export interface LedgerHeadRow {
  organisation_id: string;
  seq: number;
  hash: Uint8Array;
}

/** An act that a client named by a key of its own, so that sending it again does not do it again. */
export interface OnceRow {
  /** SHA-256 over who, what and the client's key, hex. */
  id: string;
  organisation_id: string;
  /** HMAC over what was asked, hex. */
  input: string;
  /** Id of what the act made. */
  answer: string;
  created_at: number;
}

/** The chain of acts of each organisation, its end, and the acts that clients named by a key of their own. */
export interface LedgerTables {
  ledger: LedgerRow;
  ledger_head: LedgerHeadRow;
  once: OnceRow;
}
