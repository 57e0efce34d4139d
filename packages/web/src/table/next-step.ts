import type { TalkFile } from '@woordelijk/api';

/** The one thing to do now. */
export type Step =
  | 'objection'
  | 'plan'
  | 'register'
  | 'decide'
  | 'alternative'
  | 'agree'
  | 'confirm'
  | 'tell'
  | 'record'
  | 'theirs'
  | 'handOut'
  | 'none';

/** What comes next, from how the file stands. */
export function nextStep(file: TalkFile): Step {
  const last = file.requests.at(-1);
  if (file.recorded)
    return file.handovers.length === 0 && last !== undefined
      ? 'handOut'
      : openAlternative(file)
        ? 'alternative'
        : 'none';
  if (last === undefined) return 'register';
  if (last.decision === null) return 'decide';
  const recording = last.decision.outcome === 'granted' || last.alternative?.kind === 'office-records';
  if (!recording) return openAlternative(file) ? 'alternative' : 'none';
  if (last.alternative?.kind === 'office-records' && last.alternative.listening === null) return 'alternative';
  if (file.agreement === null) return 'agree';
  if (!file.agreement.confirmed) return 'confirm';
  if (file.hindrances.some(({ because }) => because === 'objection')) return 'objection';
  if (file.hindrances.some(({ because }) => because === 'no-plan')) return 'plan';
  if (file.untold.length > 0) return 'tell';
  return file.hindrances.some(({ because }) => because === 'theirs-only') ? 'theirs' : 'record';
}

/** The card on the page where the step is done. */
export const CARD_OF: Readonly<Record<Step, string>> = {
  objection: 'table-notice',
  plan: 'table-agreement',
  register: 'table-request',
  decide: 'table-request',
  alternative: 'table-alternative',
  agree: 'table-agreement',
  confirm: 'table-agreement',
  tell: 'table-notice',
  record: 'table-record',
  theirs: 'table-agreement',
  handOut: 'table-handover',
  none: 'table-request',
};

function openAlternative(file: TalkFile): boolean {
  return file.requests.some(({ alternative }) => alternative !== null && !alternative.done);
}
