/** A talk, from its planning on. */
export interface TalkRow {
  id: string;
  organisation_id: string;
  source: string;
  demo: number;
  state: 'planned' | 'called-off' | 'unrecorded' | 'live' | 'storing' | 'stored';
  /** Of a planned talk: when it is to begin. */
  started_at: number;
  ended_at: number | null;
  ending: string | null;
  /** The version of the recording plan it is recorded under; null: none (not recorded, or from before there were plans). */
  plan_version: string | null;
}

/** Somebody on a talk. */
export interface PartyRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  position: number;
  sealed: Uint8Array;
}

/** A leg or microphone of a recording. */
export interface ChannelRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  channel: number;
  /** ChannelFormat as canonical JSON. */
  format: string;
  sealed: Uint8Array;
}

/** Signalling metadata as received. */
export interface MetadataRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  at: number;
  sealed: Uint8Array;
}

/** Whose a talk is: its departments, and the accounts that take part. */
export interface AttendanceRow {
  subject: string;
  started_at: number;
  talk_id: string;
  organisation_id: string;
  kind: 'department' | 'account';
}

/** The case that a talk belongs to, as a token under the search key. */
export interface TalkCaseRow {
  talk_id: string;
  organisation_id: string;
  token: number;
}

/** Talks: who is on them, by which legs, whose they are, and to which case they belong. */
export interface TalkTables {
  talk: TalkRow;
  party: PartyRow;
  channel: ChannelRow;
  metadata: MetadataRow;
  attendance: AttendanceRow;
  talk_case: TalkCaseRow;
}
