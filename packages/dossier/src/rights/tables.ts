/** A request under somebody's rights; who asks, and for what, stands in the ledger under the request's own key. */
export interface RightsRequestRow {
  id: string;
  organisation_id: string;
  kind: string;
  state: 'received' | 'identified' | 'found' | 'decided' | 'closed';
  received_at: number;
  /** YYYY-MM-DD. */
  due_on: string;
  closed_at: number | null;
  /** Of the staff: whose rights. */
  account_id: string | null;
}

/** A talk that a request is about, and the hold that keeps it meanwhile. */
export interface RightsTalkRow {
  request_id: string;
  talk_id: string;
  organisation_id: string;
  hold_id: string | null;
}

/** A request whose key is destroyed, or is being so. */
export interface RightsForgottenRow {
  request_id: string;
  organisation_id: string;
  forgetting_at: number;
  forgotten_at: number | null;
}

/** A talk that somebody on it had shut (afscherming). */
export interface RestrictionRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  placed_at: number;
  lifted_at: number | null;
}

/** Requests under somebody's rights, and talks that are shut. */
export interface RightsTables {
  rights_request: RightsRequestRow;
  rights_talk: RightsTalkRow;
  rights_forgotten: RightsForgottenRow;
  restriction: RestrictionRow;
}
