/** A sign that tells of recording. */
export interface SignRow {
  id: string;
  organisation_id: string;
  place: string;
  since: string;
  words: string;
  removed_at: number | null;
}

/** What was seen at a place: a sign that hangs, or one that is missing. */
export interface SignFindingRow {
  id: string;
  organisation_id: string;
  place: string;
  /** YYYY-MM-DD. */
  day: string;
  seen: 'hangs' | 'missing' | 'unreadable';
  seen_by: 'staff' | 'visitor';
  words: string;
  noted_at: number;
}

/** A photo or scan of a sign or a place, sealed under a key of its own. */
export interface SignFileRow {
  id: string;
  organisation_id: string;
  /** A sign or a finding. */
  about: string;
  media_type: 'image/jpeg' | 'image/png' | 'application/pdf';
  bytes: number;
  /** Of the picture itself, hex. */
  sha256: string;
  /** Null: it was destroyed. */
  sealed: Uint8Array | null;
  added_at: number;
  gone_at: number | null;
}

/** Signs, what was seen at a place, and pictures of both. */
export interface SignTables {
  sign: SignRow;
  sign_finding: SignFindingRow;
  sign_file: SignFileRow;
}
