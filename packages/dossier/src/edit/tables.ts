/** An edited copy of a recording, and what was declared of it. Its file is a recording of the vault by the same id. */
export interface EditedCopyRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  state: 'declared' | 'making' | 'made' | 'withdrawn';
  declared_at: number;
  made_at: number | null;
  /** Of the file, as the next. */
  bytes: number | null;
  sha256: string | null;
  leaves: number | null;
  root: string | null;
  object_name: string | null;
  object_bytes: number | null;
  object_sha256: string | null;
}

/** Edited copies. */
export interface EditTables {
  edited_copy: EditedCopyRow;
}
