import type { Migration } from './migration.ts';

export const letterheads: Migration = {
  title: 'letterheads',
  statements: [
    `create table letterhead (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  address text not null,
  colour text,
  tone text not null,
  logo {bytes},
  logo_type text,
  logo_width {int},
  logo_height {int},
  set_at {int} not null
){strict}`,
  ],
};
