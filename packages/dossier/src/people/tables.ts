/** Somebody who may come in. */
export interface AccountRow {
  id: string;
  organisation_id: string;
  name: string;
  created_at: number;
  /** From then on nobody comes in by it. */
  ended_at: number | null;
}

/** By which an account comes in. */
export interface PasskeyRow {
  /** base64url credential id. */
  id: string;
  organisation_id: string;
  account_id: string;
  public_key: Uint8Array;
  counter: number;
  /** JSON list. */
  transports: string;
  created_at: number;
}

/** By which an account comes in, once, where the passkey is lost. */
export interface RecoveryCodeRow {
  id: string;
  organisation_id: string;
  account_id: string;
  salt: Uint8Array;
  /** scrypt. */
  hash: Uint8Array;
  used_at: number | null;
}

/** An account that came in. */
export interface SessionRow {
  /** SHA-256 of the token, hex. */
  id: string;
  organisation_id: string;
  account_id: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
}

/** By which the first administrator comes in, once. */
export interface AdministratorLinkRow {
  /** SHA-256 of the token, hex. */
  id: string;
  organisation_id: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

/** By which a program comes in over the network. */
export interface AccessTokenRow {
  /** Public: how lists, the ledger and the command line call it. */
  id: string;
  organisation_id: string;
  name: string;
  /** SHA-256 of the token, hex. */
  secret_sha256: string;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
  /** First moment of the day (UTC) on which it was last used. */
  used_day: number | null;
}

/** Accounts and by what they come in. */
export interface PeopleTables {
  account: AccountRow;
  passkey: PasskeyRow;
  recovery_code: RecoveryCodeRow;
  session: SessionRow;
  administrator_link: AdministratorLinkRow;
  access_token: AccessTokenRow;
}
