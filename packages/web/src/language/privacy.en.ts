/** English words for objections and signs. */
import type { privacyNl } from './privacy.nl.ts';

export const privacyEn: typeof privacyNl = {
  title: 'Privacy',
  contacts: 'Whom can you ask?',
  contactsText: 'In doubt, or is something wrong? Call or mail.',
  noContacts: 'Nobody is on the list yet.',
  duties: {
    'privacy-contact': 'Privacy contact',
    'privacy-coordinator': 'Privacy coordinator',
    'privacy-officer': 'Privacy officer',
    dpo: 'Data protection officer',
  },
  objections: 'Who does not want to be recorded',
  objectionsText:
    'Before each recording we look in this register, also for calls. Such a person is helped as always, but not recorded.',
  noObjections: 'Nobody is in the register.',
  objectionName: 'Name',
  objectionNumber: 'Telephone number',
  objectionEither: 'Fill in a name or a number, or both.',
  note: 'How and where was it said?',
  addObjection: 'Put in the register',
  since: (when) => `Since ${when}`,
  withdraw: 'Withdraw the objection',
  withdrawTitle: 'Does this person want to withdraw the objection?',
  withdrawText: 'The name and number are destroyed. After that a talk may be recorded again.',
  withdrawYes: 'Withdraw the objection',
  signs: 'Signs',
  signsText: 'A sign tells that there is recording. It is no consent, and it says nothing to who objected.',
  noSigns: 'No signs hang anywhere.',
  signPlace: 'Where does it hang?',
  signSince: 'Since when?',
  signWords: 'What does it say?',
  addSign: 'Register the sign',
  removed: (when) => `Taken away on ${when}`,
  removeSign: (place) => `Sign taken away: ${place}`,
  gone: 'It was taken away',
};
