import type { Migration } from './migration.ts';

export const ownRecordings: Migration = {
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
};
