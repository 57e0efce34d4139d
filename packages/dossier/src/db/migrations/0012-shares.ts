import type { Migration } from './migration.ts';

export const shares: Migration = {
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
};
