import type { Migration } from './migration.ts';

export const rightsRequests: Migration = {
  title: 'requests under somebody’s rights',
  statements: [
    `create table rights_request (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  kind text not null,
  state text not null check (state in ('open', 'taken-up', 'answered')),
  received_at {int} not null,
  due_on text not null,
  answered_at {int}
){strict}`,
    `create index rights_request_of_talk on rights_request (talk_id)`,
    `create index rights_request_due on rights_request (state, due_on)`,
  ],
};
