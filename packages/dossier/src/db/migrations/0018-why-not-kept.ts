import type { Migration } from './migration.ts';

export const whyNotKept: Migration = {
  title: 'why a recording was not for keeping',
  statements: [`alter table private_stop add column because text not null default 'private'`],
};
