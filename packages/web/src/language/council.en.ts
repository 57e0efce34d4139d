import type { CouncilWords } from './council.nl.ts';

/** English words of the works council's page. */
export const councilEn: CouncilWords = {
  title: 'Works council',
  nav: 'Works council',
  intro: 'What was agreed with the works council, what changes, and figures. There is no sound and no name in it.',
  noPlans: 'There is no recording plan yet. Without a plan nothing is recorded.',
  againTitle: (n: number) => (n === 1 ? '1 plan asks consent again' : `${n} plans ask consent again`),
  againText:
    'Purpose, retention or the use of software is written differently. The new plan does not go live before you are asked again (WOR 27 (1) k and l).',
  draft: 'Draft: nothing is recorded under it yet',
  live: (number: number, since: string) => `Version ${number}, since ${since}`,
  purposes: 'What for, and how long kept',
  notSettled: 'not settled yet',
  software: 'Does software analyse the sound?',
  pattern: 'Is it recorded systematically?',
  buffer: 'Gone unless somebody chooses to keep it, after',
  days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
  agreed: 'What was agreed',
  notAsked: 'The works council was asked nothing yet.',
  nullity: (day: string) => `The works council can invoke nullity until ${day} (WOR 27 (5)).`,
  changes: 'What changes',
  changedBefore: 'The plan changed since it was agreed. Ask who wrote it what is different.',
  what: {
    purpose: 'Purpose',
    term: 'Retention',
    software: 'Software',
    pattern: 'How often',
    buffer: 'Gone after',
  },
  change: (before: string | null, after: string | null) =>
    before === null ? `new: ${after}` : after === null ? `ends: ${before}` : `was “${before}”, becomes “${after}”`,
  quality: 'Quality of talks',
  noProtocol: 'There is no protocol. Then nobody listens for quality either.',
  since: (day: string) => `This is looked at, since ${day}:`,
  most: (n: number) => `Chance draws at most ${n} talks of a department at a time.`,
  noScores: 'No software scores anybody here or reads feelings. It cannot be switched on.',
  figures: 'Figures of twelve weeks',
  from: (day: string) => `Since ${day}`,
  suppressed: (fewest: number) =>
    `No number is about one employee. So “too few” stands with a number under ${fewest}, with one about fewer than ${fewest} employees, and with what always the same person did.`,
  few: 'too few to tell',
  recorded: 'Recorded talks',
  used: (purpose: string) => `Times used: ${purpose}`,
  unknown: 'purpose not written down',
  refused: 'Times that listening was refused',
  drawn: 'Talks that chance drew for quality',
};
