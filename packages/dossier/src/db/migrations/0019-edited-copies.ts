import type { Migration } from './migration.ts';

export const editedCopies: Migration = {
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
};
