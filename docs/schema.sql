-- Generated from packages/dossier/src/db/migrations. On PostgreSQL: integer is bigint, blob is bytea.

-- Step 1: talks, recordings, ledger, people, jobs

create table organisation (
  id text not null primary key,
  organisation_id text not null,
  kind text not null check (kind in ('house', 'unassigned', 'demo', 'organisation')),
  name text not null,
  created_at integer not null
) strict;

create unique index organisation_built_in on organisation (kind) where kind <> 'organisation';

create table line (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  line_key text not null unique,
  created_at integer not null
) strict;

create table talk (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  source text not null,
  demo integer not null check (demo in (0, 1)),
  state text not null check (state in ('live', 'storing', 'stored')),
  started_at integer not null,
  ended_at integer,
  ending text
) strict;

create index talk_newest on talk (started_at, id);

create index talk_newest_of_organisation on talk (organisation_id, started_at, id);

create index talk_newest_in_state on talk (state, started_at, id);

create table recording (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null unique references talk (id),
  started_us integer not null,
  ended_us integer,
  leaves integer,
  root text,
  object_name text,
  object_bytes integer,
  object_sha256 text
) strict;

create table party (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  position integer not null,
  sealed blob not null
) strict;

create index party_of_talk on party (talk_id, position);

create table channel (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  channel integer not null,
  format text not null,
  sealed blob not null
) strict;

create unique index channel_of_talk on channel (talk_id, channel);

create table metadata (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  at integer not null,
  sealed blob not null
) strict;

create index metadata_of_talk on metadata (talk_id, at, id);

create table outline (
  recording_id text not null primary key references recording (id),
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  sealed blob not null
) strict;

create table ledger (
  organisation_id text not null references organisation (id),
  seq integer not null,
  at integer not null,
  actor text not null,
  act text not null,
  talk_id text,
  mac blob not null,
  sealed blob,
  hash blob not null,
  primary key (organisation_id, seq)
) strict;

create index ledger_of_talk on ledger (talk_id, seq);

create table ledger_head (
  organisation_id text not null primary key references organisation (id),
  seq integer not null,
  hash blob not null
) strict;

create table search_token (
  token integer not null,
  started_at integer not null,
  talk_id text not null,
  organisation_id text not null,
  primary key (token, started_at, talk_id)
) strict, without rowid;

create index search_token_of_talk on search_token (talk_id);

create table job (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  kind text not null,
  subject text not null,
  state text not null check (state in ('waiting', 'done')),
  attempts integer not null,
  run_at integer not null,
  lease_until integer not null,
  lease_by text,
  progress integer not null,
  failure text,
  created_at integer not null,
  done_at integer
) strict;

create index job_due on job (state, run_at);

create table account (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  name text not null,
  created_at integer not null
) strict;

create table passkey (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  public_key blob not null,
  counter integer not null,
  transports text not null,
  created_at integer not null
) strict;

create index passkey_of_account on passkey (account_id);

create table recovery_code (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  salt blob not null,
  hash blob not null,
  used_at integer
) strict;

create table session (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  created_at integer not null,
  seen_at integer not null,
  expires_at integer not null
) strict;

create table administrator_link (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;

-- Step 2: access tokens

create table access_token (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  name text not null,
  secret_sha256 text not null unique,
  created_at integer not null,
  expires_at integer not null,
  revoked_at integer,
  used_day integer
) strict;

-- Step 3: own rules, questions to the office

create table own_rules (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  rules_key text not null,
  valid_from text not null,
  content text not null,
  adopted_at integer not null
) strict;

create index own_rules_by_key on own_rules (rules_key, valid_from);

create table question (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  secret_sha256 text not null unique,
  state text not null check (state in ('open', 'answered', 'closed')),
  asked_at integer not null,
  sealed blob not null,
  published_question text,
  answer text,
  refers_to text references question (id),
  done_at integer
) strict;

create index question_newest on question (organisation_id, asked_at);

-- Step 4: roles, departments, planned talks, objections, signs

create table department (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  name text not null,
  created_at integer not null
) strict;

create unique index department_by_name on department (organisation_id, name);

create table post (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  department_id text references department (id),
  role text not null,
  created_at integer not null,
  ended_at integer
) strict;

create index post_of_account on post (account_id);

create index post_of_organisation on post (organisation_id);

create table invitation (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  secret_sha256 text not null unique,
  name text not null,
  posts text not null,
  created_at integer not null,
  expires_at integer not null,
  used_at integer,
  withdrawn_at integer
) strict;

create index invitation_of_organisation on invitation (organisation_id);

alter table account add column ended_at integer;

create table contact (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  department_id text references department (id),
  duty text not null,
  sealed blob not null,
  created_at integer not null,
  ended_at integer
) strict;

create index contact_of_organisation on contact (organisation_id);

alter table organisation add column sector text;

alter table line add column department_id text references department (id);

create table attendance (
  subject text not null,
  started_at integer not null,
  talk_id text not null,
  organisation_id text not null,
  kind text not null check (kind in ('department', 'account')),
  primary key (subject, started_at, talk_id)
) strict, without rowid;

create index attendance_of_talk on attendance (talk_id);

drop index talk_newest_in_state;

alter table talk rename column state to state_before;

alter table talk add column state text not null default 'stored' check (state in ('planned', 'called-off', 'unrecorded', 'live', 'storing', 'stored'));

update talk set state = state_before;

alter table talk drop column state_before;

create index talk_newest_in_state on talk (state, started_at, id);

create table objection (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  number_token text,
  name_token text,
  sealed blob not null,
  created_at integer not null,
  ended_at integer
) strict;

create index objection_of_organisation on objection (organisation_id, ended_at);

create table sign (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  place text not null,
  since text not null,
  words text not null,
  removed_at integer
) strict;

create table once (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  input text not null,
  answer text not null,
  created_at integer not null
) strict;

-- Step 5: login by the organisation itself

create table identity (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  created_at integer not null
) strict;

create index identity_of_account on identity (account_id);

-- Step 6: recordings made on devices

create table upload_right (
  recording_id text not null primary key references recording (id),
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  account_id text not null references account (id),
  secret_sha256 text not null unique,
  created_at integer not null
) strict;

create index upload_right_of_talk on upload_right (talk_id);

-- Step 7: talks stopped as private

create table private_stop (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  stopped_at integer not null,
  destroy_at integer not null,
  destroyed_at integer
) strict;

-- Step 8: personal links

create table personal_link (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  secret_sha256 text not null unique,
  made_at integer not null,
  revoked_at integer
) strict;

create index personal_link_of_talk on personal_link (talk_id);

-- Step 9: holds and destruction

alter table private_stop add column destroying_at integer;

create table hold (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  reason text not null,
  review_at integer not null,
  placed_at integer not null,
  lifted_at integer
) strict;

create index hold_of_talk on hold (talk_id);

create index hold_of_organisation on hold (organisation_id, lifted_at, review_at);

create table destruction (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  decided_at integer not null,
  destroyed_at integer,
  certificate text not null
) strict;

create index destruction_of_organisation on destruction (organisation_id, decided_at, talk_id);

-- Step 10: recording plans

alter table talk add column plan_version text;

create index talk_of_plan on talk (plan_version, started_at) where plan_version is not null;

create index ledger_of_house on ledger (organisation_id, act, seq) where talk_id is null;

-- Step 11: files that are handed in

create table handed_file (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  offer_id text not null,
  secret_sha256 text not null unique,
  length integer not null,
  opened_at integer not null,
  expires_at integer not null,
  state text not null,
  media_type text,
  sha256 text,
  leaves integer,
  root text,
  object_name text,
  object_bytes integer,
  object_sha256 text
) strict;

create index handed_file_of_talk on handed_file (talk_id);

-- Step 12: shared with others, and published

create table share (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  kind text not null check (kind in ('link', 'publication')),
  address_sha256 text not null unique,
  made_at integer not null,
  ends_at integer,
  closed_at integer
) strict;

create index share_of_talk on share (talk_id);

-- Step 13: how long talks are kept

create table keeping (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  ended_at integer not null,
  due_at integer,
  ground text not null
) strict;

create index keeping_due on keeping (organisation_id, due_at, talk_id);

create table sweep (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  begun_by text not null,
  begun_at integer not null,
  total integer not null,
  done_at integer,
  destroyed integer,
  held integer,
  stayed integer
) strict;

create index sweep_of_organisation on sweep (organisation_id, begun_at);

alter table destruction add column sweep_id text;

create index destruction_of_sweep on destruction (sweep_id) where sweep_id is not null;

alter table organisation add column nightly integer;

-- Step 14: requests under somebody’s rights

create table rights_request (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  kind text not null,
  state text not null check (state in ('open', 'taken-up', 'answered')),
  received_at integer not null,
  due_on text not null,
  answered_at integer
) strict;

create index rights_request_of_talk on rights_request (talk_id);

create index rights_request_due on rights_request (state, due_on);

-- Step 15: recordings that stay with the other side

create table own_recording (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  secret_sha256 text not null unique,
  made_at integer not null,
  expires_at integer not null,
  state text not null,
  device_sha256 text unique,
  started_at integer,
  ended_at integer,
  leaves integer,
  root text,
  object_name text,
  object_bytes integer,
  object_sha256 text
) strict;

create index own_recording_of_talk on own_recording (talk_id);

-- Step 16: mail

create table mail (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  state text not null check (state in ('waiting', 'sent', 'failed', 'stopped')),
  sealed blob,
  tries integer not null,
  failure text,
  queued_at integer not null,
  done_at integer
) strict;

create index mail_of_talk on mail (talk_id);

-- Step 17: letterheads

create table letterhead (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  address text not null,
  colour text,
  tone text not null,
  logo blob,
  logo_type text,
  logo_width integer,
  logo_height integer,
  set_at integer not null
) strict;

-- Step 18: why a recording was not for keeping

alter table private_stop add column because text not null default 'private';

-- Step 19: edited copies

create table edited_copy (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  state text not null check (state in ('declared', 'making', 'made', 'withdrawn')),
  declared_at integer not null,
  made_at integer,
  bytes integer,
  sha256 text,
  leaves integer,
  root text,
  object_name text,
  object_bytes integer,
  object_sha256 text
) strict;

create index edited_copy_of_talk on edited_copy (talk_id);

-- Step 20: figures by week

create index ledger_of_act on ledger (organisation_id, act, at);

alter table outline add column sound_ms integer not null default 0;

alter table outline add column lost_ms integer not null default 0;

-- Step 21: codes, visits and tickets

create table entrance (
  id text not null primary key,
  organisation_id text not null,
  talk_id text not null,
  code_mac blob,
  code_expires_at integer not null,
  tries integer not null,
  sent text not null,
  refused_at integer not null
) strict;

create index entrance_of_talk on entrance (talk_id);

create table visit (
  id text not null primary key,
  organisation_id text not null,
  talk_id text not null,
  link_id text not null,
  expires_at integer not null,
  sealed blob not null
) strict;

create index visit_of_talk on visit (talk_id);

create index visit_of_link on visit (link_id);

create table visit_ticket (
  id text not null primary key,
  organisation_id text not null,
  talk_id text not null,
  visit_id text not null,
  what text not null,
  expires_at integer not null
) strict;

create index visit_ticket_of_talk on visit_ticket (talk_id);

create index visit_ticket_of_visit on visit_ticket (visit_id);

-- Step 22: the nightly watch

create table watch_round (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  begun_by text not null,
  begun_at integer not null,
  done_at integer,
  chains integer,
  recordings integer not null,
  found integer not null,
  last_recording text
) strict;

create index watch_round_by_time on watch_round (begun_at);

create table watch_finding (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  round_id text not null,
  talk_id text,
  place text not null,
  meaning text not null,
  found_at integer not null,
  settled_at integer
) strict;

create index watch_finding_by_time on watch_finding (found_at);

-- Step 23: requests of people, about any number of talks

drop table rights_request;

create table rights_request (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  kind text not null,
  state text not null check (state in ('received', 'identified', 'found', 'decided', 'closed')),
  received_at integer not null,
  due_on text not null,
  closed_at integer,
  account_id text references account (id)
) strict;

create index rights_request_due on rights_request (state, due_on);

create index rights_request_of_account on rights_request (account_id);

create table rights_talk (
  request_id text not null references rights_request (id),
  talk_id text not null references talk (id),
  organisation_id text not null references organisation (id),
  hold_id text,
  primary key (request_id, talk_id)
) strict;

create index rights_talk_of_talk on rights_talk (talk_id);

create table restriction (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  placed_at integer not null,
  lifted_at integer
) strict;

create index restriction_of_talk on restriction (talk_id);

-- Step 24: persons who are only talked about; the case of a talk

create table absent_person (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  state text not null check (state in ('named', 'to-tell', 'excepted', 'told', 'struck')),
  due_on text not null,
  named_at integer not null
) strict;

create index absent_person_of_talk on absent_person (talk_id);

create index absent_person_due on absent_person (state, due_on);

create table absent_token (
  absent_id text not null,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  token integer not null,
  primary key (absent_id, token)
) strict;

create index absent_token_by_token on absent_token (organisation_id, token);

create index absent_token_of_talk on absent_token (talk_id);

create table talk_case (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  token integer not null
) strict;

create index talk_case_by_token on talk_case (organisation_id, token);

-- Step 25: requests that are forgotten when their term is over

create table rights_forgotten (
  request_id text not null primary key references rights_request (id),
  organisation_id text not null references organisation (id),
  forgetting_at integer not null,
  forgotten_at integer
) strict;

-- Step 26: what was seen at a place, and pictures of signs

create table sign_finding (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  place text not null,
  day text not null,
  seen text not null check (seen in ('hangs', 'missing', 'unreadable')),
  seen_by text not null check (seen_by in ('staff', 'visitor')),
  words text not null,
  noted_at integer not null
) strict;

create index sign_finding_of_organisation on sign_finding (organisation_id, day);

create table sign_file (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  about text not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  sealed blob,
  added_at integer not null,
  gone_at integer
) strict;

create index sign_file_of on sign_file (organisation_id, about);
