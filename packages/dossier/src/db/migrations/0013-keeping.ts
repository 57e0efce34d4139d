import type { Migration } from './migration.ts';

export const keeping: Migration = {
  title: 'how long talks are kept',
  statements: [
    `create table keeping (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  ended_at {int} not null,
  due_at {int},
  ground text not null
){strict}`,
    `create index keeping_due on keeping (organisation_id, due_at, talk_id)`,
    `create table sweep (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  begun_by text not null,
  begun_at {int} not null,
  total {int} not null,
  done_at {int},
  destroyed {int},
  held {int},
  stayed {int}
){strict}`,
    `create index sweep_of_organisation on sweep (organisation_id, begun_at)`,
    'alter table destruction add column sweep_id text',
    `create index destruction_of_sweep on destruction (sweep_id) where sweep_id is not null`,
    'alter table organisation add column nightly {int}',
  ],
};
