/** English words for the page of documents. */
import type { papersNl } from './papers.nl.ts';

export const papersEn: typeof papersNl = {
  title: 'Documents',
  nav: 'Documents',
  intro:
    'All you need on paper to record as you should. Each form bears the name and logo of your organisation, which you set under Settings.',
  groups: {
    before: 'Before you record',
    staff: 'Staff and works council',
    talk: 'With a talk',
    rights: 'Rights of people',
    keeping: 'Keeping and destroying',
    wrong: 'When something goes wrong',
  },
  source: (source) => `Source: ${source}`,
  look: 'View',
  word: 'Word',
  text: 'Text',
  named: (form, title) => `${form}: ${title}`,
  made: 'The system makes this for you at:',
  at: {
    plan: 'Recording plan',
    talk: 'the talk itself',
    requests: 'Requests',
    keeping: 'Keeping',
    privacy: 'Privacy',
    incidents: 'Incidents',
  },
};
