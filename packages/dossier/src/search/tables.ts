/** 53 bits of an HMAC over part of a name or number. */
export interface SearchTokenRow {
  token: number;
  started_at: number;
  talk_id: string;
  organisation_id: string;
}

/** What talks are found by. */
export interface SearchTables {
  search_token: SearchTokenRow;
}
