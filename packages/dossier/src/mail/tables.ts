/** A mail in the outbox. To whom it is stands in the ledger. */
export interface MailRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  state: 'waiting' | 'sent' | 'failed' | 'stopped';
  /** Address and text; null when it was sent or stopped. */
  sealed: Uint8Array | null;
  tries: number;
  /** Code of the last failure. */
  failure: string | null;
  queued_at: number;
  done_at: number | null;
}

/** The outbox. */
export interface MailTables {
  mail: MailRow;
}
