import type { Migration } from './migration.ts';

export const forgottenRequests: Migration = {
  title: 'requests that are forgotten when their term is over',
  statements: [
    `create table rights_forgotten (
  request_id text not null primary key references rights_request (id),
  organisation_id text not null references organisation (id),
  forgetting_at {int} not null,
  forgotten_at {int}
){strict}`,
  ],
};
