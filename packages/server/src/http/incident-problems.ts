/** Title and next step of the problems about incidents and the nightly watch; problems.ts takes them up. */

export const incidentProblems = {
  'incident-not-found': {
    nl: ['Dit incident is er niet', 'Laad de lijst opnieuw.'],
    en: ['This incident does not exist', 'Load the list again.'],
  },
  'incident-closed': {
    nl: ['Dit incident is afgesloten', 'Is er meer? Meld dan een nieuw incident.'],
    en: ['This incident is closed', 'Is there more? Then report a new one.'],
  },
  'incident-not-settled': {
    nl: [
      'Dit incident kan nog niet worden afgesloten',
      'Beoordeel eerst het risico. Meld het daarna aan de Autoriteit Persoonsgegevens en aan de mensen om wie het gaat, of leg vast waarom dat niet hoeft.',
    ],
    en: [
      'This incident cannot be closed yet',
      'Weigh the risk first. Then tell the regulator and the people concerned, or write down why that is not needed.',
    ],
  },
  'incident-malformed': {
    nl: [
      'Zo kan het niet worden vastgelegd',
      'Vul elk veld in. Momenten liggen in het verleden en in de goede volgorde. Is er na 72 uur gemeld, zeg dan waarom het langer duurde.',
    ],
    en: [
      'It cannot be written down like this',
      'Fill in each field. Moments lie in the past and in order. If the regulator was told after 72 hours, say why it took longer.',
    ],
  },
  'finding-not-found': {
    nl: ['Deze bevinding is er niet meer', 'Misschien is zij al afgehandeld. Laad de pagina opnieuw.'],
    en: ['This finding is gone', 'It may have been settled. Reload the page.'],
  },
} as const;
