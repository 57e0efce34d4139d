import type { Migration } from './migration.ts';

export const signFindingsPictures: Migration = {
  title: 'what was seen at a place, and pictures of signs',
  statements: [
    `create table sign_finding (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  place text not null,
  day text not null,
  seen text not null check (seen in ('hangs', 'missing', 'unreadable')),
  seen_by text not null check (seen_by in ('staff', 'visitor')),
  words text not null,
  noted_at {int} not null
){strict}`,
    `create index sign_finding_of_organisation on sign_finding (organisation_id, day)`,
    `create table sign_file (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  about text not null,
  media_type text not null,
  bytes {int} not null,
  sha256 text not null,
  sealed {bytes},
  added_at {int} not null,
  gone_at {int}
){strict}`,
    `create index sign_file_of on sign_file (organisation_id, about)`,
  ],
};
