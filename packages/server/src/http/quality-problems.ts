/** Title and next step of the problems of quality monitoring; problems.ts takes them up. */

export const qualityProblems = {
  'quality-malformed': {
    nl: ['Zo kan het niet', 'Vul elk veld in. Kies bij elke regel van de kaart iets uit de lijst.'],
    en: ['This cannot be', 'Fill in each field, and choose something for each line of the card.'],
  },
  'quality-method-refused': {
    nl: ['Zo mag u geen mensen beoordelen', 'Laat een persoon luisteren en de kaart invullen.'],
    en: ['People may not be scored like this', 'Let a person listen and fill in the card.'],
  },
  'quality-nothing-to-draw': {
    nl: [
      'Er is geen opname om uit te loten',
      'Kies andere dagen of een andere afdeling. Kwaliteit moet een doel zijn van het opnameplan.',
    ],
    en: [
      'There is no recording to draw from',
      'Choose other days or another department. Quality must be a purpose of the recording plan.',
    ],
  },
  'quality-protocol-missing': {
    nl: ['Er is nog geen protocol', 'Stel eerst vast waar u naar kijkt en waarvoor.'],
    en: ['There is no protocol yet', 'First settle what you look at, and what for.'],
  },
  'quality-scored': {
    nl: ['Dit gesprek heeft al een kaart', 'Laad de pagina opnieuw.'],
    en: ['This talk has its card already', 'Load the page again.'],
  },
  'review-not-found': {
    nl: ['Deze kaart is er niet', 'Een gesprek krijgt een kaart als het is geloot. Niemand kiest het uit.'],
    en: ['This card is not there', 'A talk gets a card when it was drawn at random. Nobody picks it.'],
  },
} as const;
