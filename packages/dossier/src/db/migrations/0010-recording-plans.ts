import type { Migration } from './migration.ts';

export const recordingPlans: Migration = {
  title: 'recording plans',
  statements: [
    'alter table talk add column plan_version text',
    `create index talk_of_plan on talk (plan_version, started_at) where plan_version is not null`,
    // Acts that concern no talk are read by what they are: plans, their approvals and their ends.
    `create index ledger_of_house on ledger (organisation_id, act, seq) where talk_id is null`,
  ],
};
