import type { Migration } from './migration.ts';

export const watch: Migration = {
  title: 'the nightly watch',
  statements: [
    `create table watch_round (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  begun_by text not null,
  begun_at {int} not null,
  done_at {int},
  chains {int},
  recordings {int} not null,
  found {int} not null,
  last_recording text
){strict}`,
    `create index watch_round_by_time on watch_round (begun_at)`,
    `create table watch_finding (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  round_id text not null,
  talk_id text,
  place text not null,
  meaning text not null,
  found_at {int} not null,
  settled_at {int}
){strict}`,
    `create index watch_finding_by_time on watch_finding (found_at)`,
  ],
};
