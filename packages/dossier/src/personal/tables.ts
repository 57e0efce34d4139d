/** By which somebody of the other side comes in without an account (persoonlijke link). Whose it is stands in the ledger. */
export interface PersonalLinkRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  /** SHA-256 of the secret, hex. */
  secret_sha256: string;
  made_at: number;
  revoked_at: number | null;
}

/** What is remembered of the codes of a personal or shared link. By the link's id. */
export interface EntranceRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  /** HMAC of the living code; null: there is none. */
  code_mac: Uint8Array | null;
  code_expires_at: number;
  /** Guesses at it. */
  tries: number;
  /** JSON: epoch milliseconds at which codes were sent. */
  sent: string;
  /** When a refusal without a code was told last. */
  refused_at: number;
}

/** Somebody who came in by a link and a code. `id`: SHA-256 of the token. */
export interface VisitRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  link_id: string;
  expires_at: number;
  /** Who it is, under the talk's key. */
  sealed: Uint8Array;
}

/** A download that a visit may make once. `id`: SHA-256 of the ticket. */
export interface VisitTicketRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  visit_id: string;
  what: string;
  expires_at: number;
}

/** Personal links, their codes, and the visits by them. */
export interface PersonalTables {
  personal_link: PersonalLinkRow;
  entrance: EntranceRow;
  visit: VisitRow;
  visit_ticket: VisitTicketRow;
}
