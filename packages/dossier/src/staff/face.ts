/** The staff's and the planning part of the dossier's face. */

import type { Actor } from '../face.ts';
import type { Organisation } from '../organisation/face.ts';
import type { Account, PasskeyRecord } from '../people/face.ts';
import type { Role } from '../policy.ts';

/** A part of an organisation (afdeling). */
export interface Department {
  readonly id: string;
  readonly name: string;
}

/** A role that somebody holds; `departmentId` null: for the whole organisation. */
export interface Post {
  readonly id: string;
  readonly role: Role;
  readonly departmentId: string | null;
}

export interface StaffMember {
  readonly account: Account;
  readonly posts: readonly Post[];
  /** When they left; null: they are still here. */
  readonly endedAt: number | null;
}

export interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly posts: readonly Omit<Post, 'id'>[];
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly state: 'open' | 'used' | 'expired' | 'withdrawn';
}

/** What somebody can be asked for in matters of privacy. */
export const CONTACT_DUTIES = ['privacy-contact', 'privacy-coordinator', 'privacy-officer', 'dpo'] as const;

/** Whom to ask (privacy-aanspreekpunt, coördinator, officer, FG). */
export interface Contact {
  readonly id: string;
  readonly departmentId: string | null;
  readonly duty: (typeof CONTACT_DUTIES)[number];
  readonly name: string;
  /** Telephone number or address of mail, as text. */
  readonly reach: string;
}

/** How an act is asked for: by whom, and under which key of the client (sent again under it, it is not done again). */
export interface Asking {
  readonly actor: Actor;
  readonly once?: string | undefined;
}

/** Somebody whom the organisation's own login (OpenID Connect) vouches for. */
export interface Identity {
  readonly organisationId: string;
  readonly issuer: string;
  /** The login's own name for this person; never shown, kept only as a hash. */
  readonly subject: string;
  readonly name: string;
  /** Roles that the login's groups give; a department by its name, null: the whole organisation. */
  readonly posts: readonly { readonly role: Role; readonly department: string | null }[];
}

/** The people of an organisation and what they are for. Ids of another organisation are as unknown as those of none. */
export interface Staff {
  departments(organisationId: string): Promise<readonly Department[]>;
  /** Rejects `name-malformed`, `department-exists`. */
  addDepartment(organisationId: string, name: string, asking: Asking): Promise<Department>;
  members(organisationId: string): Promise<readonly StaffMember[]>;
  invitations(organisationId: string): Promise<readonly Invitation[]>;
  /** The token is returned once and lives seven days. Rejects `name-malformed`, `posts-malformed`, `department-not-found`. */
  invite(
    organisationId: string,
    name: string,
    posts: readonly Omit<Post, 'id'>[],
    actor: Actor,
  ): Promise<{ readonly invitation: Invitation; readonly token: string }>;
  /** Rejects `invitation-not-found`. */
  withdrawInvitation(organisationId: string, invitationId: string, actor: Actor): Promise<void>;
  /** Whom a token invites; undefined where it is unknown, used, withdrawn or too old. Changes nothing. */
  invited(token: string): Promise<{ readonly name: string; readonly organisation: Organisation } | undefined>;
  /** Redeems the token: account, posts, passkey and recovery codes in one transaction. Rejects `invitation-invalid`. */
  join(
    token: string,
    passkey: Omit<PasskeyRecord, 'accountId'>,
  ): Promise<{ readonly account: Account; readonly recoveryCodes: readonly string[] }>;
  /**
   * Lets somebody in whom the organisation's login vouches for: the first time makes an account; each time their roles
   * become what the login gives now. Rejects `no-role` (what they held has then ended), `account-ended`,
   * `department-not-found`, `organisation-not-found`.
   */
  signIn(identity: Identity): Promise<Account>;
  /** Ends the sessions of somebody whom the login has let go. Unknown people: nothing. */
  signOut(identity: Pick<Identity, 'issuer' | 'subject'>): Promise<void>;
  /** Rejects `person-not-found`, `posts-malformed`, `department-not-found`. */
  givePost(organisationId: string, accountId: string, post: Omit<Post, 'id'>, asking: Asking): Promise<Post>;
  /** Rejects `post-not-found`. */
  endPost(organisationId: string, postId: string, actor: Actor): Promise<void>;
  /** Somebody leaves: every session ends with it, and no passkey or code opens another. Rejects `person-not-found`. */
  endAccount(organisationId: string, accountId: string, actor: Actor): Promise<void>;
  contacts(organisationId: string): Promise<readonly Contact[]>;
  /** Rejects `name-malformed`, `department-not-found`. */
  listContact(organisationId: string, contact: Omit<Contact, 'id'>, asking: Asking): Promise<Contact>;
  /** Rejects `contact-not-found`. */
  endContact(organisationId: string, contactId: string, actor: Actor): Promise<void>;
}

/** Which part somebody has at the table. */
export type Part = 'resident' | 'official' | 'representative' | 'companion' | 'third';

/** A talk to be planned. */
export interface Plan {
  /** Epoch milliseconds. */
  readonly plannedAt: number;
  /** A value of rules' dimension `soort`. */
  readonly kind: string;
  /** A value of rules' dimension `plaats`. */
  readonly place: string;
  /** What it is about, in a few words. */
  readonly subject: string;
  readonly departmentIds: readonly string[];
  readonly participants: readonly {
    readonly part: Part;
    readonly name: string;
    readonly number?: string | undefined;
    /** Of somebody of the staff. */
    readonly accountId?: string | undefined;
  }[];
}
