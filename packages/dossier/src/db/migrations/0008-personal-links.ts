import type { Migration } from './migration.ts';

export const personalLinks: Migration = {
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
};
