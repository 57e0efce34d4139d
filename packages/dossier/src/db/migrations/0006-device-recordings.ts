import type { Migration } from './migration.ts';

export const deviceRecordings: Migration = {
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
};
