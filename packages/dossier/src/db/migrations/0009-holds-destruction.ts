import type { Migration } from './migration.ts';

export const holdsDestruction: Migration = {
  title: 'holds and destruction',
  statements: [
    'alter table private_stop add column destroying_at {int}',
    `create table hold (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  reason text not null,
  review_at {int} not null,
  placed_at {int} not null,
  lifted_at {int}
){strict}`,
    `create index hold_of_talk on hold (talk_id)`,
    `create index hold_of_organisation on hold (organisation_id, lifted_at, review_at)`,
    `create table destruction (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  decided_at {int} not null,
  destroyed_at {int},
  certificate text not null
){strict}`,
    `create index destruction_of_organisation on destruction (organisation_id, decided_at, talk_id)`,
  ],
};
