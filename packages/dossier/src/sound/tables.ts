/** Where a recording's sound stands, and its peaks, so that playing needs no reading of the whole. */
export interface OutlineRow {
  recording_id: string;
  organisation_id: string;
  talk_id: string;
  /** Milliseconds that its legs should have sound for, all together, and those of it that did not come. */
  sound_ms: number;
  lost_ms: number;
  sealed: Uint8Array;
}

/** What is known of a recording's sound without reading it. */
export interface SoundTables {
  outline: OutlineRow;
}
