/** A round of the nightly watch; stands in the house's own organisation. How far it is changes without an act. */
export interface WatchRoundRow {
  id: string;
  organisation_id: string;
  begun_by: string;
  begun_at: number;
  done_at: number | null;
  chains: number | null;
  recordings: number;
  found: number;
  last_recording: string | null;
}

/** Something that the watch found, and that is not as it was written. */
export interface WatchFindingRow {
  id: string;
  organisation_id: string;
  round_id: string;
  talk_id: string | null;
  place: string;
  meaning: string;
  found_at: number;
  settled_at: number | null;
}

/** Rounds of the nightly watch, and what they found. */
export interface WatchTables {
  watch_round: WatchRoundRow;
  watch_finding: WatchFindingRow;
}
