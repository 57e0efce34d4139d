/**
 * The tables, step by step. A step that was released is never changed; a change is a new step. The text is plain SQL with
 * four words that differ between the engines: {int} {bytes} {strict} {clustered}.
 */

/** What the engine calls the words in braces. */
export interface EngineWords {
  readonly int: string;
  readonly bytes: string;
  /** After a table: types are kept to. */
  readonly strict: string;
  /** After a table that is read by its primary key only. */
  readonly clustered: string;
}

export const SQLITE_WORDS: EngineWords = {
  int: 'integer',
  bytes: 'blob',
  strict: ' strict',
  clustered: ' strict, without rowid',
};

export const POSTGRES_WORDS: EngineWords = { int: 'bigint', bytes: 'bytea', strict: '', clustered: '' };

/** A numbered step; the number is its place in the list, from 1. */
export interface Migration {
  readonly title: string;
  readonly statements: readonly string[];
}

/** A step's statements for an engine. */
export function statementsFor(migration: Migration, words: EngineWords): string[] {
  return migration.statements.map((text) =>
    text.replace(/\{(int|bytes|strict|clustered)\}/g, (_, word: keyof EngineWords) => words[word]),
  );
}

export const MIGRATIONS: readonly Migration[] = [
  {
    title: 'talks, recordings, ledger, people, jobs',
    statements: [
      `create table organisation (
  id text not null primary key,
  organisation_id text not null,
  kind text not null check (kind in ('house', 'unassigned', 'demo', 'organisation')),
  name text not null,
  created_at {int} not null
){strict}`,
      `create unique index organisation_built_in on organisation (kind) where kind <> 'organisation'`,
      `create table line (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  line_key text not null unique,
  created_at {int} not null
){strict}`,
      `create table talk (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  source text not null,
  demo {int} not null check (demo in (0, 1)),
  state text not null check (state in ('live', 'storing', 'stored')),
  started_at {int} not null,
  ended_at {int},
  ending text
){strict}`,
      `create index talk_newest on talk (started_at, id)`,
      `create index talk_newest_of_organisation on talk (organisation_id, started_at, id)`,
      `create index talk_newest_in_state on talk (state, started_at, id)`,
      `create table recording (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null unique references talk (id),
  started_us {int} not null,
  ended_us {int},
  leaves {int},
  root text,
  object_name text,
  object_bytes {int},
  object_sha256 text
){strict}`,
      `create table party (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  position {int} not null,
  sealed {bytes} not null
){strict}`,
      `create index party_of_talk on party (talk_id, position)`,
      `create table channel (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  channel {int} not null,
  format text not null,
  sealed {bytes} not null
){strict}`,
      `create unique index channel_of_talk on channel (talk_id, channel)`,
      `create table metadata (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  at {int} not null,
  sealed {bytes} not null
){strict}`,
      `create index metadata_of_talk on metadata (talk_id, at, id)`,
      `create table outline (
  recording_id text not null primary key references recording (id),
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  sealed {bytes} not null
){strict}`,
      `create table ledger (
  organisation_id text not null references organisation (id),
  seq {int} not null,
  at {int} not null,
  actor text not null,
  act text not null,
  talk_id text,
  mac {bytes} not null,
  sealed {bytes},
  hash {bytes} not null,
  primary key (organisation_id, seq)
){strict}`,
      `create index ledger_of_talk on ledger (talk_id, seq)`,
      `create table ledger_head (
  organisation_id text not null primary key references organisation (id),
  seq {int} not null,
  hash {bytes} not null
){strict}`,
      `create table search_token (
  token {int} not null,
  started_at {int} not null,
  talk_id text not null,
  organisation_id text not null,
  primary key (token, started_at, talk_id)
){clustered}`,
      `create index search_token_of_talk on search_token (talk_id)`,
      `create table job (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  kind text not null,
  subject text not null,
  state text not null check (state in ('waiting', 'done')),
  attempts {int} not null,
  run_at {int} not null,
  lease_until {int} not null,
  lease_by text,
  progress {int} not null,
  failure text,
  created_at {int} not null,
  done_at {int}
){strict}`,
      `create index job_due on job (state, run_at)`,
      `create table account (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  name text not null,
  created_at {int} not null
){strict}`,
      `create table passkey (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  public_key {bytes} not null,
  counter {int} not null,
  transports text not null,
  created_at {int} not null
){strict}`,
      `create index passkey_of_account on passkey (account_id)`,
      `create table recovery_code (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  salt {bytes} not null,
  hash {bytes} not null,
  used_at {int}
){strict}`,
      `create table session (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  created_at {int} not null,
  seen_at {int} not null,
  expires_at {int} not null
){strict}`,
      `create table administrator_link (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  created_at {int} not null,
  expires_at {int} not null,
  used_at {int}
){strict}`,
    ],
  },
  {
    title: 'access tokens',
    statements: [
      `create table access_token (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  name text not null,
  secret_sha256 text not null unique,
  created_at {int} not null,
  expires_at {int} not null,
  revoked_at {int},
  used_day {int}
){strict}`,
    ],
  },
  {
    title: 'own rules, questions to the office',
    statements: [
      `create table own_rules (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  rules_key text not null,
  valid_from text not null,
  content text not null,
  adopted_at {int} not null
){strict}`,
      `create index own_rules_by_key on own_rules (rules_key, valid_from)`,
      `create table question (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  secret_sha256 text not null unique,
  state text not null check (state in ('open', 'answered', 'closed')),
  asked_at {int} not null,
  sealed {bytes} not null,
  published_question text,
  answer text,
  refers_to text references question (id),
  done_at {int}
){strict}`,
      `create index question_newest on question (organisation_id, asked_at)`,
    ],
  },
  {
    title: 'roles, departments, planned talks, objections, signs',
    statements: [
      `create table department (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  name text not null,
  created_at {int} not null
){strict}`,
      `create unique index department_by_name on department (organisation_id, name)`,
      `create table post (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  department_id text references department (id),
  role text not null,
  created_at {int} not null,
  ended_at {int}
){strict}`,
      `create index post_of_account on post (account_id)`,
      `create index post_of_organisation on post (organisation_id)`,
      `create table invitation (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  secret_sha256 text not null unique,
  name text not null,
  posts text not null,
  created_at {int} not null,
  expires_at {int} not null,
  used_at {int},
  withdrawn_at {int}
){strict}`,
      `create index invitation_of_organisation on invitation (organisation_id)`,
      'alter table account add column ended_at {int}',
      `create table contact (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  department_id text references department (id),
  duty text not null,
  sealed {bytes} not null,
  created_at {int} not null,
  ended_at {int}
){strict}`,
      `create index contact_of_organisation on contact (organisation_id)`,
      'alter table organisation add column sector text',
      'alter table line add column department_id text references department (id)',
      `create table attendance (
  subject text not null,
  started_at {int} not null,
  talk_id text not null,
  organisation_id text not null,
  kind text not null check (kind in ('department', 'account')),
  primary key (subject, started_at, talk_id)
){clustered}`,
      `create index attendance_of_talk on attendance (talk_id)`,
      // A column's own check cannot be widened in place: the column is made anew.
      'drop index talk_newest_in_state',
      'alter table talk rename column state to state_before',
      `alter table talk add column state text not null default 'stored' check (state in ('planned', 'called-off', 'unrecorded', 'live', 'storing', 'stored'))`,
      'update talk set state = state_before',
      'alter table talk drop column state_before',
      `create index talk_newest_in_state on talk (state, started_at, id)`,
      `create table objection (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  number_token text,
  name_token text,
  sealed {bytes} not null,
  created_at {int} not null,
  ended_at {int}
){strict}`,
      `create index objection_of_organisation on objection (organisation_id, ended_at)`,
      `create table sign (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  place text not null,
  since text not null,
  words text not null,
  removed_at {int}
){strict}`,
      `create table once (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  input text not null,
  answer text not null,
  created_at {int} not null
){strict}`,
    ],
  },
  {
    title: 'login by the organisation itself',
    statements: [
      `create table identity (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  created_at {int} not null
){strict}`,
      `create index identity_of_account on identity (account_id)`,
    ],
  },
  {
    title: 'recordings made on devices',
    statements: [
      `create table upload_right (
  recording_id text not null primary key references recording (id),
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  account_id text not null references account (id),
  secret_sha256 text not null unique,
  created_at {int} not null
){strict}`,
      `create index upload_right_of_talk on upload_right (talk_id)`,
    ],
  },
  {
    title: 'talks stopped as private',
    statements: [
      `create table private_stop (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  stopped_at {int} not null,
  destroy_at {int} not null,
  destroyed_at {int}
){strict}`,
    ],
  },
  {
    title: 'personal links',
    statements: [
      `create table personal_link (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  secret_sha256 text not null unique,
  made_at {int} not null,
  revoked_at {int}
){strict}`,
      `create index personal_link_of_talk on personal_link (talk_id)`,
    ],
  },
  {
    title: 'holds and destruction',
    statements: [
      'alter table private_stop add column destroying_at {int}',
      `create table hold (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  reason text not null,
  review_at {int} not null,
  placed_at {int} not null,
  lifted_at {int}
){strict}`,
      `create index hold_of_talk on hold (talk_id)`,
      `create index hold_of_organisation on hold (organisation_id, lifted_at, review_at)`,
      `create table destruction (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  decided_at {int} not null,
  destroyed_at {int},
  certificate text not null
){strict}`,
      `create index destruction_of_organisation on destruction (organisation_id, decided_at, talk_id)`,
    ],
  },
  {
    title: 'recording plans',
    statements: [
      'alter table talk add column plan_version text',
      `create index talk_of_plan on talk (plan_version, started_at) where plan_version is not null`,
      // Acts that concern no talk are read by what they are: plans, their approvals and their ends.
      `create index ledger_of_house on ledger (organisation_id, act, seq) where talk_id is null`,
    ],
  },
  {
    title: 'files that are handed in',
    statements: [
      `create table handed_file (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  offer_id text not null,
  secret_sha256 text not null unique,
  length {int} not null,
  opened_at {int} not null,
  expires_at {int} not null,
  state text not null,
  media_type text,
  sha256 text,
  leaves {int},
  root text,
  object_name text,
  object_bytes {int},
  object_sha256 text
){strict}`,
      `create index handed_file_of_talk on handed_file (talk_id)`,
    ],
  },
  {
    title: 'shared with others, and published',
    statements: [
      `create table share (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  kind text not null check (kind in ('link', 'publication')),
  address_sha256 text not null unique,
  made_at {int} not null,
  ends_at {int},
  closed_at {int}
){strict}`,
      `create index share_of_talk on share (talk_id)`,
    ],
  },
  {
    title: 'how long talks are kept',
    statements: [
      `create table keeping (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  ended_at {int} not null,
  due_at {int},
  ground text not null
){strict}`,
      `create index keeping_due on keeping (organisation_id, due_at, talk_id)`,
      `create table sweep (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  begun_by text not null,
  begun_at {int} not null,
  total {int} not null,
  done_at {int},
  destroyed {int},
  held {int},
  stayed {int}
){strict}`,
      `create index sweep_of_organisation on sweep (organisation_id, begun_at)`,
      'alter table destruction add column sweep_id text',
      `create index destruction_of_sweep on destruction (sweep_id) where sweep_id is not null`,
      'alter table organisation add column nightly {int}',
    ],
  },
  {
    title: 'requests under somebody’s rights',
    statements: [
      `create table rights_request (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  kind text not null,
  state text not null check (state in ('open', 'taken-up', 'answered')),
  received_at {int} not null,
  due_on text not null,
  answered_at {int}
){strict}`,
      `create index rights_request_of_talk on rights_request (talk_id)`,
      `create index rights_request_due on rights_request (state, due_on)`,
    ],
  },
  {
    title: 'recordings that stay with the other side',
    statements: [
      `create table own_recording (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  secret_sha256 text not null unique,
  made_at {int} not null,
  expires_at {int} not null,
  state text not null,
  device_sha256 text unique,
  started_at {int},
  ended_at {int},
  leaves {int},
  root text,
  object_name text,
  object_bytes {int},
  object_sha256 text
){strict}`,
      `create index own_recording_of_talk on own_recording (talk_id)`,
    ],
  },
  {
    title: 'mail',
    statements: [
      `create table mail (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  state text not null check (state in ('waiting', 'sent', 'failed', 'stopped')),
  sealed {bytes},
  tries {int} not null,
  failure text,
  queued_at {int} not null,
  done_at {int}
){strict}`,
      `create index mail_of_talk on mail (talk_id)`,
    ],
  },
  {
    title: 'letterheads',
    statements: [
      `create table letterhead (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  address text not null,
  colour text,
  tone text not null,
  logo {bytes},
  logo_type text,
  logo_width {int},
  logo_height {int},
  set_at {int} not null
){strict}`,
    ],
  },
  {
    title: 'why a recording was not for keeping',
    statements: [`alter table private_stop add column because text not null default 'private'`],
  },
  {
    title: 'edited copies',
    statements: [
      `create table edited_copy (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  state text not null check (state in ('declared', 'making', 'made', 'withdrawn')),
  declared_at {int} not null,
  made_at {int},
  bytes {int},
  sha256 text,
  leaves {int},
  root text,
  object_name text,
  object_bytes {int},
  object_sha256 text
){strict}`,
      `create index edited_copy_of_talk on edited_copy (talk_id)`,
    ],
  },
  {
    title: 'figures by week',
    statements: [
      'create index ledger_of_act on ledger (organisation_id, act, at)',
      'alter table outline add column sound_ms {int} not null default 0',
      'alter table outline add column lost_ms {int} not null default 0',
    ],
  },
  {
    title: 'codes, visits and tickets',
    statements: [
      `create table entrance (
  id text not null primary key,
  organisation_id text not null,
  talk_id text not null,
  code_mac {bytes},
  code_expires_at {int} not null,
  tries {int} not null,
  sent text not null,
  refused_at {int} not null
){strict}`,
      `create index entrance_of_talk on entrance (talk_id)`,
      `create table visit (
  id text not null primary key,
  organisation_id text not null,
  talk_id text not null,
  link_id text not null,
  expires_at {int} not null,
  sealed {bytes} not null
){strict}`,
      `create index visit_of_talk on visit (talk_id)`,
      `create index visit_of_link on visit (link_id)`,
      `create table visit_ticket (
  id text not null primary key,
  organisation_id text not null,
  talk_id text not null,
  visit_id text not null,
  what text not null,
  expires_at {int} not null
){strict}`,
      `create index visit_ticket_of_talk on visit_ticket (talk_id)`,
      `create index visit_ticket_of_visit on visit_ticket (visit_id)`,
    ],
  },
  {
    title: 'the nightly watch',
    statements: [
      `create table watch_round (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  begun_by text not null,
  begun_at {int} not null,
  done_at {int},
  chains {int},
  recordings {int} not null,
  found {int} not null,
  last_recording text
){strict}`,
      `create index watch_round_by_time on watch_round (begun_at)`,
      `create table watch_finding (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  round_id text not null,
  talk_id text,
  place text not null,
  meaning text not null,
  found_at {int} not null,
  settled_at {int}
){strict}`,
      `create index watch_finding_by_time on watch_finding (found_at)`,
    ],
  },
  {
    title: 'requests of people, about any number of talks',
    statements: [
      `drop table rights_request`,
      `create table rights_request (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  kind text not null,
  state text not null check (state in ('received', 'identified', 'found', 'decided', 'closed')),
  received_at {int} not null,
  due_on text not null,
  closed_at {int},
  account_id text references account (id)
){strict}`,
      `create index rights_request_due on rights_request (state, due_on)`,
      `create index rights_request_of_account on rights_request (account_id)`,
      `create table rights_talk (
  request_id text not null references rights_request (id),
  talk_id text not null references talk (id),
  organisation_id text not null references organisation (id),
  hold_id text,
  primary key (request_id, talk_id)
){strict}`,
      `create index rights_talk_of_talk on rights_talk (talk_id)`,
      `create table restriction (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  placed_at {int} not null,
  lifted_at {int}
){strict}`,
      `create index restriction_of_talk on restriction (talk_id)`,
    ],
  },
  {
    title: 'persons who are only talked about; the case of a talk',
    statements: [
      `create table absent_person (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  state text not null check (state in ('named', 'to-tell', 'excepted', 'told', 'struck')),
  due_on text not null,
  named_at {int} not null
){strict}`,
      `create index absent_person_of_talk on absent_person (talk_id)`,
      `create index absent_person_due on absent_person (state, due_on)`,
      `create table absent_token (
  absent_id text not null,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  token {int} not null,
  primary key (absent_id, token)
){strict}`,
      `create index absent_token_by_token on absent_token (organisation_id, token)`,
      `create index absent_token_of_talk on absent_token (talk_id)`,
      `create table talk_case (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  token {int} not null
){strict}`,
      `create index talk_case_by_token on talk_case (organisation_id, token)`,
    ],
  },
  {
    title: 'requests that are forgotten when their term is over',
    statements: [
      `create table rights_forgotten (
  request_id text not null primary key references rights_request (id),
  organisation_id text not null references organisation (id),
  forgetting_at {int} not null,
  forgotten_at {int}
){strict}`,
    ],
  },
  {
    title: 'what was seen at a place, and pictures of signs',
    statements: [
      `create table sign_finding (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  place text not null,
  day text not null,
  seen text not null check (seen in ('hangs', 'missing', 'unreadable')),
  seen_by text not null check (seen_by in ('staff', 'visitor')),
  words text not null,
  noted_at {int} not null
){strict}`,
      `create index sign_finding_of_organisation on sign_finding (organisation_id, day)`,
      `create table sign_file (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  about text not null,
  media_type text not null,
  bytes {int} not null,
  sha256 text not null,
  sealed {bytes},
  added_at {int} not null,
  gone_at {int}
){strict}`,
      `create index sign_file_of on sign_file (organisation_id, about)`,
    ],
  },
];
