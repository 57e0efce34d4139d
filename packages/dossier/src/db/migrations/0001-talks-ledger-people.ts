import type { Migration } from './migration.ts';

export const talksLedgerPeople: Migration = {
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
};
