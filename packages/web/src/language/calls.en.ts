import type { callsNl } from './calls.nl.ts';

/** English words for a call under way. */
export const callsEn: typeof callsNl = {
  pausedTitle: 'The recording is paused',
  pausedText: 'Nothing of what you say now is kept. The recording shows that something was left out here.',
  why: 'Why a pause?',
  reasons: { payment: 'Payment details', hold: 'Hold music', other: 'Something else' },
  pause: 'Pause the recording',
  resume: 'Record again',
  private: 'This talk is private',
  privateTitle: 'Is this a private talk?',
  privateText:
    'The recording stops. What there is goes on lock at once and is destroyed after 24 hours. That there was a talk stays visible.',
  privateYes: 'Yes, stop the recording',
};
