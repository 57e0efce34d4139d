import type { Migration } from './migration.ts';

export const rolesPlannedTalksSigns: Migration = {
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
};
