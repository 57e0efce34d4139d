import type { purposeNl } from './purpose.nl.ts';

/** English words for what a recording is used for. */
export const purposeEn: typeof purposeNl = {
  title: 'What do you use this recording for?',
  label: 'I listen, or make a copy,',
  announced: (texts) => `Announced with this recording: ${texts}.`,
  noted: 'Your choice stands in the log.',
  tell: 'This is another use than was announced. Tell the people on the recording (GDPR article 13(3)).',
  onlyCopy: 'For this purpose you may make a copy, but not listen.',
  onlyHear: 'For this purpose you may listen, but not make a copy.',
  none: 'You may use this recording for no purpose now',
  noneText: 'Below is why, and how to ask.',
  refused: 'For what not?',
  ask: 'Go to the recording plan',
  search: 'What do you search for?',
  searchAny: 'not chosen',
  names: {
    talk: 'to hold and settle this talk',
    request: 'to answer a request for access or a copy',
    complaint: 'to handle a complaint or report',
    oversight: 'to see whether the rules are kept',
    archive: 'to keep, transfer or destroy',
    operation: 'to keep the installation working',
    evidence: 'as evidence of what was said',
    agreements: 'to look up what was agreed',
    account: 'to write an account',
    training: 'to train staff',
    quality: 'to improve talks',
    'staff-review': 'to assess staff',
  },
};
