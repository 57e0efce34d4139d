/** A part of an organisation (afdeling). */
export interface DepartmentRow {
  id: string;
  organisation_id: string;
  name: string;
  created_at: number;
}

/** A role that an account holds; `department_id` null: for the whole organisation. */
export interface PostRow {
  id: string;
  organisation_id: string;
  account_id: string;
  department_id: string | null;
  role: string;
  created_at: number;
  ended_at: number | null;
}

/** A one-time link by which somebody of the staff comes in for the first time. */
export interface InvitationRow {
  id: string;
  organisation_id: string;
  /** SHA-256 of the token, hex. */
  secret_sha256: string;
  name: string;
  /** JSON: the posts that come with it. */
  posts: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
  withdrawn_at: number | null;
}

/** Whom to ask about privacy, for a department or for all (contactpersoon). Name and address are sealed. */
export interface ContactRow {
  id: string;
  organisation_id: string;
  department_id: string | null;
  duty: string;
  sealed: Uint8Array;
  created_at: number;
  ended_at: number | null;
}

/** Whom the organisation's own login vouches for. */
export interface IdentityRow {
  /** SHA-256 over issuer and subject, hex. */
  id: string;
  organisation_id: string;
  account_id: string;
  created_at: number;
}

/** Departments, and who of the staff is what for whom. */
export interface StaffTables {
  department: DepartmentRow;
  post: PostRow;
  invitation: InvitationRow;
  contact: ContactRow;
  identity: IdentityRow;
}
