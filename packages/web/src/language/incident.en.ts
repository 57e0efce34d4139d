import type { incidentNl, watchNl } from './incident.nl.ts';

/** English words for incidents, and alarms. */
export const incidentEn: typeof incidentNl = {
  nav: 'Incidents',
  title: 'Incidents',
  intro:
    'Report a data breach here, or another breach of the rules for recording. Name no names and numbers: say what happened, how many people it concerns, and which data. The data protection officer sees every report.',
  only: 'Your report was written down. Who sees to privacy sees it, and goes on.',
  none: 'Nothing was reported yet.',
  reportTitle: 'Report an incident',
  report: 'Report the incident',
  kind: 'What is the matter?',
  kinds: {
    breach: 'A data breach: something that had to be protected was seen, changed or lost',
    rule: 'Another breach of the rules for recording',
  },
  kindNames: { breach: 'Data breach', rule: 'Breach of the rules' },
  words: 'What happened?',
  wordsHint: 'Without names and numbers.',
  found: 'How did it come to light?',
  natures: 'What kind of data breach?',
  natureNames: {
    confidentiality: 'Somebody saw or heard what they should not',
    integrity: 'Something was changed',
    availability: 'Something is lost or out of reach',
  },
  awareAt: 'When did it become known?',
  awareHint: 'The 72 hours count from this moment, also at weekends.',
  beganAt: 'When did it begin? (if you know)',
  endedAt: 'When did it end? (if it is over)',
  talks: 'Which talks does it concern? (may stay empty)',
  talksHint: 'Paste the address of each talk’s page, one a line.',
  by: 'Your name',
  oneNature: 'Choose what kind of data breach it is.',
  clocks: {
    running: (when, hours) => `Tell the regulator by ${when} (${hours} hours left)`,
    over: (when) => `The 72 hours have been over since ${when}. Tell the regulator now, and say why it is late.`,
    met: 'The regulator was told in time',
    late: 'The regulator was told late, with the reason',
    'not-needed': 'The regulator need not be told: a risk is unlikely',
  },
  open: 'Open',
  closedBadge: 'Closed',
  reportedOn: (when, by) => `Reported on ${when} by ${by}`,
  aware: (when) => `Became known on ${when}`,
  talkCount: (n) => (n === 1 ? 'Concerns 1 talk' : `Concerns ${n} talks`),
  assessTitle: 'Weigh the risk',
  assess: 'Write down the assessment',
  risk: 'How large is the risk for people?',
  risks: {
    unlikely: 'A risk is unlikely: the regulator need not be told',
    risk: 'There is a risk: tell the regulator',
    high: 'There is a high risk: tell the regulator, and the people themselves',
  },
  why: 'Why?',
  least: 'How many people at least? (empty: not known yet)',
  most: 'How many people at most?',
  data: 'Which data?',
  dataNames: {
    voice: 'Voice',
    content: 'What was said',
    name: 'Names',
    number: 'Telephone numbers',
    special: 'Special categories, such as health',
    criminal: 'Criminal data',
    payment: 'Payment data',
    other: 'Other data',
  },
  consequences: 'What can it mean for people?',
  measures: 'What was done, and what will you still do?',
  tellPeople: 'Do you tell the people concerned?',
  tellYes: 'Yes',
  tellNo: 'No',
  tellWhy: 'Why, or why not?',
  toldTitle: 'Write down who was told',
  toldButton: 'Write down who was told',
  who: 'Who was told?',
  toldNames: {
    authority: 'The regulator (Autoriteit Persoonsgegevens)',
    people: 'The people concerned',
    dpo: 'The data protection officer',
    'other-party': 'The other party of the agreement',
    other: 'Somebody else',
  },
  toldAt: 'When?',
  toldWords: 'What was told, and under which reference?',
  lateWhy: 'Why later than 72 hours? (only if it was)',
  noteTitle: 'Add something',
  note: 'Add',
  noteWords: 'What more is known?',
  closeTitle: 'Close this incident',
  close: 'Close',
  lessons: 'What do you change so that it does not happen again?',
  form: 'Overview for the regulator’s form',
  formText: 'In the order of the form. You notify yourself, on the site of the Autoriteit Persoonsgegevens.',
  history: 'What was done',
  assessed: (by, when) => `Weighed by ${by} on ${when}`,
  toldLine: (who, when) => `${who}, ${when}`,
  lessonsLine: (text) => `Learnt: ${text}`,
  alarms: {
    'breach-over': (n) =>
      n === 1
        ? 'A data breach was not notified within 72 hours.'
        : `${n} data breaches were not notified within 72 hours.`,
    breach: (n, when) =>
      n === 1
        ? `A data breach must be notified before ${when}.`
        : `${n} data breaches; the first must be notified before ${when}.`,
    damage: (n) =>
      n === 1
        ? 'The nightly check found something that is not right.'
        : `The nightly check found ${n} things that are not right.`,
    unwatched: 'The nightly check was not finished for more than a day and a half.',
    look: 'Look',
  },
};

/** English words for the nightly watch. */
export const watchEn: typeof watchNl = {
  title: 'Nightly check',
  intro:
    'Every night Woordelijk reads all logs from beginning to end, and a part of the recordings, and compares them with what was written and signed. What is not right stands on every page until somebody says what was done about it.',
  turn: (recordings, nights) =>
    nights === 1
      ? `There are ${recordings} stored recordings. All have their turn every night.`
      : `There are ${recordings} stored recordings. Each has its turn within ${nights} nights.`,
  lastTitle: 'The last check',
  never: 'There was no check yet. The first is tonight.',
  good: 'All is as it was written',
  bad: (n) => (n === 1 ? '1 thing is not right' : `${n} things are not right`),
  doneAt: (when, chains, recordings) => `Done on ${when}: ${chains} logs read whole, ${recordings} recordings checked.`,
  overdue: 'The last check was more than a day and a half ago. Does the server run at night?',
  running: (recordings) => `A check is under way. ${recordings} recordings are done.`,
  begin: 'Check now',
  openTitle: 'What is not right',
  where: 'Where',
  meaning: 'What that means',
  foundAt: (when) => `Found on ${when}`,
  talk: 'To the talk',
  technical: 'What the check said, for the administrator',
  settleTitle: 'This was settled',
  settle: 'Write down what was done about it',
  settleWords: 'What was done about it?',
  settleHint: 'For instance: restored from the backup. Is it a data breach? Then report an incident too.',
  settledTitle: 'Settled',
  settledLine: (by, when, words) => `${by}, ${when}: ${words}`,
  roundsTitle: 'All checks',
  round: (when, recordings, found) =>
    `${when}: ${recordings} recordings, ${found === 0 ? 'nothing found' : `${found} found`}`,
  incident: 'Report an incident',
};
