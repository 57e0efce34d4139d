/** Title and next step of the problems about processor agreements; problems.ts takes them up. */

export const processorProblems = {
  'processor-not-found': {
    nl: ['Deze verwerker is er niet meer', 'Laad de lijst opnieuw.'],
    en: ['This processor is gone', 'Load the list again.'],
  },
  'processor-malformed': {
    nl: [
      'Zo kan de verwerker niet worden vastgelegd',
      'Vul de naam, het werk, een opnameplan, het meldadres voor datalekken, de dag en de eigenaar in.',
    ],
    en: [
      'The processor cannot be listed like this',
      'Give its name, its work, a recording plan, where it reports breaches, the day and the owner.',
    ],
  },
} as const;
