import type { Migration } from './migration.ts';

export const handedFiles: Migration = {
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
};
