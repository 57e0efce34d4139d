/** What was recorded of a talk, and where it is stored. */
export interface RecordingRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  started_us: number;
  ended_us: number | null;
  /** Leaves under the root. */
  leaves: number | null;
  /** Hex. */
  root: string | null;
  object_name: string | null;
  object_bytes: number | null;
  object_sha256: string | null;
}

/** The recording of a talk. */
export interface RecordingTables {
  recording: RecordingRow;
}
