/**
 * The tables as Kysely knows them; the DDL is in migrations/. Every row carries its organisation. Ids are UUIDv7 text,
 * times epoch milliseconds (columns in `_us`: microseconds, where a recording's tick 0 needs them), booleans 0 or 1,
 * JSON is text. `sealed` columns are ciphertext under the talk's key: names, numbers, labels, metadata.
 */
import type { FileType } from '@woordelijk/audio';
import type { LockedBecause } from '../face.ts';

/** One organisation for whom talks are recorded. `house` is the installation itself and is never listed. */
export interface OrganisationRow {
  id: string;
  organisation_id: string;
  kind: 'house' | 'unassigned' | 'demo' | 'organisation';
  name: string;
  created_at: number;
  /** What it is to the law: gemeente, overheid_anders, organisatie. Null: not told yet. */
  sector: string | null;
  /** 1: what is due is destroyed every night. */
  nightly: number | null;
}

/** A number, address or trunk by which calls are assigned. */
export interface LineRow {
  id: string;
  organisation_id: string;
  line_key: string;
  created_at: number;
  /** Which department's calls come in here; null: nobody's in particular. */
  department_id: string | null;
}

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

/** Somebody does not want to be recorded. Sealed under a key of its own; found by HMACs, which go when it ends. */
export interface ObjectionRow {
  id: string;
  organisation_id: string;
  number_token: string | null;
  name_token: string | null;
  sealed: Uint8Array;
  created_at: number;
  ended_at: number | null;
}

/** A sign that tells of recording. */
export interface SignRow {
  id: string;
  organisation_id: string;
  place: string;
  since: string;
  words: string;
  removed_at: number | null;
}

/** What was seen at a place: a sign that hangs, or one that is missing. */
export interface SignFindingRow {
  id: string;
  organisation_id: string;
  place: string;
  /** YYYY-MM-DD. */
  day: string;
  seen: 'hangs' | 'missing' | 'unreadable';
  seen_by: 'staff' | 'visitor';
  words: string;
  noted_at: number;
}

/** A photo or scan of a sign or a place, sealed under a key of its own. */
export interface SignFileRow {
  id: string;
  organisation_id: string;
  /** A sign or a finding. */
  about: string;
  media_type: 'image/jpeg' | 'image/png' | 'application/pdf';
  bytes: number;
  /** Of the picture itself, hex. */
  sha256: string;
  /** Null: it was destroyed. */
  sealed: Uint8Array | null;
  added_at: number;
  gone_at: number | null;
}

/** Whose a talk is: its departments, and the accounts that take part. */
export interface AttendanceRow {
  subject: string;
  started_at: number;
  talk_id: string;
  organisation_id: string;
  kind: 'department' | 'account';
}

/** An act that a client named by a key of its own, so that sending it again does not do it again. */
export interface OnceRow {
  /** SHA-256 over who, what and the client's key, hex. */
  id: string;
  organisation_id: string;
  /** HMAC over what was asked, hex. */
  input: string;
  /** Id of what the act made. */
  answer: string;
  created_at: number;
}

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

export interface RecordingRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  started_us: number;
  ended_us: number | null;
  /** Leaves under the root. */
  leaves: number | null;
  /** Hex. */
  root: string | null;
  object_name: string | null;
  object_bytes: number | null;
  object_sha256: string | null;
}

export interface PartyRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  position: number;
  sealed: Uint8Array;
}

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

export interface LedgerRow {
  organisation_id: string;
  seq: number;
  at: number;
  actor: string;
  act: string;
  /** The talk it concerns, or the request under somebody's rights: under whose key the detail stands. Null: the organisation's. */
  talk_id: string | null;
  mac: Uint8Array;
  /** Null after an erasure. */
  sealed: Uint8Array | null;
  hash: Uint8Array;
}

/** The end of an organisation's chain. */
export interface LedgerHeadRow {
  organisation_id: string;
  seq: number;
  hash: Uint8Array;
}

/** 53 bits of an HMAC over part of a name or number. */
export interface SearchTokenRow {
  token: number;
  started_at: number;
  talk_id: string;
  organisation_id: string;
}

export interface JobRow {
  id: string;
  organisation_id: string;
  kind: string;
  /** Id of what it is about. */
  subject: string;
  state: 'waiting' | 'done';
  attempts: number;
  run_at: number;
  lease_until: number;
  lease_by: string | null;
  /** 0 to 1000. */
  progress: number;
  /** Code of the last failure. */
  failure: string | null;
  created_at: number;
  done_at: number | null;
}

export interface AccountRow {
  id: string;
  organisation_id: string;
  name: string;
  created_at: number;
  /** From then on nobody comes in by it. */
  ended_at: number | null;
}

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

export interface RecoveryCodeRow {
  id: string;
  organisation_id: string;
  account_id: string;
  salt: Uint8Array;
  /** scrypt. */
  hash: Uint8Array;
  used_at: number | null;
}

export interface SessionRow {
  /** SHA-256 of the token, hex. */
  id: string;
  organisation_id: string;
  account_id: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
}

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

/** A version of an organisation's own rules: public text. */
export interface OwnRulesRow {
  id: string;
  organisation_id: string;
  /** Short name for addresses; one for each organisation. */
  rules_key: string;
  /** YYYY-MM-DD. */
  valid_from: string;
  /** JSON as `withOwnRules` reads it. */
  content: string;
  adopted_at: number;
}

/** A question that somebody asked the office. */
export interface QuestionRow {
  id: string;
  organisation_id: string;
  /** SHA-256 of what the asker finds the answer by, hex. */
  secret_sha256: string;
  state: 'open' | 'answered' | 'closed';
  asked_at: number;
  /** The asker's own words, under the organisation's key. */
  sealed: Uint8Array;
  /** The question as the office made it public; null where it did not. */
  published_question: string | null;
  /** The answer, or why it was closed. */
  answer: string | null;
  /** Id of the question whose answer serves here too. */
  refers_to: string | null;
  done_at: number | null;
}

/** Whom the organisation's own login vouches for. */
export interface IdentityRow {
  /** SHA-256 over issuer and subject, hex. */
  id: string;
  organisation_id: string;
  account_id: string;
  created_at: number;
}

/** The right to deliver a recording made on a device. */
export interface UploadRightRow {
  recording_id: string;
  organisation_id: string;
  talk_id: string;
  account_id: string;
  /** SHA-256 of the secret, hex. */
  secret_sha256: string;
  created_at: number;
}

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

/** A copy of the other side's recording that was handed in as a file. Its bytes are a recording of the vault by the same id. */
export interface HandedFileRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  /** Of the act `recording.offered`. */
  offer_id: string;
  /** SHA-256 of the secret that is the right to bring it, hex. */
  secret_sha256: string;
  /** Bytes that it will have. */
  length: number;
  opened_at: number;
  expires_at: number;
  state: 'receiving' | 'storing' | 'stored' | 'given-up';
  /** By its content; null until all of it came, as the three behind it. */
  media_type: FileType | null;
  /** Of the file, hex. */
  sha256: string | null;
  leaves: number | null;
  root: string | null;
  object_name: string | null;
  object_bytes: number | null;
  object_sha256: string | null;
}

/** How an organisation's letters look; its id is the organisation's. */
export interface LetterheadRow {
  id: string;
  organisation_id: string;
  /** JSON list of lines. */
  address: string;
  colour: string | null;
  tone: string;
  logo: Uint8Array | null;
  logo_type: string | null;
  logo_width: number | null;
  logo_height: number | null;
  set_at: number;
}

/** A mail in the outbox. To whom it is stands in the ledger. */
export interface MailRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  state: 'waiting' | 'sent' | 'failed' | 'stopped';
  /** Address and text; null when it was sent or stopped. */
  sealed: Uint8Array | null;
  tries: number;
  /** Code of the last failure. */
  failure: string | null;
  queued_at: number;
  done_at: number | null;
}

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

/** Somebody who is only talked about; who, stands in the ledger under the talk's key. */
export interface AbsentPersonRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  state: 'named' | 'to-tell' | 'excepted' | 'told' | 'struck';
  /** YYYY-MM-DD. */
  due_on: string;
  named_at: number;
}

/** What somebody who is talked about is found by: as `search_token`, and asked by requests only. */
export interface AbsentTokenRow {
  absent_id: string;
  organisation_id: string;
  talk_id: string;
  token: number;
}

/** The case that a talk belongs to, as a token under the search key. */
export interface TalkCaseRow {
  talk_id: string;
  organisation_id: string;
  token: number;
}

/** A talk that somebody on it had shut (afscherming). */
export interface RestrictionRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  placed_at: number;
  lifted_at: number | null;
}

/** What somebody outside the talk may hear: by a link with a code, or everybody (publication). */
export interface ShareRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  kind: 'link' | 'publication';
  /** SHA-256 of what opens it, hex. */
  address_sha256: string;
  made_at: number;
  /** Null: until it is called back. */
  ends_at: number | null;
  closed_at: number | null;
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

/** A recording that stays on the other side's device. Its fingerprints are a recording of the vault by the same id. */
export interface OwnRecordingRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  /** SHA-256 of the secret in the link, hex. */
  secret_sha256: string;
  made_at: number;
  expires_at: number;
  state: 'invited' | 'recording' | 'storing' | 'stored';
  /** SHA-256 of the secret of the device that records, hex. */
  device_sha256: string | null;
  started_at: number | null;
  ended_at: number | null;
  leaves: number | null;
  root: string | null;
  object_name: string | null;
  object_bytes: number | null;
  object_sha256: string | null;
}

/** An edited copy of a recording, and what was declared of it. Its file is a recording of the vault by the same id. */
export interface EditedCopyRow {
  id: string;
  organisation_id: string;
  talk_id: string;
  state: 'declared' | 'making' | 'made' | 'withdrawn';
  declared_at: number;
  made_at: number | null;
  /** Of the file, as the next. */
  bytes: number | null;
  sha256: string | null;
  leaves: number | null;
  root: string | null;
  object_name: string | null;
  object_bytes: number | null;
  object_sha256: string | null;
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

export interface Schema {
  organisation: OrganisationRow;
  line: LineRow;
  talk: TalkRow;
  recording: RecordingRow;
  party: PartyRow;
  channel: ChannelRow;
  metadata: MetadataRow;
  outline: OutlineRow;
  ledger: LedgerRow;
  ledger_head: LedgerHeadRow;
  search_token: SearchTokenRow;
  job: JobRow;
  account: AccountRow;
  passkey: PasskeyRow;
  recovery_code: RecoveryCodeRow;
  session: SessionRow;
  administrator_link: AdministratorLinkRow;
  access_token: AccessTokenRow;
  identity: IdentityRow;
  own_rules: OwnRulesRow;
  question: QuestionRow;
  department: DepartmentRow;
  post: PostRow;
  invitation: InvitationRow;
  contact: ContactRow;
  attendance: AttendanceRow;
  once: OnceRow;
  objection: ObjectionRow;
  sign: SignRow;
  sign_finding: SignFindingRow;
  sign_file: SignFileRow;
  upload_right: UploadRightRow;
  private_stop: PrivateStopRow;
  personal_link: PersonalLinkRow;
  rights_request: RightsRequestRow;
  rights_talk: RightsTalkRow;
  rights_forgotten: RightsForgottenRow;
  restriction: RestrictionRow;
  absent_person: AbsentPersonRow;
  absent_token: AbsentTokenRow;
  talk_case: TalkCaseRow;
  letterhead: LetterheadRow;
  mail: MailRow;
  hold: HoldRow;
  destruction: DestructionRow;
  keeping: KeepingRow;
  sweep: SweepRow;
  handed_file: HandedFileRow;
  own_recording: OwnRecordingRow;
  share: ShareRow;
  edited_copy: EditedCopyRow;
  entrance: EntranceRow;
  visit: VisitRow;
  visit_ticket: VisitTicketRow;
  watch_round: WatchRoundRow;
  watch_finding: WatchFindingRow;
}
