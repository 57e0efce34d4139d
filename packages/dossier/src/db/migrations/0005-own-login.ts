import type { Migration } from './migration.ts';

export const ownLogin: Migration = {
  title: 'login by the organisation itself',
  statements: [
    `create table identity (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  account_id text not null references account (id),
  created_at {int} not null
){strict}`,
    `create index identity_of_account on identity (account_id)`,
  ],
};
