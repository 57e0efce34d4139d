import type { Migration } from './migration.ts';

export const accessTokens: Migration = {
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
};
