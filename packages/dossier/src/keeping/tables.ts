import type { LockedBecause } from './face.ts';

/** A talk whose recording was not for keeping. */
export interface PrivateStopRow {
  talk_id: string;
  organisation_id: string;
  because: LockedBecause;
  stopped_at: number;
  destroy_at: number;
  /** When its destruction was begun, after which no hold comes in between; null until then. */
  destroying_at: number | null;
  /** When its recording's key was destroyed; null until then. */
  destroyed_at: number | null;
}

/** A talk may not be destroyed for now. Who owns the hold, and why, stands in the ledger. */
export interface HoldRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  reason: string;
  review_at: number;
  placed_at: number;
  lifted_at: number | null;
}

/** A talk that is destroyed, or is being destroyed while `destroyed_at` is null. */
export interface DestructionRow {
  talk_id: string;
  organisation_id: string;
  decided_at: number;
  destroyed_at: number | null;
  /** The round in which it was decided. */
  sweep_id: string | null;
  /** JSON; names nobody. */
  certificate: string;
}

/** When a talk is due to be destroyed: an index over what its acts and its plan say. */
export interface KeepingRow {
  talk_id: string;
  organisation_id: string;
  ended_at: number;
  /** Null: not known yet. */
  due_at: number | null;
  ground: string;
}

/** A round in which what is due is destroyed. */
export interface SweepRow {
  id: string;
  organisation_id: string;
  begun_by: string;
  begun_at: number;
  total: number;
  done_at: number | null;
  destroyed: number | null;
  held: number | null;
  stayed: number | null;
}

/** How long talks are kept: private ones, holds, destructions, terms and rounds. */
export interface KeepingTables {
  private_stop: PrivateStopRow;
  hold: HoldRow;
  destruction: DestructionRow;
  keeping: KeepingRow;
  sweep: SweepRow;
}
