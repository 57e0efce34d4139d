/** Somebody who is only talked about; who, stands in the ledger under the talk's key. */
export interface AbsentPersonRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  state: 'named' | 'to-tell' | 'excepted' | 'told' | 'struck';
  /** YYYY-MM-DD. */
  due_on: string;
  named_at: number;
}

/** What somebody who is talked about is found by: as `search_token`, and asked by requests only. */
export interface AbsentTokenRow {
  absent_id: string;
  organisation_id: string;
  talk_id: string;
  token: number;
}

/** People who are only talked about. */
export interface AbsentTables {
  absent_person: AbsentPersonRow;
  absent_token: AbsentTokenRow;
}
