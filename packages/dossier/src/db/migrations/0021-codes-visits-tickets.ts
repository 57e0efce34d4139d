import type { Migration } from './migration.ts';

export const codesVisitsTickets: Migration = {
  title: 'codes, visits and tickets',
  statements: [
    `create table entrance (
  id text not null primary key,
  organisation_id text not null,
  talk_id text not null,
  code_mac {bytes},
  code_expires_at {int} not null,
  tries {int} not null,
  sent text not null,
  refused_at {int} not null
){strict}`,
    `create index entrance_of_talk on entrance (talk_id)`,
    `create table visit (
  id text not null primary key,
  organisation_id text not null,
  talk_id text not null,
  link_id text not null,
  expires_at {int} not null,
  sealed {bytes} not null
){strict}`,
    `create index visit_of_talk on visit (talk_id)`,
    `create index visit_of_link on visit (link_id)`,
    `create table visit_ticket (
  id text not null primary key,
  organisation_id text not null,
  talk_id text not null,
  visit_id text not null,
  what text not null,
  expires_at {int} not null
){strict}`,
    `create index visit_ticket_of_talk on visit_ticket (talk_id)`,
    `create index visit_ticket_of_visit on visit_ticket (visit_id)`,
  ],
};
