/** What somebody outside the talk may hear: by a link with a code, or everybody (publication). */
export interface ShareRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  kind: 'link' | 'publication';
  /** SHA-256 of what opens it, hex. */
  address_sha256: string;
  made_at: number;
  /** Null: until it is called back. */
  ends_at: number | null;
  closed_at: number | null;
}

/** What somebody outside a talk may hear. */
export interface ShareTables {
  share: ShareRow;
}
