import type { Migration } from './migration.ts';

export const figuresByWeek: Migration = {
  title: 'figures by week',
  statements: [
    'create index ledger_of_act on ledger (organisation_id, act, at)',
    'alter table outline add column sound_ms {int} not null default 0',
    'alter table outline add column lost_ms {int} not null default 0',
  ],
};
