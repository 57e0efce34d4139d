import type { Migration } from './migration.ts';

export const ownRulesQuestions: Migration = {
  title: 'own rules, questions to the office',
  statements: [
    `create table own_rules (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  rules_key text not null,
  valid_from text not null,
  content text not null,
  adopted_at {int} not null
){strict}`,
    `create index own_rules_by_key on own_rules (rules_key, valid_from)`,
    `create table question (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  secret_sha256 text not null unique,
  state text not null check (state in ('open', 'answered', 'closed')),
  asked_at {int} not null,
  sealed {bytes} not null,
  published_question text,
  answer text,
  refers_to text references question (id),
  done_at {int}
){strict}`,
    `create index question_newest on question (organisation_id, asked_at)`,
  ],
};
