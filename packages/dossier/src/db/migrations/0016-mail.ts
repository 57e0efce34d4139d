import type { Migration } from './migration.ts';

export const mail: Migration = {
  title: 'mail',
  statements: [
    `create table mail (
  id text not null primary key,
  organisation_id text not null references organisation (id),
  talk_id text not null references talk (id),
  state text not null check (state in ('waiting', 'sent', 'failed', 'stopped')),
  sealed {bytes},
  tries {int} not null,
  failure text,
  queued_at {int} not null,
  done_at {int}
){strict}`,
    `create index mail_of_talk on mail (talk_id)`,
  ],
};
