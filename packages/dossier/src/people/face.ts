/** Accounts and programs, as the dossier's face has them: who may come in, and by what. */
import type { Actor } from '../face.ts';
import type { Seat } from '../policy.ts';

/** An account: of the first administrator, or of somebody of the staff. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

/** A passkey of an account (WebAuthn). */
export interface PasskeyRecord {
  /** base64url credential id. */
  readonly id: string;
  readonly accountId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** What may be told of an access token: never its secret. */
export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  /** First moment of the day (UTC) of its last use. */
  readonly usedDay: number | null;
}

/** How people and programs come in, and stay in. */
export interface People {
  administratorExists(): Promise<boolean>;
  /** Makes a one-time token (returned once, kept only as a hash), valid 30 minutes. Rejects `administrator-exists`. */
  makeAdministratorLink(actor: Actor): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** True when the token could be redeemed now; changes nothing. */
  checkAdministratorLink(token: string): Promise<boolean>;
  /** Redeems the token and creates the administrator with a first passkey, in one transaction. Returns recovery codes (kept as hashes). */
  createAdministrator(
    token: string,
    name: string,
    passkey: Omit<PasskeyRecord, 'accountId'>,
  ): Promise<{ readonly account: Account; readonly recoveryCodes: readonly string[] }>;
  passkey(credentialId: string): Promise<PasskeyRecord | undefined>;
  passkeysOf(accountId: string): Promise<readonly PasskeyRecord[]>;
  passkeyUsed(credentialId: string, counter: number): Promise<void>;
  addPasskey(accountId: string, passkey: Omit<PasskeyRecord, 'accountId'>): Promise<void>;
  /** Uses up one recovery code; undefined where none matches. */
  redeemRecoveryCode(code: string): Promise<Account | undefined>;
  /** Session token (returned once, kept as a hash). Lives 12 hours, 60 minutes idle. */
  openSession(accountId: string): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** Who that is and what they are for, as it stands now. */
  session(token: string): Promise<{ readonly account: Account; readonly seats: readonly Seat[] } | undefined>;
  closeSession(token: string): Promise<void>;
  /**
   * Makes an access token of `days` days (1 to 366). The secret is returned once and kept as a hash. Rejects
   * `name-malformed`, `token-days-malformed`.
   */
  makeAccessToken(
    name: string,
    days: number,
    actor: Actor,
  ): Promise<{ readonly token: AccessToken; readonly secret: string }>;
  /** All access tokens, newest first, also those that ended. */
  accessTokens(): Promise<readonly AccessToken[]>;
  /** The token of a secret, its use noted; undefined for one that is unknown, expired or revoked. */
  accessToken(secret: string): Promise<AccessToken | undefined>;
  /** Ends an access token from now on; one that was revoked stays so. Rejects `access-token-not-found`. */
  revokeAccessToken(id: string, actor: Actor): Promise<void>;
}
