/**
 * What the menu shows to whom. It is a courtesy, no lock: the server asks the policy at every door
 * (packages/dossier/src/policy.ts).
 */
import type { Session } from '@woordelijk/api';

/** Rights that a menu or a button depends on. */
export type Shown =
  | 'objection.see'
  | 'sign.register'
  | 'question.see'
  | 'people.see'
  | 'plan.draft'
  | 'processor.manage'
  | 'incident.see'
  | 'incident.report'
  | 'watch.see'
  | 'alarm.see'
  | 'talk.plan'
  | 'misuse.handle'
  | 'received.decide'
  | 'personal-link.make'
  | 'sharing.see'
  | 'edit.see'
  | 'edit.make'
  | 'rights.see'
  | 'rights.handle'
  | 'absent.decide'
  | 'case.note'
  | 'hold.see'
  | 'destruction.see'
  | 'talk.destroy'
  | 'figures.see'
  | 'council.see'
  | 'oversight.see'
  | 'quality.see'
  | 'quality.adopt'
  | 'quality.draw'
  | 'quality.read'
  | 'quality.score'
  | 'retention.see'
  | 'retention.arrange'
  | 'talk.keep'
  | 'recording.pause';

const SHOWN: Readonly<Record<Shown, readonly string[]>> = {
  'objection.see': ['employee', 'manager', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'sign.register': ['manager', 'administrator', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'question.see': ['administrator', 'works-council', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'people.see': ['administrator', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'plan.draft': ['manager', 'administrator', 'works-council', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'processor.manage': ['administrator', 'privacy-coordinator', 'privacy-officer'],
  'incident.see': ['privacy-coordinator', 'privacy-officer', 'dpo'],
  'incident.report': [
    'employee',
    'manager',
    'works-council',
    'archivist',
    'administrator',
    'privacy-coordinator',
    'privacy-officer',
    'dpo',
  ],
  'watch.see': ['administrator', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'alarm.see': ['administrator', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'talk.plan': ['employee', 'manager'],
  'misuse.handle': ['privacy-coordinator', 'privacy-officer', 'dpo'],
  'received.decide': ['dpo'],
  'hold.see': ['manager', 'archivist', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'destruction.see': ['archivist', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'figures.see': ['manager', 'archivist', 'administrator', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'quality.see': ['manager', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'quality.adopt': ['manager', 'privacy-officer'],
  'quality.draw': ['manager'],
  'quality.read': ['employee', 'manager', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'quality.score': ['manager'],
  'council.see': ['works-council', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'oversight.see': ['privacy-coordinator', 'privacy-officer', 'dpo'],
  'retention.see': ['archivist', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'retention.arrange': ['archivist', 'privacy-officer'],
  'recording.pause': ['employee', 'manager'],
  'talk.keep': ['employee', 'manager', 'archivist', 'privacy-officer'],
  'talk.destroy': ['archivist', 'privacy-officer'],
  'rights.see': ['employee', 'manager', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'rights.handle': ['manager', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'absent.decide': ['manager', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'case.note': ['employee', 'manager', 'archivist', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'edit.see': ['employee', 'manager', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'edit.make': ['employee', 'manager', 'privacy-coordinator', 'privacy-officer'],
  'sharing.see': ['employee', 'manager', 'privacy-coordinator', 'privacy-officer', 'dpo'],
  'personal-link.make': ['employee', 'manager', 'privacy-coordinator', 'privacy-officer'],
};

/** Whether somebody with these roles has use for it. */
export function mayShow(seats: Session['seats'], right: Shown): boolean {
  return seats.some(({ role }) => role === 'operator' || SHOWN[right].includes(role));
}
