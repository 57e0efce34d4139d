import type { Migration } from './migration.ts';

export const privateStops: Migration = {
  title: 'talks stopped as private',
  statements: [
    `create table private_stop (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  stopped_at {int} not null,
  destroy_at {int} not null,
  destroyed_at {int}
){strict}`,
  ],
};
