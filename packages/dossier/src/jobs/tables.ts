/** Work to be done, or done. */
export interface JobRow {
  id: string;
  organisation_id: string;
  kind: string;
  /** Id of what it is about. */
  subject: string;
  state: 'waiting' | 'done';
  attempts: number;
  run_at: number;
  lease_until: number;
  lease_by: string | null;
  /** 0 to 1000. */
  progress: number;
  /** Code of the last failure. */
  failure: string | null;
  created_at: number;
  done_at: number | null;
}

/** Durable work. */
export interface JobTables {
  job: JobRow;
}
