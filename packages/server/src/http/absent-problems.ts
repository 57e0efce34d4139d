/** Title and next step of the problems about people who are only talked about; problems.ts takes them up. */

export const absentProblems = {
  'absent-not-found': {
    nl: ['Deze persoon staat hier niet', 'Laad de pagina opnieuw.'],
    en: ['This person is not noted here', 'Load the page again.'],
  },
  'absent-step': {
    nl: ['Dit kan nu niet', 'Iemand was u voor, of er moet eerst iets worden beslist. Laad de pagina opnieuw.'],
    en: [
      'This cannot be done now',
      'Somebody was before you, or something must be decided first. Load the page again.',
    ],
  },
} as const;
