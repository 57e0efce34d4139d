import type { Migration } from './migration.ts';

export const requestsOfPeople: Migration = {
  title: 'requests of people, about any number of talks',
  statements: [
    `drop table rights_request`,
    `create table rights_request (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  kind text not null,
  state text not null check (state in ('received', 'identified', 'found', 'decided', 'closed')),
  received_at {int} not null,
  due_on text not null,
  closed_at {int},
  account_id text references account (id)
){strict}`,
    `create index rights_request_due on rights_request (state, due_on)`,
    `create index rights_request_of_account on rights_request (account_id)`,
    `create table rights_talk (
  request_id text not null references rights_request (id),
  talk_id text not null references talk (id),
  organisation_id text not null references organisation (id),
  hold_id text,
  primary key (request_id, talk_id)
){strict}`,
    `create index rights_talk_of_talk on rights_talk (talk_id)`,
    `create table restriction (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  placed_at {int} not null,
  lifted_at {int}
){strict}`,
    `create index restriction_of_talk on restriction (talk_id)`,
  ],
};
