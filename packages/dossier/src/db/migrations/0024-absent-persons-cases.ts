import type { Migration } from './migration.ts';

export const absentPersonsCases: Migration = {
  title: 'persons who are only talked about; the case of a talk',
  statements: [
    `create table absent_person (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  state text not null check (state in ('named', 'to-tell', 'excepted', 'told', 'struck')),
  due_on text not null,
  named_at {int} not null
){strict}`,
    `create index absent_person_of_talk on absent_person (talk_id)`,
    `create index absent_person_due on absent_person (state, due_on)`,
    `create table absent_token (
  absent_id text not null,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  token {int} not null,
  primary key (absent_id, token)
){strict}`,
    `create index absent_token_by_token on absent_token (organisation_id, token)`,
    `create index absent_token_of_talk on absent_token (talk_id)`,
    `create table talk_case (
  talk_id text not null primary key references talk (id),
  organisation_id text not null references organisation (id),
  token {int} not null
){strict}`,
    `create index talk_case_by_token on talk_case (organisation_id, token)`,
  ],
};
